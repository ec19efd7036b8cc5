"""Write the entries that were read as a sheet for people to correct, and say what they corrected in one.

A sheet is TOML in the form of entries by hand (terms/sheet.tsv). Importing one makes judgements: an edit for each value
that is another one, accept or reject where `review` says so. `seen` tells whether an entry was judged, or read
otherwise, after the sheet was written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from dragoman.kinds import BY_HAND
from dragoman.model import Entry, Reading, Record, When
from dragoman.problems import IntakeError
from dragoman.reading.byhand.form import Key, complaint, listed, tables
from dragoman.reading.byhand.scan import Fault, Row, scan, told, unfit
from dragoman.reading.byhand.write import written
from dragoman.record import Verdict

FORM = "sheet"
SHEET = re.compile(r"(?:#[^\n]*\n|\s)*+\[record\]")
LONGEST = 50_000_000  # characters of a sheet: of 100,000 entries
KINDS = ("commitment", "decision", "verification")
FIELD = {"slot": "question"}  # keys that an entry calls otherwise
VERDICTS: dict[str, Verdict] = {"accepted": "accept", "rejected": "reject"}
STATES = ("new", "accepted", "rejected", "edited", "obsolete")
NEVER = ("id", "document", "seen", "words")  # are no values of the entry


class Change(NamedTuple):
    """A judgement that a sheet asks for: of which entry, which verdict, with what."""

    entry: str
    verdict: Verdict
    values: tuple[str, ...] = ()


def sheet(record: Record) -> str:
    """Return the commitments, decisions and verifications that were read, as text; "" where there are none."""
    rows = list(_rows(record))
    return written([("record", {"name": record.name}), *rows], FORM) if rows else ""


def is_sheet(text: str) -> bool:
    """Return whether a text is a sheet, sound or not."""
    return SHEET.match(text) is not None


def changes(text: str, name: str, record: Record) -> list[Change]:
    """Return what a sheet asks for, in its order. `name` is that of the file, `record` what it is imported into.

    Raises IntakeError with a line for each thing that is wrong.
    """
    if why := unfit(text, LONGEST):
        raise IntakeError(f"'{name}' {why}.")
    rows, faults = scan(text)
    current = dict(_by_id(record))
    seen: set[Any] = set()
    for row in rows if not faults else ():
        wrong = list(_of_form(row))
        faults += wrong
        if row.table in KINDS and not wrong:
            faults += _of_entry(row, current.get(row.get("id")), twice=row.get("id") in seen)
            seen.add(row.get("id"))
    if faults:
        raise IntakeError(told(name, faults))
    return [change for row in rows if row.table in KINDS for change in _wanted(row, current[row.get("id")])]


def _rows(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    for reading in record.readings:
        if reading.document.channel != BY_HAND:
            found: tuple[Entry, ...] = (*reading.commitments, *reading.decisions, *reading.verifications)
            yield from ((type(entry).__name__.lower(), _values(reading, entry)) for entry in found)


def _by_id(record: Record) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((values["id"], {**values, "table": table}) for table, values in _rows(record))


def _values(reading: Reading, entry: Entry) -> dict[str, Any]:
    """Return an entry as a table of the sheet."""
    table = type(entry).__name__.lower()
    values = {key: _value(entry, key) for key in tables(FORM)[table] if key not in NEVER}
    digest = hashlib.sha256(msgspec.json.encode(values, order="sorted")).hexdigest()
    words = entry.sources[0].quote if entry.sources else None
    return {"id": entry.id, "document": reading.document.id, "seen": digest[:8], **values, "words": words}


def _value(entry: Entry, key: str) -> Any:
    if key == "review":
        return entry.review.state if entry.review else "new"
    value = getattr(entry, FIELD.get(key, key))
    if key == "options":
        return [" ".join(filter(None, (one.stance, one.value, one.by and f"({one.by})"))) for one in value]
    if isinstance(value, When):
        return value.edtf
    return list(value) if isinstance(value, tuple) else value


def _of_form(row: Row) -> Iterator[Fault]:
    known = tables(FORM)
    if row.table not in known:
        yield Fault(row.line, f"there is no table [[{row.table}]] in a sheet; there are: {', '.join(known)}.")
        return
    for name, cell in row.cells.items():
        key = known[row.table].get(name)
        if key is None:
            yield Fault(cell.line, f"{row.called}: there is no key '{name}'; there are: {', '.join(known[row.table])}.")
        elif wrong := _complaint(key, cell.value):
            yield Fault(cell.line, f"{row.called}: '{name}' {wrong}.")


def _complaint(key: Key, value: Any) -> str | None:
    if key.kind == "review":
        return None if value in STATES else f"is '{str(value)[:60]}'; allowed: {', '.join(STATES)}"
    if value in ("", []) and not key.need:
        return None  # emptied
    return complaint(key.kind, value)


def _of_entry(row: Row, current: dict[str, Any] | None, *, twice: bool) -> Iterator[Fault]:
    if current is None or current["table"] != row.table:
        what = f"the record has no {row.table} of this id that was read. One of your own goes into a process."
        yield Fault(row.line, f"{row.called}: {what}")
        return
    if twice:
        yield Fault(row.line, f"{row.called}: it stands in the sheet twice. Leave one out.")
    changed = [key for key in row.cells if _differs(row, key, current)]
    anew = row.get("seen") != current["seen"]
    if anew and any(key != "review" or row.get(key) in VERDICTS for key in changed):
        what = "it was judged, or read otherwise, since the sheet was written. Export it anew, and change it there."
        yield Fault(row.line, f"{row.called}: {what}")
    if anew:
        return  # or the sheet says what the record says by now: it was imported before
    for key in changed:
        known = tables(FORM)[row.table].get(key)
        if known and known.need == "kept":
            yield Fault(row.cells[key].line, f"{row.called}: '{key}' cannot be changed here. Put it back.")
    if "review" in changed and row.get("review") not in VERDICTS:
        what = f"set 'review' to accepted or rejected; `dragoman judge` undoes what made it '{current['review']}'."
        yield Fault(row.cells["review"].line, f"{row.called}: {what}")
    if "review" in changed and len(changed) > 1:
        what = "correct values, or accept or reject it: not both. A corrected entry is 'edited' by itself."
        yield Fault(row.cells["review"].line, f"{row.called}: {what}")


def _differs(row: Row, key: str, current: dict[str, Any]) -> bool:
    return listed(row.get(key) or ()) != listed(current.get(key) or ()) if key != "seen" else False


def _wanted(row: Row, current: dict[str, Any]) -> Iterator[Change]:
    id = current["id"]
    for key in row.cells:
        if not _differs(row, key, current):
            continue
        if key == "review":
            yield from (Change(id, verdict) for state, verdict in VERDICTS.items() if state == row.get(key))
        else:
            yield Change(id, "edit", (FIELD.get(key, key), *listed(row.get(key) or ())))
