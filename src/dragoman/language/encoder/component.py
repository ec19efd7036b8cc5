"""The encoder as a component of anyone's spaCy pipeline: `spacy.blank("en").add_pipe("dragoman_encoder")`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from dragoman.language.encoder.bio import Span as Words
from dragoman.language.encoder.signals import Signals, read
from dragoman.language.encoder.weights import load

NAME = "dragoman_encoder"
STOPS = frozenset(".!?…")


@Language.factory(NAME)
def make(nlp: Language, name: str) -> Encoder:
    """Return the component; the weights are loaded with the first text."""
    if not Token.has_extension("modality"):
        Token.set_extension("modality", default="")
    return Encoder()


class Encoder:
    """Fill tags, lemmas, heads and relations, sentences, `ents`, `spans["times"]` and `spans["attributions"]`.

    An attribution is spans labelled SOURCE, CUE and CONTENT that share an `id_`; the source may be missing, the content
    may come in pieces. `token._.modality` is of use at the words of acts. Sentences that the Doc has are kept.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        places = [token.i for token in doc if not token.is_space]
        if not places:
            return doc
        known = doc.has_annotation("SENT_START")
        bounds = list(_known(doc, places) if known else _stretches(doc, places))
        signals = read([doc[i].text for i in places], bounds, load(), split=not known)
        _fill(doc, places, signals)

        def span(words: Words, label: str, number: int = 0) -> Span:
            return Span(doc, places[words.start], places[words.end - 1] + 1, label=label, span_id=str(number))

        doc.ents = filter_spans([span(one, one.kind) for one in signals.names])
        doc.spans["times"] = [span(one, one.kind) for one in signals.times]
        doc.spans["attributions"] = [
            span(words, label, number)
            for number, one in enumerate(signals.attributions)
            for label, found in (("SOURCE", [one.source]), ("CUE", [one.cue]), ("CONTENT", one.content))
            for words in found
            if words is not None
        ]
        for place, modality in zip(places, signals.modality, strict=True):
            doc[place]._.modality = modality
        return doc


def _known(doc: Doc, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a Doc as ranges of its words, white space not counted."""
    starts = [k for k, place in enumerate(places) if k == 0 or doc[place].is_sent_start]
    yield from zip(starts, [*starts[1:], len(places)], strict=True)


def _stretches(doc: Doc, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches that no sentence leaves: they end at a full stop or where a line does."""
    start = 0
    for k, place in enumerate(places, 1):
        last = k == len(places)
        broken = not last and any("\n" in doc[i].text for i in range(place + 1, places[k]))
        stopped = doc[place].text in STOPS and (last or doc[places[k]].text[:1].isalnum())
        if last or broken or stopped:
            yield start, k
            start = k


def _fill(doc: Doc, places: list[int], signals: Signals) -> None:
    """Write tags and trees; white space hangs on the word before it, or on the first word."""
    number = {place: k for k, place in enumerate(places)}
    rows = np.zeros((len(doc), 5), dtype=np.uint64)
    add = doc.vocab.strings.add
    for i in range(len(doc)):
        k = number.get(i)
        if k is None:
            before = i - 1 if i > 0 else places[0]
            rows[i, 3:] = add("dep"), np.int64(before - i).astype(np.uint64)
            continue
        head = places[signals.heads[k]] - i
        tags = (signals.upos[k], signals.xpos[k], signals.lemmas[k])
        relation = "ROOT" if signals.relations[k] == "root" else signals.relations[k]
        rows[i] = [*(add(tag) for tag in tags), add(relation), int(np.int64(head).astype(np.uint64))]
    doc.from_array(["POS", "TAG", "LEMMA", "DEP", "HEAD"], rows)  # type: ignore[arg-type]  # its stub knows thinc's arrays
