"""Find the questions that a noun names: "no venue has been fixed", "argued over the agenda of the talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import DecisionStatus, Meeting, Option, OptionStance, Question, Span
from dragoman.reading.decisions.raised import Raising, agents, any_of, days, deciders, listed, looked_up, places, whole
from dragoman.reading.force import own_force
from dragoman.reading.scene import BEGUN, Scene
from dragoman.spans import cover, holds, inside, touch

NONE_YET = re.compile(r"\b(?:no|not|neither|nor|yet to|without|has yet|have yet|undecided|unknown|unclear)\b", re.I)
NAMED_MATTER = re.compile(
    r"\s+(?:for|of)\s+((?:the|a|an|its|their)\s+[\w’' -]{3,60}?)"
    r"(?=[,.;:]|\s(?:in|on|at|by|is|are|was|were|has|have|had|remains?)\s|$)"
)
UNTIL_NOW = re.compile(r"\b(?:without (?:settling|agree\w+|decid\w+)|no agreement|still)\b", re.I)
ROW = re.compile(
    r"\b(?:dispute|row|quarrel|wrangle|disagreement|differences|argument|wrangling|haggling)s?\s+(?:on|over|about)\s+(?:the\s+)?$",
    re.I,
)
AT_ODDS = re.compile(r"\b(?:at odds|divided|split|deadlocked|in dispute|at loggerheads)\b.{0,20}?\bover\b", re.I)
MOVED = re.compile(r"\s+(?:from\s+.{3,60}?\s+)?to\s+")
NO_DEAL = re.compile(
    r"\b(?:no (?:agreement|consensus|deal|decision)\b.{0,30}?"
    r"|(?:not|yet to|failed to|without) (?:agree|agreeing|reach\w*|settl\w*)"
    r"\b.{0,20}?)\bon\s.{0,40}$",
    re.I,
)
UP_IN_THE_AIR = re.compile(
    r"\s*(?:still\s+|also\s+)?(?:in dispute|disputed|open\b|unclear|undecided|unsettled|uncertain|unknown|up in the air"
    r"|to be (?:settled|decided|agreed|fixed)|under discussion|a matter of dispute)",
    re.I,
)
COMMON = {"time", "place", "seat", "site", "text", "details", "schedule"}
OF_WHAT = re.compile(r"\s+(?:of|for|and)\b", re.I)
NO_BEFORE = re.compile(r"\b(?:no|any|the|their)\s+$", re.I)
HIS = re.compile(r"(?:\b(?:his|her|my|your|own)|[’']s?)\s+$", re.I)
NO = re.compile(r"no\b", re.I)
OVER = re.compile(r"\sover\s", re.I)
ASKING = frozenset(["ask", "request", "demand", "raise"])
CHANGE = re.compile(r"\b(?:change|choice|question|issue|matter) of\s+(?:the\s+|a\s+)?$", re.I)
POSSIBLE = re.compile(r"\b(?:possible|potential|likely|alternative|proposed)\s+(?=$|\w+s\b)", re.I)
NO_EXACT = re.compile(r"\bno (?:exact|precise|specific|firm|definite)\b", re.I)
OPTIONS = re.compile(r"\b(?:options?|candidates?|choices?|shortlist|possibilities|alternatives)\b", re.I)


def from_nouns(scene: Scene) -> Iterator[Raising]:
    """Yield what nouns such as venue, date, agenda and seat raise, where a verb or "no" makes them a question."""
    for found in any_of("noun").finditer(scene.text):
        head = found.span()
        sentence = scene.sentence(head).span
        verb = _verb_of(scene, head)
        if verb is None or not scene.readable(head) or _passing(scene, head):
            continue
        candidates = verb.lemma == "be" and OPTIONS.search(scene.words(whole(verb)))
        candidates = candidates or POSSIBLE.search(scene.text, max(0, head[0] - 16), head[0])
        if not (candidates or _kind(scene, verb, head) or _lacked(scene, verb, head)):
            continue
        about = _about(scene, head, sentence) or _about_words(scene, verb, head, sentence)
        if about is None:
            continue  # "the time has come", "details were not given": a question needs something that it is about
        question: Question = listed("noun")[found.group().casefold()]  # type: ignore[assignment]
        span = _extent(scene, verb, head, sentence)
        yield Raising(
            span=span,
            head=head,
            question=question,
            status=_status(scene, verb, span),
            about=about,
            by=deciders(scene, verb),
            decided_by=agents(scene, verb),
            options=_options(scene, verb, question, span),
        )


def _passing(scene: Scene, head: Span) -> bool:
    """Return whether a common word is meant: "limited time", "a seat that could decide", "to further her agenda"."""
    before, after = scene.text[max(0, head[0] - 12) : head[0]], scene.text[head[1] : head[1] + 6]
    common = scene.words(head).casefold() in COMMON and not NO_BEFORE.search(before)
    return (common or bool(HIS.search(before))) and not OF_WHAT.match(after)


def _kind(scene: Scene, verb: Verb, head: Span) -> str | None:
    """Return what the verb does to the question: open, narrowed or decided; "are at odds over" leaves it open."""
    if verb.lemma in ASKING and CHANGE.search(scene.text, max(0, head[0] - 24), head[0]):
        return "open"
    told = looked_up(scene, verb, "verb")
    no_deal = NO_DEAL.search(scene.text, scene.sentence(head).span[0], head[0])
    return told or ("open" if no_deal or _disputed(scene, verb, head) else None)


def _disputed(scene: Scene, verb: Verb, head: Span) -> bool:
    """Return whether sides are at odds over it, or it is itself in dispute: "The date remains in dispute"."""
    if ROW.search(scene.text, max(0, head[0] - 40), head[0]):
        return True
    if verb.lemma not in ("be", "remain", "divide", "split"):
        return False
    end = scene.sentence(head).span[1]
    subject = holds(verb.subject, head) and UP_IN_THE_AIR.match(scene.text, verb.span[1], end)
    return bool(subject or AT_ODDS.search(scene.text, verb.span[0], head[0]))


def _lacked(scene: Scene, verb: Verb, head: Span) -> bool:
    """Return whether there is none yet: "the talks have no venue", "lack an agenda"."""
    return holds(verb.object, head) and (
        verb.lemma == "lack" or verb.lemma == "have" and bool(NO.match(scene.words(verb.object or head)))
    )


def _verb_of(scene: Scene, head: Span) -> Verb | None:
    """Return the verb that settles or raises a question, as its subject or object: "has yet to be set"."""
    parts = (v for v in scene.near(head) if holds(v.subject, head) or holds(v.object, head))
    known = (v for v in parts if looked_up(scene, v, "verb"))
    return next(known, None) or scene.verb_of(head)


def _about(scene: Scene, head: Span, sentence: Span) -> str | None:
    """Return the meeting that the question is about: named after it, else before it, else the last one to come."""
    to_come = [m for m in scene.reading.meetings if m.status not in BEGUN]

    def spots(meeting: Meeting) -> list[Span]:
        return [source.span for source in meeting.sources]

    after = [m for m in to_come if any(touch(s, (head[1], sentence[1])) for s in spots(m))]
    before = [m for m in to_come if any(touch(s, sentence) for s in spots(m))]
    earlier = [m for m in to_come if any(s[0] < head[0] for s in spots(m))]
    chosen = after or before or earlier[-1:]
    return chosen[0].id if chosen else None


def _about_words(scene: Scene, verb: Verb, head: Span, sentence: Span) -> str | None:
    """Return in words what the question is about where it is no meeting: "no date was fixed for the accession".

    Where and when are only trusted to a verb of deciding: "reviewed the schedule of its flights".
    """
    question = listed("noun")[scene.words(head).casefold()]
    if _lacked(scene, verb, head) and verb.subject:
        return scene.words(verb.subject)
    kind = _kind(scene, verb, head)
    if question in ("agenda", "format") and kind == "open" and UNTIL_NOW.search(scene.words(whole(verb))):
        return scene.words(max((p.span for p in scene.phrases_over(head)), key=lambda s: s[1] - s[0], default=head))
    trusted: tuple[str, ...] = ("agenda", "format") if kind == "open" else ("venue", "date", "agenda", "format")
    if OVER.search(scene.text, verb.span[1], head[0]) or kind == "open" and _disputed(scene, verb, head):
        trusted = (
            "venue",
            "date",
            "agenda",
            "format",
            "terms",
        )  # "are haggling over the wording of the preamble"
    if CHANGE.search(scene.text, max(0, head[0] - 24), head[0]):
        return scene.words(head)
    if (
        kind == "narrowed"
        or (kind == "open" and question in ("agenda", "format") and _disputed(scene, verb, head))
        or (kind == "decided" and " " in scene.words(head) and question in ("agenda", "format"))
    ):
        return scene.words(max((p.span for p in scene.phrases_over(head)), key=lambda s: s[1] - s[0], default=head))
    if kind is None or question not in trusted:
        return None
    found = NAMED_MATTER.match(scene.text, head[1], sentence[1])
    if found:
        phrases = (p.span for p in inside(scene.marked.phrases, (found.start(1), sentence[1])))
        return next((scene.words(span) for span in phrases if span[0] == found.start(1)), found.group(1))
    voice = scene.voices.of(head)
    before = [v for v in scene.near(head) if v.span[1] <= head[0] and v.subject and v is not verb]
    before = [v for v in before if scene.voices.of(v.span) == voice]
    return scene.words(before[-1].subject) if before and before[-1].subject else None


def _status(scene: Scene, verb: Verb, span: Span) -> DecisionStatus:
    status: DecisionStatus = looked_up(scene, verb, "verb") or "open"  # type: ignore[assignment]
    unsettled = own_force(verb) != "happened" or verb.form in ("to", "ing") or NONE_YET.search(scene.words(span))
    statement = scene.voices.innermost(span)
    unsaid = statement is not None and statement.factuality in ("denied", "hoped", "possible", "conditional")
    if NO_EXACT.search(scene.words(span)) and days(scene, scene.sentence(span).span):
        return "narrowed"  # "planned for early March, but no exact date was fixed"
    return "open" if status == "decided" and (unsettled or unsaid) else status  # "denied that any date had been set"


def _extent(scene: Scene, verb: Verb, head: Span, sentence: Span) -> Span:
    phrase = next((p.span for p in scene.phrases_over(head)), head)
    start, end = cover([verb.span, phrase, head])
    return max(start, sentence[0]), min(end, sentence[1])


def _options(scene: Scene, verb: Verb, question: Question, span: Span) -> tuple[Option, ...]:
    """Return the places or days that the clause puts on the table, with the stance of who does."""
    around = cover([span, whole(verb)])
    if question == "venue" and _moved(scene, verb):
        values = places(scene, (_moved(scene, verb), around[1]))
    else:
        values = places(scene, around) if question == "venue" else days(scene, around) if question == "date" else []
    candidates = (
        looked_up(scene, verb, "option") or OPTIONS.search(scene.words(around)) or POSSIBLE.search(scene.words(around))
    )
    if question == "date" and not values and NO_EXACT.search(scene.words(span)):
        values = days(scene, scene.sentence(span).span)
        return as_options(scene, verb, values)
    put_forward = candidates or _status(scene, verb, span) == "decided"
    return as_options(scene, verb, values) if put_forward else ()


def _moved(scene: Scene, verb: Verb) -> int:
    """Return where the new place begins: "was changed from Naivasha to Machakos"; 0 where none was left."""
    found = MOVED.match(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    return found.end() if found else 0


def as_options(scene: Scene, verb: Verb, values: list[str]) -> tuple[Option, ...]:
    """Return values as options, each with the stance of the verb and who holds it."""
    stance: OptionStance = looked_up(scene, verb, "option") or "accept"  # type: ignore[assignment]
    nobody = verb.passive or verb.lemma == "be"  # "Hanoi and Da Nang are being considered"
    holders = () if nobody else deciders(scene, verb)
    return tuple(
        Option(value=value, by=by, stance=stance) for value in dict.fromkeys(values) for by in holders or (None,)
    )
