"""Find meetings: gather the sightings of one encounter into one entry with all its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.edtf import bounds, compatible
from dragoman.kinds import entry_id
from dragoman.markup import Marked
from dragoman.model import Finding, Meeting, MeetingStatus, Problem, Reading, Source, When
from dragoman.reading.meetings.gathering import gather
from dragoman.reading.meetings.nouns import from_nouns
from dragoman.reading.meetings.sightings import Sighting
from dragoman.reading.meetings.verbs import from_verbs
from dragoman.reading.scene import BEGUN, Scene, as_when
from dragoman.spans import touch

WILL = re.compile(r"\b(?:will|'ll|’ll)\b", re.I)
# Which status speaks for the entry when its sightings differ: the later stage, and a setback over any plan.
RANK: tuple[MeetingStatus, ...] = (
    "proposed",
    "agreed",
    "scheduled",
    "refused",
    "postponed",
    "cancelled",
    "under-way",
    "held",
)


def meetings(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each meeting once, the mentions that stand for it, and the problems."""
    scene = Scene(marked, reading)
    told = (_as_told(scene, sighting) for sighting in (*from_verbs(scene), *from_nouns(scene)))
    seen = sorted((sighting for sighting in told if sighting), key=lambda sighting: sighting.head)
    found = [_entry(scene, cluster) for cluster in gather(scene, seen)]
    parts = [_with_order(scene, _with_whole(scene, meeting, found), found) for meeting in found]
    for meeting in parts:
        host = scene.state(meeting.host.upper()) if meeting.host and meeting.host not in scene.actors else None
        if host is not None:
            yield host
        yield meeting
        if meeting.place is None and meeting.status == "held":
            yield Problem(code="no-place", message="where it took place is not said", entry=meeting.id)


def _as_told(scene: Scene, sighting: Sighting) -> Sighting | None:
    """Return the sighting as the one who tells it holds it: what he denies is none, what he hopes for is proposed."""
    statement = scene.voices.innermost(sighting.head)
    held = statement.factuality if statement else None
    denial = statement is not None and statement.manner == "denial"
    if held == "denied" and denial and sighting.status == "refused":
        return None  # "denied that he had turned down a meeting with Dahl"
    if held == "denied" and denial and sighting.status in ("held", "under-way", "scheduled", "agreed"):
        if sighting.told:
            return None  # "denied that he had met Dahl"
        return msgspec.structs.replace(sighting, status="proposed")  # "denied that a date had been set for the summit"
    verbs = (verb for verb in scene.near(sighting.head) if verb.span == sighting.head)
    if held == "hoped" and sighting.status == "scheduled" and any(verbs):
        return msgspec.structs.replace(sighting, status="proposed")  # "hopes that they will meet"
    return sighting


def _entry(scene: Scene, cluster: list[Sighting]) -> Meeting:
    first = cluster[0]
    statuses = [s.status for s in cluster if s.status is not None]
    kinds = [s.kind for s in cluster if s.kind != "talks"]
    who = dict.fromkeys(a for s in cluster for a in s.participants)
    firm = [s for s in cluster if s.status != "proposed"] or cluster  # where and when one side wants it are options
    time = next((s.time for s in firm if s.time and s.time.edtf), next((s.time for s in firm if s.time), None))
    places = [s.place for s in firm if s.place]
    return Meeting(
        id=entry_id(scene.marked.document, Meeting, first.head),
        kind=kinds[0] if kinds else "talks",
        status="scheduled" if any(_stands(scene, s) for s in cluster) else max(statuses, key=RANK.index),
        participants=tuple(_without_sides(scene, who)),
        host=next((s.host for s in cluster if s.host), _host(scene, kinds[0] if kinds else "talks", places)),
        place=min(places, key=lambda p: scene.places[p].kind == "country", default=None),
        ordinal=next((s.ordinal for s in cluster if s.ordinal), None),
        duration=next((s.duration for s in cluster if s.duration), None),
        when=as_when(time),
        topics=tuple(dict.fromkeys(topic for s in cluster for topic in s.topics)),
        conditions=tuple(dict.fromkeys(s.condition for s in cluster if s.condition)),
        sources=tuple(_source(scene, sighting) for sighting in cluster),
    )


def _stands(scene: Scene, sighting: Sighting) -> bool:
    """Return whether the plan stands whatever came before: "will visit on 13 July", of a trip that had been put off."""
    dated = sighting.time is not None and sighting.time.edtf is not None and scene.ahead(sighting.time.edtf)
    return sighting.status == "scheduled" and dated and bool(WILL.search(scene.words(sighting.span)))


def _without_sides(scene: Scene, who: Iterable[str]) -> Iterator[str]:
    """Yield the participants without the states that a named person already stands for."""
    who = tuple(who)
    stood = {scene.country(a) for a in who if scene.actors[a].kind == "person"}
    yield from (a for a in who if scene.actors[a].kind != "state" or scene.country(a) not in stood)


def _host(scene: Scene, kind: str, places: list[str]) -> str | None:
    countries = [scene.places[p].country for p in places if scene.places[p].country]
    host = scene.state(countries[0]) if kind == "visit" and countries else None
    return host.id if host else None


def _source(scene: Scene, sighting: Sighting) -> Source:
    return scene.source(
        sighting.span,
        how="stated" if sighting.status else "implied",
        status=sighting.status,
        when=sighting.time.edtf if sighting.time else None,
        place=sighting.place,
        ordinal=sighting.ordinal,
        duration=sighting.duration,
        topics=sighting.topics,
        agreed_by=sighting.agreed_by if sighting.status == "agreed" else (),
    )


def _with_whole(scene: Scene, meeting: Meeting, all_: list[Meeting]) -> Meeting:
    """Return the meeting as part of the visit during which it was held: same traveller, same days, host's side met."""
    if meeting.kind == "visit" or meeting.status not in BEGUN:
        return meeting
    for visit in all_:
        if visit.kind != "visit" or not set(visit.participants) & set(meeting.participants):
            continue
        others = {scene.country(a) for a in meeting.participants if a not in visit.participants}
        host = scene.places[visit.place].country if visit.place else None
        if host in others and _same_days(scene, meeting, visit):
            return _replace(meeting, part_of=visit.id, place=meeting.place or visit.place, when=_when(meeting, visit))
    return meeting


def _with_order(scene: Scene, meeting: Meeting, all_: list[Meeting]) -> Meeting:
    """Return the meeting with what it came after or before: "met Moon after the visit to Pyongyang"."""
    pointers: dict[str, list[str]] = {"after": [], "before": []}
    for source in meeting.sources:
        for time in scene.times_in(source.span):
            word = time.quote.split()[0].casefold()
            side = "after" if word in ("after", "following") else "before" if word == "before" else None
            others = [m.id for m in all_ if m.id != meeting.id and any(touch(time.span, s.span) for s in m.sources)]
            if side and time.edtf is None and others:
                pointers[side] += [other for other in others if other not in pointers[side]]
    if not any(pointers.values()):
        return meeting
    after, before = tuple(pointers["after"]), tuple(pointers["before"])
    return _replace(meeting, when=msgspec.structs.replace(meeting.when, after=after, before=before))


def _same_days(scene: Scene, meeting: Meeting, visit: Meeting) -> bool:
    """Return whether both were on the same days: by their dates, else as told in the same breath."""
    a, b = meeting.when.edtf, visit.when.edtf
    if a and b:
        return compatible(a, b)
    told = [(s.span, v.span) for s in meeting.sources for v in visit.sources]
    return any(abs(scene.sentence_at(one) - scene.sentence_at(two)) <= 1 for one, two in told)


def _when(meeting: Meeting, visit: Meeting) -> When:
    if meeting.when.edtf or not visit.when.edtf or bounds(visit.when.edtf)[0] != bounds(visit.when.edtf)[1]:
        return meeting.when
    return When(text=None, edtf=visit.when.edtf, basis="the day of the visit it was part of")


def _replace(meeting: Meeting, **values: object) -> Meeting:
    return msgspec.structs.replace(meeting, **values)
