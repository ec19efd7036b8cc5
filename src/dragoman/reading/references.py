"""Close a reading: whoever an entry or an actor refers to is in it, and has the country that its own words name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman import terms
from dragoman.edtf import bounds
from dragoman.kinds import entries
from dragoman.markup import Marked
from dragoman.model import Actor, Document, Entry, Finding, Reading, Span
from dragoman.reading.scene import Scene

# The fields that hold ids of actors, one or several.
SINGLE = ("speaker", "addressee", "host", "by", "invited_by", "creates")
SEVERAL = ("participants", "by", "to", "actors", "recipients", "decided_by")


OF = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
IN = re.compile(r"\s+(?:in|of|from)\s+(?:the\s+)?")


def references(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield the states that are referred to and not among the actors: "Iran's foreign minister" acts for Iran.

    Actors without a country have that of the words for them: "a court in Istanbul", "the police of Lagos".
    """
    scene = Scene(marked, reading)
    for id in sorted(referred(reading) - scene.actors.keys()):
        state = scene.state(id.upper())
        if state is not None:
            yield state
    spans: dict[str, list[Span]] = {}
    for mention in scene.mentions:
        for of in mention.of:
            spans.setdefault(of, []).append(mention.span)
    dated = _dated(reading.document)
    for actor in reading.actors:
        if actor.id in dated:
            yield msgspec.structs.replace(actor, **dated[actor.id])
        elif actor.country is None and actor.sector not in ("IGO", "NGO", "JRN") and _vague(actor):
            country = _country(scene, (*(source.span for source in actor.sources), *spans.get(actor.id, ())))
            if country is not None:
                yield msgspec.structs.replace(actor, country=country)


def _dated(document: Document) -> dict[str, dict[str, str | None]]:
    """Return country and sector by actor, as a user's dated codes have them on the day of the document.

    Of several codes one with dates goes before one without; outside all dates there is neither country nor sector.
    """
    day = bounds(document.date.edtf)[0] if document.date else None
    found: dict[str, dict[str, str | None]] = {}
    for row in sorted(terms.rows("actor_dates"), key=lambda row: bool(row["since"] or row["until"])):
        codes = found.setdefault(row["id"], {"country": None, "sector": None})
        if (row["since"] or row["until"]) and (
            day is None or not (row["since"] or "0") <= day.isoformat() <= (row["until"] or "9")
        ):
            continue
        codes.update(country=row["country"] or None, sector=row["sector"] or None)
    return found


def _vague(actor: Actor) -> bool:
    """Return whether an actor is a group or a body, or a person known by words alone."""
    return actor.kind in ("group", "organisation", "body") or (actor.kind == "person" and actor.name is None)


def _country(scene: Scene, spans: Iterable[Span]) -> str | None:
    """Return the one country that these words name, or that a place right behind them has.

    "A court in Istanbul freed ..." is of Turkey; "met the rebels in Oslo" says where they met.
    """
    found: set[str] = set()
    for start, end in spans:
        opening = not scene.verbs_in((scene.sentence((start, end)).span[0], start))
        behind = (IN if opening else OF).match(scene.text, end)
        for mention in scene.mentions_from(start, behind.end() if behind else end - 1):
            if mention.span[1] <= end or (behind and mention.span[0] == behind.end()):
                found |= {country for of in mention.of if (country := _land(scene, of))}
        found |= _named(scene.words((start, end))) if not found else set()
    return found.pop() if len(found) == 1 else None


@terms.cached
def _countries() -> dict[str, str]:
    """Return the codes of the countries by their names and their people's, with capitals: "Myanmar", "Burmese"."""
    return {
        name: row["iso3"]
        for row in terms.rows("countries")
        for name in (row["name"], *terms.values(row["variants"]), *terms.values(row["demonyms"]))
    }


def _named(words: str) -> set[str]:
    """Return the countries that words name before something else: "Myanmar military commanders"."""
    parts = words.removeprefix("The ").removeprefix("the ").split()
    ends = range(len(parts) - 1, 0, -1)
    return {_countries()[name] for end in ends if (name := " ".join(parts[:end])) in _countries()}


def _land(scene: Scene, of: str) -> str | None:
    """Return the country of a state or a place."""
    state, place = scene.actors.get(of), scene.places.get(of)
    return state.country if state and state.kind == "state" else place.country if place else None


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
