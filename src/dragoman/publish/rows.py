"""Make flat rows of the events of a reading: one row for each coded event, the same columns in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.model import Reading
from dragoman.publish.cells import Cell
from dragoman.publish.coded import Coded, Party, coded

PARTY = ("name", "country", "sector", "title", "cameo", "id")
NAMES = (
    *("document_id", "document_date", "event_id", "kind", "status", "date", "enddate", "edtf", "event", "mode", "aux"),
    *("contexts", "quad", "score", "cameo", "goldstein", *(f"actor_{field}" for field in PARTY)),
    *(*(f"recipient_{field}" for field in PARTY), "place", "place_country", "voice", "text", "start", "end"),
    *("sentence", "sentence_number", "sentence_start", "sentence_end", "reader"),
)
NUMBERS: dict[str, type[int] | type[float]] = {
    **dict.fromkeys(("score", "goldstein"), float),
    **dict.fromkeys(("quad", "start", "end", "sentence_number", "sentence_start", "sentence_end"), int),
}
# column -> what its cells are. Where one holds several values "; " stands between them, in the order of the parties.
COLUMNS: dict[str, type[str] | type[int] | type[float]] = {name: NUMBERS.get(name, str) for name in NAMES}


def rows(reading: Reading, document_id: str) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each coded event of a reading, a cell for each of COLUMNS; `document_id` is the user's own.

    Offsets are half-open, in code points of the document's text: `text` are the first words behind the event.
    """
    date = reading.document.date
    for event in coded(reading):
        cells: dict[str, Cell] = {
            "document_id": document_id,
            "document_date": date.edtf if date else None,
            "event_id": event.id,
            "aux": _joined(event.aux),
            "contexts": _joined(event.contexts),
            **_parties("actor", event.actors),
            **_parties("recipient", event.recipients),
            "place": event.place.name if event.place else None,
            "place_country": event.place.country if event.place else None,
            **_words(event, reading),
            "reader": reading.reader,
        }
        yield tuple(cells[name] if name in cells else getattr(event, name) for name in COLUMNS)


def _parties(role: str, parties: Sequence[Party]) -> dict[str, Cell]:
    return {f"{role}_{field}": _joined([getattr(party, field) for party in parties]) for field in PARTY}


def _joined(values: Sequence[str | None]) -> str | None:
    """Return the values in one cell; one that is missing keeps its place among others: "USA; "."""
    return "; ".join(value or "" for value in values) if any(values) else None


def _words(event: Coded, reading: Reading) -> dict[str, Cell]:
    """Return the first words behind an event, who says them (None: the document, without a name), their sentence."""
    first, around = next(iter(event.words), None), event.sentence
    nobody = f"document {reading.document.id}"
    return {
        "voice": first.voice if first and first.voice != nobody else None,
        "text": first.quote if first else None,
        "start": first.span[0] if first else None,
        "end": first.span[1] if first else None,
        "sentence": around.text if around else None,
        "sentence_number": around.number if around else None,
        "sentence_start": around.span[0] if around else None,
        "sentence_end": around.span[1] if around else None,
    }
