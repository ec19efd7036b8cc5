"""Find the meetings that a noun names: "the fourth visit of", "a second summit between", "after the talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from dragoman.edtf import bounds
from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus, Span, Time, Value
from dragoman.reading.force import force, governors, key, own_force
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
from dragoman.reading.scene import LINKING, Scene
from dragoman.spans import cover, holds, inside

ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"), 1
    )
    for word in words.split()
}
WORD = re.compile(r"\w+")
OPENING = {"open", "begin", "start", "resume", "continue", "convene"}
AHEAD = re.compile(r"\b(?:planned|upcoming|forthcoming|slated|scheduled|coming|next|future)\b", re.I)
MAYBE = re.compile(r"\b(?:proposed|possible|potential|prospective|eventual|would-be)\b", re.I)
PAST = re.compile(r"\b(?:recent|previous|earlier|past|last|latest|historic|landmark)\b", re.I)
AFTER_WORDS = re.compile(
    r"\b(?:after|following|since|in the wake of|at the (?:end|close|conclusion) of)"
    r"(?:\s+(?:[\w-]+\s+){1,3}(?:hours|days|weeks|months|rounds)\s+of)?\s+$",
    re.I,
)
DURING_WORDS = re.compile(r"\b(?:during|at|from|in|throughout|on the sidelines of)\s+$", re.I)
BEFORE_WORDS = re.compile(r"\b(?:before|ahead of|prior to|until|in preparation for|for|to prepare)\s+$", re.I)
POINTING = re.compile(r"^(?:this|that|these|those|the|their|his|her|its|it|both)\b", re.I)
ASIDE_WORDS = re.compile(r"\b(?:during|in|at|on the sidelines of|\w+ (?:hours|days|rounds) of)\s+$", re.I)
OWNED = re.compile(r"[’']s?\s|\b(?:his|her|their|its|my|our)\b", re.I)
LIGHT_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|any|this|that|his|her|their|its|possible)\s+)?(?:\w+\s+)?\b([\w’'-]*?)(\w+)\s+(?:of|for|to|on|about|from)\s+$"
)
LIGHT_AFTER = re.compile(r"[\s-]+(\w+)\b")
PREPOSITION = re.compile(r"\s+(?:for|on|upon|to|off|in|into|against|forward to|out of|down)\s+(?:\w+\s+)?", re.I)
PARTNERS = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:between|with|of|among|involving)\s+")
VISITORS = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:of|by|between|with)\s+")
PARTNERS_STOP = re.compile(r"\b(?:to|in|at|on|about|over)\s")
TO_BE_HELD = re.compile(r"\s+(?:to be held|to take place|due|scheduled|slated|planned|set)\b", re.I)
JOINT_BEFORE = re.compile(r"(?:,|\band|\bor)\s+$")
BARE = re.compile(r"(?:be|should be)\s", re.I)
GATHERED = re.compile(r"\s+(?:in|on|at|with)\s", re.I)
THERE = re.compile(r"\bthere\s*$", re.I)
NONE = re.compile(r"(?:no|neither|nor)\b", re.I)
ENDING = {"finish", "complete", "conclude", "end"}
HAPPENING = {"take", "begin", "end", "open", "start", "conclude", "resume", "continue", "last", "follow", "come"}
TAIL_STOP = re.compile(
    r"[,;:\n“”\"]|``|''|\s[–—_]\s|--|\b(?:that(?!\s+(?:day|week|month|year|morning|evening))|which|who|where|when|while|but|after|before)\b"
)


class Noun(Value, frozen=True, kw_only=True):
    """A meeting noun where it stands: `phrase` from its article on, `unit` from the light noun that carries it.

    In "the organization of the second summit" the unit starts with the light noun "the organization of".
    """

    head: Span
    phrase: Span
    unit: Span
    light: str | None = None
    verb: Verb | None = None
    role: str | None = None
    main: Verb | None = None
    lead: str = ""
    owned: bool = False


def from_nouns(scene: Scene) -> Iterator[Sighting]:
    """Yield the sightings that nouns make."""
    for found in noun_pattern().finditer(scene.text):
        head = found.span()
        if _is_verb(scene, head) or _in_name(scene, head) or not scene.readable(head):
            continue
        if scene.text[max(0, head[0] - 6) : head[0]].casefold().endswith(("news ", "press ")):
            continue  # a news conference is a channel, not an encounter of parties
        noun = _noun(scene, head)
        if noun.verb is not None and noun.verb.lemma == "continue" and force(scene, noun.verb) != "happened":
            continue  # "agreed to continue the discussions" makes no new meeting
        if not NONE.match(scene.words(noun.phrase)):  # "has no trip planned": no meeting
            yield _noun_sighting(scene, noun, cast(MeetingKind, words("noun")[found.group().casefold()][0]))


def _noun(scene: Scene, head: Span) -> Noun:
    around = scene.phrases_over(head)
    phrases = [p.span for p in around if holds((p.span[0], head[1]), p.head)]
    own = [p.span for p in around if holds(p.head, head)]
    if not own and not phrases:  # before another noun: "the Singapore summit agreements"
        own = [p.span for p in around if not LINKING.search(scene.text, p.span[0], head[0])]
    start = min(max((p[0] for p in own or phrases), default=head[0]), head[0])
    before = LIGHT_BEFORE.search(scene.text, max(0, start - 48), start)
    light = before.group(2).casefold() if before else None
    if light in words("light") and before is not None:
        unit = (before.start(), head[1])
    else:
        after = LIGHT_AFTER.match(scene.text, head[1])
        light = after.group(1).casefold() if after and after.group(1).casefold() in words("light") else None
        unit = (start, head[1])
    verb, role = _verb_of(scene, unit)
    finite = [v for v in scene.near(head) if v.form == "finite" and v.span[1] <= start]
    finite = finite or [v for v in scene.near(head) if v.form == "finite"][:1]  # "After the talks, Kuchma said"
    return Noun(
        head=head,
        phrase=(start, head[1]),
        unit=unit,
        light=light,
        verb=verb,
        role=role,
        main=finite[-1] if finite else None,
        lead=scene.text[max(0, start - 40) : start],
        owned=bool(OWNED.search(scene.text, start, head[0])),
    )


def _verb_of(scene: Scene, unit: Span) -> tuple[Verb | None, str | None]:
    """Return the verb that has the noun as object or subject, or that a preposition ties to it ("called for talks")."""
    verbs = scene.near(unit)
    for verb in reversed(verbs):
        tied = verb.span[1] <= unit[0] and PREPOSITION.fullmatch(scene.text, verb.span[1], unit[0])
        if tied or _is_part(scene, verb.object, unit):
            return verb, "object"
    found = next((verb for verb in verbs if _is_part(scene, verb.subject, unit)), None)
    after = next((verb for verb in verbs if verb.span[0] >= unit[1] and verb.passive), None)
    if found is None and after is not None and BARE.match(scene.text, after.span[0]):
        found = after  # "insisted that the summit between them be held"
    return found, "subject" if found else None


def _is_part(scene: Scene, part: Span | None, unit: Span) -> bool:
    """Return whether the unit is the first noun of a verb's part, or is joined to the first by "and" or a comma."""
    if part is None or not part[0] <= unit[0] < part[1]:
        return False
    between = scene.text[part[0] : unit[0]]
    return len(between) <= len("the ") or bool(JOINT_BEFORE.search(between))


def _noun_sighting(scene: Scene, noun: Noun, kind: MeetingKind) -> Sighting:
    verb = noun.verb
    holding = verb is not None and noun.role == "object" and verb.lemma in words("hold")
    start = noun.phrase[0]
    tail = (noun.head[1], _tail_end(scene, noun.head))
    actors = [*(_gathered(scene, noun) or scene.actors_in((start, noun.head[0]))), *_partners(scene, tail, kind)]
    one_side = len({scene.country(actor) for actor in actors}) < 2  # "cancelled a meeting with France"
    if verb is not None and kind != "ceremony" and (holding or (one_side and _willed(scene, verb))):
        actors = [*subject_of(scene, verb), *actors]
    elif one_side and noun.main is not None and _aside(noun) and not (actors and kind == "visit"):
        actors = [*subject_of(scene, noun.main), *actors]  # "said after talks in Minsk": those who say it held them
    if holding and verb is not None:
        tail = (tail[0], max(tail[1], reach(scene, verb)))
    time, duration = time_near(scene, (start, tail[1]), noun.head)
    if time is None and verb is not None and (holding or noun.role == "subject"):
        time, longer = time_near(scene, (verb.clause[0], max(verb.clause[1], reach(scene, verb))), noun.head)
        duration = duration or longer
    span = cover([verb.subject or verb.span, (start, tail[1])]) if holding and verb else (start, tail[1])
    place = located(scene, tail, kind) or scene.places_in((start, noun.head[0]))
    return Sighting(
        span=trim(scene, span),
        head=noun.head,
        kind=kind,
        status=_settled(scene, noun, time) or ("held" if _gathered(scene, noun) else None),
        participants=people(scene, tuple(actors)),
        place=next(iter(place), None),
        ordinal=_ordinal(scene.words((start, noun.head[0]))),
        time=time,
        duration=duration,
        pointing=not actors and not place and bool(POINTING.match(scene.words(noun.phrase))),
        agreed_by=_agreeing(scene, verb),
    )


def _gathered(scene: Scene, noun: Noun) -> tuple[str, ...]:
    """Return who gathers in "foreign ministers meeting in Vienna agreed": the noun ends the next verb's subject."""
    if scene.words(noun.head).casefold() != "meeting" or not GATHERED.match(scene.text, noun.head[1]):
        return ()
    after = next((v for v in scene.verbs_from(noun.head[1]) if v.subject and v.subject[1] == noun.head[1]), None)
    return scene.heads_in(after.subject) if after and noun.phrase[0] < noun.head[0] and not noun.owned else ()


def _agreeing(scene: Scene, verb: Verb | None) -> tuple[str, ...]:
    """Return who agreed to the meeting that the verb speaks of."""
    for link in scene.chain(verb) if verb else ():
        if governors().get(key(scene, link)) == "agreed" and not link.negated:
            return scene.actors_in(link.subject)
    return ()


def _aside(noun: Noun) -> bool:
    """Return whether the meeting is named beside the main verb ("said after talks with"), by nobody's possessive."""
    beside = AFTER_WORDS.search(noun.lead) or ASIDE_WORDS.search(noun.lead)
    return bool(beside) and noun.verb is None and not noun.owned


def _willed(scene: Scene, verb: Verb) -> bool:
    """Return whether the verb's subject would itself take part: it agrees to, offers, refuses or cancels a meeting."""
    return governors().get(key(scene, verb)) in ("agreed", "planned", "proposed", "refused", "cancelled", "postponed")


def _settled(scene: Scene, noun: Noun, time: Time | None) -> MeetingStatus | None:
    """Return the noun's status: what is to come without a day of its own is agreed rather than scheduled."""
    status = _noun_status(scene, noun)
    dated = time is not None and time.edtf is not None and None not in bounds(time.edtf)
    if status is None and dated and time is not None and time.edtf is not None:
        return "scheduled" if scene.ahead(time.edtf) else "held"
    return "agreed" if status == "scheduled" and not dated else status


def _noun_status(scene: Scene, noun: Noun) -> MeetingStatus | None:
    modifiers = scene.words(noun.phrase)
    if MAYBE.search(modifiers):
        return "proposed"
    if noun.light and words("light")[noun.light][0]:
        return cast(MeetingStatus, words("light")[noun.light][0])
    status = _governed(scene, noun)
    if status is not None:
        return status
    if AHEAD.search(modifiers) or TO_BE_HELD.match(scene.text, noun.head[1]):
        return "scheduled"
    if PAST.search(modifiers):
        return "held"
    if BEFORE_WORDS.search(noun.lead):
        return "scheduled"
    ahead = noun.main is not None and own_force(noun.main) != "happened"
    if AFTER_WORDS.search(noun.lead) and not ahead:
        return "held"
    told = noun.main or next((v for v in scene.near(noun.head) if v.form == "finite"), None)
    past = told is not None and told.tense == "past" and own_force(told) == "happened"
    return "held" if past and (noun.owned or DURING_WORDS.search(noun.lead)) else None


def _governed(scene: Scene, noun: Noun) -> MeetingStatus | None:
    """Return the status that the noun's own verb gives it."""
    verb = noun.verb
    if verb is None:
        return None
    meant = force(scene, verb)
    lent = governors().get(key(scene, verb)) if verb.lemma != "be" else None  # "It was his fourth trip" plans nothing
    if noun.role == "object" and verb.lemma in words("hold"):
        if verb.lemma in ENDING and verb.form == "to":
            return None  # "met to finish talks"
        return "under-way" if verb.lemma in OPENING and meant == "happened" else STATUS.get(meant)
    if lent is not None and (noun.role == "object" or verb.passive):
        if meant in ("denied", "refused"):
            return "refused" if lent in ("agreed", "proposed", "planned") else None
        if verb.lemma in ("prepare", "arrange") and noun.role == "object":
            return "agreed"  # "prepare a second summit": wanted by both, neither place nor day is fixed
        return STATUS.get(lent)
    happening = verb.lemma in HAPPENING or (verb.passive and verb.lemma in words("hold"))
    there = verb.lemma == "be" and THERE.search(scene.text, max(0, verb.span[0] - 8), verb.span[0])
    if noun.role == "subject" and (happening or there):
        return "under-way" if verb.lemma in OPENING and meant == "happened" else STATUS.get(meant)
    return None


def _partners(scene: Scene, tail: Span, kind: MeetingKind) -> tuple[str, ...]:
    """Return whom the words after the noun name: "between A and B", "with A", "of A to", not "on A" or "in A"."""
    found = (VISITORS if kind == "visit" else PARTNERS).match(scene.text, *tail)
    if found is None:
        return ()
    stop = PARTNERS_STOP.search(scene.text, found.end(), tail[1])
    return scene.actors_in((found.end(), stop.start() if stop else tail[1]))


def _tail_end(scene: Scene, head: Span) -> int:
    sentence_end = max(scene.sentence(head).span[1], head[1])
    stop = TAIL_STOP.search(scene.text, head[1], sentence_end)
    end = stop.start() if stop else sentence_end
    finite = next((v.span[0] for v in scene.verbs_in((head[1], end)) if v.form == "finite"), end)
    return max(min(finite, end), head[1])


def _ordinal(words: str) -> int | None:
    found = (ORDINALS.get(word) for word in WORD.findall(words.casefold()))
    return next((number for number in found if number), None)


def _is_verb(scene: Scene, head: Span) -> bool:
    return any(holds(verb.span, head) for verb in scene.near(head))


def _in_name(scene: Scene, head: Span) -> bool:
    if not scene.text[head[0]].isupper():
        return False
    near = inside(scene.mentions, scene.sentence(head).span)
    return any(holds(m.span, head) and any(of in scene.actors for of in m.of) for m in near)
