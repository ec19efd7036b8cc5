"""Joint texts: "the Heads of State", "both sides" and "the Ministers" are those who issue them."""

from __future__ import annotations

import pytest

from dragoman import document_of
from tests.reading.telling import lines, reading_of

JOINT = [
    (
        "JOINT STATEMENT OF THE VISEGRAD GROUP\n\nThe Heads of State express their deep concern about the situation "
        "in Belarus. They call on the authorities to release all prisoners.\n",
        [
            "  Visegrad Group | express | their deep concern about the situation in Belarus | i",
            "  Visegrad Group > the authorities | call on | to release all prisoners | i",
        ],
    ),
    (
        "Joint communique of the Presidents of Egypt and Cyprus\n\n"
        "The Presidents express their satisfaction at the progress made. They reaffirm that the sea is open.\n",
        [
            "  Egypt and Cyprus | express | their satisfaction at the progress made | i",
            "  Egypt and Cyprus | reaffirm | the sea is open | i",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), JOINT)
def test_those_who_issue_a_joint_text_speak_in_it(text: str, expected: list[str]) -> None:
    whole, *inner = lines(reading_of(document_of(text.encode(), "2021-03-10.txt")))
    assert whole.split(" |")[0] == expected[0].split(" |")[0].strip()
    assert inner == expected


def test_the_leaders_in_a_readout_are_not_its_issuer() -> None:
    text = "CHANCELLERY OF AUSTRIA\nReadout of the Chancellor's call with the Emir\n\nThe leaders stressed that time is short.\n"
    assert lines(reading_of(document_of(text.encode(), "2014-03-10.txt")))[1].startswith("  The leaders | stressed")
