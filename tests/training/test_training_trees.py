from __future__ import annotations

import itertools

import numpy as np
import pytest

from dragoman.language.encoder.trees import best_tree, is_tree


def brute_force(scores: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
    n = len(scores)
    return max(
        sum(float(scores[i + 1, h]) for i, h in enumerate(heads))
        for heads in itertools.product(range(n), repeat=n - 1)
        if is_tree([0, *heads]) and all(h != i + 1 for i, h in enumerate(heads))
    )


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_the_best_tree_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(6, 6)) * 3
    heads = best_tree(scores)
    assert is_tree(heads)
    assert sum(scores[i, h] for i, h in enumerate(heads) if i) == pytest.approx(brute_force(scores))


def test_a_cycle_is_broken() -> None:
    # "told" and "said" each prefer the other as head; one must take the root.
    scores = np.array([[0, 0, 0], [2.0, 0, 5.0], [1.0, 5.0, 0]], dtype=np.float64)
    assert best_tree(scores) == [0, 0, 1]


def test_one_root_only() -> None:
    scores = np.array([[0, 0, 0], [9.0, 0, 1.0], [8.0, 1.0, 0]], dtype=np.float64)
    assert best_tree(scores) == [0, 0, 1]


@pytest.mark.parametrize(
    ("heads", "verdict"), [([0, 0], True), ([0, 2, 1], False), ([0, 0, 0], False), ([0, 2, 0, 2], True), ([0], False)]
)
def test_what_a_tree_is(heads: list[int], verdict: bool) -> None:
    assert is_tree(heads) is verdict


def test_no_words_and_one_word() -> None:
    assert best_tree(np.zeros((1, 1))) == [0]
    assert best_tree(np.zeros((2, 2))) == [0, 0]
