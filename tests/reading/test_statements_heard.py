"""Statements that only the encoder hears: ways of saying that terms/cues.tsv does not list."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dragoman.language import mark
from dragoman.markup import Said
from dragoman.model import Statement
from dragoman.reading import begin
from dragoman.reading.statements.step import statements
from tests.reading.telling import document, lines, reading_of

TOLD = [
    ("The Norwegian envoy was adamant that the border would stay open.", "was adamant", "the border would stay open"),
    ("The ministry put out word that the convoy had crossed the river.", "put out word", "the convoy had crossed"),
    ("The mediator is of the opinion that both armies broke the truce.", "is of the opinion", "both armies broke"),
    ("Mr. Berg, the negotiator, let it be known that no deal was near.", "let it be known", "no deal was near"),
]


@pytest.mark.parametrize(("text", "cue", "words"), TOLD)
def test_a_way_of_saying_that_no_list_holds_makes_a_statement(text: str, cue: str, words: str) -> None:
    (statement,) = reading_of(text + " The talks go on in Oslo.").statements
    assert statement.cue == cue
    assert words in statement.content
    assert statement.speaker is not None
    assert statement.mode == "indirect"


HELD = [  # as `lines` prints them
    (
        "Finland backed the plan, but Turkey opposed it.",
        ["Finland | backed | the plan | i", "Turkey | opposed | it | i"],
    ),
    ("Dahl declined to comment.", ["Dahl | declined | to comment | i"]),
    ("Sweden did not say whether it would come.", ["Sweden | did not say | whether it would come | i"]),
    ("Bolivia wants the monitors to leave.", ["Bolivia | wants | the monitors to leave | i"]),
]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_what_is_held_wished_for_refused_or_left_unsaid_is_a_statement(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


@pytest.mark.parametrize("text", ["The ministers signed the treaty and began to talk.", "The plan calls for a truce."])
def test_what_is_done_or_planned_is_no_statement(text: str) -> None:
    assert lines(reading_of(text)) == []


def test_words_that_are_heard_otherwise_take_the_place_of_those_that_a_rule_found() -> None:
    text = "Sweden said the bridge was open on Monday after the flood."
    start, end = text.index("the bridge"), text.index(" was")
    said = Said(source=(0, 6), cue=(7, 11), content=((start, end),))
    marked = replace(mark(document(text)), said=(said,))
    (statement,) = [one for one in statements(marked, begin(marked)) if isinstance(one, Statement)]
    assert statement.content == "the bridge"


@pytest.mark.parametrize(
    "text",
    [
        "Neither Sweden nor Norway said the road was closed.",
        "The panel will look at how the convoy crossed the river.",
        "The two sides agreed to set up a “hot line”.",
        "The convoy crossed the river on Monday and the ferry was repaired.",
    ],
)
def test_what_nobody_said_makes_none(text: str) -> None:
    assert reading_of(text).statements == ()


def test_a_statement_that_a_cue_makes_is_not_made_twice() -> None:
    assert len(reading_of("The minister said that talks had failed.").statements) == 1


def test_the_marked_text_holds_the_attribution() -> None:
    text = "The envoy was adamant that the border would stay open."
    marked = mark(document(text))
    (said,) = marked.said
    assert said.source is not None
    assert text[slice(*said.source)] == "The envoy"
    assert text[slice(*said.cue)] == "was adamant"


def test_a_long_text_is_read_in_blocks_with_every_attribution() -> None:
    line = "The envoy was adamant that the border would stay open. "
    marked = mark(document(line * 200))
    assert len(marked.said) == 200
    assert all(marked.document.text[slice(*one.cue)] == "was adamant" for one in marked.said)


def speakers(text: str) -> list[str | None]:
    """Return the words that name each speaker."""
    return [text[slice(*s.speaker_span)] if s.speaker_span else None for s in reading_of(text).statements]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Anna Berg, 56, who has led the talks since May, told reporters that the road would reopen.", "Anna Berg"),
        ("Experts on Sweden and nuclear trade said the ban would not hold.", "Experts on Sweden and nuclear trade"),
    ],
)
def test_a_speaker_named_at_length_is_found_whole(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_speaker_named_for_an_earlier_verb_speaks_for_the_later_one() -> None:
    text = "The envoys met in Oslo, with Anna Berg accusing the rebels of bad faith and adding that the road was mined."
    assert speakers(text) == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Germany is deeply worried about the collapse of the ceasefire.", "the collapse of the ceasefire"),
        ("The mayor blasted the pipeline plan in a speech on Friday.", "the pipeline plan"),
    ],
)
def test_a_feeling_towards_something_is_a_statement(text: str, content: str) -> None:
    (statement,) = reading_of(text).statements
    assert content in statement.content


def test_an_act_is_no_statement() -> None:
    assert reading_of("Sweden signed the accord in Oslo. Norway ratified the treaty in May.").statements == ()


def test_words_of_another_paragraph_are_no_content_unless_they_are_quoted() -> None:
    text = "Two sides meet in Oslo\n\nThe border would stay open, the envoy was adamant."
    marked = mark(document(text))
    at = text.index("was adamant")
    said = Said(source=(at - 10, at - 1), cue=(at, at + 11), content=((0, at - 12),))
    found = list(statements(replace(marked, said=(said,)), begin(marked)))
    assert [one.content for one in found if isinstance(one, Statement)] == ["The border would stay open"]


def test_pieces_of_one_quotation_are_told_once() -> None:
    text = "“The road is closed. It will stay closed,” Ingrid Dahl was adamant."
    at = text.index("It will")
    heard = Said(source=(43, 54), cue=(55, 66), content=((0, at - 1), (at, 42)))
    assert [text[slice(*span)] for span in (heard.source or (), heard.cue)] == ["Ingrid Dahl", "was adamant"]
    marked = replace(mark(document(text)), said=(heard,))
    (statement,) = [s for s in statements(marked, begin(marked)) if isinstance(s, Statement)]
    assert statement.content == "The road is closed. It will stay closed,"
