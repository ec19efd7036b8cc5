"""The verb `import`: keep entries that a person wrote by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.add import RESULTS
from dragoman.cli.judge import login
from dragoman.cli.read import leave
from dragoman.cli.settling import settle
from dragoman.problems import IntakeError, UsageError
from dragoman.wording import counted

if TYPE_CHECKING:
    from dragoman.publish.sheet import Change
    from dragoman.record import Added, Store

LARGEST = 64_000_000  # bytes of one file, sheets of large records among them


@click.command("import", short_help="Keep entries by hand, and what was corrected in a sheet.")
@options.files
@options.record
@click.option("--by", metavar="NAME", help="Who corrected the sheet. Default: the name you are logged in with.")
@click.option("--why", metavar="WORDS", help="The reason, kept with each judgement.")
@options.common
def import_(paths: tuple[str, ...], record: Path, by: str | None, why: str | None, as_json: bool) -> None:
    """Keep entries by hand: FILE is a process in TOML (docs/byhand.md), - is standard input.

    A file in which anything is wrong is refused whole, with all that is wrong. The same process imported again takes
    the place of the older one. What was corrected in a sheet of `export toml` becomes judgements.
    """
    from dragoman.record import Store

    failed = 0
    with Store(record) as store:
        for path in paths:
            try:
                kept, judged = keep(store, path, by, why)
            except IntakeError as error:
                failed += 1
                tell(path, "failed", as_json, why=str(error))
                continue
            for added in kept:
                tell(path, RESULTS[added.outcome], as_json, added, why="; ".join(added.notes))
            if judged is not None:
                said = counted(judged, "judgement") if judged else "nothing was corrected in it"
                tell(path, "judged" if judged else "already known", as_json, why=said)
        settle(store)
    leave(failed)


def keep(store: Store, path: str, by: str | None, why: str | None) -> tuple[list[Added], int | None]:
    """Keep what is in a file; return what became of its processes, and how many judgements its sheet made.

    No number: there is no sheet in it. Raises IntakeError for a file that is not sound; nothing of it is kept.
    """
    from dragoman.publish import sheet
    from dragoman.reading import byhand

    def text_of(document: str) -> str | None:
        try:
            return store.document_as_read(document).document.text
        except UsageError:
            return None

    texts = byhand.parts(text_in(path))
    names = {text: f"{path} (part {number})" if len(texts) > 1 else path for number, text in enumerate(texts, 1)}
    sheets = [text for text in names if sheet.is_sheet(text)]
    known = byhand.Record(text_of, store.holder_of)
    readings = [byhand.read(text, name, known) for text, name in names.items() if text not in sheets]
    wanted = [change for text in sheets for change in sheet.changes(text, names[text], store.record())]
    with store.together():
        if wanted:
            judge(store, path, wanted, who=by or login(), why=why)
        kept = list(store.add_many(readings, batch=len(readings))) if readings else []
    return kept, len(wanted) if sheets else None


def judge(store: Store, path: str, wanted: list[Change], *, who: str, why: str | None) -> None:
    """Make the judgements that a sheet asks for, all or none."""
    try:
        store.judgements.make_all(wanted, who=who, why=why)
    except UsageError as error:
        raise IntakeError(f"'{path}': {error} Nothing of it was kept.") from error


def text_in(path: str) -> str:
    """Return the text of a file, its line ends as they are. Raises IntakeError where it cannot be read as UTF-8."""
    try:
        if path != "-" and Path(path).stat().st_size > LARGEST:
            raise IntakeError(f"'{path}' has more than {LARGEST:,} bytes. Part it into several.")
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
