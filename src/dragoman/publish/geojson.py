"""Export as GeoJSON (RFC 7946): every act at its place, with the words behind it; without a position, no geometry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model import Document, Record
from dragoman.views.lines import Line, Words
from dragoman.views.places import Site, placed


def export(record: Record) -> Iterator[str]:
    """Yield a collection of features, in the order of time: one for each act at each of its places.

    Coordinates are longitude, latitude in degrees (WGS 84). An act that names no place has no geometry and no place.
    """
    documents = {reading.document.id: reading.document for reading in record.readings}
    yield '{"type":"FeatureCollection","features":['
    for number, (site, line) in enumerate(placed(record)):
        feature = msgspec.json.encode(_feature(site, line, documents)).decode()
        yield f",\n{feature}" if number else f"\n{feature}"
    yield "\n]}\n"


def _feature(site: Site | None, line: Line, documents: dict[str, Document]) -> dict[str, Any]:
    lies = site is not None and site.lat is not None and site.lon is not None
    place = msgspec.structs.asdict(site) if site else {}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if lies else None,
        "properties": {
            "entry": line.entry,
            "kind": line.kind,
            "status": line.status,
            "edtf": line.edtf,
            "reported": line.reported,
            "who": line.who,
            "what": line.what,
            "place": place.get("name"),
            "place_id": place.get("id"),
            "place_kind": place.get("kind"),
            "country": place.get("country"),
            "also": line.also,
            "words": [_words(words, documents[words.document]) for words in line.words],
        },
    }


def _words(words: Words, document: Document) -> dict[str, Any]:
    """Return words with whose they are and where they stand: characters of the text of a document."""
    return {
        "quote": words.quote,
        "voice": words.voice,
        "document": document.id,
        "start": words.span[0],
        "end": words.span[1],
        "title": document.title,
        "date": document.date.edtf if document.date else None,
        "url": document.url,
    }
