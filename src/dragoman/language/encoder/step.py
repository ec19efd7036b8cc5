"""Put what the encoder says of a document into its markup: one pass over its sentences."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import cast

import msgspec

from dragoman.language.encoder.bio import Span as Words
from dragoman.language.encoder.signals import attributed
from dragoman.language.encoder.treebank import cut
from dragoman.language.encoder.weights import load
from dragoman.language.syntax.tags import bounds
from dragoman.markup import Marked, Named, NameKind, Said
from dragoman.model import Span


def words_of(marked: Marked) -> list[list[Span]]:
    """Return the words of each sentence, cut as the encoder knows them; a sentence has at least one."""
    tokens = [(token.idx, token.idx + len(token)) for token in marked.doc if not token.is_space]
    ranges = bounds(marked.sentences, [start for start, _ in tokens])
    return [cut(marked.document.text, tokens[first:end]) for first, end in ranges if first < end]


def encoded(marked: Marked) -> Marked:
    """Fill `said` and `named` with the attributions and the names that the encoder finds."""
    words = words_of(marked)
    flat = [span for sentence in words for span in sentence]
    if not flat:
        return marked
    edges = list(accumulate((len(sentence) for sentence in words), initial=0))
    text = marked.document.text
    found, names = attributed([text[start:end] for start, end in flat], list(pairwise(edges)), load())

    def span(one: Words) -> Span:
        return flat[one.start][0], flat[one.end - 1][1]

    said = tuple(
        Said(source=span(one.source) if one.source else None, cue=span(one.cue), content=tuple(map(span, one.content)))
        for one in found
    )
    named = tuple(Named(span=span(one), kind=cast("NameKind", one.kind.lower())) for one in names)
    return msgspec.structs.replace(marked, said=said, named=named)
