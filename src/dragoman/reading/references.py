"""Close a reading: whoever an entry or an actor refers to is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.markup import Marked
from dragoman.model import Actor, Entry, Finding, Reading, entries
from dragoman.reading.scene import Scene

# The fields that hold ids of actors, one or several.
SINGLE = ("speaker", "addressee", "host", "by", "invited_by", "creates")
SEVERAL = ("participants", "by", "to", "actors", "recipients", "decided_by")


def references(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield the states that are referred to and not among the actors: "Iran's foreign minister" acts for Iran."""
    scene = Scene(marked, reading)
    for id in sorted(referred(reading) - scene.actors.keys()):
        state = scene.state(id.upper())
        if state is not None:
            yield state


def referred(reading: Reading) -> set[str]:
    """Return the ids of all actors that the actors and entries of a reading refer to."""
    of_actors = {id for actor in reading.actors for id in _of_actor(actor)}
    of_entries = {id for entry in entries(reading) for id in _of_entry(entry)}
    stances = {s.holder for statement in reading.statements for s in statement.stance if s.holder}
    options = {o.by for decision in reading.decisions for o in decision.options if o.by}
    return of_actors | of_entries | stances | options


def _of_actor(actor: Actor) -> Iterator[str]:
    yield from actor.members
    if actor.acts_for:
        yield actor.acts_for


def _of_entry(entry: Entry) -> Iterator[str]:
    for name in (*SINGLE, *SEVERAL):
        value = getattr(entry, name, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value
