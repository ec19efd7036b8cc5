"""Transcripts: whose turn it is by labels in capitals or not, with questions signed, unsigned or named by their role."""

from __future__ import annotations

import pytest

from tests.reading.telling import lines, reading_of

SIGNED = (
    "Regular press conference of the Foreign Ministry\n\n"
    "Hua Chunying: The two sides have agreed to keep talking.\n\nWe hope that others will show restraint.\n\n"
    "Reporter: Will the minister travel to Pyongyang?\n\nHua Chunying: I have nothing to offer on that.\n"
)
UNSIGNED = (
    "Press briefing by Spokesperson Wang Wenbin\n\nWang Wenbin: Wang Yi will visit Oman in March.\n\n"
    "What does China expect of the talks?\n\nWang Wenbin: All parties should return.\n\nThere is time.\n\n"
    "What about the sanctions?\n\nWang Wenbin: We oppose them.\n"
)


def said(text: str) -> list[str]:
    return [line for line in lines(reading_of(text)) if line.endswith("| d")]


def test_a_turn_has_the_paragraphs_up_to_the_next_label() -> None:
    assert said(SIGNED) == [
        "Hua Chunying |  | The two sides have agreed to keep talking. ... We hope that others will show restraint. | d",
        "Reporter |  | Will the minister travel to Pyongyang? | d",
        "Hua Chunying |  | I have nothing to offer on that. | d",
    ]


def test_a_question_that_nobody_signs_is_not_the_answerers() -> None:
    assert said(UNSIGNED) == [
        "Wang Wenbin |  | Wang Yi will visit Oman in March. | d",
        "Wang Wenbin |  | All parties should return. ... There is time. | d",
        "Wang Wenbin |  | We oppose them. | d",
    ]


HEADINGS = [
    "Cost: The road takes two billion.\n\nNext Steps: The vote is in May.\n\nWho Pays: Nobody knows it yet.\n",
    "What to watch\n\nMarco Rubio: He must finish second.\n\nTed Cruz: He must hang on.\n\nJeb Bush: He must win.\n",
    "Angela Merkel: 33.\n\nMartin Schulz: 20.\n\nAngela Merkel: 246.\n\nMartin Schulz: 153.\n",
]


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_and_counts_are_no_turns(text: str) -> None:
    assert said(text) == []
