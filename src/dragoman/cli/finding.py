"""Verbs that look into a record without a view: `find` and `check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from dragoman.record import Hit


@click.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="At most N hits each."
)
@options.record
@options.common
def find(words: tuple[str, ...], limit: int, record: Path, as_json: bool) -> None:
    """Find words in the documents and entries of the record.

    All words must occur; "two words" in quotation marks stand together; OR and NOT in capitals work; tes* finds tests.
    """
    from dragoman.cli.console import put, put_json, say
    from dragoman.record import Store
    from dragoman.views.paging.pages import opening

    query = " ".join(words)
    with Store(record, create=False) as store:
        hits = store.find(query, limit)
        titles = {hit.document: opening(store, hit.document) for hit in hits}
    if as_json:
        put_json(hits)
    elif not hits:
        say(f"nothing found for '{query}'. Fewer words find more; a word with * finds all that begin with it.")
    else:
        put(*hit_parts(hits, query, titles))


def hit_parts(hits: tuple[Hit, ...], query: str, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    """Return what was found: kind, id, date and title on one line, below it the words in their context."""
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.wording import date_words

    for hit in hits:
        yield Text.assemble(
            (hit.entry or hit.document, "bold blue"),
            f"  {hit.kind}  ",
            (date_words(hit.date), "cyan"),
            "  ",
            (titles[hit.document], "bold"),
        )
        yield Padding(marked(hit, query), (0, 0, 0, 4))


def marked(hit: Hit, query: str) -> Text:
    """Return the words in their context with what was asked for marked."""
    from rich.text import Text

    from dragoman.wording import clean

    text = Text(clean(hit.snippet))
    words = {hit.quote[start - hit.span[0] : end - hit.span[0]] for start, end in hit.matches}
    asked = {word.strip('"*') for word in query.split() if word not in ("AND", "OR", "NOT")}
    text.highlight_words([word for word in words or asked if word], "bold yellow", case_sensitive=False)
    return text


@click.command()
@options.record
@options.common
def check(record: Path, as_json: bool) -> None:
    """Check that the record is sound.

    Looks at the file, at every quote against its text and at every id; exit 1 when something is wrong.
    """
    from dragoman.cli.console import put_json, say
    from dragoman.record import Store
    from dragoman.wording import clean, counted

    with Store(record, create=False) as store:
        faults = store.check()
        documents = len(store.documents())
    if as_json:
        put_json(faults)
    else:
        for fault in faults:
            where = ", ".join(value for value in (fault.document, fault.entry) if value)
            say(f"{clean(fault.what)}{f' ({where})' if where else ''}")
        verdict = (
            f"{counted(len(faults), 'fault')}: put a copy back, or add the reports to a new record"
            if faults
            else "sound"
        )
        say(f"{record}: {counted(documents, 'document')}, {verdict}.")
    if faults:
        raise click.exceptions.Exit(1)
