"""Find the meetings that a verb tells: "met", "will visit", "received", "flew to", "agreed to meet"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import msgspec

from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus, Span
from dragoman.reading.force import force
from dragoman.reading.meetings.sightings import (
    STATUS,
    Sighting,
    located,
    noun_pattern,
    people,
    reach,
    subject_of,
    time_near,
    trim,
    words,
)
from dragoman.reading.scene import Scene
from dragoman.spans import cover, inside

WITH = re.compile(r"\b(?:with|and with|alongside)\s+", re.I)
PHONE = re.compile(r"\b(?:tele)?phone")
WHERE_TO = re.compile(r"\s*(?:back\s+|home\s+)?(?:to|in|at|for|into)\s+")
CHECKERS = re.compile(r"\b(?:inspectors?|monitors|observers|inspection teams?)\b", re.I)


def from_verbs(scene: Scene) -> Iterator[Sighting]:
    """Yield the sightings that verbs make."""
    for verb in scene.verbs:
        known = words("verb").get(verb.lemma)
        if known is None:
            continue
        kind, role = cast(MeetingKind, known[0]), known[1]
        status = _verb_status(scene, verb)
        if status is None:
            continue
        build = {"with": _meeting, "to": _visit, "host": _hosting, "discuss": _discussion}[role]
        sighting = build(scene, verb, kind, status)
        if sighting is not None:
            yield sighting


def _verb_status(scene: Scene, verb: Verb) -> MeetingStatus | None:
    """Return how far the meeting is that the verb tells. The simple present is news in a headline, else a plan.

    "EU leaders meet next Thursday" is a plan; in "before the leaders meet" the clause only says when; "are meeting" is
    under way, unless a day to come is named.
    """
    status = STATUS.get(force(scene, verb))
    if status != "held" or verb.tense != "present" or verb.perfect or verb.form != "finite" or verb.passive:
        return status
    sentence = scene.sentence(verb.span)
    if sentence.role == "title":
        return status
    time, _ = time_near(scene, (verb.clause[0], reach(scene, verb)), verb.span)
    if time is not None and time.edtf is not None and scene.ahead(time.edtf):
        return "scheduled"
    if scene.words(verb.span).casefold().endswith("ing"):
        return "under-way"
    return None


def _meeting(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    rest = (verb.span[1], reach(scene, verb))
    partner = WITH.search(scene.text, *rest)
    object_actors = scene.actors_in(verb.object)
    if verb.lemma != "meet" and partner is None and not object_actors:
        return None  # "talked about the economy": no partner, no meeting
    if verb.lemma == "call" and not PHONE.search(scene.words(verb.clause)):
        return None  # "called for talks", "called the plan a mistake"
    if verb.lemma == "meet" and verb.object and not object_actors and partner is None:
        return None  # "met the deadline"
    others = scene.actors_in((partner.end(), rest[1])) if partner else ()
    who = people(scene, (*subject_of(scene, verb), *object_actors, *others[:3]))
    if len(who) < (1 if verb.lemma == "meet" else 2):
        return None
    return _sighting(scene, verb, kind, status, who, rest)


def _visit(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    rest = (verb.span[1], reach(scene, verb))
    to = WHERE_TO.match(scene.text, rest[0])
    target = (to.end(), rest[1]) if to else verb.object if verb.lemma in ("visit", "tour") else None
    places = scene.places_in(target)
    who = tuple(a for a in subject_of(scene, verb) if scene.actors[a].kind in ("person", "group", "body"))
    if verb.passive:
        return None  # "the wounded were flown to Germany"
    if verb.subject and CHECKERS.search(scene.words(verb.subject)):
        return None  # inspectors who visit a site make a verification
    if verb.lemma == "visit" and who and not places:
        return _visit_to_body(scene, verb, status, who, rest)
    if not places or not who or (verb.object and verb.lemma not in ("visit", "tour")):
        return None
    abroad = any(scene.country(a) != scene.places[places[0]].country for a in who)
    if not abroad and verb.lemma not in ("visit", "travel"):
        return None  # "flew home", "arrived in Philadelphia": of no party's concern
    return _sighting(scene, verb, kind, status, who, rest, place=places[0])


def _discussion(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the talks in which something was discussed: a topic, never a commitment."""
    rest = (verb.span[1], max(verb.clause[1], verb.span[1]))
    partner = WITH.match(scene.text, rest[0] + 1, rest[1])
    listed = next((p.span for p in inside(scene.marked.phrases, rest) if partner and p.span[0] == partner.end()), None)
    others = scene.actors_in(listed) if listed else ()
    who = people(scene, (*subject_of(scene, verb), *others))
    if verb.form == "participle" and verb.subject and verb.subject[0] > verb.span[0]:
        return None  # an item of a list, "- discussed the summit between the two": what follows is not who discussed
    if status != "held" or len({scene.country(a) for a in who}) < 2:
        return None
    topic = trim(scene, (listed[1] if listed else rest[0], rest[1]))
    found = _sighting(scene, verb, kind, status, who, rest)
    return msgspec.structs.replace(found, topics=(scene.words(topic),) if topic[0] < topic[1] else ())


def _visit_to_body(
    scene: Scene, verb: Verb, status: MeetingStatus, who: tuple[str, ...], rest: Span
) -> Sighting | None:
    """Return a visit to an organisation or a state ("visit Gazprom"), which is its host."""
    hosts = tuple(a for a in scene.actors_in(verb.object) if scene.actors[a].kind != "person")
    if not hosts:
        return None
    return _sighting(scene, verb, "visit", status, who, rest, host=hosts[-1])  # "Russian gas giant Gazprom"


def _hosting(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    guests = tuple(a for a in scene.actors_in(verb.object) if scene.actors[a].kind == "person")
    hosts = subject_of(scene, verb)
    meal = (
        noun_pattern().search(scene.words(verb.object)) if verb.object else None
    )  # "host the second summit between": the noun tells it
    if not guests or not hosts or verb.lemma == "welcome" or meal:
        return None
    return _sighting(scene, verb, "talks", status, (*hosts, *guests), (verb.span[1], reach(scene, verb)))


def _sighting(
    scene: Scene,
    verb: Verb,
    kind: MeetingKind,
    status: MeetingStatus,
    who: tuple[str, ...],
    rest: Span,
    place: str | None = None,
    host: str | None = None,
) -> Sighting:
    span = cover([verb.subject or verb.span, verb.span, rest])
    time, duration = time_near(scene, (verb.clause[0], rest[1]), verb.span)
    return Sighting(
        span=trim(scene, span),
        head=verb.span,
        kind=kind,
        status=status,
        participants=tuple(dict.fromkeys(who)),
        host=host,
        place=place or next(iter(located(scene, rest)), None),
        time=time,
        duration=duration,
    )
