"""Turn a document into marked-up text: sentences, quotations, times, names, noun phrases, verbs and who is meant.

Each step takes marked-up text and returns it with one more field filled. To change what is marked, change its step;
to add a mark, write a step and put it into STEPS.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.language.coreference.resolve import coreference
from dragoman.language.encoder.step import encoded
from dragoman.language.names.find import names
from dragoman.language.paragraphs import paragraphs
from dragoman.language.quotes import quotes
from dragoman.language.sentences import sentences
from dragoman.language.syntax.phrases import phrases
from dragoman.language.syntax.tags import tags
from dragoman.language.syntax.verbs import verbs
from dragoman.language.times.resolve import times
from dragoman.language.tokens import tokenize, tokens
from dragoman.markup import Marked
from dragoman.model import Document

__all__ = ["STEPS", "mark"]

STEPS: tuple[Callable[[Marked], Marked], ...] = (
    tokens,
    paragraphs,
    quotes,
    sentences,
    encoded,
    times,
    names,
    tags,
    phrases,
    verbs,
    coreference,
)


def mark(document: Document) -> Marked:
    """Return the document with its language marked up."""
    marked = Marked(document=document, doc=tokenize(""))
    for step in STEPS:
        marked = step(marked)
    return marked
