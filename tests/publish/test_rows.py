"""Flat rows of events: the same in every format, each word where the offsets say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.problems import UsageError
from dragoman.publish.cells import Cell
from dragoman.publish.coded import coded
from dragoman.publish.rows import COLUMNS, NUMBERS, rows
from dragoman.publish.tables import WRITERS, writer_for
from tests.factories import TALKS, talks


def made(name: str, cells: list[tuple[Cell, ...]]) -> bytes:
    file = io.BytesIO()
    writer_for(Path(name))(file, cells)
    return file.getvalue()


def test_each_row_has_its_words_where_it_says() -> None:
    found: list[dict[str, Any]] = [dict(zip(COLUMNS, row, strict=True)) for row in rows(talks(), "mine")]
    assert len(found) == len(list(coded(talks()))) == 2
    for row in found:
        assert (row["document_id"], row["document_date"], row["reader"]) == ("mine", "2020-06-02", "hand 1")
        assert TALKS[row["start"] : row["end"]] == row["text"]
        assert TALKS[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        assert row["sentence_start"] <= row["start"] < row["sentence_end"]
    held = next(row for row in found if row["kind"] == "meeting" and row["status"] == "held")
    assert (held["event"], held["actor_name"]) == ("CONSULT", "Anna Berg; Omar Haddad")
    assert held["actor_country"] is None or held["actor_country"].count(";") == 1


def test_every_format_holds_the_same_rows() -> None:
    cells = list(rows(talks(), "=1+1"))
    lines = [json.loads(line) for line in made("o.jsonl", cells).splitlines()]
    assert lines == [dict(zip(COLUMNS, row, strict=True)) for row in cells]
    for name, delimiter in (("o.csv", ","), ("o.TSV", "\t")):
        table = list(csv.DictReader(io.StringIO(made(name, cells).decode()), delimiter=delimiter))
        assert list(table[0]) == list(COLUMNS)
        assert [row["sentence"] for row in table] == [line["sentence"] for line in lines]
        assert {row["document_id"] for row in table} == {"'=1+1"}  # no formula
        assert [row["score"] for row in table] == [
            "" if line["score"] is None else str(line["score"]) for line in lines
        ]


def test_parquet_holds_the_same_rows_with_their_types_byte_for_byte() -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import read_table

    cells = list(rows(talks(), "mine"))
    table = read_table(io.BytesIO(made("o.parquet", cells)))
    assert table.to_pylist() == [dict(zip(COLUMNS, row, strict=True)) for row in cells]
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    assert [field.type for field in table.schema] == [types[kind] for kind in COLUMNS.values()]
    assert made("o.parquet", cells) == made("o.parquet", cells)
    assert read_table(io.BytesIO(made("o.parquet", []))).num_rows == 0


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"'o\.xlsx'; name it \*\.jsonl, \*\.csv, \*\.tsv, \*\.parquet"):
        writer_for(Path("o.xlsx"))


def test_every_number_is_a_column() -> None:
    assert set(NUMBERS) < set(COLUMNS)
    assert set(WRITERS) == {".jsonl", ".csv", ".tsv", ".parquet"}
