"""Ask what if: the record without an entry, or with a step assumed done. Nothing is kept of it.

Any view of the record that comes back is the view as it would be; beside that of the record itself it shows what hangs
on the entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from dragoman.kinds import ENTRIES, entries
from dragoman.model import Commitment, Decision, Entry, Reading, Record, Source, Status, Value, Verification, When
from dragoman.problems import UsageError
from dragoman.views.steps import process
from dragoman.views.stood import last_day

ASSUMED = "assumed"  # the basis of a day that nobody gives


def drop(record: Record, ids: Iterable[str]) -> Record:
    """Return the record as if these entries had not been read or entered; ids may be cut short.

    Without a statement, what it alone vouches for is gone as well. Raises UsageError for an id that is not there.
    """
    gone = {_whole(record, id) for id in ids}
    return msgspec.structs.replace(
        record, readings=tuple(_without(reading, gone) for reading in record.readings), acts={}, doubts=()
    )


def assume(record: Record, ids: Iterable[str], day: str) -> Record:
    """Return the record as if these steps had been done in full on a day (EDTF), or these days had come.

    A verification is assumed to have been completed and to have confirmed. How it would be known is not assumed.
    Raises UsageError for an id that is not there, or of another kind of entry, and where `day` is no date.
    """
    last_day(day)
    wanted = {_whole(record, id) for id in ids}
    for step in process(record).steps:
        if wanted.intersection((step.id, *step.also)):
            wanted.update((step.id, *step.also))
    readings = []
    for reading in record.readings:
        fields: dict[str, Any] = {
            field: tuple(_done(entry, day) if entry.id in wanted else entry for entry in getattr(reading, field))
            for field in ENTRIES
            if wanted.intersection(entry.id for entry in getattr(reading, field))
        }
        readings.append(msgspec.structs.replace(reading, **fields))
    return msgspec.structs.replace(record, readings=tuple(readings), acts={}, doubts=())


def _whole(record: Record, id: str) -> str:
    """Return the id of the one entry whose id is, or begins with, what was given."""
    known = [entry.id for reading in record.readings for entry in entries(reading)]
    found = {id} if id in known else {one for one in known if id and one.startswith(id)}
    if len(found) == 1:
        return found.pop()
    what = f"{len(found)} entries begin with '{id}'. Give more of the id" if found else f"no entry '{id}' in the record"
    raise UsageError(f"{what}. `dragoman ledger` and `dragoman show timeline` list the ids.")


def _without(reading: Reading, gone: set[str]) -> Reading:
    """Return a reading without entries, and without what rests on nothing else."""
    lost = _told_in(reading, gone)
    fields = {
        field: tuple(kept for entry in getattr(reading, field) if (kept := _left(entry, gone | lost)))
        for field in ENTRIES
    }
    return msgspec.structs.replace(reading, **fields)


def _told_in(reading: Reading, gone: set[str]) -> set[str]:
    """Return the statements that are gone with others in which they are told."""
    lost = {statement.id for statement in reading.statements if statement.id in gone}
    while more := {one.id for one in reading.statements if one.within in lost and one.id not in lost}:
        lost |= more
    return lost


def _left(entry: Entry, gone: set[str]) -> Entry | None:
    """Return what is left of an entry, None where it is gone or nothing vouches for it any more."""
    if entry.id in gone:
        return None
    sources = tuple(source for source in entry.sources if source.statement not in gone)
    if entry.sources and not sources:
        return None
    changed: dict[str, Any] = {} if len(sources) == len(entry.sources) else {"sources": sources}
    if isinstance(entry, Commitment):
        changed["history"] = tuple(one for one in entry.history if _stays(one.source, gone))
        changed["conditions"] = tuple(
            one for one in entry.conditions if _stays(one.source, gone) and one.of not in gone
        )
        changed["pairs_with"] = tuple(one for one in entry.pairs_with if one not in gone)
    return msgspec.structs.replace(entry, **changed) if changed else entry


def _stays(source: Source | None, gone: set[str]) -> bool:
    return source is None or source.statement not in gone


def _done(entry: Entry, day: str) -> Entry:
    match entry:
        case Commitment():
            source = msgspec.structs.replace(entry.sources[0], how="inferred", says={})
            status = Status(as_of=day, phase="performed", level=3, source=source)
            return msgspec.structs.replace(entry, phase="performed", history=(*entry.history, status))
        case Decision():
            return msgspec.structs.replace(entry, status="decided", when=When(edtf=day, basis=ASSUMED))
        case Verification():
            when = When(edtf=day, basis=ASSUMED)
            return msgspec.structs.replace(entry, status="completed", finding="confirmed", when=when)
    raise UsageError(
        f"'{entry.id}' is a {type(entry).__name__.lower()}: only steps, days and verifications can be assumed."
    )


class Difference(Value, frozen=True, kw_only=True):
    """A row of a view as it is and as it would be; None where it is not in the view."""

    id: str
    before: Any = None
    after: Any = None


def differences(before: Iterable[Any], after: Iterable[Any]) -> tuple[Difference, ...]:
    """Return the rows, by their `id`, that are not the same in two views, in the order of the first one."""
    was = {row.id: row for row in before}
    now = {row.id: row for row in after}
    return tuple(
        Difference(id=id, before=was.get(id), after=now.get(id))
        for id in dict.fromkeys((*was, *now))
        if was.get(id) != now.get(id)
    )
