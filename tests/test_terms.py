"""Check the tables of names: well formed, without doubles, and pointing at each other rightly."""

from __future__ import annotations

import re

import pytest

from dragoman.language.names.atoms import slug
from dragoman.terms import either, rows, values

TABLES = (
    "countries", "institutions", "bodies", "places", "roles", "people", "offices", "name_shapes", "given_names",
)  # fmt: skip
SECTORS = {
    "GOV",
    "MIL",
    "LEG",
    "JUD",
    "SPY",
    "COP",
    "PTY",
    "OPP",
    "REB",
    "IGO",
    "NGO",
    "JRN",
    "BUS",
    "EDU",
    "CVL",
    "REF",
    "UNK",
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_first_cell_and_no_stray_spaces(table: str) -> None:
    for row in rows(table):
        assert next(iter(row.values()))
        assert all(cell == cell.strip() and "  " not in cell for cell in row.values())


@pytest.mark.parametrize("table", ("institutions", "bodies", "roles", "people"))
def test_sectors_are_plover_sectors(table: str) -> None:
    assert {row["sector"] for row in rows(table)} <= SECTORS | {""}


@pytest.mark.parametrize(("table", "column"), [("countries", "iso3"), ("institutions", "id"), ("places", "name")])
def test_ids_are_unique(table: str, column: str) -> None:
    ids = [slug(row[column]) for row in rows(table)]
    assert len(ids) == len(set(ids))


def test_people_are_listed_once() -> None:
    listed = [(slug(row["name"]), row["country"]) for row in rows("people")]
    assert len(listed) == len(set(listed))


def test_countries_are_known_wherever_they_are_named() -> None:
    known = {row["iso3"] for row in rows("countries")} | {""}
    for table in ("institutions", "places", "people"):
        assert {row["country"] for row in rows(table)} <= known


def test_institutions_act_for_institutions_or_states() -> None:
    known = {row["id"] for row in rows("institutions")} | {row["iso3"].lower() for row in rows("countries")} | {""}
    assert {row["acts_for"] for row in rows("institutions")} <= known


def test_years_are_years_and_genders_are_genders() -> None:
    for row in rows("people"):
        assert re.fullmatch(r"\d{4}-(\d{4})?", row["years"]), row
        assert row["gender"] in ("", "m", "f")
        since, _, until = row["years"].partition("-")
        assert not until or since <= until


def test_places_are_of_a_kind() -> None:
    assert {row["kind"] for row in rows("places")} <= {"city", "capital", "facility", "region"}


def test_places_lie_on_the_globe_and_have_one_id_each() -> None:
    for table in ("places", "countries"):
        lying = [row for row in rows(table) if row["lat"]]
        assert len(lying) / len(rows(table)) > 0.95
        assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in lying)
    ids = [row["geonames"] for table in ("places", "countries") for row in rows(table) if row["geonames"]]
    assert len(ids) == len(set(ids))


def test_every_state_has_its_capital_among_the_places() -> None:
    places = {(name, row["country"]) for row in rows("places") for name in (row["name"], *values(row["variants"]))}
    for row in rows("countries"):
        assert {(city, row["iso3"]) for city in values(row["capital"])} <= places


def test_the_tables_know_the_diplomacy_of_three_decades() -> None:
    people = {name for row in rows("people") for name in (row["name"], *values(row["variants"]))}
    assert {"Kim Jong-un", "Madeleine Albright", "Tariq Aziz", "Mohammad Javad Zarif", "Volodymyr Zelenskyy"} <= people
    places = {name for row in rows("places") for name in (row["name"], *values(row["variants"]))}
    assert {"Punggye Ri", "Panmunjom", "Camp David", "Natanz", "Fordow", "Sentosa", "Dayton", "Rambouillet"} <= places
    assert len(rows("countries")) > 190


def test_the_years_of_a_person_cover_the_terms_of_office() -> None:
    years = {slug(row["name"]): row["years"].partition("-") for row in rows("people")}
    for row in rows("officeholders"):
        since, _, until = years[slug(row["name"])]
        assert since <= row["since"][:4], row
        assert not until or row["until"][:4] <= until, row


def test_words_that_begin_alike_are_tried_together_and_in_their_order() -> None:
    words = ["talks", "talk", "[a-c]+", "test", "summit", "s?ite", "Summits"]
    assert either(words) == "t(?:alks|alk|est)|[a-c]+|s(?:ummit|ummits)|s?ite"
    text = "Summits, talks, a talk, ites, bab, test and trial"
    plain, together = (re.compile(rf"\b(?:{one})", re.I) for one in ("|".join(words), either(words)))
    assert [found.span() for found in together.finditer(text)] == [found.span() for found in plain.finditer(text)]
