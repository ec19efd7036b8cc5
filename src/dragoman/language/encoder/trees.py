"""The best dependency tree with one root: greedy where it is a tree, else Chu-Liu/Edmonds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FORBIDDEN = -1e12


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether heads (heads[0] is ignored, 0 is the root) form one tree with a single root word."""
    if sum(head == 0 for head in heads[1:]) != 1:
        return False
    safe = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in safe:
            if node in path:
                return False
            path.append(node)
            node = heads[node]
        safe.update(path)
    return True


def best_tree(scores: NDArray[np.float64]) -> list[int]:
    """Give the head of each node from (n+1, n+1) scores, row the dependent, column the head, 0 the root."""
    table = np.array(scores, dtype=np.float64)
    np.fill_diagonal(table, FORBIDDEN)
    table[0, :] = FORBIDDEN
    heads = [0, *(int(h) for h in table[1:].argmax(1))]
    if len(heads) <= 1 or is_tree(heads):
        return heads
    # Dear enough that a second word under the root never pays: the best tree then has one root word.
    table[1:, 0] -= 2 * len(heads) * max(1.0, float(np.abs(scores).max()))
    return _spanning(table)


def _cycle(heads: Sequence[int]) -> list[int]:
    done: set[int] = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in done and node not in path:
            path.append(node)
            node = heads[node]
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


def _spanning(table: NDArray[np.float64]) -> list[int]:
    heads = [0, *(int(h) for h in table[1:].argmax(1))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [i for i in range(len(heads)) if i not in inside]
    folded = len(rest)
    small = np.full((folded + 1, folded + 1), FORBIDDEN)
    small[:folded, :folded] = table[np.ix_(rest, rest)]
    own = table[cycle, [heads[i] for i in cycle]]
    gain = table[np.ix_(cycle, rest)] - own[:, None]
    enter = {head: cycle[k] for head, k in zip(rest, gain.argmax(0), strict=True)}
    small[folded, :folded] = gain.max(0) + sum(own)
    ways = table[np.ix_(rest, cycle)]
    leave = {node: cycle[k] for node, k in zip(rest, ways.argmax(1), strict=True)}
    small[1:folded, folded] = ways.max(1)[1:]
    return _unfold(heads, _spanning(small), rest, enter, leave)


def _unfold(
    heads: list[int], small: list[int], rest: list[int], enter: dict[int, int], leave: dict[int, int]
) -> list[int]:
    folded = len(rest)
    tree = list(heads)
    for i, node in enumerate(rest):
        if node:
            tree[node] = leave[node] if small[i] == folded else rest[small[i]]
    head = rest[small[folded]]
    tree[enter[head]] = head
    return tree
