"""Lay out the queue of `review`: one entry with its words in their paragraph, one orphan, the list of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.card import (
    NOT_VALUES,
    blank,
    edit_parts,
    head,
    related_parts,
    source_head,
    value_table,
    value_words,
    whole_ids,
)
from dragoman.cli.history import words
from dragoman.cli.lines import line, speaker
from dragoman.cli.names import Names, names
from dragoman.cli.pages import ID, WORDS, document_line, section
from dragoman.cli.tables import book
from dragoman.kinds import entries
from dragoman.model import Document, Entry, Reading, Record, Source, Span, Statement
from dragoman.record import Judged, Orphan, Store, file
from dragoman.record.anchors import kind_of, spans_of
from dragoman.record.standing import NOT_EDITED, Standing
from dragoman.views import Doubtful, Line, Reason, sentence
from dragoman.views.linking.board import Key
from dragoman.views.paging import little_in_order
from dragoman.views.paging.pages import doubts_of
from dragoman.wording import clean, counted, date_words

KEYS = "a accept  r reject  e edit  s same  u undo  j next  k previous  ? help  q quit"
ORPHAN_KEYS = "r take back  s is about ...  u undo  j next  k previous  ? help  q quit"
HELP = (
    ("a", "accept: all its values are right as they are shown"),
    ("r", "reject: it is not so"),
    ("e", "edit: another value, or none; of a when or due the date (2018-10-07, 2018-10, 2018-10-07/..)"),
    ("s", "same: it is one act with another entry; with a minus it is split from it"),
    ("u", "undo the last judgement, and go where it was made; then those before this session, one by one"),
    ("j  ↓", "next"),
    ("k  ↑", "previous"),
    ("space", "further down, where an entry is longer than the screen; from its end back to the top"),
    ("q", "quit (Ctrl-C as well); every judgement is kept at once"),
    ("", ""),
    ("orphans", "r takes the judgement back; s says which entry it is about now, and judges that one so"),
)
AROUND = 500  # letters of a paragraph that are shown before and after the sentences of the words
LONGEST = 1500  # letters of words that are shown whole
AT_ONCE = 20  # entries of a large record that are read at once
NEAREST = 9  # candidates for an orphan
EMPTY_LINE = re.compile(r"\n\s*\n")
MARKED = "not dim bold yellow"


class Paged:
    """What waits for a person, read from the file a page at a time, in the order that it had at the beginning."""

    def __init__(self, store: Store, keys: Sequence[Key]) -> None:
        self.store = store
        self.keys = keys
        self.start = -1
        self.page: dict[Key, Doubtful] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.keys)

    def __getitem__(self, at: int, /) -> Doubtful:
        """Return one of them; of one that is gone meanwhile its id."""
        start = at - at % AT_ONCE
        if start != self.start:
            little_in_order(self.store)
            with file.errors(self.store.path), self.store.connection:
                self.page = doubts_of(self.store, self.keys[start : start + AT_ONCE])
            self.start = start
        document, entry = self.keys[at]
        gone = Line(entry=entry, kind="", document=document, what="", span=(0, 0), quote="")
        return self.page.get((document, entry), Doubtful(line=gone))


def entry_page(item: Doubtful, entry: Entry, reading: Reading) -> Iterator[RenderableType]:
    """Return one entry: what it says, why it is in doubt, its words in their paragraphs, what is related."""
    from dragoman.views import card

    called = whole_ids(names([reading]))
    yield head(entry, speaker(entry, called) if isinstance(entry, Statement) else cut(line(entry, called)))
    yield document_line(reading.document)
    for reason in item.reasons:
        yield Text(f"in doubt: {in_words(reason, called)}", style="yellow")
    yield Text("")
    yield value_table(entry, called, (*NOT_VALUES, "content", "speaker_span"))
    yield from edit_parts(entry, called)
    yield section("words")
    yield from source_pages(entry, reading, called)
    found = card(Record(name="", readings=(reading,)), entry.id)
    yield from related_parts(found, reading, called)


def in_words(reason: Reason, called: Names) -> str:
    """Return a reason with the short id of the other entry."""
    return clean(reason.words.replace(reason.other, called.of(reason.other)) if reason.other else reason.words)


def source_pages(entry: Entry, reading: Reading, called: Names) -> Iterator[RenderableType]:
    """Return who says it, and below that the paragraph with the words marked; a paragraph stands there once."""
    text = reading.document.text
    for bounds, sources in by_paragraph(entry.sources, reading.document).items():
        yield from (source_head(source, reading, called) for source in sources)
        told = [span for source in sources for span in ([source.span] if not _content(entry) else ())]
        inside = [span for span in _content(entry) if bounds[0] <= span[0] < bounds[1]]
        yield Padding(paragraph(text, bounds, inside or told or [source.span for source in sources]), (0, 0, 0, 4))


def _content(entry: Entry) -> tuple[Span, ...]:
    return entry.spans if isinstance(entry, Statement) else ()


def by_paragraph(sources: Iterable[Source], document: Document) -> dict[Span, list[Source]]:
    """Return the sources under the spans of the paragraphs they stand in."""
    found: dict[Span, list[Source]] = {}
    for source in sources:
        found.setdefault(paragraph_of(document.text, source.span), []).append(source)
    return found


def paragraph_of(text: str, span: Span) -> Span:
    """Return the paragraph around a span, between empty lines; of a very long one what is near."""
    start, end = sentence(text, span)
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    before = [gap.end() for gap in EMPTY_LINE.finditer(text, low, start)]
    after = EMPTY_LINE.search(text, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def paragraph(text: str, bounds: Span, marked: Iterable[Span]) -> Text:
    """Return a paragraph on one line with the words marked, their sentences bright and the rest dim."""
    shown = Text(style=WORDS)
    at = bounds[0]
    for start, end in sorted(marked):
        start, end = max(start, at), min(max(end, at), max(bounds[1], at))
        if start >= end:
            continue
        shown.append(flat(text, (at, start)))
        shown.append(f"«{cut(clean(text[start:end]))}»", style=MARKED)
        shown.append(blank(text, end))
        at = end
    return shown.append(flat(text, (at, max(bounds[1], at))).lstrip())


def flat(text: str, span: Span) -> str:
    """Return a stretch of text on one line; a blank at its end stays."""
    return clean(text[slice(*span)]) + blank(text, span[1] - 1) if span[0] < span[1] else ""


def cut(shown: str) -> str:
    """Return words of which the middle is left out where they are very long."""
    if len(shown) <= LONGEST:
        return shown
    half = LONGEST // 2
    return f"{shown[:half]} [… {len(shown) - 2 * half:,} letters …] {shown[-half:]}"


def fields(entry: Entry) -> list[str]:
    """Return the fields of an entry that can be edited."""
    return [name for name in entry.__struct_fields__ if name not in NOT_EDITED]


def field_table(entry: Entry, reading: Reading, names_of: Sequence[str]) -> Table:
    """Return the fields with numbers and what stands in them now."""
    called = names([reading])
    return numbered(
        (name, Text(value_words(name, getattr(entry, name), called) or "-", style=WORDS)) for name in names_of
    )


def held(record: Record, ids: Iterable[str]) -> list[str]:
    """Return those of the ids whose entries the record holds now: what is numbered on the screen is what is chosen."""
    there = {entry.id for reading in record.readings for entry in entries(reading)}
    return [id for id in ids if id in there]


def candidates(record: Record, ids: Sequence[str]) -> RenderableType:
    """Return entries that the record holds with numbers, to choose from."""
    known = book(record)
    by_id = {id: (document, entry) for (document, id), entry in known.entries.items()}
    found = [(id, *by_id[id]) for id in ids]
    if not found:
        return Text("")
    dates = {document: date_words(day) for document, day in known.dates.items()}
    return numbered(
        (id[:5], Text(f"{line(entry, known.names[document])} ({dates[document]})")) for id, document, entry in found
    )


def numbered(rows: Iterable[tuple[str, Text]]) -> Table:
    """Return rows with numbers before them."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("number", justify="right", style="bold")
    table.add_column("name", no_wrap=True, style="cyan")
    table.add_column("words", overflow="fold", ratio=1)
    for number, (name, shown) in enumerate(rows, 1):
        table.add_row(str(number), name, shown)
    return table


def orphan_page(orphan: Orphan) -> Iterator[RenderableType]:
    """Return one judgement whose words are not found: what was said, on which words, why it waits."""
    judged = orphan.judged
    yield Text(words(judged), style="bold")
    yield Text(f"{judged.id}, {date_words(judged.made[:19] + 'Z')}", style=WORDS)
    yield Text(f"orphan: {orphan.why}", style="yellow")
    if judged.anchor:
        yield section(f"words of the {judged.anchor.kind}")
        for quote in judged.anchor.quotes:
            yield Padding(Text(f"«{cut(clean(quote))}»", style=MARKED), (0, 0, 0, 4))
        yield Text(f"in document {judged.anchor.document[:12]}", style=WORDS)
    if judged.why:
        yield Text(f"because: {clean(judged.why)}")


def nearest(standing: Standing, judged: Judged) -> list[str]:
    """Return the entries of the same kind that stand nearest to where the words of an orphan stood: to choose from."""
    anchor = judged.anchor
    reading = standing.newest(anchor.document) if anchor else None
    if not anchor or not reading:
        return []
    alike = [entry for entry in entries(reading) if kind_of(entry) == anchor.kind and spans_of(entry)]
    alike.sort(key=lambda entry: abs(spans_of(entry)[0][0] - anchor.spans[0][0]))
    return [entry.id for entry in alike[:NEAREST]]


def values_again(judged: Judged) -> list[str]:
    """Return what to hand on to make the same judgement of another entry."""
    if judged.verdict not in ("edit", "date"):
        return []
    new = judged.new if isinstance(judged.new, list) else [] if judged.new is None else [judged.new]
    given = [part if isinstance(part, str) else msgspec.json.encode(part).decode() for part in new]
    return [judged.field or "", *given] if judged.verdict == "edit" else given


def help_parts() -> Iterator[RenderableType]:
    """Return what the keys do."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("key", no_wrap=True, style="bold")
    table.add_column("what", overflow="fold", ratio=1)
    for key, what in HELP:
        table.add_row(key, what)
    yield table
    yield Text("\nany key goes back.", style=WORDS)


def queue_parts(store: Store, queue: Sequence[Doubtful | Orphan]) -> Iterator[RenderableType]:
    """Return the whole queue as a list, and how to judge what is in it."""
    known = book(store.record())
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("id", no_wrap=True, style=ID)
    table.add_column("kind", no_wrap=True, style="cyan")
    table.add_column("what", overflow="fold", ratio=1)
    for item in queue:
        if isinstance(item, Orphan):
            table.add_row(item.judged.id, "orphan", Text(words(item.judged)).append(f"\n{item.why}", style=WORDS))
            continue
        called = known.names[item.line.document]
        entry = known.entries[item.line.document, item.line.entry]
        said = Text(cut(line(entry, called)))
        for reason in item.reasons:
            said.append(f"\n{in_words(reason, called)}", style=WORDS)
        table.add_row(called.id(entry.id), item.line.kind, said)
    yield table
    orphans = any(isinstance(item, Orphan) for item in queue)
    how = "ID undo` takes one back" if orphans else "ID accept` (reject, edit FIELD VALUE, same OTHER) judges one"
    noun = "orphan" if orphans else "entry"
    there = "" if orphans else ", the most doubtful first"
    yield Text(f"\n{counted(len(queue), noun)}{there}. `dragoman judge {how}; on a terminal, keys do.", style=WORDS)
