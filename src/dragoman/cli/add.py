"""The verb `add`: read reports and keep them in the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dragoman.cli import options
from dragoman.cli.progress import steps
from dragoman.cli.read import arrivals, each_file, leave
from dragoman.cli.settling import settle
from dragoman.problems import UsageError

if TYPE_CHECKING:
    from dragoman.model import Document, Engine, Failure, Reading
    from dragoman.record import Added, Store

VERSION = "a new version"  # begins what the record notes of a changed page
RESULTS = {"added": "stored", "updated": "updated", "unchanged": "already known"}


@click.command()
@options.files
@options.record
@options.date
@options.reader
@options.language
@options.terms
@options.places
@click.option("--engine", metavar="NAME", help="What runs the reader: here (one core, the default) or pool (many).")
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(1), help="Read on N cores: engine pool.")
@options.common
@click.pass_context
def add(
    ctx: click.Context,
    paths: tuple[str, ...],
    record: Path,
    date: str | None,
    reader: str,
    language: str | None,
    terms: Path | None,
    places: Path | None,
    engine: str | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Read reports and keep them in the record. FILE may be a folder, or - for standard input.

    A report that the record knows already changes nothing. Ctrl-C keeps what is done: run the same command again.
    """
    from dragoman.cli.reader import chosen
    from dragoman.record import Store

    reads, runs = chosen(reader, language, terms, places), engine_of(engine, jobs)
    files = tuple(each_file(paths))
    with Store(record) as store:
        work = Work(store, ctx, as_json, reads.name, {}, {}, dict.fromkeys((*RESULTS.values(), "failed"), 0))
        try:
            with bar(len(files)) as advance:
                for added in store.add_many(work.read(runs(reads.reader, work.new(files, date, advance)))):
                    work.kept(added)
        except KeyboardInterrupt:
            ctx.meta["kept"] = work.safe()
            raise
        settle(store)
        if not as_json:
            work.conclude(record)
    leave(work.counts["failed"])


def engine_of(name: str | None, jobs: int | None) -> Engine:
    """Return the engine to use; `-j` without a name means the pool."""
    from dragoman import plugins

    if jobs is not None and name not in (None, "pool"):
        raise UsageError(f"-j is for the engine pool, not for '{name}'. Leave one of the two out.")
    engine = plugins.load("engine", name or ("pool" if jobs else "here"))
    return partial(engine, workers=jobs) if jobs else engine


class Work(NamedTuple):
    """One run of `add`: the files under way by document id, those handed to the store, how many came to what."""

    store: Store
    ctx: click.Context
    as_json: bool
    reader: str | None
    waiting: dict[str, str]
    handed: dict[str, str]
    counts: dict[str, int]

    def new(self, files: tuple[str, ...], date: str | None, advance: Callable[[], None]) -> Iterator[Document]:
        """Yield the documents that need reading; say at once what became of each other file."""
        from dragoman.model import Failure

        for path, arrival in arrivals(files, date):
            advance()
            self.ctx.meta["file"] = path
            if isinstance(arrival, Failure):
                self.tell(path, "failed", why=arrival.error)
                continue
            document = self.store.settle(arrival)
            if document.id in self.handed:
                self.tell(path, "already known", document, why=f"the same text as {self.handed[document.id]}")
            elif self.reader and self.store.has(document, self.reader):
                self.tell(path, "already known", document)
            else:
                self.waiting[document.id] = self.handed[document.id] = path
                yield document

    def read(self, results: Iterable[Reading | Failure]) -> Iterator[Reading]:
        """Yield the readings; say which documents the reader failed on."""
        from dragoman.model import Failure

        for result in results:
            if isinstance(result, Failure):
                self.tell(self.waiting.pop(result.path, result.path), "failed", why=result.error)
            else:
                yield result

    def kept(self, added: Added) -> None:
        """Say what became of a document that is safe now."""
        path = self.waiting.pop(added.document, added.document)
        changed = any(note.startswith(VERSION) for note in added.notes) and not self.as_json
        notes = (*added.notes, *([f"`dragoman show changes {added.document}` says what changed"] if changed else []))
        self.tell(path, RESULTS[added.outcome], why="; ".join(notes), id=added.document, title=added.title)

    def safe(self) -> int:
        """Return how many documents of this run the record holds."""
        return sum(document.id in self.handed for document in self.store.documents())

    def tell(
        self,
        path: str,
        result: str,
        document: Document | None = None,
        *,
        why: str = "",
        id: str | None = None,
        title: str | None = None,
    ) -> None:
        """Count, note and print what became of one file."""
        from dragoman.cli.console import put_json, say
        from dragoman.wording import clean

        path = "standard input" if path == "-" else path
        self.counts[result] += 1
        if result == "failed":
            self.store.failures.note(path, why)
        else:
            self.store.failures.read(path)
        id, title = (document.id, document.title) if document else (id, title)
        if self.as_json:
            put_json({"path": path, "result": result, "why": why or None, "document": id, "title": title})
        elif result == "failed":
            click.echo(f"failed         {clean(why)}", err=True)
        else:
            say(f"{result:<13}  {clean(path)}{f'  ({clean(why)})' if why else ''}")

    def conclude(self, record: Path) -> None:
        """Print the totals and what to do next."""
        from dragoman.cli.console import say

        totals = ", ".join(f"{count:,} {result}" for result, count in self.counts.items() if count)
        kept = " `dragoman show new` lists what failed until it can be read." if self.counts["failed"] else ""
        say(f"{record}: {totals or 'nothing to add'}.{kept}")


@contextmanager
def bar(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar while many files are read, moved on by each call."""
    done = count(1)
    with steps("reading") as tell:
        yield lambda: tell(next(done), total)
