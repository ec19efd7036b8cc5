"""The verb `history`: what people judged, by whom and when; which judgements have lost their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.problems import UsageError
from dragoman.wording import clean, counted, date_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record import Judged, Store

LONG = 76  # characters of the words that are shown


@click.command(short_help="Print what people judged, the oldest first.")
@click.argument("id", metavar="[ID]", required=False)
@click.option("--orphans", is_flag=True, help="Only those whose words are not there any more, with the reason.")
@options.record
@options.common
def history(id: str | None, orphans: bool, record: Path, as_json: bool) -> None:
    """Print what people judged, the oldest first: of the whole record, or of one ID.

    ID is that of an entry, an actor, a document or a judgement, or its beginning. --json prints lines that
    `dragoman judge --replay FILE` takes in, here or elsewhere.
    """
    from dragoman.cli.console import put, put_bytes, say
    from dragoman.record import Store
    from dragoman.record.judgements import lines

    with Store(record, create=False) as store:
        reasons = {orphan.judged.id: orphan.why for orphan in store.judgements.orphans()}
        judged = [one for one in store.judgements.all() if not orphans or one.id in reasons]
        if id:
            judged = about(store, judged, id)
        if as_json:
            put_bytes("".join(lines(judged)).encode())
        elif judged:
            put(*rows(judged, reasons, undone_in(store)))
            say(closing(store, judged))
        else:
            say("no orphans: every judgement stands on its words." if orphans else "nobody has judged anything here.")


def about(store: Store, judged: Sequence[Judged], prefix: str) -> list[Judged]:
    """Return the judgements of one thing: by the id it had, the id it has now, its document or their own id."""
    standing = store.judgements.standing()

    def names(one: Judged) -> Iterator[str]:
        yield from (one.id, one.undoes or "")
        for anchor in (one.anchor, one.other):
            if anchor:
                yield from (anchor.id, anchor.document, standing.found(anchor)[0] or "")

    found = [one for one in judged if any(name.startswith(prefix) for name in names(one))]
    if not found:
        raise UsageError(f"no judgement of '{prefix}' in {store.path}. `dragoman history` lists all there are.")
    return found


def undone_in(store: Store) -> frozenset[str]:
    """Return the ids of the judgements that were undone."""
    from dragoman.record.judgements import undone

    return undone(store.judgements.all())


def rows(judged: Sequence[Judged], reasons: dict[str, str], gone: frozenset[str]) -> Iterator[RenderableType]:
    """Return each judgement: id, when, who and what; below it the words, and what became of it."""
    from rich.padding import Padding
    from rich.text import Text

    for one in judged:
        yield Text.assemble(
            (one.id, "bold blue"), "  ", (date_words(one.made[:19] + "Z"), "cyan"), "  ", (words(one), "bold")
        )
        quote = " … ".join(one.anchor.quotes) if one.anchor else ""
        if quote:
            yield Padding(Text(f"“{short(quote)}”"), (0, 0, 0, 4))
        for fate in (f"because: {clean(one.why)}" if one.why else "", became(one, reasons, gone)):
            if fate:
                yield Padding(Text(fate, "yellow"), (0, 0, 0, 4))


def became(one: Judged, reasons: dict[str, str], gone: frozenset[str]) -> str:
    """Return what became of a judgement that does not stand as it was made."""
    if one.id in gone:
        return "undone"
    return f"orphan: {reasons[one.id]}" if one.id in reasons else ""


def words(one: Judged) -> str:
    """Return a judgement in words: "Anna Berg edits place of mshxi: geneva, now oslo"."""
    who, what = clean(one.who), one.anchor.id if one.anchor else ""
    match one.verdict:
        case "undo":
            return f"{who} undoes {one.undoes}" + (f" of {what}" if what else "")
        case "edit" | "date":
            return f"{who} edits {one.field} of {what}: {value(one.old)}, now {value(one.new)}"
        case "rename" | "split":
            verb = "renames" if one.verdict == "rename" else "splits"
            return f"{who} {verb} {what}: {value(one.old)}, now {value(one.new)}"
        case "merge":
            return f"{who} merges {what} with {one.other.id if one.other else ''}"
        case "same" | "different" | "unsure":
            return f"{who}: {what} and {one.other.id if one.other else ''}, {one.verdict}"
        case _:
            return f"{who} {one.verdict}s {what}"


def value(found: Any) -> str:
    """Return a value in words; of a list all parts, "nothing" for none."""
    if found in (None, [], ""):
        return "nothing"
    return clean(", ".join(map(str, found)) if isinstance(found, list) else str(found))


def short(quote: str) -> str:
    """Return the first words of a quotation."""
    line = clean(quote)
    return line if len(line) <= LONG else line[:LONG].rpartition(" ")[0] + " …"


def closing(store: Store, judged: Sequence[Judged]) -> str:
    """Return the last line: how many there are, and the head of the chain to write down."""
    chain = store.judgements.chain()
    shown = f"{len(judged)} of " if len(judged) != chain.length else ""
    return f"{shown}{counted(chain.length, 'judgement')}; the chain ends in {chain.head[:16]}."
