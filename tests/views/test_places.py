"""Where things happen: every act at its place, each place told of by the furthest status."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dragoman.model import Decision, Event, Option, Place, Reading, Record, Review
from dragoman.views.places import Site, placed, spots
from dragoman.views.timeline import ACTS, timeline
from dragoman.wording import STATUSES, furthest
from tests.factories import dated, document, reading, source, talks


def record(*readings: Reading) -> Record:
    return Record(name="r", readings=readings)


def where(made: Record) -> dict[str, list[str]]:
    """Return the ids of the entries at each place, "" for those that name none."""
    found: dict[str, list[str]] = {}
    for site, line in placed(made):
        found.setdefault(site.id if site else "", []).append(line.entry)
    return found


def happened(text: str, date: str, place: str | None, *places: Place, **fields: Any) -> Reading:
    """Return a report of one event."""
    doc = document(text, date)
    id = f"e{doc.id[:8]}"
    event = Event(id=id, event="PROTEST", place=place, status="happened", sources=(source(doc, text),), **fields)
    return reading(doc, places=places, events=(event,))


def test_every_act_is_at_its_place_and_none_is_lost() -> None:
    found = where(record(talks()))
    assert found == {"geneva": ["m1"], "oslo": ["m2", "d1"], "salt-pass": ["v1"], "": ["e1", "m3", "c1"]}


def test_acts_stand_in_the_order_of_the_timeline() -> None:
    made = record(happened("Second march in Oslo.", "2020-06-09", "oslo"), dated(talks(), "2020-06-02"))
    assert where(made)["oslo"][0] == "m2"  # March 2019
    assert where(made)["oslo"][-1].startswith("e")
    stood = [line.entry for line in timeline(made, ACTS)]
    assert sorted(stood, key=[line.entry for _, line in placed(made)].index) == stood


def test_what_a_person_rejected_is_not_on_the_map() -> None:
    made = talks()
    review = Review(state="rejected", by="Lund", made="2020-06-03T00:00:00Z")
    meetings = tuple(msgspec.structs.replace(one, review=review if one.id == "m1" else None) for one in made.meetings)
    assert "geneva" not in where(record(msgspec.structs.replace(made, meetings=meetings)))


@pytest.mark.parametrize(
    ("stance", "there"), [("require", True), ("offer", True), ("reject", False), ("disfavour", False)]
)
def test_a_venue_is_where_somebody_wants_it(stance: Any, there: bool) -> None:
    made = talks()
    decided = msgspec.structs.replace(made.decisions[0], options=(Option(value="vienna or oslo", stance=stance),))
    found = where(record(msgspec.structs.replace(made, decisions=(decided,))))
    assert ("d1" in found["oslo"], "vienna" in found) == (there, there)
    assert ("d1" in found[""]) != there


def test_a_question_that_is_no_venue_is_nowhere() -> None:
    doc = document("Whether Oslo is on the agenda is open.", "2020-06-02")
    asked = Decision(id="d9", about=None, question="agenda", status="open", options=(Option(value="oslo", stance="offer"),),
                     sources=(source(doc, "is open"),))  # fmt: skip
    assert where(record(reading(doc, decisions=(asked,)))) == {"": ["d9"]}


def test_places_that_no_reading_lays_are_laid_by_the_tables_and_words_that_are_none_are_kept() -> None:
    known, unknown = (
        happened("A march in Geneva.", "2020-06-01", "geneva"),
        happened("A march.", "2020-06-02", "the quay"),
    )
    sites = {site.id: site for site, _ in placed(record(known, unknown)) if site}
    assert (sites["geneva"].lat, sites["geneva"].lon) == (46.2, 6.15)
    assert sites["the quay"] == Site(id="the quay", name="the quay")


@pytest.mark.parametrize(
    ("lat", "lon"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf")), (5.0, None)]
)
def test_what_is_no_place_on_the_globe_has_no_position(lat: float, lon: float | None) -> None:
    quay = Place(id="quay", name="Quay", kind="city", lat=lat, lon=lon)
    ((site, _),) = placed(record(happened("A march.", "2020-06-02", "quay", quay)))
    assert site == Site(id="quay", name="Quay", kind="city")


def test_two_towns_of_one_name_are_two_places() -> None:
    here = Place(id="newport", name="Newport", kind="city", lat=51.6, lon=-3.0, geonames=1)
    there = msgspec.structs.replace(here, lat=41.5, lon=-71.3, geonames=2)
    made = record(happened("A march at the docks.", "2020-06-01", "newport", here),
                  happened("Crowds filled the harbour.", "2020-06-09", "newport", there))  # fmt: skip
    found = spots((site, line.status, 1) for site, line in placed(made) if site)
    assert {(spot.id, spot.lat, spot.acts) for spot in found} == {("newport", 51.6, 1), ("newport-2", 41.5, 1)}


def test_a_place_is_told_of_by_the_furthest_status_and_the_busiest_come_first() -> None:
    oslo, bern = (Site(id=name, name=name.title()) for name in ("oslo", "bern"))
    found = spots(
        [(oslo, "cancelled", 1), (bern, "proposed", 4), (oslo, "held", 1), (oslo, "cancelled", 3), (bern, None, 0)]
    )
    assert [(spot.id, spot.acts, spot.status) for spot in found] == [("oslo", 5, "held"), ("bern", 4, "proposed")]
    assert found[0].statuses == ("held 1", "cancelled 4")
    assert spots([]) == ()


def test_the_furthest_status_is_what_is_and_the_last_what_is_off() -> None:
    ordered = furthest(STATUSES)
    assert sorted(ordered) == sorted(STATUSES)
    steps = ["held", "under-way", "scheduled", "agreed", "proposed", "postponed", "cancelled"]
    assert sorted(steps, key=ordered.index) == steps
