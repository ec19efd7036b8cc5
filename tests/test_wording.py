from __future__ import annotations

import pytest

from dragoman.edtf import valid
from dragoman.wording import (
    STATUSES,
    clean,
    counted,
    date_words,
    duration_words,
    in_words,
    ordinal_words,
    plain,
    shortest,
    title_words,
    value_words,
)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018-10-07", "7 Oct 2018"),
        ("2018-06", "June 2018"),
        ("2018", "2018"),
        ("2018-10-07/..", "from 7 Oct 2018, open"),
        ("../2018-10-07", "by 7 Oct 2018"),
        ("2019-02-17/2019-02-23", "17 to 23 Feb 2019"),
        ("2018-09-26/2018-10-01", "26 Sep to 1 Oct 2018"),
        ("2018-12-30/2019-01-02", "30 Dec 2018 to 2 Jan 2019"),
        ("2018-06/2018-07", "June to July 2018"),
        ("2018/2019", "2018 to 2019"),
        ("2018-10-07/", "from 7 Oct 2018, end unknown"),
        ("/2018-10-07", "by 7 Oct 2018"),
        ("2018-06~", "about June 2018"),
        ("2018-06?", "June 2018 (uncertain)"),
        ("2018-06%", "about June 2018 (uncertain)"),
        ("2018-21", "spring 2018"),
        ("2018-33", "first quarter of 2018"),
        ("2018-41", "second half of 2018"),
        ("199X", "1990s"),
        ("19XX", "1900 to 1999"),
        ("2018-10-XX", "October 2018"),
        ("2018-XX", "2018"),
        ("2018-10-07T15:00:00Z", "7 Oct 2018, 15:00Z"),
        (None, "no date"),
    ],
)
def test_dates_stay_as_vague_as_they_are(edtf: str | None, words: str) -> None:
    assert edtf is None or valid(edtf.strip("/") if edtf.startswith("/") else edtf)
    assert date_words(edtf) == words


@pytest.mark.parametrize("odd", ["soon", "2018-13", "2018-1", "", "x/y"])
def test_what_is_no_date_comes_back_and_raises_nothing(odd: str) -> None:
    assert odd.split("/")[0] in date_words(odd) or date_words(odd) == "no date"


def test_each_symbol_means_one_status_of_a_kind() -> None:
    kinds = [
        ("proposed", "agreed", "scheduled", "under-way", "held", "postponed", "cancelled", "refused"),
        ("open", "narrowed", "decided"),
        ("floated", "offered", "agreed", "in-force", "performed", "lapsed", "withdrawn", "refused", "breached",
         "superseded"),
        ("raised", "invited", "agreed", "under-way", "completed", "refused"),
        ("happened", "planned", "denied", "hypothetical"),
    ]  # fmt: skip
    for kind in kinds:
        for column in (0, 1):
            assert len({STATUSES[status][column] for status in kind}) == len(kind)
    assert all(plain.isascii() and len(plain) == len(symbol) == 1 for symbol, plain, _ in STATUSES.values())


def test_counts_and_durations_are_words() -> None:
    assert [counted(1, "document"), counted(1200, "document"), counted(3, "entry"), counted(2, "day")] == [
        "1 document",
        "1,200 documents",
        "3 entries",
        "2 days",
    ]
    assert duration_words("PT2H") == "2 hours"
    assert duration_words("P1DT30M") == "1 day 30 minutes"
    assert duration_words("a while") == "a while"
    assert [ordinal_words(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]  # fmt: skip


def test_short_ids_are_unique_and_no_shorter_than_five_letters() -> None:
    ids = ["mabcdefghij", "mabcdxyzzzz", "cqqqqqqqqqq", "s1"]
    assert shortest(ids) == {
        "mabcdefghij": "mabcde", "mabcdxyzzzz": "mabcdx", "cqqqqqqqqqq": "cqqqq", "s1": "s1"}  # fmt: skip


def test_a_report_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b]0;owned\x07b\u202ec\nd") == "a\ufffd]0;owned\ufffdb\ufffdc d"


def test_what_is_shown_of_a_field_is_words() -> None:
    shown = [("when", "2019-02-27/2019-02-28"), ("duration", "PT1H30M"), ("ordinal", "2"), ("status", "under-way")]
    assert [value_words(*pair) for pair in shown] == ["27 to 28 Feb 2019", "1 hour 30 minutes", "2nd", "under way"]
    assert value_words("place", "Punggye-ri") == "Punggye-ri"
    assert plain("press-release") == "press release"
    assert in_words("not before 2018-11-07, for P3D") == "not before 7 Nov 2018, for 3 days"
    assert in_words("a Porsche of 1999-2000, No. 2018-10-07-3") == "a Porsche of 1999-2000, No. 2018-10-07-3"


def test_a_report_without_a_title_goes_by_its_first_words_in_quotation_marks() -> None:
    assert title_words("Envoys  meet", "They met.") == "Envoys meet"
    assert title_words(None, " They\nmet. ") == "“They met.”"
    assert title_words(None, "HEAD\n\nOffice\nThey met.", ((0, 4), (6, 12))) == "“They met.”"
    assert title_words(None, "HEAD", ((0, 4),)) == "“HEAD”"
    long = title_words(None, "word " * 1000)
    assert long.endswith("word …”")
    assert len(long) < 80
