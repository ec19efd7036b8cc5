"""Lay out a whole reading for people: the document, then everything found in it, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dragoman.cli.lines import joined, judged, line, prefixed, speaker, status_of, style, symbol, when_words
from dragoman.cli.names import Names, names, voice
from dragoman.kinds import BY_HAND
from dragoman.model import Document, Entry, Problem, Reading, Source, Statement
from dragoman.wording import clean, counted, date_words, plain, title_words

ID = "bold blue"
WORDS = "dim"
JUDGED = "not dim bold magenta"
WHEN = 15  # columns for a date: "by 26 Sep 2018," and "as reported" below it
PLACES = 3  # as many places of one problem are shown
KINDS = ("meetings", "decisions", "commitments", "verifications", "events")


def page(reading: Reading) -> Iterator[RenderableType]:
    """Return the parts of a reading for people."""
    called = names([reading])
    yield from heading(reading.document)
    if reading.statements:
        yield section("statements", len(reading.statements))
        yield statement_tree(reading, called)
    for kind in KINDS:
        if found := getattr(reading, kind):
            yield section(kind, len(found))
            yield from entry_rows(found, reading, called)
    if not totals(reading):
        yield Text("\nnothing found in this text.", style=WORDS)
    if reading.problems:
        yield section("problems", len(reading.problems))
        yield problem_table(reading.problems, reading, called)


def section(name: str, count: int | None = None) -> Text:
    """Return the heading of a part, with how many it holds."""
    return Text(f"\n{name[:1].upper()}{name[1:]}{'' if count is None else f' ({count})'}", style="bold")


def heading(document: Document) -> Iterator[RenderableType]:
    """Return the document's title, what is known of it, and what was dropped."""
    yield Text(title_of(document), style="bold underline")
    yield document_line(document, title=False)
    if document.dropped:
        reasons = [dropped.why.replace("-", " ") for dropped in document.dropped]
        each = [f"{reason} ({reasons.count(reason)})" for reason in dict.fromkeys(reasons)]
        yield Text(f"not read: {', '.join(each)}", style=WORDS)


def title_of(document: Document) -> str:
    """Return what to call a document: its title, else its first words."""
    return title_words(document.title, document.text, (dropped.span for dropped in document.dropped))


def document_line(document: Document, title: bool = True) -> Text:
    """Return what is known of a document on one line: date and its basis, dateline, publisher, channel, address, id."""
    date = document.date
    facts = [title_of(document)] if title else []
    if date:
        facts.append(f"{date_words(date.edtf)} ({date.basis})")
    elif document.channel != BY_HAND:
        facts.append("no date (hand one in with --date)")
    if document.dateline:
        facts.append(clean(document.dateline.text).rstrip(" -–—"))
    facts += [clean(value) for value in (document.publisher, plain(document.channel), document.url) if value]
    return Text(" · ".join([*facts, f"document {document.id}"]))


def statement_tree(reading: Reading, called: Names) -> Tree:
    """Return the statements as a tree: what was said inside what was said."""
    ids = {statement.id for statement in reading.statements}
    root = Tree("", hide_root=True, guide_style="dim")

    def grow(branch: Tree, within: str | None, trail: frozenset[str]) -> None:
        for statement in reading.statements:
            parent = statement.within if statement.within in ids else None
            if parent == within and statement.id not in trail:
                grow(branch.add(statement_row(statement, called)), statement.id, trail | {statement.id})

    grow(root, None, frozenset())
    return root


def statement_row(statement: Statement, called: Names) -> Table:
    """Return one statement: id, date, who, what."""
    said = Text.assemble(
        (when_words(statement.when, called), "cyan"),
        "  ",
        (f"{speaker(statement, called)}: ", "bold"),
        clean(statement.content),
    )
    return id_row(statement, with_mark(said, statement), called)


def id_row(entry: Entry, said: Text, called: Names) -> Table:
    """Return a row of an entry's short id and a text that hangs beside it."""
    row = Table.grid(padding=(0, 2, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold", ratio=1)
    row.add_row(Text(called.id(entry.id), style=ID), said)
    return row


def entry_rows(found: Sequence[Entry], reading: Reading, called: Names) -> Iterator[RenderableType]:
    """Return entries of one kind: a row each, and below it its words with who says them."""
    rows = [entry_cells(entry, called) for entry in found]
    widths = [max(row[column].cell_len for row in rows) for column in range(3)]
    for entry, row in zip(found, rows, strict=True):
        table = bare_table(widths)
        table.add_row(*row)
        yield table
        yield quotes(entry.sources, reading, called)


def bare_table(widths: Sequence[int] = (0, 0, 0)) -> Table:
    """Return a table without lines: status, id, date, what. Equal `widths` keep separate tables in line."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    status, short, when = widths
    table.add_column("status", no_wrap=True, min_width=status)
    table.add_column("id", no_wrap=True, min_width=short)
    table.add_column("when", min_width=min(when, WHEN), max_width=WHEN)
    table.add_column("what", overflow="fold", ratio=1)
    return table


def entry_cells(entry: Entry, called: Names) -> tuple[Text, Text, Text, Text]:
    """Return the cells of an entry's row."""
    status = status_of(entry)
    return (
        Text(f"{symbol(status)} {plain(status)}".rstrip(), style=style(status)),
        Text(called.id(entry.id), style=ID),
        Text(when_words(entry.when, called), style="cyan"),
        with_mark(Text(line(entry, called)), entry),
    )


def with_mark(text: Text, entry: Entry) -> Text:
    """Return the text with what people judged of the entry behind it."""
    mark = judged(entry)
    return text.append(f" [{mark}]", style=JUDGED) if mark else text


def quotes(sources: Iterable[Source], reading: Reading, called: Names) -> Table:
    """Return the words of an entry, one source a line, each with who says it and through whom."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, style=WORDS)
    table.add_column(overflow="fold", ratio=1)
    for source in sources:
        words = Text(clean(source.quote), style=WORDS)
        table.add_row("   │", words.append(f" — {voice(reading, source.statement, called)}", style="not dim italic"))
    return table


def problem_table(problems: Iterable[Problem], reading: Reading, called: Names) -> Table:
    """Return what the reader could not settle: the code, the sentence, the words."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("code", no_wrap=True, style="yellow")
    table.add_column("message", overflow="fold", ratio=1)
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.code, called.worded(problem.message)), []).append(problem)
    for (code, message), found in alike.items():
        table.add_row(code, Text(message).append(problem_places(found, reading.document.text, called), style=WORDS))
    return table


def problem_places(alike: Sequence[Problem], text: str, called: Names) -> str:
    """Return where problems of one message stand: the entries or words of the first, and how many there are."""
    about = [called.of(problem.entry) for problem in alike if problem.entry]
    words = [f"“{clipped(text[slice(*problem.span)])}”" for problem in alike if problem.span]
    times = f"{len(alike)} times" if len(alike) > 1 else ""
    count = joined(times, some(about))
    return f"{f' ({count})' if count else ''}{prefixed('', some(words))}"


def some(names: Iterable[str]) -> str:
    """Return the first few different names, and three dots where there are more."""
    each = list(dict.fromkeys(names))
    return ", ".join([*each[:PLACES], *(["…"] if len(each) > PLACES else [])])


def clipped(words: str, most: int = 60) -> str:
    """Return the words on one line, cut where they are long: a problem points at a place, it need not print it all."""
    line = clean(words)
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def totals(reading: Reading) -> str:
    """Return "17 statements, 6 meetings ...": how much was found."""
    kinds = ("statements", *KINDS)
    return ", ".join(counted(len(getattr(reading, kind)), kind[:-1]) for kind in kinds if getattr(reading, kind))
