from __future__ import annotations

import random

from dragoman.language.encoder.words import Subwords, case_of
from training.labels import Labels
from training.scheme import FIXED, NOTHING, Document
from training.windows import Encoded, batched, encode, overlapping, pack, targets


class OnePieceEach:
    """Cut every word into one subword, so that lengths are easy to see."""

    def cut(self, words: list[str]) -> Subwords:
        return Subwords([1] * len(words), [1] * len(words), list(range(len(words) + 1)))


def document(sentences: int, length: int) -> Encoded:
    words = ["w"] * (sentences * length)
    starts = list(range(0, len(words), length))
    plain = Document("c", "d", words, starts, {"name": ["O"] * len(words)}, {"antecedent": {5: (0, 4), 0: (NOTHING,)}})
    return encode(plain, OnePieceEach(), Labels.of(FIXED))  # type: ignore[arg-type]


def test_windows_hold_whole_sentences_within_the_budget() -> None:
    source = document(sentences=5, length=4)
    assert [(w.start, w.end) for w in pack(source, 10)] == [(0, 8), (8, 16), (16, 20)]


def test_a_sentence_longer_than_the_budget_stands_alone() -> None:
    assert [(w.start, w.end) for w in pack(document(2, 30), 10)] == [(0, 30), (30, 60)]


def test_a_text_without_stops_is_cut() -> None:
    windows = list(pack(document(1, 1000), 256))
    assert [(w.start, w.end) for w in windows] == [(0, 382), (382, 764), (764, 1000)]
    assert [(w.start, w.end) for w in overlapping(document(1, 1000), 256)] == [(0, 382), (382, 764), (764, 1000)]


def test_overlapping_windows_cover_all_and_move_by_half() -> None:
    windows = overlapping(document(sentences=6, length=4), 18)
    assert [(w.start, w.end) for w in windows] == [(0, 16), (8, 24)]


def test_targets_outside_the_window_become_none() -> None:
    source = document(sentences=3, length=4)
    whole, part = pack(source, 100).__next__(), list(pack(source, 6))[1]
    assert targets(whole, "antecedent") == {1: (0,), 6: (1, 5)}
    assert targets(part, "antecedent") == {2: (1,)}
    assert targets(part, "link") == {}


def test_batches_are_full_and_the_same_for_one_seed() -> None:
    windows = [w for n in range(1, 9) for w in pack(document(n, 4), 10)]
    one, other = (batched(windows, 64, random.Random(3)) for _ in range(2))
    assert [[(w.start, w.end) for w in b] for b in one] == [[(w.start, w.end) for w in b] for b in other]
    assert {len(b) for b in one} == {4}


def test_loose_labels_are_masks() -> None:
    labels = Labels.of(FIXED)
    assert labels.mask("name", "") == 0
    assert labels.mask("name", "O|B-GROUP") == 1 | 1 << FIXED["name"].index("B-GROUP")


def test_the_shape_of_words() -> None:
    shapes = [case_of(w) for w in ("talks", "Kim", "NATO", "A", "McCain", "G20", "—")]
    assert len(set(shapes)) == 7
