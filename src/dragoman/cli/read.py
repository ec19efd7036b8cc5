"""The verb `read`: print what a report says, and keep nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.problems import IntakeError
from dragoman.wording import clean

if TYPE_CHECKING:
    from dragoman.model import Document, Failure


@click.command()
@options.files
@options.date
@options.reader
@options.language
@options.terms
@options.places
@options.common
@click.pass_context
def read(
    ctx: click.Context,
    paths: tuple[str, ...],
    date: str | None,
    reader: str,
    language: str | None,
    terms: Path | None,
    places: Path | None,
    as_json: bool,
) -> None:
    """Print what each report says, and keep nothing. FILE may be a folder, or - for standard input."""
    from dragoman.cli.reader import chosen
    from dragoman.model import Failure

    reads = chosen(reader, language, terms, places).reader
    if as_json:
        from dragoman.cli.console import put_bytes
        from dragoman.publish.json import line
    else:
        from dragoman.cli.console import put
        from dragoman.cli.pages import page
    failed = 0
    first = True
    for path, document in arrivals(paths, date):
        ctx.meta["file"] = path
        if isinstance(document, Failure):
            failed += 1
            click.echo(f"Error: {clean(document.error)}", err=True)
            continue
        reading = reads(document)
        if as_json:
            put_bytes(line(reading).encode())
        else:
            put(*(() if first else ("",)), *page(reading))
        first = False
    leave(failed)


def arrivals(paths: tuple[str, ...], date: str | None) -> Iterator[tuple[str, Document | Failure]]:
    """Yield each file in the paths with the document in it, or with the reason why there is none."""
    from dragoman.intake import documents

    for path in each_file(paths):
        stdin = sys.stdin.buffer.read() if path == "-" else b""
        for document in documents([path], date=date, stdin=stdin):
            yield path, document


def each_file(paths: tuple[str, ...]) -> Iterator[str]:
    """Yield each file once, those in folders in order; a folder without reports stays, for intake to say so."""
    from dragoman.intake import is_folder, reports_in

    seen: set[str] = set()
    for path in paths:
        found = [path]
        if path != "-" and is_folder(path):
            try:
                found = [str(file) for file in reports_in(Path(path))]
            except IntakeError:
                found = [path]
        yield from (file for file in found if file not in seen)
        seen.update(found)


def leave(failed: int) -> None:
    """Leave with the exit code for files that failed, when some did."""
    if failed:
        raise click.exceptions.Exit(IntakeError.exit_code)
