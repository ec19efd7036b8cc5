"""Whom an act reaches that names no recipient: a text of our own, and the rows with their countries."""

from __future__ import annotations

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Reading
from dragoman.reading import read
from tests.reading.test_references import dangling


def read_on(text: str) -> Reading:
    return read(with_date(document_of(text.encode(), "report.txt"), "2021-03-17"))


def coded(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return (type, countries of the actors, of the recipients) of each row; an id where there is no country."""
    made = read_on(text)
    country = {actor.id: actor.country or actor.id for actor in made.actors}
    return [(r.event, [country[a] for a in r.actor], [country[a] for a in r.recipient]) for r in made.plover]


# fmt: off
TABLE = [
    ("Norway agreed on Monday to take in people from Greek camps.", ("AGREE", ["NOR"], ["GRC"])),
    ("Chile agreed in Geneva to open its archives.", ("AGREE", ["CHL"], [])),
    ("Chile agreed in Vienna to open its archives.", ("AGREE", ["CHL"], [])),
    ("Kenyan warplanes bombed a camp in Somalia on Monday.", ("ASSAULT", ["KEN"], ["SOM"])),
    ("Hungary refused to let Serbian police cross the border.", ("REJECT", ["HUN"], ["SRB"])),
    ("Iran refused to meet with Saudi envoys on Monday.", ("REJECT", ["IRN"], ["SAU"])),
    ("A court in Istanbul freed a German reporter on Monday.", ("RETREAT", ["TUR"], ["DEU"])),
    ("Foreign Minister Sergei Lavrov of Russia visited Ankara on Monday.", ("CONSULT", ["RUS"], ["TUR"])),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_words_of_an_act_say_whom_it_reaches(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert expected in coded(text)


def test_praise_for_talks_reaches_the_other_side() -> None:
    rows = coded(
        "French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Monday. "
        "Macron welcomed the talks with Merkel."
    )
    assert [(actors, to) for event, actors, to in rows if event == "SUPPORT"] == [(["FRA"], ["DEU"])]


def test_a_hostile_act_without_a_recipient_is_aimed_at_the_adversary_of_the_report() -> None:
    rows = coded("Armenian guns shelled Azerbaijan on Monday. Azerbaijan put its troops on high alert.")
    assert ("MOBILIZE", ["AZE"], ["ARM"]) in rows


def test_with_two_adversaries_nobody_is_guessed() -> None:
    rows = coded(
        "Sudan shelled Chad on Monday. Ethiopia shelled Sudan on Tuesday. Sudan put its troops on high alert in the north."
    )
    assert [recipients for event, _, recipients in rows if event == "MOBILIZE"] == [[]]


def test_every_state_that_a_row_alone_names_is_an_actor_of_the_reading() -> None:
    for text, _ in TABLE:
        assert dangling(read_on(text)) == []


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The police in Lagos arrested ten men on Monday.", "police", "NGA"),
        ("Myanmar military commanders met on Monday.", "commanders", "MMR"),
        ("The rebels from Chad and Sudan met on Monday.", "rebels", None),
        ("The rebels met on Monday.", "rebels", None),
        ("Norway's envoys met the rebels in Oslo on Monday.", "rebels", None),
    ],
)
def test_who_is_known_by_words_alone_has_the_country_of_those_words(text: str, words: str, country: str | None) -> None:
    known = [actor for actor in read_on(text).actors if words in " ".join((*actor.roles, actor.name or "")).casefold()]
    assert [actor.country for actor in known] == [country]


def test_no_row_is_without_anybody() -> None:
    for text in ("Talks were held.", "It was bombed.", "Inspections are under way."):
        assert all(row.actor or row.recipient for row in read_on(text).plover)
