"""Every act of the example processes is in the record once, as `expected.toml` beside the reports says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dragoman import read
from dragoman.intake import read_file
from dragoman.model import Meeting, Reading, Record
from dragoman.spans import touch
from dragoman.views.lines import kind_of
from dragoman.views.linking import linked

EXAMPLES = Path(__file__).parent.parent / "examples"
KINDS = ("meeting", "commitment", "verification")


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
                of_kind = kind_of(entry) == kind and (not isinstance(entry, Meeting) or entry.kind == wanted["kind"])
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


def test_the_acts_of_the_second_summit_that_a_reader_finds_are_mostly_once() -> None:
    """Six of nineteen were twice when this was written: a date misread, words that hold no name of anybody."""
    numbers = {id: acts for id, acts in found(process("second-summit")).items() if acts}
    once = {id for id, acts in numbers.items() if len(acts) == 1}
    assert {"kim-pompeo", "moon-pompeo-seoul"} <= once
    assert len(once) >= 0.6 * len(numbers)
