"""Windows of whole sentences: what one forward pass sees."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from dragoman.language.encoder.lemmas import rule_for
from dragoman.language.encoder.windows import LONGEST, SPECIAL, arrays, stretches
from dragoman.language.encoder.windows import windows as laid
from training.labels import IGNORE, Labels
from training.scheme import LOOSE, TAGGERS, Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from dragoman.language.encoder.words import Subwords, WordPieces

BUDGETS = (40, 96, 160, 224, 256)
"""Subwords per training window, drawn at random: the product reads lone sentences and long windows alike."""
STEP = 16
"""Lengths in training are padded to multiples of this, so that few shapes occur."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Hold a document as numbers: its subwords, and for each head the class (or mask) of each word."""

    document: Document
    subwords: Subwords
    tags: dict[str, list[int]]
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Mark words `start` to `end` of a document, which begin and end with sentences."""

    source: Encoded
    start: int
    end: int

    @property
    def length(self) -> int:
        """Count its subwords, the two special ones included."""
        return self.source.subwords.first[self.end] - self.source.subwords.first[self.start] + SPECIAL


def encode(document: Document, pieces: WordPieces, labels: Labels) -> Encoded:
    """Number the words and labels of a document."""
    tags: dict[str, list[int]] = {}
    for head in (*TAGGERS, "relation"):
        given = document.tags.get(head)
        if given is None:
            continue
        if head in LOOSE:
            tags[head] = [labels.mask(head, label) for label in given]
        elif head == "lemma":
            tags[head] = [
                labels.number(head, rule_for(w, lemma)) for w, lemma in zip(document.words, given, strict=True)
            ]
        else:
            tags[head] = [labels.number(head, label) for label in given]
    sentences = [i for i, (start, end) in enumerate(document.bounds()) for _ in range(start, end)]
    return Encoded(document, pieces.cut(document.words), tags, sentences)


def pack(source: Encoded, budget: int) -> Iterator[Window]:
    """Cut a document into windows of consecutive sentences that stay within the budget (a longer sentence alone)."""
    start = end = 0
    first = source.subwords.first
    for a, b in stretches(source.document.bounds(), first):
        if end > start and first[b] - first[start] + SPECIAL > budget:
            yield Window(source, start, end)
            start = a
        end = b
    if end > start:
        yield Window(source, start, end)


def overlapping(source: Encoded, budget: int) -> list[Window]:
    """Cut a document into windows that each begin about half a budget after the one before."""
    first = source.subwords.first
    found = laid(stretches(source.document.bounds(), first), first, budget, onward=0.5)
    return [Window(source, start, end) for start, end in found]


def sample(documents: Sequence[Document], pieces: WordPieces) -> list[list[NDArray[Any]]]:
    """Lay out documents one behind the other, in full windows, as the graph reads them."""
    cut = pieces.cut([word for document in documents for word in document.words])
    ends = list(accumulate(len(document.words) for document in documents))
    return [arrays(one, cut) for one in laid(stretches(list(pairwise([0, *ends])), cut.first), cut.first, onward=1.0)]


def drawn(sources: Sequence[Encoded], share: float, chance: random.Random) -> list[Window]:
    """Draw the windows of one round from a corpus: every document `share` times (0.3: three in ten), each cut anew."""
    times = int(share)
    order = list(sources) * times + chance.sample(list(sources), round((share - times) * len(sources)))
    windows: list[Window] = []
    for source in order:
        windows += (w for w in pack(source, chance.choice(BUDGETS)) if w.length <= LONGEST)
    return windows


def padded(length: int) -> int:
    """Round a length up to the next step."""
    return (length + STEP - 1) // STEP * STEP


def batched(windows: Sequence[Window], tokens: int, chance: random.Random) -> list[list[Window]]:
    """Group windows of one padded length into full batches of about so many tokens; leftovers wait."""
    buckets: dict[int, list[Window]] = defaultdict(list)
    for window in windows:
        buckets[padded(window.length)].append(window)
    batches: list[list[Window]] = []
    for length, bucket in sorted(buckets.items()):
        chance.shuffle(bucket)
        size = max(1, tokens // length)
        full = len(bucket) // size or 1
        batches += [bucket[i * size : (i + 1) * size] for i in range(full)]
    chance.shuffle(batches)
    return batches


def targets(window: Window, head: str) -> dict[int, tuple[int, ...]]:
    """Give where the words of a window point, as positions in it (1 is its first word, 0 none).

    A target outside the window, or the word itself, counts as none, except for syntax, which never leaves its sentence.
    """
    result: dict[int, tuple[int, ...]] = {}
    given = window.source.document.pointers.get(head, {})
    for i in range(window.start, window.end):
        if i in given:
            inside = tuple(j - window.start + 1 for j in given[i] if window.start <= j < window.end and j != i)
            result[i - window.start + 1] = inside or (0,)
    return result


def known(window: Window, head: str) -> list[int]:
    """Give the labels of a window's words for one head; all IGNORE (mask 0) where its corpus has none."""
    tags = window.source.tags.get(head)
    if tags is None:
        return [0 if head in LOOSE else IGNORE] * (window.end - window.start)
    return tags[window.start : window.end]
