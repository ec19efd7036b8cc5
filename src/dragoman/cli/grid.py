"""Lay out the options matrix: a grid of open and blocked options, then each position with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.names import Names, names
from dragoman.cli.pages import ID, WORDS, section
from dragoman.edtf import valid
from dragoman.model import Record
from dragoman.views import Words
from dragoman.views.options import Cell, Choice, Options, Position, Raising, Relaxation, WhyNot
from dragoman.wording import clean, counted, date_words

FIRST, COLUMN, WIDTH = 20, 13, 80  # characters: of the names of rows, of a column, of the page
LETTERS = 4  # as many stand in a cell; --why-not and --json have them all
MOST = 20  # as many sets are printed; --json has them all
DATE = re.compile(r"(?<!\S)(?:\d{4}(?:-\d\d){0,2}|\.\.)(?:[/~?%]\S*)?(?!\S)")
Kind = TypeVar("Kind")
Row: TypeAlias = tuple[str, str, Text]
ANY = {"venue": "any place", "date": "any day"}
VERBS = {
    "require": "requires", "prefer": "prefers", "accept": "accepts", "disfavour": "does not favour",
    "reject": "rejects", "offer": "offers",
}  # fmt: skip
BINDING = {
    "own": "what they require or reject themselves",
    "reported": "what they require or reject, also in the words of others",
    "all": "what anybody requires or rejects",
}


class Page:
    """What the parts of one page share: the answer, the letters of the positions that block, the names."""

    def __init__(self, found: Options, called: Names) -> None:
        self.found = found
        self.called = called
        self.held = {one.id: one for one in found.positions}
        blocking = {id for cell in found.cells for id in cell.blocked_by}
        self.letters = {id: letter(at) for at, id in enumerate(one for one in self.held if one in blocking)}
        self.choices = {choice.id: choice for choice in (*found.rows, *found.columns)}

    def option(self, pair: tuple[str, str]) -> str:
        """Return an option in words: "Hanoi, 15 Jan to 28 Feb 2019"."""
        return ", ".join(shown(self.choices[id]) for id in pair if id) or "any option"

    def named(self, id: str) -> str:
        """Return the letter and the short id of a position: "A c4"."""
        return f"{self.letters[id]} {self.id(self.held[id])}"

    def id(self, one: Position) -> str:
        """Return the short id of a position, enough for --drop."""
        entry = one.entries[0] if one.entries else one.id
        return f"{self.called.id(entry)}{one.id.removeprefix(entry)}"


def options_parts(found: Options, record: Record) -> Iterator[RenderableType]:
    """Return what is asked, the grid, what would have to give, then every position with its words."""
    page = Page(found, names(record.readings))
    yield from heading(page)
    if found.why_not:
        yield from why_not(page, found.why_not)
        return
    if found.cells:
        yield from grid(page)
        yield from order(page)
        yield from nothing_open(page)
    else:
        yield Text("\nno option is named: the matrix is empty.", style="bold")
    yield from changed(page)
    for told, title in ((found.decided, "decided"), (found.unnamed, "options spoken of, none named")):
        if told:
            yield section(title, len(told))
            yield listing(raising_row(one, page) for one in told)
    yield from listed(page)
    if found.others:
        yield Text(f"\nalso to be decided (--about): {clean('; '.join(found.others))}", style=WORDS)


def heading(page: Page) -> Iterator[RenderableType]:
    """Return what the options are for, as of when, who decides and what binds."""
    found = page.found
    day = f", as of {date_words(found.day)}" if found.day else ""
    yield Text(f"{clean(found.about)}: {' by '.join(found.slots)}{day}", style="bold")
    if found.deciders:
        who = " and ".join(clean(party.name) for party in found.deciders)
        yield Text(f"decided by {who}; binding is {BINDING[found.hard]}", style=WORDS)
    else:
        yield Text("who decides is not said (--decided-by NAME); without that, only --hard all binds", style=WORDS)
    if soft := [one for one in found.positions if one.stance in ("require", "reject") and not one.hard]:
        yield Text(f"{counted(len(soft), 'more position')} would bind with a wider --hard", style=WORDS)


def grid(page: Page) -> Iterator[RenderableType]:
    """Return the matrix: as many columns beside each other as fit, then the next."""
    found = page.found
    cells = {(cell.row, cell.column): cell for cell in found.cells}
    across = max(1, (WIDTH - FIRST) // COLUMN)
    for start in range(0, len(found.columns), across):
        columns = found.columns[start : start + across]
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
        table.add_column(found.slots[0], max_width=FIRST, overflow="fold", header_style=WORDS)
        for column in columns:
            table.add_column(heading_of(column, found), max_width=COLUMN - 1, overflow="fold", header_style="cyan")
        for row in found.rows:
            name = shown(row) if row.id else ANY.get(found.slots[0], "any")
            table.add_row(Text(name), *(cell_text(cells[row.id, column.id], page) for column in columns))
        yield Padding(table, (1, 0, 0, 0))


def heading_of(column: Choice, found: Options) -> str:
    """Return the heading of a column: its days, or what the one column without a name stands for."""
    if column.id:
        return shown(column)
    return ANY.get(found.slots[1], "any") if len(found.slots) > 1 else ""


def cell_text(cell: Cell, page: Page) -> Text:
    """Return "open", or the letters of what blocks an option: "A B", "A B C D +7"."""
    if cell.front is not None:
        return Text("open" if not cell.front else f"open ({cell.front + 1})", style="green")
    letters = [page.letters[id] for id in cell.blocked_by]
    more = [f"+{len(letters) - LETTERS}"] if len(letters) > LETTERS else []
    return Text(" ".join([*letters[:LETTERS], *more]), style="red")


def order(page: Page) -> Iterator[RenderableType]:
    """Return how the open options stand to each other, where the parties grade them differently."""
    last = max((cell.front or 0 for cell in page.found.cells), default=0)
    if last:
        yield Text(
            "open (2) stands behind an open one that is as good for all who decide and better for one of them, by what "
            "they prefer, accept or do not favour; options of one number are a tie.",
            style=WORDS,
        )


def nothing_open(page: Page) -> Iterator[RenderableType]:
    """Return, where nothing is open, what would have to be lifted and what cannot hold together."""
    found = page.found
    if any(cell.front is not None for cell in found.cells):
        return
    yield section("nothing is open; each of these would open something if it were lifted", len(found.relaxations))
    yield from first(found.relaxations, lambda one: lifting(one, page))
    if found.more_conflicts:
        yield section(f"cannot all hold (more than {len(found.conflicts)})")
    else:
        yield section("cannot all hold", len(found.conflicts))
    yield from first(found.conflicts, lambda one: " with ".join(page.named(id) for id in one))


def first(all_: Sequence[Kind], worded: Callable[[Kind], str]) -> Iterator[RenderableType]:
    """Return the first of many in words, and how many more there are."""
    for one in all_[:MOST]:
        yield Padding(Text(worded(one)), (0, 0, 0, 2))
    if len(all_) > MOST:
        yield Padding(Text(f"and {len(all_) - MOST} more: --json", style=WORDS), (0, 0, 0, 2))


def lifting(one: Relaxation, page: Page) -> str:
    """Return a smallest set to lift and what that opens: "A c4 and B c6: opens Hanoi, from 1 Mar 2019"."""
    what = " and ".join(page.named(id) for id in one.lift)
    return f"{what}: opens {some([page.option(pair) for pair in one.frees])}"


def changed(page: Page) -> Iterator[RenderableType]:
    """Return what --drop and --assume change."""
    change = page.found.change
    if change is None:
        return
    yield section("what that changes")
    for word, pairs in (("opens", change.opened), ("closes", change.closed)):
        yield Text(f"{word} {some([page.option(pair) for pair in pairs]) if pairs else 'nothing'}")


def why_not(page: Page, answer: WhyNot) -> Iterator[RenderableType]:
    """Return in sentences what stands against an option, and the words of each position that does."""
    asked = clean(answer.asked)
    if answer.open:
        where = some([page.option(pair) for pair in answer.open])
        yield Text(f"\nNothing that binds stands against “{asked}” there: {where}.")
        return
    yield Text(
        f"\n“{asked}” is blocked throughout. It would be open if {'any' if len(answer.relaxations) > 1 else 'all'} "
        "of this were lifted:"
    )
    for one in answer.relaxations:
        how_many = "one position" if len(one.lift) == 1 else f"{len(one.lift)} positions, all of them"
        yield Text(f"\n{some([page.option(pair) for pair in one.frees])}: {how_many}")
        yield listing(position_row(page.held[id], page) for id in one.lift)


def listed(page: Page) -> Iterator[RenderableType]:
    """Return all positions: those that block, then the others."""
    positions = page.found.positions
    blocking = [one for one in positions if one.id in page.letters]
    others = [one for one in positions if one.id not in page.letters]
    for title, found in (("blocking", blocking), ("other positions", others)):
        if found:
            yield section(title, len(found))
            yield listing(position_row(one, page) for one in found)


def position_row(one: Position, page: Page) -> Row:
    """Return a position: letter, id, who holds what since when, what is to be said of that; below, its words."""
    said = Text(sentence(one))
    for mark in marks(one, page):
        said.append(f" [{mark}]", style="magenta")
    for words in one.words:
        quoted(said, words)
    return page.letters.get(one.id, ""), page.id(one), said


def quoted(said: Text, words: Words) -> None:
    """Add words with whose they are and where they stand."""
    where = f"document {words.document}, {words.span[0]}-{words.span[1]}"
    if not words.document:
        where = words.voice
    elif words.voice != f"document {words.document}":
        where = f"{words.voice}, {where}"
    said.append(f"\n│ {clean(words.quote)}", style=WORDS).append(f" — {clean(where)}", style="not dim italic")


def sentence(one: Position) -> str:
    """Return who holds what since when: "United States: requires within 7000 km of Pyongyang (December 2018)"."""
    value = DATE.sub(lambda found: date_words(found.group()), clean(one.shown))
    day = f" ({date_words(one.day)})" if one.day else ""
    return f"{clean(one.name)}: {VERBS[one.stance]} {value}{day}"


def marks(one: Position, page: Page) -> Iterator[str]:
    """Yield what is to be said of a position: that it was replaced, binds nobody, cannot be evaluated."""
    if one.id in page.found.dropped:
        yield "dropped"
    if one.superseded_by:
        yield f"replaced by {page.id(page.held[one.superseded_by])}"
    if one.stance in ("require", "reject") and not one.hard:
        yield "said by others of them" if one.standing == "reported" else "of somebody who does not decide"
    if one.rule:
        yield DATE.sub(lambda found: date_words(found.group()), clean(one.rule))
    if one.unknown:
        yield f"not evaluated: {clean(', '.join(one.unknown))}"


def raising_row(one: Raising, page: Page) -> Row:
    """Return a question that is settled, or whose options nobody names, with its words."""
    if one.values:
        told = f"{one.slot}: {some(one.values)}"
    else:
        told = f"{one.slot}: {one.status}" + ("" if one.status == "decided" else "; how many there are is not said")
    told += f" ({date_words(one.day)})" if one.day else ""
    said = Text(told)
    if one.constraint:
        said.append(f" [“{clean(one.constraint)}” is no day]", style="magenta")
    for words in one.words:
        quoted(said, words)
    return "", page.called.id(one.entry), said


def listing(rows: Iterable[Row]) -> Table:
    """Return a list: a letter, an id, a text that hangs beside them."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, min_width=1, style="red")
    table.add_column(no_wrap=True, max_width=FIRST, style=ID)
    table.add_column(overflow="fold", ratio=1)
    for mark, id, said in rows:
        table.add_row(mark, clean(id), said)
    return table


def shown(choice: Choice) -> str:
    """Return an option as people read it."""
    return date_words(choice.id) if valid(choice.id) else clean(choice.name) or "any"


def some(parts: Sequence[str], most: int = 6) -> str:
    """Return parts with semicolons between them, and how many more there are."""
    told: Iterable[str] = map(clean, parts[:most])
    return "; ".join(told) + (f" and {len(parts) - most} more" if len(parts) > most else "")


def letter(number: int) -> str:
    """Return A, B ... Z, AA, AB ... for 0, 1 ... 25, 26, 27."""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
