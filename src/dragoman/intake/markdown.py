"""Read a Markdown file: the text of the document is the rendered text, without marks, link targets and front matter.

Keeping the file as it lies and dropping each mark would cut sentences and quotes into pieces ("the **final** goal"),
and every reader would have to step over the holes. So quotes are words as a person reads them, as with HTML.
"""

from __future__ import annotations

from dragoman.intake.child import Request, worker
from dragoman.intake.decode import decode
from dragoman.intake.rendered import document
from dragoman.model import Document


def intake(data: bytes, name: str) -> Document:
    """Return the document in a Markdown file; raises IntakeError when nothing is left or the limits are passed."""
    page, problems = decode(data, name)
    return document(worker().ask(Request(form="markdown", page=page), name), name, problems)
