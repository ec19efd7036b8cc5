"""Texts in which somebody says what somebody else has said. Own sentences throughout."""

from __future__ import annotations

import pytest

from tests.reading.telling import lines, reading_of

NESTED = [
    (
        "Sweden told Norway that it had left the talks, said the Danish Foreign Ministry.",
        [
            "Danish Foreign Ministry | said | Sweden told Norway that it had left the talks | i",
            "  Sweden > Norway | told | it had left the talks | i",
        ],
    ),
    (
        "Denmark said Sweden had told Norway that the talks were over.",
        [
            "Denmark | said | Sweden had told Norway that the talks were over | i",
            "  Sweden > Norway | had told | the talks were over | i",
        ],
    ),
    (
        "Denmark said Sweden believes that Norway denies it blocked the deal.",
        [
            "Denmark | said | Sweden believes that Norway denies it blocked the deal | i",
            "  Sweden | believes | Norway denies it blocked the deal | i",
            "    Norway | denies | it blocked the deal | i",
        ],
    ),
    (
        "“Sweden said that it would pay,” Denmark announced.",
        [
            "Denmark | announced | Sweden said that it would pay, | d",
            "  Sweden | said | it would pay | i",
        ],
    ),
    (
        "“As Sweden has said, the money is there,” Denmark noted.",
        [
            "Denmark | noted | As Sweden has said, the money is there, | d",
            "  Sweden | has said | the money is there | i",
        ],
    ),
    (
        "Norway assured Sweden that it would not join, Denmark said, according to Reuters.",
        [
            "Reuters | according to | Norway assured Sweden that it would not join, Denmark said | i",
            "  Denmark | said | Norway assured Sweden that it would not join | i",
            "    Norway > Sweden | assured | it would not join | i",
        ],
    ),
    (
        "Denmark said it rejected Sweden’s claim that the talks were over.",
        [
            "Denmark | said | it rejected Sweden’s claim that the talks were over | i",
            "  Denmark | rejected | Sweden’s claim that the talks were over | i",
            "    Sweden | claim | the talks were over | i",
        ],
    ),
    (
        "“We have agreed on everything,” Sweden was quoted as saying by Reuters.",
        [
            "Reuters | was quoted as saying | We have agreed on everything, | d",
            "  Sweden | saying | We have agreed on everything, | d",
        ],
    ),
    (
        "Denmark said Sweden would pay and Norway would not.",
        ["Denmark | said | Sweden would pay and Norway would not | i"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_who_says_it_through_whom(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


def test_we_in_a_quotation_is_whoever_says_it() -> None:
    reading = reading_of("“We told our neighbours that the dam is full,” Ole Dahl said.")
    outer, inner = reading.statements
    assert inner.within == outer.id
    assert inner.speaker == outer.speaker
    assert inner.sources[0].how == "implied"
