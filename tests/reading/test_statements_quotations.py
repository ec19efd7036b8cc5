"""Quotations and who says them: in pieces, signed one by one, after a colon, between other clauses. Own sentences."""

from __future__ import annotations

import pytest

from tests.reading.telling import lines, reading_of

PIECES = [  # one speaker, several quotations
    (
        "“The deal is done,” Laurent Fabius said, “and it is robust,” he added, “but work remains to be done.”",
        [
            "Laurent Fabius | said | The deal is done, | d",
            "Laurent Fabius | added | and it is robust, ... but work remains to be done. | d",
        ],
    ),
    (
        "“The deal is robust,” Laurent Fabius said, adding, “But work remains to be done.”",
        [
            "Laurent Fabius | said | The deal is robust, | d",
            "Laurent Fabius | adding | But work remains to be done. | d",
        ],
    ),
    (
        "“They have a network,” Antonio Guterres said of the smugglers, adding that Europe must fight it.",
        [
            "Antonio Guterres | said of | They have a network, | d",
            "Antonio Guterres | adding | Europe must fight it | i",
        ],
    ),
    (
        "“I do not know how they voted,” Ban Ki-moon said of soldiers who had come home, “but I know that they did.”",
        ["Ban Ki-moon | said of | I do not know how they voted, ... but I know that they did. | d"],
    ),
    (
        "“It was tough,” John Kerry said of the talks, and then: “But we did it.”",
        ["John Kerry | said of | It was tough, | d", "John Kerry |  (implied) | But we did it. | d"],
    ),
    (
        "“That would take money from the farms,” Simon Coveney said. “Let’s not create a border for nothing.”",
        [
            "Simon Coveney | said | That would take money from the farms, | d",
            "Simon Coveney |  (implied) | Let’s not create a border for nothing. | d",
        ],
    ),
    (
        "“Your word is good,” Viktor Orban told the envoy, after Ludwig Brandt had said that he would pay. “Be calm.”",
        [
            "Viktor Orban > the envoy | told | Your word is good, | d",
            "Ludwig Brandt | had said | he would pay | i",
            "Viktor Orban > the envoy |  (implied) | Be calm. | d",
        ],
    ),
]

EDGES = [  # where a quotation begins and ends
    (
        "Emmanuel Macron claimed that NATO had lost its way: “NATO is becoming brain-dead,” he said.",
        [
            "Emmanuel Macron | claimed | NATO had lost its way | i",
            "Emmanuel Macron | said | NATO is becoming brain-dead, | d",
        ],
    ),
    (
        "The statement drew anger (“I do not share this view,” said Angela Merkel in Berlin), and Turkey left.",
        ["Angela Merkel | said | I do not share this view, | d"],
    ),
    (
        "As Henry Kissinger puts it, “Moscow sees a threat, and Washington sees an opening.”",
        ["Henry Kissinger | puts it | Moscow sees a threat, and Washington sees an opening. | d"],
    ),
    ("Nikita Khrushchev shouted “Shame!” at the delegate.", ["Nikita Khrushchev | shouted | Shame! | d"]),
    (
        "The envoy tweeted: “The struggle goes on” and vowed to come back to Juba.",
        ["The envoy | tweeted | The struggle goes on | d"],
    ),
    (
        "When asked about it, Viktor Orban “bristled” and said, “No comment,” Reuters reported.",
        [
            "Reuters | reported | When asked about it, Viktor Orban “bristled” and said, “No comment,” | m",
            "  Viktor Orban | said | No comment, | d",
        ],
    ),
    (
        "“The Golan?” Tzipi Livni repeated.\n\n“It is not on the table, right?” John Kerry remarked, smiling.",
        [
            "Tzipi Livni | repeated | The Golan? | d",
            "John Kerry | remarked | It is not on the table, right? | d",
        ],
    ),
    (
        "Benjamin Netanyahu drew a red line on a bomb: “This is where Iran must be stopped.”",
        ["Benjamin Netanyahu | drew a red line on a bomb: | This is where Iran must be stopped. | d"],
    ),
]

RELAYED = [  # who quotes whom, and prepositions behind a quotation
    (
        "“The world has heaved a sigh of relief,” the Kremlin quoted Vladimir Putin as saying.",
        [
            "Russia | quoted Vladimir Putin as saying | The world has heaved a sigh of relief, | d",
            "  Vladimir Putin | saying | The world has heaved a sigh of relief, | d",
        ],
    ),
    (
        "“There are no such inspections,” Abbas Araqchi insisted on state television.",
        ["Abbas Araqchi | insisted | There are no such inspections, | d"],
    ),
    (
        "Iran would get “a sure path to the bomb” - “a jackpot of billions”, as Benjamin Netanyahu put it.",
        ["Benjamin Netanyahu | put it | a jackpot of billions | d"],
    ),
    (
        "Word came from the Kremlin that all was well; “the world has heaved a sigh,” Vladimir Putin said.",
        [
            "Russia | Word came from the Kremlin | all was well | i",
            "Vladimir Putin | said | the world has heaved a sigh, | d",
        ],
    ),
]

CLAUSES = [  # indirect speech cut or missed beside the same forms
    (
        "One delegate said the text was ready; another insisted that it was not.",
        ["One delegate | said | the text was ready | i", "another | insisted | it was not | i"],
    ),
    (
        "Federica Mogherini asked the woman who had fled Aleppo how she had crossed the border.",
        ["Federica Mogherini > the woman | asked | how she had crossed the border | i"],
    ),
    (
        "A reporter asked John Kerry who would attend.",
        ["A reporter > John Kerry | asked | who would attend | i"],
    ),
    (
        "Martin Griffiths, who said the truce was holding, reluctantly left Sanaa.",
        ["Martin Griffiths | said | the truce was holding | i"],
    ),
    (
        "Word came from the Kremlin on Tuesday that the envoys would stay home.",
        ["Russia | Word came from the Kremlin on Tuesday | the envoys would stay home | i"],
    ),
    ("It goes without saying that Hungary will veto the sanctions.", []),
    (
        "As Viktor Orban would have it, the sanctions harm Europe.",
        ["Viktor Orban | would have it | the sanctions harm Europe | i"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*PIECES, *EDGES, *RELAYED, *CLAUSES])
def test_who_says_which_words(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


SIGNED = [
    "“A good day.” – Federica Mogherini, EU policy chief\n\n“We are ready.”\n– Hassan Rouhani\n",
    '"A good day." | Federica Mogherini\n\n"We are ready."\n\n- Hassan Rouhani, president of Iran\n',
    "“A good day.” ― Federica Mogherini\n“We are ready.” ― Hassan Rouhani.\n",
    "What they said\n\nFederica Mogherini, EU policy chief:\n“A good day.”\n\nHassan Rouhani\n“We are ready.”\n",
    "What they said\n\n“A good day.”\nFederica Mogherini\n\n“We are ready.”\nHassan Rouhani, president of Iran\n",
]


@pytest.mark.parametrize("text", SIGNED)
def test_quotations_signed_one_by_one(text: str) -> None:
    assert [line for line in lines(reading_of(text)) if not line.startswith(" ")] == [
        "Federica Mogherini |  | A good day. | d",
        "Hassan Rouhani |  | We are ready. | d",
    ]


def test_a_list_and_a_caption_sign_nothing() -> None:
    listed = "The two agreed on these points:\n\n- Angela Merkel goes to Paris\n\n- Emmanuel Macron goes to Berlin\n"
    assert lines(reading_of(listed)) == []
    caption = "Angela Merkel\n\n“Nobody will build a wall” was heard in 1961.\n"
    assert not [line for line in lines(reading_of(caption)) if line.startswith("Angela Merkel")]
