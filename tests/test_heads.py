"""The gate of the encoder: on a sample of each development split no head may fall below its pinned floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import heads
from dragoman.language.encoder.bio import Span
from training.corpora import GROUP_SIZE
from training.scheme import Document
from training.scores import POLITICS, mapped

SAMPLE = 4
# What issue 3 asks and the weights that ship reach; what they miss stands in docs/model-card.md.
BARS = {("politics names", "f1"): 84, ("tbaq times", "f1"): 80, ("our names", "f1"): 85}


def floors() -> dict[str, Any]:
    pinned: dict[str, Any] = json.loads(heads.FLOORS.read_text("utf-8"))
    return pinned


def test_no_head_is_below_its_floor_on_the_sample(shared: Path) -> None:
    pinned = floors()[heads.part(SAMPLE)]
    assert heads.faults(heads.measure(shared / "data", SAMPLE), pinned) == []


@pytest.mark.parametrize(("split", "row"), BARS)
def test_the_floors_hold_the_bars_that_are_met(split: str, row: str) -> None:
    assert floors()[heads.part(0)][split]["scores"][row] >= BARS[split, row]


def result(las: float, digest: str = "abc") -> heads.Measured:
    return {"gum": {"digest": digest, "scores": {"las": las}}}


@pytest.mark.parametrize(
    ("now", "slack", "fault"),
    [
        (result(89.0), 0.0, None),
        (result(88.6), 0.5, None),
        (result(88.4), 0.5, "gum: las 88.4 < 89.0"),
        (result(88.9), 0.0, "gum: las 88.9 < 89.0"),
        (result(95.0, "def"), 0.5, "the corpus has changed"),
        ({"gum": {"digest": "abc", "scores": {}}}, 0.5, "gum: las 0.0 < 89.0"),
        ({}, 0.5, "the corpus has changed"),
    ],
)
def test_a_fall_and_a_changed_corpus_are_faults(now: heads.Measured, slack: float, fault: str | None) -> None:
    found = heads.faults(now, result(89.0), slack)
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]


def test_a_sample_is_spread_over_the_split() -> None:
    texts = [Document("c", str(i), ["a", "b"], [0, 1]) for i in range(10)]
    assert [one.name for one in heads.sampled(texts, 3)] == ["0", "3", "6"]
    assert heads.sampled(texts, 0) == texts
    lone = [Document("c", str(i), ["a"], [0]) for i in range(2 * GROUP_SIZE)]
    assert len(heads.sampled(lone, 1)) == GROUP_SIZE


def test_paragraphs_begin_at_the_marks_of_the_treebank(tmp_path: Path) -> None:
    row = "1\tYes\tyes\n\n"
    file = tmp_path / "some.conllu"
    file.write_text(
        f"# newdoc id = one\n# newpar\n{row}{row}# newpar\n# newpar_block = p\n{row}# newdoc id = two\n{row}"
    )
    assert heads.paragraphs(file) == {"one": [0, 2], "two": [0]}
    assert heads.cut_at(Document("c", "one", ["Yes"] * 3, [0, 1, 2]), [0, 2]) == [(0, 2), (2, 3)]


def test_spans_of_kinds_that_are_not_mapped_do_not_count() -> None:
    found = mapped([Span(0, 1, "politician"), Span(2, 3, "election")], 5, POLITICS)
    assert found == {Span(5, 6, "PER")}
