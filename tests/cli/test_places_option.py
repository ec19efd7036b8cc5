"""`--places FILE` on the commands that read: where towns lie, what is recorded, and how mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LOULE = "\t".join(["2267226", "Loulé", "Loule", "", "37.14", "-8.02", "P", "PPL", "PT", *[""] * 5, "24791", *[""] * 4])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text("The two ministers met in the town of Loulé in Portugal on Monday.\n", encoding="utf-8")
    return path


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    path = tmp_path / "towns.txt"
    path.write_text(LOULE + "\n", encoding="utf-8")
    return path


def test_read_says_where_a_town_lies(run: Run, news: Path, towns: Path) -> None:
    result = run("read", str(news), "--json", "--places", str(towns))
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    (place,) = (place for place in told["places"] if place["id"] == "loule")
    assert (place["lat"], place["lon"], place["geonames"], place["country"]) == (37.14, -8.02, 2267226, "PRT")
    assert " + places " in told["reader"]


@pytest.mark.parametrize("engine", [(), ("-j", "2")], ids=["here", "pool"])
def test_add_reads_anew_with_a_file(run: Run, news: Path, towns: Path, engine: tuple[str, ...]) -> None:
    told = [run("add", str(news), *engine, *more).output.split()[0] for more in ((), ("--places", str(towns)))]
    assert told == ["stored", "updated"]
    assert run("add", str(news), *engine, "--places", str(towns)).output.startswith("already known")


@pytest.mark.parametrize("verb", ["read", "add"])
def test_a_mistake_ends_the_command_before_anything_is_read(run: Run, news: Path, tmp_path: Path, verb: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("Loulé,37.14,-8.02\n", encoding="utf-8")
    result = run(verb, str(news), "--places", str(path))
    assert result.exit_code == 2
    assert f"places file {path}, line 1: has 1 cell; 19 cells parted by tabs are expected" in result.stderr
    assert not result.stdout and not (tmp_path / "dragoman.db").exists()
