"""Cut words into overlapping windows of whole sentences, and lay windows side by side for one run of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dragoman.language.encoder.words import CLS, SEP, Subwords

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 256
"""Subwords of a window."""
ONWARD = 0.75
"""Share of a window after which the next one begins: a quarter is read twice."""
LONGEST = 384
"""Subwords of one sentence; what is longer is cut (a text without stops)."""
STEP = 16
"""Lengths are padded to multiples of this, so that few shapes occur."""
BATCH = 1024
"""Subwords run at once, which bounds the memory."""
SPECIAL = 2


class Window(NamedTuple):
    """Mark words `start` to `end` (half-open), read together."""

    start: int
    end: int


def stretches(bounds: Sequence[tuple[int, int]], first: Sequence[int]) -> list[tuple[int, int]]:
    """Return the sentences as (first word, end), those too long for a window cut in pieces."""
    found: list[tuple[int, int]] = []
    for start, end in bounds:
        a = start
        for i in range(start + 1, end):
            if first[i + 1] - first[a] + SPECIAL > LONGEST:
                found.append((a, i))
                a = i
        if end > a:
            found.append((a, end))
    return found


def windows(
    pieces: Sequence[tuple[int, int]], first: Sequence[int], budget: int = BUDGET, onward: float = ONWARD
) -> list[Window]:
    """Return windows of whole stretches, each of which begins about `onward` of a window after the one before."""
    found: list[Window] = []
    i = 0
    while i < len(pieces):
        j = i
        while j + 1 < len(pieces) and first[pieces[j + 1][1]] - first[pieces[i][0]] + SPECIAL <= budget:
            j += 1
        found.append(Window(pieces[i][0], pieces[j][1]))
        if j + 1 >= len(pieces):
            break
        begin, end = first[pieces[i][0]], first[pieces[j][1]]
        least = int(begin + onward * (end - begin))
        i = next((k for k in range(i + 1, j + 2) if first[pieces[k][0]] >= least), j + 1)
    return found


def batches(all_windows: Sequence[Window], first: Sequence[int]) -> Iterator[list[Window]]:
    """Group windows, shortest first, so that a batch holds about BATCH subwords."""
    batch: list[Window] = []
    for window in sorted(all_windows, key=lambda one: (_length(one, first), one)):
        if batch and (len(batch) + 1) * _length(window, first) > BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def arrays(batch: Sequence[Window], cut: Subwords) -> list[NDArray[Any]]:
    """Return `input_ids`, `case_ids`, `attention_mask` and `word_first` (training/NOTES.md says what each holds)."""
    length = max(_length(window, cut.first) for window in batch)
    words = max(window.end - window.start for window in batch) + 1
    ids, cases = (np.zeros((len(batch), length), dtype=np.int64) for _ in range(2))
    mask = np.zeros((len(batch), length), dtype=np.float32)
    first = np.zeros((len(batch), words), dtype=np.int64)
    for row, window in enumerate(batch):
        a, b = cut.first[window.start], cut.first[window.end]
        ids[row, : b - a + SPECIAL] = [CLS, *cut.ids[a:b], SEP]
        cases[row, 1 : b - a + 1] = cut.cases[a:b]
        mask[row, : b - a + SPECIAL] = 1
        first[row, 1 : window.end - window.start + 1] = np.array(cut.first[window.start : window.end]) - a + 1
    return [ids, cases, mask, first]


def _length(window: Window, first: Sequence[int]) -> int:
    return padded(first[window.end] - first[window.start] + SPECIAL)


def padded(length: int) -> int:
    """Round a length up to the next step."""
    return (length + STEP - 1) // STEP * STEP
