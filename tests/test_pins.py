"""Floors are pinned where asked, and lowered only with a reason."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import pins


def chosen(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    pins.options(parser)
    return parser.parse_args(arguments)


def test_a_fault_fails_and_pins_nothing(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    assert pins.settle(chosen(), ["found 1 < 2"], 0.5, file, {"dev": 1}) == 1
    assert pins.settle(chosen("--update"), ["found 1 < 2"], 0.5, file, {"dev": 1}) == 1
    assert pins.pinned(file) == {}


def test_floors_are_pinned_with_the_reason_for_a_fall(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    assert pins.settle(chosen("--update"), [], 0.5, file, {"dev": 2}) == 0
    assert pins.pinned(file) == {"dev": 2}
    lower = chosen("--update", "--allow-regression", "new weights")
    assert pins.settle(lower, ["found 1 < 2"], 0.5, file, {"dev": 1}) == 0
    assert pins.pinned(file) == {"dev": 1, "reason": "new weights"}
