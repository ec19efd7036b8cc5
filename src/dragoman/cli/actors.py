"""Lay out who acts in a record: one line each, those with the most acts first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.pages import ID, WORDS
from dragoman.model import Record
from dragoman.views.actors import Listed
from dragoman.wording import clean, counted, date_words

SORTS = (("statements", "statement"), ("meetings", "meeting"), ("commitments", "commitment"), ("others", "other act"))


def actor_parts(found: Sequence[Listed], record: Record) -> Iterator[RenderableType]:
    """Return everybody with kind, country and whom they act for, what they did, the days of it."""
    if not found:
        yield Text("nothing here.")
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("who", overflow="fold", ratio=1)
    table.add_column("what", overflow="fold", ratio=1)
    for one in found:
        table.add_row(_who(one), _what(one))
    yield table
    among = f"{counted(len(found), 'actor')} in {counted(len(record.readings), 'document')}"
    yield Text(f"\n{among}. `dragoman show statements --speaker NAME` has what one says.", style=WORDS)


def _who(one: Listed) -> Text:
    """Return the name in bold, the words for somebody without one as they are."""
    told = [one.kind or "only words", one.land if one.kind != "state" else None]
    told.append(f"for {clean(one.acts_for)}" if one.acts_for and one.acts_for != one.land else None)
    told.append(None if one.named else "in one report only")
    name = Text(clean(one.name), style="bold" if one.named else "italic")
    return Text.assemble(name, "  ", (one.id if one.named else "", ID), "\n", (", ".join(filter(None, told)), WORDS))


def _what(one: Listed) -> Text:
    """Return how many acts of each sort there are, and the first and last day of them."""
    counts = [counted(number, noun) for name, noun in SORTS if (number := getattr(one, name))]
    days = list(dict.fromkeys(date_words(day) for day in (one.first, one.last) if day))
    return Text.assemble(", ".join(counts), "\n", (" to ".join(days) or "no date", WORDS))
