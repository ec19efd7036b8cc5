"""Find where a text speaks of meetings: each verb ("met", "flew to") and noun ("the fourth visit") is a sighting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus, Span, Time, Value
from dragoman.reading.force import Force, force, governors, key, own_force
from dragoman.reading.scene import Scene, cover, holds

STATUS: dict[Force, MeetingStatus] = {
    "happened": "held",
    "under-way": "under-way",
    "planned": "scheduled",
    "agreed": "agreed",
    "proposed": "proposed",
    "ready": "proposed",
    "hypothetical": "proposed",
    "refused": "refused",
    "postponed": "postponed",
    "cancelled": "cancelled",
}
ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"), 1
    )
    for word in words.split()
}
OPENING = {"open", "begin", "start", "resume", "continue", "convene"}
AHEAD = re.compile(r"\b(?:planned|upcoming|forthcoming|slated|scheduled|coming|next|future)\b", re.I)
MAYBE = re.compile(r"\b(?:proposed|possible|potential|prospective|eventual|would-be)\b", re.I)
PAST = re.compile(r"\b(?:recent|previous|earlier|past|last|latest|historic|landmark)\b", re.I)
AFTER_WORDS = re.compile(
    r"\b(?:after|following|since|in the wake of|at the (?:end|close|conclusion) of)"
    r"(?:\s+(?:[\w-]+\s+){1,3}(?:hours|days|weeks|months|rounds)\s+of)?\s+$",
    re.I,
)
DURING_WORDS = re.compile(r"\b(?:during|at|from|in|throughout|on the sidelines of|on)\s+$", re.I)
BEFORE_WORDS = re.compile(r"\b(?:before|ahead of|prior to|until|in preparation for|for|to prepare)\s+$", re.I)
POINTING = re.compile(r"^(?:this|that|these|those|the|their|his|her|its|it|both)\b", re.I)
ASIDE_WORDS = re.compile(r"\b(?:during|in|at|on the sidelines of|\w+ (?:hours|days|rounds) of)\s+$", re.I)
OWNED = re.compile(r"[’']s?\s|\b(?:his|her|their|its|my|our)\b", re.I)
LIGHT_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|any|this|that|his|her|their|its|possible)\s+)?(?:\w+\s+)?\b([\w’'-]*?)(\w+)\s+(?:of|for|to|on|about|from)\s+$"
)
LIGHT_AFTER = re.compile(r"[\s-]+(\w+)\b")
PREPOSITION = re.compile(r"\s+(?:for|on|upon|to|off|in|into|against|forward to|out of|down)\s+(?:\w+\s+)?", re.I)
PARTNERS = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:between|with|of|by|among|involving|for)\s+")
PARTNERS_STOP = re.compile(r"\b(?:to|in|at|on|about|over)\s")
HAPPENING = {"take", "begin", "end", "open", "start", "be", "conclude", "resume", "continue", "last", "follow", "come"}
TAIL_STOP = re.compile(r"[,;:.!?\n“”\"]|``|''|\s[–—_]\s|--|\b(?:that|which|who|where|when|while|but|after|before)\b")
WITH = re.compile(r"\b(?:with|and with|alongside)\s+", re.I)


class Sighting(Value, frozen=True, kw_only=True):
    """One place where the text speaks of a meeting. `pointing`: "this meeting", "the talks", which may be another."""

    span: Span
    head: Span
    kind: MeetingKind
    status: MeetingStatus | None
    participants: tuple[str, ...] = ()
    host: str | None = None
    place: str | None = None
    ordinal: int | None = None
    duration: str | None = None
    time: Time | None = None
    topics: tuple[str, ...] = ()
    pointing: bool = False
    agreed_by: tuple[str, ...] = ()


def sightings(scene: Scene) -> tuple[Sighting, ...]:
    """Return all sightings in the order of the text."""
    found = [*_from_verbs(scene), *_from_nouns(scene)]
    return tuple(sorted(found, key=lambda sighting: sighting.head))


@cache
def _verb_words() -> dict[str, tuple[MeetingKind, str]]:
    return {row["word"]: (row["kind"], row["role"]) for row in terms.rows("meetings") if row["part"] == "verb"}  # type: ignore[misc]


@cache
def _hold_words() -> frozenset[str]:
    return frozenset(row["word"] for row in terms.rows("meetings") if row["part"] == "hold")


@cache
def _noun_words() -> tuple[re.Pattern[str], dict[str, MeetingKind]]:
    kinds: dict[str, MeetingKind] = {
        row["word"]: row["kind"]  # type: ignore[misc]
        for row in terms.rows("meetings")
        if row["part"] == "noun"
    }
    words = sorted(kinds, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I), kinds


@cache
def _light_words() -> dict[str, MeetingStatus | None]:
    return {row["word"]: row["kind"] or None for row in terms.rows("meetings") if row["part"] == "light"}  # type: ignore[misc]


# ---- verbs ----------------------------------------------------------------------------------------------------------


def _from_verbs(scene: Scene) -> Iterator[Sighting]:
    for verb in scene.verbs:
        known = _verb_words().get(verb.lemma)
        if known is None:
            continue
        kind, role = known
        status = STATUS.get(force(scene, verb))
        if status is None:
            continue
        build = {"with": _meeting, "to": _visit, "host": _hosting}[role]
        sighting = build(scene, verb, kind, status)
        if sighting is not None:
            yield sighting


def _meeting(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    rest = (verb.span[1], _reach(scene, verb))
    partner = WITH.search(scene.text, *rest)
    object_actors = scene.actors_in(verb.object)
    if verb.lemma != "meet" and partner is None and not object_actors:
        return None  # "talked about the economy": no partner, no meeting
    if verb.lemma == "call" and not re.search(r"\b(?:tele)?phone", scene.words(verb.clause)):
        return None  # "called for talks", "called the plan a mistake"
    if verb.lemma == "meet" and verb.object and not object_actors and partner is None:
        return None  # "met the deadline"
    others = scene.actors_in((partner.end(), rest[1])) if partner else ()
    who = _people(scene, (*_subject(scene, verb), *object_actors, *others[:3]))
    if not who:
        return None
    return _sighting(scene, verb, kind, status, who, rest)


def _visit(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    rest = (verb.span[1], _reach(scene, verb))
    to = re.compile(r"\s*(?:back\s+)?(?:to|in|at|for|into)\s+").match(scene.text, rest[0])
    target = (to.end(), rest[1]) if to else verb.object if verb.lemma in ("visit", "tour") else None
    places = scene.places_in(target)
    who = tuple(a for a in _subject(scene, verb) if scene.actors[a].kind in ("person", "group", "body"))
    if not places or not who or (verb.object and verb.lemma not in ("visit", "tour")):
        return None
    return _sighting(scene, verb, kind, status, who, rest, place=places[0])


def _hosting(scene: Scene, verb: Verb, kind: MeetingKind, status: MeetingStatus) -> Sighting | None:
    guests = tuple(a for a in scene.actors_in(verb.object) if scene.actors[a].kind == "person")
    hosts = _subject(scene, verb)
    if not guests or not hosts or verb.lemma == "welcome":
        return None
    return _sighting(scene, verb, "talks", status, (*hosts, *guests), (verb.span[1], _reach(scene, verb)))


def _sighting(
    scene: Scene,
    verb: Verb,
    kind: MeetingKind,
    status: MeetingStatus,
    who: tuple[str, ...],
    rest: Span,
    place: str | None = None,
) -> Sighting:
    span = cover([verb.subject or verb.span, verb.span, rest])
    time, duration = _time(scene, (verb.clause[0], rest[1]), verb.span)
    return Sighting(
        span=_trim(scene, span),
        head=verb.span,
        kind=kind,
        status=status,
        participants=tuple(dict.fromkeys(who)),
        place=place or next(iter(_located(scene, rest)), None),
        time=time,
        duration=duration,
    )


def _subject(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return who acts: the subject, or the governor's where the verb has none ("agreed to meet")."""
    for link in scene.chain(verb):
        if link.subject is not None:
            return scene.actors_in(link.subject)
    return ()


def _people(scene: Scene, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for i in ids if scene.actors[i].sector != "JRN"))


def _reach(scene: Scene, verb: Verb) -> int:
    """Return where the verb's own words end: at the next finite verb's subject, else with the sentence."""
    end = max(scene.sentence(verb.span).span[1], verb.span[1])
    for other in scene.verbs_from(verb.span[1]):
        if other.span[0] >= end:
            break
        if other.form == "finite":
            start = other.subject[0] if other.subject and verb.span[1] <= other.subject[0] else other.span[0]
            return max(start, verb.span[1])
    return end


# ---- nouns ----------------------------------------------------------------------------------------------------------


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


def _from_nouns(scene: Scene) -> Iterator[Sighting]:
    pattern, kinds = _noun_words()
    for found in pattern.finditer(scene.text):
        head = found.span()
        if _is_verb(scene, head) or _in_name(scene, head) or not _readable(scene, head):
            continue
        if scene.text[max(0, head[0] - 6) : head[0]].casefold().endswith(("news ", "press ")):
            continue  # a news conference is a channel, not an encounter of parties
        yield _noun_sighting(scene, _noun(scene, head), kinds[found.group().casefold()])


def _noun(scene: Scene, head: Span) -> Noun:
    phrases = [p.span for p in scene.marked.phrases if holds(p.span, head) and holds((p.span[0], head[1]), p.head)]
    own = [p.span for p in scene.marked.phrases if holds(p.span, head) and holds(p.head, head)]
    start = min(max((p[0] for p in own or phrases), default=head[0]), head[0])
    before = LIGHT_BEFORE.search(scene.text, max(0, start - 48), start)
    light = before.group(2).casefold() if before else None
    if light in _light_words() and before is not None:
        unit = (before.start(), head[1])
    else:
        after = LIGHT_AFTER.match(scene.text, head[1])
        light = after.group(1).casefold() if after and after.group(1).casefold() in _light_words() else None
        unit = (start, head[1])
    verb, role = _verb_of(scene, unit)
    finite = [v for v in scene.near(head) if v.form == "finite" and v.span[1] <= start]
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
    for verb in reversed(scene.near(unit)):
        for role, part in (("object", verb.object), ("subject", verb.subject)):
            if part is not None and part[0] <= unit[0] < part[1] and _leads(scene, part[0], unit[0]):
                return verb, role
        if verb.span[1] <= unit[0] and PREPOSITION.fullmatch(scene.text, verb.span[1], unit[0]):
            return verb, "object"
    return None, None


def _leads(scene: Scene, start: int, unit: int) -> bool:
    """Return whether the unit is the first noun of the part, or is joined to the first by "and" or a comma."""
    between = scene.text[start:unit]
    return len(between) < 5 or bool(re.search(r"(?:,|\band|\bor)\s+$", between))


def _noun_sighting(scene: Scene, noun: Noun, kind: MeetingKind) -> Sighting:
    verb = noun.verb
    holding = verb is not None and noun.role == "object" and verb.lemma in _hold_words()
    start = noun.phrase[0]
    tail = (noun.head[1], _tail_end(scene, noun.head))
    actors = [*scene.actors_in((start, noun.head[0])), *_partners(scene, tail)]
    one_side = len({scene.country(actor) for actor in actors}) < 2  # "cancelled a meeting with France"
    if verb is not None and kind != "ceremony" and (holding or (one_side and _willed(scene, verb))):
        actors = [*_subject(scene, verb), *actors]
    elif not holding and one_side and noun.main is not None and _aside(noun):
        actors = [*_subject(scene, noun.main), *actors]  # "said after talks in Minsk": those who say it held them
    if holding and verb is not None:
        tail = (tail[0], max(tail[1], _reach(scene, verb)))
    time, duration = _time(scene, (start, tail[1]), noun.head)
    if time is None and verb is not None and (holding or noun.role == "subject"):
        time, longer = _time(scene, (verb.clause[0], max(verb.clause[1], _reach(scene, verb))), noun.head)
        duration = duration or longer
    span = cover([verb.subject or verb.span, (start, tail[1])]) if holding and verb else (start, tail[1])
    place = _located(scene, tail, kind) or scene.places_in((start, noun.head[0]))
    return Sighting(
        span=_trim(scene, span),
        head=noun.head,
        kind=kind,
        status=_noun_status(scene, noun),
        participants=_people(scene, tuple(actors)),
        place=next(iter(place), None),
        ordinal=_ordinal(scene.words((start, noun.head[0]))),
        time=time,
        duration=duration,
        pointing=not actors and bool(POINTING.match(scene.words(noun.phrase))),
        agreed_by=_agreeing(scene, verb),
    )


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


def _noun_status(scene: Scene, noun: Noun) -> MeetingStatus | None:
    modifiers = scene.words(noun.phrase)
    if MAYBE.search(modifiers):
        return "proposed"
    if noun.light and _light_words()[noun.light]:
        return _light_words()[noun.light]
    status = _governed(scene, noun)
    if status is not None:
        return status
    if AHEAD.search(modifiers):
        return "scheduled"
    if PAST.search(modifiers):
        return "held"
    if BEFORE_WORDS.search(noun.lead):
        return "scheduled"
    ahead = noun.main is not None and own_force(noun.main) != "happened"
    if AFTER_WORDS.search(noun.lead) and not ahead:
        return "held"
    past = noun.main is not None and noun.main.tense == "past"
    return "held" if DURING_WORDS.search(noun.lead) and past else None


def _governed(scene: Scene, noun: Noun) -> MeetingStatus | None:
    """Return the status that the noun's own verb gives it."""
    verb = noun.verb
    if verb is None:
        return None
    meant = force(scene, verb)
    lent = governors().get(key(scene, verb))
    if noun.role == "object" and verb.lemma in _hold_words():
        if verb.lemma == "continue" and meant != "happened":
            return None  # "agreed to continue the discussions" makes no new meeting
        return "under-way" if verb.lemma in OPENING and meant == "happened" else STATUS.get(meant)
    if lent is not None and (noun.role == "object" or verb.passive):
        if meant in ("denied", "refused"):
            return "refused" if lent in ("agreed", "proposed", "planned") else None
        if verb.lemma in ("prepare", "arrange") and noun.role == "object":
            return "agreed"  # "prepare a second summit": wanted by both, neither place nor day is fixed
        return STATUS.get(lent)
    happening = verb.passive and verb.lemma in _hold_words()
    if noun.role == "subject" and (happening or verb.lemma in HAPPENING):
        return "under-way" if verb.lemma in OPENING and meant == "happened" else STATUS.get(meant)
    return None


def _partners(scene: Scene, tail: Span) -> tuple[str, ...]:
    """Return whom the words after the noun name: "between A and B", "with A", "of A to", not "on A" or "in A"."""
    found = PARTNERS.match(scene.text, *tail)
    if found is None:
        return ()
    stop = PARTNERS_STOP.search(scene.text, found.end(), tail[1])
    return scene.actors_in((found.end(), stop.start() if stop else tail[1]))


def _tail_end(scene: Scene, head: Span) -> int:
    sentence_end = max(scene.sentence(head).span[1], head[1])
    stop = TAIL_STOP.search(scene.text, head[1], sentence_end)
    end = stop.start() if stop else sentence_end
    finite = next((v.span[0] for v in scene.verbs_from(head[1]) if v.span[0] < end and v.form == "finite"), end)
    return max(min(finite, end), head[1])


# ---- where and when -------------------------------------------------------------------------------------------------


def _located(scene: Scene, span: Span, kind: MeetingKind = "talks") -> tuple[str, ...]:
    """Return the places that a preposition of place puts in these words ("in Singapore", a visit "to Pyongyang")."""
    words = r"\b(?:in|at|near|outside|inside)\s+(?:the\s+|downtown\s+|nearby\s+)?"
    if kind == "visit":
        words = r"\b(?:to|in|at)\s+(?:the\s+)?"
    for found in re.compile(words).finditer(scene.text, *span):
        places = [m for m in scene.mentions if found.start() <= m.span[0] <= found.end()]
        ids = [of for m in places for of in m.of if of in scene.places]
        if ids:
            return (ids[0],)
    return ()


def _time(scene: Scene, span: Span, near: Span) -> tuple[Time | None, str | None]:
    """Return the time nearest to the head and the duration within the words."""
    times = scene.times_in(span)
    dated = [time for time in times if time.type in ("date", "time")]
    lasting = next((time.duration for time in times if time.type == "duration"), None)
    return min(dated, key=lambda time: abs(time.span[0] - near[1]), default=None), lasting


def _ordinal(words: str) -> int | None:
    found = (ORDINALS.get(word) for word in re.findall(r"[\w]+", words.casefold()))
    return next((number for number in found if number), None)


def _is_verb(scene: Scene, head: Span) -> bool:
    return any(holds(verb.span, head) for verb in scene.verbs if verb.span[0] <= head[0] < verb.span[1])


def _in_name(scene: Scene, head: Span) -> bool:
    held = [m for m in scene.mentions if holds(m.span, head) and any(of in scene.actors for of in m.of)]
    return scene.text[head[0]].isupper() and bool(held)


def _readable(scene: Scene, head: Span) -> bool:
    return holds(scene.sentence(head).span, head) if scene.marked.sentences else False


def _trim(scene: Scene, span: Span) -> Span:
    words = scene.words(span)
    return span[0] + len(words) - len(words.lstrip()), span[1] - (len(words) - len(words.rstrip(" ,;.\n")))
