"""Say who said what, to whom, through whom and by which channel, oldest first."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date

import msgspec

from dragoman.model import Factuality, How, Manner, Mode, Reading, Record, Span, Statement, Value
from dragoman.spans import cover
from dragoman.views.asked import EVERYTHING, Asked, Wanted, days
from dragoman.views.lines import Index, Line, line, position
from dragoman.views.linking import linked
from dragoman.views.passages import Part, passage

SURENESS: dict[str, int] = {"stated": 0, "implied": 1, "inferred": 2}


class StatementLine(Value, frozen=True, kw_only=True):
    """A statement with its voices: `via` are those who pass it on, nearest first; `depth` is how deep it is nested.

    `how` says whether the text names the speaker (stated), carries him over (implied) or leaves him to be reasoned
    (inferred). `day` is the first day, else the last, on which it can have been made. `row` and `column` are the line
    of the document's text and the letter in it where the words begin, both counted from 1; `passage` shows the words
    in their sentences.
    """

    line: Line
    speaker: str | None
    addressee: str | None = None
    channel: str | None = None
    mode: Mode
    how: How = "stated"
    cue: str | None = None
    manner: Manner | None = None
    factuality: Factuality | None = None
    via: tuple[str, ...] = ()
    within: str | None = None
    depth: int = 0
    content: str
    day: date | None = None
    title: str | None = None
    published: str | None = None
    row: int
    column: int
    passage: tuple[Part, ...] = ()


def statements(record: Record, asked: Asked = EVERYTHING) -> tuple[StatementLine, ...]:
    """Return the statements asked for, oldest first, each followed by those nested in it that are asked for too.

    A statement without a date counts as said by the day of its report. Raises UsageError for a date that is not EDTF.
    """
    wanted = Wanted(record, asked)
    trees: list[list[StatementLine]] = []
    for reading in record.readings:
        index = Index(reading)
        nested = list(nested_in(reading.statements))
        kept = {statement.id for statement, _ in nested if wanted.fits(index, statement)}
        for statement, depth in nested:
            if statement.id not in kept:
                continue
            if statement.within not in kept or not trees:
                trees.append([])
            trees[-1].append(_line(index, statement, depth, kept))
    trees.sort(key=lambda tree: tree[0].day or date.max)  # stable: of one day by report and in the order of the text
    return tuple(shown for tree in trees for shown in tree)


def told_once(record: Record, found: tuple[StatementLine, ...]) -> tuple[StatementLine, ...]:
    """Return statements each once: of one that several reports tell the first, with the ids and words of the others.

    Another report's stays where something is told in it that is told in no other.
    """
    number = {(shown.line.document, shown.line.entry): at for at, shown in enumerate(found)}
    readings = tuple(_only(reading, number) for reading in record.readings)
    first: dict[int, list[int]] = {}
    for act in linked(msgspec.structs.replace(record, readings=readings), (Statement,)).acts:
        told = sorted(number[index.reading.document.id, entry.id] for index, entry in act)
        first[told[0]] = told[1:]
    gone = {at for others in first.values() for at in others}
    for at in range(len(found) - 1, -1, -1):
        above = number.get((found[at].line.document, found[at].within or ""))
        if at not in gone and above is not None:
            gone.discard(above)
    return tuple(
        msgspec.structs.replace(shown, line=_with_all(shown.line, [found[other].line for other in first.get(at, ())]))
        for at, shown in enumerate(found)
        if at not in gone
    )


def _only(reading: Reading, wanted: Container[tuple[str, str]]) -> Reading:
    kept = tuple(one for one in reading.statements if (reading.document.id, one.id) in wanted)
    return msgspec.structs.replace(reading, statements=kept)


def _with_all(line: Line, others: list[Line]) -> Line:
    words = (*line.words, *(part for other in others for part in other.words))
    return msgspec.structs.replace(line, words=words, also=tuple(other.entry for other in others))


def nested_in(found: tuple[Statement, ...]) -> Iterator[tuple[Statement, int]]:
    """Yield the statements in the order of the text, the nested ones below the one they are told in."""
    ids = {statement.id for statement in found}
    inner: dict[str | None, list[Statement]] = {}
    for statement in sorted(found, key=position):
        inner.setdefault(statement.within if statement.within in ids else None, []).append(statement)
    waiting = [(statement, 0) for statement in reversed(inner.pop(None, []))]
    while waiting or inner:
        if not waiting:  # two statements told in each other: a reader's mistake, and no reason to lose them
            waiting = [(statement, 0) for statement in inner.pop(next(iter(inner)))]
        statement, depth = waiting.pop()
        yield statement, depth
        waiting += [(below, depth + 1) for below in reversed(inner.pop(statement.id, []))]


def _line(index: Index, statement: Statement, depth: int, kept: set[str]) -> StatementLine:
    def name(ref: str | None) -> str | None:
        return index.name(ref) if ref else None

    document = index.reading.document
    start, end = days(index.reading, statement)
    at = min((span[0] for span in statement.spans), default=0)
    return StatementLine(
        line=line(index, statement),
        speaker=name(statement.speaker),
        addressee=name(statement.addressee),
        channel=statement.channel,
        mode=statement.mode,
        how=min((source.how for source in statement.sources), key=SURENESS.__getitem__, default="stated"),
        cue=statement.cue,
        manner=statement.manner,
        factuality=statement.factuality,
        via=index.voices(statement.id)[1:],
        within=statement.within,
        depth=depth,
        content=statement.content,
        day=start or end,
        title=document.title,
        published=document.date.edtf if document.date else None,
        row=document.text.count("\n", 0, at) + 1,
        column=at - document.text.rfind("\n", 0, at),
        passage=_passage(index, statement, kept),
    )


def _passage(index: Index, statement: Statement, kept: set[str]) -> tuple[Part, ...]:
    """Return the words in their sentences; those that a statement shown below says as `inner`.

    Where the statement that this one is told in is shown above, its own words bound the passage.
    """
    outer = index.entries.get(statement.within or "") if statement.within in kept else None
    below = [other for other in index.reading.statements if other.within == statement.id and other.id in kept]
    cues = [span for source in statement.sources if (span := _cue(statement.cue, source.span, source.quote))]
    return passage(
        index.text,
        statement.spans,
        cues,
        [span for other in below for span in other.spans],
        [source.span for source in statement.sources],
        cover(outer.spans) if isinstance(outer, Statement) and outer.spans and outer is not statement else None,
    )


def _cue(cue: str | None, span: Span, quote: str) -> Span | None:
    """Return where the cue stands in the words that introduce a statement."""
    found = re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", quote) if cue else None
    return (span[0] + found.start(), span[0] + found.end()) if found else None
