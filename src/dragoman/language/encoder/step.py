"""Put what the encoder says of a document into its markup: one pass over its sentences."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import cast

import msgspec

from dragoman.language.encoder.bio import Span as Words
from dragoman.language.encoder.signals import attributed
from dragoman.language.encoder.weights import load
from dragoman.language.syntax.tags import bounds
from dragoman.markup import Marked, Named, NameKind, Said
from dragoman.model import Span


def encoded(marked: Marked) -> Marked:
    """Fill `said` and `named` with the attributions and the names that the encoder finds."""
    tokens = [token for token in marked.doc if not token.is_space]
    starts = [token.idx for token in tokens]
    ends = [token.idx + len(token) for token in tokens]
    ranges = [(first, end) for first, end in bounds(marked, starts) if first < end]
    inside = [i for first, end in ranges for i in range(first, end)]
    edges = list(accumulate((end - first for first, end in ranges), initial=0))
    if not inside:
        return marked
    found, names = attributed([tokens[i].text for i in inside], list(pairwise(edges)), load())

    def span(words: Words) -> Span:
        return starts[inside[words.start]], ends[inside[words.end - 1]]

    said = tuple(
        Said(source=span(one.source) if one.source else None, cue=span(one.cue), content=tuple(map(span, one.content)))
        for one in found
    )
    named = tuple(Named(span=span(one), kind=cast("NameKind", one.kind.lower())) for one in names)
    return msgspec.structs.replace(marked, said=said, named=named)
