"""The verbs `ledger` and `evidence`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.record import Store
from tests.factories import talks
from tests.views.test_ledger import plan, six_party


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, list(words), env={"COLUMNS": "80"})
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with Store(Path("dragoman.db")) as store:
        store.add(six_party().readings[0])
    with Store(Path("plan.db")) as store:
        store.add(plan().readings[0])
    with Store(Path("talks.db")) as store:
        store.add(talks())
    return tmp_path


def test_each_row_says_how_far_how_known_and_how_late_with_its_words(folder: Path) -> None:
    told = run("ledger", "--as-of", "2008-08-31")
    assert told.startswith("as of 31 Aug 2008\n")
    assert "in-force" not in told
    assert "◐ in force" in told
    rows = told[told.index("Done (2)") :]
    assert "level 3 of 3, done in full; last on record 16 Jul 2007" in rows
    assert "known verified, by IAEA" in rows
    assert "done 14 Jul 2007, 91 days late" in " ".join(rows.split())
    assert "words “on 16 July”" in rows
    assert "no record since 13 Feb 2007" in told
    assert "Past its day, nothing on record since (1)" in told
    assert "its day was 535 days ago" in " ".join(told.split())
    assert "not done" not in told
    assert all(len(line) <= 80 for line in told.splitlines())


def test_rows_are_asked_for(folder: Path) -> None:
    def ids(*words: str) -> list[str]:
        return [row["id"] for row in json.loads(run("ledger", *words, "--json"))["undertakings"]]

    assert ids("--as-of", "2008-08-31", "--overdue") == ["disable", "groups"]
    assert ids("--as-of", "2007-03-01", "--overdue") == []
    assert ids("--as-of", "2008-08-31", "--open", "--by", "North Korea") == ["disable", "groups"]
    assert ids("-r", "plan.db", "--by", "usa") == ["cease"]
    assert "nobody in the record is called 'Atlantis'" in run("ledger", "--by", "Atlantis", code=2)
    days = json.loads(run("ledger", "--json"))["days"]
    assert [(day["what"], day["reached"]) for day in days] == [("Signing", "2007-02-13")]


def test_what_if_shows_what_changes_and_keeps_nothing(folder: Path) -> None:
    before = run("ledger", "--json")
    told = run("ledger", "--as-of", "2008-08-31", "--assume", "disable", "--drop", "declare")
    assert "then level: 3 of 3, done in full; last on record 31 Aug 2008" in told
    assert "now  due: 31 Dec 2007; 244 days overdue" in told
    assert "then gone" in told
    assert told.endswith("2 undertakings would change.\n")
    assert run("ledger", "--json") == before
    assert "Leave --open" in run("ledger", "--assume", "disable", "--open", code=2)
    assert "no entry 'x'" in run("ledger", "--drop", "x", code=2)


def test_the_ladder_of_a_step(folder: Path) -> None:
    told = run("evidence", "seal")
    assert "that it was done: verified" in told
    assert "claims North Korea, 14 Jul 2007: level 2, asserted: “on 14 July”" in " ".join(told.split())
    assert json.loads(run("evidence", "seal", "--json"))[0]["highest"] == "verified"
    assert "no step and no site 'Atlantis'" in run("evidence", "Atlantis", code=2)


def test_an_invitation_is_an_offer_and_nothing_on_record(folder: Path) -> None:
    told = run("ledger", "-r", "talks.db")
    assert "◈ offered    v1  Omar Haddad: admit monitors to Salt Pass" in told
    assert "level 0 of 3, nothing seen of it yet" in told
    site = run("evidence", "Salt Pass", "-r", "talks.db")
    assert "that it was done: nothing on record" in site
    assert "to check monitors (invited)" in site


def test_an_empty_record_says_so(folder: Path) -> None:
    with Store(Path("empty.db")):
        pass
    assert "no undertaking here" in run("ledger", "-r", "empty.db")
    assert "nothing to know yet" in run("evidence", "-r", "empty.db")


@pytest.mark.parametrize("verb", ["ledger", "sequence"])
def test_nothing_is_assumed_done_where_the_record_tells_of_no_day(folder: Path, verb: str) -> None:
    with Store(Path("empty.db")):
        pass
    assert "Give --as-of" in run(verb, "-r", "empty.db", "--assume", "seal", code=2)
