# mypy: allow-subclassing-any
# (torch is not installed where the product is checked, and there its IterableDataset is Any)
"""Batches without end, laid out as tensors: here, or by workers beside a process that a GPU makes fast."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.batches import gold, inputs
from training.windows import batched, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training.batches import Gold, Inputs
    from training.labels import Labels
    from training.windows import Encoded, Window

APART = 1000
"""Workers of one process draw as if they were processes this far apart."""


TOKENS = 768


@dataclass(frozen=True, slots=True)
class Pace:
    """Say how to train.

    `budget`: seconds of wall clock; `height`: a factor on all learning rates; `tokens`: subwords a batch; `device`:
    where torch computes; `feeders`: processes that lay out batches; `blank`: share of subwords blanked.
    """

    budget: float
    height: float = 1.0
    tokens: int = TOKENS
    device: str = "cpu"
    feeders: int = 0
    blank: float = 0.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold one batch: the number of the round it is of, its windows and words counted, what is read, what is right."""

    number: int
    windows: int
    words: int
    read: Inputs
    gold: Gold


def laid(
    windows: Sequence[Window], labels: Labels, chance: random.Random, number: int = 0, blank: float = 0.0
) -> Batch:
    """Lay out windows and their labels as one batch."""
    read = inputs(windows, chance, blank)
    words = sum(window.end - window.start for window in windows)
    return Batch(number, len(windows), words, read, gold(windows, read.first.shape[1], labels))


class Feed(IterableDataset):
    """Draw batches round by round; a round depends on the seed, its number and who draws alone."""

    def __init__(
        self, corpora: list[tuple[list[Encoded], float]], labels: Labels, pace: Pace, seed: int, start: int, rank: int
    ) -> None:
        self.corpora, self.labels, self.pace = corpora, labels, pace
        self.seed, self.start, self.rank = seed, start, rank

    def __iter__(self) -> Iterator[Batch]:
        """Lay out batch after batch."""
        worker = get_worker_info()
        rank = self.rank if worker is None else self.rank + APART * (worker.id + 1)
        for number, windows, chance in self._rounds(rank):
            yield laid(windows, self.labels, chance, number, self.pace.blank)

    def _rounds(self, rank: int) -> Iterator[tuple[int, list[Window], random.Random]]:
        number = self.start
        while True:
            chance = random.Random(f"{self.seed}/{number}/{rank}")
            windows = [w for sources, share in self.corpora for w in drawn(sources, share, chance)]
            for batch in batched(windows, self.pace.tokens, chance):
                yield number, batch, chance
            number += 1


def fed(feed: Feed) -> Iterable[Batch]:
    """Give batches as they come, from the feeders beside this process, or from this one where there are none."""
    if not feed.pace.feeders:
        return feed
    loader: Iterable[Batch] = DataLoader(
        feed, batch_size=None, num_workers=feed.pace.feeders, prefetch_factor=4, multiprocessing_context="fork"
    )
    return loader
