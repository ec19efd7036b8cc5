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
    place = {node: i for i, node in enumerate(rest)}
    folded = len(rest)
    small = np.full((folded + 1, folded + 1), FORBIDDEN)
    whole = sum(table[i, heads[i]] for i in cycle)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    for head in rest:
        for node in rest:
            if node not in (head, 0):
                small[place[node], place[head]] = table[node, head]
        if head:
            leave[head] = max(cycle, key=lambda k: table[head, k])
            small[place[head], folded] = table[head, leave[head]]
        enter[head] = max(cycle, key=lambda k: table[k, head] - table[k, heads[k]])
        small[folded, place[head]] = table[enter[head], head] - table[enter[head], heads[enter[head]]] + whole
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
