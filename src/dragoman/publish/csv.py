"""Export as CSV for a spreadsheet: one row for each entry and source, in the order of the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dragoman.kinds import entries
from dragoman.model import Reading, Record
from dragoman.views.lines import Index, line, position

COLUMNS = (
    *("kind", "id", "status", "date", "when", "who", "place", "what", "words", "how", "statement", "voice"),
    *("document", "title", "published", "start", "end"),
)
# A spreadsheet takes a cell that begins so for a formula and runs it: "=HYPERLINK(...)" in a report's headline.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(record: Record) -> Iterable[str]:
    """Yield the header, then one row after the other."""
    yield _row(COLUMNS)
    for reading in record.readings:
        yield from map(_row, _cells(reading))


def safe(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(reading: Reading) -> Iterator[tuple[str, ...]]:
    index = Index(reading)
    document = reading.document
    about = (document.id, document.title or "", document.date.edtf if document.date else "")
    for entry in sorted(entries(reading), key=position):
        shown = line(index, entry)
        first = (shown.kind, shown.entry, shown.status or "", shown.edtf or "", shown.when or "", "; ".join(shown.who))
        for words in shown.words:
            said = (words.quote, words.how, words.statement or "", words.voice)
            yield (*first, shown.place or "", shown.what, *said, *about, str(words.span[0]), str(words.span[1]))


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe(cell) for cell in cells])
    return out.getvalue()
