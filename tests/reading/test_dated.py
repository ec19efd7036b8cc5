"""Entries whose own words have no date: which day they get, and from what; 2018-10-07 is a Sunday."""

from __future__ import annotations

import pytest

from dragoman.kinds import entries
from dragoman.model import Date, Document, Entry, When
from dragoman.reading import read


def dates(text: str, day: str | None = "2018-10-07") -> dict[str, When]:
    date = Date(edtf=day, basis="given") if day else None
    reading = read(Document(id="t", sha256="t", text=text, date=date))
    return {f"{type(entry).__name__} {_kind(entry)}": entry.when for entry in entries(reading)}


def _kind(entry: Entry) -> str:
    return str(getattr(entry, "event", "") or getattr(entry, "kind", "") or getattr(entry, "phase", ""))


@pytest.mark.parametrize(
    ("text", "key", "edtf", "basis"),
    [
        (
            "Iran said it has invited inspectors to Natanz.",
            "Verification ",
            "../2018-10-07",
            "done by the day it was told",
        ),
        ("Egypt and Sudan met in July 2017 at the Khartoum summit.", "Meeting summit", "2017-07", "as written"),
        (
            "On Friday, Lavrov and Cavusoglu met again to finish their talks.",
            "Meeting talks",
            "2018-10-05",
            "latest Friday",
        ),
        (
            "The ambassador finished the draft on Friday, meeting with Kenya's trade minister.",
            "Meeting talks",
            "2018-10-05",
            "latest Friday",
        ),
        (
            "UN officials on Friday finished drafting the rules, in consultation with Iraqi diplomats.",
            "Meeting talks",
            "2018-10-05",
            "latest Friday",
        ),
        ("They had clashed in July 2017 at the Khartoum summit.", "Meeting summit", "2017-07", "as written"),
    ],
)
def test_the_day_and_what_it_rests_on(text: str, key: str, edtf: str, basis: str) -> None:
    when = dates(text)[key]
    assert when.edtf == edtf
    assert when.basis.startswith(basis)


def test_what_two_agree_when_they_meet_is_of_that_day() -> None:
    text = (
        "Russian Foreign Minister Sergei Lavrov met Turkish Foreign Minister Mevlut Cavusoglu in Ankara on Friday. "
        "Lavrov and Cavusoglu agreed to set up a working group on grain."
    )
    when = dates(text)["Commitment agreed"]
    assert when.edtf == "2018-10-05" and when.basis.startswith("at the meeting m")


def test_of_two_meetings_none_is_taken() -> None:
    text = (
        "Russian Foreign Minister Sergei Lavrov met Turkish Foreign Minister Mevlut Cavusoglu in Ankara on Friday. "
        "Lavrov had met Cavusoglu in Moscow on 3 May. "
        "Lavrov and Cavusoglu agreed to set up a working group on grain."
    )
    assert dates(text)["Commitment agreed"].edtf is None


@pytest.mark.parametrize(
    "text",
    [
        "Israel bombed Beirut.",
        "Russian troops attacked Kharkiv.",
        "Egypt and Sudan signed a treaty.",
        "The ministers met in Vienna.",
        "Iran has invited inspectors to Natanz.",
    ],
)
def test_no_act_gets_the_day_of_the_report(text: str) -> None:
    assert {when.edtf for when in dates(text).values()} == {None}


def test_a_threat_without_a_day_has_none() -> None:
    assert dates("Russia said that it would attack Ukraine.")["Event THREATEN"].edtf is None


def test_without_a_document_date_nothing_is_dated() -> None:
    for text in ("Iran has invited inspectors to Natanz.", "Russia said that it would attack Ukraine."):
        assert all(when.edtf is None for when in dates(text, None).values())


def test_what_those_who_met_call_for_is_of_their_meeting() -> None:
    text = (
        "Russian Foreign Minister Sergei Lavrov met Turkish Foreign Minister Mevlut Cavusoglu in Ankara on Friday. "
        "Lavrov and Cavusoglu called for an end to the siege."
    )
    assert dates(text)["Event REQUEST"].edtf == "2018-10-05"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On August 7, the ministers dined in Quito. Rebels bombed a hotel in Lima.", "2018-08-07"),
        ("On August 7, the ministers dined in Quito. It rained. Rebels bombed a hotel in Lima.", "2018-08-07"),
        ("On August 7, the ministers dined in Quito.\n\nRebels bombed a hotel in Lima.", None),  # another paragraph
        ("On August 7, the ministers dined in Quito. Rebels had bombed a hotel in Lima.", None),
        ("The ministers dined in Quito on August 7. Rebels bombed a hotel in Lima.", None),  # the day leads nothing
        (
            "On August 7, they dined. In June it rained. In May, and in July, they left. Rebels bombed a hotel in Lima.",
            None,
        ),
    ],
)
def test_the_day_that_leads_a_paragraph_is_told_on(text: str, edtf: str | None) -> None:
    assert dates(text)["Event ASSAULT"].edtf == edtf


def test_a_deed_of_which_somebody_was_accused_was_done_by_then() -> None:
    when = dates("In 2016 Chad assailed Mali for holding drills with Niger in the desert.")["Event COOPERATE"]
    assert when.edtf == "../2016" and when.basis.startswith("done by the time of the accusation")
