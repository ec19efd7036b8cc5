"""Find commitments: what somebody undertakes, offers, agrees or refuses to do, and on which condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from dragoman import terms
from dragoman.markup import Marked, Verb
from dragoman.model import (
    Actor,
    Commitment,
    Condition,
    ConditionKind,
    Finding,
    Phase,
    Reading,
    Span,
    Strength,
    When,
    entry_id,
)
from dragoman.reading.force import own_force
from dragoman.reading.scene import Scene, cover, holds, touch

DEALS = re.compile(
    r"\b(?:agreements?|accords?|treat(?:y|ies)|deals?|pacts?|plans?|declarations?|protocols?|memorandum|communiqu[eé]s?|"
    r"truce|cease-?fire|roadmap|road map|framework|settlement|compromise)\b",
    re.I,
)
BODIES = re.compile(
    r"\b(?:working group|committee|commission|panel|task force|joint body|council|working party)\b", re.I
)
CREATING = {"create", "establish", "form", "launch", "set up", "found", "set"}
CONDITIONS: tuple[tuple[ConditionKind, re.Pattern[str]], ...] = (
    (
        "provided",
        re.compile(r"\b(?:provided(?: that)?|if|as long as|on condition that|in exchange for|in return for)\s", re.I),
    ),
    ("after", re.compile(r"\b(?:once|as soon as|after|when)\s(?!possible)", re.I)),
    ("simultaneous", re.compile(r"\b(?:at the same time as|simultaneously with|in parallel with)\s", re.I)),
)
MEETING = re.compile(
    r"^(?:to\s+)?(?:meet|visit|travel|fly|hold (?:\w+\s+){0,3}(?:talks|meetings?|summit|negotiations)|resume talks)\b",
    re.I,
)
WILLING = re.compile(r"\b(?:is|are|was|were|be|been|remains?)\s+(?:\w+ly\s+)?(ready|willing|prepared)\s+to\s+", re.I)
STEPS_TAKEN = re.compile(r"\b(?:steps?|measures?|actions?|commitments?|obligations?)\b", re.I)
DONE = {"dismantle", "destroy", "disable", "freeze", "suspend", "close", "shut down", "return", "release", "disarm"}


@cache
def _undertakings() -> dict[str, tuple[tuple[Phase, Strength | None, frozenset[str]], ...]]:
    found: dict[str, list[tuple[Phase, Strength | None, frozenset[str]]]] = {}
    for row in terms.rows("undertakings"):
        value = (row["phase"], row["strength"] or None, frozenset(row["frame"].split()))
        found.setdefault(row["lemma"], []).append(value)  # type: ignore[arg-type]
    return {lemma: tuple(values) for lemma, values in found.items()}


def commitments(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield the commitments, and the bodies that they create."""
    scene = Scene(marked, reading)
    for verb in scene.verbs:
        yield from _undertaken(scene, verb)
        yield from _done(scene, verb)
    yield from _willing(scene)


def _undertaken(scene: Scene, verb: Verb) -> Iterator[Finding]:
    for phase, strength, frames in _undertakings().get(verb.lemma, ()):
        action = _action(scene, verb, frames)
        by = _by(scene, verb)
        if action is None or not by or _is_meeting(scene, action):
            continue
        yield from _commit(scene, verb, action, by, _phase(verb, phase), strength)
        return


def _action(scene: Scene, verb: Verb, frames: frozenset[str]) -> Span | None:
    """Return the words that say what is undertaken, by the frames that the verb takes."""
    words = scene.words(verb.complement) if verb.complement else ""
    if "to" in frames and verb.complement and words.startswith("to "):
        return verb.complement[0] + 3, verb.complement[1]
    if "that" in frames and verb.complement and re.search(r"\b(?:will|would|shall|should|won't|wouldn't)\b", words):
        return verb.complement
    if "deal" in frames and verb.object and DEALS.search(scene.words(verb.object)):
        return verb.object
    on = re.match(r"\s+(?:on|upon|to)\s+", scene.text[verb.span[1] : verb.span[1] + 8])
    if "on" in frames and on and verb.clause[1] > verb.span[1] + on.end():
        return verb.span[1] + on.end(), verb.clause[1]
    if "object" in frames and verb.object and not scene.actors_in(verb.object):
        return verb.object
    return None


def _is_meeting(scene: Scene, action: Span) -> bool:
    """Return whether the undertaking is a meeting, an entry of its own ("agreed to meet", "agreed on a summit")."""
    if MEETING.match(scene.words(action)):
        return True
    heads = [
        m
        for m in scene.reading.meetings
        if any(abs(s.span[0] - action[0]) < 5 or holds(s.span, action) for s in m.sources)
    ]
    return any(m.status not in ("held", "under-way") for m in heads) and not re.search(
        r"\b(?:continue|create|establish)", scene.words(action)
    )


def _by(scene: Scene, verb: Verb) -> tuple[str, ...]:
    if verb.passive:
        agent = re.compile(r"\bby\s+").search(scene.text, verb.span[1], max(verb.clause[1], verb.span[1]))
        return scene.actors_in((agent.end(), verb.clause[1])) if agent else ()
    return next((scene.actors_in(link.subject) for link in scene.chain(verb) if link.subject), ())


def _phase(verb: Verb, phase: Phase) -> Phase:
    meant = own_force(verb)
    if meant == "denied":
        return "agreed" if phase == "refused" else "refused"
    if meant in ("proposed", "hypothetical", "planned") and phase in ("agreed", "offered"):
        return "floated"
    return phase


def _commit(
    scene: Scene, verb: Verb, action: Span, by: tuple[str, ...], phase: Phase, strength: Strength | None
) -> Iterator[Finding]:
    span = cover([verb.subject or verb.span, verb.span, action])
    conditions = _conditions(scene, span)
    commitment = Commitment(
        id=entry_id(scene.marked.document, Commitment, verb.span),
        by=by,
        to=tuple(a for a in scene.actors_in(verb.object) if a not in by),
        action=scene.words(action),
        place=next(iter(scene.places_in(action)), None),
        phase="offered" if conditions and phase == "agreed" and strength == "intent" else phase,
        strength=strength,
        conditions=conditions,
        due=_due(scene, action),
        when=_when(scene, verb, action),
        sources=(scene.source(span, phase=phase),),
    )
    body = _body(scene, commitment, action)
    if body is None:
        yield commitment
    else:
        yield body
        yield _creating(commitment, body)


def _creating(commitment: Commitment, body: Actor) -> Commitment:
    return msgspec.structs.replace(commitment, creates=body.id)


def _conditions(scene: Scene, span: Span) -> tuple[Condition, ...]:
    sentence = scene.sentence(span).span
    for kind, pattern in CONDITIONS:
        found = pattern.search(scene.text, span[0], sentence[1])
        if found:
            end = re.compile(r"[,;.”\"]|$").search(scene.text, found.end(), sentence[1])
            return (Condition(of=scene.words((found.start(), end.start() if end else sentence[1])), kind=kind),)
    return ()


def _due(scene: Scene, action: Span) -> When | None:
    time = next((t for t in scene.times_in(action) if t.type in ("date", "time") and t.edtf), None)
    return When(text=time.quote, edtf=time.edtf, basis=time.basis) if time else None


def _when(scene: Scene, verb: Verb, action: Span) -> When:
    times = [t for t in scene.times_in(verb.clause) if not holds(action, t.span) and t.edtf]
    return When(text=times[0].quote, edtf=times[0].edtf, basis=times[0].basis) if times else When()


def _body(scene: Scene, commitment: Commitment, action: Span) -> Actor | None:
    """Return the body that the commitment creates: its mandate is what it is "to" do, its members those who agreed."""
    maker = next((v for v in scene.verbs if v.lemma in CREATING and touch(v.span, (action[0] - 3, action[1]))), None)
    found = BODIES.search(scene.text, *action)
    if maker is None or found is None:
        return None
    mandate = re.compile(r"\s+(?:to|for|on)\s+(?:\w+\s+)??").match(scene.text, found.end(), action[1])
    states = {a.country: a.id for a in scene.actors.values() if a.kind == "state"}
    members = dict.fromkeys(states.get(scene.country(a), a) for a in commitment.by)
    return Actor(
        id=found.group().casefold().replace(" ", "-"),
        name=None,
        kind="body",
        roles=(found.group(),),
        members=tuple(members),
        mandate=(scene.words((mandate.end(), action[1])),) if mandate else (),
        sources=(scene.source((maker.span[0], action[1])),),
    )


def _willing(scene: Scene) -> Iterator[Finding]:
    """Yield what somebody is "ready", "willing" or "prepared" to do: an offer."""
    for found in WILLING.finditer(scene.text):
        verb = next((v for v in scene.verbs if found.end() - 3 <= v.span[0] <= found.end()), None)
        subject = next((v.subject for v in scene.verbs if touch(v.span, found.span()) and v.subject), None)
        if verb is None or subject is None or MEETING.match(scene.words((verb.span[0], verb.clause[1]))):
            continue
        action = (found.end(), max(verb.clause[1], verb.span[1]))
        by = scene.actors_in(subject)
        if by:
            yield from _commit(scene, verb, action, by, "offered", "intent")


def _done(scene: Scene, verb: Verb) -> Iterator[Finding]:
    """Yield steps said to be done or under way: "it has been dismantled" (of a site), "the steps undertaken by"."""
    if verb.lemma in DONE and verb.passive and verb.perfect and not verb.negated and verb.subject:
        places = scene.places_in(verb.subject)
        country = scene.places[places[0]].country if places else None
        owner = next((a.id for a in scene.actors.values() if a.kind == "state" and a.country == country), None)
        if owner:
            span = cover([verb.subject, verb.span])
            yield _step(
                scene, verb, span, (owner,), "performed", f"{verb.lemma} {scene.places[places[0]].name}", places[0]
            )
    if verb.lemma in ("undertake", "take") and verb.form == "participle":
        by = _by(scene, verb)
        noun = verb.subject or verb.object
        if by and noun and STEPS_TAKEN.search(scene.words(noun)):
            yield _step(scene, verb, cover([noun, verb.clause]), by, "in-force", scene.words(noun), None)


def _step(
    scene: Scene, verb: Verb, span: Span, by: tuple[str, ...], phase: Phase, action: str, place: str | None
) -> Commitment:
    return Commitment(
        id=entry_id(scene.marked.document, Commitment, verb.span),
        by=by,
        action=action,
        place=place,
        phase=phase,
        sources=(scene.source(span, how="implied", phase=phase),),
    )
