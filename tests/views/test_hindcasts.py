"""The ledger of real processes, entered by hand, as of days of which it is known how things stood."""

from __future__ import annotations

from pathlib import Path

from benchmarks.processes import enter
from dragoman.model import Record
from dragoman.reading import byhand
from dragoman.views.deadlines import milestones
from dragoman.views.evidence import evidence
from dragoman.views.ledger import Row, ledger
from dragoman.views.steps import process
from dragoman.views.stood import as_it_stood

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def entered(shared: Path, name: str) -> Record:
    text = enter(shared / "processes" / f"{name}.yaml").text
    return Record(name=name, readings=(byhand.read(text),))


def rows(shared: Path, name: str, as_of: str) -> dict[str, Row]:
    return {row.id: row for row in ledger(entered(shared, name), as_of)}


def test_the_worked_case_of_the_documentation() -> None:
    text = (EXAMPLES / "six-party" / "six-party.toml").read_text("utf-8")
    record = Record(name="talks", readings=(byhand.read(text),))
    found = {row.id: row for row in ledger(record, "2008-08-31")}
    assert (found["yb-seal"].days, found["yb-seal"].evidence) == (91, "verified")
    assert (found["declare"].days, found["declare"].evidence) == (178, "asserted")
    assert (found["disable"].days, found["disable"].level, found["disable"].evidence) == (244, 2, "inspected")
    assert (found["groups"].silent, found["hfo-50"].alarm) == (True, True)


def test_six_party_talks_on_31_august_2008(shared: Path) -> None:
    found = rows(shared, "six-party-2007", "2008-08-31")
    assert (found["yb-seal"].days, found["declare"].days, found["disable"].days) == (91, 178, 244)
    assert [id for id, row in found.items() if row.overdue and not row.silent] == ["disable"]
    assert found["wgs"].silent and found["wgs"].level is None  # they did meet; the file has no record of it
    assert (found["declare"].level, found["declare"].evidence) == (2, "asserted")
    assert [(rung.scope, rung.evidence) for rung in found["declare"].scopes] == [
        ("correctness", "asserted"),
        ("completeness", None),
    ]


def test_adoption_day_comes_to_18_october_2015_and_both_accounts_are_shown(shared: Path) -> None:
    record = as_it_stood(entered(shared, "jcpoa-2015"), "2016-01-16")
    found = {one.id: one.deadline for one in milestones(process(record).steps)}
    assert [(one.day, one.since, one.of) for one in found["adoption"].days] == [("2015-10-18", "2015-07-20", "unsc")]
    assert {day.day for day in found["adoption"].accounts} == {"2015-10-18", "2015-10-19"}
    assert [one.day for one in found["transition"].days] == ["2023-10-18", "2023-10-19"]
    assert found["implementation"].why == "waits"  # for a report: no day was set in advance
    assert {one.uncertain for one in found["termination"].days} == {"previous resolutions have not been reinstated"}


def test_on_implementation_day_the_verified_whole_covers_its_parts(shared: Path) -> None:
    found = rows(shared, "jcpoa-2015", "2016-01-16")
    parts = [row for id, row in found.items() if id.startswith("ir-15-")]
    assert len(parts) == 11
    assert {(row.level, row.evidence) for row in parts} == {(3, "verified")}
    before = rows(shared, "jcpoa-2015", "2016-01-15")
    assert {row.level for id, row in before.items() if id.startswith("ir-15-")} == {None}


def test_what_fell_later_is_a_new_row_and_erases_nothing(shared: Path) -> None:
    found = rows(shared, "jcpoa-2015", "2018-06-01")
    assert [(one.as_of, one.phase, one.level) for one in found["us-17"].grades] == [
        ("2016-01-16", "performed", 3),
        ("2018-05-08", "withdrawn", 0),
    ]
    assert (found["us-17"].level, found["us-17"].open) == (0, False)
    assert [one.fell.as_of for one in evidence(entered(shared, "jcpoa-2015"), "us-17") if one.fell] == ["2018-05-08"]
    later = rows(shared, "jcpoa-2015", "2023-12-31")
    assert (later["ir-15"].level, later["ir-15-1"].level, later["ir-15-10"].level) == (1, 3, 0)


def test_what_fell_altogether_has_no_scopes_left(shared: Path) -> None:
    freeze = rows(shared, "agreed-framework-1994", "2002-12-31")["freeze"]
    assert (freeze.level, freeze.scopes, [one.level for one in freeze.grades]) == (0, (), [3, 2, 0])
    assert rows(shared, "agreed-framework-1994", "2002-12-31")["hfo-start"].alarm  # deliveries, asserted alone


def test_of_the_singapore_statement_one_point_can_be_checked(shared: Path) -> None:
    found = rows(shared, "singapore-2018", "2019-02-28")
    text = ("p1", "p2", "p3", "p4a", "p4b", "sg", "followup")
    assert [id for id in text if not found[id].lint] == ["p4b"]
    assert not any(found[id].overdue for id in text)


def test_punggye_ri_was_seen_and_not_inspected(shared: Path) -> None:
    found = evidence(entered(shared, "pyongyang-2018"), "pgr-dismantle", "2018-10-31")
    assert {one.scope: one.highest for one in found} == {"correctness": "witnessed", "irreversibility": None}
    visit = rows(shared, "pyongyang-2018", "2018-10-31")["pgr-visit"]
    assert (visit.phase, visit.level, visit.evidence, visit.overdue) == ("offered", 0, "reported", False)
    assert rows(shared, "pyongyang-2018", "2018-10-31")["pgr-dismantle"].alarm
