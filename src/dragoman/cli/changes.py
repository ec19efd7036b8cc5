"""Lay out what speakers say of one matter: two wordings side by side with what differs, and what is said again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.lines import joined
from dragoman.cli.pages import WORDS
from dragoman.cli.statements import head, nothing, shortened, stands_for
from dragoman.cli.tables import Book, book
from dragoman.model import Record
from dragoman.views import LEAST, LONGER, SHARED, Asked, Change, Matter, StatementLine, Wording, met, statements
from dragoman.wording import clean, counted, date_words, shortest

BESIDE = 90  # columns: on a narrower screen the two wordings stand below each other
GONE, NEW = "red", "green"


def change_parts(matters: Sequence[Matter], record: Record, asked: Asked) -> Iterator[RenderableType]:
    """Return the matters on which a speaker is heard more than once, oldest first."""
    lines = statements(record, asked)
    if not lines:
        yield from nothing(record, asked)
        return
    known = book(record)
    short = shortest([reading.document.id for reading in record.readings])
    for matter in matters:
        yield heading(matter)
        for number, wording in enumerate(matter.wordings):
            if number:
                yield Pair(matter.wordings[number - 1], wording, known, short, first=number == 1)
            elif len(matter.wordings) == 1:
                yield line(wording.said, known, short)
                yield below(Text(shortened(clean(wording.said.content))), wording)
    yield closing(matters, len(lines))
    yield from stands_for(met(record, asked))


def heading(matter: Matter) -> Text:
    """Return the speaker, the number of wordings and when they were first said."""
    days = list(dict.fromkeys(wording.said.day.isoformat() for wording in matter.wordings if wording.said.day))
    span = date_words(f"{days[0]}/{days[-1]}" if len(days) > 1 else days[0] if days else None)
    return Text(f"\n{clean(matter.speaker)}: {counted(len(matter.wordings), 'wording')}, {span}", style="bold")


class Pair:
    """Two wordings side by side where the screen is wide enough, else below each other."""

    def __init__(self, before: Wording, after: Wording, known: Book, short: dict[str, str], *, first: bool) -> None:
        self.heads = [line(wording.said, known, short) for wording in (before, after)]
        words = [marked(after.changes, 0), marked(after.changes, 1)]
        self.turned = any(from_the_right(text.plain) for text in (*self.heads, *words))
        self.sides = [below(words[0], before if first else None), below(words[1], after)]
        self.shared = Text(compared(before, after), style=WORDS)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the heads with the words below them; words from right to left would turn a line with two columns."""
        if options.max_width < BESIDE or self.turned:
            for side_head, side in zip(self.heads, self.sides, strict=True):
                yield side_head
                yield side
        else:
            table = Table.grid(padding=(0, 3, 0, 0), expand=True)
            table.add_column(ratio=1, overflow="fold")
            table.add_column(ratio=1, overflow="fold")
            table.add_row(*self.heads)
            table.add_row(*self.sides)
            yield table
        yield Padding(self.shared, (0, 0, 0, 2))


def compared(before: Wording, after: Wording) -> str:
    """Return how much two wordings share, and what speaks against a change of mind: one day, words of the reports."""
    one_day = before.said.day == after.said.day and before.said.line.document != after.said.line.document
    indirect = "indirect" in (before.said.mode, after.said.mode)
    return joined(
        f"{after.shared:.0%} of the words that carry meaning are in both",
        "of one day in two reports" if one_day else "",
        "not all of it word for word (indirect speech)" if indirect else "",
    )


def line(shown: StatementLine, known: Book, short: dict[str, str]) -> Text:
    """Return the head of a statement, with those who pass it on."""
    document = shown.line.document
    entry = known.entries[document, shown.line.entry]
    called = known.names[document]
    found = head(shown, entry, called, short[document])  # type: ignore[arg-type]
    return found.append(f", via {clean(', via '.join(shown.via))}" if shown.via else "", style=WORDS)


def below(words: Text, wording: Wording | None) -> RenderableType:
    """Return the words as they stand below a head, with how often the wording is said again."""
    again = said_again(wording) if wording else None
    return Padding(Group(words, again) if again else words, (0, 0, 0, 2))


def marked(changes: Sequence[Change], side: int) -> Text:
    """Return one side of a pair: [-what only the older has-], {+what only the newer has+}."""
    text = Text()
    for change in changes:
        run = shortened(clean(change.after if side else change.before))
        if run:
            text.append(" " if text else "")
            opening, closing, style = ("{+", "+}", NEW) if side else ("[-", "-]", GONE)
            text.append(run if change.same else f"{opening}{run}{closing}", style="" if change.same else style)
    return text


def said_again(wording: Wording) -> Text | None:
    """Return in how many other reports the same words stand, and when those were said."""
    if not wording.again:
        return None
    reports = {shown.line.document for shown in wording.again} - {wording.said.line.document}
    days = sorted({shown.published for shown in wording.again if shown.published})
    where = f"in {counted(len(reports), 'report')}" if reports else "in the same report"
    span = date_words(f"{days[0]}/{days[-1]}" if len(days) > 1 else days[0] if days else None)
    return Text(f"said again {where} ({span})", style=WORDS)


def closing(matters: Sequence[Matter], total: int) -> Text:
    """Return what counts as one matter, what the marks mean, and how many statements stand alone."""
    heard = sum(1 + len(wording.again) for matter in matters for wording in matter.wordings)
    alone = "; the others stand alone" if heard < total else ""
    return Text(
        f"\n{counted(len(matters), 'matter')} with {heard:,} of {counted(total, 'statement')}{alone}. Statements of "
        f"one speaker are of one matter when {SHARED:.0%} or more of the words that carry meaning in the shorter one, "
        f"and at least {LEAST}, are in both, and the longer one is at most {LONGER} times as long; names of those who "
        "act do not count. [-only before-] "
        "{+only after+}. `dragoman show ID` opens one.",
        style=WORDS,
    )


def from_the_right(text: str) -> bool:
    """Return whether some of the text is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
