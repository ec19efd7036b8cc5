"""Read texts that are speech as a whole: transcripts with labels ("Q:", "SECRETARY KERRY:") and posts of an account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page

LABEL = re.compile(r"(?:Q|A|QUESTION|ANSWER|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})(?: \([^)]{1,40}\))?:\s+")
LEAST = 3  # labels: fewer make no transcript ("NOTE: ...", "DEAL: ...")
POSTS = frozenset(["tweet", "post"])


def turns(page: Page) -> Iterator[Draft]:
    """Yield the turns of a transcript, each paragraph after its label one statement of the one the label names."""
    found = [(paragraph, LABEL.match(page.text, *paragraph)) for paragraph in page.marked.paragraphs]
    if sum(label is not None for _, label in found) < LEAST:
        return
    for paragraph, label in found:
        if label is None:
            continue
        piece = (page.token(label.end()), page.range(paragraph)[1])
        if piece[0] < piece[1]:
            name = label.group()[: label.group().index(":")]
            yield Draft(None, None, (piece,), page.range(label.span()), piece, voice=name)


def post(page: Page) -> Iterator[Draft]:
    """Yield the one statement that a post is: all of its paragraphs, by the account that published it."""
    document = page.marked.document
    title = document.title_span
    pieces = tuple(page.range(paragraph) for paragraph in page.marked.paragraphs if paragraph != title)
    if document.channel in POSTS and document.publisher and pieces:
        yield Draft(None, None, pieces, pieces[0], pieces[0], voice=document.publisher)
