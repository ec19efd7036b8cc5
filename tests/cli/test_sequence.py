"""The verb `sequence`, on the six-party talks as entered in examples/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "six-party" / "six-party.toml"


@pytest.fixture()
def record(tmp_path: Path) -> str:
    path = str(tmp_path / "talks.db")
    assert CliRunner().invoke(main, ["import", str(EXAMPLE), "-r", path]).exit_code == 0
    return path


def run(record: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["sequence", "-r", record, "--as-of", "2008-08-31", *words], env={"COLUMNS": "80"})


def test_blocked_steps_lead_back_to_what_all_waits_for(record: str) -> None:
    shown = run(record).output
    assert "Blocked (2)" in shown
    assert "it begins with the six parties: agree how the declaration is verified" in shown
    assert "says United States, August 2008:" in shown
    assert "since 26 Jun 2008, 66 days" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_what_if_the_protocol_were_agreed(record: str) -> None:
    shown = run(record, "--assume", "protocol").output
    assert "no longer blocked: United States: take North Korea off the list" in shown
    assert "Blocked (1)" in shown


def test_what_if_nobody_had_asked_for_the_list(record: str) -> None:
    shown = run(record, "--drop", "delist").output
    assert "no longer blocked: North Korea: disable the reactor" in shown
    assert run(record, "--drop", "hfo-50").output.count("nothing\n") == 1


def test_an_unknown_step_is_told(record: str) -> None:
    assert "no entry 'nothing'" in run(record, "--drop", "nothing").output


@pytest.mark.parametrize(("form", "begins"), [("mermaid", "flowchart LR"), ("graphml", "<graphml"), ("svg", "<svg")])
def test_it_is_drawn(record: str, form: str, begins: str) -> None:
    assert run(record, "--as", form).output.startswith(begins)


def test_json_has_the_words(record: str) -> None:
    found = json.loads(run(record, "--json").output)
    assert all(one["words"]["quote"] for one in found["orderings"])
    assert found["as_of"] == "2008-08-31"
