"""Read Parquet, in batches and only the columns asked for. Needs pyarrow: `pip install "dragoman[parquet]"`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any, BinaryIO

from dragoman.intake.tables.rows import Row, Table
from dragoman.problems import IntakeError, UsageError

BATCH = 64  # rows: a batch is in memory at once
BUFFER = 1 << 20  # bytes of each column; without it all of a row group is


def pyarrow() -> ModuleType:
    """Return pyarrow with its Parquet; raises UsageError that says how to install it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            f'Parquet needs the package pyarrow ({error}). Install it: pip install "dragoman[parquet]", '
            "or use .csv, .tsv or .jsonl."
        ) from error
    module: ModuleType = pyarrow
    return module


def table(file: BinaryIO, name: str) -> Table:
    """Return the table in a Parquet file; raises IntakeError for a file that is none."""
    arrow = pyarrow()
    try:
        found = arrow.parquet.ParquetFile(file, pre_buffer=False, buffer_size=BUFFER)
    except (arrow.ArrowException, OSError) as error:
        raise IntakeError(f"{name}: cannot be read as Parquet ({_first_line(error)}).") from error
    there = {field.name: str(field.type) for field in found.schema_arrow}
    return Table("row", there, lambda wanted: _rows(found, wanted, arrow), found.metadata.num_rows)


def _rows(file: Any, wanted: Sequence[str], arrow: ModuleType) -> Iterator[Row]:
    number = 0
    try:
        for batch in file.iter_batches(BATCH, columns=list(wanted), use_threads=False):
            columns = [_plain(batch.column(name), arrow) for name in wanted]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Row(number, dict(zip(wanted, cells, strict=True)))
    except (arrow.ArrowException, OSError) as error:
        yield Row(number + 1, {}, f"the file is damaged from here on ({_first_line(error)}). Fetch it anew.")


def _plain(column: Any, arrow: ModuleType) -> list[Any]:
    """Return the cells of a column as Python has them; instants as days, which is all that is asked of them."""
    if arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.timestamp("s"), safe=False).cast(arrow.date32(), safe=False)
    cells: list[Any] = column.to_pylist()
    return cells


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
