"""PETRARCH dictionaries as terms of a user's: what is read, what reading makes of it, what mistakes are told as."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.names.added import load
from dragoman.model import Actor, Date, Document, Reading
from dragoman.problems import UsageError
from dragoman.publish.coded import coded
from dragoman.reading import read, with_terms
from dragoman.terms import Added

MINE = """<!-- actors of ours
over two lines -->
# a note
GONDOR_ [GON]  ; no country of ISO's
+MINAS_TIRITH_
ANA_EXAMPLE_
+MARSHAL_EXAMPLE_
\t[ESPELI <20190101]   # before
\t[ESPGOV 190101-20201231]
HARBOUR_COMMISSION_ [---REB]
WORLD_GRAIN_BOARD_ [IGOUNOWFP]
CASTLE_HILL_ [CZE]
PRAGUE_ [CZE]
!MINIST! = MINISTER, SECRETARY
HARBOUR_!MINIST! {} [~GOV]
JEWEL_THIEF {JEWEL_THIEVES} [~CRM]
PILOT [~MIL]
"""


def dictionary(folder: Path, text: str) -> Added:
    path = folder / "mine.txt"
    path.write_text(text, encoding="utf-8")
    return load(path)


def reading(text: str, added: Added, date: str | None = "2020-05-05") -> Reading:
    day = Date(edtf=date, basis="given") if date else None
    return partial(with_terms, read, added)(Document(id="0" * 12, sha256="0" * 64, text=text, date=day))


def actor(found: Reading, id: str) -> Actor:
    return next(actor for actor in found.actors if actor.id == id)


def test_actors_have_their_codes_and_synonyms(tmp_path: Path) -> None:
    added = dictionary(tmp_path, MINE)
    found = reading(
        "Minas Tirith attacked the Harbour Commission. The World Grain Board condemned Gondor. Castle Hill left.", added
    )
    assert (actor(found, "gon").kind, actor(found, "gon").country, actor(found, "gon").name) == (
        "state",
        "GON",
        "Gondor",
    )
    assert actor(found, "harbour-commission").sector == "REB"
    assert actor(found, "wfp").name == "World Food Programme"
    assert actor(found, "cze").kind == "state"
    condemned = next(row for row in coded(found) if row.event == "ACCUSE")
    assert [party.cameo for party in (*condemned.actors, *condemned.recipients)] == ["IGOUNOWFP", "GON"]


@pytest.mark.parametrize(
    ("date", "country", "sector"),
    [
        ("2018-12-31", "ESP", "ELI"),
        ("2019-01-01", "ESP", "GOV"),
        ("2020-12-31", "ESP", "GOV"),
        ("2021-01-01", None, None),
        (None, None, None),
    ],
)
def test_dated_codes_hold_on_the_day_of_the_document(
    tmp_path: Path, date: str | None, country: str | None, sector: str | None
) -> None:
    found = actor(reading("Marshal Example met Ana Example.", dictionary(tmp_path, MINE), date), "ana-example")
    assert (found.kind, found.country, found.sector) == ("person", country, sector)


def test_agents_are_roles_of_one_and_of_several(tmp_path: Path) -> None:
    rows = dictionary(tmp_path, MINE).tables["roles"]
    assert {(row["word"], row["part"], row["sector"]) for row in rows} == {
        ("harbour minister", "head", "GOV"),
        ("harbour secretary", "head", "GOV"),
        ("jewel thief", "head", "CRM"),
        ("jewel thieves", "group", "CRM"),
        ("pilot", "head", "MIL"),
        ("pilots", "group", "MIL"),
    }


def test_a_name_that_our_tables_have_for_the_state_is_not_made_another(tmp_path: Path) -> None:
    row = next(row for row in dictionary(tmp_path, MINE).tables["countries"] if row["id"] == "cze")
    assert row == {"id": "cze", "name": "", "metonyms": "Castle Hill"}


def test_a_country_that_only_the_file_knows_has_people_and_other_names(tmp_path: Path) -> None:
    added = dictionary(tmp_path, "GONDOR_ [GON]\n+GONDORIAN_\nOSGILIATH_ [GON]\n+MINAS_TIRITH_\n")
    found = reading("Gondorian troops shelled Oslo. Osgiliath and Minas Tirith condemned Norway.", added)
    troops = next(actor for actor in found.actors if actor.kind == "organisation" or actor.kind == "group")
    assert troops.country == "GON"
    assert [actor.id for actor in found.actors if actor.kind == "state"] == ["gon", "nor"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("GONDOR_ [GON\n", 1, "a bracket is missing; a code is three capitals"),
        ("GONDOR_ [go]\n", 1, "'[go]' is not understood; a code is three capitals"),
        ("GONDOR_ [GON 2019-01-01]\n", 1, "'2019-01-01' is no date; a date is YYMMDD or YYYYMMDD"),
        ("GONDOR_ [GON >20191301]\n", 1, "'>20191301' is no date"),
        ("# note\n\nGONDOR_\nMORDOR_ [MOR]\n", 3, "'Gondor' has no code"),
        ("+GONDOR_\n", 1, "a synonym stands behind its actor"),
        ("\t[GON]\n", 1, "codes stand behind the actor that they are of"),
        ("___ [GON]\n", 1, "there is no name in it"),
        ("--- MEET [040]\n", 1, "it is of a dictionary of verbs"),
        ("PILOT [~]\n", 1, "an agent is not understood"),
        ("PILOT [~MIL] [~GOV]\n", 1, "an agent is not understood"),
        ("PRIME_!MINIST! [~GOV]\n", 1, "'!MINIST!' is not known"),
        ("!A! = " + ", ".join("ABCDEFGHIJKLMNO") + "\n!A!_!A! [~GOV]\n", 2, "stands for more than 200 others"),
        ("# nothing\n", None, "there is no actor and no agent in it"),
        ("A" * 200 + "_ [GON]\n", 1, "has 200 characters; at most 150"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(
    tmp_path: Path, text: str, line: int | None, told: str
) -> None:
    with pytest.raises(UsageError) as error:
        dictionary(tmp_path, text)
    where = f", line {line}: " if line else ": "
    assert str(error.value).startswith(f"terms file {tmp_path / 'mine.txt'}{where}")
    assert told in str(error.value)


LINES = st.lists(
    st.sampled_from([*MINE.splitlines(), "\t[", "+", "[]", "!A!=", "X {", "~", "é_ [FRA >99]", "\t[FRA 000000]"])
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_any_lines_are_taken_whole_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    try:
        added = dictionary(tmp_path_factory.mktemp("any"), "\n".join(lines))
    except UsageError as error:
        assert "mine.txt" in str(error)
    else:
        assert added.tables
