"""The verb `link`: what may be one act and is not joined, with the reasons, for a person to judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.wording import clean, counted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.model import Record
    from dragoman.views.pairs import Linking


@click.command(short_help="List the pairs of entries that may be one act.")
@options.as_of
@options.record
@options.common
def link(record: Path, as_of: str | None, as_json: bool) -> None:
    """List the pairs of entries that may be one act, each with what speaks for and against it.

    Nothing is joined by this: `dragoman judge A same B` (or different, or unsure) settles a pair.
    """
    from dragoman import views
    from dragoman.cli.console import put, put_json
    from dragoman.record import Store
    from dragoman.views.pairs import linking

    with Store(record, create=False) as store:
        kept = store.record()
    kept = views.as_it_stood(kept, as_of)
    found = linking(kept)
    if as_json:
        put_json(found)
    else:
        put(*link_parts(found, kept))


def link_parts(found: Linking, record: Record) -> Iterator[RenderableType]:
    """Return each pair with its reasons and what to type, then the copies, then how much was joined."""
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.cli.pages import WORDS, section, title_of
    from dragoman.cli.tables import act_rows, book

    known = book(record)
    for number, pair in enumerate(found.unsure, 1):
        yield section(f"pair {number}")
        yield from act_rows([pair.a, pair.b], known)
        yield Padding(Text(clean(pair.why), style=WORDS), (0, 0, 0, 4))
        names = known.names[pair.a.document]
        command = f"dragoman judge {names.id(pair.a.entry)} same {names.id(pair.b.entry)}"
        yield Padding(Text(command, style=WORDS), (0, 0, 0, 4))
    titles = {reading.document.id: title_of(reading.document) for reading in record.readings}
    for family in found.families:
        yield section("copies of one text, one voice", len(family))
        for document in family:
            yield Padding(Text(f"{document}  {titles[document]}"), (0, 0, 0, 4))
    joined = f"{counted(found.acts, 'act')} told by more than one report"
    pairs = f"{counted(len(found.unsure), 'pair')} to judge" if found.unsure else "no pair is in doubt"
    yield Text(f"\n{joined}; {pairs}.", style=WORDS)
