"""The encoder as a component of anyone's spaCy pipeline: `spacy.blank("en").add_pipe("dragoman_encoder")`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from dragoman.language.encoder.bio import Span as Words
from dragoman.language.encoder.signals import Signals, read
from dragoman.language.encoder.weights import load

NAME = "dragoman_encoder"
STOPS = frozenset(".!?…")
CLOSING = frozenset(("'", '"', "''", "’", "”", "»", ")", "]"))


@dataclass(frozen=True, slots=True)
class Attributed:
    """Hold one attribution of a Doc: who (where the text says so), by which words, says what, in one piece or more."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]


def attributed(doc: Doc) -> tuple[Attributed, ...]:
    """Gather the spans of `doc.spans["attributions"]` that share an id: a Doc written and read again has them too."""
    together: dict[str, list[Span]] = {}
    for one in doc.spans.get("attributions", ()):
        together.setdefault(one.id_, []).append(one)

    def of(spans: list[Span], label: str) -> tuple[Span, ...]:
        return tuple(one for one in spans if one.label_ == label)

    return tuple(
        Attributed(next(iter(of(spans, "SOURCE")), None), of(spans, "CUE")[0], of(spans, "CONTENT"))
        for spans in together.values()
        if of(spans, "CUE")
    )


@Language.factory(NAME)
def make(nlp: Language, name: str) -> Encoder:
    """Return the component; the weights are loaded with the first text."""
    if not Token.has_extension("modality"):
        Token.set_extension("modality", default="")
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", getter=attributed)
    return Encoder()


class Encoder:
    """Fill tags, lemmas, heads and relations, sentences, `ents`, `spans["times"]` and `spans["attributions"]`.

    An attribution is spans labelled SOURCE, CUE and CONTENT that share an `id_`; the source may be missing, the content
    may come in pieces; `doc._.attributions` has them gathered. `token._.modality` is of use at the words of acts.
    Sentences that the Doc has are kept; names that it has are replaced.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        places = [token.i for token in doc if not token.is_space]
        if not places:
            return _blank(doc)
        known = doc.has_annotation("SENT_START")
        bounds = list(_known(doc, places) if known else _stretches(doc, places))
        signals = read([doc[i].text for i in places], bounds, load(), split=not known)
        _fill(doc, places, _whole(signals, bounds) if known else signals)

        def span(words: Words, label: str, group: str = "") -> Span:
            return Span(doc, places[words.start], places[words.end - 1] + 1, label=label, span_id=group)

        doc.ents = filter_spans([span(one, one.kind) for one in signals.names])
        doc.spans["times"] = [span(one, one.kind) for one in signals.times]
        doc.spans["attributions"] = [
            span(words, label, str(number))
            for number, one in enumerate(signals.attributions)
            for label, found in (("SOURCE", [one.source]), ("CUE", [one.cue]), ("CONTENT", one.content))
            for words in found
            if words is not None
        ]
        for place, modality in zip(places, signals.modality, strict=True):
            doc[place]._.modality = modality
        return doc


def _blank(doc: Doc) -> Doc:
    """Give a Doc without words what every other has: a sentence, no names, empty groups of spans."""
    if len(doc) and not doc.has_annotation("SENT_START"):
        for token in doc:
            token.is_sent_start = token.i == 0
    doc.ents = []
    doc.spans["times"], doc.spans["attributions"] = [], []
    return doc


def _known(doc: Doc, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a Doc as ranges of its words, white space not counted."""
    # spaCy's sentencizer lets a sentence start at the white space before it: "It failed. \n\nThe ferry".
    before = [-1, *places]
    starts = [
        k
        for k, place in enumerate(places)
        if k == 0 or any(doc[i].is_sent_start for i in range(before[k] + 1, place + 1))
    ]
    yield from zip(starts, [*starts[1:], len(places)], strict=True)


def _whole(signals: Signals, bounds: list[tuple[int, int]]) -> Signals:
    """Make one tree of each sentence that was too long for a window: later roots hang on the first."""
    heads, relations = list(signals.heads), list(signals.relations)
    for start, end in bounds:
        roots = [k for k in range(start, end) if heads[k] == k]
        for root in roots[1:]:
            heads[root], relations[root] = roots[0], "dep"
    return msgspec.structs.replace(signals, heads=heads, relations=relations)


def _stretches(doc: Doc, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield stretches that no sentence leaves: they end at a full stop or where a line does."""
    start, stop = 0, ""
    for k, place in enumerate(places, 1):
        token = doc[place]
        attached = place > 0 and not doc[place - 1].is_space and not doc[place - 1].whitespace_
        closing = bool(stop) and attached and token.text in CLOSING
        stop = token.text if token.text in STOPS else stop if closing else ""
        if k == len(places):
            yield start, k
        elif any("\n" in doc[i].text for i in range(place + 1, places[k])) or (stop and _onward(doc, places[k], stop)):
            yield start, k
            start, stop = k, ""


def _onward(doc: Doc, place: int, stop: str) -> bool:
    """Tell whether a sentence surely starts after a stop and the marks that close it; else the model decides."""
    before, word = doc[place - 1], doc[place].text
    if word in STOPS or (word in CLOSING and not (before.is_space or before.whitespace_)):
        return False
    # '"Stop!" Lindqvist said.' is one sentence; after '."' the teller does not go on.
    return stop == "." or (not word[:1].islower() and before.text not in CLOSING)


def _fill(doc: Doc, places: list[int], signals: Signals) -> None:
    """Write tags and trees; white space hangs on what is before it, or on the first word."""
    number = {place: k for k, place in enumerate(places)}
    rows = np.zeros((len(doc), 5), dtype=np.uint64)
    add = doc.vocab.strings.add
    for i in range(len(doc)):
        k = number.get(i)
        if k is None:
            before = i - 1 if i > 0 else places[0]
            # Without a label spaCy takes the head for missing, and the white space for a tree of its own.
            rows[i, 3:] = add("dep"), np.int64(before - i).astype(np.uint64)
            continue
        head = places[signals.heads[k]] - i
        tags = (signals.upos[k], signals.xpos[k], signals.lemmas[k])
        relation = "ROOT" if signals.relations[k] == "root" else signals.relations[k]
        rows[i] = [*(add(tag) for tag in tags), add(relation), int(np.int64(head).astype(np.uint64))]
    doc.from_array(["POS", "TAG", "LEMMA", "DEP", "HEAD"], rows)  # type: ignore[arg-type]  # its stub knows thinc's arrays
