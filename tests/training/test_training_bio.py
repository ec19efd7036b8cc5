from __future__ import annotations

import itertools

import numpy as np
import pytest

from dragoman.language.encoder.bio import Span, best_path, decode, spans_of, tags_of, transitions, vocabulary

KINDS = ["SOURCE", "CUE", "CONTENT"]
TAGS = vocabulary(KINDS)


def test_spans_and_tags_are_each_others_inverse() -> None:
    # "Pompeo / said / Kim agreed / , / he / added / again": two contents, touching nothing
    spans = [Span(0, 1, "SOURCE"), Span(1, 2, "CUE"), Span(2, 4, "CONTENT"), Span(5, 6, "SOURCE"), Span(6, 7, "CUE")]
    tags = tags_of(spans, 8)
    assert tags == ["B-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT", "O", "B-SOURCE", "B-CUE", "O"]
    assert spans_of(tags) == spans


def test_touching_spans_of_one_kind_stay_apart() -> None:
    assert spans_of(["B-CONTENT", "B-CONTENT", "I-CONTENT"]) == [Span(0, 1, "CONTENT"), Span(1, 3, "CONTENT")]


def test_an_inside_tag_alone_opens_a_span() -> None:
    assert spans_of(["O", "I-CUE", "I-SOURCE"]) == [Span(1, 2, "CUE"), Span(2, 3, "SOURCE")]


def test_where_spans_overlap_the_later_one_yields() -> None:
    assert spans_of(tags_of([Span(0, 3, "CONTENT"), Span(2, 4, "CUE")], 4)) == [Span(0, 3, "CONTENT")]


def test_inside_may_only_follow_its_own_kind() -> None:
    table = transitions(TAGS)
    where = {tag: i for i, tag in enumerate(TAGS)}
    assert table[where["B-CUE"], where["I-CUE"]] == 0
    assert table[where["O"], where["I-CUE"]] < -1e6
    assert table[where["B-SOURCE"], where["I-CUE"]] < -1e6


def test_the_best_path_repairs_a_greedy_one() -> None:
    scores = np.full((3, len(TAGS)), -5.0, dtype=np.float32)
    where = {tag: i for i, tag in enumerate(TAGS)}
    scores[0, where["O"]], scores[0, where["B-CONTENT"]] = 1.0, 0.9
    scores[1, where["I-CONTENT"]] = 2.0
    scores[2, where["I-CONTENT"]] = 2.0
    assert decode(scores, TAGS) == [Span(0, 3, "CONTENT")]


@pytest.mark.parametrize("seed", range(20))
def test_the_best_path_is_the_best_of_all_legal_ones(seed: int) -> None:
    tags = vocabulary(["CUE", "CONTENT"])
    scores = np.random.default_rng(seed).normal(size=(4, len(tags))).astype(np.float32)
    legal = [
        path
        for path in itertools.product(range(len(tags)), repeat=4)
        if all(tags[b][0] != "I" or tags[a][1:] == tags[b][1:] for a, b in itertools.pairwise((0, *path)))
    ]
    best = max(legal, key=lambda path: sum(scores[i, tag] for i, tag in enumerate(path)))
    assert best_path(scores, tags) == list(best)


def test_no_words_no_path() -> None:
    assert best_path(np.zeros((0, len(TAGS)), dtype=np.float32), TAGS) == []


@pytest.mark.parametrize("seed", range(30))
def test_stretches_searched_alone_give_the_best_path_of_the_whole(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(200, len(TAGS))).astype(np.float32)
    path = best_path(scores, TAGS)
    assert all(TAGS[b][0] != "I" or TAGS[a][1:] == TAGS[b][1:] for a, b in itertools.pairwise((0, *path)))
    table = transitions(TAGS).astype(np.float64)
    total = np.where([tag[0] == "I" for tag in TAGS], -1e9, 0.0) + scores[0]
    for row in scores[1:]:
        total = (total[:, None] + table).max(0) + row
    assert scores[np.arange(200), path].sum(dtype=np.float64) == pytest.approx(total.max(), abs=1e-6)
