"""Read JSON lines: one object a line, in UTF-8. A line that is none is a row with a fault, and not the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from dragoman.intake.decode import LIMIT
from dragoman.intake.tables.rows import Row, Table
from dragoman.problems import IntakeError

SAMPLE = 100  # rows whose keys are the columns of the table
HOW = "JSON lines hold one object a line, in UTF-8; `jq -c '.[]' FILE` makes them of an array"


def table(file: BinaryIO, name: str) -> Table:
    """Return the table in a file of JSON lines; raises IntakeError where none of the first rows is an object."""
    rows = _rows(file)
    sample = list(islice(rows, SAMPLE))
    if not sample:
        raise IntakeError(f"{name}: empty; there is nothing to read.")
    if all(row.fault for row in sample):
        raise IntakeError(f"{name}: line {sample[0].number}: {sample[0].fault} {HOW}.")
    there = dict.fromkeys((key for row in sample for key in row.cells), "")
    return Table("line", there, lambda _: chain(sample, rows))


def _rows(file: BinaryIO) -> Iterator[Row]:
    """Yield a row for each line that is not blank."""
    number = 0
    while line := file.readline(LIMIT + 1):
        number += 1
        if len(line) > LIMIT:
            while not line.endswith(b"\n") and (line := file.readline(LIMIT)):
                pass
            yield Row(number, {}, f"longer than {LIMIT / 1e6:g} MB, which is the most that is read of one document.")
        elif line := line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip():
            yield _row(number, line)


def _row(number: int, line: bytes) -> Row:
    try:
        cells = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return Row(
            number, {}, f"byte {line[error.start]:#04x} at {error.start} is not UTF-8. Convert the file to UTF-8."
        )
    except (ValueError, RecursionError) as error:  # RecursionError: ten thousand brackets in each other
        return Row(number, {}, f"not JSON ({error}).")
    if not isinstance(cells, dict):
        return Row(number, {}, f"not an object in braces but {type(cells).__name__}.")
    return Row(number, cells)
