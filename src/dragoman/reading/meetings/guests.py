"""Tell the meetings of those who are received, invited, awaited or together with others, and of those who hold out."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus
from dragoman.reading.acts.undertakings import pattern
from dragoman.reading.force import own_force
from dragoman.reading.meetings.parties import CHECKERS, listed, official, people, subject_of, whom
from dragoman.reading.meetings.sightings import Sighting, located, noun_pattern, of_verb, reach
from dragoman.reading.scene import BEGUN, Scene

WHERE_TO = re.compile(r"\s*(?:due\s+)?(?:(?:back|home|off|on|over|out|\w+ly)\s+){0,2}(?:to|in|at|for|into)\s+")
BY_WHOM = re.compile(r"[^,;.]{0,60}?\bby\s+")
ONE_ROOM = re.compile(
    r"\b(?:together|across (?:the table |a table )?from|opposite|face[- ]to[- ]face|at (?:the same|one) table"
    r"|in (?:the same|one) room)\b"
)
WITH = re.compile(r"\b(?:with|from|opposite)\s+")
ON_PHONE = re.compile(r"\s+(?:back\s+)?on the (?:tele)?phone\s+(?:to|with)\s+")
BESIDES = re.compile(
    r",\s+(?:together|along|jointly)\s+with\s+(?P<who>[^,.;]{3,90}),\s+to\s+(?:meet|(?:join|hold)\s+talks)\s+(?:again\s+)?in\s+"
)
WITH_WHOM = re.compile(r"\b(?:together\s+)?with\s+")
# What lies between two sides: "narrow the gap", "bridge their differences", "hammer out the details of".
DIFFERENCES = re.compile(
    r"\s+(?:out\s+|over\s+|with\s+)?(?:the|their|its|some|remaining|last|several)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:gaps?(?!\s+in\s+(?:the|their|its|\w+s)\b)|differences|divide|gulf|details|obstacles|issues|terms|disagreements|text)\b"
)
SIGNED = re.compile(rf"(?:it|them)$|{pattern('deal', 'word').pattern}", re.I)
TRYING = frozenset(("try", "seek", "work", "struggle", "attempt"))
NEAR = len(" also together")
HOLDING_OUT = re.compile(r"\b(?:until|unless|as long as|so long as|before|without)\s")


def hosting(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the talks with a guest who is received; one who is welcomed to a place makes a visit."""
    by = BY_WHOM.match(scene.text, verb.span[1], reach(scene, verb)) if verb.passive else None
    if verb.passive and by is None:
        return None
    hosts = listed(scene, (by.end(), reach(scene, verb)))[:1] if by else subject_of(scene, verb)
    received = subject_of(scene, verb) if by else scene.actors_in(verb.object)
    guests = tuple(a for a in received if scene.actors[a].kind in ("person", "group", "body") and a not in hosts)
    guests = tuple(a for a in guests if official(scene, a))
    meal = (
        noun_pattern().search(scene.words(verb.object)) if verb.object and not by else None
    )  # "host the second summit between": the noun tells it
    if not guests or not hosts or meal:
        return None
    rest = (verb.span[1], reach(scene, verb))
    if verb.lemma != "welcome":
        return of_verb(scene, verb, "talks", status, (*hosts, *guests), rest, host=hosts[0])
    going, place = onward(scene, verb)
    return of_verb(scene, verb, kind, status, guests, rest, place=place, host=hosts[0]) if going else None


def onward(scene: Scene, verb: Verb) -> tuple[bool, str | None]:
    """Return whether somebody is welcomed or invited to a place, right after who it is, and the place if it is known.

    A capital may stand for its state: "welcomed him to Addis Ababa".
    """
    to = WHERE_TO.match(scene.text, (verb.object or verb.span)[1])
    named = scene.mentions_from(to.end(), to.end() + len("the ")) if to else ()
    ids = [of for mention in named for of in mention.of]
    place = next((of for of in ids if of in scene.places), None)
    return place is not None or any(of in scene.actors and scene.actors[of].kind == "state" for of in ids), place


def invited(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the visit that somebody is invited to: proposed, whatever came of it."""
    asked = whom(scene, verb) or (verb.subject if verb.passive else verb.object)
    guests = scene.heads_in(asked)
    besides = BESIDES.search(scene.text, verb.span[1], reach(scene, verb))
    if besides is not None:  # "invited Aliyev, together with the President of France, to meet in Chisinau"
        ids = [of for mention in scene.mentions_from(besides.end(), besides.end()) for of in mention.of]
        place = next((of for of in ids if of in scene.places), None)
        who = [a for a in scene.actors_in(besides.span("who")) if scene.actors[a].kind == "person"]
        guests, going = (*guests, *(who or scene.heads_in(besides.span("who")))), place is not None
    else:
        going, place = onward(scene, verb)
    if not going or status != "held" or (asked and CHECKERS.search(scene.words(asked))):  # theirs is a verification
        return None
    rest, host = (verb.span[1], reach(scene, verb)), None if verb.passive else next(iter(subject_of(scene, verb)), None)
    if len({scene.country(a) for a in guests}) > 1:  # "invited Morocco and the Polisario to Geneva"
        return of_verb(scene, verb, "talks", "proposed", guests, rest, place=place, host=host)
    guests = tuple(a for a in guests if scene.actors[a].kind != "state")
    return of_verb(scene, verb, kind, "proposed", guests, rest, place=place, host=host) if guests else None


def expected(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the visit of somebody who is awaited abroad: "is expected in Tokyo"."""
    to = WHERE_TO.match(scene.text, verb.span[1])
    named = scene.mentions_from(to.end(), to.end() + len("the ")) if to else ()
    place = next((of for mention in named for of in mention.of if of in scene.places), None)
    who = tuple(
        a for a in subject_of(scene, verb) if official(scene, a) and scene.actors[a].kind in ("person", "group")
    )
    if status != "held" or place is None or not who or not verb.passive:
        return None
    if all(scene.country(a) == scene.places[place].country for a in who):
        return None
    return of_verb(scene, verb, kind, "scheduled", who, (verb.span[1], reach(scene, verb)), place=place)


def together(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the encounter of those who are in one room: "spent Saturday together with", "sat across from him"."""
    rest = (verb.span[1], reach(scene, verb))
    phone = ON_PHONE.match(scene.text, *rest) if verb.lemma == "be" else None
    if phone is not None:  # "has been on the telephone to Netanyahu"
        who = people(scene, (*subject_of(scene, verb), *listed(scene, (phone.end(), rest[1]))))
        return of_verb(scene, verb, "call", status, who, rest) if len(who) > 1 else None
    near = ONE_ROOM.search(scene.text, rest[0], rest[0] + NEAR if verb.lemma == "be" else rest[1])
    if near is None or verb.passive or status not in BEGUN:
        return None  # "will sit in one room" is a question of format
    partner = WITH.search(scene.text, near.start(), rest[1])
    others = listed(scene, (partner.end(), rest[1])) if partner else ()
    who = people(scene, (*subject_of(scene, verb), *others))
    plural = len(who) > 1 or any(scene.actors[a].kind == "group" for a in who)
    if not plural or not all(official(scene, a) for a in who):
        return None
    return of_verb(scene, verb, kind, status, who, rest)


def signing(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the ceremony where people of two countries sign an accord: "Kim and Moon signed it in Pyongyang"."""
    rest = (verb.span[1], reach(scene, verb))
    partner = WITH_WHOM.search(scene.text, *rest) if not verb.passive else None
    by = BY_WHOM.match(scene.text, *rest) if verb.passive else None
    others = listed(scene, (partner.end(), rest[1])) if partner else listed(scene, (by.end(), rest[1])) if by else ()
    who = people(scene, (*(() if verb.passive else subject_of(scene, verb)), *others))
    persons = [a for a in who if scene.actors[a].kind == "person"]
    apart = len(persons) == len(who) > 1 and len({scene.country(a) for a in who}) > 1
    dated = any(time.edtf for time in scene.times_in((verb.clause[0], rest[1])))
    before = (scene.sentence(verb.span).span[0], verb.span[0])  # "the declaration that Kim and Moon signed"
    signed = scene.words((verb.subject if verb.passive else verb.object) or before)
    if not apart or not SIGNED.search(signed) or not (located(scene, rest) or (partner and dated)):
        return None
    return of_verb(scene, verb, kind, status, who, rest)


def bargaining(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the talks of those who try somewhere to agree: "have been trying to narrow the gap in Geneva"."""
    rest = (verb.span[1], max(reach(scene, verb), verb.clause[1]))
    who = people(scene, subject_of(scene, verb))
    plural = len(who) > 1 or any(scene.actors[a].kind == "group" for a in who)
    if not DIFFERENCES.match(scene.text, verb.span[1]) or not plural or not all(official(scene, a) for a in who):
        return None
    place = next(iter(located(scene, rest)), None)
    main = scene.chain(verb)[-1]
    trying = main is not verb and main.lemma in TRYING and own_force(main) == "happened"
    if place is None or not (trying or status in BEGUN):
        return None
    going_on = main.tense == "present" and scene.words(main.span).endswith("ing")
    return of_verb(scene, verb, kind, "under-way" if going_on else "held" if trying else status, who, rest, place=place)


def holds_out(scene: Scene, verb: Verb) -> bool:
    """Return whether somebody will not meet before he has what he asks for: "will not sit down with him until"."""
    ahead = verb.tense == "future" or verb.modality == "conditional"
    end = scene.sentence(verb.span).span[1]
    found = HOLDING_OUT.search(scene.text, verb.span[1], end) if verb.negated and ahead else None
    return found is not None and not any(time.span[0] == found.end() for time in scene.times_in((found.end(), end)))
