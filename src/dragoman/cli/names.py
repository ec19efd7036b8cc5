"""Look up what ids stand for, so that people see names and not slugs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.kinds import entries
from dragoman.model import Actor, Decision, Entry, Meeting, Reading, Statement
from dragoman.views.called import institution
from dragoman.views.lines import agency
from dragoman.wording import SLUG, clean, shortest


class Names(NamedTuple):
    """What the ids of some readings stand for: the names of actors and places, the short ids of entries."""

    called: dict[str, str]
    short: dict[str, str]
    kinds: dict[str, str]

    def of(self, value: str) -> str:
        """Return the name of an actor or place, an entry's kind with its short id ("visit mk3dq"), or the words."""
        if value in self.short:
            return f"{self.kinds[value]} {self.short[value]}"
        return clean(self.called.get(value) or value)

    def all(self, values: Iterable[str]) -> str:
        """Return several names with commas between them."""
        return ", ".join(self.of(value) for value in values)

    def worded(self, message: str) -> str:
        """Return a message with names for the ids in it: "donald-trump and kim-jong-un" are two people."""
        return clean(SLUG.sub(lambda found: self.called.get(found.group()) or found.group(), message))

    def id(self, value: str) -> str:
        """Return the short id of an entry: enough letters for `show ID`."""
        return self.short.get(value, value)


def name(actor: Actor) -> str:
    """Return what to call an actor: the name, or the role that the text gives, or the id in words."""
    return actor.name or next(iter(actor.roles), "") or actor.id.replace("-", " ")


def names(readings: Iterable[Reading]) -> Names:
    """Return the names for these readings; where two documents name one id, a name goes before a role."""
    called: dict[str, str] = {}
    known: set[str] = set()
    kinds: dict[str, str] = {}
    for reading in readings:
        called |= agency(reading.document)
        for place in reading.places:
            called.setdefault(place.id, place.name)
        for actor in reading.actors:
            named = bool(actor.name) and actor.name != actor.id
            if actor.id not in called or (named and actor.id not in known):
                called[actor.id] = name(actor)
            if named:
                known.add(actor.id)
        kinds |= {entry.id: kind_of(entry) for entry in entries(reading)}
    return Names(called, shortest(list(kinds)), kinds)


def kind_of(entry: Entry) -> str:
    """Return the noun for an entry: "summit", "venue", "statement"."""
    if isinstance(entry, Meeting):
        return entry.kind
    if isinstance(entry, Decision):
        return entry.question
    return type(entry).__name__.lower()


def voice(reading: Reading, statement: str | None, names: Names) -> str:
    """Return who says it and through whom: "Mike Pompeo, via Yoon Young-chan"; without a statement, the report."""
    told = {s.id: s for s in reading.statements}
    speakers: list[str] = []
    while statement in told and len(speakers) <= len(told):
        this: Statement = told[statement]
        speaker = names.of(this.speaker) if this.speaker else "someone unnamed"
        if speakers[-1:] != [speaker]:
            speakers.append(speaker)
        statement = this.within
    return ", via ".join(speakers) or own_voice(reading, names)


def own_voice(reading: Reading, names: Names) -> str:
    """Return what to call the document's own voice: its agency, its publisher, or "the report"."""
    document = reading.document
    agency = document.dateline.agency if document.dateline else None
    if agency:
        return names.of(agency)
    return clean(institution(document.publisher) if document.publisher else "the report")
