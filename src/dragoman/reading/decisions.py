"""Find decisions: which question (venue, date, agenda) of which meeting is on the table, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Marked, Verb
from dragoman.model import (
    Decision,
    DecisionStatus,
    Finding,
    Meeting,
    Option,
    OptionStance,
    Problem,
    Question,
    Reading,
    Span,
    Value,
    When,
    entry_id,
)
from dragoman.reading.force import own_force
from dragoman.reading.scene import Scene, cover, holds, touch

NONE_YET = re.compile(r"\b(?:no|not|neither|nor|yet to|without|has yet|have yet|undecided|unknown|unclear)\b", re.I)
RANK: tuple[DecisionStatus, ...] = ("open", "narrowed", "decided")
OPTIONS = re.compile(r"\b(?:options?|candidates?|choices?|shortlist|possibilities|alternatives)\b", re.I)


class Raising(Value, frozen=True, kw_only=True):
    """One place where a question is spoken of."""

    span: Span
    head: Span
    question: Question
    status: DecisionStatus
    about: str | None
    by: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()


@cache
def _words(part: str) -> dict[str, str]:
    return {row["word"]: row["value"] for row in terms.rows("questions") if row["part"] == part}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_words('noun'), key=len, reverse=True))})\b", re.I)


def decisions(marked: Marked, reading: Reading) -> Iterable[Finding]:
    """Yield each open, narrowed or decided question once, with the problem that no option is named."""
    scene = Scene(marked, reading)
    groups: dict[tuple[str | None, str], list[Raising]] = {}
    for raising in _raisings(scene):
        groups.setdefault((raising.about, raising.question), []).append(raising)
    for (about, _), raisings in groups.items():
        decision = _entry(scene, about, raisings)
        yield decision
        if not decision.options and decision.status != "decided":
            yield Problem(code="no-option", message="options are spoken of but none is named", entry=decision.id)


def _raisings(scene: Scene) -> Iterator[Raising]:
    for found in _pattern().finditer(scene.text):
        head = found.span()
        sentence = scene.sentence(head).span
        verb = scene.verb_of(head)
        if verb is None or not holds(sentence, head) or verb.lemma not in _words("verb"):
            continue
        about = _about(scene, head, sentence)
        if about is None:
            continue  # "the time has come", "details were not given": a question needs something that it is about
        question: Question = _words("noun")[found.group().casefold()]  # type: ignore[assignment]
        span = _extent(scene, verb, head, sentence)
        yield Raising(
            span=span,
            head=head,
            question=question,
            status=_status(scene, verb, span),
            about=about,
            by=_deciders(scene, verb),
            options=_options(scene, verb, question, span),
        )


def _about(scene: Scene, head: Span, sentence: Span) -> str | None:
    """Return the meeting that the question is about: named after it, else before it, else the last one to come."""
    to_come = [m for m in scene.reading.meetings if m.status not in ("held", "under-way")]

    def places(meeting: Meeting) -> list[Span]:
        return [source.span for source in meeting.sources]

    after = [m for m in to_come if any(touch(s, (head[1], sentence[1])) for s in places(m))]
    before = [m for m in to_come if any(touch(s, sentence) for s in places(m))]
    earlier = [m for m in to_come if any(s[0] < head[0] for s in places(m))]
    chosen = after or before or earlier[-1:]
    return chosen[0].id if chosen else None


def _status(scene: Scene, verb: Verb, span: Span) -> DecisionStatus:
    status: DecisionStatus = _words("verb")[verb.lemma]  # type: ignore[assignment]
    unsettled = own_force(verb) != "happened" or verb.form in ("to", "ing") or NONE_YET.search(scene.words(span))
    return "open" if status == "decided" and unsettled else status


def _extent(scene: Scene, verb: Verb, head: Span, sentence: Span) -> Span:
    phrase = next((p.span for p in scene.marked.phrases if holds(p.span, head)), head)
    start, end = cover([verb.span, phrase, head])
    return max(start, sentence[0]), min(end, sentence[1])


def _deciders(scene: Scene, verb: Verb) -> tuple[str, ...]:
    return next((scene.actors_in(link.subject) for link in scene.chain(verb) if link.subject), ())


def _options(scene: Scene, verb: Verb, question: Question, span: Span) -> tuple[Option, ...]:
    """Return the places or dates that the clause puts on the table, with the stance of who does."""
    stance: OptionStance = _words("option").get(verb.lemma, "accept")  # type: ignore[assignment]
    by = next(iter(_deciders(scene, verb)), None)
    if question == "venue":
        named = [scene.places[p].name for p in scene.places_in((span[0], max(span[1], verb.clause[1])))]
    elif question == "date":
        named = [time.edtf for time in scene.times_in(verb.clause) if time.edtf and ".." not in time.edtf]
    else:
        named = []
    if OPTIONS.search(scene.words(span)) is None and verb.lemma not in _words("option"):
        named = named if _words("verb")[verb.lemma] == "decided" else []
    return tuple(Option(value=value, by=by, stance=stance) for value in dict.fromkeys(named))


def _entry(scene: Scene, about: str | None, raisings: list[Raising]) -> Decision:
    meeting = next((m for m in scene.reading.meetings if m.id == about), None)
    status = max((r.status for r in raisings), key=RANK.index)
    question = raisings[0].question
    waiting = _constraint(meeting) if question == "date" and status != "decided" else None
    return Decision(
        id=entry_id(scene.marked.document, Decision, raisings[0].head, question),
        about=about,
        question=question,
        status=status,
        options=tuple(dict.fromkeys(option for r in raisings for option in r.options)),
        constraint=waiting,
        decided_by=_sides(scene, meeting),
        when=When(),
        sources=tuple(scene.source(r.span, status=r.status, by=r.by) for r in raisings),
    )


def _constraint(meeting: Meeting | None) -> str | None:
    if meeting is None or meeting.when.edtf is None:
        return None
    return meeting.when.text if meeting.when.edtf.endswith("..") else None


def _sides(scene: Scene, meeting: Meeting | None) -> tuple[str, ...]:
    """Return the states of those who will meet: it is theirs to decide."""
    if meeting is None:
        return ()
    states = {a.country: a.id for a in scene.actors.values() if a.kind == "state"}
    countries = dict.fromkeys(scene.country(p) for p in meeting.participants)
    return tuple(states[c] for c in countries if c in states)
