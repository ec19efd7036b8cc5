"""Find the acts that no other kind holds (attacks, sanctions, demands, threats ...), typed by PLOVER."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.kinds import entry_id
from dragoman.markup import Marked, Verb
from dragoman.model import Event, EventStatus, Finding, Reading, Source, Span, When
from dragoman.reading.acts.circumstances import awaited, extent, meant, only_checked, place_of, when_of
from dragoman.reading.acts.claims import Claims
from dragoman.reading.acts.named_acts import named_acts, named_again, quarrel
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.rules import (
    AT,
    HOSTILE,
    TO_OTHERS,
    Rule,
    beside,
    landed,
    names_one,
    onto,
    patient_span,
    rule_of,
    shot_at,
    word_set,
    words_in,
)
from dragoman.reading.acts.same_act import VERBAL, Act, same
from dragoman.reading.acts.threats import must, threat_of
from dragoman.reading.force import Force
from dragoman.reading.scene import Scene
from dragoman.spans import inside, touch

STATUS: dict[str, EventStatus] = {
    "happened": "happened",
    "under-way": "happened",
    "planned": "planned",
    "denied": "denied",
}
CONTEXT = {"ASSAULT": ("military",), "MOBILIZE": ("military",)}
MEETINGS = re.compile(r"\b(?:talks|meetings?|summits?|negotiations|dialogue|conference)\b", re.I)
BODILY = frozenset(
    ("expel", "release", "arrest", "deport", "crowd-control")
)  # done to people: "ordered sixty diplomats out"
UPON_THINGS = frozenset(("explosives", "destroy", "heavy-weapons", "aerial"))
GIVING = frozenset(("AID", "RETREAT", "COOPERATE"))  # still to come, these are commitments
GIVEN = frozenset(("AID", "CONCEDE"))  # "Sudan was given grain": the subject receives
NONE = re.compile(r"(?:no|nobody|none|nothing|neither)\b", re.I)
PROGRESSIVE = re.compile(r"(?:is|are|am|['’]s|['’]re)\s+(?:\w+\s+)?\w+ing$", re.I)
AGAINST = re.compile(
    r"(?:[\w-]+\s+){0,4}?(?:sanctions?|embargo(?:es)?|strikes?|attacks?|raids?|war|blockade|measures|pressure|threats?|"
    r"aggression|violence)\s+(?:against|on|upon)\b",
    re.I,
)


def events(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield the events, each once: the same type between the same sides on compatible days is one act."""
    parties = Parties(Scene(marked, reading))
    acts = sorted(_acts(parties), key=lambda act: act.head)
    groups: list[list[Act]] = []
    for act in acts:
        group = next((g for g in groups if all(same(parties, act, other) for other in g)), None)
        if group is None:
            groups.append([act])
        else:
            group.append(act)
    found = [_entry(parties, group) for group in groups]
    echoes = named_again(parties, found)
    for event in (_blaming(event, found, echoes) for event in found):
        yield from parties.used((*event.actors, *event.recipients))
        yield msgspec.structs.replace(event, sources=(*event.sources, *echoes.get(event.id, ())))


def _blaming(event: Event, found: list[Event], echoes: dict[str, list[Source]]) -> Event:
    """Return an accusation of an act told before ("condemned the assault") with whoever did it as its recipients."""
    if event.event != "ACCUSE" or event.recipients:
        return event
    span = event.sources[0].span
    blamed = (other.actors for other in found for echo in echoes.get(other.id, ()) if touch(echo.span, span))
    return msgspec.structs.replace(event, recipients=next((actors for actors in blamed if actors), ()))


def _acts(parties: Parties) -> list[Act]:
    told: list[Act] = []
    claims = Claims(parties.scene)
    for verb in parties.scene.verbs:
        act = _threat(parties, verb) or _demand(parties, verb) or _done(parties, verb, claims)
        if act is not None and not any(_part_of(act, other) for other in told):
            told.append(act)
    for named in named_acts(parties):
        at = next((i for i, act in enumerate(told) if _repeats(named.head, named.event, act)), None)
        if at is None:
            told.append(named)
        elif told[at].event == named.event and named.head < told[at].head:
            told[at] = _enriched(told[at], named)
    return told


def _enriched(act: Act, named: Act) -> Act:
    """Return an act with what its subject tells of it: "The bombing of the embassy in Nairobi killed 213 people"."""
    return msgspec.structs.replace(
        act,
        mode=act.mode or named.mode,
        actors=act.actors or named.actors,
        recipients=named.recipients or act.recipients,
        place=named.place or act.place,
        when=act.when if act.when.edtf else named.when,
    )


def _repeats(head: Span, event: str, other: Act) -> bool:
    """Return whether a noun is what a verb's act is about: "imposed sanctions on", "lifted its embargo on"."""
    within = other.span[0] <= head[0] and head[1] <= other.span[1]
    return touch(head, other.head) or (within and (event == other.event or head[0] - other.head[1] < 24))


def _part_of(act: Act, other: Act) -> bool:
    """Return whether an act is the effect of one just told: "bombed a camp, killing three"."""
    near = other.span[0] <= act.head[0] <= other.span[1] + 3 or act.span[0] == other.span[0]
    return near and act.event == other.event == "ASSAULT" and act.actors == other.actors and act.head[0] > other.head[0]


def _threat(parties: Parties, verb: Verb) -> Act | None:
    found = threat_of(parties, verb)
    if found is None:
        return None
    actors, recipients, mode, span, cue = found
    return Act(
        span=span,
        head=verb.span,
        event="THREATEN",
        mode=mode,
        actors=actors,
        recipients=recipients,
        place=None,
        when=when_of(parties.scene, cue, but=None if cue is verb else verb.clause) if cue is not None else When(),
        status="happened",
    )


def _demand(parties: Parties, verb: Verb) -> Act | None:
    found = must(parties, verb)
    if found is None:
        return None
    actors, recipients, cue = found
    return Act(
        span=extent(parties.scene, verb, first=parties.accused(verb)),
        head=verb.span,
        event="REQUEST",
        mode="yield",
        actors=actors,
        recipients=recipients,
        place=None,
        when=when_of(parties.scene, cue, but=verb.clause) if cue else When(),
        status="happened",
    )


def _done(parties: Parties, verb: Verb, claims: Claims) -> Act | None:
    rule = rule_of(parties, verb)
    if rule is None or claims.hold(verb, rule):
        return None
    if verb.lemma == "attack" and quarrel(parties, parties.subject(verb), parties.people(patient_span(parties, verb))):
        rule = Rule(event="ACCUSE", mode="disapprove", needs=frozenset(), objects=frozenset())
    unsaid = _of_meeting(parties, verb, rule) or only_checked(parties.scene, verb)
    unsaid = unsaid or _unfounded(parties, verb, rule) or awaited(parties.scene, verb) or _upon_nobody(parties, verb)
    told = None if unsaid else meant(parties.scene, verb)
    status = STATUS.get(told or "") or _maybe(parties, verb, rule, told)
    if (
        status is None
        or verb.modality == "conditional"
        or (status != "happened" and rule.event in (*VERBAL, "CONCEDE") and rule.mode != "investigate")
        or (status == "planned" and rule.event in GIVING)
    ):
        return None
    if (rule.event not in VERBAL and _habit(parties, verb)) or (status == "denied" and verb.tense == "future"):
        return None
    actors, recipients = _who(parties, verb, rule)
    if not _enough(parties, verb, rule, actors, recipients):
        return None
    span = extent(parties.scene, verb, first=parties.accused(verb))
    return Act(
        span=span,
        head=verb.span,
        event=rule.event,
        mode=rule.mode,
        actors=actors,
        recipients=recipients,
        place=None
        if rule.event in VERBAL
        else place_of(parties.scene, verb) or _place_hit(parties, verb, rule) or _place_sent(parties, verb, rule),
        when=when_of(parties.scene, verb),
        status=status,
    )


def _maybe(parties: Parties, verb: Verb, rule: Rule, told: Force | None) -> EventStatus | None:
    """Return `hypothetical` for what somebody may or could do against others: "may proclaim martial law"."""
    might = told == "proposed" and verb.form == "finite" and verb.modality == "possible" and not verb.negated
    against = rule.event in HOSTILE and bool(parties.people(verb.subject)) and not verb.perfect
    return "hypothetical" if might and against else None


def _unfounded(parties: Parties, verb: Verb, rule: Rule) -> bool:
    """Return whether no statement holds an accusation, or the doer is lost: "men backed by [the army killed 9]"."""
    if parties.accused(verb) is not None:
        return parties.scene.voices.innermost(verb.span) is None
    lost = rule.event == "ASSAULT" and verb.form == "participle" and verb.passive
    behind = parties.phrase_from(verb.span[1] + 1) if lost else None
    return behind is not None and behind[0] == verb.span[1] + 1


def _upon_nobody(parties: Parties, verb: Verb) -> bool:
    """Return whether it is done to nobody: "condemned nobody", "no shots were fired"."""
    span = patient_span(parties, verb)
    return span is not None and NONE.match(parties.scene.words(span)) is not None


def _habit(parties: Parties, verb: Verb) -> bool:
    """Return whether a present tense tells no act ("the accord lifts sanctions"); headlines do tell acts in it.

    A lone sentence is a headline too where somebody acts: "Nepal frees prisoners".
    """
    plain = verb.form == "finite" and verb.tense == "present" and not verb.perfect and verb.modality == "actual"
    if not plain or PROGRESSIVE.match(parties.scene.words(verb.span)):
        return False
    lone = len(parties.scene.sentences) == 1 and bool(parties.people(verb.subject))
    return not lone and parties.scene.sentence(verb.span).role != "title"


def _of_meeting(parties: Parties, verb: Verb, rule: Rule) -> bool:
    """Return whether a demand or refusal is of a meeting, an entry of its own: "pressed for a second summit"."""
    if rule.event not in ("REQUEST", "REJECT"):
        return False
    near = parties.scene.words((verb.span[1], min(verb.span[1] + 48, max(verb.clause[1], verb.span[1]))))
    return bool(MEETINGS.search(near))


def _place_hit(parties: Parties, verb: Verb, rule: Rule) -> str | None:
    """Return the place that is the object itself ("shelled Sarajevo"), or that shells fell on."""
    if rule.event not in ("ASSAULT", "COERCE"):
        return None
    weapon = "weapon" in rule.needs and not verb.passive
    hit = (verb.span[1], max(verb.clause[1], verb.span[1])) if weapon else patient_span(parties, verb)
    return next(iter(parties.scene.places_in(hit)), None)


def _place_sent(parties: Parties, verb: Verb, rule: Rule) -> str | None:
    """Return where forces go: "deployed two carriers to the Gulf"."""
    if rule.event != "MOBILIZE":
        return None
    to = re.compile(r"\bto\s+").search(parties.scene.text, verb.span[1], max(verb.clause[1], verb.span[1]))
    span = parties.phrase_from(to.end()) if to is not None else None
    return next(iter(parties.scene.places_in(span)), None)


def _who(parties: Parties, verb: Verb, rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if "suffered" in rule.needs:
        return (), parties.who(verb.subject)
    if "mutual" in rule.needs:
        both = (*parties.subject(verb), *parties.object(verb), *parties.after(verb, ("with", "against")))
        return tuple(dict.fromkeys(both)), ()
    if verb.passive or (rule.objects and _passive_like(parties, verb, rule)):
        hit = parties.who(verb.subject) if verb.passive and not rule.objects else ()
        if rule.event == "MOBILIZE" and not parties.agent(verb):
            return parties.who(verb.subject), ()
        given = parties.people(verb.subject) if verb.passive and rule.event in GIVEN else ()
        reached = hit or given or onto(parties, verb, rule.event) or _of(parties, verb.subject)
        return parties.agent(verb), reached or _owned(parties, verb.subject)
    actors = parties.doers(verb) if rule.event in VERBAL else parties.subject(verb)
    others = _hit(parties, verb, rule)
    return actors, tuple(a for a in others if a not in actors)


def _hit(parties: Parties, verb: Verb, rule: Rule) -> tuple[str, ...]:
    scene, span = parties.scene, parties.object_span(verb)
    if rule.event in ("REJECT", "ACCUSE", "SUPPORT") and span is not None and AGAINST.match(scene.text, span[0]):
        return ()  # "opposes the sanctions against Iran": whom they hit is not whom it opposes
    bodily = parties.people(span) if rule.mode in BODILY or rule.event == "ACCUSE" else ()
    if "at" in rule.needs or (rule.objects and rule.event == "ASSAULT"):
        return shot_at(parties, verb) or bodily or _owned(parties, span)
    if rule.objects and rule.event != "SUPPORT":
        given = parties.who(span) if span is not None and beside(parties, span) else ()
        return given or onto(parties, verb, rule.event) or _of(parties, span) or bodily or _owned(parties, span)
    doers = parties.subject(verb)
    found = tuple(a for a in parties.who(span) if a not in doers)
    if not found and span is not None and rule.event in HOSTILE:
        mine = {parties.side(a) for a in doers}
        found = tuple(a for a in landed(parties, span) if parties.side(a) not in mine) or scene.actors_in(span)
    if found:
        return found
    if rule.event == "REQUEST":
        return parties.after(verb, ("on", "upon", "to", "from")) or _asked(parties, verb)
    if rule.event in ("REJECT", "SUPPORT", "ACCUSE"):
        others = set(_owned(parties, span)) - set(parties.subject(verb))
        return tuple(a for a in _owned(parties, span) if a in others) or onto(parties, verb, rule.event)
    return parties.after(verb, AT if rule.event in HOSTILE else TO_OTHERS)


def _of(parties: Parties, span: Span | None) -> tuple[str, ...]:
    """Return the people of whom the object speaks: "ordered the arrest of two mayors"."""
    found = re.compile(r"\bof\s+").search(parties.scene.text, *span) if span else None
    return parties.people(parties.phrase_from(found.end())) if found else ()


def _asked(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return of whom something is demanded: the doer in "that Kiev withdraw", the owner in "Israel's withdrawal"."""
    if verb.complement is not None:
        inner = next((v for v in parties.scene.verbs_in(verb.complement) if v.subject), None)
        if inner is not None and inner.span[1] <= verb.complement[1]:
            return parties.who(inner.subject)
        if parties.scene.words(verb.complement).startswith("that "):
            start = verb.complement[0] + 5
            return parties.scene.actors_in((start, start + 40))[:1]
    behind = re.compile(r"\s+for\s+|\s+").match(parties.scene.text, verb.span[1])
    span = parties.phrase_from(behind.end()) if behind else None
    return _owned(parties, span)


def _owned(parties: Parties, span: Span | None) -> tuple[str, ...]:
    """Return whose the thing is: "the western alliance's expansion", "the Iranian proposal", "Iran's offer"."""
    if span is None:
        return ()
    phrase = next((p for p in inside(parties.phrases, span) if p.span == span), None)
    end = phrase.head[0] if phrase is not None else span[1]
    return parties.scene.actors_in((span[0], end))


def _passive_like(parties: Parties, verb: Verb, rule: Rule) -> bool:
    """Return whether the subject is what is done: "the sanctions imposed on Iraq" has no object of its own."""
    if verb.subject is None or parties.object_span(verb) is not None:
        return False
    return names_one(rule.objects, parties.scene.words(verb.subject))


def _enough(parties: Parties, verb: Verb, rule: Rule, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    """Return whether somebody acts, or somebody suffers what is no accident: "73 died when helicopters crashed"."""
    scene = parties.scene
    if verb.subject is None and not actors and not recipients:
        return False
    if actors:
        return rule.event != "ASSAULT" or actors != recipients
    if "suffered" in rule.needs:
        return bool(recipients)
    if rule.event == "ASSAULT":
        sentence = words_in(scene.words(scene.sentence(verb.span).span))
        weapon = verb.subject is not None and bool(word_set("weapon") & words_in(scene.words(verb.subject)))
        if sentence & word_set("accident") and not weapon:
            return False
        tail = verb.span[1], max(verb.clause[1], verb.span[1])
        hit = bool(recipients or scene.places_in(tail)) or patient_span(parties, verb) is not None
        hit = hit or any(other.lemma in ("kill", "wound", "injure") for other in scene.verbs_in(tail))
        struck = bool(recipients or rule.objects or rule.mode in UPON_THINGS or scene.places_in(verb.subject))
        return weapon and hit or verb.passive and struck
    if rule.event in VERBAL:
        return False
    done = verb.passive or verb.form == "participle" or _passive_like(parties, verb, rule)
    left = rule.event == "RETREAT" and bool(scene.places_in(verb.subject))  # "Bagram was evacuated"
    return done and (bool(recipients) or left)


def _entry(parties: Parties, group: list[Act]) -> Event:
    first = group[0]
    when = next((act.when for act in group if act.when.edtf), first.when)
    return Event(
        id=entry_id(parties.scene.marked.document, Event, first.head),
        event=first.event,
        mode=next((act.mode for act in group if act.mode), None),
        actors=next((act.actors for act in group if act.actors), ()),
        recipients=next((act.recipients for act in group if act.recipients), ()),
        place=next((act.place for act in group if act.place), None),
        context=CONTEXT.get(first.event, ("diplomatic",)),
        status=first.status,
        when=when,
        sources=tuple(
            parties.scene.source(
                act.span,
                status=act.status,
                actors=act.actors,
                recipients=act.recipients,
                when=act.when.edtf,
                place=act.place,
            )
            for act in group
        ),
    )
