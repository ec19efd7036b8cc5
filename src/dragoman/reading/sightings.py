"""Find where a text speaks of meetings: each verb ("met", "flew to") and noun ("the fourth visit") is a sighting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import MeetingKind, MeetingStatus, Span, Time, Value
from dragoman.reading.force import Force, force, governors
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
    r"\b(?:after|following|since|during|at the end of|at the close of|at|from|in|throughout)\s+$", re.I
)
BEFORE_WORDS = re.compile(r"\b(?:before|ahead of|prior to|until|in preparation for|for|to prepare)\s+$", re.I)
POINTING = re.compile(r"^(?:this|that|these|those|the|their|his|her|its|it|both)\b", re.I)
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
    if verb.lemma in ("talk", "consult", "negotiate", "call") and partner is None and not object_actors:
        return None  # "talked about", "called for": no partner, no meeting
    if verb.lemma in ("call", "talk", "consult") and partner is None:
        return None
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
    """Return where the verb's own words end: its clause's end, before the next finite verb or its subject."""
    end = max(verb.clause[1], verb.span[1])
    for other in scene.verbs:
        if other.span[0] >= verb.span[1] and other.form == "finite" and other.span[0] < end:
            return other.subject[0] if other.subject and verb.span[1] <= other.subject[0] else other.span[0]
    return end


# ---- nouns ----------------------------------------------------------------------------------------------------------


def _from_nouns(scene: Scene) -> Iterator[Sighting]:
    pattern, kinds = _noun_words()
    for found in pattern.finditer(scene.text):
        head = found.span()
        if _is_verb(scene, head) or _in_name(scene, head) or not _readable(scene, head):
            continue
        before = scene.text[max(0, head[0] - 12) : head[0]].casefold()
        if before.endswith(("news ", "press ")):
            continue  # a news conference is a channel, not an encounter of parties
        yield _noun_sighting(scene, head, kinds[found.group().casefold()])


def _noun_sighting(scene: Scene, head: Span, kind: MeetingKind) -> Sighting:
    phrase = next((p.span for p in scene.marked.phrases if holds(p.span, head)), head)
    start = min(phrase[0], head[0])
    left, tail = (start, head[0]), (head[1], _tail_end(scene, head))
    verb = scene.verb_of(head)
    holding = verb is not None and verb.lemma in _hold_words() and holds(verb.object, head)
    actors = [*scene.actors_in(left), *_partners(scene, tail, kind)]
    if verb is not None and (holding or _controls(verb, head)) and kind != "ceremony":
        actors = [*_subject(scene, verb), *actors]
        if holding and verb is not None:
            tail = (tail[0], max(tail[1], min(_reach(scene, verb), tail[1] + 120)))
    time, duration = _time(scene, (start, tail[1]), head)
    if time is None and verb is not None and (holding or verb.lemma in ("take", "hold")):
        time, longer = _time(scene, verb.clause, head)
        duration = duration or longer
    span = (start, tail[1]) if not holding or verb is None else cover([verb.subject or verb.span, (start, tail[1])])
    return Sighting(
        span=_trim(scene, span),
        head=head,
        kind=kind,
        status=_noun_status(scene, head, start, verb),
        participants=_people(scene, tuple(actors)),
        place=next(iter((*_located(scene, tail, kind), *scene.places_in(left))), None),
        ordinal=_ordinal(scene.words(left)),
        time=time,
        duration=duration,
        pointing=bool(POINTING.match(scene.words((start, head[1])))) and not actors,
    )


def _noun_status(scene: Scene, head: Span, start: int, verb: Verb | None) -> MeetingStatus | None:
    modifiers = scene.words((start, head[0]))
    if MAYBE.search(modifiers):
        return "proposed"
    if verb is not None and (holds(verb.object, head) or holds(verb.subject, head) or holds(verb.complement, head)):
        status = _governed(scene, head, verb)
        if status is not None:
            return status
    if AHEAD.search(modifiers):
        return "scheduled"
    if PAST.search(modifiers):
        return "held"
    lead = scene.text[max(0, start - 24) : start]
    if BEFORE_WORDS.search(lead):
        return "scheduled"
    if AFTER_WORDS.search(lead) and verb is not None and verb.tense == "past":
        return "held"
    return None


def _governed(scene: Scene, head: Span, verb: Verb) -> MeetingStatus | None:
    meant = force(scene, verb)
    takes_place = holds(verb.subject, head) and (
        verb.passive or verb.lemma in ("take", "begin", "end", "open", "start")
    )
    if (verb.lemma in _hold_words() and holds(verb.object, head)) or (takes_place and verb.lemma not in governors()):
        if verb.lemma in OPENING and meant == "happened":
            return "under-way"
        return STATUS.get(meant)
    lent = governors().get(verb.lemma)
    if lent is None or not (holds(verb.object, head) or verb.passive or holds(verb.complement, head)):
        return None
    if meant in ("denied", "refused"):
        return "refused" if lent in ("agreed", "proposed", "planned") else None
    if verb.lemma in ("prepare", "arrange"):
        return "agreed"  # "prepare a second summit": wanted by both, neither place nor day is fixed
    return STATUS.get(lent)


def _partners(scene: Scene, tail: Span, kind: MeetingKind) -> tuple[str, ...]:
    """Return whom the words after the noun name: "between A and B", "with A", "of A to", not "on A" or "in A"."""
    found = re.compile(r"\s*(?:[\w’'-]+\s+){0,3}?(?:between|with|of|by|among|involving|for)\s+").match(
        scene.text, *tail
    )
    if found is None:
        return ()
    end = tail[1]
    stop = re.compile(r"\b(?:to|in|at|on|about|over)\s").search(scene.text, found.end(), end)
    return scene.actors_in((found.end(), stop.start() if stop else end))


def _tail_end(scene: Scene, head: Span) -> int:
    sentence_end = scene.sentence(head).span[1]
    stop = TAIL_STOP.search(scene.text, head[1], max(sentence_end, head[1]))
    end = stop.start() if stop else max(sentence_end, head[1])
    finite = next((v.span[0] for v in scene.verbs if head[1] <= v.span[0] < end and v.form == "finite"), end)
    return max(finite, head[1])


def _controls(verb: Verb, head: Span) -> bool:
    return verb.lemma in ("agree", "hold") and holds(verb.complement, head)


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
