"""Export as PETRARCH writes its events: tab-separated lines without a header, CAMEO codes and coded actors.

date source target code issues ids url publisher, then the words for source, target and event, as its options add them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Reading, Record
from dragoman.publish.cells import Cell, line, text
from dragoman.publish.coded import Coded, Party, coded, dyads

NOBODY = "---"


def export(record: Record) -> Iterable[str]:
    """Yield one line for each pair of source and target."""
    for reading in record.readings:
        for row in coded(reading):
            if row.real and row.cameo:
                yield from (line(tuple(_cells(reading, row, *pair))) for pair in dyads(row))


def _cells(reading: Reading, row: Coded, source: Party | None, target: Party | None) -> Iterator[Cell]:
    document = reading.document
    yield row.date.replace("-", "") if row.date and not row.enddate else None
    yield from (_code(source), _code(target), row.cameo, None)
    yield f"{document.id}_{row.sentence.number if row.sentence else 0}"
    yield from (text(document.url), text(document.publisher))
    yield from (_words(source), _words(target), text(row.words[0].quote) if row.words else None)


def _code(party: Party | None) -> str:
    """Return the code of an actor: one without a country has three dashes in its place, as "---REB"."""
    if party is None or party.cameo is None:
        return NOBODY
    return party.cameo if party.country else NOBODY + party.cameo


def _words(party: Party | None) -> str | None:
    return text(party.raw or party.name) if party else NOBODY
