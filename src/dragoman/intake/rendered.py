"""Make a document of an extracted page: its text with the title on top, and its metadata."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.intake import dates, header
from dragoman.intake.child import Answer
from dragoman.intake.compose import Known, compose
from dragoman.model import Document, Problem

TOP = 12  # lines in which a title is looked for


def document(answer: Answer, name: str, problems: Iterable[Problem]) -> Document:
    """Return the document of an answer. A title that only the metadata have is put on top, so that words hold it."""
    lines = [line for line in answer.text[:4000].splitlines() if line.strip()][:TOP]
    missing = answer.title and not any(header.same(line, answer.title) for line in lines)
    text = f"{answer.title}\n\n{answer.text}" if missing else answer.text
    known = Known(
        title=answer.title,
        date=dates.find(answer.date or ""),
        publisher=answer.publisher,
        url=answer.url,
    )
    return compose(text, name, known, problems)
