"""Tables of every form give the same documents; what is wrong with a row is told with its place, and the next is read."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.intake.tables.arrivals import Arrival, arrivals, check, files, size
from dragoman.intake.tables.columns import Columns
from dragoman.problems import IntakeError, UsageError

ROWS = [
    {"doc_id": "a", "Headline": "Talks", "body": "The US met Iran.", "Pub Date": "2018-10-07"},
    {"doc_id": "b", "Headline": "", "body": 'He said "no",\r\nthen left.', "Pub Date": "Oct. 8, 2018"},
]
Make = Callable[[Path, list[dict[str, str]]], None]


def lines(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + b"\n\n".join(json.dumps(row).encode() for row in rows))


def packed(path: Path, rows: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(map(json.dumps, rows)))


def separated(delimiter: str, encoding: str = "utf-8") -> Make:
    def make(path: Path, rows: list[dict[str, str]]) -> None:
        with path.open("w", newline="", encoding=encoding) as file:
            table = csv.DictWriter(file, rows[0], delimiter=delimiter)
            table.writeheader()
            table.writerows(rows)

    return make


def parquet(path: Path, rows: list[dict[str, str]]) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    write_table(arrow.table({name: [row[name] for row in rows] for name in rows[0]}), path)


def come(*paths: str | Path, stdin: bytes = b"", asked: Columns | None = None) -> list[Arrival]:
    return list(arrivals([str(path) for path in paths], asked or Columns(), io.BytesIO(stdin)))


def told(arrival: Arrival) -> str:
    """Return the text of an arrival, or what is wrong with it."""
    try:
        return arrival.document().text
    except IntakeError as error:
        return str(error)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("news.jsonl", lines), ("news.ndjson", lines), ("news.jsonl.gz", packed), ("news.csv", separated(",")),
        ("semicolons.csv", separated(";")), ("news.tsv", separated("\t")), ("wide.csv", separated(",", "utf-16")),
        ("mark.csv", separated(",", "utf-8-sig")), ("news.parquet", parquet),
    ],
)  # fmt: skip
def test_every_form_gives_the_same_documents(tmp_path: Path, name: str, make: Make) -> None:
    make(tmp_path / name, ROWS)
    found = come(tmp_path / name)
    documents = [arrival.document() for arrival in found]
    assert [arrival.id for arrival in found] == ["a", "b"]
    assert [document.text for document in documents] == [row["body"] for row in ROWS]
    assert [document.title for document in documents] == ["Talks", None]
    assert [document.date.edtf for document in documents if document.date] == ["2018-10-07", "2018-10-08"]
    assert found[0].digest != found[1].digest
    check([str(tmp_path / name)], Columns())
    assert found[1].at <= size([str(tmp_path / name)])


def test_a_document_without_an_id_is_called_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('text,id\n"One\nof two lines.",\nThe third.,7\n')
    assert [arrival.id for arrival in come(path)] == [f"{path}:2", "7"]
    assert [arrival.where for arrival in come(path)] == [f"{path}, line 2", f"{path}, line 4"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "no column has a usual name for a text. Its columns: a, b. Say which with --text-column."),
        ({"text": "c"}, "has no column 'c' (--text-column). Its columns: a, b."),
        ({"text": "a", "date": "day"}, "has no column 'day' (--date-column). Its columns: a, b."),
    ],
)
@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_a_missing_column_is_told_with_those_there_are(
    tmp_path: Path, name: str, asked: dict[str, str], words: str
) -> None:
    path = tmp_path / name
    path.write_text("a,b\n1,2\n" if name.endswith("csv") else '{"a": "1", "b": "2"}\n')
    with pytest.raises(UsageError) as error:
        check([str(path)], Columns(**asked))
    assert words in str(error.value)
    with pytest.raises(UsageError):
        come(path, asked=Columns(**asked))


GOOD = "The US met Iran."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('{"text": {"a": 1}}', "'text' holds an object, not text"),
        ('{"text": ["x"]}', "'text' holds a list, not text"),
        ('{"text": 5}', "'text' holds a number, not text"),
        ('{"id": 3}', "has no 'text'. Its columns: id."),
        ("[1]", "not an object in braces but list"),
        ("text", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"text": "\\ud800 here"}', "half a character at character 0"),
        ('{"text": "a\\u0000b"}', "character 1 of 'text' is NUL"),
        ('{"text": null}', "empty"),
        ('{"text": " "}', "empty"),
        ('{"text": "Fine.", "date": "03/04/2015"}', "'03/04/2015' in 'date' is no date that can be read in one way only"),
        ('{"text": "Fine.", "date": "2015-02-30"}', "'2015-02-30' in 'date' is no date"),
        ('{"text": "Fine.", "date": {"$date": 1}}', "is no date"),
    ],
)  # fmt: skip
def test_a_bad_line_of_json_is_one_failure(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"text": "{GOOD}", "date": null}}\n{row}\n{{"text": "{GOOD}"}}\n')
    first, bad, last = map(told, come(path))
    assert first == last == GOOD
    assert bad.startswith(f"{path}, line 2: ")
    assert words in bad


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"It\x92s late.,1\n", "byte 0x92 at character 2 of 'text' is not UTF-8"),
        (b"one, two, three,1\n", "4 cells, but the header names 2"),
        (b"one\n", "1 cells, but the header names 2"),
        (b'"one" two,1\n', "no CSV"),
        (b"a\x00b,1\n", "is NUL"),
        (b",1\n", "empty"),
    ],
)
def test_a_bad_record_of_csv_is_one_failure(tmp_path: Path, row: bytes, words: str) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b"text,id\nThe US met Iran.,1\n" + row + b"\nThe US met Iran.,2\n")
    first, bad, last = map(told, come(path))
    assert first == last == GOOD
    assert bad.startswith(f"{path}, line 3: ")
    assert words in bad


def test_an_open_quotation_mark_swallows_no_line_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('text,id\nThe US met Iran.,1\n"Open,2\nThe US met Iran.,3\n')
    first, bad = map(told, come(path))
    assert first == GOOD
    assert "line 3: no CSV" in bad
    assert "Nothing up to line 4 was read" in bad


def test_a_cell_over_the_limit_is_one_failure(tmp_path: Path) -> None:
    wide = "word " * 4_100_000
    for name, text in (
        ("t.csv", f'text,id\n"{wide}",1\n{GOOD},2\n'),
        ("t.jsonl", f'{{"text": "{wide}"}}\n{{"text": "{GOOD}"}}\n'),
    ):
        (tmp_path / name).write_text(text)
        bad, last = map(told, come(tmp_path / name, asked=Columns(text="text")))
        assert "more than 20 MB" in bad or "longer than 20 MB" in bad
        assert last == GOOD


@pytest.mark.parametrize("value", ["2018-10-07", "20181007", 20181007, "2018-10-07T23:30:00Z", "2018-10-07 01:02", "Sun, 07 Oct 2018 10:00:00 GMT", "7 October 2018"])  # fmt: skip
def test_days_are_read_as_they_are_usually_written(tmp_path: Path, value: str | int) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"text": GOOD, "date": value}))
    date = come(path)[0].document().date
    assert date and (date.edtf, date.basis) == ("2018-10-07", "metadata")


def test_the_name_of_a_table_dates_no_document(tmp_path: Path) -> None:
    path = tmp_path / "2018-10-07.jsonl"
    path.write_text(json.dumps({"text": GOOD}))
    assert come(path)[0].document().date is None


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("t.csv", b"", "empty"), ("t.csv", b"text,id\n", "without rows"), ("t.jsonl", b"", "empty"),
        ("t.json", b'[{"text": "a"},\n{"text": "b"}]', "line 1: not JSON"), ("t.parquet", b"PAR1", "as Parquet"),
        ("t.jsonl.gz", b"no gzip", "Is it whole?"), ("t.csv.gz", gzip.compress(b"text,id\n" * 9)[:-9], "Is it whole?"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_one_failure(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(data)
    check([str(tmp_path / name)], Columns())
    assert words in told(come(tmp_path / name)[-1])


def test_parquet_holds_instants_and_texts_in_bytes_but_no_numbers_for_texts(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    path = tmp_path / "t.parquet"
    when = arrow.array([1538870400 * 10**9 + 1, None], arrow.timestamp("ns", tz="UTC"))
    write_table(arrow.table({"text": arrow.array([GOOD.encode(), b"It\x92s"]), "date": when, "id": [1.0, 2.0]}), path)
    good, bad = come(path)
    assert (good.id, bad.id) == ("1", "2")
    date = good.document().date
    assert date and date.edtf == "2018-10-07"
    assert "row 2: byte 0x92 at character 2 of 'text'" in told(bad)
    write_table(arrow.table({"text": [1, 2], "url": ["a", "b"]}), path)
    with pytest.raises(UsageError, match=r"'text' holds int64, not text\. Its columns: text \(int64\), url \(string\)"):
        check([str(path)], Columns())


def test_standard_input_is_what_it_begins_with() -> None:
    assert told(come("-", stdin=b'{"text": "The US met Iran."}')[0]) == GOOD
    assert told(come("-", stdin=b"a,b\n1,The US met Iran.", asked=Columns(text="b"))[0]) == GOOD
    assert told(come("-", stdin=b"The US met Iran.")[0]) == GOOD
    assert "Save it and name the file" in told(come("-", stdin=b"PAR1")[0])
    assert "standard input: empty" in told(come("-")[0])


def test_a_folder_gives_its_tables_and_reports_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "c.csv.gz", "d.png", ".hidden.csv", "README.md", "out.csv"):
        (tmp_path / name).write_text(GOOD)
    found = files([str(tmp_path), str(tmp_path / "b.txt")], [tmp_path / "out.csv"])
    assert [Path(path).name for path in found] == ["a.jsonl", "b.txt", "c.csv.gz"]
    assert told(come(tmp_path / "b.txt")[0]) == GOOD
    (tmp_path / "empty").mkdir()
    with pytest.raises(IntakeError, match=r"\.parquet"):
        files([str(tmp_path / "empty")])
    with pytest.raises(IntakeError, match="there is no such file"):
        check([str(tmp_path / "none.csv")], Columns())


def test_rows_come_one_after_the_other(tmp_path: Path) -> None:
    """The first documents of a table are there before its last is read."""
    path = tmp_path / "t.csv"
    path.write_text("text\n" + f"{GOOD}\n" * 100_000)
    first = next(arrivals([str(path)], Columns(), io.BytesIO()))
    assert first.at < size([str(path)]) / 10
