"""Put what the encoder says of a document into its markup: one pass over its sentences."""

from __future__ import annotations

import msgspec

from dragoman.language.encoder.bio import Span as Words
from dragoman.language.encoder.signals import attributed
from dragoman.language.encoder.weights import load
from dragoman.markup import Marked, Said
from dragoman.model import Span


def encoded(marked: Marked) -> Marked:
    """Fill `said` with the attributions that the encoder finds."""
    tokens = [token for token in marked.doc if not token.is_space]
    starts = [token.idx for token in tokens]
    ends = [token.idx + len(token) for token in tokens]
    inside: list[int] = []
    bounds: list[tuple[int, int]] = []
    at = 0
    for sentence in marked.sentences:
        first = len(inside)
        while at < len(starts) and starts[at] < sentence.span[1]:
            if starts[at] >= sentence.span[0]:
                inside.append(at)
            at += 1
        if len(inside) > first:
            bounds.append((first, len(inside)))
    if not inside:
        return marked
    found = attributed([tokens[i].text for i in inside], bounds, load())

    def span(words: Words) -> Span:
        return starts[inside[words.start]], ends[inside[words.end - 1]]

    said = tuple(
        Said(source=span(one.source) if one.source else None, cue=span(one.cue), content=tuple(map(span, one.content)))
        for one in found
    )
    return msgspec.structs.replace(marked, said=said)
