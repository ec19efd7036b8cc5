"""Compare stretches of text: which holds, touches or covers which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from dragoman.model import Span


class Spanned(Protocol):
    """Anything that lies somewhere in the text."""

    @property
    def span(self) -> Span:
        """Return where it lies."""


Thing = TypeVar("Thing", bound=Spanned)
Kept = TypeVar("Kept")
SPAN = attrgetter("span")  # as a key for bisect, asked with a tuple: (5,) stands before (5, 9)


class Laid(Generic[Kept]):
    """Things by the words that they lie on, asked which lie on some words too.

    An answer costs what begins in those words, or before them by no more than the longest of all things.
    """

    def __init__(self, things: Iterable[tuple[Span, Kept]]) -> None:
        self.things = sorted(things, key=lambda thing: thing[0])
        self.longest = max((end - start for (start, end), _ in self.things), default=0)

    def touching(self, span: Span) -> list[tuple[Span, Kept]]:
        """Return the things that share a character with the span, each with its words, in the order of the text."""
        first = bisect_left(self.things, span[0] - self.longest, key=lambda thing: thing[0][0])
        end = bisect_left(self.things, span[1], first, key=lambda thing: thing[0][0])
        return [thing for thing in self.things[first:end] if touch(thing[0], span)]


def inside(things: Sequence[Thing], span: Span) -> tuple[Thing, ...]:
    """Return the things that lie within the span; `things` must be in the order of the text."""
    start = bisect_left(things, (span[0],), key=SPAN)
    end = bisect_left(things, (span[1],), start, key=SPAN)
    return tuple(thing for thing in things[start:end] if thing.span[1] <= span[1])


def holds(outer: Span | None, inner: Span) -> bool:
    """Return whether the inner span lies within the outer one."""
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def touch(a: Span, b: Span) -> bool:
    """Return whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def cover(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds them all."""
    spans = tuple(spans)
    return min(span[0] for span in spans), max(span[1] for span in spans)


def gap(a: Span, b: Span) -> int:
    """Return how many characters lie between two spans; 0 where they touch."""
    return max(b[0] - a[1], a[0] - b[1], 0)
