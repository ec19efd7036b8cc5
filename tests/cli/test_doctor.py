from __future__ import annotations

import json
import shutil
from collections import namedtuple
from pathlib import Path

import apsw
import pytest

from dragoman import plugins
from dragoman.problems import PluginError
from tests.cli.conftest import Run


def test_all_is_well_here(run: Run, record: Path) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    told = " ".join(result.output.split())
    for words in (
        "ok python",
        "ok dragoman",
        "ok spacy",
        "ok sqlite",
        "FTS5",
        "exporters csv, gdelt, gdelt-mentions, geojson",
    ):
        assert words in told
    assert "dragoman.db: 2 documents" in told


def test_json_has_a_remedy_for_each_trouble(run: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = namedtuple("disk", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: disk(1, 1, 0))
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.0")
    record.write_bytes(b"SQLite format 3\x00 and then rubbish")
    result = run("doctor", "--json")
    assert result.exit_code == 1
    wrong = {line["what"]: line["remedy"] for line in json.loads(result.output) if not line["ok"]}
    assert set(wrong) == {"sqlite", "disk", "record"}
    assert "pip install --upgrade apsw" in wrong["sqlite"] and "damaged" in wrong["record"]


def test_a_missing_library_and_a_broken_plugin_are_told_with_the_remedy(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.metadata

    def broken(kind: str, name: str) -> None:
        raise PluginError(f"{kind} '{name}' cannot be loaded. Reinstall the package that brings it.")

    monkeypatch.setattr(
        importlib.metadata, "requires", lambda name: ["no-such-library>=1", "rich>=9999", "x; extra == 'y'"]
    )
    monkeypatch.setattr(plugins, "load", broken)
    result = run("doctor")
    assert result.exit_code == 1
    assert "pip install 'no-such-library>=1'" in result.output and "pip install 'rich>=9999'" in result.output
    assert "Reinstall the package that brings it." in " ".join(result.output.split())
    assert "none at dragoman.db" in result.output


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    result = run("doctor", "-r", "no/such/folder/x.db")
    assert result.exit_code == 1
    assert "Name a record in a folder that exists." in result.output
