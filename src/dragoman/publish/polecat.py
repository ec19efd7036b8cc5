"""Export in the shape of POLECAT: tab-separated, a header of 40 names, an event a line, "None" for what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Reading, Record
from dragoman.publish import codes
from dragoman.publish.cells import Cell, joined, line, text
from dragoman.publish.coded import Coded, Party, coded

PARTY = ("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw")
COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(*(name.format("Actor") for name in PARTY), "Wikipedia Actor ID"),
    *(*(name.format("Recipient") for name in PARTY), "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
FEATURES = {"city": "PPL", "country": "PCLI", "region": "RGN"}  # GeoNames; a facility may be any of many
EMPTY = "None"


def export(record: Record) -> Iterable[str]:
    """Yield the header, then one line for each event that PLOVER has without its auxiliary modes."""
    yield line(COLUMNS)
    for reading in record.readings:
        story = _story(reading)
        for row in coded(reading):
            if row.real:
                yield line((*_event(reading, row), *story), EMPTY)


def _event(reading: Reading, row: Coded) -> Iterator[Cell]:
    yield from (f"{reading.document.id}_{row.id}", None if row.enddate else row.date, row.event, row.mode)
    yield from (row.score, QUADS.get(row.quad or 0), joined(row.contexts))
    yield from _parties(row.actors)
    yield from _parties(row.recipients)
    place = row.place
    city = place.name if place and place.kind == "city" else None
    yield from (text(place.name) if place else None, text(city), None, None, place.country if place else None)
    yield from (place.lat, place.lon, place.geonames) if place else (None, None, None)
    yield text(place.written or place.name) if place else None
    yield FEATURES.get(place.kind) if place else None


def _parties(parties: tuple[Party, ...]) -> Iterator[Cell]:
    """Yield the eight cells of the actors or the recipients, each a list."""
    sectors = joined(party.sector for party in parties)
    yield joined(party.name for party in parties)
    yield joined(party.country for party in parties)
    yield joined(str(number) for party in parties if (number := codes.cow(party.country)))
    yield next((party.sector for party in parties if party.sector), None)
    yield sectors
    yield joined(party.title for party in parties)
    yield joined(party.raw or party.name for party in parties)
    yield None


def _story(reading: Reading) -> tuple[Cell, ...]:
    """Return the last seven cells, which all events of a document share."""
    document = reading.document
    people = (actor.name for actor in reading.actors if actor.kind == "person")
    bodies = (actor.name for actor in reading.actors if actor.kind in ("organisation", "body"))
    return (
        text(document.publisher), text(document.date.edtf if document.date else None), joined(people), joined(bodies),
        joined(place.name for place in reading.places), text(document.language), text(reading.reader),
    )  # fmt: skip
