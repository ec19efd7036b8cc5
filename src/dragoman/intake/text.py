"""Read a plain text file: the text of the document is the text of the file, character by character."""

from __future__ import annotations

from dragoman.intake.compose import compose
from dragoman.intake.decode import decode
from dragoman.model import Document


def intake(data: bytes, name: str) -> Document:
    """Return the document in a plain text file; raises IntakeError when it is empty, too large or binary."""
    text, problems = decode(data, name)
    return compose(text, name, problems=problems)
