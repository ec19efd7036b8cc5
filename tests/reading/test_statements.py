"""Texts and the statements in them, side by side: speech with and without quotation marks. Own sentences throughout."""

from __future__ import annotations

import pytest

from tests.reading.telling import lines, reading_of

AFTER = [  # the words follow the cue
    ("President Sauli Niinisto said that the talks had failed.", ["Sauli Niinisto | said | the talks had failed | i"]),
    ("President Sauli Niinisto said the talks had failed.", ["Sauli Niinisto | said | the talks had failed | i"]),
    (
        "On Friday, Norway said it would host the next round of talks.",
        ["Norway | said | it would host the next round of talks | i"],
    ),
    (
        "Norway announced on Tuesday that the envoys would meet in Oslo.",
        ["Norway | announced | the envoys would meet in Oslo | i"],
    ),
    (
        "The Kremlin warned that any strike would be answered.",
        ["Russia | warned | any strike would be answered | i"],
    ),
    (
        "A senior diplomat said the text was nearly ready.",
        ["A senior diplomat | said | the text was nearly ready | i"],
    ),
    (
        "Officials close to the talks say the ceasefire is holding.",
        ["Officials close to the talks | say | the ceasefire is holding | i"],
    ),
    (
        "Iran has repeatedly denied that it seeks nuclear weapons.",
        ["Iran | has repeatedly denied | it seeks nuclear weapons | i"],
    ),
    ("Iran called for an end to the sanctions.", ["Iran | called for | an end to the sanctions | i"]),
    (
        "Turkey and Greece called for a new round of talks.",
        ["Turkey and Greece | called for | a new round of talks | i"],
    ),
    (
        "Cuba condemned the embargo as an act of war.",
        ["Cuba | condemned | the embargo as an act of war | i"],
    ),
    (
        "Egypt described the meeting as frank and useful.",
        ["Egypt | described | the meeting as frank and useful | i"],
    ),
    (
        'Egypt described the meeting as "frank and useful."',
        ['Egypt | described | the meeting as "frank and useful." | m'],
    ),
    (
        "Ethiopia accused Eritrea of moving troops to the border.",
        ["Ethiopia | accused | Eritrea of moving troops to the border | i"],
    ),
    (
        "Chile believes the court will rule in its favour.",
        ["Chile | believes | the court will rule in its favour | i"],
    ),
    (
        "Peru hopes that the border will be reopened soon.",
        ["Peru | hopes | the border will be reopened soon | i"],
    ),
    (
        "Poland insisted that no date had been fixed.",
        ["Poland | insisted | no date had been fixed | i"],
    ),
    (
        "Serbia has said it will never recognize the vote.",
        ["Serbia | has said | it will never recognize the vote | i"],
    ),
    (
        "Kenya asked whether the observers would return.",
        ["Kenya | asked | whether the observers would return | i"],
    ),
    (
        "President Maia Sandu said the country had “no choice” but to negotiate.",
        ["Maia Sandu | said | the country had “no choice” but to negotiate | m"],
    ),
    (
        "President Maia Sandu said: “We have no choice.”",
        ["Maia Sandu | said | We have no choice. | d"],
    ),
    (
        "President Maia Sandu said in a statement that Moldova would not give in.",
        ["Maia Sandu | said | Moldova would not give in | i"],
    ),
    (
        "Maia Sandu said at a news conference in Chisinau that Moldova would not give in.",
        ["Maia Sandu | said | Moldova would not give in | i"],
    ),
    (
        "Sudan rejected the proposal.",
        ["Sudan | rejected | the proposal | i"],
    ),
    (
        "Qatar welcomed the release of the prisoners.",
        ["Qatar | welcomed | the release of the prisoners | i"],
    ),
]

HEARER = [  # the hearer stands between
    (
        "Prime Minister Jonas Store told Angela Merkel that Norway would stay out.",
        ["Jonas Store > Angela Merkel | told | Norway would stay out | i"],
    ),
    (
        "Spain assured Morocco that the border would stay open.",
        ["Spain > Morocco | assured | the border would stay open | i"],
    ),
    (
        "Spain urged Morocco to reopen the border.",
        ["Spain > Morocco | urged | to reopen the border | i"],
    ),
    (
        "France called on Russia to withdraw its troops.",
        ["France > Russia | called on | to withdraw its troops | i"],
    ),
    (
        "Jonas Store told reporters in Bergen that the deal was dead.",
        ["Jonas Store > reporters | told | the deal was dead | i"],
    ),
    (
        "Japan informed the United Nations that it would abstain.",
        ["Japan > United Nations | informed | it would abstain | i"],
    ),
    (
        "“We will stay out,” Jonas Store told Angela Merkel.",
        ["Jonas Store > Angela Merkel | told | We will stay out, | d"],
    ),
    (
        "India warned Pakistan that its patience was running out.",
        ["India > Pakistan | warned | its patience was running out | i"],
    ),
    (
        "“Nothing has been signed,” said Jonas Store to Angela Merkel.",
        ["Jonas Store > Angela Merkel | said | Nothing has been signed, | d"],
    ),
]

BEFORE = [  # the words come first
    ("The talks had failed, President Sauli Niinisto said.", ["Sauli Niinisto | said | The talks had failed | i"]),
    ("The talks had failed, said President Sauli Niinisto.", ["Sauli Niinisto | said | The talks had failed | i"]),
    (
        "The talks had failed, said Sunday the Finnish Foreign Ministry.",
        ["Finnish Foreign Ministry | said | The talks had failed | i"],
    ),
    (
        "The talks had failed, a spokesman said on Monday.",
        ["a spokesman | said | The talks had failed | i"],
    ),
    (
        "The talks had failed, said Sauli Niinisto, who left early.",
        ["Sauli Niinisto | said | The talks had failed | i"],
    ),
    (
        "Sweden will open its archives “at once,” a government spokesman said Thursday.",
        ["a government spokesman | said | Sweden will open its archives “at once,” | m"],
    ),
    (
        "Two soldiers were killed, according to the Defense Ministry.",
        ["Defense Ministry | according to | Two soldiers were killed | i"],
    ),
    (
        "According to Belgium, two soldiers were killed.",
        ["Belgium | According to | two soldiers were killed | i"],
    ),
    (
        "The truce, he said, would hold.",
        ["- | said | The truce ... would hold | i"],
    ),
    (
        "The text is not final, Sweden noted, and work goes on.",
        ["Sweden | noted | The text is not final ... and work goes on | i"],
    ),
    ("No deal in sight, says Sweden", ["Sweden | says | No deal in sight | i"]),
]

QUOTED = [
    ("“We will not sign,” Sauli Niinisto said.", ["Sauli Niinisto | said | We will not sign, | d"]),
    ('"We will not sign," said Sauli Niinisto.', ["Sauli Niinisto | said | We will not sign, | d"]),
    ("``We will not sign,'' Sauli Niinisto said.", ["Sauli Niinisto | said | We will not sign, | d"]),
    (
        "“We will not sign,” Sauli Niinisto said, “until the troops leave.”",
        ["Sauli Niinisto | said | We will not sign, ... until the troops leave. | d"],
    ),
    (
        "“We will not sign,” Sauli Niinisto said. “We have told them so.”",
        [
            "Sauli Niinisto | said | We will not sign, | d",
            "Sauli Niinisto |  (implied) | We have told them so. | d",
        ],
    ),
    (
        "“We came to listen. We will not sign,” Sauli Niinisto said.",
        ["Sauli Niinisto | said | We came to listen. We will not sign, | d"],
    ),
    (
        "“Will they come?” Sauli Niinisto asked.",
        ["Sauli Niinisto | asked | Will they come? | d"],
    ),
    (
        "“We will not sign, “said Sauli Niinisto.",
        ["Sauli Niinisto | said | We will not sign, | d"],
    ),
    (
        "Sauli Niinisto said the talks were over.\n\n“We will not sign. We are going home.”",
        [
            "Sauli Niinisto | said | the talks were over | i",
            "Sauli Niinisto |  (implied) | We will not sign. We are going home. | d",
        ],
    ),
    (
        "“We will not sign.\n\n“We are going home,” Sauli Niinisto said.",
        [
            "Sauli Niinisto |  (implied) | We will not sign. | d",
            "Sauli Niinisto | said | We are going home, | d",
        ],
    ),
    (
        "Sauli Niinisto tweeted: “We will not sign.”",
        ["Sauli Niinisto | tweeted | We will not sign. | d"],
    ),
]

SHARED = [  # one speaker, several cues
    (
        "Sauli Niinisto said the talks were over, adding that nobody was to blame.",
        [
            "Sauli Niinisto | said | the talks were over | i",
            "Sauli Niinisto | adding | nobody was to blame | i",
        ],
    ),
    (
        "Sauli Niinisto said the talks were over and warned that time was short.",
        [
            "Sauli Niinisto | said | the talks were over | i",
            "Sauli Niinisto | warned | time was short | i",
        ],
    ),
    (
        "Sauli Niinisto left early, calling the offer “a bad joke”.",
        ["Sauli Niinisto | calling | the offer “a bad joke” | m"],
    ),
    (
        "Sauli Niinisto left early, saying the offer was unclear.",
        ["Sauli Niinisto | saying | the offer was unclear | i"],
    ),
    (
        "Sweden moved its ships and said it would defend the island.",
        ["Sweden | said | it would defend the island | i"],
    ),
    (
        "Sauli Niinisto, the Finnish president, said the talks were over.",
        ["Sauli Niinisto | said | the talks were over | i"],
    ),
    (
        "An official, speaking on condition of anonymity, said the talks were over.",
        ["An official | said | the talks were over | i"],
    ),
    (
        "Sauli Niinisto, who had said the talks were over, went home.",
        ["Sauli Niinisto | had said | the talks were over | i"],
    ),
    (
        "Sauli Niinisto said he had “a good talk” with the envoy while recalling that much was still to be done.",
        [
            "Sauli Niinisto | said | he had “a good talk” with the envoy | m",
            "Sauli Niinisto | recalling | much was still to be done | i",
        ],
    ),
]

SILENT = [  # nobody says anything
    "The envoys met in Geneva on Tuesday.",
    "Sweden pledged to send two ships.",
    "Sweden will announce its choice next week.",
    "The treaty was signed in 1968.",
    "He plans to visit Gdansk.",
    "“Peace Now” is a movement.",
    "The so-called “green line” divides the city.",
]


@pytest.mark.parametrize(("text", "expected"), [*AFTER, *HEARER, *BEFORE, *QUOTED, *SHARED])
def test_the_statements_of_a_text(text: str, expected: list[str]) -> None:
    assert lines(reading_of(text)) == expected


@pytest.mark.parametrize("text", SILENT)
def test_narration_is_no_statement(text: str) -> None:
    assert lines(reading_of(text)) == []
