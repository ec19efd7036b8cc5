"""One process writes to a record while others read it, and nobody meets an error."""

from __future__ import annotations

from pathlib import Path

from benchmarks.readers import filled, together
from dragoman.record import Store


def test_one_writer_and_three_readers_meet_no_error(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    result = together(path, filled(path, 20), readers=3, seconds=3)
    assert result["errors"] == []
    assert result["written"] > 0
    assert result["read"] > 3
    with Store(path, create=False) as store:
        assert len(store.documents()) == 20 + result["written"] - result["removed"]
        assert store.check() == ()
