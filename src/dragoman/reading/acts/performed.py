"""Find steps said to be done or under way: "has dismantled its reactor", "the steps undertaken by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import Span
from dragoman.reading.acts.circumstances import only_checked
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import THINGS, Undertaking, main_word, trim, words
from dragoman.spans import cover

STEPS = re.compile(r"\b(?:steps?|measures?|actions?|commitments?|obligations?)\b", re.I)
AS_PROMISED = re.compile(
    r"[^.;]{0,120}?,?\s+(as)\s+(?:(?:it|they|he|she|both|we|the\s+[\w\s-]{2,30}?)\s+)?(?:ha[ds]\s+)?(?:been\s+)?"
    r"(?:promised|pledged|agreed|vowed|undertaken|undertook|required|demanded|committed)\b"
)
PRONOUN = re.compile(r"(?:it|this|that|they|these)$", re.I)


def performed(parties: Parties, verb: Verb) -> Iterator[Undertaking]:
    """Yield what a verb says is done: a perfect or past of a step's own verbs, or steps that somebody undertakes."""
    if verb.lemma in ("undertake", "take") and (verb.form == "participle" or verb.passive):
        yield from _taken(parties, verb)
    elif _kept(parties, verb):
        yield from _done(parties, verb, kept=True)
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


def _kept(parties: Parties, verb: Verb) -> bool:
    """Return whether a deed is told as the keeping of a promise: "has withdrawn its soldiers, as it had promised"."""
    done = verb.form == "finite" and verb.tense in ("past", "present") and not verb.negated
    told = done and (verb.tense == "past" or verb.perfect) and verb.modality == "actual"
    sentence = parties.scene.sentence(verb.span).span
    promised = AS_PROMISED.match(parties.scene.text, verb.span[1], sentence[1])
    if not told or verb.lemma not in words("deed") or promised is None:
        return False
    return not any(v.form == "finite" for v in parties.scene.verbs_in((verb.span[1], promised.start(1))))


def _done(parties: Parties, verb: Verb, *, kept: bool = False) -> Iterator[Undertaking]:
    """Yield a step that has been done; the owner of a thing that "has been dismantled" is its state's."""
    scene = parties.scene
    ended = verb.lemma in ("complete", "finish", "fulfill", "fulfil") and verb.form == "finite" and verb.tense == "past"
    if not (verb.perfect or ended or kept or _claimed(parties, verb)) or only_checked(parties.scene, verb):
        return
    thing = verb.subject if verb.passive else parties.object_span(verb)
    if thing is None or not (kept or THINGS.search(scene.words(thing)) or PRONOUN.match(scene.words(thing))):
        return
    reach = (thing[0], verb.span[0]) if verb.passive and thing[1] < verb.span[0] else thing
    place = _site(parties, thing, reach)
    by = parties.agent(verb) if verb.passive else parties.subject(verb)
    if verb.passive and not by:
        by = _owner(parties, thing, place)
    action = cover([thing, verb.span]) if verb.passive else (main_word(parties, verb), max(thing[1], verb.clause[1]))
    if by or place or kept:
        yield Undertaking(
            span=trim(parties, cover([verb.subject or verb.span, verb.span, action])), head=verb.span, verb=verb,
            action=trim(parties, action), by=by, phase="performed", done=verb, place=place,
        )  # fmt: skip


def _claimed(parties: Parties, verb: Verb) -> bool:
    """Return whether who did it tells so: "Pyongyang says it destroyed the site"; of others the past is an event."""
    told = parties.scene.voices.innermost(verb.span)
    past = verb.form == "finite" and verb.tense == "past" and not verb.passive
    if not past or told is None or told.speaker is None:
        return False
    mine = {parties.side(id) for id in parties.subject(verb)}
    whose = parties.scene.actors_in((verb.span[1], max(verb.clause[1], verb.span[1])))
    others = {parties.side(id) for id in whose} - mine  # "Kyiv said it destroyed a Russian launcher"
    return parties.side(told.speaker) in mine and not others


def _site(parties: Parties, thing: Span, reach: Span) -> str | None:
    """Return the place that the thing is or stands in; for "it", the site named before it in the sentence."""
    scene = parties.scene
    if not PRONOUN.match(scene.words(thing)):
        return next(iter(scene.places_in(reach)), None)
    before = scene.places_in((scene.sentence(thing).span[0], thing[0]))
    return next((place for place in reversed(before) if scene.places[place].kind == "facility"), None)


def _owner(parties: Parties, thing: Span, place: str | None) -> tuple[str, ...]:
    scene = parties.scene
    if place is None:
        return parties.who(thing) if not PRONOUN.match(scene.words(thing)) else ()
    country = scene.places[place].country
    return (parties.states[country],) if country in parties.states else ()
