"""Bring documents in one after the other: reports, the rows of tables, folders of both, standard input."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from dragoman.intake import document_of, is_folder, reports_in
from dragoman.intake.decode import LIMIT, read_bytes, too_large
from dragoman.intake.tables import delimited, lines, parquet, rows
from dragoman.intake.tables.columns import Columns, choose
from dragoman.intake.tables.rows import Table
from dragoman.model import Document
from dragoman.problems import IntakeError

FORMS = {
    ".jsonl": "lines", ".ndjson": "lines", ".json": "lines", ".csv": "delimited", ".tsv": "delimited",
    ".tab": "delimited", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
TABLES = (*FORMS, *(f"{end}.gz" for end, form in FORMS.items() if form != "parquet"))
STDIN = "standard input"
BROKEN = (OSError, EOFError, zlib.error, UnicodeError)  # what reading on in a damaged file raises


class Arrival(NamedTuple):
    """A document on its way in: where it stands, its id, what tells its content from others, how to make it.

    `document` raises IntakeError with the reason when there is none. `at` is how many bytes of the input lie before it.
    """

    where: str
    id: str
    digest: bytes
    document: Callable[[], Document]
    at: int = 0


def missing(path: str) -> IntakeError:
    """Return the error for a file that is not there."""
    return IntakeError(f"{path}: there is no such file. Check the spelling and the folder.")


def files(paths: Iterable[str], apart: Iterable[Path] = ()) -> list[str]:
    """Return each file in the paths once, those in folders sorted, without those set apart.

    Raises IntakeError for a folder in which nothing can be read.
    """
    found: dict[str, None] = {}
    left_out = {path.resolve() for path in apart}
    for path in paths:
        inside = is_folder(path) and path != "-"
        every = [str(file) for file in reports_in(Path(path), TABLES)] if inside else [path]
        found |= dict.fromkeys(file for file in every if file == "-" or Path(file).resolve() not in left_out)
    return list(found)


def form_of(path: Path) -> str | None:
    """Return the form of a table by its name; None for what is no table. `.gz` behind it changes nothing."""
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return FORMS.get(name.suffix.lower())


def check(paths: Iterable[str], asked: Columns) -> None:
    """Raise UsageError for a table that lacks a column, IntakeError for a file that is not there.

    Files that are there and cannot be read are left for `arrivals`: they are failures like others.
    """
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise missing(path)
        form = form_of(Path(path)) if path != "-" else None
        try:
            if form:
                with _opened(path) as (file, _):
                    choose(asked, _table(form, file, path).there, path)
        except (IntakeError, *BROKEN):
            continue


def arrivals(
    paths: Iterable[str], asked: Columns, stdin: BinaryIO, note: Callable[[str, Columns], None] = lambda *_: None
) -> Iterator[Arrival]:
    """Yield the documents of each file and of standard input ("-"); `note` is told which columns of a table are read.

    Raises UsageError for a table that lacks a column. Never holds more of a table than a few rows.
    """
    before = 0
    for path in paths:
        for arrival in _of_file(path, asked, stdin, note):
            yield arrival._replace(at=before + arrival.at)
        before += size([path])


def _buffered(stdin: BinaryIO) -> io.BufferedReader:
    """Return a stream that can be looked into before it is read."""
    raw: Any = getattr(stdin, "raw", stdin)
    return io.BufferedReader(raw)


def size(paths: Iterable[str]) -> int:
    """Return the bytes of the files; what has no size, as standard input, counts nothing."""
    return sum(os.stat(path).st_size for path in paths if path != "-" and os.path.isfile(path))


def _of_file(path: str, asked: Columns, stdin: BinaryIO, note: Callable[[str, Columns], None]) -> Iterator[Arrival]:
    name = STDIN if path == "-" else path
    form = form_of(Path(path)) if path != "-" else None
    try:
        if path == "-":
            yield from _from_stdin(_buffered(stdin), asked, note)
        elif form is None:
            yield _report(read_bytes(Path(path)), path)
        else:
            with _opened(path) as (file, packed):
                yield from _rows(_table(form, file, name), name, asked, note, packed)
    except IntakeError as error:
        yield _failed(name, str(error))
    except BROKEN as error:
        yield _failed(name, f"{name}: cannot be read, or not to its end: {error}. Is it whole?")


def _from_stdin(file: io.BufferedReader, asked: Columns, note: Callable[[str, Columns], None]) -> Iterator[Arrival]:
    """Yield what standard input holds: JSON lines where it begins so, a table if a column is named, else a report."""
    start = file.peek(LIMIT).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PAR1"):
        raise IntakeError(f"{STDIN}: Parquet is read from its end, so it must be a file. Save it and name the file.")
    if start.startswith(b"{") or asked.text:
        form = "lines" if start.startswith(b"{") else "delimited"
        yield from _rows(_table(form, file, STDIN), STDIN, asked, note)
        return
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_large(STDIN, None, LIMIT)
    yield _report(data, STDIN)


def _rows(
    table: Table, name: str, asked: Columns, note: Callable[[str, Columns], None], file: BinaryIO | None = None
) -> Iterator[Arrival]:
    columns = choose(asked, table.there, name)
    note(name, columns)
    empty = True
    for row in table.rows(columns.named):
        empty = False
        where = f"{name}, {table.unit} {row.number}"
        yield Arrival(
            where=where,
            id=rows.id_of(row, columns) or f"{name}:{row.number}",
            digest=rows.digest(row, columns),
            document=partial(rows.document, row, columns, where),
            at=_position(file, row.number, table.total) if file else 0,
        )
    if empty:
        raise IntakeError(f"{name}: a table without rows; there is nothing to read.")


def _position(file: BinaryIO, number: int, total: int | None) -> int:
    """Return how many bytes of a file lie before a row: as it is read, or by the share of its rows."""
    return os.fstat(file.fileno()).st_size * (number - 1) // total if total else file.tell()


def _report(data: bytes, name: str) -> Arrival:
    digest = hashlib.blake2b(data, digest_size=8).digest()
    return Arrival(name, name, digest, partial(document_of, data, name))


def _failed(name: str, why: str) -> Arrival:
    def refuse() -> Document:
        raise IntakeError(why)

    return Arrival(name, name, b"", refuse)


def _table(form: str, file: io.BufferedReader, name: str) -> Table:
    if form == "parquet":
        return parquet.table(file, name)
    return lines.table(file, name) if form == "lines" else delimited.table(file, name)


@contextmanager
def _opened(path: str) -> Iterator[tuple[io.BufferedReader, BinaryIO]]:
    """Open a table: the bytes to read, and the file as it lies on disk. Raises IntakeError when it cannot be."""
    try:
        file = Path(path).open("rb")  # noqa: SIM115
    except FileNotFoundError as error:
        raise missing(path) from error
    except (OSError, ValueError) as error:
        raise IntakeError(f"{path!r} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    with file:
        if Path(path).suffix.lower() == ".gz":
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield io.BufferedReader(unpacked), file
        else:
            yield file, file
