"""Hold the record behind the pages: read once, and again when the file has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from dragoman.model import Reading, Record
from dragoman.problems import UsageError
from dragoman.record import Store, file
from dragoman.record.state import State, state
from dragoman.views.paging import pages
from dragoman.web.whole import Whole

Made = TypeVar("Made")
KEPT = 64  # as many views are kept ready
LARGE = 5_000  # entries: of a record with more, no page is made of the whole while somebody waits for it


class Desk:
    """The record of a file, and the views made of it. Safe to ask from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = Lock()
        self.stamp: tuple[Any, ...] = ()
        self.kept: dict[Any, Any] = {}
        self.whole = Whole(path)
        self.most = LARGE

    def store(self) -> Store:
        """Return the store, opened for one request; the caller closes it."""
        return Store(self.path, create=False)

    @contextmanager
    def openings(self) -> Iterator[Callable[[str], str]]:
        """Yield a function that returns what to call a report, by its id, that has no title."""
        with ExitStack() as open_:

            @cache
            def store() -> Store:
                return open_.enter_context(self.store())

            yield lambda document: pages.opening(store(), document)

    def large(self) -> bool:
        """Return whether the record is so large that pages are parts, read from the file or from what `whole` keeps."""
        return self.view("entries held", self._entries) > self.most

    def allows(self, what: str, command: str) -> None:
        """Refuse what is made of the whole record at once where that is large: with UsageError, and the command."""
        if self.large():
            raise UsageError(f"the record is too large to make {what} here. On the terminal, `{command}` makes it.")

    def state(self) -> State:
        """Return the state that the record is in."""
        return self.view("state", self._state)

    def record(self) -> Record:
        """Return the whole record as it is now."""
        return self.view("record", lambda: self._read())

    def view(self, key: Any, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made once for each state of the file.

        `make` asks for the record itself: one read before may be of another state, if somebody writes meanwhile.
        """
        with self.lock:
            stamp = self._stamp()
            if stamp != self.stamp:
                self.kept.clear()
                self.stamp = stamp
            if key in self.kept:
                found: Made = self.kept.pop(key)
                self.kept[key] = found  # as the newest: what is asked for again, the record above all, stays
                return found
        made = make()
        with self.lock:
            if self._stamp() == stamp:
                while len(self.kept) >= KEPT:
                    self.kept.pop(next(iter(self.kept)))
                self.kept[key] = made
        return made

    def reading(self, document: str) -> Reading:
        """Return the reading of one document. Raises UsageError when the record has none of that id."""
        if self.large():
            with self.store() as store:
                return store.reading(document)
        for reading in self.record().readings:
            if reading.document.id == document:
                return reading
        raise UsageError(f"no document '{document}' in this record.")

    def _read(self) -> Record:
        with self.store() as store:
            return store.record()

    def _entries(self) -> int:
        with self.store() as store:
            return store.count()

    def _state(self) -> State:
        with self.store() as store, file.errors(self.path):
            return state(store.connection)

    def _stamp(self) -> tuple[Any, ...]:
        """Return what changes whenever somebody writes: sizes and times of the file and its journal."""
        found: list[Any] = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            try:
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, about.st_ino))
            except OSError:
                found.append(None)
        return tuple(found)
