"""What reports of talks and texts of agreements say of time, beside how it is read on Sunday, 7 October 2018.

Each sentence with all its times: words, EDTF, ISO duration. None where the words have no date of their own.
"""

from __future__ import annotations

import pytest

from dragoman.language.times.resolve import times
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Date, Document

READINGS: list[tuple[str, list[tuple[str, str | None, str | None]]]] = [
    ("The envoys met on Thursday in Vienna.", [("Thursday", "2018-10-04", None)]),
    ("The envoys will meet on Thursday in Vienna.", [("Thursday", "2018-10-11", None)]),
    ("The two armies announced a truce starting on Thursday.", [("Thursday", "2018-10-11/..", None)]),
    ("The rebels have agreed to a truce effective Monday.", [("Monday", "2018-10-08/..", None)]),
    ("Fighting starting on Thursday killed twenty people.", [("Thursday", "2018-10-04/..", None)]),
    ("The army announced that a truce starting on Thursday had failed.", [("Thursday", "2018-10-04/..", None)]),
    ("The envoys had met the previous Thursday.", [("the previous Thursday", "2018-10-04", None)]),
    ("The ministers are due to meet next Tuesday.", [("next Tuesday", "2018-10-09", None)]),
    ("The delegation left last Wednesday.", [("last Wednesday", "2018-10-03", None)]),
    ("The two sides met last month in Muscat.", [("last month", "2018-09", None)]),
    ("The two sides will meet again next month.", [("next month", "2018-11", None)]),
    ("The sides met late last month.", [("late last month", "2018-09-21~/2018-09-30", None)]),
    ("The inspectors must leave by 15 October.", [("15 October", "../2018-10-15", None)]),
    ("The inspectors must leave by October 15.", [("October 15", "../2018-10-15", None)]),
    ("The text must be ready no later than 15 October.", [("15 October", "../2018-10-15", None)]),
    ("The text must be ready by mid-January.", [("mid-January", "../2019-01-20~", None)]),
    ("A first exchange took place in mid-January.", [("mid-January", "2018-01-11~/2018-01-20~", None)]),
    ("Prisoners shall be freed within 60 days of signing.", [("60 days", None, "P60D")]),
    ("Troops shall withdraw not later than 30 days after the entry into force.", [("30 days", None, "P30D")]),
    ("Troops shall withdraw within three weeks.", [("three weeks", None, "P3W")]),
    ("No aid may be sent before the summit.", [("before the summit", None, None)]),
    ("Sanctions will stay until after the vote.", [("after the vote", None, None)]),
    ("The envoys spoke ahead of the summit.", [("ahead of the summit", None, None)]),
    ("The round ran from 3 to 5 May.", [("3 to 5 May", "2018-05-03/2018-05-05", None)]),
    ("The round ran from 3 May to 5 May.", [("3 May to 5 May", "2018-05-03/2018-05-05", None)]),
    ("The round ran from May 3 through May 5.", [("May 3 through May 5", "2018-05-03/2018-05-05", None)]),
    ("The round ran May 3-5.", [("May 3-5", "2018-05-03/2018-05-05", None)]),
    (
        "The round will run from 30 November to 2 December.",
        [("30 November to 2 December", "2018-11-30/2018-12-02", None)],
    ),
    ("Three rounds were held between March and June.", [("March and June", "2018-03/2018-06", None)]),
    ("Three rounds were held between March and June 2017.", [("March and June 2017", "2017-03/2017-06", None)]),
    ("Three rounds were held from March until June 2017.", [("March until June 2017", "2017-03/2017-06", None)]),
    ("The count ran between 3 and 5 May.", [("3 and 5 May", "2018-05-03/2018-05-05", None)]),
    ("Spending rises in fiscal year 2019.", [("fiscal year 2019", "2019~", None)]),
    ("Spending rises in FY2019.", [("FY2019", "2019~", None)]),
    ("Spending rises in FY 2018/19.", [("FY 2018/19", "2018/2019", None)]),
    ("Aid was cut in the 2018-2019 fiscal year.", [("the 2018-2019 fiscal year", "2018/2019", None)]),
    ("The students came for the academic year 2018/19.", [("the academic year 2018/19", "2018/2019", None)]),
    ("The students came for the 2018-19 school year.", [("the 2018-19 school year", "2018/2019", None)]),
    ("The drills were held in spring 2017.", [("spring 2017", "2017-21", None)]),
    ("The drills were held last autumn.", [("last autumn", "2017-23", None)]),
    ("The drills will resume in early spring.", [("early spring", "2019-03-01/2019-03-30~", None)]),
    ("The shipment is due in the third quarter of 2019.", [("the third quarter of 2019", "2019-07/2019-09", None)]),
    ("The shipment is due in Q3 2019.", [("Q3 2019", "2019-07/2019-09", None)]),
    ("The shipment is due in the second half of 2019.", [("the second half of 2019", "2019-07/2019-12", None)]),
    ("The shipment is due in the first half of next year.", [("the first half of next year", "2019-01/2019-06", None)]),
    ("The pact was signed on Monday evening.", [("Monday evening", "2018-10-01", None)]),
    ("The pact was signed two days after the summit.", [("two days", None, "P2D"), ("after the summit", None, None)]),
    ("The pact was signed at the end of last year.", [("the end of last year", "2017-12~", None)]),
    ("The pact was signed in late 2015.", [("late 2015", "2015-09~/2015-12", None)]),
    ("The ban was in force between 1994 and 2002.", [("1994 and 2002", "1994/2002", None)]),
    ("The ban was in force until 2002.", [("2002", "../2002", None)]),
    ("The ban has been in force since January.", [("January", "2018-01/..", None)]),
    ("The ban has been in force since the war.", [("since the war", None, None)]),
    ("The sides met around 20 September.", [("20 September", "2018-09-20~", None)]),
    ("The sides met on or about 20 September.", [("20 September", "2018-09-20~", None)]),
    ("The sides met a fortnight ago.", [("a fortnight ago", "2018-09-23~", "P2W")]),
    ("The sides met this past Friday.", [("this past Friday", "2018-10-05", None)]),
    ("The sides met this coming Friday.", [("this coming Friday", "2018-10-12", None)]),
    ("The sides will meet in the week of 15 October.", [("the week of 15 October", "2018-10-15/2018-10-21", None)]),
    ("The sides met the following day.", [("the following day", None, None)]),
    ("The sides met on the 20th.", [("the 20th", "2018-09-20", None)]),
    ("The sides met in September of last year.", [("September of last year", "2017-09", None)]),
    ("The sides met in the first week of June.", [("the first week of June", "2018-06-01~/2018-06-07~", None)]),
    ("The sides will meet within the next 48 hours.", [("the next 48 hours", "2018-10-07/2018-10-09~", "PT48H")]),
    ("The sides will meet at the latest by March.", [("March", "../2019-03", None)]),
    ("The sides met on 07/10/2018.", [("07/10/2018", None, None)]),
    ("The sides met on the eve of the summit.", [("on the eve of the summit", None, None)]),
    ("The sides met from Monday to Wednesday.", [("Monday to Wednesday", "2018-10-01/2018-10-03", None)]),
    ("The sides met between Monday and Wednesday.", [("Monday and Wednesday", "2018-10-01/2018-10-03", None)]),
    ("The sides met in the winter of 2017-18.", [("the winter of 2017-18", "2017-24", None)]),
    ("The deadline is 60 days from today.", [("60 days from today", "2018-12-06", "P60D")]),
    (
        "The deadline is three months after ratification.",
        [("three months", None, "P3M"), ("after ratification", None, None)],
    ),
    ("The deadline is the last day of February 2019.", [("the last day of February 2019", "2019-02-28", None)]),
    ("He served 1998 to 2003.", [("1998 to 2003", "1998/2003", None)]),
    ("The meeting in the first days of May failed.", [("the first days of May", "2018-05-01~/2018-05-05~", None)]),
    ("The meeting in the coming year matters.", [("the coming year", "2019", None)]),
    ("They met six months before the summit.", [("six months", None, "P6M"), ("before the summit", None, None)]),
    ("They met shortly after the summit.", [("after the summit", None, None)]),
]


def mark(text: str, day: str | None = "2018-10-07") -> Marked:
    date = Date(edtf=day, basis="given") if day else None
    return times(Marked(document=Document(id="t", sha256="t", text=text, date=date), doc=tokenize("")))


@pytest.mark.parametrize(("text", "expected"), READINGS)
def test_all_times_of_a_sentence(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = mark(text).times
    assert [(time.quote, time.edtf, time.duration) for time in found] == expected
    assert all(time.basis for time in found)


def test_the_table_is_long() -> None:
    assert len(READINGS) >= 60


@pytest.mark.parametrize("text", [text for text, expected in READINGS if any(edtf for _, edtf, _ in expected)])
def test_without_a_document_date_nothing_relative_is_resolved(text: str) -> None:
    marked = mark(text, None)
    for time in marked.times:
        assert time.edtf is None or any(part in time.quote for part in ("19", "20")), (time.quote, time.edtf)
    if any(time.edtf is None and "not known" in time.basis for time in marked.times):
        assert [problem.code for problem in marked.problems] == ["no-date"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Troops shall withdraw within 30 days after the entry into force.", "after the entry"),
        ("Troops shall withdraw within 60 days of signing.", "of signing"),
        ("The pact lapses three months after ratification.", "after ratification"),
        ("He left a week before the election.", "before the election"),
    ],
)
def test_a_stretch_says_what_it_is_counted_from(text: str, words: str) -> None:
    assert any(words in time.basis for time in mark(text).times if time.type == "duration")
