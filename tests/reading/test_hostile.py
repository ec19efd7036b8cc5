"""What is no report: dropped headers alone, sentences without end, thousands of words. Nothing raises or stalls."""

from __future__ import annotations

import time

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Reading
from dragoman.reading import read


def reading(text: str) -> Reading:
    return read(with_date(document_of(text.encode(), "report.txt"), "2021-03-17"))


def test_a_header_without_a_text_holds_no_entry() -> None:
    found = reading("From: the envoy\nDate: 8 February 2019\nSubject: the date of the talks\n")
    assert found.document.dropped
    assert not (found.statements or found.meetings or found.decisions or found.commitments or found.events)


@pytest.mark.parametrize("words", ["agreed to meet ", "the president of ", 'The envoy said "we met" and left. '])
def test_words_without_end_take_time_in_proportion(words: str) -> None:
    short = seconds(words * 200)
    assert seconds(words * 800) < 10 * max(short, 0.1)  # four times the words; a quadratic reader takes sixteen times


def seconds(text: str) -> float:
    start = time.process_time()
    reading(text)
    return time.process_time() - start
