"""Define a statement in the making, and where its content lies."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.model import How, Mode, Span
from dragoman.reading.statements.cues import Cue
from dragoman.reading.statements.page import Page, Range


class Draft(NamedTuple):
    """A statement in the making. All places are token ranges; `words` is the reporting clause, cue and all."""

    cue: Cue | None
    source: Range | None
    pieces: tuple[Range, ...]
    words: Range
    zone: Range
    hearer: Range | None = None
    how: How = "stated"
    original: tuple[Range, Range] | None = None  # whom the source quotes, by which words: "Tass, quoting X, said"
    link: str = "own"
    fronted: bool = False
    speaker: str | None = None
    voice: str | None = None  # a name outside the text of the statement: "Q" in a transcript, the account of a post


def spans(page: Page, pieces: tuple[Range, ...]) -> tuple[Span, ...]:
    """Return the pieces in characters: a piece that is one whole quotation without its marks."""
    found: list[Span] = []
    for first, end in pieces:
        inner = page.in_quote[first + 1] if first in page.marks and first + 1 < len(page.in_quote) else -1
        if inner >= 0 and page.range(page.quotes[inner].marks) == (first, end):
            found.append(page.quotes[inner].span)
        elif first < end:
            found.append(page.span((first, end)))
    return tuple(found)


def mode(page: Page, draft: Draft) -> Mode:
    """Return direct (all of it quoted, or a turn or post), mixed (some of it) or indirect."""
    if draft.voice is not None:
        return "direct"
    marked = [any(i in page.marks for i in range(*piece)) for piece in draft.pieces]
    if all(span in page.quoted for span in spans(page, draft.pieces)):
        return "direct"
    return "mixed" if any(marked) else "indirect"
