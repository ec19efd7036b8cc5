"""Cut the text into tokens with spaCy's English tokenizer, and lay out what of it is language at all."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_prefix_regex, compile_suffix_regex

from dragoman.markup import Marked
from dragoman.model import Document, Problem, Span

# Longer than any word, address or link in news. spaCy peels punctuation off a run one mark at a time and copies the
# rest each time, so a run of two million brackets would take hours.
LONGEST = 400
LONG_RUN = re.compile(rf"\S{{{LONGEST + 1},}}")
PIECE = 100


@cache
def english() -> Language:
    """Return the English tokenizer, made once; "``", "''" and "_" at the edge of a word are marks of their own."""
    language = spacy.blank("en")
    prefixes = ["``", "''", "_", *(language.Defaults.prefixes or ())]
    suffixes = ["``", "''", "_", *(language.Defaults.suffixes or ())]
    language.tokenizer.prefix_search = compile_prefix_regex(prefixes).search  # type: ignore[union-attr]
    language.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
    return language


def tokenize(text: str) -> Doc:
    """Return the tokens of a text; a run too long to be a word is cut into pieces unread, so time stays linear."""
    language = english()
    if not LONG_RUN.search(text):
        return _cut(language, text)
    docs: list[Doc] = []
    at = 0
    for run in LONG_RUN.finditer(text):
        docs += [_cut(language, text[at : run.start()])] if run.start() > at else []
        docs.append(_pieces(language, run.group()))
        at = run.end()
    docs += [_cut(language, text[at:])] if at < len(text) else []
    words = [token.text for doc in docs for token in doc]
    spaces = [bool(token.whitespace_) for doc in docs for token in doc]
    return Doc(language.vocab, words=words, spaces=spaces)


def _cut(language: Language, text: str) -> Doc:
    """Return the tokens of a text without runs.

    spaCy remembers how it cut a word, but none behind the first exception ("Oct.") of a text; each is first cut alone.
    """
    for word in text.split():
        _known(word)
    return language.tokenizer(text)


@lru_cache(maxsize=50_000)
def _known(word: str) -> None:
    english().tokenizer(word)


def _pieces(language: Language, run: str) -> Doc:
    words = [run[at : at + PIECE] for at in range(0, len(run), PIECE)]
    return Doc(language.vocab, words=words, spaces=[False] * len(words))


def tokens(marked: Marked) -> Marked:
    """Put the tokens of the document into `doc`, with a problem for each run that is too long to be a word."""
    document = marked.document
    found = tuple(_too_long(run.span()) for run in LONG_RUN.finditer(document.text))
    return msgspec.structs.replace(marked, doc=tokenize(document.text), problems=(*marked.problems, *found[:20]))


def _too_long(span: Span) -> Problem:
    message = f"{span[1] - span[0]} characters without a space are no word and were not read"
    return Problem(code="overlong-word", message=message, span=span)


def holes(document: Document) -> tuple[Span, ...]:
    """Return the stretches of the text that are not language: what intake dropped, and the dateline."""
    spans = [drop.span for drop in document.dropped]
    if document.dateline is not None:
        spans.append(document.dateline.span)
    return tuple(sorted(spans))
