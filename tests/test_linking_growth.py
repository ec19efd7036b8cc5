"""The benchmark of linking one more report measures as a record grows, and on records that were kept."""

from __future__ import annotations

from pathlib import Path

from benchmarks.linking_growth import measured, measured_on


def test_sizes_are_those_of_the_record_before_the_reports_that_are_measured(tmp_path: Path) -> None:
    grown = list(measured(tmp_path / "growing.db", [20, 700], 2))
    assert 20 <= grown[0]["entries"] < 700 <= grown[1]["entries"]
    assert all(row["link_cpu_ms"] > 0 and row["acts"] < row["entries"] for row in grown)
    kept = (tmp_path / "growing.db").read_bytes()
    (tmp_path / "copies").mkdir()
    (again,) = measured_on([tmp_path / "growing.db"], tmp_path / "copies", 2)
    assert again["entries"] > grown[1]["entries"]
    assert (tmp_path / "growing.db").read_bytes() == kept
