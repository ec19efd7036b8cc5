"""From mention and antecedent scores to chains of mention heads, and how good the chains are."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

Chain = frozenset[int]


def antecedents(
    start: int, mention: NDArray[np.float32], scores: NDArray[np.float32], best: dict[int, tuple[int, int | None]]
) -> None:
    """Note, for each word that is a mention, the antecedent it prefers in this window (None: a new entity).

    `best` keeps for each word (words before it in the window, antecedent): the window that shows most wins.
    """
    count = len(mention) - 1
    yes = mention[:, 1] > mention[:, 0]
    for i in range(1, count + 1):
        if not yes[i] or best.get(start + i - 1, (-1, None))[0] >= i:
            continue
        row = np.where(yes[:i], scores[i, :i], -np.inf)
        row[0] = scores[i, 0]
        choice = int(row.argmax())
        best[start + i - 1] = (i, start + choice - 1 if choice else None)


def chains(best: dict[int, tuple[int, int | None]]) -> list[Chain]:
    """Join each mention with its antecedent; chains of one are kept."""
    leader: dict[int, int] = {}
    for word in sorted(best):
        before = best[word][1]
        leader[word] = leader.get(before, before) if before is not None else word
    groups: dict[int, set[int]] = defaultdict(set)
    for word, first in leader.items():
        groups[first] |= {word, first}
    return [frozenset(group) for group in groups.values()]


def f1(precision: tuple[float, float], recall: tuple[float, float]) -> float:
    """Give F1 of two fractions, each as (above, below)."""
    p = precision[0] / precision[1] if precision[1] else 0.0
    r = recall[0] / recall[1] if recall[1] else 0.0
    return 2 * p * r / (p + r) if p + r else 0.0


def muc(gold: Sequence[Chain], found: Sequence[Chain]) -> tuple[float, float]:
    """Count links of `gold` that `found` keeps, and all links of `gold` (MUC recall; swap for precision)."""
    where = {word: i for i, chain in enumerate(found) for word in chain}
    above = 0
    for chain in gold:
        parts = {where.get(word, -1 - word) for word in chain}
        above += len(chain) - len(parts)
    return above, sum(len(chain) - 1 for chain in gold)


def b_cubed(gold: Sequence[Chain], found: Sequence[Chain]) -> tuple[float, float]:
    """Average, over the words of `gold`, the share of their chain that `found` keeps together."""
    where = {word: chain for chain in found for word in chain}
    above = sum(len(chain & where.get(word, frozenset())) / len(chain) for chain in gold for word in chain)
    return above, sum(len(chain) for chain in gold)


def ceaf_e(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    """Sum the similarity of the best one-to-one alignment of chains (phi 4); divide by either count for P and R."""
    from scipy.optimize import linear_sum_assignment

    table = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold]).reshape(len(gold), len(found))
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


def several(found: Iterable[Chain]) -> list[Chain]:
    """Keep the chains of two mentions or more, as the CoNLL measure does."""
    return [chain for chain in found if len(chain) > 1]


def conll(documents: Iterable[tuple[Sequence[Chain], Sequence[Chain]]]) -> dict[str, float]:
    """Average MUC, B3 and CEAFe F1 over a corpus of (gold, found) chains of mention heads, single mentions left out."""
    sums: Counter[str] = Counter()
    for whole_gold, whole_found in documents:
        gold, found = several(whole_gold), several(whole_found)
        for name, measure in (("muc", muc), ("b3", b_cubed)):
            for side, (one, other) in (("r", (gold, found)), ("p", (found, gold))):
                above, below = measure(one, other)
                sums[f"{name}{side}+"] += above  # type: ignore[assignment]
                sums[f"{name}{side}-"] += below  # type: ignore[assignment]
        sums["ceaf"] += ceaf_e(gold, found)  # type: ignore[assignment]
        sums["gold"] += len(gold)
        sums["found"] += len(found)
    result = {
        name: f1((sums[f"{name}p+"], sums[f"{name}p-"]), (sums[f"{name}r+"], sums[f"{name}r-"]))
        for name in ("muc", "b3")
    }
    result["ceafe"] = f1((sums["ceaf"], sums["found"]), (sums["ceaf"], sums["gold"]))
    return {**result, "conll": sum(result.values()) / len(result)}
