from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.views import passage, sentence

TEXT = "The U.N. met. Mr. Berg said the talks (No. 3) failed. Others left.\n\n“We go on.” He then left"


def at(words: str, text: str = TEXT) -> Span:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("talks", "Mr. Berg said the talks (No. 3) failed."),
        ("U.N.", "The U.N. met."),
        ("We go on.", "“We go on.”"),  # the mark that closes belongs to it
        ("“We go on.”", "“We go on.”"),
        ("then", "He then left"),
        ("failed. Others", "Mr. Berg said the talks (No. 3) failed. Others left."),
    ],
)
def test_a_sentence_ends_at_its_stop_and_no_abbreviation_is_one(words: str, whole: str) -> None:
    assert TEXT[slice(*sentence(TEXT, at(words)))] == whole


def test_a_sentence_stays_within_its_bounds_and_is_cut_where_it_is_very_long() -> None:
    assert TEXT[slice(*sentence(TEXT, at("talks"), at("said the talks")))] == "said the talks"
    start, end = sentence("x" * 5000, (2500, 2501))
    assert (start, end) == (2100, 2901)


def test_each_part_says_what_it_is() -> None:
    text = "Lund said Berg had told her that all was well. It was."
    parts = passage(
        text, [at("Berg had told her that all was well", text)], [at("said", text)], [at("all was well", text)]
    )
    assert [(part.role, part.text) for part in parts] == [
        ("around", "Lund "),
        ("cue", "said"),
        ("around", " "),
        ("content", "Berg had told her that "),
        ("inner", "all was well"),
        ("around", "."),
    ]
    assert all(text[slice(*part.span)] == part.text for part in parts)


def test_between_sentences_that_are_far_apart_there_is_a_gap() -> None:
    text = "“We came,” he said. It rained all day. Nobody minded. “We saw.”"
    parts = passage(text, [at("We came,", text), at("We saw.", text)], [at("said", text)])
    assert [part.role for part in parts] == [
        "around",
        "content",
        "around",
        "cue",
        "around",
        "gap",
        "around",
        "content",
        "around",
    ]
    assert parts[5].text == ""


def test_sentences_side_by_side_are_one_stretch() -> None:
    text = "“We came,” he said. “We saw.”"
    assert "gap" not in [part.role for part in passage(text, [at("We came,", text), at("We saw.", text)])]


def test_nothing_to_show_is_no_passage() -> None:
    assert passage("text", []) == ()
    assert passage("text", [(2, 2)]) == ()


@settings(deadline=None)
@given(
    text=st.text(alphabet="aB .\n“”!?'", max_size=80),
    spans=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4),
    cues=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3),
)
def test_any_spans_give_parts_in_order_that_repeat_the_text(text: str, spans: list[Span], cues: list[Span]) -> None:
    parts = passage(text, spans, cues)
    assert all(text[slice(*part.span)] == part.text for part in parts if part.role != "gap")
    assert all(one.span[1] <= other.span[0] for one, other in zip(parts, parts[1:], strict=False))
    shown = {i for part in parts for i in range(*part.span)}
    assert all(i in shown for start, end in (*spans, *cues) for i in range(start, min(end, len(text))) if start < end)
