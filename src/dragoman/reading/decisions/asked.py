"""Find the questions that words ask outright: "has not decided whether", "unclear when", a decision put off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.markup import Verb
from dragoman.model import DecisionStatus, Option, Question, Span, Time
from dragoman.reading.decisions.raised import Raising, deciders, listed, matter, meeting_of, places
from dragoman.reading.force import BE_TO, governors, key, own_force
from dragoman.reading.scene import Scene

WH = re.compile(
    r"\s*(?:(?:yet|still|also|now|on|about|over|upon|as to)\s+){0,2}"
    r"(whether|when|where|which|how many|how|what|who|if)\b"
    r"(?!\s+(?:he|she|it|they|we|I)\s+(?:called|described|termed|said)\b)",
    re.I,
)
FURTHER = re.compile(
    r"\s+(?:(?!that\b|to\b|who\b|which\b|what\b|how\b|when\b|where\b)[\w’'-]+\s+){1,5}?"
    r"(?:(?:on|about|over|upon|as to)\s+(who|which|what|how many|how|when|where|whether)|(whether|if))\b",
    re.I,
)
TIMED = re.compile(
    r"\s+(?:on|in|by|at|before|after|next|this|later)\s+(?:[\w’'-]+\s+){1,3}?"
    r"(whether|when|where|which|how many|how|what|who)\b"
)
CLAUSE_END = re.compile(r"[,;.“”\"\n]|''|``|\s[–—]\s|\b(?:said|says|told|but|while)\b")
BY_WORD: dict[str, Question] = {"when": "date", "where": "venue"}
UNSETTLED = re.compile(
    r"\b(?:unclear|uncertain|undecided|unknown|unresolved|unsettled|divided|split|open|not clear|not known|not decided"
    r"|another matter|in doubt)\b",
    re.I,
)
NOT_CLEAR = re.compile(r"(?:\w+ly\s+)?(?:clear|known|decided|certain|settled)\b", re.I)
PUT_OFF = re.compile(
    r"\s*(?:off\s+)?(?:(?:the|a|any|its|their|his|her)\s+)?(?:final\s+)?(?:decision|vote|ruling)\b", re.I
)
ON_WHAT = re.compile(r"\s+(?:on|about|over|whether)\s+([^,;.\n“”]{3,80})")
FRONTED = re.compile(
    r"(?:^|[;:]\s+|,\s+(?:(?:and|but|though|although|while)\s+)?|\bsaid\s+|\b(?:question|issue|matter) (?:of|as to)\s+)"
    r"((whether|when|where|which|how many|how|what|who)\b[^;.\n“”\"]{3,140}?)\s+(?:"
    r"(?:is|are|was|were|remains?|remained)\s+(?:(?:still|yet|now|also)\s+){0,2}"
    r"(?:to be (?:decided|settled|agreed|fixed)|(?:being\s+)?(?:negotiated|discussed|debated|argued over|worked out)"
    r"|under (?:discussion|negotiation|review)|open\b|unclear|undecided|unresolved|unsettled|uncertain|another matter"
    r"|in dispute|disputed)"
    r"|(?:will|would|is to|are to|should|must|was to)\s+(?:still\s+)?be\s+"
    r"(?:decided|settled|agreed|negotiated|discussed)"
    r"|(?:divides?|divided|split|splits)\s+(?:the|both|them)\b|remains?\s+unanswered"
    r"|(?:has|have|had)\s+(?:(?:still|yet|not|never)\s+){1,2}(?:to be|been)\s+"
    r"(?:settled|decided|agreed|fixed|resolved|answered))",
    re.I,
)
NO_DECISION = re.compile(
    r"\b(?:no (?:final |formal )?decision|not (?:yet )?(?:made|taken|reached|come to) (?:a|any) (?:final )?decision"
    r"|yet to (?:make|take|reach) (?:a|any) (?:final )?decision)(?:\s+(?:has|had|have)(?:\s+(?:yet|so far))?"
    r"\s+been\s+(?:made|taken|reached))?(?:\s+yet)?\s+(?:on|about|over|as to)\s+"
    r"((whether|when|where|which|how many|how|what|who|the|its|their)\b[^,;.\n“”\"]{3,140})",
    re.I,
)
LABELLED = re.compile(
    r"\b(?:(?:undecided|unclear|unresolved|unsettled|open):|no word(?:\s+yet)?\s+(?:on|about)"
    r"|no indication(?:\s+yet)?\s+(?:of|on|as to)"
    r"|(?<!made )(?<!took )(?<!reached )(?:a|the|any|final|its|their) decision (?:on|about|as to|over))"
    r"\s+((whether|when|where|which|how many|how|what|who)\b[^;.\n“”\"]{3,140})",
    re.I,
)
NOBODY = re.compile(r"(?:neither|none of|no one|nobody)\b", re.I)
BETWEEN = re.compile(r"\s+between\s+([^,;.\n“”]{3,60}?)\s+and\s+([^,;.\n“”]{3,60})")
CHOOSING = {"choose", "decide", "pick", "select"}
IF_AFTER = {"decide", "determine", "say", "be", "remain"}
PREPOSITION = re.compile(r"(?:in|at|on|by|to|before|after|for|as)\b", re.I)
MOVED_TO = re.compile(r"\b(?:to|until|till|by)\s+$", re.I)
DEADLINE = re.compile(r"\b(?:deadlines?|elections?|referendum|ballot|handover|withdrawal|signing)\b", re.I)
MOVING = {"move", "extend", "push", "postpone", "prolong", "shift", "defer", "set", "fix", "put", "delay", "bring"}


def asked(scene: Scene) -> Iterator[Raising]:
    """Yield the questions: those that lead their sentence, then in the order of their verbs."""
    for sentence in scene.marked.sentences:
        yield from _fronted(scene, sentence.span)
    for verb in scene.verbs:
        found = _clause(scene, verb) or _between(scene, verb) or _put_off(scene, verb) or _deadline(scene, verb)
        if found is not None:
            yield found


def _fronted(scene: Scene, sentence: Span) -> Iterator[Raising]:
    """Yield the question that leads its clause: "Whether the Kurds will sit at the table is undecided"."""
    for found in FRONTED.finditer(scene.text[sentence[0] : sentence[1]]):
        start, end = (sentence[0] + at for at in found.span(1))
        question = _question_of(scene, (start, end), found.group(2), (start, sentence[0] + found.end()), "open", ())
        if not _over(scene, (start, end)) and _to_come(scene, (start, end), question):
            yield question
    for pattern in (NO_DECISION, LABELLED):
        for found in pattern.finditer(scene.text[sentence[0] : sentence[1]]):
            start, end = (sentence[0] + at for at in found.span(1))
            question = _question_of(scene, (start, end), found.group(2), (sentence[0] + found.start(), end), "open", ())
            if not _over(scene, (start, end)) and _to_come(scene, (start, end), question):
                yield question


def _question_of(
    scene: Scene, clause: Span, word: str, span: Span, status: DecisionStatus, by: tuple[str, ...]
) -> Raising:
    """Return the question of a clause; where and when are about the meeting that the clause speaks of."""
    word = word.casefold()
    values = _alternatives(scene, clause)
    question = _question(scene, word, clause, values)
    values = tuple(places(scene, clause)) if question == "venue" and values else values
    about = meeting_of(scene, clause) if question in ("venue", "date") else None
    return Raising(
        span=span,
        head=(span[0], span[0] + 1),
        question=question,
        status=status,
        about=about or scene.words(clause).strip(),
        by=by,
        options=tuple(Option(value=value, stance="accept") for value in values) if word == "whether" else (),
    )


def _over(scene: Scene, clause: Span) -> bool:
    """Return whether the clause asks what has been ("whether he had known", "where they met"): nobody decides that."""
    first = next((v for v in scene.verbs_in(clause) if v.form == "finite"), None)
    if first is None or first.modality != "actual" or BE_TO.match(scene.words(first.span)):
        return False
    return first.tense == "past" or first.perfect


def _to_come(scene: Scene, clause: Span, question: Raising) -> bool:
    """Return whether somebody still has to decide: not what can be ("whether firms could pay"), nor what is so.

    Where nobody is named who decides, the clause names somebody who will act, or leaves out who will be acted on.
    """
    first = next(iter(scene.verbs_in(clause)), None)
    if question.question != "other" or question.options or question.status == "decided" or first is None:
        return True
    if first.form != "to" and first.tense != "future" and first.modality not in ("wished", "conditional"):
        return False
    nameless = any(v.lemma in ("be", "remain") and v.span[0] == question.span[0] for v in scene.near(question.span))
    return not nameless or first.form == "to" or first.passive or bool(scene.actors_in(first.subject))


def _clause(scene: Scene, verb: Verb) -> Raising | None:
    """Return the question of a clause: "has not decided whether to attend", "It is unclear when they will meet"."""
    end = scene.sentence(verb.span).span[1]
    told = scene.text[verb.span[1] : min(end, verb.span[1] + 40)]
    unclear = NOT_CLEAR if verb.negated else UNSETTLED
    after = unclear.match(told.lstrip()) if verb.lemma in ("be", "remain") else None
    start = verb.span[1] + (len(told) - len(told.lstrip()) + after.end() if after else 0)
    value = "open" if after else listed("asking").get(verb.lemma)
    wh = WH.match(scene.text, start, end) or (
        None if value == "untold" else FURTHER.match(scene.text, start, end) or _timed(scene, start, end)
    )
    if value is None or wh is None or (value == "untold" and not _untold(scene, verb)):
        return None
    stop = CLAUSE_END.search(scene.text, wh.end(), end)
    at = next(group for group in range(1, 3) if group <= wh.re.groups and wh.group(group))
    if wh.group(at).casefold() == "if" and verb.lemma not in IF_AFTER:
        return None  # "will review the ban if the talks fail"
    clause = (wh.start(at), stop.start() if stop else end)
    if clause[1] - wh.end() < 3 or not (after or _officials(scene, verb)) or _over(scene, clause):
        return None
    settled = (
        value == "decided" and not _nobody(scene, verb) and own_force(verb) == "happened" and verb.form == "finite"
    )
    status: DecisionStatus = "decided" if settled and wh.group(at).casefold() not in ("whether", "if") else "open"
    asked_by = deciders(scene, verb)
    question = _question_of(scene, clause, wh.group(at), (verb.span[0], clause[1]), status, asked_by)
    return question if _to_come(scene, clause, question) else None


def _timed(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """Return the question word behind a time: "is to decide in June who will lead"."""
    found = TIMED.match(scene.text, start, end)
    return found if found and scene.times_in((start, found.start(1))) else None


def _between(scene: Scene, verb: Verb) -> Raising | None:
    """Return the choice still to be made: "must choose between Geneva and Vienna"."""
    found = BETWEEN.match(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    made = verb.form == "finite" and own_force(verb) == "happened"
    if verb.lemma not in CHOOSING or found is None or made or not _officials(scene, verb):
        return None
    towns = places(scene, found.span())
    return Raising(
        span=(verb.span[0], found.end()),
        head=verb.span,
        question="venue" if len(towns) > 1 else "other",
        status="open",
        about=meeting_of(scene, scene.sentence(verb.span).span) or scene.words((found.start(1), found.end())),
        by=deciders(scene, verb),
        options=tuple(Option(value=value.strip(), stance="accept") for value in (towns or found.groups())),
    )


def _alternatives(scene: Scene, clause: Span) -> tuple[str, ...]:
    """Return what stands before and after "or": "whether to sign or to leave", "whether in Prague or Brussels"."""
    words = " ".join(scene.words(clause).split())
    before, found, after = words.partition(" or ")
    if not found or after.startswith("not") or " or " in after:
        return ()
    leads = PREPOSITION.match(after)
    same = list(re.finditer(rf"\b{leads.group()}\b", before)) if leads else list(PREPOSITION.finditer(before))
    if leads and not same and (others := list(PREPOSITION.finditer(before))):
        same = others  # "lifted at once or in stages"
    if not same and not leads and len(after.split()) == 1:
        return before.split()[-1], after  # "direct or indirect"
    if not same:
        return ()
    first = before[same[-1].start() :]
    return tuple(value.strip() for value in (first, after) if value.strip())


def _untold(scene: Scene, verb: Verb) -> bool:
    """Return whether it is not told: "did not say when", "declined to say where"."""
    above = scene.chain(verb)[1:2]
    return verb.negated or _nobody(scene, verb) or any(governors().get(key(scene, link)) == "refused" for link in above)


def _nobody(scene: Scene, verb: Verb) -> bool:
    """Return whether none of those asked has told: "Neither side has said where"."""
    return bool(NOBODY.match(scene.words(verb.subject or verb.span)))


def _officials(scene: Scene, verb: Verb) -> bool:
    """Return whether somebody is named whose question it is; a body's verb may be passive and name none."""
    return verb.passive or _nobody(scene, verb) or any(scene.actors_in(link.subject) for link in scene.chain(verb))


def _question(scene: Scene, word: str, clause: Span, values: tuple[str, ...]) -> Question:
    if word in BY_WORD:
        return BY_WORD[word]
    if len(places(scene, clause)) > 1 and values and not scene.verbs_in(clause):
        return "venue"  # "whether in Prague or in Brussels"
    return matter(scene.words(clause), "matter") or matter(scene.words(clause), "bearing") or "other"


def _put_off(scene: Scene, verb: Verb) -> Raising | None:
    """Return the question on which a decision was put off: "postponed a decision on the sale"."""
    if governors().get(key(scene, verb)) != "postponed":
        return None
    start = verb.subject[0] if verb.passive and verb.subject else verb.span[1]
    noun = PUT_OFF.match(scene.text, start)
    what = ON_WHAT.match(scene.text, noun.end()) if noun else None
    if what is None:
        return None
    span = (min(verb.span[0], start), max(verb.span[1], what.end()))
    return Raising(
        span=span,
        head=verb.span,
        question="other",
        status="open",
        about=what.group(1).strip(),
        by=deciders(scene, verb),
    )


def _deadline(scene: Scene, verb: Verb) -> Raising | None:
    """Return the day to which a deadline was moved: "extended the deadline for a deal to 30 June"."""
    part = verb.subject if verb.passive else verb.object
    if verb.lemma not in MOVING or part is None or not DEADLINE.search(scene.words(part)):
        return None
    rest = (max(verb.span[1], part[1]), scene.sentence(verb.span).span[1])
    to = next((edtf for time in scene.times_in(rest) if (edtf := _moved_to(scene, time))), None)
    if to is None or own_force(verb) != "happened":
        return None
    by = None if verb.passive else next(iter(scene.actors_in(verb.subject)), None)
    return Raising(
        span=(min(verb.span[0], part[0]), max(time.span[1] for time in scene.times_in(rest))),
        head=verb.span,
        question="date",
        status="decided",
        about=scene.words(part),
        by=() if by is None else (by,),
        options=(Option(value=to, by=by, stance="accept"),),
    )


def _moved_to(scene: Scene, time: Time) -> str | None:
    """Return the day behind "to": of "from 12 April to 31 October 2019", which is one time, the last."""
    before = scene.text[max(0, time.span[0] - 8) : time.span[0]]
    if time.edtf and "/" in time.edtf and before.endswith("from "):
        return time.edtf.partition("/")[2]
    return time.edtf if MOVED_TO.search(before) else None
