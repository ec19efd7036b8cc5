"""Explain why nothing is possible, exactly and without a solver, by sets of statements.

Each option o has B(o), the statements that block it. What has to be lifted, at the least, to make anything possible are
the inclusion-minimal members of {B(o)}; what cannot hold together are the minimal hitting sets of those (R. Reiter,
A theory of diagnosis from first principles, Artificial Intelligence 32, 1987). Sets are rows of bits, 64 to a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]  # shape (sets, words)
CAP = 200  # as many conflicts are looked for: there may be more of them than anybody can read


def packed(blocks: NDArray[np.bool_]) -> Bits:
    """Return sets as rows of bits. `blocks` has shape (statements, options); the answer (options, words)."""
    statements, options = blocks.shape
    words = max(1, -(-statements // 64))
    padded = np.zeros((options, words * 64), dtype=np.bool_)
    padded[:, :statements] = blocks.T
    return np.packbits(padded, axis=1, bitorder="little").view(np.dtype("<u8")).astype(np.uint64, copy=False)


def members(row: NDArray[np.uint64]) -> tuple[int, ...]:
    """Return the numbers of the statements in one set, in their order."""
    bits = np.unpackbits(row.astype(np.dtype("<u8")).view(np.uint8), bitorder="little")
    return tuple(int(number) for number in np.flatnonzero(bits))


def minimal(sets: Bits) -> Bits:
    """Return the sets that hold no other one, each once, the smallest first."""
    left = np.unique(sets, axis=0) if sets.shape[1] > 1 else np.unique(sets[:, 0])[:, None]
    sizes = np.unpackbits(left.view(np.uint8), axis=1).sum(axis=1, dtype=np.int64)
    left = left[np.argsort(sizes, kind="stable")]
    found = []
    while len(left):
        smallest = left[0]
        found.append(smallest)
        left = left[((left & smallest) != smallest).any(axis=1)]
    return np.array(found, dtype=np.uint64).reshape(len(found), sets.shape[1])


def hitting(sets: Sequence[Sequence[int]], most: int = CAP) -> tuple[list[tuple[int, ...]], bool]:
    """Return the minimal sets that share a member with each of the sets, and whether there are more than `most`.

    By the algorithm MMCS (K. Murakami and T. Uno, Efficient algorithms for dualizing large-scale hypergraphs, 2014): a
    member is added only while each member so far has a set of its own, so that nothing has to be thrown away later.
    """
    found = [tuple(sorted(one)) for one in islice(_hitting(sets), most + 1)]
    return sorted(found[:most], key=lambda made: (len(made), made)), len(found) > most


def _hitting(sets: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    hits: dict[int, int] = {}  # member -> the sets it is in, as bits
    for number, one in enumerate(sets):
        for member in one:
            hits[member] = hits.get(member, 0) | 1 << number
    # What was chosen (member -> the sets that it alone hits), the sets missed so far, the members free to be added.
    stack: list[tuple[dict[int, int], int, frozenset[int]]] = [({}, (1 << len(sets)) - 1, frozenset(hits))]
    while stack:
        own, missed, free = stack.pop()
        if not missed:
            yield tuple(own)
            continue
        tried = free.intersection(sets[(missed & -missed).bit_length() - 1])
        free -= tried
        grown = []
        for member in sorted(tried):
            alone = {other: bits & ~hits[member] for other, bits in own.items()}
            if all(alone.values()):
                grown.append(({**alone, member: missed & hits[member]}, missed & ~hits[member], free))
                free |= {member}
        stack += reversed(grown)


def fronts(grades: NDArray[np.int8]) -> NDArray[np.int64]:
    """Return the front of each option in Pareto order, from 0. `grades` has shape (options, parties), more is better.

    An option stands behind another one that is as good for all and better for somebody. Nothing is added up: options of
    one front are a tie.
    """
    different, which = np.unique(grades, axis=0, return_inverse=True)
    front = np.zeros(len(different), dtype=np.int64)
    left = np.arange(len(different))
    level = 0
    while len(left):
        here = different[left]
        behind = np.array([((here >= one).all(axis=1) & (here > one).any(axis=1)).any() for one in here])
        front[left[~behind]] = level
        left, level = left[behind], level + 1
    return front[which.reshape(-1)]


class Explained(NamedTuple):
    """What follows from the sets of statements that block each option.

    `free` has shape (options,): whether nothing blocks it. Where none is free: `lifts` are the minimal sets to lift,
    `conflicts` the minimal sets that cannot hold together; `more`: there are more of those than were looked for.
    """

    free: NDArray[np.bool_]
    lifts: tuple[tuple[int, ...], ...] = ()
    conflicts: tuple[tuple[int, ...], ...] = ()
    more: bool = False


def explained(blocks: NDArray[np.bool_], most: int = CAP) -> Explained:
    """Return which options are free or, where none is, why. `blocks` has shape (statements, options)."""
    sets = packed(blocks)
    free = np.asarray(np.equal(sets, 0).all(axis=1))
    if free.any() or not len(sets):
        return Explained(free)
    lifts = tuple(members(row) for row in minimal(sets))
    conflicts, more = hitting(lifts, most)
    return Explained(free, lifts, tuple(conflicts), more)
