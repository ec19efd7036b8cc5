"""Say what is wrong with a record: the file, digests, the words behind every value, derived tables, judgements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

import apsw
import msgspec

from dragoman.kinds import entries
from dragoman.model import Reading, Statement, Value
from dragoman.problems import RecordError
from dragoman.record import entered, judgements

COPY = "put a copy of the record back"
DOCUMENT = re.compile("[0-9a-f]{12}")  # the id of one


class Fault(Value, frozen=True, kw_only=True):
    """Something wrong in a record: what, and in which document and entry where that is known."""

    what: str
    document: str | None = None
    entry: str | None = None


def faults(connection: apsw.Connection, readings: Callable[..., Iterable[Reading]]) -> Iterator[Fault]:
    """Yield all faults; none from a sound record. `readings` are those of part.py."""
    yield from _of_file(connection)
    yield from _of_tables(connection)
    yield from (Fault(what=what) for what in judgements.breaks(connection))
    kept = {str(row[0]) for row in connection.execute("SELECT id FROM documents")}
    with entered.Comparison(connection) as comparison:
        known = True
        for document in sorted(kept):
            yield from _of_digest(connection, document)
            try:
                reading = next(iter(readings("AND documents.id = ?", (document,))), None)
            except RecordError as error:
                yield Fault(what=str(error), document=document)
                known = False
                continue
            if reading:
                yield from _of_words(reading)
                yield from _of_cited(reading, kept)
                yield from _of_entries(connection, reading)
                comparison.enter(reading)
        if known and comparison.differs():
            yield Fault(what=f"the full-text table entry_words is out of step; {COPY}")


def _of_file(connection: apsw.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield Fault(what=f"the file is damaged: {line}")
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Fault(what=f"row {row} of {table} points to nothing in {parent}")


def _of_tables(connection: apsw.Connection) -> Iterator[Fault]:
    mends = {"document_words": "`INSERT INTO document_words ... 'rebuild'` mends it", "entry_words": COPY}
    for table, mend in mends.items():
        try:
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except apsw.CorruptError:
            yield Fault(what=f"the full-text table {table} is out of step; {mend}")
    for (document,) in connection.execute(
        "SELECT id FROM documents WHERE number NOT IN (SELECT document FROM readings WHERE current = 1)"
    ).fetchall():
        yield Fault(what="a document without a reading", document=str(document))
    for document, entry in connection.execute(
        "SELECT document, entry FROM linked WHERE document NOT IN (SELECT document FROM unlinked) AND NOT EXISTS"
        " (SELECT 1 FROM entries JOIN documents ON documents.number = entries.document"
        " WHERE documents.id = linked.document AND entries.id = linked.entry)"
    ).fetchall():
        yield Fault(what="in an act, but not in the record", document=str(document), entry=str(entry))


def _of_digest(connection: apsw.Connection, document: str) -> Iterator[Fault]:
    for text, sha256 in connection.execute("SELECT text, sha256 FROM documents WHERE id = ?", (document,)).fetchall():
        if hashlib.sha256(str(text).encode()).hexdigest() != sha256:
            yield Fault(what="the text is not the one that was added: its digest differs", document=document)


def _of_words(reading: Reading) -> Iterator[Fault]:
    """Compare every quote in the reading with the text at its span."""
    text = reading.document.text
    for owner, span, quote in _quoted(reading, None):
        if text[span[0] : span[1]] != quote:
            what = f"the words at {span[0]}-{span[1]} are '{text[span[0] : span[1]]}', not '{quote}'"
            yield Fault(what=what, document=reading.document.id, entry=owner)


def _of_cited(reading: Reading, kept: Container[str]) -> Iterator[Fault]:
    """Look for the documents that entries by hand have their words from."""
    cited = {source.cited for entry in entries(reading) for source in entry.sources}
    cited |= {status.source.cited for one in reading.commitments for status in one.history}
    cited |= {waits.source.cited for one in reading.commitments for waits in one.conditions if waits.source}
    for id in sorted(filter(None, cited)):
        if DOCUMENT.fullmatch(id) and id not in kept:
            what = f"cites document {id}, which the record does not hold any more"
            yield Fault(what=what, document=reading.document.id)


def _quoted(value: Any, owner: str | None) -> Iterator[tuple[str | None, tuple[int, int], str]]:
    """Walk all values of a reading; yield each span with its words and the id of the entry they are in."""
    if isinstance(value, tuple):
        for part in value:
            yield from _quoted(part, owner)
    elif isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        owner = getattr(value, "id", owner)
        if "quote" in fields and "span" in fields:
            yield owner, value.span, value.quote  # type: ignore[attr-defined]
        if isinstance(value, Statement) and len(value.spans) == 1:
            yield owner, value.spans[0], value.content
        for name in fields:
            yield from _quoted(getattr(value, name), owner)


def _of_entries(connection: apsw.Connection, reading: Reading) -> Iterator[Fault]:
    rows = connection.execute(
        "SELECT entries.id FROM entries JOIN documents ON documents.number = document WHERE documents.id = ?",
        (reading.document.id,),
    ).fetchall()
    if sorted(str(row[0]) for row in rows) != sorted(entry.id for entry in entries(reading)):
        yield Fault(what="the table of entries is out of step with the reading", document=reading.document.id)
