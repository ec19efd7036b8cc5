"""EDTF strings beside what they mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import bounds, compatible, sort_key, valid

D = date

MEANINGS = [
    ("2018-10-07", D(2018, 10, 7), D(2018, 10, 7)),
    ("2018-10", D(2018, 10, 1), D(2018, 10, 31)),
    ("2016-02", D(2016, 2, 1), D(2016, 2, 29)),
    ("2018", D(2018, 1, 1), D(2018, 12, 31)),
    ("199X", D(1990, 1, 1), D(1999, 12, 31)),
    ("19XX", D(1900, 1, 1), D(1999, 12, 31)),
    ("2018-XX", D(2018, 1, 1), D(2018, 12, 31)),
    ("2018-10-XX", D(2018, 10, 1), D(2018, 10, 31)),
    ("2018-21", D(2018, 3, 1), D(2018, 5, 31)),
    ("2018-24", D(2018, 12, 1), D(2019, 2, 28)),
    ("2018-35", D(2018, 7, 1), D(2018, 9, 30)),
    ("2018-41", D(2018, 7, 1), D(2018, 12, 31)),
    ("2018-10-07T15:00:00", D(2018, 10, 7), D(2018, 10, 7)),
    ("2018-10-07T15:00:00Z", D(2018, 10, 7), D(2018, 10, 7)),
    ("2018-10-07T15:00:00+09:00", D(2018, 10, 7), D(2018, 10, 7)),
    ("2018-10-07~", D(2018, 10, 7), D(2018, 10, 7)),
    ("2018?", D(2018, 1, 1), D(2018, 12, 31)),
    ("2018-10/2018-12", D(2018, 10, 1), D(2018, 12, 31)),
    ("2018-10-07/..", D(2018, 10, 7), None),
    ("../2018-10-07", None, D(2018, 10, 7)),
    ("2018-10-07/", D(2018, 10, 7), None),
]


@pytest.mark.parametrize(("edtf", "first", "last"), MEANINGS)
def test_bounds(edtf: str, first: date | None, last: date | None) -> None:
    assert valid(edtf)
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sunday",
        "2018-13",
        "2018-02-30",
        "2018-00",
        "2018-10-7",
        "0000",
        "2018-10-07T25:00:00",
        "2018-10-07T15:00",
        "2018-21-01",
        "199X-10",
        "../..",
        "/",
        "2018/2017",
        "2018-10-07/x",
        "2018-XX-07",
        "2018-10-07 ",
        "9999-24",
        "2018/2019/2020",
    ],
)
def test_not_edtf(text: str) -> None:
    assert not valid(text)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2018-10-07", "2018-10", True),
        ("2018-10-07", "2018-10-08", False),
        ("2018-10-07~", "2018-10-08", True),
        ("2018-10~", "2018-11-20", True),
        ("2018~", "2019-03", True),
        ("2018-10-07/..", "2019-02-27/2019-02-28", True),
        ("../2018-10-06", "2018-10-07", False),
        ("2018-22", "2018-06-12", True),
        (None, "2018", True),
        ("nonsense", "2018", True),
    ],
)
def test_compatible(a: str | None, b: str | None, same: bool) -> None:
    assert compatible(a, b) is same
    assert compatible(b, a) is same


def test_sort_key_puts_dates_in_the_order_of_time() -> None:
    dates = ["2018-06-12", "2018-10", "2018-10-07", "../2018-10-15", "2019", "2019-02-27/..", None]
    dates.reverse()
    assert sorted(dates, key=sort_key) == [
        "2018-06-12",
        "2018-10",
        "2018-10-07",
        "../2018-10-15",
        "2019",
        "2019-02-27/..",
        None,
    ]


@given(st.one_of(st.text(), st.text("0123456789-/.~?%XT:Z+", max_size=30)), st.text("0123456789-/.~X", max_size=12))
def test_no_text_raises(text: str, other: str) -> None:
    first, last = bounds(text)
    if valid(text) and first and last:
        assert first <= last
    assert compatible(text, other) == compatible(other, text)
    sort_key(text)
