"""Turn a document into marked-up text: sentences, quotations, times, names, noun phrases, verbs and who is meant.

Each step takes marked-up text and returns it with one more field filled. To change what is marked, change its step;
to add a mark, write a step and put it into STEPS.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from dragoman.language.coreference.resolve import coreference
from dragoman.language.encoder.step import encoded
from dragoman.language.names.find import names
from dragoman.language.paragraphs import paragraphs
from dragoman.language.pipeline.step import governed, parsed, retagged
from dragoman.language.quotes import quotes
from dragoman.language.sentences import sentences
from dragoman.language.syntax.phrases import phrases
from dragoman.language.syntax.tags import tags
from dragoman.language.syntax.verbs import verbs
from dragoman.language.times.resolve import times
from dragoman.language.tokens import tokenize, tokens
from dragoman.markup import Marked
from dragoman.model import Document

__all__ = ["STEPS", "mark", "steps_with"]

Mark: TypeAlias = Callable[[Marked], Marked]

STEPS: tuple[Mark, ...] = (
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


def steps_with(pipeline: str) -> tuple[Mark, ...]:
    """Return STEPS, each followed by the one that takes a spaCy pipeline (a name or a path) at its word instead."""
    after: dict[Mark, Mark] = {encoded: partial(parsed, name=pipeline), tags: retagged, verbs: governed}
    return tuple(one for step in STEPS for one in (step, after.get(step)) if one)


def mark(document: Document, *, steps: tuple[Mark, ...] = STEPS) -> Marked:
    """Return the document with its language marked up."""
    marked = Marked(document=document, doc=tokenize(""))
    for step in steps:
        marked = step(marked)
    return marked
