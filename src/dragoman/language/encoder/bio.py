"""Spans of words as begin-inside-outside tags, and the best legal tag sequence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

IMPOSSIBLE = -1e9


class Span(NamedTuple):
    """Mark words `start` to `end` (half-open) as one thing of a kind."""

    start: int
    end: int
    kind: str


def vocabulary(kinds: Sequence[str]) -> list[str]:
    """List the tags for some kinds, outside first."""
    return ["O", *(f"{p}-{kind}" for kind in kinds for p in "BI")]


def tags_of(spans: Iterable[Span], length: int) -> list[str]:
    """Write spans as tags; where two overlap, the later one yields."""
    tags = ["O"] * length
    for span in spans:
        if all(t == "O" for t in tags[span.start : span.end]):
            tags[span.start] = f"B-{span.kind}"
            for i in range(span.start + 1, span.end):
                tags[i] = f"I-{span.kind}"
    return tags


def spans_of(tags: Sequence[str]) -> list[Span]:
    """Read tags as spans; an inside tag without its begin opens a span, as conlleval does."""
    spans: list[Span] = []
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            spans.append(Span(start, i, kind))
            start = -1
        if tag[0] == "B" or (tag[0] == "I" and start < 0):
            start, kind = i, tag[2:]
    return spans


def transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """Tell which tag may follow which: 0 where legal, a large negative number where not (row: before)."""
    table = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for a, before in enumerate(tags):
        for b, after in enumerate(tags):
            if after[0] == "I" and (before[0] == "O" or before[2:] != after[2:]):
                table[a, b] = IMPOSSIBLE
    return table


def best_path(scores: NDArray[np.float32], tags: Sequence[str]) -> list[int]:
    """Find the legal tag sequence with the highest sum of scores (words x tags).

    The best tag of each word is taken where all of them together are legal. Where a stretch (a tag that opens one or is
    outside, and the inside tags behind it) is not, it alone is searched, with the stretches before it while its best
    sequence begins inside.
    """
    path = [int(tag) for tag in scores.argmax(-1)]
    opens = [tags[tag][0] != "I" for tag in path]
    end = len(path)
    for start in range(len(path) - 1, -1, -1):
        if not opens[start] and start:
            continue
        if end - start > 1 or not opens[start]:
            path[start:end] = _mended(path[start:end], scores[start:end], tags, free=start > 0)
        if tags[path[start]][0] != "I":
            end = start
    return path


def _mended(path: list[int], scores: NDArray[np.float32], tags: Sequence[str], *, free: bool) -> list[int]:
    """Return the path where it is legal, else the best one by Viterbi; `free` to begin inside what began before."""
    if _legal([tags[tag] for tag in path]):
        return path
    table = transitions(tags)
    total = scores[0] if free else scores[0] + np.where([t[0] == "I" for t in tags], IMPOSSIBLE, 0.0)
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        reach = total[:, None] + table
        best = reach.argmax(0)
        back.append(best)
        total = reach[best, np.arange(len(tags))] + row
    path = [int(total.argmax())]
    for best in reversed(back):
        path.append(int(best[path[-1]]))
    return path[::-1]


def _legal(path: Sequence[str]) -> bool:
    """Return whether each inside tag follows a tag of its kind."""
    return all(after[0] != "I" or before[1:] == after[1:] for before, after in pairwise(["O", *path]))


def decode(scores: NDArray[np.float32], tags: Sequence[str]) -> list[Span]:
    """Read the spans off a score matrix (words x tags)."""
    return spans_of([tags[i] for i in best_path(scores, tags)])
