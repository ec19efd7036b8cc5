"""Find noun phrases: what is one, what is none, and which word is its head."""

from __future__ import annotations

import pytest

from dragoman.language import mark
from dragoman.model import Document


def phrases(text: str) -> dict[str, str]:
    marked = mark(Document(id="0" * 12, sha256="0" * 64, text=text))
    return {text[p.span[0] : p.span[1]]: text[p.head[0] : p.head[1]] for p in marked.phrases}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The new envoy met three rebel leaders.", {"The new envoy": "envoy", "three rebel leaders": "leaders"}),
        ("He met her.", {"He": "He", "her": "her"}),
        ("His fourth trip ended.", {"His fourth trip": "trip"}),
        ("The head of US diplomacy left.", {"The head of US diplomacy": "head", "US diplomacy": "diplomacy"}),
        ("A spokesman for the Turkish presidency spoke.", {"A spokesman for the Turkish presidency": "spokesman"}),
        ("The ambassador to Rome resigned.", {"The ambassador to Rome": "ambassador"}),
        ("Iran’s foreign minister spoke.", {"Iran’s foreign minister": "minister"}),
        ("President Moon Jae-in spoke.", {"President Moon Jae-in": "Moon Jae-in"}),
        ("They formed a “near-date” working group.", {"a “near-date” working group": "group"}),
        ("Egypt and Jordan agreed.", {"Egypt": "Egypt", "Jordan": "Jordan", "Egypt and Jordan": "Egypt"}),
        ("Paris, Rome and Bonn agreed.", {"Paris, Rome and Bonn": "Paris", "Rome": "Rome"}),
        ("The venue and date of the summit are open.", {"The venue": "venue"}),
        ("The talks between Cairo and Tunis failed.", {"The talks between Cairo and Tunis": "talks"}),
        ("The country's military denied it.", {"The country's military": "military"}),
        ("Political and economic ties grew.", {"Political and economic ties": "ties"}),
        ("The most holy site closed.", {"The most holy site": "site"}),
        ("Some 300 people fled.", {"Some 300 people": "people"}),
        ("Both want peace.", {"Both": "Both", "peace": "peace"}),
        ("The latter refused.", {"The latter": "latter"}),
    ],
)
def test_phrases_and_their_heads(text: str, expected: dict[str, str]) -> None:
    found = phrases(text)
    assert {words: found.get(words) for words in expected} == expected


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The ministry said Sunday the truce held.", "Sunday"),
        ("They met on June 12 in Oslo.", "June 12"),
        ("Kerry met Lavrov and Putin said no.", "Lavrov and Putin"),
        ("It is an area Moscow considers its own.", "an area Moscow"),
        ("Anna Maurer, chief officer and treasurer, said no.", "Anna Maurer, chief officer and treasurer"),
        ("He no longer wants it.", "no longer"),
    ],
)
def test_what_is_no_phrase(text: str, absent: str) -> None:
    assert absent not in phrases(text)
