"""Set beside each other what one speaker says of one matter, oldest first: what is new, what is said again.

Two statements are of one matter when they share at least `SHARED` of the words that carry meaning in the shorter of
the two, and at least `LEAST` such words. Words are compared without their endings; a place counts as itself however
it is called, and those who act do not count: in one negotiation they are in every sentence, whatever it is about.
A text more than `LONGER` times as long as the other speaks of many matters, and is compared with none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from dragoman.model import Record, Statement, Value
from dragoman.spans import inside, touch
from dragoman.terms import rows
from dragoman.views.asked import EVERYTHING, Asked, days
from dragoman.views.called import key_of, stem
from dragoman.views.lines import Index
from dragoman.views.statements import StatementLine, statements

SHARED = 0.4
LEAST = 2
LONGER = 4
LONG_ENOUGH = 4  # words: fewer may stand in other words by chance
EMPTY = (
    *("determiner", "possessive", "her", "subject-pronoun", "object-pronoun", "either-pronoun", "loose-pronoun"),
    *("reflexive", "relative", "modal", "be", "have", "do", "negation", "preposition", "subordinator", "conjunction"),
    *("conditional", "adverb", "particle"),
)


class Change(Value, frozen=True, kw_only=True):
    """A run of words as they stand before and after: the `same` but for case and marks, or not; one may be empty."""

    same: bool
    before: str
    after: str


class Wording(Value, frozen=True, kw_only=True):
    """Words as first said, the statements that say them `again`, and what is different from the wording before them.

    `shared` is the part (0 to 1) of the meaning words that it has in common with that one; 0 for the first wording.
    """

    said: StatementLine
    again: tuple[StatementLine, ...] = ()
    changes: tuple[Change, ...] = ()
    shared: float = 0.0


class Matter(Value, frozen=True, kw_only=True):
    """What one speaker says of one matter, in the wordings it was given, oldest first."""

    speaker: str
    wordings: tuple[Wording, ...]


class Heard:
    """A statement with what it is compared by."""

    def __init__(self, index: Index, statement: Statement, shown: StatementLine) -> None:
        self.shown = shown
        self.document = index.reading.document.id
        self.spans = statement.spans
        self.days = days(index.reading, statement)
        self.words = f" {key_of(statement.content)} "
        self.meant = _meant(index, statement)

    def repeats(self, other: Heard) -> bool:
        """Return whether it has the very words of the other one, or a stretch of them; case and marks do not count."""
        short, long = sorted((self.words, other.words), key=len)
        return short == long or (short.count(" ") > LONG_ENOUGH and short in long)

    def shares(self, other: Heard) -> float:
        """Return how much of the meaning words of the shorter one both have, 0 where there is too little to tell."""
        common = len(self.meant & other.meant)
        short, long = sorted((len(self.meant), len(other.meant)))
        return common / short if common >= LEAST and long <= LONGER * short else 0.0

    def apart(self, other: Heard) -> bool:
        """Return whether it was said elsewhere or on another day: a report says one thing twice, as title and text."""
        if self.document != other.document:
            return True
        return self.days != other.days and not any(touch(a, b) for a in self.spans for b in other.spans)


def changes(record: Record, asked: Asked = EVERYTHING) -> tuple[Matter, ...]:
    """Return the matters on which a speaker asked for is heard more than once, oldest first.

    A speaker without a name ("officials") is never the same in two reports. Raises UsageError like `statements`.
    """
    indexes = {reading.document.id: Index(reading) for reading in record.readings}
    matters: list[tuple[str, list[list[Heard]]]] = []
    open_: dict[str, list[list[list[Heard]]]] = {}
    for shown in sorted(statements(record, asked), key=lambda shown: shown.day or date.max):
        index = indexes[shown.line.document]
        statement = index.entries[shown.line.entry]
        if not isinstance(statement, Statement) or not (speaker := _speaker(index, statement)):
            continue
        heard = Heard(index, statement, shown)
        if (matter := _joined(open_.setdefault(speaker, []), heard)) is not None:
            matters.append((shown.speaker or speaker, matter))
    return tuple(
        Matter(speaker=speaker, wordings=_wordings(matter))
        for speaker, matter in matters
        if len(matter) > 1 or len(matter[0]) > 1
    )


def _joined(matters: list[list[list[Heard]]], heard: Heard) -> list[list[Heard]] | None:
    """Put a statement into the matter it belongs to; return the matter where it opens a new one.

    Each matter is a list of wordings, each wording a list of statements, the first one first.
    """
    for matter in matters:
        for wording in matter:
            if any(heard.repeats(other) for other in wording):
                if heard.apart(wording[0]):
                    wording.append(heard)
                return None
    near = [(heard.shares(matter[-1][0]), matter) for matter in matters if heard.apart(matter[-1][0])]
    shared, matter = max(near, key=lambda pair: pair[0], default=(0.0, []))
    if shared >= SHARED:
        matter.append([heard])
        return None
    matters.append([[heard]])
    return matters[-1]


def _wordings(matter: Sequence[Sequence[Heard]]) -> tuple[Wording, ...]:
    made = []
    for number, wording in enumerate(matter):
        first = wording[0]
        before = matter[number - 1][0] if number else None
        made.append(
            Wording(
                said=first.shown,
                again=tuple(other.shown for other in wording[1:]),
                changes=word_by_word(before.shown.content, first.shown.content) if before else (),
                shared=round(first.shares(before), 2) if before else 0.0,
            )
        )
    return tuple(made)


def word_by_word(before: str, after: str) -> tuple[Change, ...]:
    """Return the words of both in runs: what is the same, what only the one before, what only the one after has.

    Between two runs that differ, "the" or "is" alone is no common ground: it would only tear them apart.
    """
    old, new = before.split(), after.split()
    plain = [[key_of(word) or word.casefold() for word in words] for words in (old, new)]
    runs: list[Change] = []
    for kind, low, high, start, end in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        edge = high == len(old) and end == len(new)
        weak = bool(runs) and not edge and _empty().issuperset(plain[1][start:end])
        run = Change(same=kind == "equal" and not weak, before=" ".join(old[low:high]), after=" ".join(new[start:end]))
        if runs and not run.same and not runs[-1].same:
            last = runs.pop()
            run = Change(
                same=False, before=f"{last.before} {run.before}".strip(), after=f"{last.after} {run.after}".strip()
            )
        runs.append(run)
    return tuple(runs)


def _speaker(index: Index, statement: Statement) -> str | None:
    """Return what tells one speaker from others in the whole record: the plain name; None where there is no name."""
    actor = next((actor for actor in index.reading.actors if actor.id == statement.speaker), None)
    return statement.speaker if actor and actor.name else None


def _meant(index: Index, statement: Statement) -> frozenset[str]:
    """Return the words that carry meaning, as stems, and the ids of the places and entries that are mentioned."""
    acting = {actor.id for actor in index.reading.actors}
    named: set[str] = set()
    words = []
    for start, end in statement.spans:
        for mention in inside(index.mentions, (start, end)):
            named.update(mention.of)
            words.append(index.text[start : mention.span[0]])
            start = max(start, mention.span[1])
        words.append(index.text[start:end])
    stems = {stem(word) for word in key_of(" ".join(words)).split() if len(word) > 2 and word not in _empty()}
    return frozenset(stems | (named - acting))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word for row in rows("words") if row["kind"] in EMPTY for word in row["words"].split())
