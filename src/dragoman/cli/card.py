"""Lay out the card of one entry: every value, every source with its words in context, who says it through whom."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.lines import line, option_words, status_of, style, symbol, when_words
from dragoman.cli.names import Names, names, voice
from dragoman.cli.pages import ID, JUDGED, WORDS, document_line, id_row, problem_table, section, with_mark
from dragoman.edtf import valid
from dragoman.kinds import entries
from dragoman.model import Entry, Option, Reading, Source, Span, Stance, Statement, Value, When
from dragoman.views import Card, sentence
from dragoman.views.stood import by_hand
from dragoman.wording import clean, date_words, duration_words, ordinal_words, plain

NOT_VALUES = ("id", "sources", "spans", "status", "phase", "review")  # shown in their own places on the card


def card_parts(found: Card, entry: Entry, reading: Reading) -> Iterator[RenderableType]:
    """Return the parts of a card; ids stand whole, so that they can be copied."""
    called = whole_ids(names([reading]))
    yield head(entry, line(entry, called))
    yield value_table(entry, called)
    yield from edit_parts(entry, called)
    yield section("sources", len(entry.sources))
    for source in entry.sources:
        yield from source_parts(source, reading, called)
    yield from related_parts(found, reading, called)
    if found.problems:
        yield section("problems", len(found.problems))
        yield problem_table(found.problems, reading, called)
    yield section("document")
    yield document_line(reading.document)
    told = "entered by hand" if by_hand(reading) else f"read by {clean(reading.reader)}"
    yield Text(told, style=WORDS)
    if not isinstance(entry, Statement):
        yield Text(f"`dragoman show accounts {entry.id}` sets beside it what other reports say of it.", style=WORDS)


def head(entry: Entry, said: str) -> Text:
    """Return the first line of a card: status, id, what is said of the entry, what was judged of it."""
    status = status_of(entry)
    shown = Text.assemble(
        (f"{symbol(status)} {plain(status)}  ".lstrip(), style(status)),
        (entry.id, ID),
        "  ",
        (said, "bold"),
    )
    return with_mark(shown, entry)


def whole_ids(called: Names) -> Names:
    """Return the names with the ids of entries at full length."""
    return called._replace(short={value: value for value in called.short})


def value_table(entry: Entry, called: Names, without: Container[str] = NOT_VALUES) -> Table:
    """Return every value of the entry that is not empty: the name of the field, the value in words."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("field", no_wrap=True, style="cyan")
    table.add_column("value", overflow="fold", ratio=1)
    for field in entry.__struct_fields__:
        value = getattr(entry, field)
        if field not in without and (words := value_words(field, value, called)):
            table.add_row(field.replace("_", " "), words)
    return table


def edit_parts(entry: Entry, called: Names) -> Iterator[Text]:
    """Return the values that a person put in place of those that were read, and what was read."""
    for field, (who, read) in (entry.review.edits if entry.review else {}).items():
        was = says_words(field, read, called) if read else "nothing"
        yield Text(f"{field.replace('_', ' ')} as {clean(who)} says; read: {was}", style=JUDGED)


def value_words(field: str, value: Any, called: Names) -> str:
    """Return a value in words; nothing for an empty one."""
    if value in (None, (), ""):
        return ""
    if isinstance(value, tuple):
        return "; ".join(value_words(field, part, called) for part in value)
    if isinstance(value, When):
        return time_words(value, called)
    if isinstance(value, Option):
        return option_words(value, called)
    if isinstance(value, Stance):
        toward = f" towards {called.of(value.toward)}" if value.toward else ""
        holder = called.of(value.holder) if value.holder else "someone unnamed"
        return f"{holder} {clean(value.label)}{toward} («{clean(value.source.quote)}»)"
    if isinstance(value, Source):
        return f"«{clean(value.quote)}»" + (f" ({clean(value.cited)})" if value.cited else "")
    if isinstance(value, Value):
        return ", ".join(
            value_words(name, getattr(value, name), called) for name in value.__struct_fields__ if getattr(value, name)
        )
    if field == "ordinal":
        return ordinal_words(int(value))
    return duration_words(value) if field == "duration" else called.of(str(value))


def time_words(when: When, called: Names) -> str:
    """Return all that is known of a time: in words, as EDTF, as the text says it, and how that was resolved."""
    parts = [when_words(when, called)] if when.edtf or when.text or when.after or when.before else []
    parts += [when.edtf] if when.edtf else []
    parts += [f"«{clean(when.text)}»"] if when.text and when.edtf else []
    parts += [f"after {called.all(when.after)}"] if when.after and (when.edtf or when.text) else []
    parts += [f"before {called.all(when.before)}"] if when.before and (when.edtf or when.text) else []
    parts += [clean(when.basis)] if when.basis else []
    return " · ".join(parts)


def source_parts(source: Source, reading: Reading, called: Names) -> Iterator[RenderableType]:
    """Return one source: who says it through whom, what exactly it vouches for, the words in their context."""
    yield source_head(source, reading, called)
    entered = by_hand(reading)  # around its words stand keys, not sentences
    words = (
        Text(f"«{clean(source.quote)}»", style="bold yellow")
        if entered
        else context(reading.document.text, source.span)
    )
    yield Padding(words, (0, 0, 0, 4))


def source_head(source: Source, reading: Reading, called: Names) -> Text:
    """Return who says it through whom, and what exactly that source vouches for."""
    said = [voice(reading, source.statement, called)] if source.statement or not source.cited else []
    via = ", via ".join([*said, *([clean(source.cited)] if source.cited else [])])
    shown = Text.assemble((via, "bold"), f"  {source.how}")
    if source.says:
        says = ", ".join(f"{name} {says_words(name, value, called)}" for name, value in source.says.items())
        shown.append(f", vouches for {says}")
    if source.statement:
        shown.append(f"  ({called.of(source.statement)})", style=WORDS)
    return shown


def says_words(name: str, value: Any, called: Names) -> str:
    """Return a value that a source vouches for in words; `says` comes back from the record as plain JSON."""
    if isinstance(value, list | tuple):
        return " and ".join(says_words(name, part, called) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {says_words(key, part, called)}" for key, part in value.items() if part)
    return date_words(value) if name == "when" and valid(str(value)) else value_words(name, value, called) or str(value)


def context(text: str, span: Span) -> Text:
    """Return the sentence around a span, the span itself marked."""
    start, end = sentence(text, span)
    before = clean(text[start : span[0]])
    words = Text(before + blank(text, span[0] - 1) if before else "", style=WORDS)
    words.append(f"«{clean(text[slice(*span)])}»", style="not dim bold yellow")
    return words.append(blank(text, span[1]) + clean(text[span[1] : end]), style=WORDS)


def blank(text: str, at: int) -> str:
    """Return a blank where the text has one at this place, for the marks would otherwise stick to the next word."""
    return " " if 0 <= at < len(text) and text[at].isspace() else ""


def related_parts(found: Card, reading: Reading, called: Names) -> Iterator[RenderableType]:
    """Return the entries of the document that hang together with this one, and how, each once."""
    known = {entry.id: entry for entry in entries(reading)}
    hows: dict[str, list[str]] = {}
    for other in found.related:
        hows.setdefault(other.line.entry, []).append(other.how.replace("_", " "))
    if hows:
        yield section("related", len(hows))
    for id, how in hows.items():
        entry = known[id]
        status = status_of(entry)
        said = Text.assemble(
            (f"{', '.join(how)}: ", "cyan"), (f"{symbol(status)} {plain(status)}  ".lstrip(), style(status))
        )
        yield id_row(entry, said.append(line(entry, called)), called)
