"""A GeoNames dump of a user's: read, refused with the line that is wrong, and asked which place of a name is meant."""

from __future__ import annotations

import pickle
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dragoman.language import mark
from dragoman.language.names.geonames import Dump, folded, load, using
from dragoman.language.names.located import TOGETHER, distances, located
from dragoman.markup import Marked
from dragoman.model import Document, Place
from dragoman.problems import UsageError

# id, name, other names, lat, lon, feature, country, population: rounded, of real towns
ROWS = """
360630|Cairo|El Qahira|30.06|31.25|P.PPLC|EG|9606916
4235193|Cairo||37.01|-89.18|P.PPL|US|2188
4231354|Thebes||37.21|-89.46|P.PPL|US|400
2988507|Paris|Lutetia|48.85|2.35|P.PPLC|FR|2138551
4717560|Paris||33.66|-95.56|P.PPL|US|24171
4736286|Texas||31.25|-99.25|A.ADM1|US|22875689
3103654|Zaragoza|Saragossa,Саратов|41.66|-0.88|P.PPLA|ES|674317
111|Twin Forks||45.00|-100.00|P.PPL|US|900
112|Twin Forks||10.00|10.00|P.PPL|NG|901
113|Lonely Creek||1.00|1.00|H.RVN|US|0
2267226|Loulé||37.14|-8.02|P.PPL|PT|24791
"""


def line(cells: str) -> str:
    id, name, others, lat, lon, feature, country, people = cells.split("|")
    letter, code = feature.split(".")
    return "\t".join([id, name, name, others, lat, lon, letter, code, country, *[""] * 5, people, "", "", "", ""])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "towns.txt"
    path.write_text("".join(line(row) + "\n" for row in ROWS.strip().splitlines()), encoding="utf-8")
    return path


def marked(text: str, dump: Dump) -> Marked:
    with using(dump):
        return mark(Document(id="t", sha256="t", text=text))


def places(text: str, dump: Dump) -> dict[str, Place]:
    return {place.id: place for place in marked(text, dump).places}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Cairo", [360630, 4235193]),
        ("CAIRO", [360630, 4235193]),
        ("El-Qahira", [360630]),
        ("Saragossa", [3103654]),
        ("Loule", [2267226]),
        ("Nowhere", []),
        ("Lonely Creek", []),  # a ravine: of no feature that news speaks of
        ("--", []),
    ],
)
def test_a_name_is_found_however_it_is_written(path: Path, words: str, ids: list[int]) -> None:
    assert [spot.geonames for spot in load(path).named(words)] == ids


def test_it_says_what_the_line_says(path: Path) -> None:
    (spot,) = load(path).named("Zaragoza")
    assert (spot.country, spot.population, spot.feature) == ("ESP", 674317, "P.PPLA")
    assert (spot.lat, spot.lon) == (41.66, -0.88)


def test_the_index_is_small_and_travels_to_workers(path: Path) -> None:
    dump = load(path)
    assert dump.hashes.nbytes + dump.starts.nbytes <= 12 * 20
    assert pickle.loads(pickle.dumps(dump)).named("Paris") == dump.named("Paris")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\tb\n", 1, "has 2 cells; 19 cells parted by tabs are expected, as in a GeoNames dump"),
        (line("1|Oran||35.7|-0.6|P.PPL|DZ|1") + "\nname,lat,lon\n", 2, "has 1 cell;"),
        (line("1|Oran||north|-0.6|P.PPL|DZ|1"), 1, "a number is expected in cells 1, 5, 6 and 15"),
        (line("1|Oran||91|-0.6|P.PPL|DZ|1"), 1, "91, -0.6 is no place on the globe"),
        (line("1|Oran||nan|-0.6|P.PPL|DZ|1"), 1, "nan, -0.6 is no place on the globe"),
        ("x" * 300_000, 1, "has more than 200,000 bytes"),
        ("", None, "there is no place in it; 19 cells"),
        ("PK\x03\x04", None, "is a zip archive; unpack it"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, what: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        load(path)
    where = f"places file {path}{f', line {line}' if line else ''}: "
    assert str(told.value).startswith(where + what)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load(tmp_path / "none.txt")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_load_or_are_told(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("dump") / "any.txt"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        load(path)


@pytest.mark.parametrize(
    ("text", "id", "geonames"),
    [
        ("The envoys met in Cairo.", "cairo", 360630),
        ("The envoys met in Cairo, near Thebes. They left Thebes.", "cairo", 360630),  # Cairo is a place of diplomacy
        ("The envoys met in Paris.", "paris", 2988507),
        ("He was born in Paris, Texas.", "paris", 4717560),
        ("They met in Saragossa.", "saragossa", 3103654),
        ("They met in the town of Loulé in Portugal.", "loule", 2267226),
    ],
)
def test_the_place_that_is_meant(path: Path, text: str, id: str, geonames: int) -> None:
    found = places(text, load(path))
    assert id in found, found
    assert found[id].geonames == geonames


def test_the_country_that_the_text_names_counts(path: Path) -> None:
    dump = load(path)
    told = "The ambassador of Nigeria met the elders in the town of Twin Forks."
    assert places(told, dump)["twin-forks"].country == "NGA"


def test_of_two_that_are_as_likely_none_is_taken(path: Path) -> None:
    found = marked("They met in the town of Twin Forks.", load(path))
    (place,) = (place for place in found.places if place.id == "twin-forks")
    assert (place.lat, place.geonames) == (None, None)
    (problem,) = (problem for problem in found.problems if problem.code == "ambiguous-place")
    assert "Twin Forks: in NGA at 10.00, 10.00 or in USA at 45.00, -100.00" in problem.message
    assert problem.span is not None


def test_without_a_dump_only_our_table_says_where_a_place_lies() -> None:
    found = mark(Document(id="t", sha256="t", text="They met in the town of Loulé in Portugal.")).places
    assert {place.id: place.lat for place in found}["loule"] is None


def test_of_a_page_of_thousands_of_names_so_many_are_compared_and_all_are_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "towns.txt"
    towns = [
        f"{number + start}|Nymore {number}||{lat}|10|P.PPL|{country}|{people}"
        for number in range(2 * TOGETHER)
        for start, lat, country, people in ((1, 45, "FR", 1000), (9001, 8, "NG", 900))
    ]
    path.write_text("".join(line(row) + "\n" for row in towns), encoding="utf-8")
    compared: list[int] = []

    def counted(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
        compared.append(len(lat))
        return distances(lat, lon)

    monkeypatch.setattr(import_module("dragoman.language.names.located"), "distances", counted)
    names = [Place(id=f"nymore-{number}", name=f"Nymore {number}", kind="city") for number in range(2 * TOGETHER)]
    found, doubts = located(names, (), "", {"FRA"}, load(path))
    assert max(compared) == TOGETHER
    assert [place.geonames for place in found] == [number + 1 for number in range(2 * TOGETHER)]
    assert doubts == []


def test_where_many_candidates_are_cut_the_country_named_still_wins(tmp_path: Path) -> None:
    towns = [("1{:04}", "FR", "45", "1000"), ("2{:04}", "NG", "8", "900")]
    rows = [
        "\t".join(
            [
                id.format(k),
                f"Nymore {k}",
                f"Nymore {k}",
                "",
                lat,
                "10",
                "P",
                "PPL",
                country,
                *[""] * 5,
                people,
                *[""] * 4,
            ]
        )
        for k in range(800)
        for id, country, lat, people in towns
    ]
    (tmp_path / "towns.txt").write_text("\n".join(rows) + "\n", "utf-8")
    asked = [Place(id=f"nymore-{k}", name=f"Nymore {k}", kind="city") for k in range(800)]
    found, _ = located(asked, (), "", {"NGA"}, load(tmp_path / "towns.txt"))
    assert {place.country for place in found} == {"NGA"}


def test_names_are_compared_by_their_letters() -> None:
    assert folded("Sana'a") == folded("Sanaa") == "sanaa"
    assert folded("São Tomé") == folded("Sao-Tome") == "saotome"
