"""Cut words into overlapping windows of whole sentences, and lay out what the graph reads of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from dragoman.language.encoder.words import CLS, NONE, SEP, Subwords

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUDGET = 256
"""Subwords of a window."""
ONWARD = 0.75
"""Share of a window after which the next one begins: a quarter is read twice."""
LONGEST = 384
"""Subwords of one sentence; what is longer is cut (a text without stops)."""
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


def arrays(window: Window, cut: Subwords) -> list[NDArray[Any]]:
    """Return `input_ids`, `case_ids` and `word_first` of one window (training/NOTES.md says what each holds)."""
    a, b = cut.first[window.start], cut.first[window.end]
    places = [0, *(place - a + 1 for place in cut.first[window.start : window.end])]
    rows = [CLS, *cut.ids[a:b], SEP], [NONE, *cut.cases[a:b], NONE], places
    return [np.array([row], dtype=np.int64) for row in rows]
