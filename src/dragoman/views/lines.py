"""Define what every view shows of an entry, with the words behind it; look up names and voices in one reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from dragoman.edtf import valid
from dragoman.kinds import entries
from dragoman.model import (
    Actor,
    Commitment,
    Decision,
    Document,
    Entry,
    Event,
    How,
    Meeting,
    Mention,
    Option,
    Reading,
    Record,
    Review,
    Source,
    Span,
    Statement,
    Value,
    Verification,
)
from dragoman.problems import UsageError
from dragoman.terms import cached, rows
from dragoman.views.called import institution
from dragoman.views.stood import by_hand
from dragoman.wording import SLUG, date_words, in_words, ordinal_words

# These are past when a report tells of them: without a date of their own, the day of the report is the latest.
PAST = frozenset(("held", "performed", "completed", "decided", "happened"))
STANCES = {
    "require": "required", "prefer": "preferred", "accept": "accepted", "disfavour": "not favoured",
    "reject": "rejected", "offer": "offered",
}  # fmt: skip
CODE = re.compile(r"(?<![\w-])[\w-]+(?![\w-])")
UNNAMED = "unnamed"  # a statement whose speaker the text does not give


class Words(Value, frozen=True, kw_only=True):
    """Words in a document, and whose: `voice` is "Mike Pompeo via Yoon Young-chan", innermost speaker first."""

    document: str
    span: Span
    quote: str
    statement: str | None = None
    how: How = "stated"
    voice: str


class Line(Value, frozen=True, kw_only=True):
    """One line of a view: an entry in words. `span` and `quote` are its first words, `words` all that stand behind it.

    `edtf` is as vague as the text; `also` are entries of other documents that seem to be the same act (linking/).
    `reported` is the day of the first report that gives an act this status: where it stands when it has no date.
    `review` is what people judged of it; None: nobody did.
    """

    entry: str
    kind: str
    document: str
    status: str | None = None
    edtf: str | None = None
    when: str | None = None
    reported: str | None = None
    who: tuple[str, ...] = ()
    place: str | None = None
    what: str
    span: Span
    quote: str
    words: tuple[Words, ...] = ()
    also: tuple[str, ...] = ()
    review: Review | None = None


class Index:
    """Look up what one reading holds, by id. `called` are names of actors that go before those of the reading."""

    def __init__(self, reading: Reading, called: Mapping[str, str] | None = None) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.called = called or {}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Return the entries by id."""
        return {entry.id: entry for entry in entries(self.reading)}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Return the actors by id."""
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions that stand for somebody or something, in the order of the text."""
        return tuple(sorted((mention for mention in self.reading.mentions if mention.of), key=lambda found: found.span))

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the names of actors and places by id; the first role of an actor without a name."""
        actors = {actor.id: actor.name or " / ".join(actor.roles[:1]) or actor.id for actor in self.reading.actors}
        written = {id: name for id, name in agency(self.reading.document).items() if actors.get(id, id) == id}
        return actors | written | dict(self.called) | {place.id: place.name for place in self.reading.places}

    def name(self, ref: str) -> str:
        """Return the words for an id: a name, an entry in short, or the id itself where it is words already."""
        if ref in self.names:
            return self.names[ref]
        entry = self.entries.get(ref)
        return summary(self, entry) if entry else ref

    def matter(self, ref: str) -> str:
        """Return what a decision is about: of a process by hand its title."""
        title = self.reading.document.title if ref == process_of(self.reading) else None
        return title or self.name(ref)

    def worded(self, message: str) -> str:
        """Return a message with names for ids and words for dates: "donald-trump and kim-jong-un" are two people."""
        return in_words(SLUG.sub(lambda found: self.names.get(found.group()) or found.group(), message))

    def says(self, value: Any) -> str:
        """Return a value of `Source.says` in words."""
        if isinstance(value, list | tuple):
            return ", ".join(self.says(part) for part in value)
        if isinstance(value, dict):
            return ", ".join(f"{key} {self.says(part)}" for key, part in value.items())
        return self.name(value) if isinstance(value, str) else str(value)

    def voices(self, statement_id: str | None) -> tuple[str, ...]:
        """Return who says it: the speakers of the nested statements, innermost first, or the document's own voice."""
        chain: list[str] = []
        seen: set[str] = set()
        while statement_id and statement_id not in seen:
            seen.add(statement_id)
            statement = self.entries.get(statement_id)
            if not isinstance(statement, Statement):
                break
            chain.append(self.name(statement.speaker) if statement.speaker else UNNAMED)
            statement_id = statement.within
        return tuple(chain) or (self.own_voice,)

    @cached_property
    def own_voice(self) -> str:
        """Return who speaks where nobody is quoted: the agency of the dateline, the publisher, or the document."""
        document = self.reading.document
        if by_hand(self.reading):
            return "an entry by hand"
        agency = document.dateline.agency if document.dateline else None
        if agency:
            return self.names.get(agency, agency)
        return institution(document.publisher) if document.publisher else f"document {document.id}"

    def words(self, source: Source) -> Words:
        """Return a source with its voice and document: of an entry by hand, who says it there, and what it cites."""
        cited = _cited(source)
        said = self.voices(source.statement) if source.statement or not cited else ()
        return Words(
            document=self.reading.document.id,
            span=source.span,
            quote=source.quote,
            statement=source.statement,
            how=source.how,
            voice=" via ".join((*said, cited) if cited else said),
        )

    def all_words(self, entry: Entry) -> tuple[Words, ...]:
        """Return the words behind an entry; a statement's content comes before the words that introduce it."""
        content: tuple[Words, ...] = ()
        if isinstance(entry, Statement):
            content = tuple(
                Words(
                    document=self.reading.document.id,
                    span=span,
                    quote=self.text[span[0] : span[1]],
                    statement=entry.id,
                    voice=" via ".join(self.voices(entry.id)),
                )
                for span in entry.spans
            )
        return (*content, *(self.words(source) for source in entry.sources))


def _cited(source: Source) -> str | None:
    """Return what an entry by hand has its words from, without the address behind it."""
    return re.split(r",? https?://", source.cited)[0] or source.cited if source.cited else None


def agency(document: Document) -> dict[str, str]:
    """Return the name of the dateline's agency by its id, as the dateline writes it: small agencies are in no table."""
    dateline = document.dateline
    if not dateline or not dateline.agency:
        return {}
    written = re.search(r"\(([^()]+)\)", dateline.text)
    return {dateline.agency: written.group(1) if written else dateline.agency}


def kind_of(entry: Entry) -> str:
    """Return the kind of an entry as a word: statement, meeting, decision, commitment, verification, event."""
    return type(entry).__name__.lower()


def status_of(entry: Entry) -> str | None:
    """Return how far an entry has come: its status, a commitment's phase, nothing for a statement."""
    return getattr(entry, "phase", None) or getattr(entry, "status", None)


def who_of(entry: Entry) -> tuple[str, ...]:
    """Return the ids of those in an entry, the acting ones first."""
    parts: tuple[str | None, ...] = ()
    match entry:
        case Statement():
            parts = (entry.speaker, entry.addressee)
        case Meeting():
            parts = (*entry.participants, entry.host)
        case Decision():
            parts = entry.decided_by
        case Commitment():
            parts = (*entry.by, *entry.to)
        case Verification():
            parts = (entry.by, entry.invited_by)
        case Event():
            parts = (*entry.actors, *entry.recipients)
    return tuple(dict.fromkeys(part for part in parts if part))


def place_of(entry: Entry) -> str | None:
    """Return the id of the place where an entry happens, None where it has none."""
    return getattr(entry, "place", None)


def position(entry: Entry) -> int:
    """Return where an entry first stands in its document."""
    spans = entry.spans if isinstance(entry, Statement) else ()
    return min((span[0] for span in (*spans, *(source.span for source in entry.sources))), default=0)


def summary(index: Index, entry: Entry) -> str:
    """Return an entry in one short line of words, without who and when."""
    match entry:
        case Statement():
            return entry.content
        case Meeting():
            return _meeting(index, entry)
        case Decision():
            about = index.matter(entry.about) if entry.about and entry.about != entry.id else ""
            options = "; ".join(option_words(index, option) for option in entry.options)
            return question_words(entry.question, about) + (f": {options}" if options else "")
        case Commitment():
            return entry.action
        case Verification():
            scope = f" ({', '.join(entry.scope)})" if entry.scope else ""
            what = index.name(entry.of) if entry.of and entry.of != entry.id else index.name(entry.place or "")
            return f"verification of {what or 'what is not said'}{scope}" + (
                f": {entry.finding}" if entry.finding else ""
            )
        case Event():
            return " ".join(part for part in (entry.event.lower(), entry.mode) if part)
        case _:
            return entry.sources[0].quote if entry.sources else entry.id


def question_words(question: str, about: str) -> str:
    """Return what is to be decided: "venue of 2nd summit"; a question of no kind goes by what it is about."""
    if question == "other":
        return about or "a question"
    return f"{question} of {about}" if about else question


def option_value(value: str, names: Mapping[str, str]) -> str:
    """Return an option as people read it: "not before 7 Nov 2018", "in Vietnam or Singapore"; `names` are by id."""
    if value in names:
        return names[value]
    if valid(value):
        return date_words(value)
    return in_words(CODE.sub(lambda found: _named(found.group(), names), value))


def _named(word: str, names: Mapping[str, str]) -> str:
    """Return the name of a country or of an id that is no common word; else the word."""
    return lands().get(word) or (names.get(word, word) if word not in ("in", "of", "or", "not") else word)


def option_words(index: Index, option: Option) -> str:
    """Return an option, how it is held and by whom: "Hanoi (preferred by Vietnam)"."""
    by = f" by {index.name(option.by)}" if option.by else ""
    return f"{option_value(option.value, index.names)} ({STANCES[option.stance]}{by})"


def process_of(reading: Reading) -> str | None:
    """Return the id of the process that was entered by hand, None for other documents."""
    return (reading.document.url or "").rpartition(":")[2] if by_hand(reading) else None


@cached
def lands() -> dict[str, str]:
    """Return the names of the countries by ISO 3166 alpha-3."""
    return {row["iso3"]: row["name"] for row in rows("countries")}


def _meeting(index: Index, meeting: Meeting) -> str:
    number = f"{ordinal_words(meeting.ordinal)} " if meeting.ordinal else ""
    where = f" in {index.name(meeting.place)}" if meeting.place else ""
    if meeting.kind == "visit" and meeting.place:
        where = f" to {index.name(meeting.place)}"
    return f"{number}{meeting.kind}{where}"


def line(index: Index, entry: Entry) -> Line:
    """Return an entry as a line."""
    words = index.all_words(entry)
    place = place_of(entry)
    return Line(
        entry=entry.id,
        kind=kind_of(entry),
        document=index.reading.document.id,
        status=status_of(entry),
        edtf=entry.when.edtf,
        when=entry.when.text,
        who=tuple(index.name(ref) for ref in who_of(entry)),
        place=index.name(place) if place else None,
        what=summary(index, entry),
        span=words[0].span if words else (0, 0),
        quote=words[0].quote if words else "",
        words=words,
        review=entry.review,
    )


def rejected(entry: Entry) -> bool:
    """Return whether a person said that it is not so: it is shown with that mark, joins no act and is not open."""
    return entry.review is not None and entry.review.state == "rejected"


def locate(record: Record, entry_id: str) -> tuple[Index, Entry]:
    """Return the entry of that id with the index of its reading. Raises UsageError when the record has none."""
    for reading in record.readings:
        for entry in entries(reading):
            if entry.id == entry_id:
                return Index(reading), entry
    raise UsageError(f"no entry '{entry_id}' in the record '{record.name}'. The timeline shows the ids of all entries.")
