"""The scorer of the corpus of acts: overlap, people, status, dates, what else is asked; and it starts."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from benchmarks import acts
from dragoman.kinds import extend
from dragoman.model import Actor, Commitment, Condition, Document, Entry, Meeting, Place, Reading, Source, When
from tests.reading.acts_passages import Passage, passages

TEXT = """== talks | mixed | wire | 2001-02-03
[m1 Jan Berg met Ana Duarte in Oslo on Friday]. [c1 Norway promised a ship if Lisbon paid].
@m1 talks held | by: Jan Berg + Ana Duarte | place: Oslo | when: 2001-02-02
@c1 agreed pledge | by: Norway = Oslo | if: if Lisbon paid
"""
KNOWN = (
    Actor(id="berg", name="Jan Berg", kind="person"),
    Actor(id="duarte", name=None, kind="person", roles=("Ana Duarte",)),
    Actor(id="nor", name="Norway", kind="state"),
    Place(id="oslo", name="Oslo", kind="city"),
)


def passage() -> Passage:
    (one,) = passages(TEXT)
    return one


def source(quote: str) -> tuple[Source, ...]:
    start = passage().text.index(quote)
    return (Source(span=(start, start + len(quote)), quote=quote),)


def meeting(**more: Any) -> Meeting:
    given: dict[str, Any] = {"participants": ("berg", "duarte"), "place": "oslo", "when": When(edtf="2001-02-02")}
    given |= {"kind": "talks", "status": "held"} | more
    return Meeting(id="m", sources=source("Jan Berg met Ana Duarte"), **given)


def promise(**more: Any) -> Commitment:
    given: dict[str, Any] = {"by": ("nor",), "phase": "agreed", "strength": "pledge", "action": "a ship"}
    given |= {"conditions": (Condition(of="if Lisbon paid", kind="provided"),)} | more
    return Commitment(id="c", sources=source("promised a ship"), **given)


def scored(*entries: Entry) -> acts.Tally:
    tally = acts.Tally(defaultdict(Counter), [])
    reading = Reading(document=Document(id="x", sha256="x", text=passage().text), reader="test")
    acts.score(passage(), extend(reading, (*KNOWN, *entries)), tally)
    return tally


def test_what_the_annotation_says_is_all_right() -> None:
    tally = scored(meeting(), promise())
    rows = ["meetings found", "meetings right", "meetings dates", "meetings type", "meetings place"]
    rows += ["commitments found", "commitments right", "commitments strength", "commitments condition"]
    assert {row: tally.f1(row) for row in rows} == dict.fromkeys(rows, 100.0)
    assert tally.misses == []


@pytest.mark.parametrize(
    ("entry", "lost", "what"),
    [
        (meeting(status="planned"), "meetings right", "status planned, not held"),
        (meeting(participants=("nor",)), "meetings right", "people nor, not Jan Berg + Ana Duarte"),
        (meeting(when=When(edtf="2001-02-03")), "meetings dates", "date 2001-02-03, not 2001-02-02"),
        (meeting(kind="summit"), "meetings type", "type summit, not talks"),
        (meeting(place=None), "meetings place", "place -, not ('Oslo',)"),
        (promise(strength="intent"), "commitments strength", "strength intent, not pledge"),
        (promise(conditions=()), "commitments condition", "condition -, not if Lisbon paid"),
    ],
)
def test_what_is_wrong_is_counted_and_told(entry: Entry, lost: str, what: str) -> None:
    tally = scored(entry)
    assert tally.f1(lost) == 0.0
    assert what in [miss.what for miss in tally.misses]


def test_one_of_two_people_is_enough_and_a_date_that_nobody_gives_costs_precision() -> None:
    assert scored(meeting(participants=("berg",))).f1("meetings right") == 100.0
    assert scored(promise(when=When(edtf="2001-02-03"))).rows["commitments dates"] == {"hit": 0, "gold": 0, "found": 1}


def test_what_is_not_found_and_what_is_too_much_is_told() -> None:
    elsewhere = Meeting(id="m", kind="talks", status="held", sources=source("if Lisbon paid"))
    tally = scored(elsewhere)
    assert tally.rows["meetings found"] == {"hit": 0, "gold": 1, "found": 1}
    assert [miss.what for miss in tally.misses if miss.kind == "meetings"] == ["not found", "too much (talks held)"]


def test_a_control_in_which_nothing_is_read_is_silent() -> None:
    (control,) = passages("== c | control | wire | 2001-02-03\nThe treaty of the bees.\n")
    tally = acts.Tally(defaultdict(Counter), [])
    acts.score(control, Reading(document=Document(id="x", sha256="x", text=control.text), reader="test"), tally)
    assert tally.rows["controls silent"] == {"hit": 1, "gold": 1, "found": 1}


def test_the_benchmark_prints_scores_of_both_parts_and_misses_of_dev_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(acts, "load", lambda part: (passage(),) if part == "held-out" else ())
    assert acts.main(["--misses", "all"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines() if line.endswith("read")] == ["dev", "held-out"]
    assert "Berg" not in out
