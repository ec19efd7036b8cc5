"""The verb `ledger`: who undertook what, how far it is, how that is known, by when, what is unclear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.edtf import valid
from dragoman.problems import UsageError
from dragoman.wording import STATUSES, clean, counted, date_words, plain, shortest

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.model import Record
    from dragoman.views.deadlines import Deadline, Milestone
    from dragoman.views.ledger import Row
    from dragoman.views.lines import Words
    from dragoman.views.steps import Party
    from dragoman.views.whatif import Difference

ALARM = "!"
LEVELS = ("nothing seen of it yet", "begun", "done in substance", "done in full")
NOTHING_STANDS = "nothing of it stands"
SCOPES = {
    "correctness": "that it was done",
    "completeness": "that nothing was left out",
    "irreversibility": "that it cannot be undone",
}
WHY = {
    "vague": "sets no day",
    "waits": "has not come",
    "unknown": "the record holds nothing of that name",
    "unclear": "not understood",
    "circle": "each waits for the next",
}
PURPOSE = "told as the purpose of a check"
PARTS = ("overdue", "past its day, nothing on record since", "open", "done", "ended", PURPOSE)


@click.command(short_help="Who undertook what, how far it is, how that is known.")
@click.option("--open", "open_", is_flag=True, help="Only what is not done, and not withdrawn.")
@click.option("--overdue", is_flag=True, help="Only what is past its day; what has a vague one never is.")
@click.option("--by", "by", metavar="NAME", help="Only what this party undertook, or who acts for it.")
@options.what_if
@options.as_of
@options.record
@options.common
def ledger(
    open_: bool,
    overdue: bool,
    by: str | None,
    assume: tuple[str, ...],
    drop: tuple[str, ...],
    record: Path,
    as_of: str | None,
    as_json: bool,
) -> None:
    """Show who undertook what: how far it is, how that is known, by when, and what keeps it from being checked.

    How far (level 0 to 3) and how that is known (asserted, reported, witnessed ... verified) are two things and stand
    apart. What nothing is told of has no level: "no record since" is not "not done".
    """
    from dragoman.record import Store
    from dragoman.views import as_it_stood

    with Store(record, create=False) as store:
        kept = store.record()
    if (assume or drop) and (open_ or overdue or by):
        raise UsageError("--assume and --drop show all that changes. Leave --open, --overdue and --by out.")
    stood, short = as_it_stood(kept, as_of), short_ids(kept)
    if assume or drop:
        what_if(stood, short, as_of, assume, drop, as_json)
    else:
        chosen = partial(wanted, open_=open_, overdue=overdue)
        whole(stood, short, as_of, by, chosen, as_json)


def wanted(row: Row, open_: bool, overdue: bool) -> bool:
    """Return whether a row is asked for."""
    return (row.open or not open_) and (row.overdue or not overdue)


def whole(
    record: Record,
    short: dict[str, str],
    as_of: str | None,
    by: str | None,
    chosen: Callable[[Row], bool],
    as_json: bool,
) -> None:
    """Print the rows asked for, and with all of them the days that rules set."""
    from dragoman.cli.console import put, put_json
    from dragoman.views.deadlines import meeting_days, milestones
    from dragoman.views.ledger import asked_for, newest
    from dragoman.views.ledger import ledger as rows_of
    from dragoman.views.steps import process

    found = process(record)
    every = rows_of(record, as_of, found)
    rows = tuple(filter(chosen, asked_for(record, every, by) if by else every))
    days = milestones(found.steps, meeting_days(record)) if rows == every else ()
    day = as_of or newest(record, found)
    if as_json:
        put_json({"as_of": day, "undertakings": rows, "days": days})
    else:
        put(*ledger_parts(rows, days, short, day))


def what_if(
    record: Record,
    short: dict[str, str],
    as_of: str | None,
    assume: Sequence[str],
    drop: Sequence[str],
    as_json: bool,
) -> None:
    """Print what changes in the ledger when steps are assumed done, or entries left out."""
    from dragoman.cli.console import put, put_json
    from dragoman.views.ledger import ledger as rows_of
    from dragoman.views.ledger import newest
    from dragoman.views.steps import process
    from dragoman.views.whatif import differences

    day = as_of or newest(record, process(record))
    other = otherwise(record, assume, drop, day)
    found = differences(rows_of(record, day), rows_of(other, day))
    if as_json:
        put_json(found)
    else:
        put(*difference_parts(found, short, day))


def otherwise(record: Record, assume: Sequence[str], drop: Sequence[str], day: str | None) -> Record:
    """Return the record with steps assumed done on a day and without what is dropped."""
    from dragoman.views import whatif

    if assume and not day:
        raise UsageError("the record tells of no day, so that nothing can be assumed done on it. Give --as-of.")
    dropped = whatif.drop(record, drop)
    return whatif.assume(dropped, assume, day) if assume and day else dropped


def ledger_parts(
    rows: Sequence[Row], days: Sequence[Milestone], short: dict[str, str], day: str | None
) -> Iterator[RenderableType]:
    """Return the day, the rows kind by kind, the days that rules set, and how many rows there are."""
    from rich.text import Text

    from dragoman.cli.pages import WORDS, section

    yield Text(f"as of {date_words(day)}", style=WORDS)
    for part in PARTS:
        found = [row for row in rows if part_of(row) == part]
        if found:
            yield section(part, len(found))
        for row in found:
            yield from row_parts(row, short)
    if days:
        yield section("days that rules set", len(days))
    for one in days:
        yield from day_parts(one, short)
    if not rows:
        yield Text("\nno undertaking here: nothing was promised, or nothing that you ask for.")
        return
    yield Text(f"\n{totals(rows)} `dragoman show ID` opens the words behind one.", style=WORDS)


def totals(rows: Sequence[Row]) -> str:
    """Return how many there are, and of how many nothing is on record: no share of anything."""
    silent = sum(row.level is None for row in rows)
    late = sum(row.overdue for row in rows)
    gaps = sum(bool(row.lint) for row in rows if row.open)
    return (
        f"{counted(len(rows), 'undertaking')}; no level on record for {silent}; overdue: {late}; "
        f"open and not checkable as they stand: {gaps}."
    )


def short_ids(record: Record) -> dict[str, str]:
    """Return the short ids of all entries of a record: each opens its entry, also those not on the screen."""
    from dragoman.kinds import entries

    return shortest([entry.id for reading in record.readings for entry in entries(reading)])


def part_of(row: Row) -> str:
    """Return the part of the page where a row stands."""
    if row.overdue:
        return PARTS[1] if row.silent else PARTS[0]
    if row.open:
        return "open"
    return {"performed": "done", None: PURPOSE}.get(row.phase, "ended")


def row_parts(row: Row, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return a row: its phase, id, who and what; below, each thing known of it, and the words."""
    yield head(row, short)
    grade = next((one for one in reversed(row.grades) if one.level == row.level), None)
    words = grade.words if grade else next(iter(row.words), None)
    yield notes([*facts(row), *([("words", quoted(words))] if words else [])])


def day_parts(one: Milestone, short: dict[str, str]) -> Iterator[RenderableType]:
    """Return a day that a rule sets: the rule, what it comes to, when it came, in whose account."""
    yield head_of("", short.get(one.id, one.id), "", one.what)
    came = [("came", date_words(one.reached))] if one.reached and not one.deadline.accounts else []
    told: dict[str, list[str]] = {}
    for account in one.deadline.accounts:
        told.setdefault(account.day, []).append(voice(account.words))
    accounts = [("came", f"{date_words(day)}, according to {'; '.join(voices)}") for day, voices in told.items()]
    rule = due_words(one.deadline) if one.deadline.days or not one.reached else clean(one.deadline.rule)
    yield notes([("rule", rule), *came, *accounts])


def head(row: Row, short: dict[str, str]) -> RenderableType:
    """Return the line of a row: phase, id, who is to do what."""
    who = f"{names(row.by)}: " if row.by else ""
    return head_of(row.phase or "", short.get(row.id, row.id), who, row.what)


def head_of(phase: str, id: str, who: str, what: str) -> RenderableType:
    """Return a line of a phase with its symbol, an id, who and what."""
    from rich.table import Table
    from rich.text import Text

    from dragoman.cli.pages import ID

    symbol, _, colour = STATUSES.get(phase, (" ", " ", ""))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    if phase:
        table.add_column("phase", no_wrap=True, min_width=11)
    table.add_column("id", no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    cells = [Text(f"{symbol} {plain(phase)}", style=colour)] if phase else []
    table.add_row(*cells, Text(id, style=ID), Text(f"{who}{clean(what)}", style="bold"))
    return table


def notes(lines: Iterable[tuple[str, str]]) -> RenderableType:
    """Return lines below a row, each of a word and what hangs beside it."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column("word", no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    for word, what in lines:
        style = "dim" if word == "words" else "bold" if word == ALARM else ""
        table.add_row(Text(word, style=style), Text(what, style=style))
    return Padding(table, (0, 0, 0, 4))


def quoted(words: Words) -> str:
    """Return words with whose they are."""
    return f"“{clean(words.quote)}” — {voice(words)}"


def voice(words: Words) -> str:
    """Return whose words they are: "Mike Pompeo, via Yoon Young-chan"."""
    return clean(words.voice).replace(" via ", ", via ")


def facts(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what is known of a row: how far; how that is known; by when; who says otherwise; what to ask."""
    yield "level", level_words(row)
    if row.evidence:
        found = [one for one in row.grades if (one.level, one.evidence) == (row.level, row.evidence)]
        who = dict.fromkeys(f"by {names(one.by)}" if one.by else f"in {voice(one.words)}" for one in found)
        yield "known", f"{row.evidence.replace('-', ' ')}, {'; '.join(who)}"
    elif row.level:
        yield "known", "it is not said how"
    for rung in row.scopes:
        if rung.scope != "correctness" or rung.evidence != row.evidence:
            known = rung.evidence.replace("-", " ") if rung.evidence else "nothing on record"
            yield "known", f"{SCOPES[rung.scope]}: {known}"
    if row.deadline:
        late = late_words(row)
        yield "due", due_words(row.deadline) + (f"; {late}" if late else "")
    for one in row.contrary:
        yield "but", f"{names(one.by) or 'others'}, {date_words(one.as_of)}: level {one.level}"
    if row.alarm:
        yield ALARM, "claimed beyond what anybody looked at on the spot"
    for gap in row.lint if row.open else ():
        yield "ask", clean(gap.question)


def level_words(row: Row) -> str:
    """Return how far it is, and as of when; of what has no level, since when nothing is on record."""
    since = date_words(row.since)
    if row.level is None:
        if row.phase is None:
            return f"none: it is told only as what a check is for ({since})"
        return f"no record since {since}" if row.since else "no record"
    fell = row.phase in ("withdrawn", "lapsed", "refused", "breached")
    words = NOTHING_STANDS if row.level == 0 and fell else LEVELS[row.level]
    return f"{row.level} of 3, {words}; last on record {since}" if row.since else f"{row.level} of 3, {words}"


def due_words(deadline: Deadline) -> str:
    """Return the rule and each day that it comes to, from which day and account it counts."""
    rule = clean(deadline.rule)
    parts = [date_words(rule) if valid(rule) else rule]
    for one in deadline.days:
        day = date_words(one.day)
        account = f", {voice(one.words)}" if one.words else ""
        since = f" (from {date_words(one.since)}{account})" if one.since else ""
        proviso = f", provided {clean(one.uncertain)}" if one.uncertain and one.uncertain not in rule else ""
        if day != parts[0]:
            parts.append(f"{day}{since}{proviso}")
    if deadline.why:
        shown = deadline.trigger and deadline.why != "circle" and deadline.trigger != deadline.rule
        trigger = f"“{clean(deadline.trigger or '')}” " if shown else ""
        parts.append(f"{trigger}{WHY[deadline.why]}")
    return "; ".join(parts)


def late_words(row: Row) -> str:
    """Return by how many days a row is late, by each account of its day; nothing where it is not."""
    if not row.late:
        return ""
    days = " or ".join(counted(days, "day") for days in row.late)
    if row.done:
        return f"done {date_words(row.done)}, {days} late"
    return f"its day was {days} ago" if row.silent else f"{days} overdue"


def difference_parts(found: Sequence[Difference], short: dict[str, str], day: str | None) -> Iterator[RenderableType]:
    """Return each row that would not be the same: what of it is gone, and what stands in its place."""
    from rich.text import Text

    from dragoman.cli.pages import WORDS

    yield Text(f"as of {date_words(day)}", style=WORDS)
    for one in found:
        yield head(one.after or one.before, short)
        before, after = lines_of(one.before), lines_of(one.after)
        gone = [("now", f"{word}: {what}") for word, what in before if (word, what) not in after and after]
        come = [("then", f"{word}: {what}") for word, what in after if (word, what) not in before]
        yield notes([*gone, *come] if after else [("then", "gone")])
    yield Text(
        f"\n{counted(len(found), 'undertaking')} would change." if found else "\nnothing would change.", style=WORDS
    )


def lines_of(row: Row | None) -> list[tuple[str, str]]:
    """Return the phase of a row and what is known of it, a line each; nothing for none."""
    return [("phase", plain(row.phase or "none")), *facts(row)] if row else []


def names(parties: Iterable[Party]) -> str:
    """Return the names of parties with commas between them."""
    return clean(", ".join(dict.fromkeys(party.name for party in parties)))
