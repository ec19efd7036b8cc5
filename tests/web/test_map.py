"""The map: one mark a place, in a window that holds them all, on outlines that lie where the earth has them."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.model import Meeting, Place, Reading, When
from dragoman.views.places import Spot
from dragoman.web.atlas import LARGE, SHAPES, SMALL, map_svg
from dragoman.web.globe import NORTH, SOUTH, Window, around, drawn_in, outlines, world
from dragoman.wording import STATUSES
from tests.factories import document, reading, source, talks
from tests.web.desk import record, session
from tests.web.test_browser import PAYLOADS
from tests.web.test_colours import DARK, LIGHT, contrast

SEOUL, GENEVA, NEW_YORK, HONOLULU = (126.98, 37.57), (6.15, 46.2), (-74.01, 40.71), (-157.86, 21.31)
SUVA, APIA = (178.44, -18.14), (-171.77, -13.83)
SIZE = (900, 560)


def spot(id: str, at: tuple[float, float], acts: int = 1, status: str = "held", **fields: Any) -> Spot:
    named = {"name": id.title(), **fields}
    return Spot(id=id, lon=at[0], lat=at[1], acts=acts, status=status, statuses=(f"{status} {acts}",), **named)


def drawn(*spots: Spot, window: Window | None = None) -> str:
    found = window or around([(one.lon or 0, one.lat or 0) for one in spots], *SIZE)
    return map_svg(spots, found, {one.id: f"#place-{one.id}" for one in spots})


def marks(picture: str) -> dict[str, tuple[float, float, float]]:
    """Return where each mark stands and how large it is, by where it leads."""
    found = re.findall(
        r'<a href="([^"]+)"[^>]*><g transform="translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)', picture
    )
    return {lead: (float(x), float(y), float(size)) for lead, x, y, size in found}


def inside(point: tuple[float, float]) -> bool:
    """Return whether a point of the earth lies on land (the number of coasts to the east of it is odd)."""
    lon, lat = point
    crossings = 0
    for one in outlines("land"):
        for (a, b), (c, d) in zip(one.points, one.points[1:], strict=False):
            if (b > lat) != (d > lat) and a + (lat - b) / (d - b) * (c - a) > lon:
                crossings += 1
    return crossings % 2 == 1


# ---- the earth ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("point", "land"),
    [((127.5, 37.2), True), ((14.4, 50.1), True), ((-98, 39), True), ((134, -25), True), ((103.8, 1.35), True),
     ((-140, 30), False), ((-30, 30), False), ((80, -10), False), ((131, 39.5), False), ((51, 42), False)],
)  # fmt: skip
def test_land_is_where_it_is(point: tuple[float, float], land: bool) -> None:
    assert inside(point) is land


def test_coasts_are_closed_and_go_on_beyond_the_date_line() -> None:
    for one in outlines("land"):
        assert one.points[0] == one.points[-1]
        assert one.east - one.west < 300
        assert all(abs(a - c) < 30 for (a, _), (c, _) in zip(one.points, one.points[1:], strict=False))
    assert max(one.east for one in outlines("land")) > 185  # Chukotka


def test_the_tables_are_small_enough_to_carry() -> None:
    table = Path(__file__).parents[2] / "src" / "dragoman" / "terms" / "outlines.tsv"
    assert table.stat().st_size <= 80 * 1024
    assert "Natural Earth" in table.read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize(
    "places",
    [[SEOUL], [GENEVA, NEW_YORK], [SEOUL, NEW_YORK, HONOLULU], [SUVA, APIA], [(0, 89), (0, -89)], [(-180, 0), (180, 0)],
     [SEOUL, GENEVA, NEW_YORK, HONOLULU], [(10, 80), (12, 81)]],
)  # fmt: skip
def test_a_window_holds_its_places(places: list[tuple[float, float]]) -> None:
    window = around(places, *SIZE)
    assert all(window.shows(window.at(*place)) for place in places if SOUTH <= place[1] <= NORTH)
    assert window.wide == SIZE[0]
    assert window.high <= SIZE[1]


def test_a_window_takes_the_shorter_way_over_the_date_line() -> None:
    window = around([SUVA, APIA], *SIZE)
    suva, apia = window.at(*SUVA), window.at(*APIA)
    assert 0 < apia[0] - suva[0] < SIZE[0]
    assert window.along > 20  # pixels to a degree: they are ten degrees apart
    assert around([SEOUL, NEW_YORK, HONOLULU], *SIZE).at(*HONOLULU)[0] < SIZE[0] * 0.7


def test_the_world_is_all_there_and_not_twice() -> None:
    window = world(*SIZE)
    assert window.at(11.0, 0.0)[0] == pytest.approx(SIZE[0] / 2)
    assert window.along * 360 == pytest.approx(SIZE[0])
    assert all(window.shows(window.at(*place)) for place in (SEOUL, GENEVA, NEW_YORK, HONOLULU, SUVA, APIA))
    assert around([], *SIZE) == window


@pytest.mark.parametrize("window", [world(*SIZE), around([SEOUL], *SIZE), around([SUVA, APIA], 366, 400)])
def test_land_stays_in_the_frame_but_for_its_edge(window: Window) -> None:
    land, borders = drawn_in(window)
    points = [tuple(map(float, pair.split())) for pair in re.findall(r"[-\d.]+ [-\d.]+", land)]
    assert points
    assert all(-3 <= x <= window.wide + 3 and -3 <= y <= window.high + 3 for x, y in points)
    assert land.startswith("M") and land.endswith("Z")


# ---- the marks ------------------------------------------------------------------------------------------------------


def test_each_place_has_one_mark_the_larger_the_more_happens_there() -> None:
    found = marks(drawn(spot("seoul", SEOUL, 9), spot("geneva", GENEVA), spot("york", NEW_YORK, 4)))
    assert found.keys() == {"#place-seoul", "#place-geneva", "#place-york"}
    (_, _, nine), (_, _, one), (_, _, four) = (found[f"#place-{name}"] for name in ("seoul", "geneva", "york"))
    assert one == SMALL < four < nine <= LARGE
    assert (nine / four) ** 2 == pytest.approx(9 / 4, rel=0.05)


def test_a_thousand_acts_do_not_cover_the_map() -> None:
    found = marks(drawn(spot("seoul", SEOUL, 1000), spot("geneva", GENEVA)))
    assert found["#place-seoul"][2] == LARGE
    assert found["#place-geneva"][2] == SMALL


@pytest.mark.parametrize("status", STATUSES)
def test_marks_have_the_symbol_and_the_colour_that_the_timeline_has(status: str) -> None:
    picture = drawn(spot("seoul", SEOUL, status=status))
    symbol, _, colour = STATUSES[status]
    assert SHAPES[symbol] in picture
    kind = {
        "yellow": "proposed",
        "cyan": "agreed",
        "blue": "under-way",
        "green": "held",
        "magenta": "put-off",
        "red": "off",
    }
    assert f'class="act {kind[colour]}"' in picture


def test_signs_that_differ_are_drawn_differently() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_marks_that_would_cover_each_other_step_aside_and_point_at_their_place() -> None:
    window = world(*SIZE)
    picture = drawn(*(spot(f"p{n}", (126 + n / 10, 37.5)) for n in range(8)), window=window)
    found = list(marks(picture).values())
    assert len(found) == 8
    assert (
        min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for n, a in enumerate(found) for b in found[:n]) > (2 * SMALL) ** 2
    )
    assert picture.count('class="lead" d=') == 7


def test_names_cover_neither_each_other_nor_a_mark_and_what_has_no_position_is_not_drawn() -> None:
    crowd = [spot(f"A long name of a place {n}", (126 + n / 3, 37.5 + n % 3)) for n in range(12)]
    lost = msgspec.structs.replace(crowd[0], id="lost", lat=None, lon=None)
    picture = map_svg([*crowd, lost], around([(one.lon or 0, one.lat or 0) for one in crowd], *SIZE),
                      {one.id: "#" for one in crowd})  # fmt: skip
    heights = [float(y) for y in re.findall(r'<text [^>]*y="([\d.]+)"', picture)]
    assert 0 < len(heights) < 12
    assert picture.count("<a ") == 12


def test_a_mark_is_named_for_whoever_does_not_see_it() -> None:
    picture = drawn(spot("seoul", SEOUL, 2))
    assert 'aria-label="Seoul: 2 acts (held 2)"' in picture
    assert "<title>Seoul: 2 acts (held 2)</title>" in picture


@pytest.mark.parametrize("payload", PAYLOADS[::7])
def test_the_name_of_a_place_never_becomes_markup(payload: str) -> None:
    picture = drawn(spot("x", SEOUL, name=payload, status=payload))
    tags = set(re.findall(r"<[^>]*", picture))
    assert {re.match(r"</?(\w+)", tag)[1] for tag in tags} <= {"svg", "title", "path", "a", "g", "circle", "text"}  # type: ignore[index]
    assert not re.findall(r"<[^>]* on\w+=", re.sub(r'"[^"]*"', '""', picture))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_names_stand_out_from_land(theme: dict[str, str]) -> None:
    assert contrast(theme["ink"], theme["land"]) >= 4.5
    for colour in ("alarm", "good", "blue", "purple", "amber", "soft"):
        assert contrast(theme[colour], theme["land"]) >= 3


# ---- the page -------------------------------------------------------------------------------------------------------


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "talks.db", talks())


def test_the_page_lists_the_acts_of_every_place_and_marks_lead_to_them(path: Path) -> None:
    page = session(path).get("/map").text
    broad, slim = re.findall(r'<svg class="atlas".*?</svg>', page, re.S)
    assert marks(broad).keys() == marks(slim).keys() == {"#place-1", "#place-2"}  # Oslo, Geneva
    for number, entries in ((1, {"m2", "d1"}), (2, {"m1"}), (3, {"v1"})):
        section = re.search(rf'id="place-{number}">.*?</section>', page, re.S)
        assert section
        assert set(re.findall(r'<tr id="(\w+)"', section[0])) == entries
    assert "nobody says where it lies" in page.split("Salt Pass")[0]
    assert f"3 {'acts that name no place'}" in page
    assert "Natural Earth" in page
    assert "<script" not in page.split("<main")[1]


def test_the_map_is_filtered_as_the_timeline_is(path: Path) -> None:
    browser = session(path)
    assert [row["id"] for row in browser.get("/map.json?kind=decision").json()] == ["oslo"]
    assert [row["id"] for row in browser.get("/map.json?who=MONITORS").json()] == ["salt-pass"]
    empty = browser.get("/map?who=nobody").text
    assert "Nothing here." in empty
    assert '<svg class="atlas"' not in empty


def test_rows_are_places_with_where_they_lie_and_how_far_things_are(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(session(path).get("/map.csv").text)))
    assert rows[0] == {"id": "oslo", "name": "Oslo", "kind": "city", "country": "NOR", "lat": "59.91", "lon": "10.75",
                       "acts": "2", "status": "held", "statuses": "held 1; open 1"}  # fmt: skip
    assert [row["lat"] for row in rows if row["id"] == "salt-pass"] == [""]


def test_one_place_shows_all_its_acts_and_one_that_is_not_there_none(path: Path) -> None:
    browser = session(path)
    page = browser.get("/map?place=oslo").text
    assert "<h1>Map: Oslo</h1>" in page
    assert set(re.findall(r'<tr id="(\w+)"', page)) == {"m2", "d1"}
    assert [line["entry"] for line in browser.get("/map.json?place=oslo").json()] == ["m2", "d1"]
    assert "Nothing here." in browser.get("/map?place=nowhere").text


def test_the_map_goes_nearer_and_farther(path: Path) -> None:
    browser = session(path)

    def apart(address: str) -> float:
        (oslo, geneva) = marks(browser.get(address).text.split('class="slim"')[0]).values()
        return abs(oslo[1] - geneva[1])

    assert apart("/map?near=world") < apart("/map")
    assert len(marks(browser.get("/map?near=oslo").text.split('class="slim"')[0])) == 1
    assert 'href="?near="' in browser.get("/map?near=world").text


def test_a_place_with_many_acts_shows_a_few_and_leads_to_the_others(tmp_path: Path) -> None:
    def met(number: int) -> Reading:
        doc = document(f"Talks number {number} were held in Oslo.", f"2020-{number:02}-10")
        talk = Meeting(id=f"met{number}", kind="talks", status="held", place="oslo", when=When(edtf=f"2020-{number:02}-09"),
                       ordinal=number, sources=(source(doc, "were held in Oslo"),))  # fmt: skip
        return reading(doc, meetings=(talk,))

    browser = session(record(tmp_path / "m.db", *(met(number) for number in range(1, 9))))
    page = browser.get("/map").text
    assert len(re.findall(r'<tr id="met', page)) == 5
    assert 'href="?place=oslo&amp;from="' in page
    assert len(re.findall(r'<tr id="met', browser.get("/map?place=oslo").text)) == 8


def test_hostile_places_stay_words_on_the_page(tmp_path: Path) -> None:
    name = '"><script>alert(1)</script>'
    doc = document(f"They met in {name}.", "2020-06-02")
    talk = Meeting(id="m7", kind="talks", status="held", place=name, sources=(source(doc, "They met"),))
    place = Place(id=name, name=name, kind="city", lat=10.0, lon=10.0)
    page = session(record(tmp_path / "x.db", reading(doc, places=(place,), meetings=(talk,)))).get("/map").text
    assert "<script>alert" not in page
    assert html.unescape(page).count(name) >= 3
