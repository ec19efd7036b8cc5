"""Texts that an office issues or somebody signs are one statement of theirs; news is not."""

from __future__ import annotations

import pytest

from dragoman import document_of
from dragoman.model import Reading
from tests.reading.telling import lines, reading_of


def told(text: str) -> Reading:
    return reading_of(document_of(text.encode(), "2014-03-10.txt"))


def test_a_readout_is_the_offices_and_what_it_tells_lies_within() -> None:
    reading = told(
        "CHANCELLERY OF AUSTRIA\nReadout of the Chancellor's call with the Emir of Qatar\n\n"
        "The Chancellor stressed that the wells must stay open.\n\nThe two will meet in June.\n"
    )
    whole, inner = reading.statements
    assert lines(reading)[0].startswith("Chancellery of Austria |  | The Chancellor stressed")
    assert whole.content.endswith("The two will meet in June.")
    assert (whole.channel, whole.mode, inner.within) == ("readout", "direct", whole.id)
    assert inner.content == "the wells must stay open"


def test_the_embassy_in_a_release_is_its_issuer() -> None:
    reading = told(
        "From: Embassy of Peru, Press Section\nTo: Editors\n\nThe Embassy regrets the delay. It asks for patience.\n"
    )
    first, second = lines(reading)[:2]
    assert first.startswith("Embassy of Peru, Press Section > Editors |  | The Embassy regrets the delay. It asks")
    assert second.startswith("  Embassy of Peru, Press Section | regrets | the delay")


SPEAKERS = [
    ("Statement by Foreign Minister Jonas Store on the vote\n\nThe vote was calm. Norway is glad.\n", "Jonas Store"),
    (
        "PRESS RELEASE\n\nThe following statement was issued today by the Spokesman for the Mission:\n\nIt rains.\n",
        "the Spokesman",
    ),
    ("U.S. DEPARTMENT OF STATE\nPress release\n\nThe wells are open.\n", "US State Department"),
    ("From the Embassy of Chad:\n\nThe wells are open. We wait.\n", "Embassy"),
    (
        "WASHINGTON (AP) -- Text of the statement Thursday by Jonas Store on wells:\n\nThe wells are open.\n",
        "Jonas Store",
    ),
    ("The wells will be open until June.\n\n-- Joint working group on wells\n", "Joint working group on wells"),
    ("“The wells are open.”\n\n— Jonas Store, chairman of the board\n", "Jonas Store"),
    ("“The wells are open.” — Jonas Store\n", "Jonas Store"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_who_speaks(text: str, speaker: str) -> None:
    found = [line for line in lines(told(text)) if not line.startswith(" ")]
    assert len(found) == 1, found
    assert found[0].startswith(speaker)
    assert found[0].endswith(" | d")


SILENT = [
    "Talks in Oslo fail\n\nThe two sides left Oslo on Monday.\n\n— Sarah Wire\n",
    "Talks in Oslo fail\n\nThe two sides left Oslo on Monday.\n\n— With reporting by the office in Bonn\n",
    "The leaders met on Monday.\n\n— Release of all prisoners\n\n— A ceasefire from midnight\n",
    "From Russia with grain: the ships came back to Odessa on Monday.\n",
    "White House\n\nPresident to visit Chad\n\nBy Jane Doe\n\nThe President leaves on Monday.\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_news_is_nobodys_statement(text: str) -> None:
    assert lines(told(text)) == []


def test_a_signature_takes_no_quotation_out_of_a_report() -> None:
    reading = told("Norway said it was late. “We want results.”\n\n— Jonas Store, chairman of the board\n")
    assert not any(line.startswith("Jonas Store |") for line in lines(reading))


def test_a_in_a_transcript_is_whom_the_title_names() -> None:
    reading = told(
        "Spokesperson Jonas Store's Regular Press Conference on March 3\n\n"
        "Q: Are the wells open?\n\nA: They are.\n\nQ: And in June?\n\nA: In June too.\n"
    )
    assert [line.split(" |")[0] for line in lines(reading)] == ["Q", "Jonas Store", "Q", "Jonas Store"]
