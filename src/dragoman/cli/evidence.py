"""The verb `evidence`: for each step, part and scope who claims, who saw, who found, what would raise it a rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.ledger import SCOPES, head_of, names, notes, short_ids, voice
from dragoman.wording import clean, counted, date_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.model import Record
    from dragoman.views.evidence import Against, Ladder
    from dragoman.views.grades import Grade
    from dragoman.views.steps import Check


@click.command(short_help="Who claims, who saw, who found, and what would raise it a rung.")
@click.argument("what", metavar="[STEP|SITE]", required=False)
@options.as_of
@options.record
@options.common
def evidence(what: str | None, record: Path, as_of: str | None, as_json: bool) -> None:
    """Show how things are known: who claims, who saw, who found, who holds the contrary, what would raise it a rung.

    STEP is an id, as `dragoman ledger` prints it; SITE the name of a place. Without one: all steps of which more is
    told than the promise. What is seen from outside is evidence that a thing was done, none that it cannot be undone.
    """
    from dragoman import views
    from dragoman.cli.console import put, put_json
    from dragoman.record import Store

    with Store(record, create=False) as store:
        kept = store.record()
    found = views.evidence(kept, what, as_of)
    if as_json:
        put_json(found)
    else:
        put(*evidence_parts(found, kept))


def evidence_parts(found: Sequence[Ladder], record: Record) -> Iterator[RenderableType]:
    """Return the ladders, step by step, part by part."""
    from rich.text import Text

    from dragoman.cli.pages import WORDS

    if not found:
        yield Text("nothing to know yet: nothing is claimed to be done, and no check is asked for.")
        return
    short = short_ids(record)
    for _, ladders in groupby(found, key=lambda one: one.id):
        group = list(ladders)
        first = group[0]
        site = f" ({clean(first.site)})" if first.site and first.site not in first.what else ""
        yield Text("")
        yield head_of("", short.get(first.id, first.id), f"{names(first.by)}: " if first.by else "", first.what + site)
        for ladder in group:
            yield from ladder_parts(ladder)
    steps = len({one.id for one in found})
    yield Text(f"\n{counted(steps, 'step')}. `dragoman show ID` opens the words behind one.", style=WORDS)


def ladder_parts(ladder: Ladder) -> Iterator[RenderableType]:
    """Return one ladder: how high it is, who stands on it, who holds the contrary, what comes next."""
    from rich.padding import Padding
    from rich.text import Text

    part = f"{clean(ladder.item)}, " if ladder.item else ""
    known = ladder.highest.replace("-", " ") if ladder.highest else "nothing on record"
    contested = ", contested" if ladder.contested else ""
    if ladder.fell:
        contested += f"; fell to level {ladder.fell.level}, {date_words(ladder.fell.as_of)}"
    yield Padding(Text(f"{part}{SCOPES[ladder.scope]}: {known}{contested}", style="bold"), (0, 0, 0, 2))
    lines = [
        *(("claims", grade_words(grade)) for grade in ladder.claimed),
        *(("saw", grade_words(grade)) for grade in ladder.seen),
        *(("found", grade_words(grade)) for grade in ladder.found),
        *(("looked", check_words(check)) for check in ladder.looked),
        *(("to check", check_words(check)) for check in ladder.asked),
        *(("no claim", f"“{clean(one.words.quote)}” only says what a check is for") for one in ladder.purpose),
        *(("against", against_words(one)) for one in ladder.against),
    ]
    if ladder.next and ladder.raised_by:
        lines.append(("next", f"{ladder.next.replace('-', ' ')}: {clean(ladder.raised_by)}"))
    yield notes(lines)


def grade_words(grade: Grade) -> str:
    """Return who it is, when, how far it goes, and the words."""
    how = grade.evidence.replace("-", " ") if grade.evidence else ""
    whole = f" (of the whole, {grade.of})" if grade.basis == "whole" else ""
    who = names(grade.by) or voice(grade.words)
    return f"{who}, {date_words(grade.as_of)}: level {grade.level}, {how}{whole}: “{clean(grade.words.quote)}”"


def check_words(check: Check) -> str:
    """Return who is to check, how far that is, and the words."""
    who = names(check.by) or "somebody not named"
    words = next(iter(check.words), None)
    when = f", {date_words(check.when)}" if check.when else ""
    return f"{who} ({check.status}{when})" + (f": “{clean(words.quote)}”" if words else "")


def against_words(one: Against) -> str:
    """Return who holds the contrary, and the words."""
    held = {"refuted": "found otherwise", "inconclusive": "could not tell"}.get(one.finding or "", f"level {one.level}")
    return f"{names(one.by) or 'others'}, {date_words(one.as_of)}: {held}: “{clean(one.words.quote)}”"
