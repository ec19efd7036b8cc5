"""Add readings to a record and give them back. No text and no word is ever changed.

with Store(Path("dragoman.db")) as store:
    store.add(reading)
    record = store.record()
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Literal

import msgspec

from dragoman.kinds import entries
from dragoman.model import Document, Entry, Reading, Record, Value
from dragoman.problems import RecordError, UsageError
from dragoman.record import check, entered, file, kept, search, versions
from dragoman.record.anchors import kind_of
from dragoman.record.arrivals import Arrivals
from dragoman.record.body import packed, told
from dragoman.record.failures import Failures
from dragoman.record.judging import Judgements
from dragoman.record.part import order
from dragoman.record.part import readings as readings_of
from dragoman.record.settled import edtf_of, say, settled

BATCH = 64  # readings in one transaction of add_many: a kill loses at most these, and they were not acknowledged


class Added(Value, frozen=True, kw_only=True):
    """What `add` did with one document; `notes` says in words what changed or why nothing did."""

    document: str
    title: str | None
    outcome: Literal["added", "updated", "unchanged"]
    notes: tuple[str, ...] = ()


class Store:
    """One record on disk. Open it, use it, close it (or use it as a context manager)."""

    def __init__(self, path: Path, *, create: bool = True, wait_s: float = 5.0) -> None:
        """Open the record at `path`; `create` makes one where there is none, `wait_s` is the patience with a lock.

        Raises RecordError (StorageError where it cannot be written).
        """
        self.path = path
        self.connection = file.connect(path, create, wait_s)
        search.prepare(self.connection)
        self.judgements = Judgements(self)
        self.arrivals = Arrivals(self)
        self.failures = Failures(self)

    def __enter__(self) -> Store:
        """Return the store itself: it is open already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, whatever happened."""
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self.connection.close()

    # ---- in ---------------------------------------------------------------------------------------------------------

    def settle(self, document: Document) -> Document:
        """Return the document with what the record already knows of it, such as a date that was given before.

        Read the document that this returns: its times then resolve against the best date.
        """
        with file.errors(self.path):
            row = self._row(document.sha256)
        return settled(row[1], document)[0] if row else document

    def has(self, document: Document, reader: str) -> bool:
        """Return whether adding a reading of this document by this reader would change nothing: it need not be read."""
        with file.errors(self.path):
            row = self._row(document.sha256)
            return bool(row and not settled(row[1], document)[1] and self._read_by(row[0], reader))

    def add(self, reading: Reading) -> Added:
        """Keep one reading with its document, in one transaction; adding the same again changes nothing and says so."""
        return self._keep([reading], "Nothing of it was kept; what the record held before is safe.")[0]

    def add_many(self, readings: Iterable[Reading], batch: int = BATCH) -> Iterator[Added]:
        """Keep readings, `batch` in one transaction, and yield what happened to each once it is safe on disk.

        When the readings stop coming (Ctrl-C), those that are whole are kept before the interruption goes on.
        """
        group: list[Reading] = []
        safe = 0
        try:
            for reading in readings:
                group.append(reading)
                if len(group) >= batch:
                    full, group = group, []
                    done = self._keep(full, _safe(safe))
                    safe += len(done)
                    yield from done
        finally:
            rest = self._keep(group, _safe(safe))
        yield from rest

    @contextmanager
    def together(self, kept: str = "") -> Iterator[None]:
        """Keep all that a block keeps, or nothing of it; `kept` says in an error of the file what is safe."""
        with file.errors(self.path, kept), file.immediate(self.connection):
            yield

    def remove(self, document_id: str) -> None:
        """Take a document and all that was read in it out of the record. Raises UsageError for an unknown id."""
        with self._changed():
            number, _ = self._number(document_id)
            title = self.connection.execute("SELECT title FROM documents WHERE number = ?", (number,)).get
            self.arrivals.note(document_id, str(title) if title else None, "removed")
            self._forget_words(number)
            self.connection.execute("DELETE FROM documents WHERE number = ?", (number,))

    # ---- out --------------------------------------------------------------------------------------------------------

    def documents(self) -> tuple[Document, ...]:
        """Return all documents without their texts, in the order of their dates; of a changed page the newest."""
        with file.errors(self.path):
            rows = self.connection.execute("SELECT metadata FROM documents").fetchall()
            gone = versions.replaced(self.connection)
        documents = (msgspec.json.decode(str(row[0]), type=Document) for row in rows)
        return tuple(sorted((document for document in documents if document.sha256 not in gone), key=order))

    def reading(self, document_id: str) -> Reading:
        """Return the current reading of a document as people judged it, its text included.

        Raises UsageError for an unknown id.
        """
        with file.errors(self.path), self.connection:  # one moment: another process may take it out meanwhile
            (reading,) = self.judgements.laid_over([self.document_as_read(document_id)])
        return reading

    def readings(self, document_ids: Iterable[str]) -> dict[str, Reading]:
        """Return the current readings of some documents by id, as people judged them; none of what is not there."""
        ids = msgspec.json.encode(sorted(set(document_ids))).decode()
        with file.errors(self.path), self.connection:
            read = readings_of(self.connection, "AND documents.id IN (SELECT value FROM json_each(?))", (ids,))
            found = tuple(self.judgements.laid_over(read))
        return {reading.document.id: reading for reading in found}

    def record(self, thin: Callable[[Reading], Reading] | None = None) -> Record:
        """Return the whole record as people judged it: the current readings in the order of their documents' dates.

        `thin` takes from each reading what is not asked for, before the next one is decoded.
        """
        with file.errors(self.path), self.connection:  # one moment for all, whoever writes meanwhile
            judged = self.judgements.laid_over(self.all_as_read())
            judged = map(thin, judged) if thin else judged
            readings = sorted(judged, key=lambda reading: order(reading.document))
            links = self.judgements.links()
            acts = kept.acts(self.connection)
            doubts = kept.doubts(self.connection) if acts else ()
        return Record(name=self.path.stem, readings=tuple(readings), links=links, acts=acts, doubts=doubts)

    def entry(self, prefix: str) -> tuple[Reading, Entry]:
        """Return the entry whose id starts with `prefix`, and the reading it is in, as people judged them.

        Raises UsageError when there is none, or more than one: the message lists them.
        """
        with file.errors(self.path), self.connection:
            as_read, entry = self.entry_as_read(prefix)
            reading = next(self.judgements.laid_over([as_read]))
        return reading, next(found for found in entries(reading) if found.id == entry.id)

    def entry_as_read(self, prefix: str) -> tuple[Reading, Entry]:
        """Return the same, as the reader found it. Raises UsageError when there is none, or more than one."""
        found = self.connection.execute(
            "SELECT entries.id, documents.id FROM entries JOIN documents ON documents.number = document"
            " WHERE entries.id >= ? AND entries.id < ? ORDER BY entries.id, documents.id LIMIT 9",
            (prefix, prefix + "\U0010ffff"),
        ).fetchall()
        exact = [row for row in found if row[0] == prefix] or found
        if not prefix or not exact:
            raise UsageError(f"no entry '{prefix}' in {self.path}. The timeline shows the ids of all entries.")
        if len(exact) > 1:  # views do not show older versions of a page: a beginning that they print must do
            gone = {sha256[:12] for sha256 in versions.replaced(self.connection)}
            exact = [row for row in exact if row[1] not in gone] or exact
        if len(exact) > 1:
            listed = "; ".join(self._told(str(row[0]), str(row[1])) for row in exact[:8])
            more = " and more" if len(exact) > 8 else ""
            raise UsageError(f"'{prefix}' stands for more than one entry: {listed}{more}. Give more letters.")
        return self._entry(str(exact[0][0]), str(exact[0][1]))

    def document_as_read(self, document_id: str) -> Reading:
        """Return the current reading of a document as the reader found it. Raises UsageError for an unknown id."""
        number, _ = self._number(document_id)
        return next(readings_of(self.connection, "AND documents.number = ?", (number,)))

    def holder_of(self, entry: str, address: str) -> str | None:
        """Return a document, other than those from an address, that has an entry of exactly this id."""
        rows = self.connection.execute(
            "SELECT documents.id, sha256 FROM entries JOIN documents ON documents.number = document"
            " WHERE entries.id = ? AND metadata ->> '$.url' IS NOT ?",
            (entry, address),
        ).fetchall()
        gone = versions.replaced(self.connection) if rows else frozenset()
        return next((str(id) for id, text in rows if text not in gone), None)

    def as_read(self, sha256: str) -> Reading | None:
        """Return the current reading of a text as the reader found it, None where the record does not hold the text."""
        return next(readings_of(self.connection, "AND documents.sha256 = ?", (sha256,)), None)

    def all_as_read(self) -> Iterator[Reading]:
        """Yield the current readings as the reader found them, of a changed page that of the newest text."""
        gone = versions.replaced(self.connection)
        return (reading for reading in readings_of(self.connection) if reading.document.sha256 not in gone)

    def versions(self, prefix: str) -> tuple[Reading, ...]:
        """Return the readings of all versions of a page that the record holds, oldest first, as people judged them.

        `prefix` begins the id of one of them. Raises UsageError when no document, or more than one, is called so.
        """
        with file.errors(self.path):
            rows = self.connection.execute(
                "SELECT sha256 FROM documents WHERE id >= ? AND id < ? LIMIT 2", (prefix, prefix + "g")
            ).fetchall()
            if not prefix or len(rows) != 1:
                what = "more than one document begins with" if rows and prefix else "no document"
                raise UsageError(f"{what} '{prefix}' in {self.path}. `dragoman show documents` lists them.")
            found = map(self.as_read, versions.chain(self.connection, str(rows[0][0])))
            return tuple(self.judgements.laid_over(reading for reading in found if reading))

    def find(self, query: str, limit: int = 50) -> tuple[search.Hit, ...]:
        """Return where the words of the query stand, in documents and in entries (see search.py for its syntax).

        Older versions of a changed page are left out.
        """
        with file.errors(self.path):
            return search.find(self.connection, query, limit, versions.replaced(self.connection))

    def count(self) -> int:
        """Return how many entries there are, those of older versions of a page too."""
        with file.errors(self.path):
            return int(str(self.connection.execute("SELECT count(*) FROM entries").get))

    def check(self) -> tuple[check.Fault, ...]:
        """Return all faults of the record: in the file, in digests, spans, entries and the full-text tables."""
        with file.errors(self.path):
            return tuple(check.faults(self.connection, partial(readings_of, self.connection)))

    # ---- inside -----------------------------------------------------------------------------------------------------

    def _keep(self, readings: list[Reading], kept: str) -> list[Added]:
        if not readings:
            return []
        with self._changed(kept):
            return [self._put(reading) for reading in readings]

    @contextmanager
    def _changed(self, kept: str = "") -> Iterator[None]:
        """Keep documents that come or go together; all is linked anew where an id means another actor by that."""
        with self.together(kept):
            before = self.judgements.of_actors()
            yield
            if self.judgements.of_actors() != before:
                self.connection.execute("UPDATE linked_until SET version = ''")

    def _put(self, reading: Reading) -> Added:
        document = reading.document
        _refuse_wrong_digest(document)
        row = self._row(document.sha256)
        if row is None:
            self._read_into(self._insert(document), reading)
            notes = versions.take_place(self.connection, document)
            self.arrivals.came(reading, notes)
            return Added(document=document.id, title=document.title, outcome="added", notes=notes)
        number, stored = row
        if notes := versions.take_place_again(self.connection, document):
            self._to_be_linked(number)
            self.arrivals.came(reading, notes)
            return Added(document=stored.id, title=stored.title, outcome="updated", notes=notes)
        known, notes = settled(stored, document)
        added = Added(document=stored.id, title=known.title, outcome="unchanged", notes=notes)
        if edtf_of(known) != edtf_of(document):
            # The times in this reading hang on a date that the record knows better: `settle` it and read again.
            return msgspec.structs.replace(added, title=stored.title, notes=(f"kept the date {say(stored)}",))
        if not notes and self._read_by(number, reading.reader):
            return msgspec.structs.replace(added, notes=("already in the record",))
        changed = self.arrivals.differing(document.sha256, reading)
        self._update(number, known)
        self._read_into(number, reading)
        notes = notes or (f"read by {reading.reader}",)
        self.arrivals.note(known.id, known.title, "updated", "; ".join(notes), changed)
        return msgspec.structs.replace(added, outcome="updated", notes=notes)

    def _row(self, sha256: str) -> tuple[int, Document] | None:
        row = self.connection.execute("SELECT number, metadata FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
        return (row[0], msgspec.json.decode(row[1], type=Document)) if row else None

    def _number(self, document_id: str) -> tuple[int, str]:
        row = self.connection.execute("SELECT number, id FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise UsageError(f"no document '{document_id}' in {self.path}. `dragoman show documents` lists them.")
        return int(row[0]), str(row[1])

    def _entry(self, id: str, document_id: str) -> tuple[Reading, Entry]:
        reading = self.document_as_read(document_id)
        return reading, next(entry for entry in entries(reading) if entry.id == id)

    def _told(self, id: str, document_id: str) -> str:
        reading, entry = self._entry(id, document_id)
        words = next(words for one, words in entered.words_of(reading) if one is entry)
        return f"{id} ({kind_of(entry)} in {document_id}: {words[:60]})"

    def _read_by(self, number: int, reader: str) -> bool:
        query = "SELECT 1 FROM readings WHERE document = ? AND reader = ?"
        return self.connection.execute(query, (number, reader)).fetchone() is not None

    def _insert(self, document: Document) -> int:
        row = (document.id, document.sha256, datetime.now(UTC).isoformat(timespec="seconds"), *_metadata(document))
        self.connection.execute(
            "INSERT INTO documents (id, sha256, added, title, date, metadata, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*row, document.text),
        )
        number = self.connection.last_insert_rowid()
        self._index_document(number)
        return number

    def _update(self, number: int, document: Document) -> None:
        self._forget_words(number)
        self.connection.execute(
            "UPDATE documents SET title = ?, date = ?, metadata = ? WHERE number = ?", (*_metadata(document), number)
        )
        self._index_document(number)

    def _read_into(self, number: int, reading: Reading) -> None:
        """Make the reading the current one of its document, and its entries those of the document."""
        self._forget_entries(number)
        self.connection.execute("UPDATE readings SET current = 0 WHERE document = ?", (number,))
        self.connection.execute(
            "INSERT INTO readings (document, reader, current, body) VALUES (?, ?, 1, ?)"
            " ON CONFLICT (document, reader) DO UPDATE SET current = 1, body = excluded.body",
            (number, reading.reader, packed(reading)),
        )
        entered.enter(self.connection, number, reading)

    def _index_document(self, number: int) -> None:
        self.connection.execute(
            "INSERT INTO document_words (rowid, title, text)"
            " SELECT number, title, text FROM documents WHERE number = ?",
            (number,),
        )

    def _forget_words(self, number: int) -> None:
        self._forget_entries(number)
        self.connection.execute(
            "INSERT INTO document_words (document_words, rowid, title, text)"
            " SELECT 'delete', number, title, text FROM documents WHERE number = ?",
            (number,),
        )

    def _forget_entries(self, number: int) -> None:
        self._to_be_linked(number)
        entered.forget(self.connection, number)

    def _to_be_linked(self, number: int) -> None:
        self.connection.execute(
            "INSERT OR IGNORE INTO unlinked (document) SELECT id FROM documents WHERE number = ?", (number,)
        )


def _metadata(document: Document) -> tuple[str | None, str | None, str]:
    without = msgspec.structs.replace(document, text="")
    return document.title, edtf_of(document), msgspec.json.encode(told(without)).decode()


def _refuse_wrong_digest(document: Document) -> None:
    try:
        digest = hashlib.sha256(document.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise RecordError(f"document {document.id}: its text holds half a character ({error}), no file can.") from error
    if digest != document.sha256 or not digest.startswith(document.id):
        raise RecordError(
            f"document {document.id}: its digest is not that of its text. Make documents with an intake, not by hand."
        )


def _safe(count: int) -> str:
    return f"{count} documents of this run are kept, the rest is not."
