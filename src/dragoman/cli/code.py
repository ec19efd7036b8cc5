"""The verb `code`: event rows of many documents, in one file that is there once it is whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import click

from dragoman.cli import options
from dragoman.cli.progress import Progress, shown
from dragoman.cli.read import leave
from dragoman.problems import IntakeError, UsageError
from dragoman.wording import clean, counted

if TYPE_CHECKING:
    from dragoman.engines.bulk import Keeper, Numbered
    from dragoman.engines.journal import Journal
    from dragoman.intake.tables.arrivals import Arrival
    from dragoman.intake.tables.columns import Columns
    from dragoman.model import Engine, Reader, Reading
    from dragoman.publish.cells import Cell
    from dragoman.publish.tables import Writer

TOLD = 10  # failures that are told as they come; the file of failures has them all


@click.command()
@options.files
@click.option(
    "-o", "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write there: .jsonl, .csv, .tsv, .parquet."
)
@click.option("--text-column", metavar="NAME", help="The column of the text, where it has no usual name.")
@click.option("--id-column", metavar="NAME", help="The column of the document's id.")
@click.option("--date-column", metavar="NAME", help="The column of the day of publication.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Stop after N documents.")
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(1), help="Read on N cores; without it, on all.")
@options.date
@options.reader
@options.language
@options.terms
@options.places
@options.debug
@click.pass_context
def code(
    ctx: click.Context,
    paths: tuple[str, ...],
    out: Path | None,
    text_column: str | None,
    id_column: str | None,
    date_column: str | None,
    limit: int | None,
    jobs: int | None,
    date: str | None,
    reader: str,
    language: str | None,
    terms: Path | None,
    places: Path | None,
) -> None:
    """Make event rows of many documents. FILE is a table (JSON lines, CSV, TSV, Parquet), a report, a folder, or -.

    Without --out the rows go to the screen, as JSON lines. With it, the file is there once it is whole: after Ctrl-C or
    a kill, run the same command again to go on.
    """
    import msgspec

    from dragoman.cli.reader import chosen
    from dragoman.engines import pool
    from dragoman.intake.tables.columns import Columns

    asked = Columns(text=text_column, id=id_column, date=date_column)
    reads = chosen(reader, language, terms, places)
    work = Work(partial(pool.run, workers=jobs), reads.reader, asked, date, limit)
    if out is None:
        leave(to_screen(work, paths))
    else:
        read_with = {"reader": reads.name or reader, "terms": terms and str(terms), "places": places and str(places)}
        told = {"FILE": paths, **asked._asdict(), "limit": limit, "date": date, **read_with}
        settings = msgspec.json.encode({name: value for name, value in told.items() if value is not None}).decode()
        leave(to_file(work, paths, out, settings, ctx))


class Work(NamedTuple):
    """What is to be done, whatever becomes of the rows."""

    engine: Engine
    reader: Reader
    asked: Columns
    date: str | None
    limit: int | None

    def files(self, paths: Sequence[str], apart: Sequence[Path] = ()) -> list[str]:
        """Return the files in the paths; raises UsageError when a table among them lacks a column."""
        from dragoman.intake.tables.arrivals import check, files

        found = files(paths, apart)
        check(found, self.asked)
        return found

    def run(self, files: Sequence[str], keeper: Keeper, progress: Progress) -> int:
        """Read all documents in the files that are not done, up to the limit; return how many there are."""
        from dragoman.engines import bulk
        from dragoman.intake.tables.arrivals import arrivals

        count = 0

        def arriving() -> Iterator[Numbered]:
            nonlocal count
            found = arrivals(files, self.asked, sys.stdin.buffer, Guesses(self.asked).tell)
            for count, arrival in enumerate(islice(found, self.limit), 1):
                progress.arrived(count, arrival.at)
                yield count, arrival

        for _ in bulk.run(self.engine, self.reader, arriving(), keeper, self.date):
            progress.read()
        return count


class Guesses:
    """Say once which columns are read."""

    def __init__(self, asked: Columns) -> None:
        self.told = asked

    def tell(self, table: str, columns: Columns) -> None:
        """Say which columns of a table are read, where that is news."""
        if columns != self.told:
            found = [f"{field} '{name}'" if name else f"no {field}" for field, name in columns._asdict().items()]
            click.echo(f"{clean(table)}: {clean(', '.join(found[:3]))}", err=True)
        self.told = columns


class Screen:
    """Print rows as they come."""

    def __init__(self) -> None:
        self.failed = 0

    def has(self, number: int, arrival: Arrival) -> bool:
        """Nothing is kept, so nothing is done."""
        return False

    def keep(self, number: int, arrival: Arrival, reading: Reading) -> None:
        """Print the rows of a reading."""
        from dragoman.cli.console import put_bytes
        from dragoman.publish.rows import rows
        from dragoman.publish.tables import json_line

        put_bytes(b"".join(map(json_line, rows(reading, arrival.id))))

    def fail(self, number: int, arrival: Arrival, why: str) -> None:
        """Say what failed."""
        self.failed += 1
        click.echo(f"failed  {clean(why)}", err=True)


class Kept:
    """Keep rows and failures in the journal of the output."""

    def __init__(self, journal: Journal, failures: Path) -> None:
        self.journal, self.failures = journal, failures
        self.told = 0

    def has(self, number: int, arrival: Arrival) -> bool:
        """Tell whether the journal has the document."""
        return self.journal.has(number, arrival.digest, arrival.where)

    def keep(self, number: int, arrival: Arrival, reading: Reading) -> None:
        """Keep the rows of a reading."""
        import msgspec

        from dragoman.publish.rows import rows

        self.journal.keep(number, arrival.digest, msgspec.json.encode(list(rows(reading, arrival.id))))

    def fail(self, number: int, arrival: Arrival, why: str) -> None:
        """Keep a failure, and say the first ones."""
        import msgspec

        failure = {"document_id": arrival.id, "where": arrival.where, "why": why}
        self.journal.keep(number, arrival.digest, None, msgspec.json.encode(failure))
        self.told += 1
        if self.told <= TOLD:
            click.echo(f"failed  {clean(why)}", err=True)
        elif self.told == TOLD + 1:
            click.echo(f"failed  more: {self.failures} will list them all", err=True)


def to_screen(work: Work, paths: Sequence[str]) -> int:
    """Print the rows; return how many documents failed."""
    screen = Screen()
    files = work.files(paths)
    with shown(files, work.limit, hidden=sys.stdout.isatty()) as progress:
        work.run(files, screen, progress)
    return screen.failed


def to_file(work: Work, paths: Sequence[str], out: Path, settings: str, ctx: click.Context) -> int:
    """Write the rows, or go on with it; return how many documents failed."""
    from dragoman.engines.journal import Journal
    from dragoman.publish.tables import writer_for

    write, failures = writer_for(out), out.with_name(f"{out.stem}.failures.jsonl")
    files = work.files(paths, (out, failures))
    if out.is_dir():
        raise UsageError(f"'{out}' is a folder; name a file, such as '{out / 'events.csv'}'.")
    if out.exists() and not Journal.of(out).exists():
        raise UsageError(f"'{out}' is there already, and whole. Move it away, or name another file.")
    with Journal(out, settings) as journal:
        try:
            with shown(files, work.limit) as progress:
                count = work.run(files, Kept(journal, failures), progress)
        except KeyboardInterrupt:
            ctx.meta["kept"] = journal.done
            raise
        if count != journal.done:
            raise UsageError(
                f"only {count:,} documents are left of the {journal.done:,} that were read when this run began. "
                f"Put the input back as it was, or remove {journal.path} to begin anew."
            )
        return concluded(journal, out, failures, write)


def concluded(journal: Journal, out: Path, failures: Path, write: Writer) -> int:
    """Write the output and the failures, give up the journal and say what came of it; return how many failed."""
    import msgspec

    from dragoman.cli.console import say
    from dragoman.engines.journal import written

    counts = {"rows": 0, "failed": 0}

    def rows() -> Iterator[Sequence[Cell]]:
        for part in journal.rows():
            found = msgspec.json.decode(part)
            counts["rows"] += len(found)
            yield from found

    def put_failures(file: BinaryIO) -> None:
        for failure in journal.failures():
            counts["failed"] += 1
            file.write(failure + b"\n")

    written(failures, put_failures)
    if not counts["failed"]:
        failures.unlink()
    if counts["failed"] == journal.done:
        journal.over = True
        raise IntakeError(f"nothing could be read, {counted(journal.done, 'document')} failed: see {failures}.")
    written(out, lambda file: write(file, rows()))
    journal.over = True
    failed = f", {counts['failed']:,} failed ({failures})" if counts["failed"] else ""
    documents = counted(journal.done - counts["failed"], "document")
    say(f"{out}: {counted(counts['rows'], 'row')} of {documents}{failed}.")
    return counts["failed"]
