"""Lay out what is new for somebody: what arrived, what it tells that nobody had told, what others judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.history import rows
from dragoman.cli.lines import joined
from dragoman.cli.pages import ID, WORDS, document_line, section, title_of, totals
from dragoman.cli.tables import act_rows, book
from dragoman.model import Record
from dragoman.record import Arrival, Difference, Failed, News
from dragoman.views import Fresh, Moved
from dragoman.wording import clean, counted, date_words, shortest

MOST = 8  # values of one document are listed here; `show changes` lists all
FAILED = 40  # as many of what failed are listed
ADDED = {"added": "added", "version": "a new version", "updated": "read anew", "removed": "taken out"}


def news_parts(
    news: News, fresh: Sequence[Fresh], record: Record, undone: frozenset[str], *, seen: bool
) -> Iterator[RenderableType]:
    """Return what is new: documents, acts that are new, acts told again, judgements of others."""
    yield Text(f"{since(news)}{'' if news.arrivals or news.judged else ' nothing is new.'}", style="bold")
    if news.arrivals:
        yield section("documents", len({arrival.document for arrival in news.arrivals}))
        for arrival in news.arrivals:
            yield from arrived(arrival, record)
    known = book(record, [one.line for one in fresh])
    for title, told in (("new acts", False), ("told again", True)):
        found = [one for one in fresh if one.known == told]
        if found:
            yield section(title, len(found))
            notes = {one.line.entry: moved(one.moved) for one in found}
            yield from act_rows([one.line for one in found], known, notes)
    if news.judged:
        yield section("judged by others", len(news.judged))
        yield from rows(news.judged, {}, undone)
    if news.arrivals or news.judged:
        mark = "All this is marked as seen." if seen else "`dragoman show new --seen` marks all this as seen."
        yield Text(f"\n`dragoman show ID` opens the words behind one. {mark}", style=WORDS)


def failed_parts(failed: Sequence[Failed]) -> Iterator[RenderableType]:
    """Return what could not be read, with the reason, and how to have it listed no longer."""
    if not failed:
        return
    yield section("failed", len(failed))
    short = shortest([one.id for one in failed])
    for one in failed[:FAILED]:
        yield Text.assemble((short[one.id], ID), f"  {clean(one.path)}  {moment(one.made)}")
        yield Padding(Text(clean(one.why), style=WORDS), (0, 0, 0, 4))
    if len(failed) > FAILED:
        yield Text(f"and {len(failed) - FAILED:,} more: --json lists all.", style=WORDS)
    yield Text(
        "\n`dragoman add` takes one from this list once it can be read, `dragoman show new --dismiss ID` at once.",
        style=WORDS,
    )


def since(news: News) -> str:
    """Return from when on things are new, for whom."""
    who = clean(news.who)
    if news.since is None:
        return f"{who} has marked nothing as seen:"
    return f"new for {who} since {moment(news.since)}:"


def moment(made: str) -> str:
    """Return a time (UTC) in words; a day where it is one."""
    return date_words(f"{made[:19]}Z" if "T" in made else made)


def arrived(arrival: Arrival, record: Record) -> Iterator[RenderableType]:
    """Return what happened to a document: its title, what is known of it, how much it tells, what changed."""
    reading = next((one for one in record.readings if one.document.id == arrival.document), None)
    titled = clean(arrival.title or "(no title)") if reading is None else title_of(reading.document)
    yield Text.assemble((titled, "bold"), f"  {ADDED[arrival.what]} {moment(arrival.made)}")
    if reading is None:
        gone = "" if arrival.what == "removed" else " (not in the views: taken out, or a newer version stands there)"
        yield Padding(Text(f"document {arrival.document}{gone}", style=WORDS), (0, 0, 0, 4))
        return
    yield Padding(document_line(reading.document, title=False), (0, 0, 0, 4))
    yield Padding(Text(joined(totals(reading) or "nothing found", clean(arrival.why)), style=WORDS), (0, 0, 0, 4))
    if arrival.differences:
        yield Padding(Text(summary(arrival.differences)), (0, 0, 0, 4))
        changed = [one for one in arrival.differences if one.what == "changed"]
        for one in changed[:MOST]:
            yield Padding(difference_line(one), (0, 0, 0, 4))
        yield Padding(Text(f"`dragoman show changes {arrival.document}` shows all.", style=WORDS), (0, 0, 0, 4))


def summary(differences: Sequence[Difference]) -> str:
    """Return "2 entries gained, 1 lost, 3 values changed"."""
    count = Counter(one.what for one in differences)
    parts = [f"{counted(count['gained'], 'entry')} gained"] if count["gained"] else []
    parts += [f"{count['lost'] if parts else counted(count['lost'], 'entry')} lost"] if count["lost"] else []
    return ", ".join([*parts, *([f"{counted(count['changed'], 'value')} changed"] if count["changed"] else [])])


def difference_line(one: Difference) -> Text:
    """Return a value that changed: "m2abc  when of meeting: no date → 2018-10-07"."""
    field = (one.field or "").replace("_", " ")
    was, now = (
        date_words(value) if one.field in ("when", "due") else clean(value or "nothing") for value in (one.was, one.now)
    )
    return Text.assemble((one.entry, ID), f"  {field} of {one.kind}: {was} → {now}")


def moved(found: Sequence[Moved]) -> str:
    """Return what an act was before: "was agreed; no date before"."""
    said = {"status": "was {}", "when": "before: {}", "place": "before: in {}"}
    unknown = {"status": "", "when": "no date before", "place": "no place before"}
    parts = []
    for one in found:
        was = date_words(one.was) if one.topic == "when" and one.was else clean(one.was)
        parts.append(said[one.topic].format(was) if one.was else unknown[one.topic])
    return "; ".join(filter(None, parts))
