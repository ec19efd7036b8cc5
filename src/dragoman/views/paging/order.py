"""Keep where each entry stands in time and in the queue of doubt, act by act, in the table `shown`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from struct import pack
from typing import Any, NamedTuple

import apsw

from dragoman import edtf
from dragoman.model import Document, Entry, Link, Record, Statement
from dragoman.problems import RecordError
from dragoman.record import Store, file, kept
from dragoman.record.part import part
from dragoman.views.acts import Act, lead, order
from dragoman.views.asked import days
from dragoman.views.doubt import by_end, doubtful, ranks, waits
from dragoman.views.lines import Index, kind_of, place_of, position, rejected, status_of, who_of
from dragoman.views.linking import Found, linked
from dragoman.views.linking.board import Key
from dragoman.views.linking.kept import when_little_waits
from dragoman.views.statements import nested_in
from dragoman.views.timeline import rank

TOGETHER = 100  # acts put in order in one transaction
LITTLE = 500  # acts that are put in order while somebody waits for a page


class Row(NamedTuple):
    """A row of the table `shown`."""

    number: int
    act: int
    leads: bool
    kind: str
    status: str | None
    until: int | None
    who: str
    place: str | None
    key: bytes
    doubt: bytes | None


def in_order(store: Store, tell: Callable[[int, int], None] = lambda done, all: None) -> None:
    """Put the acts in order that came, went or changed since this was last done.

    `tell` is told again and again how many are done, and of how many. What is done is kept if it is cut off. What is
    not linked yet has no act: bring that up to date before (views/linking/kept.py).
    """
    done = 0
    with file.errors(store.path):
        while waiting(store.connection):
            with file.immediate(store.connection):
                if kept.waiting(store.connection):  # of another process, maybe while this one was at work
                    return
                acts = _unshown(store.connection)
                _put(store, acts)
            done += len(acts)
            tell(done, done + waiting(store.connection))


def little_in_order(store: Store) -> bool:
    """Link what little waits and put it in order; return whether all is in order then, so that pages are of now.

    A lock, or a file that is not ours to write, is no fault: pages are then as they were put in order last.
    """
    when_little_waits(store)
    with file.errors(store.path):
        if 0 < waiting(store.connection) <= LITTLE:
            with suppress(RecordError):
                in_order(store)
        return not waiting(store.connection) and not kept.waiting(store.connection)


def waiting(connection: apsw.Connection) -> int:
    """Return how many acts are not in order."""
    return int(str(connection.execute("SELECT count(*) FROM unshown").get))


def _unshown(connection: apsw.Connection) -> list[int]:
    rows: list[Any] = connection.execute("SELECT act FROM unshown LIMIT ?", (TOGETHER,)).fetchall()
    return [act for (act,) in rows]


def _put(store: Store, acts: list[int]) -> None:
    """Make the rows of some acts anew."""
    connection, chosen = store.connection, json.dumps(acts)
    rows: list[Any] = connection.execute(
        "SELECT number, document, entry FROM linked WHERE act IN (SELECT value FROM json_each(?))", (chosen,)
    ).fetchall()
    numbers = {(document, entry): number for number, document, entry in rows}
    connection.execute("DELETE FROM shown WHERE act IN (SELECT value FROM json_each(?))", (chosen,))
    connection.executemany("DELETE FROM shown WHERE number = ?", ((number,) for number in numbers.values()))
    found = _rows(part(store, {document for document, _ in numbers}), numbers)
    connection.executemany("INSERT INTO shown VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", found)
    connection.executemany("DELETE FROM unshown WHERE act = ?", ((act,) for act in acts))


def _rows(record: Record, numbers: Mapping[Key, int]) -> Iterator[Row]:
    joined = linked(record)
    unsure = by_end(joined.unsure)
    said: dict[str, dict[str, bytes]] = {}
    for act in joined.acts:
        index, entry = act[0]
        if (index.reading.document.id, entry.id) not in numbers:
            continue
        if isinstance(entry, Statement):
            for index, _ in act:
                if index.reading.document.id not in said:
                    said[index.reading.document.id] = dict(_told(index))
        first = lead(act)
        for found in act:
            yield _row(record, act, first, found, numbers, unsure, said)


def _row(
    record: Record,
    act: Act,
    first: Act,
    found: Found,
    numbers: Mapping[Key, int],
    unsure: Mapping[str, Sequence[Link]],
    said: Mapping[str, Mapping[str, bytes]],
) -> Row:
    index, entry = found
    document = index.reading.document
    key = document.id, entry.id
    told = isinstance(entry, Statement)
    return Row(
        number=numbers[key],
        act=record.acts[key],
        leads=not told and found is first[0],
        kind=kind_of(entry),
        status=None if rejected(entry) else status_of(entry),
        until=_until(index, entry),
        who=" ".join(index.name(ref) for ref in who_of(entry)).casefold(),
        place=place_of(entry),
        key=said[document.id][entry.id] if told else _key(first),
        doubt=_doubt(act, found, unsure) if waits(entry) else None,
    )


def _key(act: Act) -> bytes:
    """Return what sorts acts as the timeline does."""
    index, entry = act[0]
    start, end, _ = order(act)
    return _days(start, end) + bytes([rank(entry)]) + _in_time(index.reading.document) + pack(">I", position(entry))


def _told(index: Index) -> Iterator[tuple[str, bytes]]:
    """Yield what sorts the statements of a document: by the day of the outermost one, then as they are nested."""
    day = date.max
    for at, (statement, depth) in enumerate(nested_in(index.reading.statements)):
        if depth == 0:
            day = next(filter(None, days(index.reading, statement)), None) or date.max
        yield statement.id, _days(day) + _in_time(index.reading.document) + pack(">I", at)


def _until(index: Index, entry: Entry) -> int | None:
    """Return the last day that its time allows, where it ends with that."""
    if isinstance(entry, Statement):
        last = days(index.reading, entry)[1]
    elif kind_of(entry) == "meeting" and status_of(entry) != "postponed" and entry.when.edtf:
        last = edtf.bounds(entry.when.edtf)[1]
    else:
        last = None
    return last.toordinal() if last else None


def _doubt(act: Act, found: Found, unsure: Mapping[str, Sequence[Link]]) -> bytes:
    """Return what sorts the queue as views/doubt.py does."""
    index, entry = found
    item = doubtful(act, found, unsure.get(entry.id, ()))
    place = _in_time(index.reading.document) + pack(">I", position(entry))
    reasons = bytes(16 * one + other for one, other in zip(*[iter(ranks(item.reasons))] * 2, strict=True))
    return reasons + place + entry.id.encode()


def _in_time(document: Document) -> bytes:
    """Return what sorts documents as a record does, in few bytes, as every entry has them twice or more often."""
    words = document.date.edtf if document.date else None
    first, last, rest = edtf.sort_key(words)
    if rest == first.isoformat():  # another date of that very day begins with all of it, or with no digit
        rest = rest[:1]
    return _days(first, last) + f"{rest}\0".encode() + int(document.id[:12].ljust(12, "0"), 16).to_bytes(6)


def _days(*found: date) -> bytes:
    return b"".join(day.toordinal().to_bytes(3) for day in found)
