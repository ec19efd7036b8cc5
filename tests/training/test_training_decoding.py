from __future__ import annotations

import numpy as np
import pytest

from dragoman.language.encoder.attribution import Evidence, attributions
from dragoman.language.encoder.bio import Span, vocabulary
from training import coreference

TAGS = vocabulary(["SOURCE", "CUE", "CONTENT"])


def scores(tags: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    table = np.full((len(tags), len(TAGS)), -9.0, dtype=np.float32)
    for i, tag in enumerate(tags):
        table[i, TAGS.index(tag)] = 0.0
    return table


def test_contents_find_their_cue_and_cues_their_source() -> None:
    # "Yes" , Moon said , "soon"  |  officials denied it
    tags = ["B-CONTENT", "O", "B-SOURCE", "B-CUE", "O", "B-CONTENT", "B-SOURCE", "B-CUE", "B-CONTENT"]
    links = np.full((9, 10), -9.0, dtype=np.float32)
    for word, target in ((0, 3), (5, 3), (8, 7), (3, 2), (7, -1)):
        links[word, target + 1] = 0.0
    evidence = Evidence(9, len(TAGS))
    evidence.add(0, scores(tags), links)
    first, second = attributions(evidence, TAGS)
    assert first.cue == Span(3, 4, "CUE")
    assert first.content == (Span(0, 1, "CONTENT"), Span(5, 6, "CONTENT"))
    assert first.source == Span(2, 3, "SOURCE")
    assert (second.cue, second.source) == (Span(7, 8, "CUE"), None)


def test_of_two_cues_that_score_alike_the_near_one_is_taken() -> None:
    tags = ["B-CUE", "O", "O", "O", "B-CUE", "B-CONTENT"]
    evidence = Evidence(6, len(TAGS))
    evidence.add(0, scores(tags), np.zeros((6, 7), dtype=np.float32))
    (only,) = attributions(evidence, TAGS)
    assert only.cue == Span(4, 5, "CUE")


def test_the_window_that_shows_more_decides() -> None:
    evidence = Evidence(6, len(TAGS))
    evidence.add(0, scores(["O"] * 4), np.zeros((4, 5), dtype=np.float32))
    evidence.add(2, scores(["B-CUE"] * 4), np.zeros((4, 5), dtype=np.float32))
    kinds = [TAGS[int(i)] for i in evidence.roles.argmax(1)]
    assert kinds == ["O", "O", "O", "B-CUE", "B-CUE", "B-CUE"]
    assert evidence.points(Span(0, 1, "CONTENT"), Span(5, 6, "CUE")) == pytest.approx(-1e4)


def test_chains_follow_antecedents_back() -> None:
    # Kim(0) met Moon(2); he(4) left; Kim(6): he -> Kim, Kim -> he
    found = coreference.chains({0: (0, None), 2: (0, None), 4: (0, 0), 6: (0, 4)})
    assert set(found) == {frozenset({0, 4, 6}), frozenset({2})}


def test_perfect_chains_score_one_and_split_chains_less() -> None:
    pytest.importorskip("scipy", reason="CEAFe needs scipy, which only training installs")
    gold = [frozenset({0, 4, 6}), frozenset({2, 8})]
    assert coreference.conll([(gold, gold)])["conll"] == pytest.approx(1.0)
    assert coreference.conll([(gold, [frozenset({0, 4}), frozenset({2, 8})])])["conll"] < 0.95
