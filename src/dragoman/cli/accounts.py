"""Lay out the accounts of one act: topic by topic, which value who vouches for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.pages import WORDS, section
from dragoman.cli.tables import act_rows, book, via
from dragoman.model import Record
from dragoman.views import NOT_MENTIONED, Accounts, Row
from dragoman.views.accounts import topic_words
from dragoman.wording import clean, value_words


def accounts_parts(found: Accounts, record: Record) -> Iterator[RenderableType]:
    """Return the act, then each topic with its values and who vouches for each, then the words of each voice."""
    known = book(record)
    yield from act_rows([found.line], known)
    voices = [via(known.names[words[0].document].of(words[0].voice)) for words in found.words]
    for row in found.rows:
        flags = [name for name, is_so in (("one voice only", row.single), ("contested", row.contested)) if is_so]
        yield section(" · ".join((topic_words(row.topic), *flags)))
        yield topic_table(row, voices)
    for voice, words in zip(voices, found.words, strict=True):
        yield section(voice)
        for word in words:
            yield Padding(Text(clean(word.quote), style=WORDS), (0, 0, 0, 4))


def topic_table(row: Row, voices: Sequence[str]) -> Table:
    """Return a topic's values, each with the voices that vouch for it; those that do not speak of it come last."""
    by_value: dict[str, list[str]] = {}
    silent: list[str] = []
    for voice, cells in zip(voices, row.cells, strict=True):
        for cell in cells:
            by_value.setdefault(value_words(row.topic, cell.value), []).append(voice)
        if not cells:
            silent.append(voice)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("value", overflow="fold", ratio=1)
    table.add_column("voices", overflow="fold", ratio=2)
    for value, who in by_value.items():
        table.add_row(Text(value, style="bold"), "; ".join(who))
    if silent:
        table.add_row(Text(NOT_MENTIONED, style=WORDS), Text("; ".join(silent), style=WORDS))
    return table
