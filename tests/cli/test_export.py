from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from dragoman import plugins
from tests.cli.conftest import Run


def test_every_installed_exporter_writes_something(run: Run, record: Path) -> None:
    for name in plugins.known("exporter"):
        result = run("export", name)
        assert result.exit_code == 0, (name, result.output)
        assert result.stdout_bytes


def test_the_forms_are_what_they_say(run: Run, record: Path) -> None:
    assert len([json.loads(line) for line in run("export", "json").output.splitlines()]) == 2
    assert len(list(yaml.safe_load_all(run("export", "yaml").output))) == 2
    rows = list(csv.reader(io.StringIO(run("export", "csv").output)))
    assert len(rows) > 5 and len({len(row) for row in rows}) == 1


def test_a_file_is_written_whole(run: Run, record: Path, tmp_path: Path) -> None:
    result = run("export", "json", "-o", "out.jsonl")
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "out.jsonl").read_bytes() == run("export", "json").stdout_bytes
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out.jsonl"]


def test_a_failed_export_leaves_the_old_file(
    run: Run, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: object) -> object:
        yield "first half"
        raise OSError(28, "No space left on device")

    (tmp_path / "old.txt").write_text("old")
    monkeypatch.setattr(plugins, "load", lambda kind, name: broken)
    result = run("export", "broken", "-o", "old.txt")
    assert result.exit_code == 5
    assert "cannot write 'old.txt': No space left on device" in result.stderr
    assert (tmp_path / "old.txt").read_text() == "old"
    assert not list(tmp_path.glob(".old*"))


@pytest.mark.parametrize("place", ["no/such/folder/out.csv", "/dev/full", "."])
def test_a_place_that_cannot_be_written_is_a_sentence(run: Run, record: Path, place: str) -> None:
    result = run("export", "csv", "-o", place)
    assert result.exit_code == 5
    assert result.stderr.startswith(f"Error: cannot write '{place}': ")


def test_an_unknown_exporter_lists_those_there_are(run: Run, record: Path) -> None:
    result = run("export", "plovr")
    assert result.exit_code == 2
    known = "csv, gdelt, gdelt-mentions, geojson, icews, ics, json, petrarch, plover, polecat, toml, yaml"
    assert result.stderr == f"Error: no exporter named 'plovr'; known: {known}\n"
