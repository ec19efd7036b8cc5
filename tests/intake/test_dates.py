"""Words of a head and the day they give."""

from __future__ import annotations

import pytest

from dragoman.intake import dates
from dragoman.problems import UsageError


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Friday, August 21, 2015", "2015-08-21"),
        ("8 November 2018", "2018-11-08"),
        ("1st of May 2003", "2003-05-01"),
        ("Sept. 3, 2001", "2001-09-03"),
        ("2018-10-07T18:40:00Z", "2018-10-07"),
        ("Oct. 7, 2018 | 10:30 a.m. EDT", "2018-10-07"),
        ("Tue 14 July 2015, 09:15 GMT", "2015-07-14"),
        ("(2015/07/14)", "2015-07-14"),
        ("February 30, 2015", None),
        ("Feb. 10", None),
        ("03/04/2015", None),
        ("On March 1, 2015, the ministers met", None),
        ("March 1, 2015 deadline", None),
    ],
)
def test_a_line_that_is_nothing_but_a_date(line: str, day: str | None) -> None:
    assert dates.alone(line) == day


def test_a_date_is_found_in_a_header_value() -> None:
    assert dates.find("Sunday 7 October 2018, Seoul") == "2018-10-07"
    assert dates.find("Release no. 2015-99-99, may 2018") is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2018-10-07-summit.txt", "2018-10-07"),
        ("/old/2001-01-01/report_20181007.html", "2018-10-07"),
        ("kim.2018.10.07.md", "2018-10-07"),
        ("2018-13-45.txt", None),
        ("second-summit-2018-19.txt", None),
        ("case-120181007.txt", None),
        ("2018-10_07.txt", None),
    ],
)
def test_the_date_in_a_file_name(name: str, day: str | None) -> None:
    assert dates.in_name(name) == day


@pytest.mark.parametrize("edtf", ["2018-10-07", "2018-10", "2018", "2020-02-29"])
def test_a_given_date_may_be_a_day_a_month_or_a_year(edtf: str) -> None:
    assert dates.checked(edtf) == edtf


@pytest.mark.parametrize(
    "edtf",
    [
        "2018-13-45",
        "yesterday",
        "",
        "2019-02-29",
        "2018-10-07/..",
        "07.10.2018",
        "２０１８",
        "0000",
        "2018-1-1",
        "2018-10-07\n",
    ],
)
def test_a_given_date_that_is_none_is_misuse(edtf: str) -> None:
    with pytest.raises(UsageError, match="2018-10-07, 2018-10 or 2018"):
        dates.checked(edtf)
