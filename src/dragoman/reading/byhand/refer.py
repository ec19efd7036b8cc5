"""Check what entries by hand name: every id leads to a table of the file, all words to a source that has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from dragoman.kinds import ADDRESS
from dragoman.reading.byhand import values
from dragoman.reading.byhand.form import DOCUMENT, FIELDS, Key, complaint, listed, tables
from dragoman.reading.byhand.scan import Fault, Row

ENTRIES = ("milestone", "commitment", "verification", "position", "decision")
STEPS = ("milestone", "commitment")
LISTED = 8  # names that a message lists
AS_WORDS = "words"  # the basis where none is given: verbatim


class Record(NamedTuple):
    """What is asked of the record that the entries are for.

    The text of a document by its id; the id of a document, not from the given address, that has an entry of an id.
    """

    text_of: Callable[[str], str | None]
    holder_of: Callable[[str, str], str | None]


class Known:
    """What a file gives ids to; of two with one id the first."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: dict[str, Row] = {}
        for row in rows:
            if isinstance(id := row.get("id"), str):
                self.rows.setdefault(id, row)
        self.found: dict[tuple[str, ...], dict[str, None]] = {}

    def of(self, *tables: str) -> Collection[str]:
        """Return the ids that stand in some tables; the parties of a process together are an actor."""
        if tables not in self.found:
            self.found[tables] = {
                id: None
                for id, row in self.rows.items()
                if row.table in tables or ("actor" in tables and row.table == "process" and row.get("parties"))
            }
        return self.found[tables]


def faults(rows: Sequence[Row], record: Record) -> Iterator[Fault]:
    """Yield what does not lead anywhere. `rows` are sound by themselves."""
    if sum(row.table == "process" for row in rows) != 1:
        yield Fault(1, "a file is one process: it has one table [process], with its id and title.")
    known = Known(rows)
    address = next((f"{ADDRESS}{row.get('id')}" for row in rows if row.table == "process"), ADDRESS)
    for row in rows:
        yield from _named_twice(row, known)
        if row.table in ENTRIES and (held := record.holder_of(row.get("id") or "", address)):
            what = f"document {held} of the record has an entry of this id already. Give it another id."
            yield Fault(row.line, f"{row.called}: {what}")
        keys = tables()[row.table]
        for name in row.cells:
            yield from _of_key(row, name, keys[name], known)
        if "words" in keys:
            yield from _of_words(row, known, record)
        yield from (Fault(row.cells[name].line, f"{row.called}: {what}.") for name, what in _of_table(row, known))


def _named_twice(row: Row, known: Known) -> Iterator[Fault]:
    id = row.get("id")
    if not isinstance(id, str):
        return
    first = known.rows[id]
    if first is not row:
        what = f"{first.called} in line {first.line} has this id already. No two things have one."
        yield Fault(row.cells["id"].line, f"{row.called}: {what}")


def _of_key(row: Row, name: str, key: Key, known: Known) -> Iterator[Fault]:
    if not key.leads_to or key.kind == "source":
        return
    allowed = known.of(*key.leads_to)
    for part in listed(row.get(name)):
        if part == row.get("id"):
            yield Fault(row.cells[name].line, f"{row.called}: '{name}' is itself. Name another.")
        elif part not in allowed and not (key.or_words and re.search(r"\s", part)):
            words = ", nor words (two or more)" if key.or_words else ""
            yield Fault(
                row.cells[name].line,
                f"{row.called}: '{name}' is '{part[:60]}', which is no {_tables(key.leads_to)} of this file{words}. "
                f"{_those(allowed)} Declare it, or mend the id.",
            )


def _of_words(row: Row, known: Known, record: Record) -> Iterator[Fault]:
    """Yield why the words of a table lead to no source."""
    source, words, basis = row.get("source"), row.get("words"), row.get("basis") or AS_WORDS
    if source is None:
        if basis != "recalled" and "source" not in row.cells:
            yield Fault(row.line, f"{row.called}: 'source' is missing. Name it, or say basis = \"recalled\".")
    elif source in known.of("source"):
        return
    elif not DOCUMENT.fullmatch(source) or (text := record.text_of(source)) is None:
        yield Fault(
            row.cells["source"].line,
            f"{row.called}: 'source' is '{source[:60]}', which is no [[source]] of this file and no document of the "
            f"record. {_those(known.of('source'))} `dragoman show documents` lists the others.",
        )
    elif basis == AS_WORDS and words and _plain(words) not in _plain(text):
        yield Fault(
            row.cells["words"].line,
            f"{row.called}: '{words[:60]}' does not stand in document {source}. Copy its words as they stand there, or "
            'say basis = "summary".',
        )


def _of_table(row: Row, known: Known) -> Iterator[tuple[str, str]]:
    """Yield what is wrong between the keys of one table: a key, and what is wrong with it."""
    steps, places = known.of(*STEPS), known.of("place")
    for name in ("due", "rule"):
        yield from ((name, f"'{name}' {wrong}") for wrong in values.of_rule(row.get(name) or "", steps))
    if row.table in ("position", "decision") and (value := row.get("value")) and (slot := row.get("slot")):
        yield from (("value", f"'value' {wrong}") for wrong in values.of_position(slot, value, places, steps))
    if row.table == "condition" and row.get("waits_for") and row.get("waits_for") == row.get("of"):
        yield "waits_for", "it waits for itself. Name another"
    if row.table == "place" and ("lat" in row.cells) != ("lon" in row.cells):
        yield next(name for name in ("lat", "lon") if name in row.cells), "'lat' and 'lon' go together"
    if row.table == "status" and (item := row.get("item")):
        yield from _of_item(item, known.rows.get(row.get("of") or ""), known)
    if row.table == "account":
        yield from _of_account(row, known)


def _of_item(item: str, commitment: Row | None, known: Known) -> Iterator[tuple[str, str]]:
    place = known.rows.get((commitment.get("place") if commitment else None) or "")
    items = listed(place.get("items")) if place else ()
    if place and items and item not in items:
        yield "item", f"'{item[:60]}' is no item of {place.called}. {_those(items)}"


def _of_account(row: Row, known: Known) -> Iterator[tuple[str, str]]:
    field, value = row.get("field") or "when", row.get("value")
    if field not in FIELDS:
        yield "field", f"'field' is '{field[:60]}'; allowed: {', '.join(FIELDS)}"
    elif value is not None:
        kind = {"when": "date", "phase": "one of Phase"}.get(field, "text")
        if wrong := complaint(kind, value):
            yield "value", f"'value' {wrong}"
        elif field == "place" and value not in known.of("place"):
            yield "value", f"'value' is '{value[:60]}', which is no [[place]] of this file"


def _tables(names: Sequence[str]) -> str:
    return " or ".join(f"[{name}]" if name == "process" else f"[[{name}]]" for name in names)


def _those(allowed: Collection[str]) -> str:
    if not allowed:
        return "There are none."
    more = f" and {len(allowed) - LISTED} more" if len(allowed) > LISTED else ""
    return f"There are: {', '.join(islice(allowed, LISTED))}{more}."


def _plain(text: str) -> str:
    return " ".join(text.split())
