"""Where a content begins and ends, and whose it is: one text per class of mistake made on real news. Own sentences."""

from __future__ import annotations

import pytest

from tests.reading.telling import lines, reading_of

ENDS = [  # where the content stops
    (
        "While Sweden said it would pay, Norway stayed silent.",
        ["Sweden | said | it would pay | i"],
    ),
    (
        "Sweden called for calm, even though its own ships had left port.",
        ["Sweden | called for | calm | i"],
    ),
    (
        "Sweden called the offer a joke and left the talks.",
        ["Sweden | called | the offer a joke | i"],
    ),
    (
        "Sweden hoped the talks would go on, but it said time was short.",
        ["Sweden | hoped | the talks would go on | i", "Sweden | said | time was short | i"],
    ),
    (
        "Sweden said it would pay, and Norway said it would not.",
        ["Sweden | said | it would pay | i", "Norway | said | it would not | i"],
    ),
    (
        "Sauli Niinisto called it “a great day,” saying: “We are one.”",
        ["Sauli Niinisto | called | it “a great day,” | m", "Sauli Niinisto | saying | We are one. | d"],
    ),
    (
        "Sweden spoke of good talks when its envoy came home.",
        ["Sweden | spoke of | good talks | i"],
    ),
    (
        "The talks are over, Sweden said after its envoy came home.",
        ["Sweden | said | The talks are over | i"],
    ),
    (
        "If the guns fall silent, Sweden said, the envoys will come.",
        ["Sweden | said | If the guns fall silent ... the envoys will come | i"],
    ),
    (
        "It was Sweden, Norway added, that had broken the truce.",
        ["Norway | added | It was Sweden ... that had broken the truce | i"],
    ),
    (
        "Norway spoke of hope, although, it conceded, much was left to do.",
        ["Norway | spoke of | hope | i", "Norway | conceded | much was left to do | i"],
    ),
    (
        "Asked whether it was over, Sauli Niinisto said, “No.”",
        ["Sauli Niinisto | said | No. | d"],
    ),
    (
        "Sauli Niinisto said:\n\n“We will go. And soon.”",
        ["Sauli Niinisto | said | We will go. And soon. | d"],
    ),
    (
        "Sweden deplored Monday the raid on the village.",
        ["Sweden | deplored | the raid on the village | i"],
    ),
    (
        "Sweden called Monday for an end to the raids.",
        ["Sweden | called Monday for | an end to the raids | i"],
    ),
]

WHOSE = [  # who the speaker is
    (
        "Officials who watch the border said the road was closed.",
        ["Officials | said | the road was closed | i"],
    ),
    (
        "The road is closed, an official from the ministry said on Wednesday.",
        ["an official from the ministry | said | The road is closed | i"],
    ),
    (
        "The official added that the road was closed.",
        ["The official | added | the road was closed | i"],
    ),
    (
        "Sweden issued a statement saying the road was closed.",
        ["Sweden | saying | the road was closed | i"],
    ),
    (
        "Moscow’s warning that the road was closed came late.",
        ["Russia | warning | the road was closed | i"],
    ),
    (
        "There were warnings from Moscow on Thursday that the road was closed.",
        ["Russia | warnings from Moscow on Thursday | the road was closed | i"],
    ),
    (
        "Sweden sent signals that it wanted to talk.",
        ["Sweden | signals | it wanted to talk | i", "  Sweden | wanted | to talk | i"],
    ),
    (
        "Calling the plan a mistake, Sauli Niinisto left the room.",
        ["Sauli Niinisto | Calling | the plan a mistake | i"],
    ),
    (
        "Sauli Niinisto thanked the guests and went on to say that the road was closed.",
        ["Sauli Niinisto | thanked | the guests | i", "Sauli Niinisto | to say | the road was closed | i"],
    ),
    (
        "Sweden was told by Norway that the road was closed.",
        ["Norway > Sweden | was told | the road was closed | i"],
    ),
    (
        "It was announced on Monday that the road was closed.",
        ["- | was announced | the road was closed | i"],
    ),
    (
        "The site, classified as “sensitive” by Norway, was opened.",
        ["Norway | classified | sensitive | d"],
    ),
    (
        "Reuters quoted Sauli Niinisto as saying the road was closed.",
        [
            "Reuters | quoted Sauli Niinisto as saying | the road was closed | i",
            "  Sauli Niinisto | saying | the road was closed | i",
        ],
    ),
    (
        "Reuters, quoting Sauli Niinisto, said the road was closed.",
        ["Reuters | said | the road was closed | i", "  Sauli Niinisto | quoting | the road was closed | i"],
    ),
    (
        "According to Reuters, “the road is closed.”",
        ["Reuters | According to | the road is closed. | d"],
    ),
    (
        "Norway reported that, according to Sweden, the road was closed.",
        [
            "Norway | reported | according to Sweden, the road was closed | i",
            "  Sweden | according to | the road was closed | i",
        ],
    ),
    ("As Sweden has said, the road is closed.", ["Sweden | has said | the road is closed | i"]),
    ("The road is closed, as Sweden said.", ["Sweden | said | The road is closed | i"]),
    ("Neither Sweden nor Norway said the road was closed.", []),
    ("The plan calls for a new road.", []),
    ("“I think the road is closed,” Sauli Niinisto said.", ["Sauli Niinisto | said | I think the road is closed, | d"]),
    ("Sweden might say the road is closed.", []),
    ("The road is closed, with Sweden claiming neither bank.", []),
]


@pytest.mark.parametrize(("text", "expected"), ENDS)
def test_where_the_content_ends(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


@pytest.mark.parametrize(("text", "expected"), WHOSE)
def test_whose_words_they_are(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg was blunt behind closed doors. “If you cannot agree on a word, go home.”",
            ["Anna Berg |  (implied) | If you cannot agree on a word, go home. | d"],
        ),
        (
            "Norway thinks the guns need a month; Sweden says the matter is closed.",
            ["Norway | thinks | the guns need a month | i", "Sweden | says | the matter is closed | i"],
        ),
        (
            "The oil, according to Oslo, will flow north in May.",
            ["Norway | according to | The oil ... will flow north in May | i"],
        ),
        (
            "The accord, said Norway's foreign minister, Ole Dahl, would bind rich and poor.",
            ["Ole Dahl | said | The accord ... would bind rich and poor | i"],
        ),
        (
            "The rebels are believed to hold eight guns.",
            ["- | are believed | The rebels ... to hold eight guns | i"],
        ),
    ],
)
def test_forms_learnt_from_the_nested_corpus(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


def test_a_quotation_after_an_act_of_a_state_is_nobodys() -> None:
    assert reading_of("Norway closed the road. “It is over.”").statements == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Alan Berger, a gynecologist from Bergen, Norway, who said the talks were dead, smiled.",
            ["Alan Berger | said | the talks were dead | i"],
        ),
        (
            "Rachel Berg said Thursday's speeches have led her to leave.",
            ["Rachel Berg | said | Thursday's speeches have led her to leave | i"],
        ),
        (
            "Ole Dahl spoke in Oslo. “We wait until we meet Rolf Ness,” he said.",
            ["Ole Dahl | said | We wait until we meet Rolf Ness, | d"],
        ),
    ],
)
def test_who_speaks_where_other_names_are_nearer(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected
