"""Export as PLOVER event data: JSON lines in the record format of the PLOVER manual, with offsets into the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from dragoman.model import Document, Place, Reading, Record
from dragoman.publish.coded import Coded, Party, coded


def export(record: Record) -> Iterable[str]:
    """Yield one line for each coded event of each reading, acts denied or supposed with their auxiliary mode.

    `date` (and `enddate`) are days; a date with an open end has none and stands in `edtf` only, as vague as it is.
    """
    for reading in record.readings:
        for row in coded(reading):
            yield msgspec.json.encode(_event(reading, row)).decode() + "\n"


def _event(reading: Reading, row: Coded) -> dict[str, Any]:
    return {
        "id": row.id,
        "date": row.date,
        "enddate": row.enddate,
        "edtf": row.edtf,
        "actor": [_entity(party) for party in row.actors],
        "recipient": [_entity(party) for party in row.recipients],
        "event": [row.event],
        "mode": [row.mode] if row.mode else [],
        "auxiliary_mode": list(row.aux),
        "context": list(row.contexts),
        "quad_code": row.quad,
        "event_scale": row.score,
        "cameo": row.cameo,
        "goldstein": row.goldstein,
        "event_loc": _place(row.place),
        **_text(reading.document, row),
        "coder": reading.reader,
    }


def _entity(party: Party) -> dict[str, str | None]:
    return {
        "code": party.country,
        "sector": party.sector,
        "office": party.title,
        "cameo": party.cameo,
        "entity_text": party.name,
        "identifier_id": party.id,
    }


def _place(place: Place | None) -> dict[str, str | float | None] | None:
    if not place:
        return None
    return {
        "extracted_place": place.written or place.name,
        "resolved_place": place.name,
        "country_code": place.country,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
    }


def _text(document: Document, row: Coded) -> dict[str, Any]:
    """Return the words behind a row, where they stand, and the document."""
    words, sentence = row.words, row.sentence
    start, end = words[0].span if words else (None, None)
    info = {"sequence": sentence.number, "start": start, "end": end, "story": document.id} if sentence else None
    cite = {"title": document.title, "publication": document.publisher, "url": document.url}
    return {
        "event_text": [part.quote for part in words],
        "text": words[0].quote if words else None,
        "text_info": info,
        "sentence": {"start": sentence.span[0], "end": sentence.span[1], "text": sentence.text} if sentence else None,
        "cite_info": {**cite, "language": document.language, "date": document.date.edtf if document.date else None},
    }
