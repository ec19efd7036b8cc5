"""Find meetings: gather the sightings of one encounter into one entry with all its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.edtf import bounds, compatible
from dragoman.kinds import entry_id
from dragoman.markup import Marked
from dragoman.model import Finding, Meeting, MeetingKind, MeetingStatus, Problem, Reading, Source, When
from dragoman.reading.meetings.apart import PLURAL
from dragoman.reading.meetings.nouns import from_nouns
from dragoman.reading.meetings.parties import official
from dragoman.reading.meetings.sightings import BEHIND, Sighting
from dragoman.reading.meetings.verbs import from_verbs
from dragoman.reading.scene import Scene, as_when
from dragoman.spans import touch

NEAR = (
    40  # a sighting is compared with so many groups at most: a long text stays linear, and none speaks of more at once
)
UNNAMED = re.compile(r"(?:their|both|the two|two|the (?:leaders|sides|parties|ministers|presidents)|they)\b", re.I)
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


def gather(scene: Scene, found: Iterable[Sighting]) -> list[list[Sighting]]:
    """Return the sightings in groups, one for each encounter, in the order in which the text first speaks of them.

    A sighting joins the group that it fits best; one that fits none starts its own if it says enough: who and how far.
    """
    groups: list[list[Sighting]] = []
    waiting = []
    for sighting in found:
        group = _best(scene, sighting, groups)
        if group is not None:
            group.append(sighting)
        elif _stands_alone(scene, sighting):
            groups.append([sighting])
        elif sighting.another and sighting.status and (before := _parties_before(groups, sighting.kind)):
            groups.append([msgspec.structs.replace(sighting, participants=before)])
        else:
            waiting.append(sighting)
    for sighting in waiting:  # "the Singapore summit agreements", and only later "The two men met in Singapore"
        group = _best(scene, sighting, groups) if not sighting.pointing else None
        if group is not None:
            group.append(sighting)
    return groups


def _best(scene: Scene, sighting: Sighting, groups: list[list[Sighting]]) -> list[Sighting] | None:
    """Return the group that the sighting fits best, the latest of equals; None where it fits none.

    "The visit is meant to" is the one that is still to be, not the one that was called off.
    """
    first = max(len(groups) - NEAR, 0)
    scored = [(_fit(scene, sighting, group), not _off(group), i) for i, group in enumerate(groups[first:], first)]
    best, _, at = max(scored, default=(0.0, True, 0))
    return groups[at] if best > 0 else None


def _off(group: list[Sighting]) -> bool:
    return any(sighting.status in ("cancelled", "refused") for sighting in group)


def _parties_before(groups: list[list[Sighting]], kind: MeetingKind) -> tuple[str, ...]:
    """Return who took part in the last meeting that says so: those of "a fourth round", who makes "another visit"."""
    alike = "visit" if kind == "visit" else "talks"
    told = (s.participants for group in reversed(groups[-NEAR:]) for s in group if s.kind == alike)
    return next((who for who in told if len(who) > (0 if kind == "visit" else 1)), ())


def _stands_alone(scene: Scene, sighting: Sighting) -> bool:
    if sighting.kind in ("meal", "ceremony") and len(sighting.participants) < 2:
        return False  # a lunch or a ceremony is of interest for who met there
    if len(sighting.participants) == 1 and PLURAL.match(scene.text, *sighting.head):
        return False  # "the minister's meetings of 3 May": which, the words do not say
    said = bool(sighting.participants) or sighting.place is not None
    return sighting.status is not None and said and not _unofficial(scene, sighting)


def _unofficial(scene: Scene, sighting: Sighting) -> bool:
    """Return whether only groups of no side and no office met: migrants who consult with lawyers are no negotiation."""
    who = [scene.actors[i] for i in sighting.participants]
    groups = [actor for actor in who if actor.kind == "group" and not actor.country]
    return bool(who) and len(groups) == len(who) and not any(official(scene, actor.id) for actor in groups)


def _fit(scene: Scene, sighting: Sighting, group: list[Sighting]) -> float:
    """Score how well a sighting fits a group: 0 when something speaks against it."""
    named_next = _named_next(scene, sighting, group)
    if (
        not (named_next or _same_kind(sighting, group))
        or not _same_stage(sighting, group)
        or not _same_facts(scene, sighting, group)
    ):
        return 0.0
    people = {a for other in group for a in other.participants}
    sides, own = _sides(scene, people), _sides(scene, sighting.participants)
    shared = set(sighting.participants) & people
    if _apart(sighting, group) and people != set(sighting.participants):
        return 0.0
    if not own or not sides:
        unnamed = _unnamed(scene, sighting.participants) or _unnamed(scene, people)
        unnamed = unnamed and sighting.kind in {other.kind for other in group}
        return 0.5 if sighting.pointing or unnamed or shared or named_next or _tied(sighting, group) else 0.0
    if not (own <= sides or sides <= own):
        return 0.0
    clash = _persons(scene, sighting.participants) and _persons(scene, people) and not shared
    return 0.0 if clash else 1.0 + len(shared)


def _apart(sighting: Sighting, group: list[Sighting]) -> bool:
    """Return whether the words tell that the sighting, or one of the group, is one of several encounters."""
    return sighting.apart is not None or any(other.apart for other in group)


def _unnamed(scene: Scene, ids: Iterable[str]) -> bool:
    """Return whether the words leave open who meets: "their presidents", "both sides", "the leaders"."""
    names = [text for i in ids for text in (scene.actors[i].name, *scene.actors[i].roles) if text]
    return bool(names) and all(UNNAMED.match(name) for name in names)


def _sides(scene: Scene, ids: Iterable[str]) -> set[str]:
    """Return the sides that take part: their countries. "Their presidents" is a group of no known side."""
    return {scene.country(i) for i in ids if scene.actors[i].country or scene.actors[i].kind != "group"}


def _persons(scene: Scene, ids: Iterable[str]) -> bool:
    return any(scene.actors[i].kind == "person" for i in ids)


def _tied(sighting: Sighting, group: list[Sighting]) -> bool:
    return any(
        (sighting.ordinal is not None and sighting.ordinal == other.ordinal)
        or (sighting.place is not None and sighting.place == other.place)
        for other in group
    )


def _same_kind(sighting: Sighting, group: list[Sighting]) -> bool:
    """Return whether the words can name one encounter: "talks" and "meeting" may be said of a summit or a call.

    A group of mere talks becomes a summit only when the sighting has people of its own in common with it.
    """
    kinds = {other.kind for other in group}
    if kinds == {"call"} and len(sighting.participants) > 1:
        return set(sighting.participants) == {actor for other in group for actor in other.participants}
    if sighting.kind == "talks":
        return bool(kinds & {"talks", "summit", "call"}) or (sighting.pointing and "conference" in kinds)
    if kinds == {"talks"} and sighting.kind in ("summit", "call", "conference"):
        people = {actor for other in group for actor in other.participants}
        if sighting.kind == "call" and not set(sighting.participants) <= people:
            return False  # who called both men after they had met did not meet them
        at_place = sighting.place is not None and sighting.place in {other.place for other in group}
        return sighting.ordinal is None and (len(set(sighting.participants) & people) > 1 or at_place)
    return sighting.kind in kinds


def _named_next(scene: Scene, sighting: Sighting, group: list[Sighting]) -> bool:
    """Return whether "The summit ..." begins the sentence after the one that tells of the meeting."""
    if not sighting.pointing or sighting.kind == "visit" or any(other.kind != "talks" for other in group):
        return False
    sentence = scene.sentence_at(sighting.head)
    begins = sighting.span[0] - scene.sentences[sentence].span[0] <= len("“")
    return begins and any(sentence - scene.sentence_at(other.head) == 1 for other in group)


def _same_stage(sighting: Sighting, group: list[Sighting]) -> bool:
    stages = {other.status in BEHIND for other in group if other.status is not None}
    return sighting.status is None or not stages or stages == {sighting.status in BEHIND}


def _same_facts(scene: Scene, sighting: Sighting, group: list[Sighting]) -> bool:
    numbers = {other.ordinal for other in group}
    if sighting.ordinal and sighting.status is None and numbers == {None} and any(o.status in BEHIND for o in group):
        return False  # "the second summit", not known to be held, is not the one that was
    for other in group:
        if sighting.ordinal and other.ordinal and sighting.ordinal != other.ordinal:
            return False
        if sighting.place and other.place and not _same_place(scene, sighting.place, other.place):
            return False
        a, b = (s.time.edtf if s.time else None for s in (sighting, other))
        if a and b and not compatible(a, b):
            return False
    return True


def _same_place(scene: Scene, a: str, b: str) -> bool:
    one, two = scene.places[a], scene.places[b]
    nested = "country" in (one.kind, two.kind) and one.country == two.country
    return a == b or nested


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
    if meeting.kind == "visit" or meeting.status not in BEHIND:
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
