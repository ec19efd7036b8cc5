"""Find the questions that words ask outright: "has not decided whether", "unclear when", a decision put off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import DecisionStatus, Option, Question, Span, Value
from dragoman.reading.force import governors, key, own_force
from dragoman.reading.scene import Scene
from dragoman.spans import touch

WH = re.compile(
    r"\s*(?:(?:yet|still|also|now|on|about|over|upon|as to)\s+){0,2}(whether|when|where|which|how many|how|what|who)\b"
    r"(?!\s+(?:he|she|it|they|we|I)\s+(?:called|described|termed|said)\b)",
    re.I,
)
CLAUSE_END = re.compile(r"[,;.“”\"\n]|''|``|\s[–—]\s|\b(?:said|says|told|but|while)\b")
BY_WORD: dict[str, Question] = {"when": "date", "where": "venue"}
FORMAT = re.compile(r"\b(?:room|tables?|seats?|sit|chair|format|languages?|level|observers?|delegations?)\b", re.I)
AGENDA = re.compile(r"\b(?:agenda|topics?|issues?|first|items?)\b", re.I)
TERMS = re.compile(r"\b(?:terms|conditions|wording)\b", re.I)
UNSETTLED = re.compile(
    r"\b(?:unclear|uncertain|undecided|unknown|unresolved|unsettled|divided|split|open|not clear|not known|not decided"
    r"|another matter|in doubt)\b",
    re.I,
)
PUT_OFF = re.compile(
    r"\s*(?:off\s+)?(?:(?:the|a|any|its|their|his|her)\s+)?(?:final\s+)?(?:decision|vote|ruling)\b", re.I
)
MATTER = re.compile(r"\s+(?:on|about|over|whether)\s+([^,;.\n“”]{3,80})")
MOVED_TO = re.compile(r"\b(?:to|until|till|by)\s+$", re.I)
DEADLINE = re.compile(r"\bdeadline\b", re.I)
MOVING = {"move", "extend", "push", "postpone", "prolong", "shift", "defer", "set", "fix", "put", "delay"}


class Asked(Value, frozen=True, kw_only=True):
    """A question in so many words: what it is about, and how far it is settled."""

    span: Span
    head: Span
    question: Question
    status: DecisionStatus
    about: str
    verb: Verb
    options: tuple[Option, ...] = ()


def asked(scene: Scene) -> Iterator[Asked]:
    """Yield the questions in the order of their verbs."""
    for verb in scene.verbs:
        found = _clause(scene, verb) or _put_off(scene, verb) or _deadline(scene, verb)
        if found is not None:
            yield found


@terms.cached
def _asking() -> dict[str, str]:
    return {row["word"]: row["value"] for row in terms.rows("questions") if row["part"] == "asking"}


def _clause(scene: Scene, verb: Verb) -> Asked | None:
    """Return the question of a clause: "has not decided whether to attend", "It is unclear when they will meet"."""
    end = scene.sentence(verb.span).span[1]
    told = scene.text[verb.span[1] : min(end, verb.span[1] + 40)]
    after = UNSETTLED.match(told.lstrip()) if verb.lemma in ("be", "remain") else None
    start = verb.span[1] + (len(told) - len(told.lstrip()) + after.end() if after else 0)
    value = "open" if after else _asking().get(verb.lemma)
    wh = WH.match(scene.text, start, end)
    if value is None or wh is None or (value == "untold" and not _untold(scene, verb)):
        return None
    stop = CLAUSE_END.search(scene.text, wh.end(), end)
    clause = (wh.start(1), stop.start() if stop else end)
    if clause[1] - wh.end() < 3 or not (after or _officials(scene, verb)):
        return None
    settled = value == "decided" and own_force(verb) == "happened" and verb.form == "finite"
    word = wh.group(1).casefold()
    return Asked(
        span=(verb.span[0], clause[1]),
        head=verb.span,
        question=_question(word, scene.words(clause)),
        status="decided" if settled and word != "whether" else "open",
        about=scene.words(clause).strip(),
        verb=verb,
    )


def _untold(scene: Scene, verb: Verb) -> bool:
    """Return whether it is not told: "did not say when", "declined to say where"."""
    above = scene.chain(verb)[1:2]
    return verb.negated or any(governors().get(key(scene, link)) == "refused" for link in above)


def _officials(scene: Scene, verb: Verb) -> bool:
    """Return whether somebody is named whose question it is; a body's verb may be passive and name none."""
    return verb.passive or any(scene.actors_in(link.subject) for link in scene.chain(verb))


def _question(word: str, clause: str) -> Question:
    if word in BY_WORD:
        return BY_WORD[word]
    if AGENDA.search(clause):
        return "agenda"
    return "format" if FORMAT.search(clause) else "terms" if TERMS.search(clause) else "other"


def _put_off(scene: Scene, verb: Verb) -> Asked | None:
    """Return the question on which a decision was put off: "postponed a decision on the sale"."""
    if governors().get(key(scene, verb)) != "postponed":
        return None
    start = verb.subject[0] if verb.passive and verb.subject else verb.span[1]
    noun = PUT_OFF.match(scene.text, start)
    matter = MATTER.match(scene.text, noun.end()) if noun else None
    if matter is None:
        return None
    span = (min(verb.span[0], start), max(verb.span[1], matter.end()))
    return Asked(span=span, head=verb.span, question="other", status="open", about=matter.group(1).strip(), verb=verb)


def _deadline(scene: Scene, verb: Verb) -> Asked | None:
    """Return the day to which a deadline was moved: "extended the deadline for a deal to 30 June"."""
    part = verb.subject if verb.passive else verb.object
    if verb.lemma not in MOVING or part is None or not DEADLINE.search(scene.words(part)):
        return None
    rest = (max(verb.span[1], part[1]), scene.sentence(verb.span).span[1])
    to = next((t for t in scene.times_in(rest) if MOVED_TO.search(scene.text[max(0, t.span[0] - 8) : t.span[0]])), None)
    if to is None or to.edtf is None or own_force(verb) != "happened":
        return None
    by = None if verb.passive else next(iter(scene.actors_in(verb.subject)), None)
    return Asked(
        span=(min(verb.span[0], part[0]), to.span[1]),
        head=verb.span,
        question="date",
        status="decided",
        about=scene.words(part),
        verb=verb,
        options=(Option(value=to.edtf, by=by, stance="accept"),),
    )


def meeting_of(scene: Scene, span: Span) -> str | None:
    """Return the meeting to come that the words speak of."""
    to_come = (m for m in scene.reading.meetings if m.status not in ("held", "under-way"))
    return next((m.id for m in to_come if any(touch(source.span, span) for source in m.sources)), None)
