"""Find the meetings that a noun names: "the fourth visit of", "a second summit between", "after the talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from dragoman.markup import Verb
from dragoman.model import MeetingKind, Span
from dragoman.reading.force import force, governors, key
from dragoman.reading.meetings.apart import parted
from dragoman.reading.meetings.parties import beside, listed, people, subject_of
from dragoman.reading.meetings.sightings import (
    Sighting,
    holding,
    located,
    noun_pattern,
    reach,
    role_of,
    time_near,
    trim,
    words,
)
from dragoman.reading.meetings.stages import ON_VISIT, OVER, in_talks, put_off, setback, settled
from dragoman.reading.meetings.standing import Noun, standing
from dragoman.reading.scene import Scene
from dragoman.spans import cover, holds, inside

ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"), 1
    )
    for word in words.split()
}
WORD = re.compile(r"\w+")
AFTER_OR_IN = re.compile(
    r"\b(?:after|following|since|during|in|at|at the (?:end|close|conclusion) of"
    r"|(?:fresh|emerging|returning|back) from|(?:speech|lecture|remarks|address|speaking) (?:to|at|before)"
    r"|(?:after|following|in|\w+) (?:[\w-]+\s+){0,3}(?:hours|days|weeks|months|rounds) of)\s+$",
    re.I,
)
AGREEING = frozenset(["agree", "reach", "sign", "strike", "settle", "fail", "promise", "pledge"])
POINTING = re.compile(r"^(?:this|that|these|those|the|their|his|her|its|it|both)\b", re.I)
PARTNERS = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:between|with|of|among|involving)\s+")
VISITORS = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:of|by|between|with)\s+")
LIKEWISE = re.compile(r"\b(?:another|similar)\b", re.I)
ANOTHER = re.compile(
    r"\b(?:next|new|another|formal|full|fresh|follow-up|similar|further|final|second|third|fourth|fifth|sixth|seventh|eighth)\b",
    re.I,
)
BETWEEN = re.compile(r"\s+(?:(?:[\w’'-]+\s+){0,4}?between|with)\s+", re.I)
ATTENDED = re.compile(
    r"\b(?:with the participation of|with the attendance of|attended by|bringing together|in the presence of)\s+"
    r"(?:(?:the\s+)?(?:delegations|representatives|ministers|leaders|heads of state)\s+(?:of|from)\s+)?",
    re.I,
)
BY_WHOM = re.compile(r"\s+(?:off\s+|out\s+|down\s+)?by\s+", re.I)
GATHERED = re.compile(r"\s+(?:in|on|at|with)\s", re.I)
NONE = re.compile(r"(?:no|neither|nor|without)\b", re.I)
NO_SUCH = re.compile(r"\b(?:no|without)\s+(?:\w+\s+)?$", re.I)
ROOM = re.compile(r"\s+(?:rooms?|halls?|cent(?:re|er)s?|venues?|tables?|houses?|points?|minutes|partners?)\b")
ACCESSION = re.compile(r"\b(?:accession|membership)\s+$")
BETWEEN_THEM = re.compile(r"\s+(?:[\w’'-]+\s+){0,3}?between\b")
CALL_WITH = re.compile(r"\s+(?:(?:on|earlier|late|last)\s+\w+\s+)?(?:with|between)\b")
DRINKS = ("tea", "coffee", "drinks")
DRINK_WITH = re.compile(r"\s+(?:(?:on|earlier|late|last)\s+\w+\s+)?with\s")
ROUNDS = ("round", "cycle", "sitting")
WHICH_ROUND = re.compile(
    r"\b(?:previous|earlier|planned|last|first|second|third|fourth|fifth|sixth|seventh|eighth|next|new|final|another|latest"
    r"|own|further|follow-up|extraordinary|special|opening|closing|inaugural)[”\"]?\s+$",
    re.I,
)
OF_ELSE = re.compile(
    r"\s+of\s+(?!(?:the\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:talks|negotiations|consultations|meetings|discussions|dialogue|mediation|conversations|contacts|diplomacy)\b)"
)
WHICH_ONE = re.compile(r"\s*(?:the|his|her|their|its)\s+(\w+)\b")
ON_TOPIC = re.compile(r"\s+(?:on|over|about)\s+(?:the\s+)?")
ASIDE = re.compile(
    r",\s+(?:(?:to be\s+|last\s+)?(?:held|due|scheduled|planned|set)\s+(?:to be held\s+)?(?:in|at|on|for)"
    r"|in|at|on)\s+(?=[A-Z0-9])"
)
ASKED_TO = re.compile(r"(?:visit|tour|meet)\s+(?=[A-Z])")
MATTERS = ("date", "dates", "place", "venue", "location", "agenda", "timing", "timetable", "schedule")
FOR_DAY = re.compile(r"\b(?:for|as)\s+$")
TAIL_STOP = re.compile(
    r"[,;:\n“”\"]|``|''|\s[–—_]\s|--|\b(?:that(?!\s+(?:day|week|month|year|morning|evening))|which|who|where|when|while|but|after|before)\b"
)


def from_nouns(scene: Scene) -> Iterator[Sighting]:
    """Yield the sightings that nouns make."""
    for found in noun_pattern().finditer(scene.text):
        head = found.span()
        if _is_verb(scene, head) or _in_name(scene, head) or not scene.readable(head):
            continue
        if scene.text[max(0, head[0] - 6) : head[0]].casefold().endswith(("news ", "press ")):
            continue  # a news conference is a channel, not an encounter of parties
        if found.group().casefold() in ROUNDS and not WHICH_ROUND.search(scene.text, max(0, head[0] - 16), head[0]):
            continue
        if found.group().casefold() in ROUNDS and OF_ELSE.match(scene.text, head[1]):
            continue  # "the second round of the election"
        if found.group().casefold() in DRINKS and not DRINK_WITH.match(scene.text, head[1]):
            continue  # "the price of tea"
        if ASKED_TO.match(scene.text, head[0]) and scene.words(scene.sentence(head).span).rstrip(' "”’').endswith("?"):
            continue  # "Will Kim visit Seoul?"
        if ROOM.match(scene.text, head[1]) or ACCESSION.search(scene.text, max(0, head[0] - 16), head[0]):
            continue  # "shuttled between meeting rooms", "part of its accession talks"
        if found.group().casefold() in ("call", "calls") and not CALL_WITH.match(scene.text, head[1]):
            continue  # "a call for talks"
        noun = standing(scene, head)
        if noun.verb is not None and noun.verb.lemma == "continue" and force(scene, noun.verb) != "happened":
            continue  # "agreed to continue the discussions" makes no new meeting
        if not _none(scene, noun):
            held_by = (
                noun.verb if noun.verb is not None and noun.role == "object" and holding(scene, noun.verb) else None
            )
            sighting = _noun_sighting(scene, noun, cast(MeetingKind, words("noun")[found.group().casefold()][0]))
            yield from parted(scene, sighting, subject_of(scene, held_by)) if held_by else (sighting,)


def _none(scene: Scene, noun: Noun) -> bool:
    """Return whether there is no such meeting: "has no trip planned", "there are no plans for a summit"."""
    denied = any(NONE.match(scene.words(span)) for span in (noun.phrase, noun.unit))
    held_by = noun.verb if noun.verb is not None and noun.role == "object" and holding(scene, noun.verb) else None
    if held_by is not None and held_by.tense == "past" and force(scene, held_by) == "denied":
        return True  # "did not hold talks"; who "would not take part" refuses
    return denied or bool(NO_SUCH.search(scene.text, max(0, noun.unit[0] - 24), noun.unit[0]))


def _noun_sighting(scene: Scene, noun: Noun, kind: MeetingKind) -> Sighting:
    verb = noun.verb
    held_by = verb if verb is not None and noun.role == "object" and holding(scene, verb) else None
    start = noun.phrase[0]
    tail = (noun.head[1], _tail_end(scene, noun.head))
    actors = _participants(scene, noun, kind, held_by, tail)
    if held_by is not None:
        end = reach(scene, held_by)
        else_ = (v.span[0] for v in scene.verbs_in((noun.head[1], end)) if _else(scene, v, noun.head))
        tail = (tail[0], max(tail[1], next(else_, end)))
    time, duration = time_near(scene, (start, tail[1]), noun.head)
    told = noun.purpose or (verb if held_by or noun.role == "subject" else None)
    if time is None and told is not None:
        time, longer = time_near(scene, (told.clause[0], _until_told(scene, told)), noun.head)
        time = None if time and _of_matter(noun) and not FOR_DAY.search(scene.text, 0, time.span[0]) else time
        duration = duration or longer
    off = put_off(scene, noun)
    if off is not None:
        tail = (tail[0], max(tail[1], reach(scene, off)))
        time, _ = time_near(scene, tail, noun.head)
        due = scene.heads_in((_behind_topic(scene, noun.head[1]), off.span[0]))
        actors += [actor for actor in due if actor not in actors]
    span = cover([held_by.subject or held_by.span, (start, tail[1])]) if held_by else (start, tail[1])
    told_ordinal = _told_ordinal(scene, noun)
    own_place = located(scene, tail, kind) or scene.places_in((start, noun.head[0]))
    place = own_place
    if noun.role == "subject" and verb is not None and kind != "visit":
        place = located(scene, (verb.span[1], reach(scene, verb))) or place  # "will be held in Geneva"
    if not place and noun.purpose is not None and kind != "visit":
        place = located(scene, (noun.purpose.span[1], start), "visit")
    return Sighting(
        span=trim(scene, span),
        head=noun.head,
        kind=kind,
        status=setback(scene, off)
        or settled(scene, noun, kind, time)
        or ("held" if told_ordinal or _gathered(scene, noun) else None),
        participants=people(scene, tuple(actors)),
        host=next(iter(subject_of(scene, held_by)), None) if held_by and held_by.lemma == "host" else None,
        place=next(iter(place), None),
        ordinal=told_ordinal or _ordinal(scene.words((start, noun.head[0]))),
        time=time,
        duration=duration,
        another=_is_another(scene, noun),
        pointing=not actors and not own_place and off is None and bool(POINTING.match(scene.words(noun.phrase))),
        agreed_by=_agreeing(scene, verb),
        told=held_by is not None or noun.role == "subject",
    )


def _behind_topic(scene: Scene, end: int) -> int:
    """Return where what a meeting is about ends: "talks on Sudan that were to open"."""
    on = ON_TOPIC.match(scene.text, end)
    named = scene.mentions_from(on.end(), on.end()) if on else ()
    return max((mention.span[1] for mention in named), default=end)


def _participants(scene: Scene, noun: Noun, kind: MeetingKind, held_by: Verb | None, tail: Span) -> list[str]:
    """Return who meets: who is named around the noun, and who does what the verb says where that is taking part."""
    own = [
        *(_gathered(scene, noun) or scene.actors_in((noun.phrase[0], noun.head[0]))),
        *_partners(scene, noun, tail, kind),
    ]
    one_side = len({scene.country(actor) for actor in own}) < 2  # "cancelled a meeting with France"
    verb, main = noun.verb, beside(scene, noun.head)
    if kind == "visit" and ON_VISIT.search(noun.lead) and role_of(noun.main) == "host" and noun.main and not own:
        return [*scene.heads_in(noun.main.object)]  # "received Pompeo on a visit to Pyongyang"
    likewise = kind == "visit" and not noun.owned and bool(LIKEWISE.search(scene.words(noun.phrase)))
    if _topic(noun) or likewise:
        return own  # "Trump called off a similar trip": of whoever was to make the other
    if noun.purpose is not None:
        met = scene.heads_in(noun.purpose.object)
        return [*subject_of(scene, noun.purpose), *met, *own]  # "joined Putin and Merkel for talks"
    if _of_matter(noun):
        return own
    if verb is not None and verb.passive and noun.role == "subject" and one_side and _willed(scene, verb):
        by = BY_WHOM.match(scene.text, verb.span[1])
        return [*(listed(scene, (by.end(), reach(scene, verb))) if by else subject_of(scene, verb)), *own]
    if verb is not None and kind != "ceremony" and (held_by or (one_side and _willed(scene, verb))):
        doing = subject_of(scene, verb)
        return [*(() if _only_hosts(scene, noun, verb, doing, own) else doing), *own]
    if noun.bare and main is not None:
        return [*scene.heads_in(main.subject), *own]
    aside = _aside(noun, kind) and noun.main is not None and not (own and kind == "visit")
    elsewhere = bool(BETWEEN_THEM.match(scene.text, noun.head[1]))  # "said after talks between their leaders"
    if one_side and noun.main is not None and not elsewhere and (aside or in_talks(scene, noun)):
        called = scene.heads_in(noun.main.object) if kind == "call" and not own else ()  # "In a call, he urged Putin"
        held = _who_agreed(scene, noun.main) or noun.main  # "said after talks in Minsk": those who say it held them
        return [*subject_of(scene, held), *called, *own]
    return own


def _of_matter(noun: Noun) -> bool:
    """Return whether the verb is said of day, place or agenda alone: "The date of the talks will be decided by"."""
    return noun.light in MATTERS and noun.role == "subject" and noun.verb is not None and noun.verb.passive


def _only_hosts(scene: Scene, noun: Noun, verb: Verb, doing: tuple[str, ...], own: list[str]) -> bool:
    """Return whether a state lends its roof to others: "Egypt has offered to host the next round"."""
    lands = all(scene.actors[a].kind in ("state", "organisation") for a in doing)
    others = len({scene.country(a) for a in own} - {scene.country(a) for a in doing}) > 1
    return verb.lemma == "host" and lands and bool(doing) and (others or (not own and _is_another(scene, noun)))


def _is_another(scene: Scene, noun: Noun) -> bool:
    return bool(ANOTHER.search(scene.text, max(0, noun.phrase[0] - len("follow-up ")), noun.head[0]))


def _topic(noun: Noun) -> bool:
    """Return whether the meeting is what is talked about: "will discuss the summit with Trump"."""
    return noun.role == "object" and role_of(noun.verb) == "discuss" and noun.light is None


def _who_agreed(scene: Scene, main: Verb) -> Verb | None:
    """Return the verb of what stands before its source: "Both agreed, the U.N. said at the end of talks"."""
    before = [v for v in scene.near(main.span) if v.form == "finite" and v.subject and v.span[1] <= main.span[0]]
    told = before[0] if before and main.subject and before[0].span[1] <= main.subject[0] else None
    if told is None or told.lemma not in AGREEING or scene.voices.innermost(told.span) is None:
        return None
    return told if scene.voices.innermost(main.span) is None else None


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


def _aside(noun: Noun, kind: MeetingKind) -> bool:
    """Return whether the meeting is named beside the main verb ("said after talks with"), by nobody's possessive."""
    told = AFTER_OR_IN.search(noun.lead) or (kind == "visit" and ON_VISIT.search(noun.lead))
    told = told or (kind == "meal" and OVER.search(noun.lead))
    return bool(told) and noun.verb is None and not noun.owned


def _willed(scene: Scene, verb: Verb) -> bool:
    """Return whether the verb's subject would itself take part: it agrees to, offers, refuses or cancels a meeting."""
    return governors().get(key(scene, verb)) in ("agreed", "planned", "proposed", "refused", "cancelled", "postponed")


def _partners(scene: Scene, noun: Noun, tail: Span, kind: MeetingKind) -> tuple[str, ...]:
    """Return whom the words after the noun name: "between A and B", "with A", "of A to", not "on A" or "in A"."""
    found = (VISITORS if kind == "visit" else PARTNERS).match(scene.text, *tail)
    if found is not None and "with" in found.group().split() and _topic(noun):
        return ()  # "will discuss the summit with Trump"
    told = noun.role == "subject" and noun.verb is not None and not noun.verb.passive
    if found is None and told and noun.verb is not None and _told_ordinal(scene, noun) is None:
        span = (noun.verb.span[1], reach(scene, noun.verb))
        later = BETWEEN.match(scene.text, *span)  # "Talks have resumed between India and China"
        return listed(scene, (later.end(), span[1])) if later else ()
    if found is None and noun.role == "subject" and noun.verb is not None and noun.verb.passive:
        rest = (noun.verb.span[1], scene.sentence(noun.head).span[1])
        later = ATTENDED.search(scene.text, *rest)  # "was held with the participation of delegations of Iran and Iraq"
        return listed(scene, (later.end(), rest[1])) if later else ()
    if found is None:
        return listed(scene, tail) if noun.bare else ()  # "after meeting Moon"
    return listed(scene, (found.end(), tail[1]))


def _until_told(scene: Scene, told: Verb) -> int:
    """Return where the words end that can date what the verb tells: before "the promises made in June"."""
    end = max(told.clause[1], reach(scene, told))
    made = (verb for verb in scene.verbs_in((told.span[1], end)) if verb.form == "participle" and not verb.complement)
    return next((verb.span[0] for verb in made if scene.phrases_over((verb.span[0] - 2, verb.span[0] - 1))), end)


def _tail_end(scene: Scene, head: Span) -> int:
    sentence_end = max(scene.sentence(head).span[1], head[1])
    stop = TAIL_STOP.search(scene.text, head[1], sentence_end)
    aside = ASIDE.match(scene.text, stop.start(), sentence_end) if stop else None
    if aside is not None:  # "The last round between them, in Sochi in March, ended"
        stop = TAIL_STOP.search(scene.text, aside.end(), sentence_end)
    end = stop.start() if stop else sentence_end
    told = (v for v in scene.verbs_in((head[1], end)) if v.form == "finite" or _else(scene, v, head))
    return max(min(next((v.span[0] for v in told), end), end), head[1])


def _else(scene: Scene, verb: Verb, head: Span) -> bool:
    """Return whether a participle is said of something else than the meeting: "talks in remarks made in Baltimore"."""
    if verb.form == "participle" and verb.subject and not holds(verb.subject, head):
        return True
    planned = governors().get(key(scene, verb)) is not None
    return verb.form == "participle" and not (holding(scene, verb) or planned or verb.lemma in words("happen"))


def _ordinal(words: str) -> int | None:
    found = (ORDINALS.get(word) for word in WORD.findall(words.casefold()))
    return next((number for number in found if number), None)


def _told_ordinal(scene: Scene, noun: Noun) -> int | None:
    """Return which it is where "be" says so: "The summit was the third between the two"."""
    verb = noun.verb
    if verb is None or verb.lemma != "be" or noun.role != "subject" or verb.tense != "past" or verb.negated:
        return None
    found = WHICH_ONE.match(scene.text, verb.span[1])
    return ORDINALS.get(found.group(1).casefold()) if found else None


def _is_verb(scene: Scene, head: Span) -> bool:
    return any(holds(verb.span, head) for verb in scene.near(head))


def _in_name(scene: Scene, head: Span) -> bool:
    if not scene.text[head[0]].isupper():
        return False
    near = inside(scene.mentions, scene.sentence(head).span)
    return any(holds(m.span, head) and any(of in scene.actors for of in m.of) for m in near)
