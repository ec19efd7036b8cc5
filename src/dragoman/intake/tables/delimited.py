"""Read CSV and TSV: a header, then one row for each record; quoted cells may hold line ends.

UTF-8, or what a byte order mark says. A record that breaks the rules of quoting, or has more or fewer cells than the
header, is a row with a fault: what stands in which cell would be a guess.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO, Protocol

from dragoman.intake.decode import BOMS, LIMIT
from dragoman.intake.tables.rows import Row, Table
from dragoman.problems import IntakeError

DELIMITERS = ",;\t|"


class Reader(Protocol):
    """A reader of the module csv."""

    line_num: int

    def __next__(self) -> list[str]:
        """Return the cells of the next record."""


def table(file: io.BufferedReader, name: str) -> Table:
    """Return the table in a file; the delimiter is that of `,;|` and tab that cuts the first line into most cells."""
    csv.field_size_limit(LIMIT)
    lines = _lines(file)
    first = next(lines, "")
    if not first.strip("\ufeff\r\n \0"):
        raise IntakeError(f"{name}: empty; there is nothing to read. The first line of a table names its columns.")
    delimiter = max(DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark))))
    reader = csv.reader(chain((first,), lines), delimiter=delimiter, strict=True)
    try:
        header = next(reader)
    except csv.Error as error:
        raise IntakeError(f"{name}: the first line, which names the columns, is no CSV: {error}.") from error
    there = dict.fromkeys((cell.strip() for cell in header), "")
    return Table("line", there, lambda _: _rows(reader, [cell.strip() for cell in header]))


def _rows(reader: Reader, header: Sequence[str]) -> Iterator[Row]:
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, {}, f"{_told(error)} Nothing up to line {reader.line_num} was read.")
            continue
        if cells and len(cells) != len(header):
            yield Row(
                number, {}, f"{len(cells)} cells, but the header names {len(header)}. Quote cells that hold commas."
            )
        elif cells:
            yield Row(
                number, dict(zip(reversed(header), reversed(cells), strict=True))
            )  # of two names the first counts


def _told(error: csv.Error) -> str:
    if "limit" in str(error):
        return f"a cell of more than {LIMIT / 1e6:g} MB. Is a quotation mark not closed?"
    return f"no CSV ({error}). Is a quotation mark not closed, or not doubled within a cell?"


def _lines(file: BinaryIO) -> Iterator[str]:
    """Yield the lines with their ends; bytes of no character become half surrogates, for rows.py to find."""
    start = file.peek(4)[:4] if isinstance(file, io.BufferedReader) else b""
    encoding = next((of for mark, of in BOMS if start.startswith(mark)), "utf-8")
    text = io.TextIOWrapper(file, codecs.lookup(encoding).name, errors="surrogateescape", newline="")
    try:
        line = text.readline(LIMIT).removeprefix("\ufeff")
        while line:
            yield line
            line = text.readline(LIMIT)
    finally:
        if not file.closed:
            text.detach()  # or it would close the file, which is not ours
