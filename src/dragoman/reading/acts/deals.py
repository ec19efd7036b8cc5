"""Find accords: signed, reached, violated, left, kept or ended."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Phase, Span, Strength
from dragoman.reading.acts.circumstances import awaited, meant
from dragoman.reading.acts.parties import POINTS_BACK, WHICH, Parties
from dragoman.reading.acts.undertakings import (
    GATHERING,
    MEETING,
    Undertaking,
    build,
    cues,
    doers_of,
    force_of,
    pattern,
    reduced,
)
from dragoman.reading.force import force
from dragoman.spans import inside

BROKERING = frozenset(["broker", "mediate", "facilitate"])
DEFINITE = re.compile(r"(?:the|this|that|both|an?)\s", re.I)  # "The accord was signed in Vienna": by whom is not said
ON_WHAT = re.compile(r"\s+(?:on|for|to|of|aimed at|calling for|under which|banning|allowing)\s+")
STOP = re.compile(r",(?!\d)|[;:\n]|\.(?!\d)|\s(?:in|on|at|after|before|during|last|here|and|which|that|who|but)\s")
PARTICLES = re.compile(r"(?:\s+(?:on|from|out|of|away|back|up|with|by|to))*\s+")


def signed(parties: Parties, verb: Verb, phase: Phase, strength: Strength | None) -> Undertaking | None:
    """Return the accord that a verb makes: "signed a treaty", "reached a deal with the rebels"."""
    scene = parties.scene
    thing, by = deal_span(parties, verb), doers_of(parties, verb)
    if verb.lemma in BROKERING:
        by = parties.after(verb, ("between",))  # who brokers a truce is no party to it
    if thing is None or (verb.form == "to" and _promising(parties, verb)):
        return None
    quoted = scene.words(thing)
    if not by and not (verb.passive and DEFINITE.match(quoted)):
        return None
    planned = re.match(r"(?:[\w’'-]+\s+){0,3}plans?\s+to\s+", quoted)
    if planned is not None:
        start = thing[0] + planned.end()
        return (
            None
            if MEETING.match(scene.words((start, thing[1])))
            else build(parties, verb, (start, thing[1]), by, (), phase, "intent")
        )
    if GATHERING.search(quoted) or re.search(r"\b(?:no|without|resolution)\b", quoted) or phase == "refused":
        return None
    if force_of(parties, verb) in ("proposed", "hypothetical", "ready") or awaited(scene, verb):
        return None  # "could reach a deal": none is made
    if verb.lemma in ("accept", "approve", "adopt", "announce", "unveil") and re.search(r"\bresolution\b", quoted):
        return None
    partners = parties.after(verb, ("with",))
    states = tuple(dict.fromkeys(parties.state_of(a) for a in (*by, *partners)))
    signed = by if verb.lemma in ("sign", "initial") and phase == "agreed" else ()
    return build(parties, verb, thing, states, (), phase, strength, signed_by=(*signed, *partners) if signed else ())


def _promising(parties: Parties, verb: Verb) -> bool:
    """Return whether an infinitive hangs on a verb that undertakes it: "is prepared to sign", "agreed to sign"."""
    above = parties.scene.governor(verb)
    return above is not None and above.lemma in cues()


def deal_span(parties: Parties, verb: Verb) -> Span | None:
    """Return the words for the accord that a verb signs: its object, or what stands before "which they signed"."""
    scene = parties.scene
    span = verb.subject if verb.passive or reduced(parties, verb) else parties.object_span(verb)
    if span is None and not verb.passive:
        start = scene.sentence(verb.span).span[0]
        lead = WHICH.search(scene.text, start, (verb.subject or verb.span)[0])
        if lead is not None:
            before = inside(parties.phrases, (start, lead.start()))
            span = before[-1].span if before else None
    if span is None or not pattern("deal").search(scene.words(span)):
        return None
    return span[0], _noun_end(parties, span[1], verb)


def _noun_end(parties: Parties, end: int, verb: Verb) -> int:
    """Return where "an agreement on nuclear safety" ends: with what it is on, not with the day it was signed."""
    scene = parties.scene
    found = ON_WHAT.match(scene.text, end)
    if found is None or verb.passive:
        return end
    after = found.end()
    if any(t.span[0] <= after + 4 and t.span[1] > after for t in scene.times_in((end, after + 60))):
        return end
    stop = STOP.search(scene.text, after)
    limit = max(verb.clause[1], end)
    return min(stop.start() if stop else limit, limit) if limit > after else end


def broken(parties: Parties, verb: Verb, phase: Phase) -> Undertaking | None:
    """Return the accord that somebody violates, leaves or keeps: "pulled out of the accord", "violated the truce"."""
    scene = parties.scene
    told = meant(scene, verb)
    if awaited(scene, verb):
        return None
    if told in ("denied", "refused"):
        if phase != "in-force" or told == "refused":
            return None
        phase = "refused" if verb.tense == "future" else "breached"  # "will not respect", "has not respected"
    elif told != "happened" or (phase == "in-force" and verb.modality != "actual"):
        return None
    behind = PARTICLES.match(scene.text, verb.span[1])
    span = parties.object_span(verb) or (parties.phrase_from(behind.end()) if behind and not verb.passive else None)
    by = doers_of(parties, verb)
    if verb.passive:
        span = verb.subject
    if span is None or not by or not pattern("deal", "word").search(scene.words(span)):
        return None
    if phase == "in-force" and not POINTS_BACK.match(scene.words(span)):
        return None
    return build(parties, verb, span, by, (), phase, None)


def ended(parties: Parties, verb: Verb, phase: Phase) -> Undertaking | None:
    """Return the accord that collapses, expires or enters into force: it is the subject."""
    scene = parties.scene
    if verb.subject is None or verb.form != "finite" or force(scene, verb) != "happened":
        return None
    quoted = scene.words(verb.subject)
    if not pattern("deal").search(quoted) or re.match(r"(?:no|any)\b", quoted, re.I):
        return None
    by = scene.actors_in(verb.subject)
    return build(parties, verb, verb.subject, by, (), phase, None)
