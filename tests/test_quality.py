"""The quality gate: scores on the shared corpora may not fall below the pinned floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quality

# What issue 2 asks of the rules on the founding report; the floors lie at or above.
BARS = {
    "statements found": 80,
    "statements right": 70,
    "meetings right": 65,
    "decisions found": 65,
    "verifications found": 65,
    "commitments found": 50,
    "plover type": 60,
}


def floors() -> dict[str, Any]:
    pinned: dict[str, Any] = json.loads(quality.FLOORS.read_text("utf-8"))
    return pinned


def test_no_score_is_below_its_floor(shared: Path) -> None:
    pinned = {name: value for name, value in floors().items() if name != "reason"}
    assert quality.faults(quality.measure(shared), pinned) == []


def test_the_floors_hold_the_bars_of_the_founding_report() -> None:
    f1 = floors()["founding report"]["f1"]
    assert {row: f1[row] for row in BARS if f1[row] < BARS[row]} == {}


def result(f1: float, digest: str = "abc") -> dict[str, dict[str, object]]:
    return {"corpus": {"digest": digest, "f1": {"statements found": f1}}}


@pytest.mark.parametrize(
    ("now", "fault"),
    [
        (result(80.0), None),
        (result(79.9), "corpus: statements found 79.9 < 80.0"),
        (result(90.0, "def"), "the corpus has changed"),
        ({"corpus": {"digest": "abc", "f1": {}}}, "corpus: statements found 0.0 < 80.0"),
    ],
)
def test_a_fall_and_a_changed_corpus_are_faults(now: dict[str, dict[str, object]], fault: str | None) -> None:
    found = quality.faults(now, result(80.0))
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]
