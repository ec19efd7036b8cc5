"""Lay out the accounts of one act: topic by topic, which value who vouches for."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.names import clean
from dragoman.cli.pages import WORDS, section
from dragoman.cli.tables import act_rows, book, via
from dragoman.cli.words import date_words
from dragoman.language.edtf import valid
from dragoman.model import Record
from dragoman.views import NOT_MENTIONED, Accounts, Row


def accounts_parts(found: Accounts, record: Record) -> Iterator[RenderableType]:
    """Return the act, then each topic with its values and who vouches for each, then the words of each voice."""
    yield from act_rows([found.line], book(record))
    for row in found.rows:
        yield section(row.topic.replace("_", " "))
        yield topic_table(row, found.voices)
    for voice, words in zip(found.voices, found.words, strict=True):
        yield section(f"{via(voice)} ".rstrip())
        for word in words:
            yield Text(f"    {clean(word.quote)}", style=WORDS)


def topic_table(row: Row, voices: tuple[str, ...]) -> Table:
    """Return a topic's values, each with the voices that vouch for it; those that do not speak of it come last."""
    by_value: dict[str, list[str]] = {}
    silent: list[str] = []
    for voice, cells in zip(voices, row.cells, strict=True):
        for cell in cells:
            words = date_words(cell.value) if row.topic == "when" and valid(cell.value) else clean(cell.value)
            by_value.setdefault(words, []).append(via(voice))
        if not cells:
            silent.append(via(voice))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("value", overflow="fold", ratio=1)
    table.add_column("voices", overflow="fold", ratio=2)
    for value, who in by_value.items():
        table.add_row(Text(value, style="bold"), "; ".join(who))
    if silent:
        table.add_row(Text(NOT_MENTIONED, style=WORDS), Text("; ".join(silent), style=WORDS))
    return table
