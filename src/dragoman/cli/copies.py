"""The verbs `backup` and `restore`: copy a record while it is in use, and put a copy back."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options


@click.command(short_help="Copy the record to FILE, whole, while others write.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.record
@options.debug
def backup(file: Path, record: Path) -> None:
    """Copy the record to FILE, whole, as it is at one moment, while others go on writing to it.

    An older copy in FILE is replaced; anything else there is left alone.
    """
    from dragoman.record.backup import backup as copied

    tell(file, f"copy of {record}", *copied(record, file))


@click.command(short_help="Make the record anew from the copy in FILE.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Set the record that is there aside, under another name beside it.")
@options.record
@options.debug
def restore(file: Path, replace: bool, record: Path) -> None:
    """Make the record anew from the copy in FILE, when the copy is sound."""
    from dragoman.cli.console import say
    from dragoman.record import Store
    from dragoman.record.backup import restore as restored

    aside = restored(file, record, replace)
    with Store(record, create=False) as store:
        tell(record, f"restored from {file}", len(store.documents()), store.judgements.chain().length)
    if aside:
        say(f"what was there before is in {aside}.")


def tell(path: Path, what: str, documents: int, judgements: int) -> None:
    """Print what a file holds now."""
    from dragoman.cli.console import say
    from dragoman.wording import counted

    say(f"{path}: {what}, {counted(documents, 'document')}, {counted(judgements, 'judgement')}.")
