"""From role scores and links to attributions: who (source) says (cue) what (content, in one or several pieces)."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from dragoman.language.encoder.bio import Span, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DISTANCE = 0.08
"""What each word between two spans costs a link, in log probability. 0.2 was chosen for a model whose scorer saw no
distances; this one has learnt some (`Pointer.reach` in training/heads.py)."""
FAR = -1e4
"""The log score of two words that no window saw together."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold the words of one attribution; `source` is missing where the text names none."""

    cue: Span
    content: tuple[Span, ...]
    source: Span | None


class Evidence:
    """Gather what overlapping windows say about a document's words.

    A word's roles are taken from the window that shows most of its surroundings; a link is the mean over the windows
    that hold both ends. Column 0 of `links` is "points to nothing", column j + 1 word j.
    """

    def __init__(self, words: int, roles: int) -> None:
        self.roles = np.zeros((words, roles), dtype=np.float32)
        self.shown = np.full(words, -1, dtype=np.int64)
        self.links = np.zeros((words, words + 1), dtype=np.float32)
        self.seen = np.zeros((words, words + 1), dtype=np.int32)

    def add(self, start: int, roles: NDArray[np.float32], links: NDArray[np.float32]) -> None:
        """Add a window that begins at word `start`: log probabilities, (n x roles) and (n x n + 1)."""
        count = len(roles)
        margin = surroundings(start, start + count, len(self.roles))
        better = margin > self.shown[start : start + count]
        self.roles[start : start + count][better] = roles[better]
        self.shown[start : start + count][better] = margin[better]
        rows, columns = slice(start, start + count), slice(start + 1, start + count + 1)
        self.links[rows, 0] += links[:, 0]
        self.links[rows, columns] += links[:, 1:]
        self.seen[rows, 0] += 1
        self.seen[rows, columns] += 1

    def points(self, one: Span, other: Span | None) -> float:
        """Give the mean log probability that the words of a span point into another (None: to nothing)."""
        rows = slice(one.start, one.end)
        columns = slice(0, 1) if other is None else slice(other.start + 1, other.end + 1)
        table, seen = self.links[rows, columns], self.seen[rows, columns].min(1)
        if not seen.all():
            table, seen = table[seen > 0], seen[seen > 0]
        if not len(seen):
            return FAR
        table = table / seen[:, None]
        return float(np.logaddexp.reduce(table, axis=1).mean())


def surroundings(start: int, end: int, words: int) -> NDArray[np.int64]:
    """Return how many words a window shows on the nearer side of each of its words; the ends of the text hide none."""
    count = end - start
    left = np.arange(count) if start else np.full(count, count)
    right = np.arange(count)[::-1] if end < words else np.full(count, count)
    nearer: NDArray[np.int64] = np.minimum(left, right)
    return nearer


def gap(one: Span, other: Span) -> int:
    """Count the words between two spans."""
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def attributions(evidence: Evidence, tags: Sequence[str]) -> list[Attribution]:
    """Decode roles, then let each content choose its cue and each cue its source."""
    spans = decode(evidence.roles, tags)
    cues, sources, contents = ([s for s in spans if s.kind == kind] for kind in ("CUE", "SOURCE", "CONTENT"))
    said: dict[Span, list[Span]] = {cue: [] for cue in cues}
    for content in contents:
        cue, points = _best(evidence, content, cues)
        if cue is not None and points > FAR:
            said[cue].append(content)
    return [
        Attribution(cue, tuple(content), _source(evidence, cue, sources)) for cue, content in said.items() if content
    ]


def _best(evidence: Evidence, one: Span, others: Sequence[Span]) -> tuple[Span | None, float]:
    """Return what a span points to, distance counted, and how surely: no log probability makes good a greater cost."""
    best, surely, most = None, FAR, float("-inf")
    for away, other in sorted(((gap(one, other), other) for other in others), key=itemgetter(0)):
        if -DISTANCE * away < most:
            break
        points = evidence.points(one, other)
        if points - DISTANCE * away > most:
            best, surely, most = other, points, points - DISTANCE * away
    return best, surely


def _source(evidence: Evidence, cue: Span, sources: Sequence[Span]) -> Span | None:
    best, points = _best(evidence, cue, sources)
    return best if best is not None and points >= evidence.points(cue, None) else None
