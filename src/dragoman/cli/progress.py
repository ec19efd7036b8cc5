"""Show on standard error how far a long run is: documents, documents a second, what remains. Nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """How far a run is. The whole is `total` bytes of input; what is done already when it begins counts for no rate."""

    def __init__(self, total: int, bar: Bar | None = None) -> None:
        self.total, self.bar = total, bar
        self.task = bar.add_task("", total=1.0 if total else None, told="") if bar else None
        self.number = self.done = 0
        self.share = self.first = 0.0
        self.started = time.monotonic()

    def arrived(self, number: int, at: int) -> None:
        """Take note of a document that comes in after `at` bytes."""
        self.number = number
        self.share = at / self.total if self.total else 0.0
        if not self.done:
            self.first, self.started = self.share, time.monotonic()

    def read(self) -> None:
        """Take note that one more document is read."""
        self.done += 1
        if self.bar and self.task is not None:
            self.bar.update(self.task, completed=self.share, told=self.told())

    def told(self) -> str:
        """Return the documents, the rate and what remains in words."""
        passed = max(time.monotonic() - self.started, 1e-9)
        words = f"{self.number:,} documents  {self.done / passed:,.1f}/s"
        if self.share <= self.first:
            return words
        left = int(passed * (1 - self.share) / (self.share - self.first))
        return f"{words}  {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left"


@contextmanager
def shown(files: Sequence[str], limit: int | None = None, hidden: bool = False) -> Iterator[Progress]:
    """Show a bar while the files are read, where somebody can see it."""
    from dragoman.intake.tables.arrivals import size

    total = size(files) if limit is None and "-" not in files else 0
    if hidden or not sys.stderr.isatty():
        yield Progress(total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("coding"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Progress(total, bar)


@contextmanager
def steps(what: str, least: int = 2) -> Iterator[Callable[[int, int], None]]:
    """Show a bar that is told how many are done, and of how many, where somebody can see it and there are so many."""
    if not sys.stderr.isatty():
        yield lambda done, all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, visible=False)
        yield lambda done, all: bar.update(task, completed=done, total=all, visible=all >= least)
