"""Who speaks, who hears, where a content begins, and what is no statement: a text per class of mistake. Own words."""

from __future__ import annotations

import pytest

from tests.reading.telling import lines, reading_of

SPEAKERS = [
    (  # two speakers, each with an aside
        "The ministry said that Johan Jørgen Holst, the foreign minister, and Sauli Niinisto, who chairs the panel, "
        "had told Erna Solberg that they would come.",
        "  Johan Jørgen Holst and Sauli Niinisto > Erna Solberg | had told | they would come | i",
    ),
    (  # "both" begins what is said, unlike "again"
        "A diplomat said both capitals were ready.",
        "A diplomat | said | both capitals were ready | i",
    ),
    (
        "Officials close to Solberg denied that she had signed.",
        "Officials close to Solberg | denied | she had signed | i",
    ),
    (
        "According to a diplomat in Addis Ababa, the camp has been emptied.",
        "a diplomat in Addis Ababa | According to | the camp has been emptied | i",
    ),
    (
        "According to two people familiar with the matter, the rebels left the room.",
        "two people familiar with the matter | According to | the rebels left the room | i",
    ),
    (
        "“Nobody slept,” says a member of his delegation who asked to remain anonymous.",
        "a member of his delegation | says | Nobody slept, | d",
    ),
    (
        "The governor of North Kivu, Peter Cirimwami, said ten people had died.",
        "Peter Cirimwami | said | ten people had died | i",
    ),
    (
        "Its new president, Abdirahman Irro, said through a spokesman that the deal did not concern him.",
        "Abdirahman Irro | said | the deal did not concern him | i",
    ),
    (
        "The African Union, the United States and the European Union all welcomed the declaration.",
        "African Union and United States and European Union | welcomed | the declaration | i",
    ),
    (
        "Hani Sewilam left.\n\nOne of its members said by telephone that the data mattered. “We drown,” he complained.",
        "One of its members | complained | We drown, | d",
    ),
    (
        "Toroama, according to people in the room, asked him to write it down.",
        "people in the room | according to | Toroama ... asked him to write it down | i",
    ),
    (
        "Jeyhun Bayramov of Azerbaijan told reporters that his country wanted Armenia to leave.",
        "  Azerbaijan | wanted | Armenia to leave | i",
    ),
    (
        "Sergei Lavrov said no. A Western diplomat said it was too early. “Nobody saw the text,” the diplomat said.",
        "A Western diplomat | said | Nobody saw the text, | d",
    ),
]

HEARERS = [
    (
        "The ministry said it had written to Norway and urged it not to close the border.",
        "not to close the border",
    ),
    (
        "4. The Turkish side reiterated its position on the Muslim minority in Western Thrace.\n\n"
        "5. Minister Gerapetritis briefed his counterpart on Greece's priorities for its term on the United Nations "
        "Security Council. Both Ministers condemned all forms of terrorism.",
        "Greece's priorities for its term on the United Nations Security Council",
    ),
]

CONTENTS = [
    (
        "Two Western diplomats said Egypt had proposed a drought clause and Ethiopia had refused to sign it.",
        "    Ethiopia | had refused | to sign it | i",
    ),
    (
        "Sweden maintains that parliament may only “ratify”; Norway argues that a vote is needed.",
        "Sweden | maintains | parliament may only “ratify” | m",
    ),
    (
        "What Sweden offered, Sauli Niinisto said, was to put the guns under guard.",
        "Sauli Niinisto | said | What Sweden offered ... was to put the guns under guard | i",
    ),
    (
        "The man who led the talks, Sauli Niinisto said, has left the city.",
        "Sauli Niinisto | said | The man who led the talks ... has left the city | i",
    ),
    (
        "Sauli Niinisto thought both of them were right, and promised to keep the ship waiting.",
        "Sauli Niinisto | thought | both of them were right | i",
    ),
]

UNTOLD = [
    "The declaration says nothing about the memorandum that Ethiopia signed in January.",
    "The two are expected to meet again in Brussels in early April.",
    "The envoys were expected to leave on Friday.",
    "A clerk who asked not to be named opened the door.",
]


@pytest.mark.parametrize(("text", "expected"), [*SPEAKERS, *CONTENTS])
def test_a_statement_has_its_whole_source_and_content(text: str, expected: str) -> None:
    assert expected in lines(reading_of(text))


@pytest.mark.parametrize(("text", "content"), HEARERS)
def test_whom_it_is_said_to_is_no_part_of_what_is_said(text: str, content: str) -> None:
    assert content in [statement.content for statement in reading_of(text).statements]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_to_come_and_a_wish_for_no_name_are_no_statements(text: str) -> None:
    assert lines(reading_of(text)) == []


def test_nobody_hears_himself() -> None:
    text = "Sauli Niinisto and Erna Solberg met in Oslo. Niinisto welcomed the outcome and urged them to move quickly."
    reading = reading_of(text)
    members = {actor.id: actor.members for actor in reading.actors}
    assert reading.statements
    for statement in reading.statements:
        assert statement.speaker not in (statement.addressee, *members.get(statement.addressee or "", ()))


def test_an_outlet_that_asks_once_has_a_turn() -> None:
    text = (
        "AFP: What is your comment on the vote?\n\nMao Ning: We welcome the vote.\n\nReuters: Can you confirm the visit?"
        "\n\nMao Ning: I have nothing to share.\n\nBloomberg: Was a date agreed?\n\nMao Ning: China hopes so."
    )
    assert "Reuters |  | Can you confirm the visit? | d" in lines(reading_of(text))
