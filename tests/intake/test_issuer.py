"""Who issues a text, and in which form: letterheads, senders, titles; and news that only looks like a release."""

from __future__ import annotations

import pytest

from dragoman import document_of
from dragoman.intake import dates
from dragoman.intake.issuer import proper
from dragoman.model import Document

BODY = "The minister received the ambassador of Chad on Monday. The two spoke about the wells."


def read(head: str, body: str = BODY) -> Document:
    return document_of(f"{head}\n\n{body}\n".encode(), "a.txt")


HEADS = [
    ("MINISTRY OF FISHERIES OF ICELAND\nPress release\nReykjavik, 3 May 2011", "press-release", "FISHERIES OF ICELAND"),
    ("REPUBLIC OF BOTSWANA\nMinistry of Wildlife\n\nFor immediate release", "press-release", "Republic of Botswana"),
    ("BOTSWANA\nMINISTRY OF WILDLIFE\nGaborone\n\nOn the elephants", "press-release", "MINISTRY OF WILDLIFE, BOTSWANA"),
    ("CHANCELLERY OF AUSTRIA\nReadout of the Chancellor's call with the Emir of Qatar", "readout", "CHANCELLERY"),
    ("U.S. DEPARTMENT OF THE INTERIOR\nOffice of the Secretary\nReadout of a visit to Guam", "readout", "U.S. DEPART"),
    ("PRESIDENT OF FINLAND\nPress Service\n\nMeeting with President of Estonia", "readout", "PRESIDENT OF FINLAND"),
    ("PERMANENT MISSION OF PERU TO THE UNITED NATIONS\n\nOn the vote", "press-release", "TO THE UNITED NATIONS"),
    ("From: Embassy of Peru, Press Section\nTo: Editors", "press-release", "Embassy of Peru, Press Section"),
    ("From: Pérez de Cuéllar\nTo: Rolandos Piris\nDate: 3 May 1988", "letter", "Pérez de Cuéllar"),
    ("Press release by the Ministry of Wildlife", "press-release", "Ministry of Wildlife"),
    ("Office of the Premier: Readout of the Premier's call with the Emir", "readout", "Office of the Premier"),
    ("Statement by the Spokesperson on the vote in Gambia\n\nBonn, 12 March 2019", "statement", None),
    ("UNITED NATIONS\nPress Release\nSC/1234\n\nCOUNCIL EXTENDS MISSION", "press-release", "UNITED NATIONS"),
]


@pytest.mark.parametrize(("head", "channel", "publisher"), HEADS)
def test_a_letterhead_gives_form_and_issuer(head: str, channel: str, publisher: str | None) -> None:
    document = read(head)
    assert document.channel == channel
    assert (document.publisher is None) == (publisher is None)
    assert (publisher or "") in (document.publisher or "")


NEWS = [
    "White House\n\nPresident to visit Chad\n\nBy Jane Doe",
    "NATO\n\nAllies open a meeting in Wales\n\n3 September 2014",
    "Readout shows the envoys quarrelled over wells",
    "State of Emergency",
    "Republic of Chad",
    "Office for Peace Opens in Chad\n\nBy Jane Doe",
]


@pytest.mark.parametrize("head", NEWS)
def test_news_of_an_institution_is_no_release(head: str) -> None:
    document = read(head)
    assert (document.channel, document.publisher) == ("news-report", None)


def test_an_agency_in_the_dateline_makes_it_news() -> None:
    document = read("THE WHITE HOUSE\n\nReadout of the call", f"WASHINGTON (Reuters) - {BODY}")
    assert document.channel == "news-report"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Oslo, 15 September 2010", "2010-09-15"),
        ("Washington, D.C., May 3, 2015", "2015-05-03"),
        ("The Hague, Monday, 3 May 2015", "2015-05-03"),
        ("Signed in Oslo, 3 May 2015", None),
        ("In Oslo, 3 May 2015", None),
        ("Talks 3 May 2015", None),
    ],
)
def test_a_place_may_stand_before_a_date(line: str, day: str | None) -> None:
    assert dates.alone(line) == day


def test_a_place_and_a_date_are_no_title() -> None:
    assert read("MINISTRY OF WILDLIFE\nBonn, 3 May 2015\n\nOn the elephants").title == "On the elephants"
    assert read("MINISTRY OF WILDLIFE\nBonn, 3/4/2015\n\nOn the elephants").title == "On the elephants"


def test_a_name_in_capitals_is_written_small() -> None:
    assert proper("EU DELEGATION TO THE REPUBLIC OF CHAD") == "EU Delegation to the Republic of Chad"
    assert proper("Office of the Premier") == "Office of the Premier"
