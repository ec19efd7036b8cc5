"""Say who has which part in which act: each act once, each of those in it under one key for all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from dragoman import edtf
from dragoman.model import (
    Actor,
    Commitment,
    Decision,
    Entry,
    Event,
    Meeting,
    Reading,
    Record,
    Statement,
    Verification,
)
from dragoman.problems import UsageError
from dragoman.views.acts import Act, act_line, by_name, lead
from dragoman.views.lines import Line, kind_of, rejected, status_of
from dragoman.views.linking import Linked, linked
from dragoman.views.linking.people import Names


class Part(NamedTuple):
    """Somebody's part in an act: `part` is the field of the entry that names them (speaker, participants, by, to ...).

    `who` is the key of linking/people.py. `status`, `first` and `last` are those with which the act is shown: days as
    ordinals, its own, else those of the report; 0 where neither has one.
    """

    act: int
    kind: str
    status: str | None
    first: int
    last: int
    part: str
    who: str


At = tuple[int, str, str | None, int, int]  # the number of an act, its kind, status, first and last day


class Told(NamedTuple):
    """A report: its day (EDTF) and its title."""

    day: str | None
    title: str | None


class People:
    """Who is who in a record and what each has to do with.

    `readings` returns those of documents, `lines` acts by their numbers, `reports` are in the order of their days.
    """

    def __init__(
        self,
        cast: Names,
        parts: Sequence[Part],
        reports: dict[str, Told],
        readings: Callable[[Iterable[str]], Mapping[str, Reading]],
        lines: Callable[[Iterable[int]], Mapping[int, Line]],
    ) -> None:
        self.cast = cast
        self.parts = parts
        self.reports = reports
        self.readings = readings
        self.lines = lines

    @cached_property
    def known(self) -> dict[str, list[tuple[str, Actor]]]:
        """Return for each key the documents that have them as an actor, in order, and what each knows of them."""
        found: dict[str, list[tuple[str, Actor]]] = {}
        for (document, id), actor in self.cast.actors.items():
            found.setdefault(self.cast.key(document, id), []).append((document, actor))
        return found

    @cached_property
    def doing(self) -> dict[str, list[Part]]:
        """Return the parts of each."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.who, []).append(part)
        return found

    @cached_property
    def within(self) -> dict[int, list[Part]]:
        """Return the parts in each act."""
        found: dict[int, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.act, []).append(part)
        return found

    def ready(self) -> People:
        """Return the same once all is made that is looked up in it."""
        for name in ("known", "doing", "within"):
            getattr(self, name)
        return self

    def called(self, who: str) -> str:
        """Return what somebody is called: the name, else the first role, else the words."""
        if name := self.cast.names.get(who):
            return name
        return next((role for _, actor in self.known.get(who, ()) for role in actor.roles), who)

    def find(self, id: str) -> str:
        """Return the key that an id or key stands for, or an id in one report: "DOCUMENT ID".

        Raises UsageError for an id that nobody goes by, or more than one do.
        """
        if id in self.known or id in self.doing:
            return id
        document, _, ref = id.partition(" ")
        if (document, ref) in self.cast.actors:
            return self.cast.key(document, ref)
        keys = {self.cast.key(at, other) for at, other in self.cast.actors if other == id}
        if len(keys) != 1:
            raise UsageError(f"{'more than one' if keys else 'no'} actor '{id}' in this record.")
        return keys.pop()


def people(record: Record, made: Linked | None = None) -> People:
    """Return who is who in a record, and their parts in its acts."""
    made = made or linked(record)
    parts = [
        Part(*at, part, made.cast.key(document, ref))
        for number, act in enumerate(made.acts)
        for at, part, document, ref in parts_of(number, act)
    ]
    readings = {reading.document.id: reading for reading in record.readings}
    acts = made.acts

    def of(documents: Iterable[str]) -> Mapping[str, Reading]:
        return {document: readings[document] for document in documents}

    def lines(numbers: Iterable[int]) -> Mapping[int, Line]:
        chosen = {number: lead(acts[number]) for number in numbers}
        return dict(zip(chosen, map(act_line, by_name(chosen.values(), made.cast)), strict=True))

    return People(made.cast, list(dict.fromkeys(parts)), told(record.readings), of, lines)


def told(readings: Iterable[Reading]) -> dict[str, Told]:
    """Return the day and title of each report."""
    documents = (reading.document for reading in readings)
    return {one.id: Told(one.date.edtf if one.date else None, one.title) for one in documents}


def parts_of(number: int, act: Act) -> Iterator[tuple[At, str, str, str]]:
    """Yield what is the same of all parts in an act, and each part with the document and the id in it.

    Nobody has a part in what a person rejected.
    """
    index, first = lead(act)[0]
    told = index.reading.document.date
    at = number, kind_of(first), status_of(first), *days_of(first.when.edtf, told.edtf if told else None)
    for index, entry in act:
        if not rejected(entry):
            yield from ((at, part, index.reading.document.id, ref) for part, ref in roles_of(entry))


def days_of(when: str | None, told: str | None) -> tuple[int, int]:
    """Return the first and last day of a date as ordinals, of one open on a side its other end; else of the report."""
    first, last = _bounds(when)
    if first is None and last is None:
        first, last = _bounds(told)
    days = [day.toordinal() for day in (first or last, last or first) if day]
    return (days[0], days[1]) if days else (0, 0)


def day_of(ordinal: int) -> str | None:
    """Return a day as EDTF, None for 0."""
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def _bounds(when: str | None) -> edtf.Bounds:
    return edtf.bounds(when) if when and edtf.valid(when) else (None, None)


def roles_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield those in an entry, each by the field that names them."""
    fields: tuple[tuple[str, Sequence[str | None]], ...] = ()
    match entry:
        case Statement():
            fields = (("speaker", (entry.speaker,)), ("addressee", (entry.addressee,)))
        case Meeting():
            fields = (("participants", entry.participants), ("host", (entry.host,)))
        case Decision():
            fields = (("decided_by", entry.decided_by),)
        case Commitment():
            fields = (("by", entry.by), ("to", entry.to))
        case Verification():
            fields = (("by", (entry.by,)), ("invited_by", (entry.invited_by,)))
        case Event():
            fields = (("actors", entry.actors), ("recipients", entry.recipients))
    for part, refs in fields:
        yield from ((part, ref) for ref in refs if ref)
