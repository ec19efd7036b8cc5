"""Read transcripts, where a label says who speaks: "Q:", "MODERATOR:", "SECRETARY KERRY:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.drafts import Draft
from dragoman.reading.page import Page

LABEL = re.compile(r"(?:Q|A|QUESTION|ANSWER|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})(?: \([^)]{1,40}\))?:\s+")
LEAST = 3  # labels: fewer make no transcript ("NOTE: ...", "DEAL: ...")


def turns(page: Page) -> Iterator[Draft]:
    """Yield the turns of a transcript, each paragraph after its label one statement of the one the label names."""
    found = [(paragraph, LABEL.match(page.text, *paragraph)) for paragraph in page.marked.paragraphs]
    if sum(label is not None for _, label in found) < LEAST:
        return
    for paragraph, label in found:
        if label is None:
            continue
        words = page.range(label.span())
        source = page.range((label.start(), label.start() + label.group().index(":")))
        piece = (page.token(label.end()), page.range(paragraph)[1])
        if piece[0] < piece[1]:
            yield Draft(None, source, (piece,), words, piece)
