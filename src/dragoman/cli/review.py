"""The verb `review`: work off what nobody has judged yet with single keys, the most doubtful first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.errors import INTERRUPTED
from dragoman.cli.judge import login
from dragoman.cli.show import KINDS, document_of
from dragoman.problems import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.cli.queue import Paged
    from dragoman.cli.session import Items
    from dragoman.record import Orphan, Store
    from dragoman.views import Doubtful


@click.command(short_help="Go through what nobody has judged, with keys.")
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Only entries of this kind; repeatable.")
@click.option("--document", metavar="ID", help="Only what was read in this document.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many.")
@click.option("--orphans", is_flag=True, help="The judgements whose words are not found any more, in place of entries.")
@click.option("--by", "--who", "by", metavar="NAME", help="Who judges. Default: the name you are logged in with.")
@options.record
@options.common
def review(
    kind: tuple[str, ...],
    document: str | None,
    limit: int | None,
    orphans: bool,
    by: str | None,
    record: Path,
    as_json: bool,
) -> None:
    """Go through the entries that nobody has judged yet, with keys, the most doubtful first.

    \b
    a accept    r reject    e edit a value    s the same act as another, or not
    u undo      j next      k previous        space further down    ? help    q quit

    Each key is kept at once: nothing is lost when you stop. Without a terminal it prints the queue.
    """
    from dragoman.cli.console import put, put_json
    from dragoman.record import Store

    if orphans and (kind or document):
        raise UsageError("--orphans goes through judgements, not entries: leave --kind and --document out.")
    with Store(record, create=False) as store:
        keys = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
        if keys and not orphans and (paged := paged_queue(store, kind, document, limit)):
            work_off(store, paged, by or login())
            return
        queue = store.judgements.orphans()[:limit] if orphans else entry_queue(store, kind, document, limit)
        if as_json:
            put_json(queue)
        elif not queue:
            put(nothing_left(store, orphans, bool(kind or document)))
        elif keys:
            work_off(store, queue, by or login())
        else:
            from dragoman.cli.queue import queue_parts

            put(*queue_parts(store, queue))


def entry_queue(
    store: Store, kinds: Sequence[str], document: str | None, limit: int | None
) -> tuple[Doubtful | Orphan, ...]:
    """Return the entries to judge. Raises UsageError for a document that is not there."""
    from dragoman import views

    return views.doubts(store.record(), kinds, _document(store, document))[:limit]


def paged_queue(store: Store, kinds: Sequence[str], document: str | None, limit: int | None) -> Paged | None:
    """Return the same queue, to be read from the file page by page; None where the file has none or not in order."""
    from dragoman.cli.queue import Paged
    from dragoman.views.paging import little_in_order, pages

    chosen = _document(store, document)
    if not little_in_order(store):
        return None
    return Paged(store, pages.queue(store, kinds, chosen)[:limit])


def _document(store: Store, document: str | None) -> str | None:
    found = document_of(store, document) if document else None
    if document and not found:
        raise UsageError(f"no document '{document}' in {store.path}. `dragoman show documents` lists them.")
    return found


def nothing_left(store: Store, orphans: bool, chosen: bool) -> RenderableType:
    """Return that there is nothing to judge, and what else there may be."""
    from rich.text import Text

    if orphans:
        return Text("no orphans: every judgement stands on its words.")
    waiting = len(store.judgements.orphans())
    others = f" {waiting:,} waiting as orphans: `dragoman review --orphans`." if waiting else ""
    return Text(f"nothing to judge{' of what you chose' if chosen else ''}: somebody judged every entry.{others}")


def work_off(store: Store, queue: Items, who: str) -> None:
    """Show one after the other and do what the keys say, until the person has had enough."""
    from dragoman.cli.console import say
    from dragoman.cli.keys import Keys
    from dragoman.cli.session import Session
    from dragoman.views.linking.kept import when_little_waits

    stopped = False
    with Keys() as keys:
        session = Session(store, queue, who, keys.ask)
        try:
            while not session.over:
                session.draw()
                session.typed(keys.read())
        except (KeyboardInterrupt, EOFError):
            stopped = True
    say(f"\n{session.summary()}")
    when_little_waits(store)
    if stopped:
        raise click.exceptions.Exit(INTERRUPTED)
