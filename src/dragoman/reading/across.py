"""Say at which talks a promise was made, and who sat across: those of the meeting that a report opens with."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.edtf import bounds
from dragoman.markup import Verb
from dragoman.model import Meeting
from dragoman.reading.scene import BEGUN, Scene

SIDES = 2


def talks_of(scene: Scene, verb: Verb, by: Collection[str]) -> Meeting | None:
    """Return the talks at which one of the two sides does what a verb tells in the simple past.

    They are the only ones that a report tells as held on a known day, in its first sentence: then "India pledged a
    loan" further down was at those talks. What somebody else says, and what "had been" or "has been" done, may have
    been at any other time.
    """
    if verb.tense != "past" or verb.perfect or scene.voices.innermost(verb.span) is not None:
        return None
    held = [one for one in scene.reading.meetings if one.status in BEGUN and one.part_of is None]
    if len(held) != 1:
        return None
    meeting, mine = held[0], {scene.country(actor) for actor in by}
    sides = _sides(scene, meeting, mine)
    start = min(source.span[0] for source in meeting.sources)
    body = next((one for one in scene.sentences if one.role == "body"), scene.sentences[0])
    first, last = bounds(meeting.when.edtf) if meeting.when.edtf else (None, None)
    known = first is not None and first == last and start <= body.span[1] < verb.span[0]
    return meeting if known and len(set(sides.values())) == SIDES and mine and mine <= set(sides.values()) else None


def _sides(scene: Scene, meeting: Meeting, mine: set[str]) -> dict[str, str]:
    """Return the side of each participant; one whose country is not told is of the side that acts and is not there."""
    sides = {actor: scene.country(actor) for actor in meeting.participants}
    strangers = [actor for actor, side in sides.items() if side == actor]
    if len(strangers) == 1 and len(mine) == 1 and not mine & set(sides.values()):
        sides[strangers[0]] = next(iter(mine))
    return sides


def across(scene: Scene, meeting: Meeting, by: Collection[str]) -> tuple[str, ...]:
    """Return the state on the other side of the table, or whoever sat there for nobody's state."""
    mine = {scene.country(actor) for actor in by}
    sides = _sides(scene, meeting, mine)
    others = [actor for actor in meeting.participants if sides.get(actor) not in mine]
    states = {
        actor.id
        for other in others
        for actor in scene.actors.values()
        if actor.kind == "state" and actor.country == scene.country(other)
    }
    return tuple(sorted(states)) or tuple(others)
