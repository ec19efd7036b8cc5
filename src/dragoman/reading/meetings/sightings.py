"""Say what a sighting of a meeting is, and where and when it is, for the verbs and the nouns that make sightings."""

from __future__ import annotations

import re
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import Condition, MeetingKind, MeetingStatus, Span, Time, Value
from dragoman.reading.acts.circumstances import condition_of
from dragoman.reading.force import Force
from dragoman.reading.scene import Scene
from dragoman.spans import cover

AT_PLACE = re.compile(r"\b(?:in|at|near|outside|inside)\s+(?:the\s+|downtown\s+|nearby\s+)?")
TO_PLACE = re.compile(r"\b(?:to|in|at)\s+(?:the\s+)?")
WHERE = re.compile(r",?\s+where\s+$")
GOING = {
    *("fly", "travel", "arrive", "go", "come", "return", "leave", "depart", "head", "journey", "land", "rush"),
    *("drive", "cross", "sail", "hurry", "walk", "slip"),
}
DISTANCE = re.compile(r"\s+(?:after|before|ago|later|earlier|from now)\b")
OPEN = ("proposed", "agreed", "refused")
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


class Sighting(Value, frozen=True, kw_only=True):
    """One place where the text speaks of a meeting.

    `pointing`: "this meeting", "the talks", which may be another; `another`: "a fourth round", of the same parties;
    `told`: what the sentence tells, not what it only names ("no date for the talks"); `apart`: the words that tell of
    several, of which this is one ("met both men separately").
    """

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
    another: bool = False
    told: bool = True
    agreed_by: tuple[str, ...] = ()
    apart: Span | None = None
    condition: Condition | None = None


@cache
def words(part: str) -> dict[str, tuple[str, str]]:
    """Return word -> (kind, role) of one part of terms/meetings.tsv: verb, noun, subject, hold, happen or light."""
    return {row["word"]: (row["kind"], row["role"]) for row in terms.rows("meetings") if row["part"] == part}


def role_of(verb: Verb | None) -> str:
    """Return which part the verb gives its subject in a meeting (terms/meetings.tsv): with, to, host, discuss ..."""
    return words("verb").get(verb.lemma, ("", ""))[1] if verb else ""


def holding(scene: Scene, verb: Verb) -> bool:
    """Return whether what the verb has as its object is held by its subject: "held", "wrapped up", "took part in"."""
    return verb.lemma in words("hold") or scene.phrasal(verb) in words("hold")


@cache
def noun_pattern() -> re.Pattern[str]:
    """Return the pattern of all meeting nouns, the longest first."""
    return re.compile(rf"\b(?:{terms.either(map(re.escape, sorted(words('noun'), key=len, reverse=True)))})\b", re.I)


OF_TOPIC = re.compile(
    r"\b(?:situation|developments?|conflicts?|cris[ei]s|war|events|peace|stability|security|fighting|violence|unrest)\s+$",
    re.I,
)


def located(scene: Scene, span: Span, kind: MeetingKind = "talks") -> tuple[str, ...]:
    """Return the places that a preposition of place puts in these words ("in Singapore", a visit "to Pyongyang")."""
    pattern = TO_PLACE if kind == "visit" else AT_PLACE
    for found in pattern.finditer(scene.text, *span):
        if OF_TOPIC.search(scene.text, span[0], found.start()):
            continue
        ids = [of for m in scene.mentions_from(*found.span()) for of in m.of if of in scene.places]
        if ids:
            return (ids[0],)
    return ()


def time_near(scene: Scene, span: Span, near: Span) -> tuple[Time | None, str | None]:
    """Return the time nearest to the head and the duration within the words."""
    times = scene.times_in(span)
    dated = [time for time in times if time.type in ("date", "time") and not _since(scene, time)]
    dated = [time for time in dated if time.edtf] or dated
    dated = [time for time in dated if not (time.edtf or "").endswith("~")] or dated  # "will now meet him on Friday"
    lasting = next((time.duration for time in times if time.type == "duration" and not _offset(scene, time)), None)
    return min(dated, key=lambda time: abs(time.span[0] - near[1]), default=None), lasting


def _since(scene: Scene, time: Time) -> bool:
    """Return whether the time is when something else was: "his fourth trip and his first since July"."""
    return scene.text[max(time.span[0] - 8, 0) : time.span[0]].casefold().rstrip().endswith("since")


def _offset(scene: Scene, time: Time) -> bool:
    """Return whether a stretch of time is a distance ("a few weeks after the visit") and not how long it lasted."""
    return bool(DISTANCE.match(scene.text, time.span[1]))


def reach(scene: Scene, verb: Verb) -> int:
    """Return where the verb's own words end: at the next finite verb's subject, else with the sentence."""
    end = max(scene.sentence(verb.span).span[1], verb.span[1])
    for other in scene.verbs_from(verb.span[1]):
        if other.span[0] >= end:
            break
        if other.form == "finite":
            start = other.subject[0] if other.subject and verb.span[1] <= other.subject[0] else other.span[0]
            return max(start, verb.span[1])
    return end


def trim(scene: Scene, span: Span) -> Span:
    """Return the span without blanks and stops at its ends."""
    text = scene.words(span)
    return span[0] + len(text) - len(text.lstrip()), span[1] - (len(text) - len(text.rstrip(" ,;.\n")))


def of_verb(
    scene: Scene,
    verb: Verb,
    kind: MeetingKind,
    status: MeetingStatus,
    who: tuple[str, ...],
    rest: Span,
    place: str | None = None,
    host: str | None = None,
) -> Sighting:
    """Return the sighting that a verb makes; `rest` are the words behind it that may say where and when."""
    span = cover([verb.subject or verb.span, verb.span, rest])
    time, duration = time_near(scene, (verb.clause[0], rest[1]), verb.span)
    place = place or next(iter(located(scene, rest)), None) or where_of(scene, verb)
    going = next((v for v in scene.chain(verb)[1:2] if verb.form == "to" and v.lemma in GOING), None)
    if going is not None:  # "flew to Havana on Sunday to meet"
        place = place or next(iter(located(scene, (going.span[1], verb.span[0]), "visit")), None)
        time = time or time_near(scene, (going.clause[0], verb.span[0]), going.span)[0]
        host = host or _at_home(scene, who, place)
    return Sighting(
        span=trim(scene, span),
        head=verb.span,
        kind=kind,
        status=status,
        participants=tuple(dict.fromkeys(who)),
        host=host,
        place=place,
        time=time,
        duration=duration,
        condition=awaited(scene, verb.span, rest[1]) if status in OPEN else None,
    )


def _at_home(scene: Scene, who: tuple[str, ...], place: str | None) -> str | None:
    """Return the one person whom others came to see in his own country: "flew to Jakarta to see Joko Widodo"."""
    land = scene.places[place].country if place else None
    people = [a for a in who if scene.actors[a].kind == "person"]
    home = [a for a in people if land is not None and scene.actors[a].country == land]
    return home[0] if len(home) == 1 and len(people) > 1 else None


def where_of(scene: Scene, verb: Verb) -> str | None:
    """Return the place that a clause with "where" is about: "flew to Beijing, where Wang received him"."""
    start = (verb.subject or verb.span)[0]
    where = WHERE.search(scene.text, scene.sentence(verb.span).span[0], start)
    named = (
        [m for m in scene.mentions_from(where.start() - 30, where.start()) if m.span[1] == where.start()]
        if where
        else []
    )
    return next((of for m in named for of in m.of if of in scene.places), None)


def awaited(scene: Scene, span: Span, end: int) -> Condition | None:
    """Return what a meeting waits for: "will not meet until the siege is lifted", not what another verb waits for."""
    found = condition_of(scene, span[1], scene.sentence(span).span[1])
    return found[0] if found and found[1][0] <= end else None
