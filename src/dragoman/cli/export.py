"""The verb `export`: the whole record in a form for other programs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from dragoman.cli import options
from dragoman.problems import StorageError


@click.command(short_help="Write the whole record in another format.")
@click.argument("format")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    type=click.Path(path_type=Path),
    help="Write there, not to the screen.",
)
@options.record
@options.debug
def export(format: str, output: Path, record: Path) -> None:
    """Write the whole record as yaml, json, toml, csv, plover, polecat, icews, gdelt, gdelt-mentions, petrarch, ics,
    geojson.

    FORMAT may also be what an installed plugin brings; a wrong one lists them all.
    """
    from dragoman import plugins
    from dragoman.cli.console import put_bytes
    from dragoman.record import Store

    exporter = plugins.load("exporter", format)
    with Store(record, create=False) as store:
        parts = exporter(store.record())
    if str(output) == "-":
        for part in parts:
            put_bytes(encoded(part))
    else:
        written(output, parts)


def encoded(part: str | bytes) -> bytes:
    """Return a part of an export as bytes."""
    return part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part


def written(output: Path, parts: Iterable[str | bytes]) -> None:
    """Write a file whole or not at all: beside its place first, so that a full disk leaves the old file as it was."""
    try:
        place = output.resolve()  # a link stays a link
        if place.exists() and not place.is_file():  # a device or a pipe: there is no old file to keep
            put_in(place, parts)
            return
        beside = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            put_in(beside, parts)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"cannot write '{output}': {error.strerror}. Name a file in a folder that exists and that you may write to."
        ) from error


def put_in(place: Path, parts: Iterable[str | bytes]) -> None:
    """Write the parts into a file."""
    with place.open("wb") as file:
        for part in parts:
            file.write(encoded(part))
