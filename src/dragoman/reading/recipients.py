"""Say whom an act reaches that names no recipient: its words, its sentence, or who is against whom in the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from dragoman import terms
from dragoman.model import Meeting, Mention, Plover, Source, Span, Verification
from dragoman.reading.scene import Scene
from dragoman.spans import inside

HOSTILE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "THREATEN", "ACCUSE", "REJECT", "REQUEST"))
DONE = frozenset(("ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "SANCTION", "COOPERATE"))
HITS = frozenset(("ASSAULT", "COERCE"))  # what these are done to may be one's own
AT = re.compile(r"\b(?:in|at)\s$")
SAID = frozenset(("THREATEN", "ACCUSE", "REQUEST", "REJECT"))


def reached(scene: Scene, sources: Sequence[Source], event: str, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the state or organisation on the other side that an act names behind whoever does it.

    "agreed to accept people from Greek camps" reaches Greece, "shelled a post in Sudan" Sudan. A city says whom an act
    is done to, but only where words are spoken ("agreed in Geneva"). Of what is said to somebody ("warned that ...")
    the one other side in the sentence is meant; a gift reaches somebody, if only behind its clause. An attack on a
    place of one's own reaches one's own state.
    """
    sides = {scene.country(actor) for actor in actors}
    if not sides:
        return ()
    for source in sources:
        end = scene.sentence(source.span).span[1] if event in _given() else source.span[1]
        behind = (_begin(scene, source.span, actors), max(end, source.span[1]))
        found = _states(scene, behind, sides, cities=event in DONE)
        found = found or (_states(scene, behind, set(), cities=True) if event in HITS else ())
        if found:
            return found[:1]
    if event not in SAID or not sources:
        return ()
    found = _states(scene, scene.sentence(sources[0].span).span, sides, cities=False)
    return found if len(found) == 1 else ()


def parted(scene: Scene, meeting: Meeting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who refuses or calls off a meeting and whom that reaches: those before the verb, and the others."""
    for source in meeting.sources:
        verb = scene.verb_of(source.span) or next(iter(scene.verbs_in(source.span)), None)
        before = (scene.sentence(source.span).span[0], verb.span[0] if verb else source.span[0])
        refusing = tuple(a for a in scene.actors_in(before) if a in meeting.participants)
        if refusing:
            return refusing, tuple(a for a in meeting.participants if a not in refusing)
    return meeting.participants, ()


def home(scene: Scene, visit: Meeting) -> tuple[str, ...]:
    """Return the state in which a visit is, where no host is named and it is not the visitors' own."""
    place = scene.places.get(visit.place or "")
    own = {scene.country(actor) for actor in visit.participants}
    state = scene.state(place.country) if place and place.country not in own else None
    return (state.id,) if state is not None and own else ()


def checked(scene: Scene, verification: Verification) -> str | None:
    """Return the state that lets a check happen, where neither it nor a place is named: the one of its sentence."""
    found = {
        state
        for source in verification.sources
        for state in _states(scene, scene.sentence(source.span).span, set(), cities=False)
        if state in scene.actors and scene.actors[state].kind == "state"
    }
    return found.pop() if len(found) == 1 else None


def aimed(scene: Scene, rows: Iterable[Plover]) -> tuple[Plover, ...]:
    """Return the rows; hostile ones without a recipient have the adversary of their side, where a report knows one.

    "Seoul shelled the North ... Pyongyang put its troops on alert": the alert is aimed at Seoul.
    """
    rows = tuple(rows)
    against: dict[str, dict[str, str]] = {}
    for row in rows:
        sides = {side: a for a in row.actor if (side := _side(scene, a))}
        for recipient in row.recipient if row.event in HOSTILE else ():
            other = _side(scene, recipient)
            for side, actor in sides.items():
                if other and other != side:
                    against.setdefault(side, {}).setdefault(other, recipient)
                    against.setdefault(other, {}).setdefault(side, actor)
    made = []
    for row in rows:
        known = [against.get(side, {}) for side in {_side(scene, a) for a in row.actor} if side]
        if row.event in HOSTILE and not row.recipient and len(known) == 1 and len(known[0]) == 1:
            ((side, adversary),) = known[0].items()
            state = scene.state(side)
            row = msgspec.structs.replace(row, recipient=(state.id if state else adversary,))
        made.append(row)
    return tuple(made)


def _side(scene: Scene, id: str) -> str | None:
    """Return the country of an actor, or the id of an organisation of states; nothing for who is of no side we know."""
    actor = scene.actors.get(id)
    if actor is None:
        return id.upper() if scene.state(id.upper()) else None
    return actor.country or (id if actor.sector == "IGO" else None)


@cache
def _given() -> frozenset[str]:
    """Return the types that must have a recipient."""
    return frozenset(row["type"] for row in terms.rows("plover") if row["requires_recipient"] == "yes")


def _verb(scene: Scene, span: Span) -> Span:
    """Return the first verb among the words; where there is none, their beginning."""
    verb = next(iter(scene.verbs_in(span)), None)
    return verb.span if verb else (span[0], span[0])


def _begin(scene: Scene, span: Span, actors: tuple[str, ...]) -> int:
    """Return where the words begin that may name a recipient: behind the actor or the verb, whichever is first."""
    named = (m.span[1] for m in inside(scene.mentions, span) if set(m.of) & set(actors))
    return min(_verb(scene, span)[1], next(named, span[1]))


def _states(scene: Scene, span: Span, sides: set[str], *, cities: bool) -> tuple[str, ...]:
    """Return states, their people and bodies that the words name, one for each state, then organisations of states.

    Those on one of these sides are left out; there are two states at most.
    """
    found: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for mention in inside(scene.mentions, span):
        if len(found) > 1:
            break  # nobody asks for more than whether it is one
        for of in mention.of if cities or not _venue(scene, mention) else ():
            actor, place = scene.actors.get(of), scene.places.get(of)
            country = place.country if place and (cities or place.kind == "country") else None
            country = actor.country if actor else country
            if country and country not in sides and country not in found:
                state = scene.state(country)
                if state is not None:
                    found[country] = of if actor else state.id
            elif actor and actor.kind == "organisation" and actor.sector == "IGO" and of not in sides:
                bodies.setdefault(of, of)
    return (*found.values(), *bodies.values())


def _venue(scene: Scene, mention: Mention) -> bool:
    """Return whether a capital is where something is, and not its government: "agreed in Vienna"."""
    return mention.quote in _capitals() and bool(AT.search(scene.text, max(0, mention.span[0] - 4), mention.span[0]))


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name for row in terms.rows("countries") for name in terms.values(row["capital"]))
