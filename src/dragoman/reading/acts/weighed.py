"""Find what somebody only weighs, might do, or would do on a condition: "is considering the sale of", "may lift"."""

from __future__ import annotations

import re

from dragoman.markup import Verb
from dragoman.model import Phase, Span
from dragoman.reading.acts.circumstances import awaited
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import (
    MANNERS,
    MEETING,
    Undertaking,
    build,
    deed_noun,
    hostile,
    main_word,
    of_a_side,
    words,
)

OF = re.compile(r"\s+(?:of|about|with|over)\s+")
MIGHT = re.compile(r"(?:may|might|could)\s", re.I)
WOULD = re.compile(r"(?:would|['’]d)\s", re.I)
WARNED = re.compile(r"\b(?:warn|threat)", re.I)
NO = re.compile(r"(?:no|nothing|none)\b", re.I)
ONLY = re.compile(r"\bonly\s+(?:if|after|when|once)\s")  # "would allow it only if": a promise, whoever makes it
OFFICES = frozenset(("state", "organisation", "body"))


def weighed(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a verb says that its subject weighs, may do, or would do if something else were done."""
    if verb.form != "finite" or verb.negated or verb.passive or verb.subject is None or awaited(parties.scene, verb):
        return None
    return _weighing(parties, verb) or _maybe(parties, verb)


def _weighing(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return "is thinking of reopening the border", "was considering the delivery of tanks", "is weighing a loan"."""
    scene = parties.scene
    phrasal = scene.phrasal(verb)
    if not {verb.lemma, phrasal} & words("weigh") or verb.modality != "actual":
        return None
    behind = OF.match(scene.text, verb.span[1])
    start = behind.end() if behind else verb.span[1] + 1
    done = next((v for v in scene.verbs_in((start, start + 1)) if v.form == "ing"), None)
    thing = parties.phrase_from(start)
    by = parties.people(verb.subject)
    if not by:
        return None
    if done is not None and done.lemma in words("deed"):
        action = main_word(parties, done), max(done.clause[1], done.span[1])
        return _built(parties, verb, action, by, "floated", done)
    if thing is None or not deed_noun(parties, thing):
        return None
    return build(parties, verb, (thing[0], max(verb.clause[1], thing[1])), by, (), "floated", "intent")


def _maybe(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return what a state or a body may do ("may lift the ban"), and what it would do on a condition."""
    scene = parties.scene
    group = scene.words(verb.span)
    would = WOULD.match(group)
    modal = would or MIGHT.match(group)
    strict = would is not None and ONLY.search(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    deed = verb.lemma in words("deed") and verb.object is not None
    if modal is None or not (deed or strict) or (verb.object and NO.match(scene.words(verb.object))):
        return None
    by = tuple(id for id in parties.people(verb.subject) if _in_office(parties, id, persons=bool(strict)))
    action = verb.span[0] + modal.end(), max(verb.clause[1], verb.span[1])
    told = scene.voices.innermost(verb.span)
    if not by or (told is not None and (would or WARNED.search(told.cue or ""))):
        return None
    one = _built(parties, verb, action, by, "offered" if would else "floated", verb)
    return None if one is None or (would and not one.conditions) else one


def _in_office(parties: Parties, id: str, *, persons: bool) -> bool:
    """Return whether an actor can undertake something for a side; a person where what he says leaves no doubt."""
    actor = parties.get(id)
    if actor is None:
        return False
    return actor.kind in OFFICES or (persons and actor.kind == "person" and of_a_side(parties, id))


def _built(
    parties: Parties, verb: Verb, action: Span, by: tuple[str, ...], phase: Phase, done: Verb
) -> Undertaking | None:
    told = parties.scene.words(action)
    past = " have " in parties.scene.words(done.span)  # "may have lifted"
    if past or MEETING.match(told) or MANNERS.match(told) or hostile(parties, done):
        return None
    return build(parties, verb, action, by, (), phase, "intent", done=done)
