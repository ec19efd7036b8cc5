"""Find the acts that no other kind holds (attacks, sanctions, demands, threats ...), typed by PLOVER."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from dragoman import terms
from dragoman.markup import Marked, Verb
from dragoman.model import Entry, Event, EventStatus, Finding, Reading, Span, Value, When, entry_id
from dragoman.reading.force import force
from dragoman.reading.scene import Scene, cover, holds, touch

STATUS: dict[str, EventStatus] = {
    "happened": "happened",
    "under-way": "happened",
    "planned": "planned",
    "denied": "denied",
    "hypothetical": "hypothetical",
}
CONTEXT = {"ASSAULT": ("military",), "MOBILIZE": ("military",)}


class Rule(Value, frozen=True, kw_only=True):
    """A line of terms/acts.tsv: which word makes which PLOVER type, and what its object must be."""

    event: str
    mode: str | None
    needs_object: bool
    objects: frozenset[str]


@cache
def _rules(part: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for row in terms.rows("acts"):
        if row["part"] == part:
            objects = (
                frozenset(row["needs"].removeprefix("of:").split()) if row["needs"].startswith("of:") else frozenset()
            )
            rule = Rule(
                event=row["event"], mode=row["mode"] or None, needs_object=row["needs"] == "object", objects=objects
            )
            found.setdefault(row["word"], []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _rules('noun')), key=len, reverse=True))})\b", re.I)


def events(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield the events, each once: the same type between the same sides on compatible days is one act."""
    scene = Scene(marked, reading)
    taken: list[Event] = []
    for event in sorted([*_from_verbs(scene), *_from_nouns(scene)], key=lambda event: event.sources[0].span):
        same = next((i for i, other in enumerate(taken) if _same(scene, event, other)), None)
        if same is None:
            taken.append(event)
        else:
            taken[same] = _join(taken[same], event)
    yield from taken


def _from_verbs(scene: Scene) -> Iterator[Event]:
    for verb in scene.verbs:
        rule = _rule(scene, verb)
        status = STATUS.get(force(scene, verb)) if rule else None
        if rule is None or status is None or _taken(scene, verb):
            continue
        actors, recipients = _who(scene, verb)
        if not actors and not (verb.passive and recipients):
            continue
        span = cover([verb.subject or verb.span, verb.span, (verb.span[1], max(verb.clause[1], verb.span[1]))])
        yield _event(scene, rule, verb.span, span, actors, recipients, status)


def _rule(scene: Scene, verb: Verb) -> Rule | None:
    after = scene.text[verb.span[1] : verb.span[1] + 10]
    particle = re.match(r"\s+(for|on|upon|out|up|down|at|to|back)\b", after)
    keys = ([f"{verb.lemma} {particle.group(1)}"] if particle else []) + [verb.lemma]
    for key in keys:
        for rule in _rules("verb").get(key, ()):
            if _has_object(scene, verb, rule):
                return rule
    return None


def _has_object(scene: Scene, verb: Verb, rule: Rule) -> bool:
    patient = verb.subject if verb.passive else verb.object
    if rule.objects:
        words = scene.words(patient or (verb.span[1], max(verb.clause[1], verb.span[1]))).casefold()
        return bool(rule.objects & set(re.findall(r"[\w-]+", words)))
    if rule.needs_object:
        return patient is not None and bool(scene.actors_in(patient) or scene.places_in(patient))
    return True


def _taken(scene: Scene, verb: Verb) -> bool:
    """Return whether an entry of another kind already rests on this verb (an accusation is the statement's own)."""
    others: tuple[Entry, ...] = (*scene.reading.meetings, *scene.reading.verifications)
    by_id = any(entry_id(scene.marked.document, type(e), verb.span) == e.id for e in others)
    return by_id or any(
        entry_id(scene.marked.document, type(c), verb.span) == c.id and c.phase != "refused"
        for c in scene.reading.commitments
    )


def _who(scene: Scene, verb: Verb) -> tuple[tuple[str, ...], tuple[str, ...]]:
    subject = next((scene.actors_in(link.subject) for link in scene.chain(verb) if link.subject), ())
    if verb.passive:
        agent = re.compile(r"\bby\s+").search(scene.text, verb.span[1], max(verb.clause[1], verb.span[1]))
        return (scene.actors_in((agent.end(), verb.clause[1])) if agent else ()), subject
    objects = scene.actors_in(verb.object) or _after_preposition(scene, verb)
    return subject, tuple(a for a in objects if a not in subject)


def _after_preposition(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return whom "on", "at", "against", "to" or "from" names: "fired on", "imposed sanctions on", "appealed to"."""
    found = re.compile(r"\b(?:on|upon|at|against|to|from)\s+").search(
        scene.text, verb.span[1], max(verb.clause[1], verb.span[1])
    )
    return scene.actors_in((found.end(), verb.clause[1]))[:1] if found else ()


def _from_nouns(scene: Scene) -> Iterator[Event]:
    """Yield the acts that a noun names with its sides: "Iraq's invasion of Kuwait", "the bombing of the embassy"."""
    for found in _nouns().finditer(scene.text):
        head = found.span()
        sentence = scene.sentence(head).span
        if not holds(sentence, head) or any(
            touch(v.span, head) for v in scene.verbs if v.span[0] <= head[0] < v.span[1]
        ):
            continue
        rule = _rules("noun")[found.group().casefold()][0]
        phrase = next((p.span for p in scene.marked.phrases if holds(p.span, head)), head)
        actors = scene.actors_in((phrase[0], head[0]))
        target = re.compile(r"\s+(?:of|on|against|at|to)\s+").match(scene.text, head[1], sentence[1])
        reach = _reach(scene, target.end(), sentence[1]) if target else head[1]
        recipients = scene.actors_in((target.end(), reach)) if target else ()
        places = scene.places_in((target.end(), reach)) if target else ()
        by = re.compile(r"\bby\s+").search(scene.text, head[1], reach)
        if by:
            actors = scene.actors_in((by.end(), reach))
        if recipients or places:
            yield _event(scene, rule, head, (phrase[0], max(reach, phrase[1])), actors, recipients, "happened")


def _reach(scene: Scene, start: int, end: int) -> int:
    stop = re.compile(r"[,;.:\n]|\s(?:that|which|who|in|after|before|since|and)\s").search(scene.text, start, end)
    return stop.start() if stop else end


def _event(
    scene: Scene,
    rule: Rule,
    head: Span,
    span: Span,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    status: EventStatus,
) -> Event:
    time = next((t for t in scene.times_in(span) if t.type in ("date", "time")), None)
    return Event(
        id=entry_id(scene.marked.document, Event, head),
        event=rule.event,
        mode=rule.mode,
        actors=actors,
        recipients=recipients,
        place=next(iter(scene.places_in(span)), None),
        context=CONTEXT.get(rule.event, ("diplomatic",)),
        status=status,
        when=When(text=time.quote, edtf=time.edtf, basis=time.basis) if time else When(),
        sources=(scene.source(span, status=status),),
    )


def _same(scene: Scene, a: Event, b: Event) -> bool:
    def sides(ids: tuple[str, ...]) -> set[str]:
        return {scene.country(i) for i in ids}

    def agree(one: set[str], two: set[str]) -> bool:
        return not one or not two or bool(one & two)

    days = not a.when.edtf or not b.when.edtf or a.when.edtf == b.when.edtf
    shared = sides(a.actors) & sides(b.actors) or sides(a.recipients) & sides(b.recipients)
    return (
        (a.event, a.status) == (b.event, b.status)
        and days
        and bool(shared)
        and agree(sides(a.actors), sides(b.actors))
        and agree(sides(a.recipients), sides(b.recipients))
    )


def _join(a: Event, b: Event) -> Event:
    return msgspec.structs.replace(
        a,
        actors=a.actors or b.actors,
        recipients=a.recipients or b.recipients,
        mode=a.mode or b.mode,
        place=a.place or b.place,
        when=a.when if a.when.edtf else b.when,
        sources=(*a.sources, *b.sources),
    )
