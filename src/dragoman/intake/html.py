"""Read an HTML page: the text of the document is the article that trafilatura extracts, one blank line between blocks.

Offsets point into the extracted text, title first. trafilatura runs in a child process with limits (see `child.py`).
"""

from __future__ import annotations

from dragoman.intake.child import Request, worker
from dragoman.intake.decode import declared_in, decode
from dragoman.intake.rendered import document
from dragoman.model import Document


def intake(data: bytes, name: str) -> Document:
    """Return the document in an HTML page; raises IntakeError when no article is found or the limits are passed."""
    page, problems = decode(data, name, declared_in(data))
    return document(worker().ask(Request(form="html", page=page), name), name, problems)
