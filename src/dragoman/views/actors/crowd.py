"""Hold who is who in a large record as plain values, so that another process can make them: all but the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import msgspec

from dragoman.model import Actor, Reading, Record, Value
from dragoman.views.actors.parts import Part, People, Told, people
from dragoman.views.acts import lead
from dragoman.views.called import key_of
from dragoman.views.lines import Line
from dragoman.views.linking import linked
from dragoman.views.linking.people import spellings


class Crowd(Value, frozen=True, kw_only=True):
    """All that People knows of a large record, as plain values that can be laid in a file, each said once.

    `known` are (report, actor, key), numbers in the lists of those names; of `parts` the last is the number of the key.
    `leads` are the document and the entry that each act is shown by.
    """

    reports: tuple[tuple[str, str | None, str | None], ...]
    actors: tuple[Actor, ...]
    keys: tuple[str, ...]
    known: tuple[tuple[int, int, int], ...]
    parts: tuple[tuple[int, str, str | None, int, int, str, int], ...]
    leads: tuple[tuple[str, str], ...]
    names: dict[str, str]


class Roll:
    """Who is who in a crowd: words that are in no list stand for themselves."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.names = crowd.names
        self.actors: dict[tuple[str, str], Actor] = {}
        self.keys: dict[tuple[str, str], str] = {}
        for report, number, key in crowd.known:
            actor = crowd.actors[number]
            at = crowd.reports[report][0], actor.id
            self.actors[at], self.keys[at] = actor, crowd.keys[key]

    @cached_property
    def spelt(self) -> dict[str, set[str]]:
        """Return by key all whole names that documents have, in small letters."""
        told = {(key, number) for _, number, key in self.crowd.known}  # the same in most documents
        return spellings(((self.crowd.keys[key], self.crowd.actors[number]) for key, number in told), self.names)

    def key(self, document: str, ref: str) -> str:
        """Return the key of an actor of a document."""
        return self.keys.get((document, ref)) or key_of(ref) or ref


def crowd(record: Record) -> Crowd:
    """Return who is who in a record as plain values."""
    made = linked(record)
    found = people(record, made)
    reports = {id: number for number, id in enumerate(found.reports)}
    actors: dict[Actor, int] = {}
    keys: dict[str, int] = {}
    known = []
    for (document, id), actor in found.cast.actors.items():
        bare = msgspec.structs.replace(actor, sources=(), mandate=(), members=())
        key = found.cast.key(document, id)
        known.append((reports[document], actors.setdefault(bare, len(actors)), keys.setdefault(key, len(keys))))
    parts = [(*part[:6], keys.setdefault(part.who, len(keys))) for part in found.parts]
    leads = [lead(act)[0] for act in made.acts]
    return Crowd(
        reports=tuple((id, one.day, one.title) for id, one in found.reports.items()),
        actors=tuple(actors),
        keys=tuple(keys),
        known=tuple(known),
        parts=tuple(parts),
        leads=tuple((index.reading.document.id, entry.id) for index, entry in leads),
        names=found.cast.names,
    )


def gathered(
    crowd: Crowd,
    readings: Callable[[Iterable[str]], Mapping[str, Reading]],
    lines: Callable[[Iterable[tuple[str, str]]], Mapping[tuple[str, str], Line]],
) -> People:
    """Return who is who in a crowd; `lines` returns acts by the document and entry that they are shown by."""
    parts = [Part(*part[:6], crowd.keys[part[6]]) for part in crowd.parts]
    reports = {id: Told(day, title) for id, day, title in crowd.reports}

    def numbered(acts: Iterable[int]) -> Mapping[int, Line]:
        leads = {act: crowd.leads[act] for act in acts}
        found = lines(leads.values())
        return {act: found[lead] for act, lead in leads.items() if lead in found}

    return People(Roll(crowd), parts, reports, readings, numbered)
