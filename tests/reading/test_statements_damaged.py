"""Reports whose quotation marks are deleted, doubled, swapped, mismatched, nested and spread over paragraphs.

`python -m benchmarks.damaged` draws thousands of them; here are two hundred.
"""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.language import mark
from dragoman.markup import Quote
from dragoman.reading.statements.step import LONGEST
from tests.reading.damaged import BARE, SENTENCES, faults, read, reports
from tests.reading.telling import document, reading_of

DRAWN = {"deadline": None, "derandomize": True, "suppress_health_check": [HealthCheck.too_slow]}


@settings(max_examples=200, **DRAWN)  # type: ignore[arg-type]
@given(reports())
def test_damaged_marks_never_raise_and_never_swallow_the_text(text: str) -> None:
    assert faults(*read(text, bare=True)) == []


@settings(max_examples=15, **DRAWN)  # type: ignore[arg-type]
@given(reports())
def test_what_the_encoder_hears_runs_no_further(text: str) -> None:
    assert faults(*read(text, bare=False)) == []


RELAYED = "“We will go,” Jonas Store was quoted as saying by Tass. “And soon.”"


@pytest.mark.parametrize(("more", "told"), [(0, False), (1, False), (2, True)])
def test_a_statement_over_more_than_two_paragraphs_is_a_problem(more: int, told: bool) -> None:
    reading = reading_of(RELAYED + "\n\n“It is time.”" * more)
    long = [problem for problem in reading.problems if problem.code == "long-statement"]
    assert [problem.entry for problem in long] == [reading.statements[0].id] * told
    assert all(f"over {more + 1} paragraphs" in problem.message for problem in long)
    assert LONGEST == 2


def test_a_turn_of_a_transcript_may_be_as_long_as_it_likes() -> None:
    turn = "MODERATOR: Who would like to begin?\n\nOFFICIAL ONE: We will.\n\nAnd we did.\n\nFor long.\n\nQ: Why?"
    reading = reading_of(turn)
    assert len(reading.statements) == 3
    assert [p for p in reading.problems if p.code == "long-statement"] == []


def test_the_sentences_are_read_where_nothing_is_damaged() -> None:
    marked, reading = read("\n\n".join(SENTENCES), bare=True)
    assert faults(marked, reading) == []
    assert len(reading.statements) >= len(SENTENCES)


def test_the_check_sees_what_is_wrong() -> None:
    text = "“We will go.\n\nThe ministry is closed."
    marked = mark(document(text), steps=BARE)
    _, reading = read(text, bare=True)
    assert faults(marked, reading) == []
    assert faults(msgspec.structs.replace(marked, quotes=(Quote(span=(1, 30), marks=(0, 30)),)), reading)
    silent = msgspec.structs.replace(reading, problems=())
    assert faults(marked, silent) == [f"open without a problem: {marked.quotes[0]}"]
