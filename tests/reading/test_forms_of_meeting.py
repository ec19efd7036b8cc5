"""Met, will meet, could meet, did not meet, refused to meet, plans to meet, met in 1994: each in ten forms."""

from __future__ import annotations

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Reading
from dragoman.reading import read

FRIDAY = "2018-10-05"
FORMS = {
    "met": """
        The US met with North Korea on Sunday.
        The United States held talks with North Korea on Sunday.
        US officials sat down with North Korean officials in Geneva on Sunday.
        North Korea and the United States have met.
        The US delegation has been meeting the North Koreans since Sunday.
        Talks between the US and North Korea took place in Geneva on Sunday.
        The meeting between the US and North Korea ended on Sunday.
        The United States and North Korea wrapped up talks on Sunday.
        Meeting North Korea in Geneva on Sunday, the US asked for a list of sites.
        After meeting North Korea in Geneva, the US envoy flew home.
    """,
    "will meet": """
        The US will meet North Korea on Sunday.
        The US is to meet North Korea on Sunday.
        The US is due to meet North Korea in Geneva.
        The US is scheduled to hold talks with North Korea on Sunday.
        The US and North Korea will hold talks in Geneva next week.
        Talks between the US and North Korea are set for Sunday.
        The US meets North Korea on Sunday.
        The US is meeting North Korea next Sunday.
        The US is going to meet North Korea.
        The upcoming meeting between the US and North Korea will last two days.
    """,
    "could meet": """
        The US could meet North Korea.
        The US may meet North Korea next month.
        The US might hold talks with North Korea.
        The US offered to meet North Korea.
        The US proposed a meeting with North Korea.
        The US wants to meet North Korea.
        The US would be willing to meet North Korea.
        The US is ready to meet North Korea.
        The US suggested talks with North Korea in Geneva.
        A meeting between the US and North Korea is possible.
    """,
    "did not meet": """
        The US did not meet North Korea.
        The US has not met North Korea.
        The US has never met North Korea.
        The US and North Korea did not hold talks on Sunday.
        No meeting between the US and North Korea took place.
        The US denied that it had met North Korea.
        The US has yet to meet North Korea.
        The US left Geneva without meeting North Korea.
        Neither the US nor China met North Korea.
        The US will not meet North Korea.
    """,
    "refused to meet": """
        The US refused to meet North Korea.
        The US declined to meet North Korea.
        The US has rejected a meeting with North Korea.
        The US turned down talks with North Korea.
        The US ruled out talks with North Korea.
        North Korea refused talks with the US.
        The US would not agree to meet North Korea.
        The US rejected North Korea's offer of talks.
        The US has refused all talks with North Korea.
        The US rebuffed North Korea's request for a meeting.
    """,
    "plans to meet": """
        The US plans to meet North Korea.
        The US intends to meet North Korea.
        The US is planning a meeting with North Korea.
        The US is planning to hold talks with North Korea in Geneva.
        The US has plans to meet North Korea.
        The US expects to meet North Korea next week.
        The US has scheduled a meeting with North Korea.
        Plans for a meeting between the US and North Korea are being made.
        The US is preparing for talks with North Korea.
        The US is preparing to meet North Korea.
    """,
    "met in 1994": """
        The US met with North Korea in 1994.
        In 1994 the US met North Korea in Geneva.
        The US held talks with North Korea in Geneva in 1994.
        The US had met North Korea in 1994.
        Talks between the US and North Korea took place in 1994.
        Back in 1994, US officials sat down with North Korea.
        The US and North Korea, which met in Geneva in 1994, signed an accord.
        The 1994 talks between the US and North Korea ended with an accord.
        The US last met North Korea in 1994.
        In October 1994 the US and North Korea met in Geneva.
    """,
}
STATUS = {
    "met": {"held"},
    "will meet": {"scheduled", "agreed"},  # agreed: no day is named
    "could meet": {"proposed"},
    "did not meet": set(),
    "refused to meet": {"refused"},
    "plans to meet": {"scheduled", "agreed"},
    "met in 1994": {"held"},
}
CASES = [(form, line.strip()) for form, lines in FORMS.items() for line in lines.strip().splitlines()]


def reading(text: str) -> Reading:
    return read(with_date(document_of(text.encode(), "report.txt"), FRIDAY))


def test_each_form_has_ten() -> None:
    assert [sum(form == one for one, _ in CASES) for form in FORMS] == [10] * 7


@pytest.mark.parametrize(("form", "text"), CASES, ids=[text for _, text in CASES])
def test_status_of_a_meeting(form: str, text: str) -> None:
    meetings = reading(text).meetings
    assert len(meetings) == bool(STATUS[form])
    assert {meeting.status for meeting in meetings} <= STATUS[form]


@pytest.mark.parametrize("text", [text for form, text in CASES if form == "met in 1994"])
def test_what_was_in_1994_is_dated_so(text: str) -> None:
    (meeting,) = reading(text).meetings
    assert (meeting.when.edtf or "").startswith("1994")


def test_who_is_prepared_to_meet_has_not_agreed() -> None:
    (meeting,) = reading("“We are prepared to host a first meeting in Oslo,” the minister said.").meetings
    assert meeting.status == "proposed"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The US is to meet North Korea on Sunday.", "2018-10-07"),
        ("Talks between the US and North Korea are set for Sunday.", "2018-10-07"),
        ("Talks between the US and North Korea were held on Sunday.", "2018-09-30"),
    ],
)
def test_a_weekday_lies_where_the_verb_says(text: str, day: str) -> None:
    (meeting,) = reading(text).meetings
    assert meeting.when.edtf == day
