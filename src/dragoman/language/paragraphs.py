"""Find the paragraphs: at blank lines, and at line ends that a writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.language.tokens import holes
from dragoman.markup import Marked
from dragoman.model import Span

BLANK = re.compile(r"(?:\r\n?|\n)(?:[ \t\u00a0\f\v]*(?:\r\n?|\n))+")
LINE = re.compile(r"[^\r\n]+")
STOP = re.compile(r"[.?!:…][\"'”’»)\]]*\s*$")
BULLET = re.compile(r"\s*(?:[-–—*•·▪◦‣]\s|\(?\d{1,2}[.)]\s|\([a-z]\)\s|[QA]:|[A-Z][A-Z. ]{2,30}:)")
WIDEST_WRAP = 100  # nobody wraps lines by hand wider than this: longer lines are whole paragraphs


def paragraphs(marked: Marked) -> Marked:
    """Fill `paragraphs`: the title, then each paragraph, leaving out the dateline and what was dropped."""
    document = marked.document
    edges = [document.title_span] if document.title_span else []
    pieces = _outside((0, len(document.text)), (*holes(document), *edges))
    found = [*edges, *(span for piece in pieces for block in _blocks(document.text, piece) for span in block)]
    return msgspec.structs.replace(marked, paragraphs=tuple(sorted(found)))


def _outside(whole: Span, taken: Iterable[Span]) -> Iterator[Span]:
    at = whole[0]
    for start, end in sorted(taken):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < whole[1]:
        yield at, whole[1]


def _blocks(text: str, piece: Span) -> Iterator[list[Span]]:
    at = piece[0]
    for blank in BLANK.finditer(text, *piece):
        yield _lines(text, (at, blank.start()))
        at = blank.end()
    yield _lines(text, (at, piece[1]))


def _lines(text: str, block: Span) -> list[Span]:
    """Join the lines that only the width of a page has cut."""
    lines = [line.span() for line in LINE.finditer(text, *block) if not line.group().isspace()]
    width = max((end - start for start, end in lines), default=0)
    joined: list[Span] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and not _meant(text, before, line, width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return [trimmed for span in joined if (trimmed := trim(text, span))]


def _meant(text: str, before: Span, line: Span, width: int) -> bool:
    """Tell whether the writer ended the line: the next word would have fitted, or the line is a paragraph long."""
    words = text[line[0] : line[0] + 200].split(maxsplit=1)
    if BULLET.match(text, line[0], line[1]):
        return True
    if words and words[0][:1].islower():
        return False
    stopped = bool(STOP.search(text, max(before[0], before[1] - 12), before[1]))
    if width > WIDEST_WRAP:
        return stopped or before[1] - before[0] < WIDEST_WRAP
    indented = text[line[0] : line[1]].startswith(("  ", "\t")) and not text[before[0] : before[1]].startswith("  ")
    fitted = before[1] - before[0] + 1 + len(words[0] if words else "") <= width
    return (stopped and indented) or fitted


def trim(text: str, span: Span) -> Span | None:
    """Return the span without the white space at its edges; None when nothing is left."""
    start, end = span
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None
