"""Lay out what changed in a document: a page that is another text now, a text that was read anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.cli.changes import GONE, NEW
from dragoman.cli.history import words
from dragoman.cli.news import difference_line, moment, summary
from dragoman.cli.pages import ID, WORDS, document_line, section, title_of
from dragoman.cli.statements import shortened
from dragoman.model import Reading
from dragoman.record import Arrival, Difference, Unsettled
from dragoman.views import Change, Revision
from dragoman.wording import clean

AROUND = 60  # characters of what stayed the same that are shown beside what changed


def revision_parts(
    versions: Sequence[tuple[Reading, Sequence[Revision], Sequence[Arrival]]],
    judged: Sequence[Unsettled],
) -> Iterator[RenderableType]:
    """Return the versions of a page oldest first, each with what changed in it, then the judgements that it concerns.

    A version comes with where its text differs from the one before and with what happened to it.
    """
    for reading, revisions, arrivals in versions:
        yield Text(title_of(reading.document), style="bold")
        yield document_line(reading.document, title=False)
        if revisions:
            yield section("words", len(revisions))
            for one in revisions:
                place = Text(f"{reading.document.id[:5]}:{one.row}  ", style=ID)
                yield Padding(place.append_text(inline(one.changes)), (0, 0, 0, 2))
        for arrival in arrivals:
            yield Text(f"\n{heading(arrival)}", style="bold")
            yield from difference_parts(arrival.differences)
        yield Text("")
    if not any(revisions or arrivals for _, revisions, arrivals in versions):
        yield Text("one version, read once: nothing changed.")
    if judged:
        yield section("judgements to look at again", len(judged))
        for made in judged:
            yield Text.assemble((made.judged.id, ID), "  ", (words(made.judged), "bold"))
            yield Padding(Text(f"{made.state}: {clean(made.why)}", "yellow"), (0, 0, 0, 4))
    yield Text("[-only before-] {+only after+}. `dragoman show ID` opens the words behind an entry.", style=WORDS)


def heading(arrival: Arrival) -> str:
    """Return when and why a document was read another time, and how much is other than before."""
    why = "a new version" if arrival.what == "version" else clean(arrival.why)
    return f"{moment(arrival.made)}, {why}: {summary(arrival.differences) or 'no entry changed'}"


def difference_parts(found: Sequence[Difference]) -> Iterator[RenderableType]:
    """Return the entries that are gained, changed and lost, each with its words."""
    for one in found:
        if one.what == "changed":
            yield Padding(difference_line(one), (0, 0, 0, 2))
        else:
            sign, style = ("+", NEW) if one.what == "gained" else ("-", GONE)
            line = Text.assemble((f"{sign} ", style), (one.entry, ID), f"  {one.kind} {one.what}: ")
            yield Padding(line.append(f"“{shortened(clean(one.words))}”", style=WORDS), (0, 0, 0, 2))


def inline(changes: Sequence[Change]) -> Text:
    """Return runs of words in one line: [-what went-] {+what came+}, with a little of what stayed around them."""
    text = Text()
    for number, change in enumerate(changes):
        if change.same:
            parts = [(near(clean(change.after), first=number == 0, last=number == len(changes) - 1), "")]
        else:
            parts = [(f"[-{shortened(clean(change.before))}-]", GONE)] if change.before else []
            parts += [(f"{{+{shortened(clean(change.after))}+}}", NEW)] if change.after else []
        for run, style in parts:
            text.append(" " if text else "").append(run, style=style)
    return text


def near(run: str, *, first: bool, last: bool) -> str:
    """Return the end of what stands before a change, the beginning of what stands after it, both between two."""
    if len(run) <= (1 if first or last else 2) * AROUND:
        return run
    end = run[-AROUND:].partition(" ")[2]
    start = run[:AROUND].rpartition(" ")[0]
    return f"… {end}" if first else f"{start} …" if last else f"{start} … {end}"
