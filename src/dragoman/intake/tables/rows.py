"""Make the document of a row: its text as it lies in the cell, and what other cells say of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Day
from typing import Any, NamedTuple

from dragoman.intake import dates
from dragoman.intake.compose import Known, compose
from dragoman.intake.decode import LIMIT, refuse_wordless, too_large
from dragoman.intake.tables.columns import Columns, listed
from dragoman.model import Document
from dragoman.problems import IntakeError, UsageError

SURROGATE = re.compile("[\ud800-\udfff]")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d.*", re.DOTALL)
KINDS = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number", bytes: "bytes"}
TITLE = 500  # characters: a longer one is no title


class Row(NamedTuple):
    """One row by column, its number as its table counts them, from 1; a `fault` says why there are no cells."""

    number: int
    cells: Mapping[str, Any]
    fault: str = ""


class Table(NamedTuple):
    """A table that is open: what its rows are counted in, its columns with their types, the rows of some columns.

    `total` is the number of rows where the file says it before they are read.
    """

    unit: str
    there: Mapping[str, str]
    rows: Callable[[Sequence[str]], Iterator[Row]]
    total: int | None = None


def digest(row: Row, columns: Columns) -> bytes:
    """Return 8 bytes that tell the cells that are read of a row from others."""
    cells = [row.fault, *(row.cells.get(name) for name in columns.named)]
    return hashlib.blake2b(repr(cells).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def document(row: Row, columns: Columns, where: str) -> Document:
    """Return the document of a row; raises IntakeError that says what is wrong, where, and what is allowed."""
    if row.fault:
        raise IntakeError(f"{where}: {row.fault}")
    text = _words(row, columns.text or "", where)
    if len(text) > LIMIT:
        raise too_large(where, len(text), LIMIT)
    if (at := text.find("\0")) >= 0:
        raise IntakeError(f"{where}: character {at} of {columns.text!r} is NUL, which no text holds. Take it out.")
    refuse_wordless(text, where)
    title, publisher, url = (_short(row.cells.get(name or "")) for name in columns[3:])
    return compose(text, "", Known(title=title, date=_date(row, columns, where), publisher=publisher, url=url))


def id_of(row: Row, columns: Columns) -> str | None:
    """Return the id that a row gives its document, as text; None where it gives none."""
    value = row.cells.get(columns.id or "")
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # pandas makes floats of whole numbers when one is missing
    if not isinstance(value, str | int | float) or value != value:
        return None
    return SURROGATE.sub("\ufffd", str(value)).strip() or None


def _words(row: Row, column: str, where: str) -> str:
    """Return the text in a cell, every character of it a whole one."""
    if column not in row.cells:
        raise IntakeError(f"{where}: has no {column!r}. {listed(dict.fromkeys(row.cells, ''))}")
    value = row.cells[column]
    if isinstance(value, bytes):
        value = value.decode("utf-8", "surrogateescape")
    if value is None:
        value = ""
    if not isinstance(value, str):
        kind = KINDS.get(type(value), type(value).__name__)
        raise IntakeError(f"{where}: {column!r} holds {kind}, not text. Put the text itself into a column of its own.")
    if wrong := SURROGATE.search(value):
        what = (
            f"byte {ord(wrong.group()) - 0xDC00:#04x}" if "\udc80" <= wrong.group() <= "\udcff" else "half a character"
        )
        raise IntakeError(
            f"{where}: {what} at character {wrong.start()} of {column!r} is not UTF-8. Convert the file to UTF-8, "
            "as with `iconv -f WINDOWS-1252 -t UTF-8`."
        )
    return value


def _date(row: Row, columns: Columns, where: str) -> str | None:
    """Return the day, month or year in the date column as EDTF; None where the cell is empty."""
    value = row.cells.get(columns.date or "")
    if isinstance(value, Day):  # a datetime is one too
        return value.isoformat()[:10]
    if value is None or value != value or not str(value).strip():
        return None
    cell = COMPACT.sub(r"\1-\2-\3", str(value)) if COMPACT.fullmatch(str(value)) else str(value).strip()
    if stamp := STAMP.fullmatch(cell):
        cell = stamp[1]
    try:
        return dates.checked(dates.alone(cell[:100]) or cell)
    except UsageError as error:
        raise IntakeError(
            f"{where}: {cell[:40]!r} in {columns.date!r} is no date that can be read in one way only. "
            "Write a day, a month or a year: 2018-10-07, 2018-10 or 2018."
        ) from error


def _short(value: Any) -> str | None:
    """Return a title, a publisher or an address, where it is one."""
    if not isinstance(value, str) or len(value) > TITLE or SURROGATE.search(value) or "\0" in value:
        return None
    return " ".join(value.split()) or None
