"""The verb `sequence`: what waits on what, according to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.wording import clean, counted, date_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from dragoman.views.sequence import Blocked, Dispute, Sequence, Unreturned
    from dragoman.views.steps import Ordering, Step

PICTURES = ("mermaid", "graphml", "svg")
KINDS = {
    "after": "after",
    "simultaneous": "at the same time as",
    "while": "as long as",
    "on-report": "on the report",
    "provided": "provided",
}
TITLES = {"after": "before", "while": "under", "on-report": "reported for", "provided": "a condition of"}


@click.command(short_help="What waits on what, according to whom.")
@click.option("--says", metavar="PARTY", default="all", show_default=True, help="Whose order: a name, text or all.")
@click.option("--as", "form", type=click.Choice(PICTURES), help="Draw it: Mermaid, GraphML or an SVG picture.")
@options.what_if
@options.as_of
@options.record
@options.common
def sequence(
    says: str,
    form: str | None,
    assume: tuple[str, ...],
    drop: tuple[str, ...],
    record: Path,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Show what waits on what, according to whom.

    Blocked steps and what blocks them, orders that contradict each other with both quotes, steps that were given
    without a return, and all steps layer by layer. `--says text` takes what an agreed text says, `--says NAME` adds
    what that party says, `all` adds what anybody says.
    """
    from dragoman import views
    from dragoman.cli.console import put, put_bytes, put_json
    from dragoman.cli.ledger import otherwise, short_ids
    from dragoman.record import Store

    with Store(record, create=False) as store:
        kept = store.record()
    before = found = views.sequence(kept, as_of, says)
    if assume or drop:
        found = views.sequence(otherwise(kept, assume, drop, found.as_of), as_of, says)
    if form:
        from dragoman.publish.graph import graphml, mermaid, svg

        draw: dict[str, Callable[[Sequence], str]] = {"mermaid": mermaid, "graphml": graphml, "svg": svg}
        put_bytes(draw[form](found).encode())
    elif as_json:
        put_json(found)
    else:
        short = short_ids(kept)
        put(*turned_parts(before, found, short), *sequence_parts(found, short))


def turned_parts(before: Sequence, after: Sequence, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return what is otherwise than in the record; nothing where both are the same view."""
    from dragoman.cli.pages import section
    from dragoman.views.sequence import turned

    if after is before:
        return
    known = {step.id: step for step in (*before.steps, *after.steps)}
    found = turned(before, after)
    yield section("what would be otherwise")
    told = (("no longer blocked", found.freed), ("blocked", found.blocked), ("order settled", found.settled))
    for what, ids in told:
        for id in ids:
            yield indented(f"{what}: {label(id, known, short)}", at=2)
    if not any(ids for _, ids in told):
        yield indented("nothing", at=2)


def sequence_parts(found: Sequence, short: dict[str, str] | None = None) -> Iterator[RenderableType]:
    """Return the day, what is blocked, disputes, what was not returned, the layers; without `short`, ids are whole."""
    from rich.text import Text

    from dragoman.cli.pages import WORDS, section

    if not found.steps:
        yield Text("no steps: nothing was promised in this record, and no day is set by a rule.")
        return
    short = short or {}
    known = {step.id: step for step in found.steps}
    whose = {"all": "whoever says so", "text": "as agreed texts say"}.get(found.says, f"as {clean(found.says)} says")
    yield Text(f"as of {date_words(found.as_of)}, {whose}", style=WORDS)
    if found.blocked:
        yield section("blocked", len(found.blocked))
        for one in found.blocked:
            yield from blocked_parts(one, found, known, short)
    if found.disputes:
        yield section("order in dispute", len(found.disputes))
        for dispute in found.disputes:
            yield from dispute_parts(dispute, short)
    if found.unreturned:
        yield section("given without return", len(found.unreturned))
        for pair in found.unreturned:
            yield from unreturned_parts(pair, short)
    yield section("steps, layer by layer", len(found.steps))
    rows = [(f"{number:>2}", known[id]) for number, layer in enumerate(found.layers, 1) for id in layer]
    yield step_table(rows, short)
    yield Text(f"\n{closing(found)} `dragoman show ID` opens the words behind one.", style=WORDS)


def closing(found: Sequence) -> str:
    """Return how much there is in one sentence."""
    if not found.orderings:
        return f"{counted(len(found.steps), 'step')}; nothing says that one waits for another."
    return f"{counted(len(found.steps), 'step')}, {counted(len(found.orderings), 'condition')}."


def blocked_parts(
    one: Blocked, found: Sequence, known: dict[str, Step], short: dict[str, str]
) -> Iterator[RenderableType]:
    """Return a blocked step, each thing that it waits for with whose words say so, and where the waiting begins."""
    yield step_row(one.step, short)
    for wait in one.waits:
        yield indented(f"waits, {KINDS[wait.kind]}: {label(wait.of, known, short)}")
        yield quoted(wait)
    disputed = {dispute.steps[0].id: dispute for dispute in found.disputes}
    roots = [
        "the order of " + " and ".join(label(step.id, known, short) for step in disputed[root].steps)
        if root in disputed
        else label(root, known, short)
        for root in one.roots
        if root not in [wait.of for wait in one.waits] or root in disputed
    ]
    if roots:
        yield indented("it begins with " + "; ".join(roots))


def dispute_parts(dispute: Dispute, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return steps that wait for each other, and who says which comes first."""
    known = {step.id: step for step in dispute.steps}
    for one in dispute.orderings:
        yield indented(f"{label(one.of, known, short)}, {TITLES[one.kind]} {label(one.step, known, short)}", at=2)
        yield quoted(one)


def unreturned_parts(pair: Unreturned, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return a step that was given, and its counterpart that was not."""
    yield step_row(pair.given, short)
    days = f", {counted(pair.days, 'day')}" if pair.days else ""
    yield indented(f"since {date_words(pair.since)}{days}; owed: {called(pair.owed, short)} ({pair.how})")


def step_row(step: Step, short: dict[str, str]) -> Table:
    """Return a step on its own: how far, id, who and what."""
    return step_table([("", step)], short)


def step_table(rows: Iterable[tuple[str, Step]], short: dict[str, str]) -> Table:
    """Return steps one below the other, each with what stands before it: how far, id, who and what."""
    from rich.table import Table
    from rich.text import Text

    from dragoman.cli.pages import ID
    from dragoman.views.sequence.state import SIGNS, state

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    for name in ("before", "state", "id"):
        table.add_column(name, no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    for before, step in rows:
        how = state(step)
        id = Text(short.get(step.id, step.id), style=ID)
        table.add_row(Text(before), Text(f"{SIGNS[how]} {how}"), id, Text(f"{whom(step)}{clean(step.what)}"))
    return table


def whom(step: Step) -> str:
    """Return who is to do it, with a colon."""
    return f"{', '.join(clean(party.name) for party in step.by)}: " if step.by else ""


def called(step: Step, short: dict[str, str]) -> str:
    """Return a step in words with its id."""
    return f"{whom(step)}{clean(step.what)} [{short.get(step.id, step.id)}]"


def label(of: str, known: dict[str, Step], short: dict[str, str]) -> str:
    """Return a step in words with its id; words as they are."""
    return called(known[of], short) if of in known else f"“{clean(of)}”"


def quoted(one: Ordering) -> RenderableType:
    """Return who says so, when, and the words."""
    who = ", ".join(clean(party.name) for party in one.by) or one.words.voice
    said = f", {date_words(one.said)}" if one.said else ""
    return indented(f"says {clean(who)}{said}: “{clean(one.words.quote)}”", at=8, faint=True)


def indented(text: str, at: int = 6, faint: bool = False) -> RenderableType:
    """Return a line set in from the left."""
    from rich.padding import Padding
    from rich.text import Text

    from dragoman.cli.pages import WORDS

    return Padding(Text(text, style=WORDS if faint else ""), (0, 0, 0, at))
