"""`dragoman link`: the pairs in doubt with their reasons, and what a judgement makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.record import Store
from tests.views.test_linking import JUNE, MAY, MAY_AGAIN, VAGUE, id_of


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with Store(Path("dragoman.db")) as store:
        for made in (MAY, MAY_AGAIN, JUNE, VAGUE):
            store.add(made)
    return tmp_path


def test_a_pair_in_doubt_is_listed_with_its_reasons_and_settled_by_a_judgement(folder: Path) -> None:
    told = run("link")
    assert "2 acts come close; for: the same people" in told
    assert told.endswith("1 act told by more than one report; 2 pairs to judge.\n")
    found = json.loads(run("link", "--json"))
    assert {(pair["a"]["entry"], pair["b"]["entry"]) for pair in found["unsure"]} == {
        (id_of(VAGUE), id_of(MAY)),
        (id_of(VAGUE), id_of(JUNE)),
    }
    run("judge", id_of(VAGUE), "same", id_of(JUNE), "--by", "Ida Lund")
    assert run("link").endswith("2 acts told by more than one report; no pair is in doubt.\n")
    assert json.loads(run("link", "--json", "--as-of", "2020-05-31"))["acts"] == 1
