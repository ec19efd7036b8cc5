"""Joint texts: "the Heads of State", "both sides" and "the Ministers" are those who issue them."""

from __future__ import annotations

import pytest

from dragoman import document_of
from tests.reading.telling import lines, reading_of

JOINT = [
    (
        "JOINT STATEMENT OF THE VISEGRAD GROUP\n\nThe Heads of State express their deep concern about the situation "
        "in Belarus. They call on the authorities to release all prisoners.\n",
        ["their deep concern about the situation in Belarus", "to release all prisoners"],
    ),
    (
        "Joint communique of the Presidents of Egypt and Cyprus\n\n"
        "The Presidents express their satisfaction at the progress made. Both sides reaffirm that the sea is open.\n",
        ["their satisfaction at the progress made", "the sea is open"],
    ),
    (
        "Joint Statement by Foreign Minister Jonas Store and Foreign Minister Ann Linde on the border\n\n"
        "The Ministers stress that the road is open.\n",
        ["the road is open"],
    ),
]


@pytest.mark.parametrize(("text", "told"), JOINT)
def test_those_who_issue_a_joint_text_speak_in_it(text: str, told: list[str]) -> None:
    reading = reading_of(document_of(text.encode(), "2021-03-10.txt"))
    whole, *inner = reading.statements
    assert [one.content for one in inner] == told
    assert {one.speaker for one in inner} == {whole.speaker}
    assert next(actor.kind for actor in reading.actors if actor.id == whole.speaker) in ("group", "body")


def test_the_leaders_in_a_readout_are_not_its_issuer() -> None:
    text = "CHANCELLERY OF AUSTRIA\nReadout of the Chancellor's call with the Emir\n\nThe leaders stressed that time is short.\n"
    assert lines(reading_of(document_of(text.encode(), "2014-03-10.txt")))[1].startswith("  The leaders | stressed")
