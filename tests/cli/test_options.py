"""`dragoman options`: the grid of the second summit of 2019, entered by hand, and what can be asked of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman.record import Store
from tests.cli.conftest import Run
from tests.factories import dated, plain
from tests.views.options.made import by_hand, position

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "second-summit-options" / "second-summit.toml"
CODES = ("VNM", "SGP", "THA", "IDN", "CHN", "JPN", "MNG")
ASIA = {"Hanoi", "Da Nang", "Ho Chi Minh City", "Bangkok", "Jakarta", "Singapore"}


@pytest.fixture
def said(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `dragoman options` over the example, on a screen of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    assert run("import", str(EXAMPLE)).exit_code == 0

    def call(*arguments: str, **more: str) -> str:
        result = run("options", *arguments, **more)
        assert result.exit_code == 0, result.output
        return str(result.output)

    return call  # type: ignore[return-value]


def open_venues(told: str, first: str) -> set[str]:
    rows = csv.DictReader(io.StringIO(told))
    return {row["venue"] for row in rows if row["open"] == "yes" and row["date"].startswith(first)}


def test_the_grid_shows_what_is_open_and_the_letters_of_what_blocks_the_rest(said: Run) -> None:
    told = str(said("--as-of", "2019-01-15", "--hard", "all"))
    lines = told.splitlines()
    assert max(map(len, lines)) <= 80
    at = {line.split("  ")[0]: line for line in lines if line.startswith(("Hanoi", "Honolulu", "Singapore"))}
    assert at["Hanoi"].split("  ")[-1].strip() == "C" and " open " in at["Hanoi"]
    assert " A B " in at["Honolulu"] and "open (2)" in at["Singapore"]
    assert "A  flight   United States: requires within 7000 km of Pyongyang (December 2018)" in told
    assert "│ it has to be in reach of Kim's aircraft; the paper puts its" in told
    assert "[not evaluated: as soon as possible]" in " ".join(told.split())
    assert "[replaced by winter]" in told


def test_the_hindcast_through_files_of_entries_by_hand(said: Run) -> None:
    assert open_venues(str(said("--as-of", "2019-01-15", "--hard", "all", "--csv")), "2019-01-15") == ASIA
    late = str(said("--as-of", "2019-01-21", "--csv"))
    assert open_venues(late, "2019-02-18") == {"Hanoi", "Da Nang", "Ho Chi Minh City"}
    assert not open_venues(late, "2019-01-21")


def test_a_crowded_cell_says_how_many_more_there_are(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    against = tuple(
        position(f"p{n}", "usa" if n % 2 else "prk", "require", f"in {code}") for n, code in enumerate(CODES)
    )
    days = tuple(
        position(f"q{n}", f"guest{n}", "prefer", f"2019-03-{2 * n + 1:02}", slot="date", when="2019-01-01")
        for n in range(9)
    )
    with Store(tmp_path / "dragoman.db") as store:
        store.add(by_hand((*against, *days, position("v", "kor", "offer", "vienna"))))
    told = run("options").output
    assert "A B C D +3" in told and max(map(len, told.splitlines())) <= 80
    assert told.count("\nvenue ") > 1  # as many columns beside each other as fit, then the next
    assert "Cannot all hold (7)" in told and "opens Vienna" in told


def test_vetoes_are_one_conflict_and_either_can_be_lifted(said: Run) -> None:
    vetoes = ("--as-of", "2019-02-07", "--assume", "usa requires da-nang", "--assume", "North Korea requires hanoi")
    told = str(said(*vetoes))
    assert "Nothing is open; each of these would open something if it were lifted (2)" in told
    assert "A assumed-1: opens Hanoi, 18 to 28 Feb 2019" in told
    assert "Cannot all hold (1)\n  A assumed-1 with B assumed-2" in told
    assert "What that changes\nopens nothing\ncloses " in told
    found = json.loads(str(said(*vetoes, "--json")))
    assert found["conflicts"] == [["assumed-1", "assumed-2"]]
    assert [one["lift"] for one in found["relaxations"]] == [["assumed-1"], ["assumed-2"]]


def test_why_not_is_answered_in_sentences_with_the_words(said: Run) -> None:
    told = str(said("--as-of", "2019-01-15", "--hard", "all", "--why-not", "honolulu"))
    assert "Honolulu, 15 Jan to 28 Feb 2019: 2 positions, all of them" in told
    assert "│ Hawaii is not realistic, says Seoul: the North has no embassy" in told
    assert "Nothing that binds stands against “hanoi” there: " in str(
        said("--as-of", "2019-01-15", "--why-not", "hanoi")
    )


def test_dropping_a_position_says_what_that_opens(said: Run) -> None:
    told = str(said("--as-of", "2019-01-15", "--drop", "flight"))
    assert "What that changes\nopens Mar-a-Lago, 15 Jan to 28 Feb 2019; Honolulu, 15 Jan to 28 Feb 2019" in told
    assert "[dropped]" in told


def test_one_question_alone(said: Run) -> None:
    told = str(said("venue", "--as-of", "2019-01-15"))
    assert "second summit" in told.casefold().splitlines()[0] and "15 Jan to" not in told
    dates = str(said("date", "--as-of", "2019-01-15"))
    assert "15 Jan to 28 Feb" in dates and "Hanoi" not in dates


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--why-not", "oslo"), "'oslo' is no option"),
        (("--drop", "nobody"), "no position has this id"),
        (("--assume", "hanoi"), "says no position"),
        (("--about", "the harvest"), "nothing to be decided answers to"),
        (("--csv", "--json"), "exclude each other"),
        (("seats",), "is not one of"),
        (("--hard", "none"), "is not one of"),
    ],
)
def test_wrong_questions_are_refused(run: Run, said: Run, arguments: tuple[str, ...], words: str) -> None:
    result = run("options", *arguments)
    assert result.exit_code == 2 and words in " ".join(result.output.split())


def test_a_record_without_options_has_an_empty_matrix_and_says_so(run: Run, record: Path) -> None:
    told = run("options", "date").output
    assert "no option is named: the matrix is empty." in told
    assert json.loads(run("options", "date", "--json").output)["cells"] == []
    assert run("options", "date", "--csv").output.splitlines() == [
        "date,,open,front,blocked_by,holder,stance,value,day,standing,words,voice,document,start,end"
    ]


def test_cells_are_safe_from_formulas_and_the_terminal_from_escapes(run: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "dragoman.db") as store:
        store.add(by_hand((position("p1", "usa", "reject", "=cmd() \x1b[31m", slot="format"),)))
        store.add(dated(plain("Nothing else."), "2019-01-05"))
    told = run("options", "format", "--csv", "--decided-by", "usa").output
    rows = list(csv.reader(io.StringIO(told)))
    assert rows[1][0].startswith("cmd") or rows[1][0].startswith("'=")
    assert "\x1b" not in told and "\x1b" not in run("options", "format").output
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
