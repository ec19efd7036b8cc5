"""Export in the shape of ICEWS: tab-separated, a header of 20 names, one line for each pair of source and target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import terms
from dragoman.model import Reading, Record
from dragoman.publish import codes
from dragoman.publish.cells import Cell, joined, line, text
from dragoman.publish.coded import Coded, Party, coded, dyads

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)


def export(record: Record) -> Iterable[str]:
    """Yield the header, then the lines; an event without a source, a target or a CAMEO code has none."""
    yield line(COLUMNS)
    number = 0
    for story, reading in enumerate(record.readings, 1):
        for row in coded(reading):
            for source, target in dyads(row):
                if row.real and row.cameo and source and target:
                    number += 1
                    yield line((number, *_cells(reading, row, source, target, story)))


def _cells(reading: Reading, row: Coded, source: Party, target: Party, story: int) -> Iterator[Cell]:
    yield None if row.enddate else row.date
    yield from _party(source)
    yield from (codes.cameo_name(row.cameo), row.cameo, row.goldstein)
    yield from _party(target)
    yield from (story, row.sentence.number if row.sentence else None, text(reading.document.publisher))
    place = row.place
    yield text(place.name) if place and place.kind == "city" else None
    yield from (None, None, _country(place.country) if place else None)
    yield from (place.lat, place.lon) if place else (None, None)


def _party(party: Party) -> Iterator[Cell]:
    yield from (text(party.name), joined([codes.sector_name(party.sector)], ","), _country(party.country))


@cache
def _names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in terms.rows("countries")}


def _country(code: str | None) -> str | None:
    """Return the name of a country; ICEWS leaves the cell of an international organisation empty."""
    return _names().get(code or "")
