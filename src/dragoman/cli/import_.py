"""The verb `import`: keep entries that a person wrote by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.add import RESULTS
from dragoman.cli.read import leave
from dragoman.problems import IntakeError, UsageError

if TYPE_CHECKING:
    from dragoman.record import Added, Store


@click.command("import", short_help="Keep entries by hand: processes written in TOML.")
@options.files
@options.record
@options.common
def import_(paths: tuple[str, ...], record: Path, as_json: bool) -> None:
    """Keep entries by hand: FILE is a process in TOML (docs/byhand.md), - is standard input.

    A file in which anything is wrong is refused whole, with all that is wrong. The same process imported again takes
    the place of the older one.
    """
    from dragoman.record import Store

    failed = 0
    with Store(record) as store:
        for path in paths:
            try:
                kept = keep(store, path)
            except IntakeError as error:
                failed += 1
                tell(path, "failed", as_json, why=str(error))
                continue
            for added in kept:
                tell(path, RESULTS[added.outcome], as_json, added, why="; ".join(added.notes))
    leave(failed)


def keep(store: Store, path: str) -> list[Added]:
    """Keep the entries of one file. Raises IntakeError for one that is not sound; nothing of it is kept then."""
    from dragoman.reading import byhand

    def text_of(document: str) -> str | None:
        try:
            return store.document_as_read(document).document.text
        except UsageError:
            return None

    record = byhand.Record(text_of, store.holder_of)
    readings = [byhand.read(text, path, record) for text in byhand.parts(text_in(path))]
    return list(store.add_many(readings, batch=len(readings)))


def text_in(path: str) -> str:
    """Return the text of a file, its line ends as they are. Raises IntakeError where it cannot be read as UTF-8."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise IntakeError(f"'{path}' cannot be read: {error.strerror}. Name a file of entries by hand.") from error
    except UnicodeDecodeError as error:
        raise IntakeError(f"'{path}' is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def tell(path: str, result: str, as_json: bool, added: Added | None = None, *, why: str = "") -> None:
    """Print what became of one file."""
    from dragoman.cli.console import put_json, say
    from dragoman.wording import clean

    path = "standard input" if path == "-" else path
    if as_json:
        id, title = (added.document, added.title) if added else (None, None)
        put_json({"path": path, "result": result, "why": why or None, "document": id, "title": title})
    elif result == "failed":
        for number, line in enumerate(why.splitlines()):
            click.echo(f"{'' if number else 'failed         '}{clean(line)}", err=True)
    else:
        say(f"{result:<13}  {clean(path)}{f'  ({clean(why)})' if why else ''}")
