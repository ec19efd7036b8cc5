"""Gather the sightings of one encounter: by who meets, how far it is, which, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.edtf import compatible
from dragoman.model import MeetingKind
from dragoman.reading.meetings.apart import PLURAL
from dragoman.reading.meetings.parties import official
from dragoman.reading.meetings.sightings import Sighting
from dragoman.reading.meetings.stages import SETBACKS
from dragoman.reading.scene import BEGUN, Scene, names

NEAR = 40
"""With so many groups is a sighting compared at most: a long text stays linear, and none speaks of more at once."""
UNNAMED = re.compile(r"(?:their|both|the two|two|the (?:leaders|sides|parties|ministers|presidents)|they)\b", re.I)


@dataclass
class Encounter:
    """The sightings of one encounter so far, and what they say together, each thing once."""

    sightings: list[Sighting] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    kinds: set[MeetingKind] = field(default_factory=set)
    behind: set[bool] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)
    off: bool = False
    apart: bool = False

    def add(self, scene: Scene, sighting: Sighting) -> None:
        """Add a sighting and what it says."""
        self.sightings.append(sighting)
        self.people |= set(sighting.participants)
        self.kinds.add(sighting.kind)
        self.behind |= {sighting.status in BEGUN} if sighting.status is not None else set()
        self.numbers |= {sighting.ordinal} if sighting.ordinal else set()
        self.places |= {sighting.place} if sighting.place else set()
        self.days |= {sighting.time.edtf} if sighting.time and sighting.time.edtf else set()
        self.sentences.add(scene.sentence_at(sighting.head))
        self.off = self.off or sighting.status in ("cancelled", "refused")
        self.apart = self.apart or sighting.apart is not None


def gather(scene: Scene, found: Iterable[Sighting]) -> list[list[Sighting]]:
    """Return the sightings in groups, one for each encounter, in the order in which the text first speaks of them.

    A sighting joins the group that it fits best; one that fits none starts its own if it says enough: who and how far.
    """
    groups: list[Encounter] = []
    waiting = []

    def begin(sighting: Sighting) -> None:
        groups.append(Encounter())
        groups[-1].add(scene, sighting)

    for sighting in found:
        group = _best(scene, sighting, groups)
        if group is not None:
            group.add(scene, sighting)
        elif sighting.host and not sighting.participants and (before := _parties_before(groups, sighting.kind)):
            begin(replace(sighting, participants=before))  # "Egypt has offered to host the next round"
        elif _stands_alone(scene, sighting):
            begin(_of_those_before(scene, sighting, groups))
        elif sighting.another and sighting.status and (before := _parties_before(groups, sighting.kind)):
            begin(replace(sighting, participants=before))
        else:
            waiting.append(sighting)
    for sighting in waiting:  # "the Singapore summit agreements", and only later "The two men met in Singapore"
        group = _best(scene, sighting, groups) if not sighting.pointing else None
        if group is not None:
            group.add(scene, sighting)
        elif _of_nobody(sighting):
            begin(sighting)
    return [group.sightings for group in groups]


def _best(scene: Scene, sighting: Sighting, groups: list[Encounter]) -> Encounter | None:
    """Return the group that the sighting fits best, the latest of equals; None where it fits none.

    "The visit is meant to" is the one that is still to be, not the one that was called off.
    """
    first = max(len(groups) - NEAR, 0)
    scored = [(_fit(scene, sighting, group), not group.off, i) for i, group in enumerate(groups[first:], first)]
    best, _, at = max(scored, default=(0.0, True, 0))
    return groups[at] if best > 0 else None


def _of_those_before(scene: Scene, sighting: Sighting, groups: list[Encounter]) -> Sighting:
    """Return the sighting with the parties of the talks before: "The ministers will meet again" are those who met."""
    unnamed = sighting.kind == "talks" and _unnamed(scene, sighting.participants)
    before = _parties_before(groups, sighting.kind) if unnamed else ()
    return replace(sighting, participants=before) if before else sighting


def _parties_before(groups: list[Encounter], kind: MeetingKind) -> tuple[str, ...]:
    """Return who took part in the last meeting that says so: those of "a fourth round", who makes "another visit"."""
    alike = "visit" if kind == "visit" else "talks"
    told = (s.participants for group in reversed(groups[-NEAR:]) for s in group.sightings if s.kind == alike)
    return next((who for who in told if len(who) > (0 if kind == "visit" else 1)), ())


def _stands_alone(scene: Scene, sighting: Sighting) -> bool:
    if sighting.kind in ("meal", "ceremony") and len(sighting.participants) < 2:
        return False  # a lunch or a ceremony is of interest for who met there
    if len(sighting.participants) == 1 and PLURAL.match(scene.text, *sighting.head):
        return False  # "the minister's meetings of 3 May": which, the words do not say
    said = bool(sighting.participants) or sighting.place is not None or sighting.host is not None
    return sighting.status is not None and said and not _unofficial(scene, sighting)


def _of_nobody(sighting: Sighting) -> bool:
    """Return whether what became of talks is told though not whose: "A round of talks has been postponed"."""
    if sighting.kind not in ("talks", "summit", "conference") or not sighting.told:
        return False
    off = sighting.status in SETBACKS and not sighting.pointing
    dated = sighting.time is not None and sighting.time.edtf is not None
    return off or (sighting.another and sighting.status in (*SETBACKS, "scheduled") and dated)


def _unofficial(scene: Scene, sighting: Sighting) -> bool:
    """Return whether only groups of no side and no office met: migrants who consult with lawyers are no negotiation."""
    who = [scene.actors[i] for i in sighting.participants]
    groups = [actor for actor in who if actor.kind == "group" and not actor.country]
    return bool(who) and len(groups) == len(who) and not any(official(scene, actor.id) for actor in groups)


def _fit(scene: Scene, sighting: Sighting, group: Encounter) -> float:
    """Score how well a sighting fits a group: 0 when something speaks against it."""
    named_next = _named_next(scene, sighting, group)
    if (
        not (named_next or _same_kind(sighting, group))
        or not _same_stage(sighting, group)
        or not _same_facts(scene, sighting, group)
    ):
        return 0.0
    people = group.people
    sides, own = _sides(scene, people), _sides(scene, sighting.participants)
    shared = set(sighting.participants) & people
    if (group.apart or sighting.apart is not None) and people != set(sighting.participants):
        return 0.0
    if not own or not sides:
        unnamed = _unnamed(scene, sighting.participants) or _unnamed(scene, people)
        tied = sighting.ordinal in group.numbers or sighting.place in group.places
        unnamed = unnamed and sighting.kind in group.kinds
        return 0.5 if sighting.pointing or unnamed or shared or named_next or tied else 0.0
    if not (own <= sides or sides <= own):
        return 0.0
    clash = _persons(scene, sighting.participants) and _persons(scene, people) and not shared
    return 0.0 if clash else 1.0 + len(shared)


def _unnamed(scene: Scene, ids: Iterable[str]) -> bool:
    """Return whether the words leave open who meets: "their presidents", "both sides", "the leaders"."""
    called = [name for i in ids for name in names(scene.actors[i])]
    return bool(called) and all(UNNAMED.match(name) for name in called)


def _sides(scene: Scene, ids: Iterable[str]) -> set[str]:
    """Return the sides that take part: their countries. "Their presidents" is a group of no known side."""
    return {scene.country(i) for i in ids if scene.actors[i].country or scene.actors[i].kind != "group"}


def _persons(scene: Scene, ids: Iterable[str]) -> bool:
    return any(scene.actors[i].kind == "person" for i in ids)


def _same_kind(sighting: Sighting, group: Encounter) -> bool:
    """Return whether the words can name one encounter: "talks" and "meeting" may be said of a summit or a call.

    A group of mere talks becomes a summit only when the sighting has people of its own in common with it.
    """
    kinds, who = group.kinds, set(sighting.participants)
    if kinds == {"call"} and len(who) > 1:
        return who == group.people
    if sighting.kind == "talks":
        return bool(kinds & {"talks", "summit", "call"}) or (sighting.pointing and "conference" in kinds)
    if kinds == {"talks"} and sighting.kind in ("summit", "call", "conference"):
        if sighting.kind == "call" and not who <= group.people:
            return False  # who called both men after they had met did not meet them
        return sighting.ordinal is None and (len(who & group.people) > 1 or sighting.place in group.places)
    return sighting.kind in kinds


def _named_next(scene: Scene, sighting: Sighting, group: Encounter) -> bool:
    """Return whether "The summit ..." begins the sentence after the one that tells of the meeting."""
    if not sighting.pointing or sighting.kind == "visit" or group.kinds != {"talks"}:
        return False
    sentence = scene.sentence_at(sighting.head)
    begins = sighting.span[0] - scene.sentences[sentence].span[0] <= len("“")
    return begins and sentence - 1 in group.sentences


def _same_stage(sighting: Sighting, group: Encounter) -> bool:
    return sighting.status is None or not group.behind or group.behind == {sighting.status in BEGUN}


def _same_facts(scene: Scene, sighting: Sighting, group: Encounter) -> bool:
    if sighting.ordinal and sighting.status is None and not group.numbers and True in group.behind:
        return False  # "the second summit", not known to be held, is not the one that was
    if sighting.ordinal and group.numbers - {sighting.ordinal}:
        return False
    if sighting.place and not all(_same_place(scene, sighting.place, other) for other in group.places):
        return False
    day = sighting.time.edtf if sighting.time else None
    return day is None or all(compatible(day, other) for other in group.days)


def _same_place(scene: Scene, a: str, b: str) -> bool:
    one, two = scene.places[a], scene.places[b]
    nested = "country" in (one.kind, two.kind) and one.country == two.country
    return a == b or nested
