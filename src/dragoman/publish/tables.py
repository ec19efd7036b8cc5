"""Write the event rows of rows.py as a table: JSON lines, CSV, TSV or Parquet, by the suffix of the file.

What is written depends on the rows alone, byte for byte.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec

from dragoman.intake.tables.parquet import pyarrow
from dragoman.problems import UsageError
from dragoman.publish.cells import Cell
from dragoman.publish.csv import safe
from dragoman.publish.rows import COLUMNS

Rows: TypeAlias = Iterable[Sequence[Cell]]
Writer: TypeAlias = Callable[[BinaryIO, Rows], None]

GROUP = 10_000  # rows of a Parquet file that are in memory at once


def writer_for(output: Path) -> Writer:
    """Return what writes a file of that name; raises UsageError, with the suffixes there are."""
    found = WRITERS.get(output.suffix.lower())
    if found is None:
        raise UsageError(f"cannot tell the format of '{output}'; name it {', '.join(f'*{end}' for end in WRITERS)}.")
    if found is parquet:
        pyarrow()
    return found


def json_line(row: Sequence[Cell]) -> bytes:
    """Return a row as one line of JSON, every column named."""
    return msgspec.json.encode(dict(zip(COLUMNS, row, strict=True))) + b"\n"


def jsonl(file: BinaryIO, rows: Rows) -> None:
    """Write JSON lines."""
    for row in rows:
        file.write(json_line(row))


def delimited(file: BinaryIO, rows: Rows, delimiter: str = ",") -> None:
    """Write CSV with a header, safe from formulas: an apostrophe stands before a cell that begins like one."""
    text = io.TextIOWrapper(file, "utf-8", newline="")
    table = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    text.detach()


def tabbed(file: BinaryIO, rows: Rows) -> None:
    """Write TSV; as CSV, with tabs between the cells."""
    delimited(file, rows, "\t")


def parquet(file: BinaryIO, rows: Rows) -> None:
    """Write Parquet: strings, 64-bit integers and floats."""
    arrow = pyarrow()
    from pyarrow.parquet import ParquetWriter

    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with ParquetWriter(file, schema, compression="zstd") as table:
        for group in _groups(rows):
            columns = zip(*group, strict=True)
            arrays = [arrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
            table.write_table(arrow.table(arrays, schema=schema))


def _groups(rows: Rows) -> Iterator[list[Sequence[Cell]]]:
    every = iter(rows)
    while group := list(islice(every, GROUP)):
        yield group


WRITERS: dict[str, Writer] = {".jsonl": jsonl, ".csv": delimited, ".tsv": tabbed, ".parquet": parquet}
