"""Read current readings out of the file, all or those of some documents, with the acts that it keeps of those."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import apsw
import msgspec

from dragoman import edtf
from dragoman.model import Document, Reading, Record
from dragoman.record import kept, versions
from dragoman.record.body import unpacked
from dragoman.record.settled import edtf_of

if TYPE_CHECKING:
    from dragoman.record.store import Store


def readings(
    connection: apsw.Connection, where: str = "", values: tuple[apsw.SQLiteValue, ...] = ()
) -> Iterator[Reading]:
    """Yield current readings with their documents put back in, as the reader found them."""
    for body, metadata, text in connection.execute(
        "SELECT body, metadata, text FROM readings JOIN documents ON documents.number = document"
        f" WHERE current = 1 {where}",
        values,
    ):
        document = msgspec.structs.replace(msgspec.json.decode(metadata, type=Document), text=text)
        yield msgspec.structs.replace(unpacked(body, text), document=document)


def part(store: Store, documents: Iterable[str]) -> Record:
    """Return the record of some documents (ids) as people judged them, in the order of their dates.

    What the file keeps of acts and doubts comes with it, once all is linked (views/linking/kept.py). An act of which
    other documents tell too is whole only where those are among them.
    """
    ids = json.dumps(sorted(set(documents)))
    gone = versions.replaced(store.connection)
    found = readings(store.connection, "AND documents.id IN (SELECT value FROM json_each(?))", (ids,))
    found = (reading for reading in found if reading.document.sha256 not in gone)
    judged = sorted(store.judgements.laid_over(found), key=lambda reading: order(reading.document))
    links = store.judgements.links()
    acts = kept.acts(store.connection, ids)
    doubts = kept.doubts(store.connection, ids) if acts else ()
    return Record(name=store.path.stem, readings=tuple(judged), links=links, acts=acts, doubts=doubts)


def order(document: Document) -> tuple[object, ...]:
    """Sort by date, then by id: the order never depends on when a document was added."""
    return (*edtf.sort_key(edtf_of(document)), document.id)
