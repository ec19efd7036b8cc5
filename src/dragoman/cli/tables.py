"""Lay out the views of a record: timeline, meetings, open, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.names import Names, kind_of, names
from dragoman.cli.pages import JUDGED, WORDS, bare_table, document_line, entry_cells, section, title_of, totals
from dragoman.edtf import sort_key
from dragoman.kinds import entries
from dragoman.model import Entry, Record
from dragoman.views import PAST, Line, Words
from dragoman.views.linking.people import Cast
from dragoman.views.linking.people import called as named_by
from dragoman.views.stood import by_hand
from dragoman.wording import NO_DATE, clean, counted, date_words, shortest

VOICES = 3  # as many are named in a line; the card of the entry names all


class Book(NamedTuple):
    """What a record holds by (document, entry id); the names in each document, its date, which are entries by hand."""

    entries: dict[tuple[str, str], Entry]
    names: dict[str, Names]
    dates: dict[str, str]
    entered: frozenset[str]


def book(record: Record, lines: Iterable[Line] = (), everywhere: bool = False) -> Book:
    """Return the book of a record. Each document has its own names: two may call different people "kim".

    An entry that one of the `lines` stands for goes by the id of that line: no other is on the screen. With
    `everywhere` everybody goes by the name that the whole record has for them.
    """
    found = {(reading.document.id, entry.id): entry for reading in record.readings for entry in entries(reading)}
    short = shortest([entry for _, entry in found])
    short |= {other: short[line.entry] for line in lines for other in line.also}
    kinds = {entry.id: kind_of(entry) for entry in found.values()}
    called = {reading.document.id: names([reading]).called for reading in record.readings}
    if everywhere:
        cast = Cast(record.readings)
        for reading in record.readings:
            called[reading.document.id] |= named_by(cast, reading)
    dates = {
        reading.document.id: reading.document.date.edtf if reading.document.date else "" for reading in record.readings
    }
    entered = frozenset(reading.document.id for reading in record.readings if by_hand(reading))
    return Book(found, {document: Names(called[document], short, kinds) for document in called}, dates, entered)


def timeline_parts(lines: Sequence[Line], record: Record) -> Iterator[RenderableType]:
    """Return acts in the order of their dates, each with who says so and through whom."""
    if not lines:
        yield Text("nothing here.")
        return
    yield from act_rows(lines, book(record, lines, everywhere=True))
    yield closing(lines, record)


def open_parts(lines: Sequence[Line], record: Record) -> Iterator[RenderableType]:
    """Return what still has to happen, kind by kind."""
    if not lines:
        yield Text("nothing is open.")
        return
    known = book(record, lines, everywhere=True)
    for kind, group in groupby(lines, key=lambda line: line.kind):
        found = list(group)
        yield section(f"open {kind}s", len(found))
        yield from act_rows(found, known)
    yield closing(lines, record)


def closing(lines: Sequence[Line], record: Record) -> Text:
    """Return the last line: how much there is, and how to look closer."""
    among = f"{counted(len(lines), 'entry')} from {counted(len(record.readings), 'document')}"
    return Text(f"\n{among}. `dragoman show ID` opens the words behind one.", style=WORDS)


def act_rows(lines: Sequence[Line], known: Book, notes: Mapping[str, str] | None = None) -> Iterator[RenderableType]:
    """Return one table of acts: status, id, date, what; below, the note on it (by its id) and who says so."""
    rows = []
    for line in lines:
        called = known.names[line.document]
        status, short, when, what = entry_cells(known.entries[line.document, line.entry], called)
        if when.plain == NO_DATE and line.reported:
            when = Text(undated(line), style="cyan")
        if note := (notes or {}).get(line.entry):
            what.append(f"\n{note}", style=JUDGED)
        rows.append((status, short, when, what.append(f"\n{voices(line.words, known)}", style=WORDS)))
    table = bare_table([max(row[column].cell_len for row in rows) for column in range(3)])
    for row in rows:
        table.add_row(*row)
    yield table


def undated(line: Line) -> str:
    """Return what the report tells of the time of an act that has no date: what is past was by then."""
    day = date_words(line.reported)
    return f"by {day},\nas reported" if line.status in PAST else f"{NO_DATE},\nreported\n{day}"


def voices(words: Iterable[Words], known: Book) -> str:
    """Return who says it and through whom, and when that was published; of entries by hand only that they are such."""
    found = list(words)
    names = list(dict.fromkeys(via(known.names[word.document].of(word.voice)) for word in found))
    more = f" and {len(names) - VOICES} more" if len(names) > VOICES else ""
    reports = {word.document for word in found} - known.entered
    when = published(reports, known) if reports else "by hand"
    return f"according to {'; '.join(names[:VOICES])}{more} ({when})"


def published(documents: set[str], known: Book) -> str:
    """Return when some documents were published: "8 Oct 2018", "3 reports, 26 Sep to 8 Oct 2018"."""
    dates = sorted({known.dates[document] for document in documents} - {""}, key=sort_key)
    span = date_words(f"{dates[0]}/{dates[-1]}" if len(dates) > 1 else dates[0] if dates else None)
    return span if len(documents) == 1 else f"{counted(len(documents), 'report')}, {span}"


def via(voice: str) -> str:
    """Return a voice as people read it: "Mike Pompeo, via Yoon Young-chan"."""
    return clean(voice).replace(" via ", ", via ")


def document_parts(record: Record) -> Iterator[RenderableType]:
    """Return the documents of a record: id, title and what is known of each, how much was found."""
    if not record.readings:
        yield Text("the record is empty: `dragoman add FILE` puts something in.")
    for reading in record.readings:
        yield Text(title_of(reading.document), style="bold")
        yield Padding(document_line(reading.document, title=False), (0, 0, 0, 4))
        yield Padding(Text(totals(reading) or "nothing found", style=WORDS), (0, 0, 0, 4))
