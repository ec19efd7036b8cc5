"""Find who holds which stance on a place or day, told by a verb: "prefers Da Nang", "Minsk is preferred by Moscow"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import Option, OptionStance, Question, Span
from dragoman.reading.decisions.raised import (
    Raising,
    any_of,
    days,
    deciders,
    listed,
    looked_up,
    meeting_of,
    nearest_phrase,
    places,
)
from dragoman.reading.force import own_force
from dragoman.reading.scene import BEGUN, Scene
from dragoman.spans import holds, touch

BY = re.compile(r"[^,;.]{0,20}?\bby\s+")
WHERE = re.compile(r"\s+(?:in\s+|at\s+)?")
WHICH = re.compile(r",?\s+which\s+$")
FOR = re.compile(r"\s+(?:for|on|against|to)\s+")
RATHER = re.compile(r"\bwould (?:rather|sooner)\b", re.I)
THE_IDEA = re.compile(r"(?:the\s+)?(?:idea|choice|option|possibility)\s+of\s+", re.I)
IN = re.compile(r"\b(?:in|at|to|into|near)\s+(?:the\s+)?$", re.I)
OR = re.compile(r"\s*(?:,|or|and|,\s*or)\s+$")
SOME_PLACE = re.compile(
    r"(?:a|some)\s+(?:neutral|third)\s+(?:country|place|state|capital|city|venue|ground|location)\b", re.I
)
AS_VENUE = re.compile(
    r"\b(?:as\s+(?:the|a|its|their)\s+(?:venue|place|seat|site|location|date|day)\s+(?:of|for)|for)\s+"
    r"((?:the|a|its|their|any)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:talks|conference|summit|meeting|negotiations|round|congress|session|signing|handover|ceremony|vote)\b)"
    r"|\bas\s+(?:the|a|its|their)\s+(venue|place|seat|site|location)\b"
)
# "wants it to be held in Brussels": the meeting or accord of the sentence before.
IT_IN = re.compile(
    r"\s+(?:it|them|this|these)\s+(?:to\s+(?:be\s+(?:held|signed|hosted)|take place)\s+|held\s+|signed\s+)?(?:in|at)\s"
)
ITSELF = re.compile(r"(?:itself|themselves)$", re.I)
NEXT_HOLDER = re.compile(r",?\s+(?:(?:and|while|but)\s+)?")
NEXT_PLACE = re.compile(r"\s+(?:in|for)?\s*")
OPPOSITE: dict[str, OptionStance] = {"prefer": "disfavour", "accept": "reject", "offer": "reject", "reject": "accept"}
BEFORE, AFTER = 2, 1
"""How many sentences before an option and after it may name the meeting or the question that it is for."""


def stance_of(scene: Scene, verb: Verb) -> OptionStance | None:
    """Return the stance that a verb tells: "would prefer", "did not rule out" (accepts), "does not want"."""
    stance: OptionStance | None = looked_up(scene, verb, "option")  # type: ignore[assignment]
    if stance is None and verb.lemma == "be":
        said = any_of("predicate").match(scene.text, verb.span[1] + 1)
        stance = listed("predicate")[said.group().casefold()] if said else None  # type: ignore[assignment]
    if RATHER.search(scene.words(verb.span)):
        return "prefer"
    would = scene.words(verb.span).split(" ")[0].casefold() in ("would", "’d", "'d")
    if stance is None or (own_force(verb) == "hypothetical" and not would):
        return None
    return OPPOSITE.get(stance) if verb.negated else stance


def holders_of(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return whose stance it is: the subject, or of a passive verb the agent."""
    if not verb.passive:
        return deciders(scene, verb)
    by = BY.match(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    agent = nearest_phrase(scene, by.end()) if by else None
    return scene.actors_in(agent)


def wanted(scene: Scene, verb: Verb) -> Span | None:
    """Return the words of what a verb wants: its object, what follows its "for" or "on", or what "which" stands for."""
    if verb.passive:
        return verb.subject
    said = any_of("predicate").match(scene.text, verb.span[1] + 1) if verb.lemma == "be" else None
    if said or RATHER.search(scene.words(verb.span)):
        end = max(verb.clause[1], verb.span[1])
        found = WHERE.match(scene.text, said.end() if said else verb.span[1], end)
        return (found.end(), end) if found else None
    after = FOR.match(scene.text, verb.span[1])
    if after:
        return nearest_phrase(scene, after.end()) or (after.end(), max(after.end(), verb.clause[1]))
    if verb.object is None and verb.complement is None and verb.subject is not None:
        before = WHICH.search(scene.text, scene.sentence(verb.span).span[0], verb.subject[0])
        return _phrase_to(scene, before.start()) if before else (verb.span[1], verb.clause[1])
    return verb.object


def _phrase_to(scene: Scene, end: int) -> Span | None:
    """Return the longest noun phrase that ends at an offset."""
    spans = [p.span for p in scene.phrases_over((end - 1, end)) if p.span[1] == end]
    return min(spans, default=None)


def stances(scene: Scene, raised: list[Raising]) -> Iterator[Raising]:
    """Yield the places and days put forward; `raised` holds the questions found so far, and grows by what is yielded.

    A place is an option where its sentence speaks of a meeting to come, or where it is itself what is wanted and the
    sentences around it have a meeting to come or leave the venue open. "Prefer New York to London" is neither.
    """
    told = [(verb, stance) for verb in scene.verbs if (stance := stance_of(scene, verb))]
    for _ in range(2):  # "Moscow proposed Minsk, Kyiv suggested Istanbul for the next meeting"
        for verb, stance in tuple(told):
            holders = holders_of(scene, verb)
            nobody = verb.passive and stance == "reject"  # "Jakarta was ruled out"
            if not (holders or nobody):
                continue
            for question in ("venue", "date"):
                found = _raising(scene, verb, stance, holders, question, raised)
                if found is not None:
                    raised.append(found)
                    told = [(other, its) for other, its in told if other is not verb]
                    yield found


def _raising(
    scene: Scene, verb: Verb, stance: OptionStance, holders: tuple[str, ...], question: Question, raised: list[Raising]
) -> Raising | None:
    end = max((verb.complement or verb.object or verb.span)[1], verb.span[1])
    if meeting_of(scene, (verb.span[1], verb.clause[1])):
        end = max(end, verb.clause[1])  # "would like the talks in Astana"
    around = (verb.span[1], end)
    proper = _proper(scene, verb, stance, question)
    values = proper or ([] if verb.passive else _in(scene, around) if question == "venue" else days(scene, around))
    about = _meeting_here(scene, verb) if _puts_forward(scene, verb) else None
    if about is None:
        pointed = question == "venue" and IT_IN.match(scene.text, verb.span[1]) is not None
        about = _as_venue(scene, verb) if proper else None
        about = about or (_spoken_of(scene, verb.span, question, raised) if proper or pointed else None)
    if not values or about is None:
        return None
    span = (min(verb.span[0], (verb.subject or verb.span)[0]), max(end, (wanted(scene, verb) or verb.span)[1]))
    options = [
        Option(value=value, by=by, stance=stance) for value in dict.fromkeys(values) for by in holders or (None,)
    ]
    if question == "venue":
        more, last = _gapped(scene, span[1], stance)
        options, span = [*options, *more], (span[0], last)
    return Raising(
        span=span, head=verb.span, question=question, status="open", about=about, by=holders, options=tuple(options)
    )


def _puts_forward(scene: Scene, verb: Verb) -> bool:
    """Return whether a place in the words wanted is put forward, and not merely where somebody is asked to be.

    "Has accepted an invitation to visit Pyongyang" and "proposed that they meet in Cairo" put no option on the table.
    """
    if verb.lemma in ("accept", "agree"):
        return False
    return not any(v.lemma in ("meet", "visit") for v in scene.verbs_in((verb.span[1], verb.clause[1])))


def _proper(scene: Scene, verb: Verb, stance: OptionStance, question: Question) -> list[str]:
    """Return the places or days that are themselves what is wanted: "wants Geneva", not "wants peace in Geneva"."""
    span = wanted(scene, verb)
    if span is None:
        return []
    if question == "venue" and stance == "offer" and verb.subject and ITSELF.match(scene.words(span)):
        return places(scene, verb.subject) or [scene.words(verb.subject).removeprefix("The ")]
    idea = THE_IDEA.match(scene.text, span[0])
    span = (idea.end(), verb.clause[1]) if idea else span
    some = SOME_PLACE.match(scene.words(span)) if question == "venue" else None
    if some:
        return [some.group()]
    first = [m for m in scene.outermost(span) if m.span[0] - span[0] <= len("the ")]
    times = [t for t in scene.times_in(span) if t.span[0] - span[0] <= len(" the ")]
    return _named(scene, question, span) if (first if question == "venue" else times) else []


def _as_venue(scene: Scene, verb: Verb) -> str | None:
    """Return the meeting for which the clause names a place: "Oslo for the talks", "Bonn as the seat of the talks"."""
    found = AS_VENUE.search(scene.text, verb.span[1], max(verb.span[1], verb.clause[1]))
    if found is None:
        return None
    return found.group(2) or meeting_of(scene, found.span(1)) or found.group(1)


def _in(scene: Scene, around: Span) -> list[str]:
    """Return the places behind "in" or "at": "the talks with Moscow in Astana or Minsk" are not in Moscow."""
    found: list[str] = []
    last = around[0]
    for mention in scene.outermost(around):
        here = places(scene, mention.span)
        if (
            IN.search(scene.text, around[0], mention.span[0])
            or found
            and OR.fullmatch(scene.text, last, mention.span[0])
        ):
            found += here
        last = mention.span[1]
    return found


def _named(scene: Scene, question: Question, span: Span) -> list[str]:
    return places(scene, span) if question == "venue" else days(scene, span)


def _meeting_here(scene: Scene, verb: Verb) -> str | None:
    """Return the meeting to come that the sentence speaks of."""
    sentence = scene.sentence(verb.span).span
    to_come = [m for m in scene.reading.meetings if m.status not in BEGUN and m.kind != "visit"]
    return next((m.id for m in to_come if any(touch(s.span, sentence) for s in m.sources)), None)


def _spoken_of(scene: Scene, span: Span, question: Question, raised: list[Raising]) -> str | None:
    """Return what the same question was raised about nearby, else the nearest meeting to come."""
    here = scene.sentence_at(span)

    def near(other: Span) -> bool:
        return -AFTER <= here - scene.sentence_at(other) <= BEFORE

    same = [r for r in raised if r.question == question and near(r.head)]
    if same:
        return min(same, key=lambda r: abs(r.head[0] - span[0])).about
    to_come = [m for m in scene.reading.meetings if m.status not in BEGUN and m.kind != "visit"]
    return next((m.id for m in reversed(to_come) if any(near(source.span) for source in m.sources)), None)


def _gapped(scene: Scene, end: int, stance: OptionStance) -> tuple[list[Option], int]:
    """Return the options that follow without their verb: "would like it in Astana, the rebels in Geneva"."""
    between = NEXT_HOLDER.match(scene.text, end)
    holder = nearest_phrase(scene, between.end()) if between else None
    actors = scene.actors_in(holder)
    following = NEXT_PLACE.match(scene.text, holder[1]) if holder and actors else None
    place = nearest_phrase(scene, following.end()) if following else None
    values = places(scene, place) if place and holds(scene.sentence((end, end)).span, place) else []
    options = [Option(value=value, by=by, stance=stance) for value in values for by in actors]
    return options, place[1] if place and options else end
