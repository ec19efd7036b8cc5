"""Find paragraphs in texts laid out in every way that reports are."""

from __future__ import annotations

import pytest

from dragoman.language.paragraphs import paragraphs
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Document

WRAPPED = """The ministers of both countries met in Vienna on Tuesday and
agreed to go on with the talks that began in the spring of
last year.
The next round is to be held in Geneva, and both sides hope
that it will be the last."""
ONE_LINE = (
    "The ministers of both countries met in Vienna on Tuesday and agreed to go on with the talks that began a year ago.\n"
    "The next round is to be held in Geneva.\n"
    "Both sides hope that it will be the last, since the patience of those who pay for it is, they say, at an end now."
)


@pytest.mark.parametrize(
    ("text", "beginnings"),
    [
        ("One.\n\nTwo\nlines.\n \t\nThree.", ["One.", "Two\nlines.", "Three."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        (WRAPPED, ["The ministers", "The next"]),
        (ONE_LINE, ["The ministers", "The next", "Both"]),
        ("All of it in one. And more. And more.", ["All"]),
        ("Points:\n- one item here\n- another item\n1. a third", ["Points", "- one", "- another", "1. a"]),
        ("Q: Will you go?\nA: Yes.", ["Q:", "A:"]),
        ("", []),
        (" \n\n \n", []),
    ],
)
def test_paragraphs(text: str, beginnings: list[str]) -> None:
    document = Document(id="0" * 12, sha256="0" * 64, text=text)
    found = [text[start:end] for start, end in paragraphs(Marked(document=document, doc=tokenize(""))).paragraphs]
    assert len(found) == len(beginnings), found
    assert all(words.startswith(beginning) for words, beginning in zip(found, beginnings, strict=True)), found
