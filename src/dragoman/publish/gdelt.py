"""Export in the shape of GDELT 2: tab-separated lines without a header, 61 cells for an event, 16 for a mention.

An event is a pair of actors; its mentions say where it stands: sentence, offsets, length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from dragoman import edtf
from dragoman.model import Document, Place, Reading, Record
from dragoman.publish import codes
from dragoman.publish.cells import Cell, line, text
from dragoman.publish.coded import Coded, Party, coded, dyads

Numbered: TypeAlias = tuple[int, Reading, Coded, Party | None, Party | None]

GEO = {"country": 1, "city": 4, "facility": 4, "region": 5}  # GDELT's types of place, outside the United States
NOWHERE = (0, *(None,) * 7)
WEB, UNKNOWN = 1, 2  # MentionType: a web address, or a citation for what has none
QUADS = {range(1, 6): 1, range(6, 9): 2, range(9, 14): 3, range(14, 21): 4}  # by CAMEO's root, as GDELT counts


def export(record: Record) -> Iterable[str]:
    """Yield one line for each pair of actors of each event."""
    return (line(tuple(_event(*found))) for found in _numbered(record))


def mentions(record: Record) -> Iterable[str]:
    """Yield one line for each stretch of words behind each event."""
    return (line(tuple(cells)) for found in _numbered(record) for cells in _mentions(*found))


def _numbered(record: Record) -> Iterator[Numbered]:
    number = 0
    for reading in record.readings:
        for row in coded(reading):
            for source, target in dyads(row):
                if row.real and row.cameo and (source or target):
                    number += 1
                    yield number, reading, row, source, target


def _event(number: int, reading: Reading, row: Coded, source: Party | None, target: Party | None) -> Iterator[Cell]:
    code = row.cameo or ""
    yield from (number, *_day(row.edtf))
    yield from _party(source)
    yield from _party(target)
    yield int(_leads(reading.document, row))
    yield from (code, code[:3], code[:2], next(quad for roots, quad in QUADS.items() if int(code[:2]) in roots))
    yield from (row.goldstein, max(len(row.words), 1), 1, 1, None)
    yield from NOWHERE
    yield from NOWHERE
    yield from _geo(row.place)
    yield from (_stamp(reading.document), _address(reading.document))


def _day(when: str | None) -> tuple[Cell, ...]:
    """Return SQLDATE, MonthYear, Year, FractionDate, as far as the date is known: a month has no day."""
    first, last = edtf.bounds(when) if when else (None, None)
    if first is None or last is None or first.year != last.year:
        return (None, None, None, None)
    month = f"{first:%Y%m}" if first.month == last.month else None
    if first != last:
        return (None, month, first.year, None)
    return (f"{first:%Y%m%d}", month, first.year, f"{first.year + (first.month * 30 + first.day) / 365:.4f}")


def _party(party: Party | None) -> Iterator[Cell]:
    """Yield the ten cells of an actor: code, name, country, known group, ethnic, two religions, three types."""
    if party is None:
        yield from (None,) * 10
        return
    state = codes.countries().get(party.country or "")
    code = party.cameo or ""
    country = code[:3] if state else None
    parts = [code[at : at + 3] for at in range(3 if state else 0, len(code), 3)]
    group = parts.pop() if party.country and not state and len(parts) > 1 else None
    types = (*parts[:3], None, None, None)[:3]
    yield from (party.cameo, text(party.name.upper()), country, group, None, None, None, *types)


def _leads(document: Document, row: Coded) -> bool:
    """Return whether the event stands in the first sentence behind the title: GDELT's root events."""
    if row.sentence is None:
        return False
    title = document.title_span[1] if document.title_span else 0
    return not document.text[title : row.sentence.span[0]].strip()


def _geo(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return NOWHERE
    fips = codes.fips(place.country)
    return (GEO[place.kind], text(place.name), fips, fips, None, place.lat, place.lon, place.geonames)


def _stamp(document: Document) -> str | None:
    """Return the day of publication as YYYYMMDDHHMMSS."""
    first = edtf.bounds(document.date.edtf)[0] if document.date else None
    return f"{first:%Y%m%d}000000" if first else None


def _address(document: Document) -> str:
    return text(document.url) or f"dragoman:{document.id}"


def _mentions(
    number: int, reading: Reading, row: Coded, source: Party | None, target: Party | None
) -> Iterator[tuple[Cell, ...]]:
    document = reading.document
    first = edtf.bounds(row.edtf)[0] if row.edtf else None
    for words in row.words:
        at = words.span[0] + 1  # GDELT counts characters from 1
        sentence = row.sentence.number if row.sentence and words == row.words[0] else None
        yield (
            number, f"{first:%Y%m%d}000000" if first else None, _stamp(document), WEB if document.url else UNKNOWN,
            text(document.publisher), _address(document), sentence, at if source else None, at if target else None, at,
            1, None, len(document.text), None, None, text(f"{document.id}/{row.id};{reading.reader}"),
        )  # fmt: skip
