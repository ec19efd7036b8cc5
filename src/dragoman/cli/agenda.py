"""The verb `agenda`: what those who negotiate have before them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.wording import clean, counted, date_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.views.agenda import Agenda, Point

SHOWN = 2  # as many sources of a point are quoted on the screen; the files have all


@click.command(short_help="What those who negotiate have before them.")
@click.option(
    "--as", "form", type=click.Choice(["markdown", "docx"]), help="Write it as Markdown or as a Word document."
)
@click.option("-o", "--output", metavar="FILE", default="-", type=click.Path(path_type=Path), help="Write there.")
@options.as_of
@options.record
@options.common
def agenda(form: str | None, output: Path, record: Path, as_of: str | None, as_json: bool) -> None:
    """Show what those who negotiate have before them, each point with its words.

    What is overdue, orders in dispute, what was given without a return, what is to be decided, claims beyond their
    evidence, and what keeps promises from being checked, as questions.
    """
    from dragoman import views
    from dragoman.cli.console import put, put_bytes, put_json
    from dragoman.cli.export import written
    from dragoman.cli.ledger import short_ids
    from dragoman.publish.agenda import docx, markdown
    from dragoman.record import Store

    with Store(record, create=False) as store:
        kept = store.record()
    found = views.agenda(kept, as_of)
    if form:
        content = docx(found) if form == "docx" else markdown(found).encode()
        if str(output) == "-":
            put_bytes(content)
        else:
            written(output, [content])
    elif as_json:
        put_json(found)
    else:
        put(*agenda_parts(found, short_ids(kept)))


def agenda_parts(found: Agenda, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return the points kind by kind, each with its questions and words."""
    from rich.text import Text

    from dragoman.cli.pages import WORDS, section
    from dragoman.views.agenda import by_why

    yield Text(f"as of {date_words(found.as_of)}", style=WORDS)
    number = 0
    for why, points in by_why(found).items():
        yield section(why, len(points))
        for point in points:
            number += 1
            yield from point_parts(number, point, short)
    if not found.points:
        yield Text("\nnothing is overdue, disputed, owed, undecided or unclear.")
    else:
        yield Text(f"\n{counted(number, 'point')}. `dragoman show ID` opens the words behind one.", style=WORDS)


def point_parts(number: int, point: Point, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return a point with its number and id, its questions, and the first of its words."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from dragoman.cli.pages import ID, WORDS

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("number", no_wrap=True, min_width=2, justify="right")
    table.add_column("id", no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    days = f" ({counted(point.days, 'day')})" if point.days else ""
    table.add_row(str(number), Text(short[point.entry], style=ID), Text(f"{clean(point.what)}{days}", style="bold"))
    yield table
    for question in point.questions:
        yield Padding(Text(f"? {clean(question)}"), (0, 0, 0, 6))
    for words in point.words[:SHOWN]:
        yield Padding(Text(f"“{clean(words.quote)}” — {clean(words.voice)}", style=WORDS), (0, 0, 0, 6))
    if (more := len(point.words) - SHOWN) > 0:
        yield Padding(Text(f"and {counted(more, 'more source')}", style=WORDS), (0, 0, 0, 6))
