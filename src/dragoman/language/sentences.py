"""Cut paragraphs into sentences, and notice a full stop that ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.language.paragraphs import trim
from dragoman.language.syntax.words import tagged
from dragoman.markup import Marked, Sentence
from dragoman.model import Problem, Span
from dragoman.spans import holds

LONGEST = 4000  # characters; the longest sentences of communiqués have two thousand
CLOSERS = "\"'”’»)]}″"
STOP = re.compile(rf"(?:\.{{2,}}|(?:\. ){{2,}}\.|[.?!…]+)(?P<closers>(?:''|[{re.escape(CLOSERS)}])*)(?P<gap>\s*)")
WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.&]*$|\d+$")
OPENERS = re.compile(r"(?:``|''|[\"'“„«‘(\[\-–—_•*]|\s)*")
NEXT_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]$")
ASKED = re.compile(
    r"(?:(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}) )?(?:said|asked|told|added|wrote|says|asks)\b"
)
STRAY = re.compile(r"\b[a-z]{2,}\.[ \t]+[a-z]{2,}\b")


def sentences(marked: Marked) -> Marked:
    """Fill `sentences`; each paragraph has at least one, and the title is one."""
    document = marked.document
    found: list[Sentence] = []
    for number, paragraph in enumerate(marked.paragraphs):
        if holds(document.title_span, paragraph):
            found.append(Sentence(span=paragraph, paragraph=number, role="title"))
            continue
        spans = (piece for span in split(document.text, paragraph) for piece in _bounded(document.text, span))
        found += [Sentence(span=span, paragraph=number) for span in spans]
    strays = tuple(problem for one in found for problem in _strays(document.text, one.span))
    return msgspec.structs.replace(marked, sentences=tuple(found), problems=(*marked.problems, *strays))


def split(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph."""
    start = paragraph[0]
    for stop in STOP.finditer(text, *paragraph):
        if stop.start() < start or not _ends(text, stop, (start, paragraph[1])):
            continue
        span = trim(text, (start, stop.end("closers")))
        if span:
            yield span
        start = stop.end()
    rest = trim(text, (start, paragraph[1]))
    if rest:
        yield rest


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut what is too long to be a sentence at white space, so that no later step looks over megabytes at once."""
    start, end = span
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        piece = trim(text, (start, cut if cut > start else start + LONGEST))
        start = cut if cut > start else start + LONGEST
        if piece:
            yield piece
    rest = trim(text, (start, end))
    if rest:
        yield rest


def _ends(text: str, stop: re.Match[str], bounds: Span) -> bool:
    """Tell whether a stop ends the sentence: a beginning follows, and no abbreviation explains the stop."""
    if stop.end() >= bounds[1]:
        return True
    opener = OPENERS.match(text, stop.end())
    at = opener.end() if opener else stop.end()
    word = NEXT_WORD.match(text, at, bounds[1])
    upcoming = word.group() if word else text[at : at + 1]
    if not stop.group("gap"):
        return _glued(text, stop, upcoming)
    if upcoming[:1].islower():
        return False
    mark = text[stop.start()]
    if mark in "?!" and stop.group("closers") and ASKED.match(text, at):
        return False  # “Will they come?” Moon asked.
    if mark == "." and stop.group()[1:2] != ".":
        return not _abbreviated(text, stop, bounds, upcoming, opener is not None and bool(opener.group().strip()))
    return True


def _glued(text: str, stop: re.Match[str], upcoming: str) -> bool:
    """Tell whether a stop without a space after it ends a sentence all the same (`he said.The talks`)."""
    before = text[max(0, stop.start() - 2) : stop.start()]
    return before.isalpha() and before.islower() and upcoming[:1].isupper() and upcoming.lower() in tagged("starter")


def _abbreviated(text: str, stop: re.Match[str], bounds: Span, upcoming: str, opened: bool) -> bool:
    """Tell whether the full stop belongs to an abbreviation, an initial or a list number."""
    before = WORD_BEFORE.search(text, max(bounds[0], stop.start() - 20), stop.start())
    if before is None:
        return False
    word = before.group()
    if word.isdigit():
        return before.start() == bounds[0]  # "1. The delegations shall"
    key = word.lower()
    starts = upcoming.lower() in tagged("starter") or opened or not upcoming[:1].isalnum()
    if key in tagged("title-abbreviation"):
        return True
    if key in tagged("numbered-abbreviation"):
        return upcoming[:1].isdigit() or (key != "no" and not starts)
    if key in tagged("abbreviation"):
        return not starts
    return bool(INITIALS.match(word)) and word != "I" and not starts and not stop.group("closers")


def _strays(text: str, sentence: Span) -> Iterator[Problem]:
    """Yield a problem for each full stop inside a sentence that nothing explains: `seeing him again. in the future`."""
    for found in STRAY.finditer(text, *sentence):
        word = found.group().split(".")[0]
        if not any(word in tagged(kind) for kind in ("abbreviation", "title-abbreviation", "numbered-abbreviation")):
            yield Problem(
                code="stray-full-stop", message=f"a full stop inside the sentence: {found.group()}", span=found.span()
            )
