"""Places beside their readings: one place however it is spelt, a place or an actor by its role, where it lies."""

from __future__ import annotations

import pytest

from dragoman.language import mark
from dragoman.markup import Marked
from dragoman.model import Document, Place


def marked(text: str) -> Marked:
    return mark(Document(id="t", sha256="t", text=text))


def places(text: str) -> dict[str, Place]:
    return {place.id: place for place in marked(text).places}


@pytest.mark.parametrize(
    ("text", "id", "name", "written"),
    [
        ("The ministers met in Kiev on Monday.", "kyiv", "Kyiv", "Kiev"),
        ("The ministers met in Kyiv on Monday.", "kyiv", "Kyiv", None),
        ("He flew to Teheran.", "tehran", "Tehran", "Teheran"),
        (
            "They toured the Punggye Ri nuclear test center.",
            "punggye-ri-nuclear-test-site",
            None,
            "Punggye Ri nuclear test center",
        ),
        ("The envoys met at Panmunjeom.", "panmunjom", "Panmunjom", "Panmunjeom"),
        ("Troops crossed the border at Wagah.", "wagah", "Wagah", None),
        ("They signed at Bretton Woods.", "bretton-woods", "Bretton Woods", None),
        ("The plant at Sellafield was closed.", "sellafield", "Sellafield", None),
    ],
)
def test_one_place_however_it_is_spelt(text: str, id: str, name: str | None, written: str | None) -> None:
    place = places(text)[id]
    assert name is None or place.name == name
    assert place.written == written


@pytest.mark.parametrize(
    ("text", "words", "of"),
    [
        ("The envoys met in Seoul.", "Seoul", "seoul"),
        ("Seoul said the talks had failed.", "Seoul", "kor"),
        ("He wants talks with Beijing.", "Beijing", "chn"),
        ("He wants talks in Beijing.", "Beijing", "beijing"),
        ("Kiev accused Moscow of shelling.", "Kiev", "ukr"),
        ("The Vienna talks ended.", "Vienna", "vienna"),
        ("He left for Damascus.", "Damascus", "damascus"),
        ("Damascus rejected the offer.", "Damascus", "syr"),
        ("They met in Bonn.", "Bonn", "bonn"),
        ("Bonn rejected the offer.", "Bonn", "deu"),
        ("He died in Rochester, New York.", "New York", "new-york-state"),
        ("He spoke in New York.", "New York", "new-york"),
        ("They met in Atlanta, Georgia.", "Georgia", "state-of-georgia"),
        ("They met in Batumi, Georgia.", "Georgia", "georgia"),
        ("They met in Vienna, Austria.", "Austria", "austria"),
        ("In Vienna, Austria offered to host a round.", "Austria", "aut"),
    ],
)
def test_a_capital_is_a_place_or_an_actor_by_its_role(text: str, words: str, of: str) -> None:
    assert [mention.of for mention in marked(text).mentions if mention.quote == words] == [(of,)]


def test_a_mere_word_is_no_place() -> None:
    assert places("He drove to the Highway, then up the Coast.") == {}


def test_a_place_says_where_it_lies() -> None:
    place = places("The envoys met in Kiev, then in Camp David.")["kyiv"]
    assert place.lat == pytest.approx(50.45, abs=0.05) and place.lon == pytest.approx(30.52, abs=0.05)
    assert place.geonames == 703448


def test_a_place_that_no_table_has_says_nothing_of_where_it_lies() -> None:
    place = places("The envoys met in the town of Oberquarnbach.")["oberquarnbach"]
    assert (place.lat, place.lon, place.geonames) == (None, None, None)
