"""The matrix, what to lift and what cannot hold together are what trying all of it gives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, combinations
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from dragoman.views.options import Asked, options
from dragoman.views.options.sets import explained, fronts, hitting
from tests.views.options.made import position, record

VENUES = ("hanoi", "bangkok", "jakarta", "vienna")
FIRST = date(2019, 3, 1)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(6))

venues = some.lists(some.sampled_from(VENUES), min_size=1, max_size=3, unique=True).map(" or ".join)
stances = some.sampled_from(("require", "reject", "prefer", "disfavour"))
bounds = some.tuples(some.sampled_from(DAYS), some.sampled_from(DAYS)).map(sorted)
dates = some.one_of(
    bounds.map(lambda ends: f"{ends[0]}/{ends[1]}"),
    some.sampled_from(DAYS).map(lambda day: f"not before {day}"),
    some.sampled_from(DAYS).map(lambda day: f"not after {day}"),
    some.lists(some.sampled_from(DAYS), min_size=1, max_size=2, unique=True).map(
        lambda two: " or ".join(map(str, two))
    ),
)
held = some.lists(
    some.tuples(
        some.sampled_from(("usa", "prk")),
        stances,
        some.one_of(venues.map(lambda value: ("venue", value)), dates.map(lambda value: ("date", value))),
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda one: (one[0], one[1], one[2][0], frozenset(one[2][1].split(" or "))),  # else they are one position
)


def is_in(day: date, value: str) -> bool:
    """Return whether a day is one that a value of a date asks for."""
    if value.startswith("not before"):
        return day >= date.fromisoformat(value[-10:])
    if value.startswith("not after"):
        return day <= date.fromisoformat(value[-10:])
    if "/" in value:
        first, last = value.split("/")
        return date.fromisoformat(first) <= day <= date.fromisoformat(last)
    return day.isoformat() in value.split(" or ")


def blocks(one: dict[str, Any], venue: str, day: date) -> bool:
    fits = is_in(day, one["value"]) if one["slot"] == "date" else venue in one["value"].split(" or ")
    return bool(one["stance"] == "require" and not fits or one["stance"] == "reject" and fits)


def smallest(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    return {one for one in sets if not any(other < one for other in sets)}


def all_hitting(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    members = sorted(frozenset(chain(*sets)))
    tried = (frozenset(one) for size in range(len(members) + 1) for one in combinations(members, size))
    return smallest({one for one in tried if all(one & other for other in sets)})


@given(held)
@settings(max_examples=500, deadline=None)
def test_the_matrix_is_what_trying_every_venue_on_every_day_gives(found: list[Any]) -> None:
    made = [
        position(f"p{number}", by, stance, value, slot=slot) for number, (by, stance, (slot, value)) in enumerate(found)
    ]
    answer = options(record(*made), Asked(as_of=FIRST.isoformat()))
    named = [venue for venue in VENUES if any(venue in one["value"] for one in made if one["slot"] == "venue")]
    assert {row.id for row in answer.rows} == set(named or [""])
    cells = {(cell.row, cell.column): set(cell.blocked_by) for cell in answer.cells}
    tried = {
        (venue, day): frozenset(
            one["id"] for one in made if blocks(one, venue, day) and (venue or one["slot"] == "date")
        )
        for venue in named or [""]
        for day in (*DAYS, DAYS[-1] + timedelta(days=1))
    }
    for (venue, day), blocked in tried.items():
        column = next(one.id for one in answer.columns if one.id == "" or covers(one.id, day))
        assert cells[venue, column] == blocked
    everything = set(tried.values())
    wanted = smallest(everything) if frozenset() not in everything else set()
    assert {frozenset(one.lift) for one in answer.relaxations} == wanted
    assert set(map(frozenset, answer.conflicts)) == (all_hitting(wanted) if wanted else set())
    for one in answer.relaxations:
        assert all(cells[pair] == set(one.lift) for pair in one.frees)


def covers(edtf: str, day: date) -> bool:
    first, _, last = edtf.partition("/")
    return date.fromisoformat(first) <= day and (last == ".." or day <= date.fromisoformat(last or first))


@given(some.integers(1, 70), some.integers(1, 12), some.integers(0, 2**32 - 1))
@settings(max_examples=200, deadline=None)
def test_any_sets_of_statements_are_explained_exactly(statements: int, size: int, seed: int) -> None:
    table = np.random.default_rng(seed).random((statements, size)) < 3 / statements
    found = explained(table, most=10_000)
    sets = {frozenset(map(str, np.flatnonzero(column))) for column in table.T}
    wanted = smallest(sets) if frozenset() not in sets else set()
    assert found.free.tolist() == [not column.any() for column in table.T]
    assert {frozenset(map(str, one)) for one in found.lifts} == wanted
    if wanted and len(frozenset(chain(*wanted))) <= 10:
        assert {frozenset(map(str, one)) for one in found.conflicts} == all_hitting(wanted)


def test_conflicts_are_cut_off_and_that_is_said_and_a_thousand_sets_are_no_trouble() -> None:
    found, more = hitting([(0, 1), (2, 3), (4, 5)], most=3)
    assert len(found) == 3 and more
    assert hitting([(0, 1), (2, 3)], most=4) == ([(0, 2), (0, 3), (1, 2), (1, 3)], False)
    assert hitting([(number,) for number in range(1500)]) == ([tuple(range(1500))], False)


@given(some.lists(some.tuples(*[some.integers(-2, 2)] * 3), min_size=1, max_size=12))
def test_an_option_stands_behind_one_that_is_as_good_for_all_and_better_for_somebody(grades: list[Any]) -> None:
    found = fronts(np.array(grades, dtype=np.int8)).tolist()
    better = [
        [all(a >= b for a, b in zip(one, other, strict=True)) and one != other for one in grades] for other in grades
    ]
    for number, behind in enumerate(better):
        assert found[number] == max((found[at] + 1 for at, is_so in enumerate(behind) if is_so), default=0)
