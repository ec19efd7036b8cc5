"""Find what sides want of the agenda, the format or the terms: "wants Kashmir discussed first", "insists on seats"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.markup import Verb
from dragoman.model import Option, Question, Span, Value
from dragoman.reading.decisions.raised import Raising, listed, meeting_of, places
from dragoman.reading.decisions.stances import holders_of, stance_of
from dragoman.reading.scene import Scene

END = re.compile(r"[;,.“”\"\n]|\s[–—]\s|\s(?:while|but|whereas)\s|\s(?:said|says)\b")
LEAD = re.compile(r"(?:(?:on|for|upon)\s+|that\s+|to\s+)?", re.I)
ITEM = re.compile(
    r"(?:(?:discuss|take up|raise|settle|address)\s+)?(?P<a>.{3,60}?)\s+(?:(?:to\s+)?(?:be|comes?|is|are|was|were)\s+)?"
    r"(?:(?:discussed|taken up|dealt with|addressed|raised|settled)\s+)?(?:first\b|at the top of the agenda"
    r"|(?<=raised )at the (?:[\w-]+ )?talks|(?<=discussed )at the (?:[\w-]+ )?talks"
    r"|on the agenda|off the agenda|from the agenda)|(?:begin|start|open)\s+with\s+(?P<b>.{3,60})$",
    re.I,
)
BEGIN = re.compile(r"\b(?:begin|start|open)\s+with\s+(.{3,60})$", re.I)
PUT = re.compile(r"(?:put(?:ting)?|hav(?:e|ing)|see|keep(?:ing)?|plac(?:e|ing)|tak(?:e|ing)|includ(?:e|ing))\s+", re.I)
AGENDA = re.compile(
    r"\b(?:agenda|deal\w* with|dealt with|discuss\w*|taken? up|(?:begin|start|open) with|raised?|addressed)\b", re.I
)
SEATS = re.compile(
    r"\b(?:delegations?|delegates|observers|(?:in)?direct (?:talks|ones|negotiations)|party to the"
    r"|seats?|tables?|rooms?|sides? of (?:its|their) own|chair(?:man|manship|ed|s)?"
    r"|stay(?:ed)? away|tak(?:e|ing) (?:no )?part|interpreters?|languages?)\b",
    re.I,
)
ORDER = re.compile(
    r"\b(?:before|first|until|unless|only (?:after|if|when)|in (?:return|exchange) for|in stages|at once)\b", re.I
)
NARROWED = re.compile(r"\b(?:limited|confined|restricted) to\b|\bon the table\b|\boff the table\b", re.I)
DISCUSS = re.compile(r"(?:discuss|talk about|negotiate (?:on|over))\s+(.{3,60})", re.I)
NUMBER = re.compile(r"(?:only\s+|just\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|half|\d+)", re.I)
DURATION = re.compile(
    rf"(?:{NUMBER.pattern}|\w+teen|\w+ty)\s+(?:[\w-]+\s+)?"
    r"(?:days|weeks|months|years|hours|per ?cent|billion|million)\b",
    re.I,
)
UNTIL = re.compile(r"\b(?:before|until|unless|only (?:after|if|when))\b", re.I)
AT_TALKS = re.compile(
    r"\b(?:to|at|in|for|of) (?:the |any )?(?:\w+ )?(?:talks|conference|summit|negotiations|meeting|round)\b", re.I
)
CHAIRED = re.compile(r"\b(?:talks|conference|summit|negotiations|meetings?|sessions?) be (?:co-)?chaired\b", re.I)
TOGETHER = re.compile(
    r"\b(?:at|from) the (?:negotiating |conference )?table\b|\bround table\b"
    r"|\b(?:same|one|single|separate)\s+(?:tables?|rooms?)\b",
    re.I,
)
COMMANDS = ("require", "prefer", "reject")
BEFORE_TALKS = re.compile(
    r"\bbefore (?:any |the )?(?:\w+ )?(?:talks|negotiations|meeting|conference|vote|summit)\b", re.I
)
NEAR = 1


class Wish(Value, frozen=True, kw_only=True):
    """What somebody wants of how or on what two sides talk; `sure` where the words leave no other reading."""

    verb: Verb
    question: Question
    span: Span
    value: str
    by: tuple[str, ...]
    stance: str
    sure: bool


def wishes(scene: Scene, raised: list[Raising]) -> Iterator[Raising]:
    """Yield the wishes that are sure, meet another side's on the same question nearby, or a question raised there."""
    found = [wish for verb in scene.verbs for wish in _wishes(scene, verb, raised)]
    sentences = [scene.sentence_at(wish.verb.span) for wish in found]  # in order, as the verbs are
    close = [slice(bisect_left(sentences, at - NEAR), bisect_right(sentences, at + NEAR)) for at in sentences]
    found = [_counted(wish, found[around]) for wish, around in zip(found, close, strict=True)]
    for wish, around in zip(found, close, strict=True):
        near = [w for w in found[around] if w.question == wish.question]
        opposed = any({scene.country(b) for b in w.by} != {scene.country(b) for b in wish.by} for w in near)
        known = [r for r in raised if r.question == wish.question and _close(scene, r.head, wish.verb.span)]
        if not (wish.sure or opposed or known):
            continue
        nearest = min(known, key=lambda r: (r.head > wish.verb.span, abs(r.head[0] - wish.verb.span[0])), default=None)
        about = nearest.about if nearest else meeting_of(scene, scene.sentence(wish.verb.span).span)
        yield Raising(
            span=wish.span,
            head=wish.verb.span,
            question=wish.question,
            status="open",
            about=about,
            by=wish.by,
            options=tuple(Option(value=wish.value, by=by, stance=wish.stance) for by in wish.by or (None,)),  # type: ignore[arg-type]
        )


def _counted(wish: Wish, close: list[Wish]) -> Wish:
    """Return a wish for a mere number as one on what the other side named: "wants ten days; they insist on seven"."""
    if not NUMBER.fullmatch(wish.value):
        return wish
    before = (w for w in reversed(close) if w.verb.span[0] < wish.verb.span[0])
    other = next((w for w in before if DURATION.match(w.value)), None)
    return replace(wish, question=other.question) if other else wish


def _close(scene: Scene, a: Span, b: Span) -> bool:
    return abs(scene.sentence_at(a) - scene.sentence_at(b)) <= NEAR


def _wishes(scene: Scene, verb: Verb, raised: list[Raising]) -> Iterator[Wish]:
    """Yield what the verb wants, if it bears on the agenda, the format or the terms or answers a question before."""
    stance = stance_of(scene, verb)
    if (stance not in COMMANDS and scene.phrasal(verb) != "settle for") or verb.passive or stance is None:
        return
    by = holders_of(scene, verb)
    if not by and not places(scene, verb.subject or verb.span):
        return  # "Saigon insisted": a town that stands for no government known here is somebody all the same
    lead = LEAD.match(scene.text, _after(scene, verb) + 1)
    start = lead.end() if lead else verb.span[1]
    stop = END.search(scene.text, start, scene.sentence(verb.span).span[1])
    span = (start, stop.start() if stop else scene.sentence(verb.span).span[1])
    words = scene.words(span).strip()
    question, value, sure = _bearing(words)
    bare = not (scene.verbs_in(span) or words.endswith(" first") or DURATION.match(words))
    if question == "terms" and bare and stance == "require" and not BEFORE_TALKS.search(words):
        return  # "insists on its innocence before the court" orders no steps
    sure = sure or (question == "terms" and verb.lemma == "insist" and bool(UNTIL.search(words)))
    answered = [r for r in raised if _answers(scene, verb, r)]
    if question is None and answered:
        question, value = answered[0].question, words
    if question is None or not value:
        return
    first = (verb.subject or verb.span)[0]
    words_of = (min(first, verb.span[0]), span[1])
    yield Wish(verb=verb, question=question, span=words_of, value=value, by=by, stance=stance, sure=sure)


def _after(scene: Scene, verb: Verb) -> int:
    """Return where the words wanted begin: behind the verb and its particle ("ruled out")."""
    phrase = scene.phrasal(verb)
    particle = " " in phrase and phrase in listed("option") and not phrase.endswith((" on", " for"))
    return scene.text.index(phrase.split()[-1], verb.span[1]) + len(phrase.split()[-1]) if particle else verb.span[1]


def _bearing(words: str) -> tuple[Question | None, str, bool]:
    """Return on which question the words bear, the value they put forward, and whether that is sure."""
    item = ITEM.match(words[put.end() :] if (put := PUT.match(words)) else words)
    begun = BEGIN.search(words)
    if begun:
        return "agenda", begun.group(1).strip(), True
    if item and AGENDA.search(words):
        return "agenda", (item.group("a") or item.group("b")).strip(), True
    if SEATS.search(words):
        return "format", words, bool(TOGETHER.search(words) or AT_TALKS.search(words) or CHAIRED.search(words))
    if NARROWED.search(words):
        return "agenda", words, False
    refused = DISCUSS.fullmatch(words)
    if refused:
        return "agenda", refused.group(1), False
    if NUMBER.fullmatch(words):
        return "format", words, False
    if DURATION.match(words):
        return "terms", words, False
    return ("terms", words, False) if ORDER.search(words) else (None, "", False)


def _answers(scene: Scene, verb: Verb, raising: Raising) -> bool:
    """Return whether the verb follows a question in its sentence: "How many seats is open; Canada demands two"."""
    between = (raising.span[1], (verb.subject or verb.span)[0])
    if raising.question not in ("format", "agenda", "terms") or raising.status == "decided" or between[0] > between[1]:
        return False
    same = scene.sentence_at(raising.head) == scene.sentence_at(verb.span)
    return same and scene.words(between).strip() in (";", ":", ",", "and", ", and", "; the", ", while", ", but")
