"""Find steps said to be done or under way: "has dismantled its reactor", "the steps undertaken by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import Span
from dragoman.reading.circumstances import awaited
from dragoman.reading.parties import Parties
from dragoman.reading.scene import cover
from dragoman.reading.undertakings import THINGS, Undertaking, main_word, trim, words

STEPS = re.compile(r"\b(?:steps?|measures?|actions?|commitments?|obligations?)\b", re.I)
CHECKED = frozenset(["verify", "certify", "ensure", "confirm", "prove", "check", "determine", "demand", "establish"])
PRONOUN = re.compile(r"(?:it|this|that|they|these)$", re.I)


def performed(parties: Parties, verb: Verb) -> Iterator[Undertaking]:
    """Yield what a verb says is done: a perfect or past of a step's own verbs, or steps that somebody undertakes."""
    if verb.lemma in ("undertake", "take") and (verb.form == "participle" or verb.passive):
        yield from _taken(parties, verb)
    elif _step_word(parties, verb) and not verb.negated and verb.modality == "actual" and verb.tense != "future":
        yield from _done(parties, verb)


def _step_word(parties: Parties, verb: Verb) -> bool:
    behind = re.match(r"\s+(\w+)", parties.scene.text[verb.span[1] : verb.span[1] + 12])
    return verb.lemma in words("done") or (behind is not None and f"{verb.lemma} {behind.group(1)}" in words("done"))


def _taken(parties: Parties, verb: Verb) -> Iterator[Undertaking]:
    noun, by = verb.subject or verb.object, parties.agent(verb)
    if noun and by and STEPS.search(parties.scene.words(noun)):
        span = trim(parties, cover([noun, verb.clause]))
        yield Undertaking(span=span, head=verb.span, verb=verb, action=noun, by=by, phase="in-force")


def _done(parties: Parties, verb: Verb) -> Iterator[Undertaking]:
    """Yield a step that has been done; the owner of a thing that "has been dismantled" is its state's."""
    scene = parties.scene
    if not verb.perfect and not (
        verb.form == "finite" and verb.tense == "past" and verb.lemma in ("complete", "finish", "fulfill", "fulfil")
    ):
        return
    above = scene.governor(verb)
    if awaited(scene, verb) or (above is not None and above.lemma in CHECKED and above.form != "finite"):
        return  # "charged with verifying that Iraq has destroyed": nobody says that it has
    thing = verb.subject if verb.passive else parties.object_span(verb)
    if thing is None or not (THINGS.search(scene.words(thing)) or PRONOUN.match(scene.words(thing))):
        return
    by = parties.agent(verb) if verb.passive else parties.subject(verb)
    action: Span = (
        (verb.span[0], verb.span[1]) if verb.passive else (main_word(parties, verb), max(thing[1], verb.clause[1]))
    )
    if verb.passive and not by:
        by = _owner(parties, thing)
    if by or parties.scene.places_in(thing):
        span = trim(parties, cover([verb.subject or verb.span, verb.span, action]))
        yield Undertaking(
            span=span, head=verb.span, verb=verb, action=trim(parties, cover([thing, verb.span]) if verb.passive else action),
            by=by, phase="performed", done=verb,
        )  # fmt: skip


def _owner(parties: Parties, thing: Span) -> tuple[str, ...]:
    scene = parties.scene
    places = scene.places_in(thing)
    if not places:
        return parties.who(thing) if not PRONOUN.match(scene.words(thing)) else ()
    country = scene.places[places[0]].country
    return (parties.states[country],) if country in parties.states else ()
