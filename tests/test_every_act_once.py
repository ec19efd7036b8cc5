"""Every act of the example processes is in the record once, as `expected.toml` beside the reports says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dragoman import read
from dragoman.intake import document_of, read_file, with_date
from dragoman.model import Meeting, Reading, Record
from dragoman.spans import touch
from dragoman.views.lines import kind_of
from dragoman.views.linking import linked

EXAMPLES = Path(__file__).parent.parent / "examples"
KINDS = ("meeting", "commitment", "verification")
# What is in the record of the second summit twice, and why. Who mends it takes it off the list.
TWICE = {
    # The Blue House tells of a team that would be formed, the Central News Service of negotiations that would be opened:
    # by their words two undertakings of the same two men, and whether one is meant a person has to say.
    "working-level-team",
}


class Process(NamedTuple):
    """The readings of an example by file, and what is expected."""

    readings: dict[str, Reading]
    expected: dict[str, Any]

    def record(self, backwards: bool = False) -> Record:
        readings = tuple(self.readings.values())
        return Record(name="example", readings=readings[::-1] if backwards else readings)


def process(name: str) -> Process:
    files = sorted(path for path in (EXAMPLES / name).iterdir() if path.name[:1] == "2")
    expected = tomllib.loads((EXAMPLES / name / "expected.toml").read_text("utf-8"))
    return Process({path.name: read(read_file(path)) for path in files}, expected)


@pytest.fixture(scope="module")
def vienna() -> Process:
    return process("vienna-2015")


def found(made: Process, backwards: bool = False) -> dict[str, set[int]]:
    """Return for each expected act the numbers of the acts in the record that rest on the words of its reports."""
    acts = linked(made.record(backwards)).acts
    return {
        wanted["id"]: set(_numbers(made, acts, kind, wanted))
        for kind in KINDS
        for wanted in made.expected.get(kind, [])
    }


def _numbers(made: Process, acts: list[Any], kind: str, wanted: dict[str, Any]) -> Iterator[int]:
    for told in wanted["report"]:
        document = made.readings[told["file"]].document
        at = document.text.index(told["words"])
        for number, act in enumerate(acts):
            for index, entry in act:
                kinds = (wanted.get("kind"), wanted.get("or_kind"))
                of_kind = kind_of(entry) == kind and (not isinstance(entry, Meeting) or entry.kind in kinds)
                here = index.reading.document.id == document.id
                if here and of_kind and any(touch(s.span, (at, at + len(told["words"]))) for s in entry.sources):
                    yield number


def test_each_act_of_vienna_is_in_the_record_once(vienna: Process) -> None:
    numbers = found(vienna)
    assert {id: len(acts) for id, acts in numbers.items()} == dict.fromkeys(numbers, 1)
    assert len(set.union(*numbers.values())) == len(numbers)  # no two acts in one


def test_each_act_of_vienna_is_told_by_both_its_reports(vienna: Process) -> None:
    acts = linked(vienna.record()).acts
    for numbers in found(vienna).values():
        assert len({index.reading.document.id for index, _ in acts[min(numbers)]}) == 2


def test_vienna_is_the_same_read_backwards(vienna: Process) -> None:
    one, other = linked(vienna.record()), linked(vienna.record(backwards=True))
    assert {frozenset(entry.id for _, entry in act) for act in one.acts} == {
        frozenset(entry.id for _, entry in act) for act in other.acts
    }
    assert set(one.unsure) == set(other.unsure)


def test_an_office_in_two_reports_years_apart_is_of_two_persons_and_each_is_known_again_by_name() -> None:
    told = "GENEVA (Meridian) - The British foreign secretary met the UN envoy for Syria in Geneva on Monday"
    reports = (
        (f"{told}.", "2013-03-05"),
        ("LONDON (Harbour) - William Hague met Lakhdar Brahimi in Geneva on March 4, his office said.", "2013-03-06"),
        (f"{told}, an aide said.", "2018-03-06"),
        ("LONDON (Lakeside) - Boris Johnson met Staffan de Mistura in Geneva on March 5.", "2018-03-07"),
        ("LONDON (Lakeside) - In March 2013 the British foreign secretary met the UN envoy for Syria.", "2018-03-08"),
    )
    readings = tuple(read(with_date(document_of(text.encode(), "report.txt"), day)) for text, day in reports)
    acts = linked(Record(name="syria", readings=readings), (Meeting,)).acts
    when = {reading.document.id: day for reading, (_, day) in zip(readings, reports, strict=True)}
    assert {frozenset(when[index.reading.document.id] for index, _ in act) for act in acts} == {
        frozenset(("2013-03-05", "2013-03-06", "2018-03-08")),
        frozenset(("2018-03-06", "2018-03-07")),
    }


@pytest.fixture(scope="module")
def summit() -> Process:
    return process("second-summit")


def test_no_act_of_the_second_summit_but_those_named_is_in_the_record_twice(summit: Process) -> None:
    numbers = found(summit)
    assert {id for id, acts in numbers.items() if len(acts) > 1} == TWICE


def test_the_acts_of_the_second_summit_are_all_in_the_record(summit: Process) -> None:
    assert [id for id, acts in found(summit).items() if not acts] == []


def test_the_second_summit_is_one_act_from_its_idea_to_its_date(summit: Process) -> None:
    acts = linked(summit.record()).acts
    act = acts[min(found(summit)["second-summit"])]
    assert len({index.reading.document.id for index, _ in act}) >= 7
    assert "2019-02-27/2019-02-28" in {entry.when.edtf for _, entry in act}


def test_the_second_summit_is_the_same_read_backwards(summit: Process) -> None:
    one, other = linked(summit.record()), linked(summit.record(backwards=True))
    assert {frozenset(entry.id for _, entry in act) for act in one.acts} == {
        frozenset(entry.id for _, entry in act) for act in other.acts
    }
