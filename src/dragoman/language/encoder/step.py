"""Put what the encoder says of a document into its markup: one pass over its sentences."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from dragoman.language.encoder.bio import Span as Words
from dragoman.language.encoder.signals import Signals, read
from dragoman.language.encoder.weights import load
from dragoman.markup import Marked, Said
from dragoman.model import Span


def encoded(marked: Marked) -> Marked:
    """Fill `said` with the attributions that the encoder finds, and `doc` with its tags, lemmas and trees."""
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
    signals = read([tokens[i].text for i in inside], bounds, load())

    def span(words: Words) -> Span:
        return starts[inside[words.start]], ends[inside[words.end - 1]]

    said = tuple(
        Said(source=span(one.source) if one.source else None, cue=span(one.cue), content=tuple(map(span, one.content)))
        for one in signals.attributions
    )
    return msgspec.structs.replace(marked, said=said, doc=parsed(marked.doc, [tokens[i].i for i in inside], signals))


def parsed(doc: Doc, places: Sequence[int], signals: Signals) -> Doc:
    """Return the tokens with what the encoder says of those at `places`; the others hang on the word before them."""
    size = len(doc)
    tags, pos, lemmas, relations = ([""] * size for _ in range(4))
    heads = [max(0, i - 1) for i in range(size)]
    for k, i in enumerate(places):
        tags[i], pos[i], lemmas[i] = signals.xpos[k], signals.upos[k], signals.lemmas[k]
        relations[i], heads[i] = signals.relations[k], places[signals.heads[k]]
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, tags=tags, pos=pos, lemmas=lemmas, heads=heads, deps=relations)
