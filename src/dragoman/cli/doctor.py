"""The verb `doctor`: what is installed, whether it works, and what to do where it does not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from dragoman.cli import options
from dragoman.problems import DragomanError

SQLITE = (3, 51, 3)  # older libraries can lose a write when the log is reset
FREE = 200 * 1024 * 1024  # bytes: below this a record of a few thousand reports may not fit
Finding = tuple[str, str, str]  # what, what was found, what to do about it (empty: nothing, all is well)


@click.command()
@options.record
@options.common
def doctor(record: Path, as_json: bool) -> None:
    """Say what is installed and whether it works.

    Exit 1, with remedies, when something is wrong.
    """
    from dragoman.cli.console import put_json

    findings = [finding for examine in EXAMINATIONS for finding in examine(record)]
    if as_json:
        put_json([{"what": w, "found": f, "remedy": r or None, "ok": not r} for w, f, r in findings])
    else:
        show(findings)
    if any(remedy for _, _, remedy in findings):
        raise click.exceptions.Exit(1)


def show(findings: list[Finding]) -> None:
    """Print the findings and, below each that is wrong, what to do."""
    from rich.table import Table
    from rich.text import Text

    from dragoman.cli.console import put

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("state", no_wrap=True)
    table.add_column("what", no_wrap=True)
    table.add_column("found", overflow="fold", ratio=1)
    for what, found, remedy in findings:
        state = Text("wrong", style="bold red") if remedy else Text("ok", style="green")
        table.add_row(state, what, Text(found).append(f"\n{remedy}" if remedy else "", style="bold"))
    put(table)


def versions(record: Path) -> Iterator[Finding]:
    """Examine Python and Dragoman."""
    from dragoman import __version__

    here = ".".join(str(part) for part in sys.version_info[:3])
    old = sys.version_info < (3, 11)
    yield "python", f"{here} ({sys.executable})", "Dragoman needs Python 3.11 or newer." if old else ""
    yield "dragoman", __version__, ""


def libraries(record: Path) -> Iterator[Finding]:
    """Examine each library that the package asks for."""
    from importlib.metadata import PackageNotFoundError, requires, version

    from packaging.requirements import Requirement

    for line in requires("dragoman") or ():
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(wanted.name)
        except PackageNotFoundError:
            found = "not installed"
        fits = found != "not installed" and wanted.specifier.contains(found, prereleases=True)
        yield wanted.name, found, "" if fits else f"pip install '{line}'"


def sqlite(record: Path) -> Iterator[Finding]:
    """Examine the SQLite library inside apsw: its version and full-text search."""
    import apsw

    found = apsw.sqlite_lib_version()
    old = tuple(int(part) for part in found.split(".")[:3]) < SQLITE
    yield "sqlite", found, f"pip install --upgrade apsw (needs SQLite {'.'.join(map(str, SQLITE))})" if old else ""
    try:
        apsw.Connection(":memory:").execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        yield "full text", "FTS5", ""
    except apsw.Error as error:
        yield "full text", str(error), "pip install --force-reinstall apsw (its own builds have FTS5)"


def installed(record: Path) -> Iterator[Finding]:
    """Load every plugin."""
    from dragoman import plugins

    for kind in ("intake", "reader", "exporter", "engine"):
        names = plugins.known(kind)
        yield f"{kind}s", ", ".join(names) or "none", "" if names else "pip install --force-reinstall dragoman"
        for name in names:
            try:
                plugins.load(kind, name)
            except DragomanError as error:
                yield f"{kind} {name}", "cannot be loaded", str(error)


def language(record: Path) -> Iterator[Finding]:
    """Load the language model."""
    from dragoman.language.encoder.weights import FOLDER, load

    try:
        load()
    except DragomanError as error:
        yield "language model", "cannot be loaded", str(error)
        return
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    yield "language model", f"{size / 1e6:,.1f} MB, loads", ""


def disk(record: Path) -> Iterator[Finding]:
    """Examine the space where the record lies."""
    folder = record.absolute().parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield "disk", f"{folder}: {error.strerror}", "Name a record in a folder that exists."
        return
    yield "disk", f"{free / 1e9:,.1f} GB free at {folder}", "Free some space." if free < FREE else ""


def the_record(record: Path) -> Iterator[Finding]:
    """Open the record where there is one."""
    from dragoman.record import Store
    from dragoman.wording import counted

    if not record.exists():
        yield "record", f"none at {record} (`dragoman add FILE` makes one)", ""
        return
    try:
        with Store(record, create=False) as store:
            documents = len(store.documents())
        yield "record", f"{record}: {counted(documents, 'document')}, {record.stat().st_size / 1e6:,.1f} MB", ""
    except DragomanError as error:
        yield "record", "cannot be used", str(error)


def screen(record: Path) -> Iterator[Finding]:
    """Say what the terminal can show."""
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower()
    symbols = "symbols" if encoding.startswith("utf") else "letters instead of symbols"
    yield "terminal", f"{encoding}, {symbols}, {'colours' if sys.stdout.isatty() else 'no colours: not a terminal'}", ""


EXAMINATIONS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    versions, libraries, sqlite, installed, language, disk, the_record, screen)  # fmt: skip
