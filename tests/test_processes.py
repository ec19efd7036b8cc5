"""The processes of ../shared can be entered by hand, and come out of the record as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.processes import asked, enter, main, rule
from dragoman.model import Reading, Record
from dragoman.publish import toml
from dragoman.reading import byhand
from dragoman.views.options import Asked, options

NAMES = (
    "agreed-framework-1994",
    "jcpoa-2015",
    "pyongyang-2018",
    "second-summit-2018-19",
    "singapore-2018",
    "six-party-2007",
)


def entered(shared: Path, name: str) -> Reading:
    return byhand.read(enter(shared / "processes" / f"{name}.yaml").text)


@pytest.mark.parametrize("name", NAMES)
def test_a_process_is_entered_and_comes_out_byte_for_byte(shared: Path, name: str) -> None:
    text = enter(shared / "processes" / f"{name}.yaml").text
    reading = byhand.read(text)
    assert "".join(toml.export(Record(name=name, readings=(reading,)))) == text
    assert len(reading.commitments) + len(reading.decisions) > 8


def test_adoption_day_has_its_rule_and_both_accounts(shared: Path) -> None:
    reading = entered(shared, "jcpoa-2015")
    adoption = next(one for one in reading.decisions if one.id == "adoption")
    assert adoption.constraint == "90 days after unsc or earlier by mutual consent of participants"
    assert {source.says["when"] for source in adoption.sources} == {"2015-10-18", "2015-10-19"}
    assert {one.id: one.constraint for one in reading.decisions}["transition"] == (
        "earlier of 8 years after adoption and on report: IAEA DG: Broader Conclusion reached"
    )
    us17 = next(one for one in reading.commitments if one.id == "us-17")
    assert [(one.of, one.kind) for one in us17.conditions] == [("iaea-report", "simultaneous"), ("us-waivers", "after")]


def test_both_sides_orderings_of_pyongyang_are_there(shared: Path) -> None:
    reading = entered(shared, "pyongyang-2018")
    said = {(one.id, waits.of, waits.by) for one in reading.commitments for waits in one.conditions if waits.by}
    assert said >= {("us-corresponding", "inventory", "usa"), ("inventory", "us-corresponding", "prk")}


def test_all_thirteen_positions_of_the_second_summit_are_there(shared: Path) -> None:
    reading = entered(shared, "second-summit-2018-19")
    held = {one.id: one.options for one in reading.decisions if not one.decided_by}
    assert sum(id.startswith("named-") for id in held) == len(reading.places) - 1 == 9
    assert len(held) == 13 + 9
    assert {id: options[0].value for id, options in held.items() if id in ("c2", "c4", "c5", "c6", "c13")} == {
        "c2": "not before 2018-11-07",
        "c4": "within 7000 km of pyongyang",
        "c5": "2019-01-01/2019-02-28",
        "c6": "in VNM or SGP or THA or IDN",
        "c13": "21 days after the decision",
    }
    assert [one.options[0].value for one in reading.decisions if one.decided_by] == ["2019-02-27/2019-02-28", "hanoi"]


def test_the_second_summit_as_entered_gives_its_hindcast(shared: Path) -> None:
    record = Record(name="summit", readings=(entered(shared, "second-summit-2018-19"),))
    found = options(record, Asked(as_of="2019-01-15", hard="all"))
    against = {cell.row: set(cell.blocked_by) for cell in found.cells if cell.column == found.columns[0].id}
    assert against["honolulu"] == {"c4", "c6"}
    open_ = {row for row, blocked in against.items() if not blocked}
    assert open_ == {"hanoi", "danang", "hcmc", "bangkok", "jakarta", "singapore"}
    assert [party.id for party in found.deciders] == ["usa", "prk"]


def test_the_benchmark_says_what_the_form_has_no_place_for(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(shared)]) == 0
    printed = capsys.readouterr().out
    assert "six-party-2007: 16 commitments, 10 conditions, 16 statuses" in printed
    assert "evidence contested (1)" in printed and "NOT SOUND" not in printed


def test_without_the_processes_nothing_is_entered(tmp_path: Path) -> None:
    assert main(["--shared", str(tmp_path)]) == 0


def test_rules_and_positions_in_words() -> None:
    assert rule({"after": "finalisation", "how": "promptly"}) == "promptly after finalisation"
    assert (
        rule({"after": "adoption", "years": 10, "provided": "none came back"})
        == "10 years after adoption provided none came back"
    )
    assert asked({"country": "VNM"}, ()) == "in VNM"
