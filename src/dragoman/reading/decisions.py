"""Find decisions: which question (venue, date, agenda) of which meeting is on the table, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial

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
from dragoman.reading.questions import Asked, asked, meeting_of
from dragoman.reading.scene import Scene
from dragoman.spans import cover, holds, inside, touch

NONE_YET = re.compile(r"\b(?:no|not|neither|nor|yet to|without|has yet|have yet|undecided|unknown|unclear)\b", re.I)
NAMED_MATTER = re.compile(r"\s+(?:for|of)\s+((?:the|a|an|its|their)\s+[\w’' -]{3,60}?)(?=[,.;:]|\s(?:in|on|at|by)\s|$)")
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


def _raisings(scene: Scene) -> list[Raising]:
    """Return where questions are raised, in the order of the text: by a noun ("the venue of") or by an option."""
    by_noun = list(_from_nouns(scene))
    by_word = [r for r in map(partial(_from_asked, scene), asked(scene)) if not _met(r, by_noun)]
    by_option = [r for r in _from_options(scene) if not _met(r, [*by_noun, *by_word])]
    return sorted([*by_noun, *by_word, *by_option], key=lambda raising: raising.head)


def _met(raising: Raising, others: list[Raising]) -> bool:
    return any(touch(raising.span, other.span) for other in others)


def _from_asked(scene: Scene, question: Asked) -> Raising:
    """Return a question in so many words, about the meeting that its clause speaks of if it is where or when."""
    meeting = meeting_of(scene, question.span) if question.question in ("venue", "date") else None
    return Raising(
        span=question.span,
        head=question.head,
        question=question.question,
        status=question.status,
        about=meeting or question.about,
        by=_deciders(scene, question.verb),
        options=question.options,
    )


def _from_nouns(scene: Scene) -> Iterator[Raising]:
    for found in _pattern().finditer(scene.text):
        head = found.span()
        sentence = scene.sentence(head).span
        verb = _verb_of(scene, head)
        if verb is None or not scene.readable(head):
            continue
        candidates = verb.lemma == "be" and OPTIONS.search(scene.words(_whole(verb)))
        if not candidates and _key(scene, verb, "verb") is None:
            continue
        about = _about(scene, head, sentence) or _about_words(scene, verb, head, sentence)
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


def _verb_of(scene: Scene, head: Span) -> Verb | None:
    """Return the verb that settles or raises a question, as its subject or object: "has yet to be set"."""
    parts = (v for v in scene.near(head) if holds(v.subject, head) or holds(v.object, head))
    known = (v for v in parts if _key(scene, v, "verb"))
    return next(known, None) or scene.verb_of(head)


def _from_options(scene: Scene) -> Iterator[Raising]:
    """Yield the places and days put forward for a meeting to come: "prefers Da Nang", "offered to host it in Hanoi"."""
    for verb in scene.verbs:
        stance = _key(scene, verb, "option")
        sentence = scene.sentence(verb.span).span
        rest = (verb.span[1], max((verb.complement or verb.object or verb.span)[1], verb.span[1]))
        if stance is None or own_force(verb) == "hypothetical" or not _deciders(scene, verb):
            continue
        if verb.lemma in ("accept", "agree"):
            continue  # "has accepted an invitation to visit Pyongyang" puts no option on the table
        named: tuple[tuple[Question, list[str]], ...] = (
            ("venue", _places(scene, rest)),
            ("date", _days(scene, rest)),
        )
        meeting = _named_meeting(scene, sentence)
        for question, values in named if meeting else ():
            if values:
                yield Raising(
                    span=(min(verb.span[0], (verb.subject or verb.span)[0]), rest[1]),
                    head=verb.span,
                    question=question,
                    status="open",
                    about=meeting,
                    by=_deciders(scene, verb),
                    options=_as_options(scene, verb, values),
                )


def _named_meeting(scene: Scene, sentence: Span) -> str | None:
    """Return the meeting to come that the sentence speaks of."""
    to_come = [m for m in scene.reading.meetings if m.status not in ("held", "under-way") and m.kind != "visit"]
    return next((m.id for m in to_come if any(touch(s.span, sentence) for s in m.sources)), None)


def _key(scene: Scene, verb: Verb, part: str) -> str | None:
    """Return what terms/questions.tsv says of a verb, with its particle where it has one ("ruled out")."""
    return _words(part).get(scene.phrasal(verb)) or _words(part).get(verb.lemma)


def _whole(verb: Verb) -> Span:
    return cover([verb.subject or verb.span, verb.clause])


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


def _about_words(scene: Scene, verb: Verb, head: Span, sentence: Span) -> str | None:
    """Return in words what the question is about where it is no meeting: "no date was fixed for the accession".

    Where and when are only trusted to a verb of deciding: "reviewed the schedule of its flights".
    """
    question = _words("noun")[scene.words(head).casefold()]
    trusted = ("agenda", "format") if _key(scene, verb, "verb") == "open" else ("venue", "date", "agenda", "format")
    if _key(scene, verb, "verb") is None or question not in trusted:
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
    status: DecisionStatus = _key(scene, verb, "verb") or "open"  # type: ignore[assignment]
    unsettled = own_force(verb) != "happened" or verb.form in ("to", "ing") or NONE_YET.search(scene.words(span))
    statement = scene.voices.innermost(span)
    unsaid = statement is not None and statement.factuality in ("denied", "hoped", "possible", "conditional")
    return "open" if status == "decided" and (unsettled or unsaid) else status  # "denied that any date had been set"


def _extent(scene: Scene, verb: Verb, head: Span, sentence: Span) -> Span:
    phrase = next((p.span for p in scene.phrases_over(head)), head)
    start, end = cover([verb.span, phrase, head])
    return max(start, sentence[0]), min(end, sentence[1])


def _deciders(scene: Scene, verb: Verb) -> tuple[str, ...]:
    return next((scene.actors_in(link.subject) for link in scene.chain(verb) if link.subject), ())


def _options(scene: Scene, verb: Verb, question: Question, span: Span) -> tuple[Option, ...]:
    """Return the places or days that the clause puts on the table, with the stance of who does."""
    whole = cover([span, _whole(verb)])
    values = _places(scene, whole) if question == "venue" else _days(scene, whole) if question == "date" else []
    put_forward = (
        _key(scene, verb, "option") or OPTIONS.search(scene.words(whole)) or _status(scene, verb, span) == "decided"
    )
    return _as_options(scene, verb, values) if put_forward else ()


def _as_options(scene: Scene, verb: Verb, values: list[str]) -> tuple[Option, ...]:
    stance: OptionStance = _key(scene, verb, "option") or "accept"  # type: ignore[assignment]
    listed = verb.passive or verb.lemma == "be"  # "Hanoi and Da Nang are being considered": nobody is named
    by = None if listed else next(iter(_deciders(scene, verb)), None)
    return tuple(Option(value=value, by=by, stance=stance) for value in dict.fromkeys(values))


def _places(scene: Scene, span: Span) -> list[str]:
    """Return the places named, a capital that stands for no government here among them ("chose Vienna")."""
    found = []
    for mention in scene.outermost(span):
        at = next((of for of in mention.of if of in scene.places), None)
        if at is not None:
            found.append(scene.places[at].name)
        elif mention.quote in _cities():
            found.append(mention.quote)
    return found


@terms.cached
def _cities() -> frozenset[str]:
    capitals = (capital for row in terms.rows("countries") for capital in terms.values(row["capital"]))
    return frozenset((*capitals, *(row["name"] for row in terms.rows("places") if row["kind"] == "city")))


def _days(scene: Scene, span: Span) -> list[str]:
    return [
        time.edtf for time in scene.times_in(span) if time.edtf and ".." not in time.edtf and scene.ahead(time.edtf)
    ]


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
