"""Lay out statements: who says it through whom as a tree, the words in their sentences, why nothing fits."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from dragoman.cli.lines import joined, speaker, when_words
from dragoman.cli.names import Names
from dragoman.cli.pages import ID, WORDS, document_line, title_of, with_mark
from dragoman.cli.tables import Book, book, published
from dragoman.model import Document, Record, Statement
from dragoman.views import Asked, Met, Part, StatementLine, met
from dragoman.wording import clean, counted, date_words, shortest

DEEPEST = 5  # statements nested deeper stand under each other: eighty columns hold no more steps
ELIDED = 40  # letters: shorter words of a nested statement are left in those it is told in
LONG, HEAD, TAIL = 900, 500, 200  # letters: of a longer stretch the beginning and the end are shown
CONTENT = "not dim bold yellow"
CUE = "not dim bold magenta"
MARKS = {"implied": "speaker carried over from the words before", "inferred": "speaker reasoned from the text"}
HELD = {
    "denied": "held to be untrue",
    "doubted": "held in doubt",
    "hoped": "wished for",
    "planned": "still to come",
    "possible": "may be so",
    "conditional": "depends on something",
    "reported": "passed on, not vouched for",
}
OPTIONS = {"since": "from", "until": "to"}


def statement_parts(lines: Sequence[StatementLine], record: Record, asked: Asked) -> Iterator[RenderableType]:
    """Return statements, oldest first under the titles of their documents; those told in another stand below it."""
    if not lines:
        yield from nothing(record, asked)
        return
    known = book(record)
    documents = {reading.document.id: reading.document for reading in record.readings}
    short = shortest(list(documents))
    for id, group in groupby(lines, key=lambda found: found.line.document):
        yield from heading(documents[id])
        yield tree(list(group), known, short[id])
    yield closing(lines, record)
    yield from stands_for(met(record, asked))


def heading(document: Document) -> Iterator[RenderableType]:
    """Return the title of a document and what is known of it."""
    yield Text("\n").append_text(Text(title_of(document), style="bold underline"))
    yield document_line(document, title=False)


def tree(lines: Sequence[StatementLine], known: Book, document: str) -> Tree:
    """Return statements of one document as a tree; whoever passes one on without being asked for is named above it."""
    root = Tree("", hide_root=True, guide_style="dim")
    branches: dict[str | None, tuple[Tree, int]] = {}  # statement -> what stands below it, and how deep that is
    called = known.names[lines[0].line.document]

    def put(entry: Statement, row: RenderableType) -> None:
        above, depth = branches.get(entry.within, (root, 0))
        added = above.add(row)
        branches[entry.id] = (above, depth) if depth >= DEEPEST else (added, depth + 1)

    for shown in lines:
        entry = known.entries[shown.line.document, shown.line.entry]
        assert isinstance(entry, Statement)
        for teller in tellers(shown, known, branches):
            said = f"  told by {speaker(teller, called)}"
            put(teller, Text.assemble((called.id(teller.id), ID), (said, WORDS)))
        put(entry, statement_row(shown, entry, known, document))
    return root


def tellers(shown: StatementLine, known: Book, drawn: Container[str | None]) -> list[Statement]:
    """Return the statements that one is told in and that are not drawn yet, the outermost first."""
    found: list[Statement] = []
    seen = {shown.line.entry}
    id = shown.within
    while id and id not in drawn and id not in seen:
        entry = known.entries.get((shown.line.document, id))
        if not isinstance(entry, Statement):
            break
        seen.add(id)
        found.append(entry)
        id = entry.within
    return found[::-1]


def statement_row(shown: StatementLine, entry: Statement, known: Book, document: str) -> RenderableType:
    """Return one statement, below it the words in their sentences, and which other reports tell it."""
    called: Names = known.names[shown.line.document]
    others = {words.document for words in shown.line.words} - {shown.line.document}
    ids = ", ".join(map(called.id, shown.line.also))
    again = f"told again ({published(others, known)}): {ids}" if others else ""
    parts = [passage(shown.passage), *([Text(again, style=WORDS)] if again else [])]
    return Group(head(shown, entry, called, document), Padding(Group(*parts), (0, 0, 0, 2)))


def head(shown: StatementLine, entry: Statement, called: Names, document: str) -> Text:
    """Return id, date, place in the text, who to whom. Names come last: some are written from right to left."""
    known = "own voice" if shown.mode == "own-voice" else shown.how if shown.how in MARKS else ""
    held = entry.factuality if entry.factuality != "asserted" else ""
    mark = ", ".join(word for word in (known, held) if word)
    text = Text.assemble(
        (called.id(entry.id), ID),
        "  ",
        (when_words(entry.when, called), "cyan"),
        (f"  {document}:{shown.row}:{shown.column}  ", WORDS),
        (speaker(entry, called), "bold"),
        (f" [{mark}]" if mark else "", "magenta"),
    )
    return with_mark(text, entry)


def passage(parts: Sequence[Part]) -> Text:
    """Return words in their sentences: «what is said», ‹what says so›, [...] for what a nested statement says."""
    words = Text(style=WORDS)
    inside = False
    for number, part in enumerate(parts):
        said = part.role in ("content", "inner")
        if said and not inside:
            words.append("«", style=CONTENT)
        words.append_text(part_words(part))
        following = parts[number + 1].role if number + 1 < len(parts) else "gap"
        inside = said and following in ("content", "inner")
        if said and not inside:
            words.rstrip()
            words.append("»" + edge(part.text[-1:]), style=CONTENT)
    words.rstrip()
    return words


def part_words(part: Part) -> Text:
    """Return one stretch of a passage, marked for what it is; blanks at its edges stay."""
    flat = shortened(clean(part.text))
    flat = edge(part.text[:1]) + flat + edge(part.text[-1:]) if flat else edge(part.text[:1])
    match part.role:
        case "gap":
            return Text(" … ")
        case "inner":
            return Text("[…]" if len(part.text) >= ELIDED else flat, style=CONTENT)
        case "content":
            return Text(flat, style=CONTENT)
        case "cue":
            return Text(f"‹{flat.strip()}›", style=CUE)
        case _:
            return Text(flat)


def edge(letter: str) -> str:
    """Return a blank for a blank of any kind."""
    return " " if letter.isspace() else ""


def shortened(words: str) -> str:
    """Return words of which the middle is left out where they are very long, with how much that is."""
    if len(words) <= LONG:
        return words
    head, tail = words[:HEAD].rpartition(" ")[0] or words[:HEAD], words[-TAIL:].partition(" ")[2] or words[-TAIL:]
    return f"{head} [… {len(words) - len(head) - len(tail):,} letters …] {tail}"


def closing(lines: Sequence[StatementLine], record: Record) -> Text:
    """Return the last lines: how much of the record this is, what the marks mean, how to look closer."""
    total = sum(len(reading.statements) for reading in record.readings)
    documents = len({found.line.document for found in lines})
    marks = [f"[{how}] {MARKS[how]}" for how in MARKS if any(found.how == how for found in lines)]
    marks += [f"[{value}] {HELD[value]}" for value in HELD if any(found.factuality == value for found in lines)]
    return Text(
        f"\n{len(lines):,} of {counted(total, 'statement')}, from {documents:,} of "
        f"{counted(len(record.readings), 'document')}, oldest first. "
        f"{joined('«what is said»', '‹what says so›', '[…] told below', *marks)}. "
        "Behind the date: document:line:letter. `dragoman show ID` opens one.",
        style=WORDS,
    )


def stands_for(values: Sequence[Met]) -> Iterator[Text]:
    """Return for each name asked for whom it stands for here, where that is not plain, and each that found nothing."""
    for value in values:
        if not value.found:
            yield Text(unmet(value), style=WORDS)
            continue
        plain = [name.casefold() for name in value.names] == [value.value.casefold()]
        stands = f" stands for {clean('; '.join(value.names))}." if value.names and not plain else ""
        if stands or value.agents:
            yield Text(f"{option(value)}{stands or '.'}{agents(value)}", style=WORDS)


def agents(value: Met) -> str:
    """Return who else acts for those asked for, and so may speak for them: to be asked for by name."""
    return f" Acting for them: {clean('; '.join(value.agents))}." if value.agents else ""


def nothing(record: Record, asked: Asked) -> Iterator[Text]:
    """Return why no statement fits, and what would."""
    total = sum(len(reading.statements) for reading in record.readings)
    if not total:
        yield Text("the record has no statements: `dragoman add FILE` reads reports and keeps what they say.")
        return
    yield Text(f"none of {counted(total, 'statement')} fits.")
    values = met(record, asked)
    for value in values:
        if not value.found:
            yield Text(unmet(value))
        else:
            word = "by" if value.option == "speaker" else "to"
            who = f" {word} {clean('; '.join(value.names))}" if value.names else ""
            yield Text(f"{option(value)}: {counted(value.found, 'statement')}{who}.{agents(value)}")
    if all(value.found for value in values):
        yield Text("each fits some statements, no statement fits all of them: leave one out.")


def unmet(value: Met) -> str:
    """Return why one value finds nothing, and what the record has instead."""
    known = clean("; ".join(value.nearest))
    match value.option:
        case "speaker":
            why = "nobody of that name speaks in the record" + ("" if value.agents else f". Speaking there: {known}")
        case "addressee":
            why = f"nothing is said to anybody of that name. Spoken to: {known or 'nobody'}"
        case "channel":
            why = f"no statement comes by it. Channels in the record: {known or 'none'}"
        case "about":
            why = f"no statement holds these words or mentions anybody of that name. Mentioned: {known or 'nobody'}"
        case _:
            first, last = (date_words(day) for day in value.nearest) if len(value.nearest) == 2 else ("", "")
            why = f"no statement. The statements are of {first} to {last}" if first else "no statement"
    return f"{option(value)}: {why}.{agents(value)}"


def option(value: Met) -> str:
    """Return an option with its value as it was written."""
    return f"--{OPTIONS.get(value.option, value.option)} {clean(value.value)}"
