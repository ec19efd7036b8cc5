"""Export as PLOVER event data: JSON lines in the record format of the PLOVER manual, with offsets into the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from dragoman import edtf, terms
from dragoman.model import Plover, Reading, Record
from dragoman.views.lines import Index


def export(record: Record) -> Iterable[str]:
    """Yield one line for each PLOVER row of each reading."""
    for reading in record.readings:
        for event in events(reading):
            yield msgspec.json.encode(event).decode() + "\n"


def events(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the PLOVER records of a reading.

    `date` (and `enddate`) are days; a date with an open end has none and stands in `edtf` only, as vague as it is.
    """
    index = Index(reading)
    count: Counter[str] = Counter()
    for row in reading.plover:
        count[row.origin] += 1
        number = f"-{count[row.origin]}" if count[row.origin] > 1 else ""
        quad, scale = _codes().get((row.event, row.mode or ""), _codes().get((row.event, ""), ("", "")))
        yield {
            "id": row.origin + number,
            **_days(row.date),
            "actor": [_entity(index, ref) for ref in row.actor],
            "recipient": [_entity(index, ref) for ref in row.recipient],
            "event": [row.event],
            "mode": [row.mode] if row.mode else [],
            "context": list(row.context),
            "quad_code": int(quad) if quad else None,
            "event_scale": float(scale) if scale else None,
            "event_loc": _place(index, row.loc),
            **_text(index, row),
            "coder": reading.reader,
        }


@cache
def _codes() -> dict[tuple[str, str], tuple[str, str]]:
    """Return (type, mode) -> (quad code, score)."""
    return {(row["type"], row["mode"]): (row["quad"], row["score"]) for row in terms.rows("plover")}


def _days(date: str | None) -> dict[str, str | None]:
    first, last = edtf.bounds(date) if date else (None, None)
    if first is None or last is None:
        return {"date": None, "enddate": None, "edtf": date}
    return {"date": first.isoformat(), "enddate": last.isoformat() if last != first else None, "edtf": date}


def _entity(index: Index, ref: str) -> dict[str, str | None]:
    actor = next((actor for actor in index.reading.actors if actor.id == ref), None)
    return {
        "code": actor.country if actor else None,
        "sector": actor.sector if actor else None,
        "entity_text": index.name(ref),
        "identifier_id": ref,
    }


def _place(index: Index, ref: str | None) -> dict[str, str | None] | None:
    place = next((place for place in index.reading.places if place.id == ref), None)
    if not place:
        return {"extracted_place": ref} if ref else None
    return {"extracted_place": place.written or place.name, "resolved_place": place.name, "country_code": place.country}


def _text(index: Index, row: Plover) -> dict[str, Any]:
    """Return the words behind a row and where they stand."""
    document = index.reading.document
    entry = index.entries.get(row.origin)
    words = index.all_words(entry) if entry else ()
    cite = {"title": document.title, "publication": document.publisher, "url": document.url}
    return {
        "event_text": [part.quote for part in words],
        "text": words[0].quote if words else None,
        "text_info": {"start": words[0].span[0], "end": words[0].span[1], "story": document.id} if words else None,
        "cite_info": {**cite, "language": document.language, "date": document.date.edtf if document.date else None},
    }
