from __future__ import annotations

import pytest

from dragoman.model import Actor, Mention, Place, Reading, Record
from dragoman.views.called import Directory, contains, elsewhere, key_of, stem
from tests.factories import document, reading


def spoken_of(
    text: str, actors: tuple[Actor, ...], mentions: dict[str, str], places: tuple[Place, ...] = ()
) -> Reading:
    made = tuple(
        Mention(span=(text.index(words), text.index(words) + len(words)), quote=words, of=(id,))
        for words, id in mentions.items()
    )
    return reading(document(text), actors=actors, mentions=made, places=places)


def record() -> Record:
    norland = Actor(id="nor", name="Norland", kind="state")
    berg = Actor(id="anna-berg", name="Anna Berg", kind="person", roles=("foreign minister of Norland", "minister"))
    lund = Actor(id="lund", name="Ida Lund", kind="person", roles=("Minister", "press secretary"))
    both = Actor(id="pair", name="Berg and Lund", kind="group", members=("anna-berg", "lund"))
    spokesmen = Actor(id="spokesmen", name=None, kind="group", roles=("Norlander spokesmen",))
    return Record(
        name="x",
        readings=(
            spoken_of(
                "The Palace spoke. The president and he agreed. Berg left.",
                (norland, berg, spokesmen, Actor(id="kor", name="South Korea", kind="state")),
                {"The Palace": "nor", "The president": "anna-berg", "he": "anna-berg", "Berg": "anna-berg"},
                (Place(id="oslo", name="Oslo harbour", kind="facility", written="the harbour"),),
            ),
            spoken_of("The president met the US team of Lund.", (lund, both), {"The president": "lund", "US": "usa"}),
        ),
    )


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("nor", {"nor"}),
        ("NORLAND", {"nor"}),
        ("anna berg", {"anna-berg", "pair"}),
        ("Berg", {"anna-berg", "pair"}),
        ("the palace", {"nor"}),  # a metonym that the record itself uses
        ("Seoul", {"kor"}),  # one that only the tables know
        ("ROK", {"kor"}),
        ("foreign minister of Norland", {"anna-berg", "pair"}),
        ("press-secretary", {"lund", "pair"}),
        ("US", {"usa"}),  # no pronoun
        ("harbour", {"oslo"}),
        ("spokesmen", {"spokesmen"}),
        ("Norl", {"nor", "anna-berg", "spokesmen", "pair"}),  # nobody has the name: those whose name begins so
        ("he", set()),
        ("nobody", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_a_name_stands_for_its_bearers(name: str, ids: set[str]) -> None:
    meant = Directory(record()).find(name)
    assert meant.everywhere.union(*meant.here.values()) == ids


def test_a_title_that_two_bear_counts_where_the_document_uses_it_of_one() -> None:
    made = record()
    meant = Directory(made).find("president")
    first, second = (meant.within(each.document.id) for each in made.readings)
    assert set(first) == {"anna-berg", "pair"}
    assert set(second) == {"lund", "pair"}
    assert meant.within("another document") == frozenset()


def test_a_title_ends_in_its_noun() -> None:
    meant = Directory(record()).find("secretary")
    assert meant.everywhere == {"lund", "pair"}


def test_names_spelt_alike_are_offered() -> None:
    directory = Directory(record())
    assert directory.nearest("Bergh", ("Anna Berg", "Ida Lund")) == ("Anna Berg",)
    assert directory.nearest("zzz", ("Anna Berg",)) == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the U.S. State Department’s", "us state department"),
        ("Kim Jong-un", "kim jong un"),
        ("north_korea", "north korea"),
        ("  ", ""),
        ("the", ""),
    ],
)
def test_names_are_compared_without_case_marks_and_article(name: str, key: str) -> None:
    assert key_of(name) == key


def test_whole_words_are_contained() -> None:
    assert contains("south korea", "korea") and not contains("south korean", "korea")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inspections", "inspection"),
        ("agreed", "agrees"),
        ("agreed", "agree"),
        ("parties", "party"),
        ("talks", "talking"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_words_and_double_s_stay() -> None:
    assert [stem(word) for word in ("us", "press", "eee", "war")] == ["us", "press", "eee", "war"]


@pytest.mark.parametrize(
    ("key", "names"),
    [("seoul", ["south korea"]), ("usa", ["united states"]), ("south korea", []), ("nobody at all", []), ("", [])],
)
def test_the_tables_know_other_names(key: str, names: list[str]) -> None:
    assert list(elsewhere(key)) == names


def test_those_who_act_for_a_state_are_its_agents_and_its_press_is_not() -> None:
    actors = (
        Actor(id="nor", name="Norland", kind="state"),
        Actor(id="ministry", name="the ministry", kind="organisation", acts_for="nor"),
        Actor(id="lund", name="Ida Lund", kind="person", acts_for="ministry"),
        Actor(id="press", name="Norland media", kind="group", acts_for="nor", sector="JRN"),
        Actor(id="circle", name="Circle", kind="body", acts_for="circle"),
    )
    directory = Directory(Record(name="x", readings=(reading(document("x"), actors=actors),)))
    assert directory.acting_for(directory.find("Norland")) == {"ministry", "lund"}
    assert directory.acting_for(directory.find("Ida Lund")) == set()
    assert directory.acting_for(directory.find("Circle")) == {"circle"}
