"""What is to be decided is found by words and ids as if every matter were asked, one after the other."""

from __future__ import annotations

import random

import pytest

from dragoman.model import Decision
from dragoman.views.asked import SHORT_ID
from dragoman.views.lines import Index
from dragoman.views.options.matters import Known, Matter
from tests.factories import document, reading, source

WORDS = ("the", "summit", "venue", "in", "Oslo", "Hanoi", "second", "of", "envoys", "talks")


def known(chance: random.Random, matters: int) -> Known:
    doc = document("Who will meet where?", "2020-06-02")
    index = Index(reading(doc))
    found = Known()
    for number in range(matters):
        name, *quotes = (" ".join(chance.choices(WORDS, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 3)))
        matter = Matter(name, frozenset((f"m{number % 7}entry{number}",)), quotes)
        for at in range(chance.randint(1, 2)):
            raised = Decision(
                id=f"d{number % 5}decision{number}{at}", about=None, question="venue", status="open",
                sources=(source(doc, "Who"),),
            )  # fmt: skip
            found.raise_at(f"key {number % (matters - 2)}", matter, (index, raised))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_the_first_that_answers_is_found_as_by_asking_each(seed: int) -> None:
    chance = random.Random(seed)
    found = known(chance, 30)
    asked = [" ".join(chance.choices(WORDS, k=chance.randint(1, 3))) for _ in range(60)]
    asked += [
        f"{kind}{number}"[:long] for kind in ("m3entry", "d2decision") for number in range(9) for long in (3, 8, 9)
    ]
    asked += ["", "the", "nothing of it", "d", "x" * SHORT_ID]
    answers = [found.answering(words) for words in asked]
    assert answers == [
        next((key for key, matter in found.by_key.items() if matter.answers_to(words)), None) for words in asked
    ]
    assert len(set(answers)) > 8 and None in answers
