"""Find the meetings that a verb tells: "met", "will visit", "received", "flew to", "agreed to meet"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import msgspec

from dragoman.edtf import bounds
from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus, Span
from dragoman.reading.force import force, own_force, questioned
from dragoman.reading.meetings.apart import each
from dragoman.reading.meetings.guests import (
    WHERE_TO,
    bargaining,
    expected,
    holds_out,
    hosting,
    invited,
    onward,
    signing,
    together,
)
from dragoman.reading.meetings.parties import (
    CHECKERS,
    OFFICIAL,
    abroad,
    beside,
    listed,
    official,
    people,
    subject_of,
    whom,
)
from dragoman.reading.meetings.sightings import (
    GOING,
    STATUS,
    Sighting,
    located,
    noun_pattern,
    of_verb,
    reach,
    time_near,
    trim,
    where_of,
    words,
)
from dragoman.reading.scene import Scene
from dragoman.spans import inside

WITH = re.compile(r"\b(?:with|alongside)\s+", re.I)
TO_WHOM = re.compile(r"\b(?:with|to)\s+(?=\S)", re.I)
PHONE = re.compile(r"\b(?:tele)?phoned?\b|\bby video\b|\bvideo(?:-|\s)?(?:link|call|conference)|\bhot ?line", re.I)
TALKED_DOWN = re.compile(r"\s+(?:down|up|over|out|tough)\b", re.I)
HABIT = re.compile(
    r"\b(?:regularly|often|frequently|usually|always|rarely|sometimes|occasionally|seldom|routinely|normally"
    r"|every (?:day|week|month|year|two|three))\b",
    re.I,
)
THERE = re.compile(r"\s+there\b(?=\s+(?:from|on|for|until|between|in|last|this|earlier|yesterday|today)\b)")
LEAVING = re.compile(r"[^,;.]{0,40}?\bfor\s+")
GATHERERS = {"gather", "assemble", "convene", "reconvene"}
TOGETHER = {"meet", "sit", "get", "confer", "shake", "exchange", "come", "see", "face", "dine", "lunch", *GATHERERS}
SPOKE_WITH = re.compile(r"\s+(?:(?!after|before|at|in)\w+\s+){0,3}?(?:with|to)\s+", re.I)
AFTER_CALL = re.compile(r"\s*(?:[.,;]|$|\s(?:on|earlier|late|last|this|yesterday|today|after|before|from|to|and)\b)")
DELEGATION = re.compile(r"\b(?:delegation|mission|team)\b", re.I)
TOGETHER_AGAIN = re.compile(r"\s+(?:back\s+)?together\b", re.I)
TABLE = re.compile(r"\s+(?:back\s+)?to\s+the\s+(?:\w+\s+)?(?:table|talks|negotiations)\b", re.I)
DAYS = re.compile(r"P\d{1,3}D")
LASTING = re.compile(r"\bfor\s+(?:\S+\s+){1,4}?(?:visit|tour|trip|stay)\b", re.I)
WITH_WHAT = {"shake", "exchange", "come", "face"}  # hands, views, face to face: no partner
AWAITED = re.compile(r"\b(?:until|till|unless|once|as soon as)\s+(?:the\s+)?$", re.I)
LAST = re.compile(r"\blast\s+$")
GONE = {"leave", "depart", "head"}
CALL_ON = re.compile(r"\s+(?:up)?on\s+")
TO_DO = re.compile(r"\s*(?:,[^,.;]*,\s*)?(?:not\s+)?to\s")
ASSEMBLY = re.compile(
    r"\b(?:Assembly|Council|Congress|Parliament|Knesset|Duma|Bundestag|Senate|Diet|Rada|Majlis|Conference|Forum|Summit)\b"
)
CAPITAL = re.compile(r"\b[A-Z]")


def from_verbs(scene: Scene) -> Iterator[Sighting]:
    """Yield the sightings that verbs make."""
    build = {
        "with": _meeting,
        "to": _visit,
        "host": hosting,
        "discuss": _discussion,
        "invite": invited,
        "bring": _brought,
        "audience": _audience,
        "expected": expected,
        "together": together,
        "sign": signing,
        "bargain": bargaining,
    }
    for verb in scene.verbs:
        known = [words("verb")[key] for key in (scene.phrasal(verb), verb.lemma) if key in words("verb")]
        status = _verb_status(scene, verb) if known and not questioned(scene, verb) else None
        if status is None or HABIT.search(scene.words((verb.span[0], _near_end(verb)))):
            continue
        made = (build[role](scene, verb, cast(MeetingKind, kind), status) for kind, role in known)
        sighting = next((one for one in made if one is not None), None)
        if sighting is not None:
            yield from each(scene, sighting, verb)


def _near_end(verb: Verb) -> int:
    return max(verb.span[1], min(verb.clause[1], verb.span[1] + 60))


def _verb_status(scene: Scene, verb: Verb) -> MeetingStatus | None:
    """Return how far the meeting is that the verb tells. The simple present is news in a headline, else a plan.

    "EU leaders meet next Thursday" is a plan; in "before the leaders meet" the clause only says when; "are meeting" is
    under way, unless a day to come is named; "visiting" is as far as what is told beside it.
    """
    meant = force(scene, verb)
    if meant == "denied" and holds_out(scene, verb):
        return "refused"
    status = STATUS.get(meant)
    if status == "held" and scene.phrasal(verb) == "be due":
        return "scheduled" if verb.tense == "present" else None  # "was due in Cairo": whether he came is not said
    if status == "held" and verb.form == "ing" and len(scene.chain(verb)) == 1:
        main = beside(scene, verb.span)
        return STATUS.get(own_force(main)) if main else status
    if status != "held" or verb.tense != "present" or verb.perfect or verb.form != "finite" or verb.passive:
        return status
    sentence = scene.sentence(verb.span)
    if sentence.role == "title":
        return status
    if verb.lemma == "be":
        return "under-way"  # "is in Cairo today"
    time, _ = time_near(scene, (verb.clause[0], reach(scene, verb)), verb.span)
    if time is not None and time.edtf is not None and scene.ahead(time.edtf):
        return "scheduled"
    if scene.words(verb.span).casefold().endswith("ing"):
        return "under-way"
    start = (verb.subject or verb.span)[0]
    awaited = AWAITED.search(scene.text, max(sentence.span[0], start - len("as soon as the ")), start)
    return "proposed" if awaited else None  # "must hold off until Annan visits Baghdad"


def _meeting(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    rest = (verb.span[1], reach(scene, verb))
    phoned = bool(PHONE.search(scene.words((verb.span[0], max(verb.clause[1], rest[1])))))
    if (verb.lemma == "see" and not _seeing(scene, verb)) or (verb.lemma == "brief" and not _briefing(scene, verb)):
        return None
    if host := _called_on(scene, verb, rest):
        return of_verb(scene, verb, "talks", status, (*subject_of(scene, verb), host), rest, host=host)
    spoken = _spoken(scene, verb, rest) or _called(scene, verb)
    if verb.lemma in ("call", "speak", "tell", "inform", "assure") and not phoned and not spoken:
        return None  # "called for talks", "called the plan a mistake", "spoke with pride"
    phoned = phoned or verb.lemma in ("speak", "call")
    if verb.lemma == "talk" and TALKED_DOWN.match(scene.text, verb.span[1]):
        return None  # "talk down Britain"
    kind = "call" if phoned else kind
    partner = (TO_WHOM if phoned else WITH).search(scene.text, *rest)
    if verb.lemma == "shake" and not partner and not located(scene, rest):
        return None  # "shook hands, then embraced": at the end of what, the words do not say
    told = (None if verb.lemma in WITH_WHAT else verb.object) or (
        (partner.end(), min(rest[1], partner.end() + 40)) if partner else None
    )
    others = (
        *scene.heads_in(verb.object or whom(scene, verb)),
        *(listed(scene, (partner.end(), rest[1])) if partner else ()),
    )
    doing = subject_of(scene, verb)
    if verb.lemma in GATHERERS and not all(official(scene, actor) for actor in doing):
        return None  # thousands who gather in a square do not meet
    unknown = told is not None and verb.lemma == "meet" and _named(scene, told)
    together = told is None and (verb.lemma in TOGETHER or len(doing) > 1)  # "he and Bushnell had been talking"
    if not others and not unknown and not together:
        return None  # "talked about the economy", "met the deadline", "met with criticism"
    who = people(scene, (*doing, *others))
    if len(who) < (1 if verb.lemma in TOGETHER else 2) or (len(who) == 1 and not told and _alone(scene, who[0])):
        return None  # "Trump will meet next week": whom, the words do not say
    return of_verb(scene, verb, kind, status, who, rest)


def _seeing(scene: Scene, verb: Verb) -> bool:
    """Return whether to see is to meet: "flew to Washington to see Rubio", "see each other", "saw Modi in Delhi"."""
    above = scene.chain(verb)[1:2]
    going = verb.form == "to" and any(link.lemma in GOING for link in above)
    return going or scene.phrasal(verb) == "see each" or _then_and_there(scene, verb)


def _then_and_there(scene: Scene, verb: Verb) -> bool:
    """Return whether one person saw another, of another country, right in a town or on a day: "saw Modi on Monday"."""
    seen = verb.object if verb.form == "finite" and not verb.passive else None
    who = (subject_of(scene, verb), scene.heads_in(seen))
    last = LAST.search(scene.text, max(0, verb.span[0] - 6), verb.span[0]) and all(who)  # "who last saw his rival in"
    if seen is None or not (last or abroad(scene, *who)):
        return False
    near = (seen[1], min(reach(scene, verb), seen[1] + len(" on the following ")))
    there = bool(located(scene, near)) or where_of(scene, verb) is not None
    return there or any(time.span[0] <= near[1] for time in scene.times_in((near[0], near[1] + 20)))


def _briefing(scene: Scene, verb: Verb) -> bool:
    """Return whether to brief is to meet: one abroad ("briefed Moon"), not the press, and not one's own minister."""
    return not verb.passive and abroad(scene, subject_of(scene, verb), scene.heads_in(verb.object))


def _called_on(scene: Scene, verb: Verb, rest: Span) -> str | None:
    """Return on whom somebody called: "called on Foreign Minister Dahl on Saturday", not "called on Dahl to resign"."""
    on = CALL_ON.match(scene.text, *rest) if verb.lemma == "call" and not verb.passive else None
    named = scene.mentions_from(on.end(), on.end()) if on else ()
    host = max(named, key=lambda mention: mention.span[1], default=None)
    if host is None or TO_DO.match(scene.text, host.span[1]):
        return None
    dated = any(
        time.span[0] - host.span[1] <= len(" on ") for time in scene.times_in((host.span[1], host.span[1] + 24))
    )
    if not dated and not abroad(scene, subject_of(scene, verb), host.of):
        return None
    return host.of[0]


def _spoken(scene: Scene, verb: Verb, rest: Span) -> bool:
    """Return whether people of two states spoke with each other, as readouts say of calls: "spoke today with"."""
    partner = SPOKE_WITH.match(scene.text, *rest) if verb.lemma == "speak" and verb.form != "ing" else None
    return partner is not None and abroad(scene, subject_of(scene, verb), listed(scene, (partner.end(), rest[1])))


def _called(scene: Scene, verb: Verb) -> bool:
    """Return whether an official called one abroad and no names: "had called both leaders earlier in the week"."""
    if verb.lemma != "call" or verb.object is None or verb.passive or verb.complement is not None:
        return False
    apart = abroad(scene, subject_of(scene, verb), scene.heads_in(verb.object))
    return apart and bool(AFTER_CALL.match(scene.text, verb.object[1]))


def _brought(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the talks to which somebody brings others together: "brought Sadat and Begin together"."""
    end = (verb.subject if verb.passive and verb.subject else verb.object or verb.span)[1]
    if not TOGETHER_AGAIN.match(scene.text, max(end, verb.span[1])):
        return None
    who = scene.heads_in(verb.subject if verb.passive else verb.object)
    if not who:
        return None  # "has a record of bringing people together"
    by = () if verb.passive else tuple(a for a in subject_of(scene, verb) if scene.actors[a].kind == "person")
    rest = (verb.span[1], reach(scene, verb))
    return of_verb(scene, verb, kind, status, people(scene, (*by, *who)), rest, host=next(iter(by), None))


def _named(scene: Scene, span: Span) -> bool:
    """Return whether the words begin with a name, though of nobody known: "met Xu Zhangrun"."""
    return bool(CAPITAL.match(scene.text, span[0])) and not scene.places_in(span)


def _alone(scene: Scene, actor: str) -> bool:
    return scene.actors[actor].kind == "person"


def _visit(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    rest = (verb.span[1], reach(scene, verb))
    to = (LEAVING if verb.lemma in GONE else WHERE_TO).match(scene.text, rest[0])
    to = to or (WHERE_TO.match(scene.text, rest[0]) if verb.lemma == "head" else None)
    target = (to.end(), rest[1]) if to else verb.object if verb.lemma in ("visit", "tour") else None
    if verb.lemma in ("lead", "head") and verb.object and DELEGATION.search(scene.words(verb.object)):
        going, place = onward(scene, verb)
        led = people(scene, subject_of(scene, verb))
        return of_verb(scene, verb, kind, status, led, rest, place=place) if going and led else None
    if TABLE.match(scene.text, rest[0]):
        return of_verb(scene, verb, "talks", status, subject_of(scene, verb), rest)
    places = scene.places_in(target) or _there(scene, rest[0])
    to = to or THERE.match(scene.text, rest[0])
    if verb.lemma in ("visit", "tour") and verb.object and not places:
        places = located(scene, (verb.object[1], rest[1]))  # "toured the ruined embassy in Nairobi"
    who = tuple(a for a in subject_of(scene, verb) if scene.actors[a].kind in ("person", "group", "body"))
    if verb.passive:
        return None  # "the wounded were flown to Germany"
    if verb.subject and CHECKERS.search(scene.words(verb.subject)):
        return None  # inspectors who visit a site make a verification
    if verb.lemma == "visit" and who and not places:
        return _visit_to_body(scene, verb, status, who, rest)
    if not places or not who or (verb.object and verb.lemma not in ("visit", "tour", *GONE)):
        return None
    if _elsewhere(scene, verb, who[0], to):
        return None
    away = any(scene.country(a) != scene.places[places[0]].country for a in who)
    if not away and verb.lemma not in ("visit", "travel"):
        return None  # "flew home", "arrived in Philadelphia": of no party's concern
    if status == "held" and (verb.lemma in GONE or _still_there(scene, verb, rest)):
        status = "under-way"
    return of_verb(scene, verb, kind, status, who, rest, place=places[0])


def _elsewhere(scene: Scene, verb: Verb, who: str, to: re.Match[str] | None) -> bool:
    """Return whether the verb tells of no journey: "continues to hold talks in Cairo", "the summit will be in Vietnam".

    "Is in France" may be said of anything; an official who is abroad is on a visit.
    """
    if verb.lemma in ("continue", "proceed"):
        return not _at_once(scene, to)
    if verb.lemma != "be":
        return False
    if verb.subject and noun_pattern().search(scene.text, *verb.subject):
        return True
    known = scene.actors[who].country or any(OFFICIAL.search(role) for role in scene.actors[who].roles)
    return not (known and _alone(scene, who) and _at_once(scene, to))


def _still_there(scene: Scene, verb: Verb, rest: Span) -> bool:
    """Return whether who arrived for a visit is still on it: as long as it lasts, else on that day and the next."""
    time, duration = time_near(scene, (verb.clause[0], rest[1]), verb.span)
    today = scene.marked.document.date
    if verb.lemma not in ("arrive", "land", "fly") or not LASTING.search(scene.text, *rest) or not (time and today):
        return False
    arrived, now = bounds(time.edtf or "")[1], bounds(today.edtf)[0]
    days = int(duration[1:-1]) if duration and DAYS.fullmatch(duration) else 2
    return arrived is not None and now is not None and (now - arrived).days < days


def _there(scene: Scene, start: int) -> tuple[str, ...]:
    """Return the place that "there" behind a verb points to: the last one named, in this sentence or the two before."""
    if THERE.match(scene.text, start) is None:
        return ()
    first = scene.sentences[max(scene.sentence_at((start, start)) - 2, 0)].span[0]
    named = [of for mention in scene.mentions_from(first, start) for of in mention.of if of in scene.places]
    return tuple(named[-1:])


def _at_once(scene: Scene, to: re.Match[str] | None) -> bool:
    """Return whether the place follows at once: "is in Cairo", not "is in talks in Cairo"."""
    if to is not None and to.re is THERE:
        return True
    return to is not None and any(of in scene.places for m in scene.mentions_from(to.end(), to.end()) for of in m.of)


def _discussion(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the talks in which something was discussed: a topic, never a commitment."""
    rest = (verb.span[1], max(verb.clause[1], verb.span[1]))
    partner = WITH.search(scene.text, *rest)
    at_once = partner is not None and partner.start() <= rest[0] + 1
    phrase = next((p.span for p in inside(scene.marked.phrases, rest) if partner and p.span[0] == partner.end()), None)
    others = (
        scene.actors_in(phrase) if phrase and at_once else listed(scene, (partner.end(), rest[1])) if partner else ()
    )
    who = people(scene, (*subject_of(scene, verb), *others))
    if verb.form == "participle" and verb.subject and verb.subject[0] > verb.span[0]:
        return None  # an item of a list, "- discussed the summit between the two": what follows is not who discussed
    phoned = bool(PHONE.search(scene.words(rest)))
    told = status in ("held", "refused") or (phoned and status == "scheduled")
    if not told or len({scene.country(a) for a in who}) < 2:
        return None
    end = partner.start() if partner and not at_once else rest[1]
    topic = trim(scene, (phrase[1] if phrase and at_once else rest[0], end))
    kind = "call" if phoned else kind
    found = of_verb(scene, verb, kind, status, who, rest)
    return msgspec.structs.replace(found, topics=(scene.words(topic),) if topic[0] < topic[1] else ())


def _visit_to_body(
    scene: Scene, verb: Verb, status: MeetingStatus, who: tuple[str, ...], rest: Span
) -> Sighting | None:
    """Return a visit to an organisation or a state ("visit Gazprom"), which is its host."""
    hosts = tuple(a for a in scene.actors_in(verb.object) if scene.actors[a].kind != "person")
    if not hosts:
        return None
    return of_verb(scene, verb, "visit", status, who, rest, host=hosts[-1])  # "Russian gas giant Gazprom"


def _audience(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    """Return the session at which somebody speaks: "addressed the General Assembly", "spoke at the Davos Forum"."""
    rest = (verb.span[1], reach(scene, verb))
    hall = verb.object or (rest[0], min(rest[1], rest[0] + 60))
    who = tuple(a for a in subject_of(scene, verb) if scene.actors[a].kind == "person")
    if not who or not ASSEMBLY.search(scene.words(hall)):
        return None
    bodies = tuple(a for a in scene.heads_in(hall) if scene.actors[a].kind in ("organisation", "body"))
    return of_verb(scene, verb, kind, status, people(scene, (*who, *bodies[:1])), rest)
