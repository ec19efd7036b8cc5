"""Lay the names that a model found over the atoms of a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.language.names.atoms import HYPHENS, Atom, is_capital
from dragoman.markup import Named, NameKind


class Heard(NamedTuple):
    """A name that the model found in a line: its first atom, where it ends, what it names."""

    start: int
    end: int
    kind: NameKind


def heard(line: Sequence[Atom], named: Sequence[Named], tails: frozenset[str]) -> dict[int, Heard]:
    """Return for each atom of a line the name that it is part of, where the model found one.

    `named` is in the order of the text; `tails` are the words that a hyphen ties to a name without being part of it:
    "Amman-based".
    """
    found = list(_laid(line, named))
    taken = {one.start for one in found}
    whole = [_whole(line, one, taken, tails) for one in found]
    return {at: one for one in _joined(line, whole) for at in range(one.start, one.end)}


def _laid(line: Sequence[Atom], named: Sequence[Named]) -> Iterator[Heard]:
    """Yield the names that lie in a line and hold a capital and more than one letter."""
    if not line:
        return
    first = bisect_left(named, line[0].start + 1, key=lambda one: one.span[1])
    for one in named[first:]:
        if one.span[0] >= line[-1].end:
            return
        start = bisect_left(line, one.span[0] + 1, key=lambda atom: atom.end)
        end = bisect_left(line, one.span[1], key=lambda atom: atom.start)
        while start < end and not line[start].text[:1].isalnum():
            start += 1
        inside = line[start:end]
        if any(is_capital(atom.text) for atom in inside) and sum(len(atom.key) for atom in inside) > 1:
            yield Heard(start, end, "misc" if _sues(line, start, end) else one.kind)


def _sues(line: Sequence[Atom], start: int, end: int) -> bool:
    """Return whether a name is that of a party to a case at law: "Zubik v. Burwell"."""
    after, before = [atom.key for atom in line[end : end + 1]], [atom.key for atom in line[max(0, start - 2) : start]]
    return bool({"v", "vs"} & {*after, *before})


def _whole(line: Sequence[Atom], one: Heard, taken: set[int], tails: frozenset[str]) -> Heard:
    """Return a name with what a hyphen ties to it ("Ri Chol" -min), and without what is no part of it (Fla. -based)."""
    for at in range(one.start, one.end - 1):
        if line[at].text in HYPHENS and line[at + 1].key in tails:
            return one._replace(end=at)
    end = one.end
    while one.kind == "person" and _tied(line, end) and end + 1 not in taken and line[end + 1].key not in tails:
        end += 2
    return one._replace(end=end)


def _tied(line: Sequence[Atom], hyphen: int) -> bool:
    """Return whether a hyphen stands there without spaces and a word follows it."""
    if hyphen + 1 >= len(line) or line[hyphen].text not in HYPHENS or not line[hyphen + 1].text[:1].isalpha():
        return False
    return line[hyphen - 1].end == line[hyphen].start and line[hyphen].end == line[hyphen + 1].start


def _joined(line: Sequence[Atom], found: Sequence[Heard]) -> list[Heard]:
    """Join the parts of one person's name that the model takes for two: "Charles" - "Michael Friedek"."""
    joined = list(found[:1])
    for before, one in pairwise(found):
        last = joined[-1]
        tied = before.end + 1 == one.start and _tied(line, before.end)
        if tied and before.kind == one.kind == "person" and one.end - last.start > 3:
            joined[-1] = Heard(last.start, one.end, one.kind)
        else:
            joined.append(one)
    return joined
