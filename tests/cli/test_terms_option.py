"""`--terms FILE` on the commands that read: what is recorded, on one core and on two, and how mistakes are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.record import Store
from tests.cli.conftest import Run

NEWS = "The Boathouse said on Monday that the talks had failed.\n"


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    lines = (
        "kind\tname\tid\tacts_for",
        "organisation\tHarbour Authority\tharbour\t",
        "metonym\tthe Boathouse\t\tharbour",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def readers(record: Path) -> list[tuple[str, set[str]]]:
    with Store(record, create=False) as store:
        return [
            (reading.reader, {statement.speaker or "" for statement in reading.statements})
            for reading in store.record().readings
        ]


def test_read_uses_them(run: Run, news: Path, terms: Path) -> None:
    plain, under = (run("read", str(news), "--json", *more) for more in ((), ("--terms", str(terms))))
    assert under.exit_code == 0, under.output
    (told,) = map(json.loads, under.stdout.splitlines())
    assert told["statements"][0]["speaker"] == "harbour" and " + terms " in told["reader"]
    assert '"harbour"' not in plain.stdout and " + terms " not in plain.stdout


@pytest.mark.parametrize("engine", [(), ("-j", "2")], ids=["here", "pool"])
def test_add_keeps_apart_what_was_read_with_other_terms(
    run: Run, news: Path, terms: Path, tmp_path: Path, engine: tuple[str, ...]
) -> None:
    told = [run("add", str(news), *engine, *more).output.split()[0] for more in ((), ("--terms", str(terms)))]
    assert told == ["stored", "updated"]
    ((reader, speakers),) = readers(tmp_path / "dragoman.db")
    assert " + terms " in reader and "harbour" in speakers
    again = run("add", str(news), *engine, "--terms", str(terms))
    assert again.output.startswith("already known")
    terms.write_text(
        terms.read_text("utf-8").replace("\tharbour\t", "\tauthority\t").replace("\tharbour", "\tauthority"), "utf-8"
    )
    assert run("add", str(news), *engine, "--terms", str(terms)).output.startswith("updated")
    assert "authority" in readers(tmp_path / "dragoman.db")[0][1]


@pytest.mark.parametrize("verb", ["read", "add"])
def test_a_mistake_ends_the_command_before_anything_is_read(run: Run, news: Path, tmp_path: Path, verb: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("kind\tname\npersn\tAna Example\n", encoding="utf-8")
    result = run(verb, str(news), "--terms", str(path))
    assert result.exit_code == 2
    assert f"terms file {path}, line 2: kind 'persn' is not known; allowed: person" in result.stderr
    assert not result.stdout and not (tmp_path / "dragoman.db").exists()


def test_a_reader_that_is_not_there_is_told_first(run: Run, news: Path) -> None:
    result = run("read", str(news), "--reader", "tealeaves", "--terms", "none.tsv")
    assert result.exit_code == 2 and "no reader named 'tealeaves'" in result.stderr
