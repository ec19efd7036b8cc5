"""At which meeting something was said. Own sentences."""

from __future__ import annotations

import pytest

from dragoman.reading import read
from tests.reading.telling import document

AT = [
    (
        "The foreign ministers of Norway and Sweden met in Oslo on 8 March 2021. "
        "“We are close,” Erna Solberg told reporters after the talks.",
        "We are close,",
    ),
    (
        "Norway and Sweden held talks in Oslo on Monday. At the talks, Erna Solberg said that the border would open.",
        "the border would open",
    ),
    (
        "Sergei Lavrov met Antony Blinken in Geneva on 9 March 2021. Lavrov told Blinken on Tuesday that time was short.",
        "time was short",
    ),
]

NOT_AT = [
    "Norway and Sweden held talks in Oslo on Monday. Erna Solberg said that the talks had been frank.",
    "Norway and Sweden held talks in Oslo on Monday. Before the talks, Erna Solberg said that the border would open.",
    "Norway and Sweden will hold talks in Oslo on Friday. Erna Solberg said she would speak at the talks.",
]


@pytest.mark.parametrize(("text", "content"), AT)
def test_what_is_said_at_a_meeting_points_to_it(text: str, content: str) -> None:
    reading = read(document(text))
    said = next(statement for statement in reading.statements if statement.content == content)
    assert said.at in [meeting.id for meeting in reading.meetings if meeting.status == "held"]


@pytest.mark.parametrize("text", NOT_AT)
def test_what_is_said_about_or_before_a_meeting_does_not(text: str) -> None:
    reading = read(document(text))
    assert reading.statements
    assert [statement.at for statement in reading.statements] == [None] * len(reading.statements)
