"""Read texts that are speech as a whole: transcripts with labels ("Q:", "SECRETARY KERRY:") and posts of an account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.page import Page, Range
from dragoman.reading.statements.speakers import Cast

LABEL = re.compile(
    r"[\"“]?(?P<name>Q|A|QUESTION|ANSWER|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})(?: \([^)]{1,40}\))?:\s+"
)
ANSWERS = frozenset(["A", "ANSWER"])
SITTING = r"(?:(?:press|news) conference|(?:press )?briefing|remarks|interview|questions?|conversation)"
ANSWERER = re.compile(
    rf"(?P<whose>[^:]{{3,120}}?)['’]s? (?:\w+ ){{0,2}}{SITTING}\b"
    rf"|.{{0,60}}?\b{SITTING} (?:with|to|for|by) (?P<whom>.{{3,120}})",
    re.IGNORECASE,
)
LEAST = 3  # labels: fewer make no transcript ("NOTE: ...", "DEAL: ...")
POSTS = frozenset(["tweet", "post"])


def turns(page: Page, cast: Cast) -> Iterator[Draft]:
    """Yield the turns of a transcript, each paragraph after its label one statement of the one the label names.

    "A" is whoever the title says answers: "The Spokesperson's press conference", "Interview with X".
    """
    found = [(paragraph, LABEL.match(page.text, *paragraph)) for paragraph in page.marked.paragraphs]
    if sum(label is not None for _, label in found) < LEAST:
        return
    answerer = _answerer(page)
    for paragraph, label in found:
        if label is None:
            continue
        piece = (page.token(label.end()), page.range(paragraph)[1])
        if piece[0] < piece[1]:
            name = label["name"]
            speaker = cast.find(answerer) if name in ANSWERS else None
            yield Draft(None, None, (piece,), page.range(label.span()), piece, speaker=speaker, voice=name)


def _answerer(page: Page) -> Range | None:
    """Return whom the title names as answering."""
    title = page.marked.document.title_span
    found = ANSWERER.match(page.text, *title) if title else None
    if found is None:
        return None
    if found["whose"]:
        return page.range(found.span("whose"))
    first, end = page.range(found.span("whom"))
    noun = page.noun_from(first)
    return noun if noun is not None and noun[1] <= end else None


def post(page: Page) -> Iterator[Draft]:
    """Yield the one statement that a post is: all of its paragraphs, by the account that published it."""
    document = page.marked.document
    title = document.title_span
    pieces = tuple(page.range(paragraph) for paragraph in page.marked.paragraphs if paragraph != title)
    if document.channel in POSTS and document.publisher and pieces:
        yield Draft(None, None, pieces, pieces[0], pieces[0], voice=document.publisher)
