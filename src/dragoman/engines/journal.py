"""Keep what a long run has done in a file beside its output, so that it goes on after a kill and ends with the same.

One SQLite file: the settings of the run, and for each document by its number in the input what tells it from others and
what came of it. A document is there whole or not at all. The output is made of it once all documents are in.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

import apsw

from dragoman.problems import RecordError, StorageError, UsageError

END = ".unfinished"
KEEP_S = 1.0  # what a kill can cost: the documents of one second are read again
TABLES = """
    CREATE TABLE run (settings TEXT NOT NULL);
    CREATE TABLE done (number INTEGER PRIMARY KEY, digest BLOB NOT NULL, rows BLOB, failure BLOB);
"""


class Journal:
    """What a run has done so far. Raises StorageError where it cannot write, RecordError while another run uses it."""

    def __init__(self, output: Path, settings: str) -> None:
        """Begin the journal of an output, or go on with it; raises UsageError when it is that of another run."""
        self.path = self.of(output)
        with _errors(self.path):
            self._connection = apsw.Connection(str(self.path.absolute()))
        try:
            with _errors(self.path):
                self._begin(settings)
        except BaseException:
            self._connection.close()
            raise
        self._kept = time.monotonic()
        self.over = False  # set by whoever has written the output

    @staticmethod
    def of(output: Path) -> Path:
        """Return where the journal of an output is."""
        return output.with_name(output.name + END)

    def _begin(self, settings: str) -> None:
        connection = self._connection
        connection.pragma("locking_mode", "exclusive")
        connection.execute("BEGIN EXCLUSIVE")
        if not connection.execute("SELECT 1 FROM sqlite_schema").get:
            connection.execute(TABLES)
            connection.execute("INSERT INTO run VALUES (?)", (settings,))
        before = connection.execute("SELECT settings FROM run").get
        if before != settings:
            raise UsageError(
                f"{self.path} holds a run that was not finished, with other files or options: {before}. "
                "Run that command again to go on with it, or remove the file to begin anew."
            )
        self.last = connection.execute("SELECT max(number) FROM done").get or 0
        self.done = int(connection.execute("SELECT count(*) FROM done").get)

    def has(self, number: int, digest: bytes, where: str) -> bool:
        """Tell whether a document is done; raises UsageError when another one had its number."""
        if number > self.last:
            return False
        with _errors(self.path):
            before = self._connection.execute("SELECT digest FROM done WHERE number = ?", (number,)).get
        if before is not None and before != digest:
            raise UsageError(
                f"{where} is not what it was when this run began. Put the input back as it was, "
                f"or remove {self.path} to begin anew."
            )
        return before is not None

    def keep(self, number: int, digest: bytes, rows: bytes | None, failure: bytes | None = None) -> None:
        """Keep what came of a document: rows, or why there are none. Safe after KEEP_S and one document more."""
        with _errors(self.path):
            self._connection.execute("INSERT INTO done VALUES (?, ?, ?, ?)", (number, digest, rows, failure))
            self.done += 1
            if time.monotonic() - self._kept > KEEP_S:
                self._connection.execute("COMMIT; BEGIN EXCLUSIVE")
                self._kept = time.monotonic()

    def rows(self) -> Iterator[bytes]:
        """Yield the rows of each document that has any, in the order of the input."""
        return self._column("rows")

    def failures(self) -> Iterator[bytes]:
        """Yield each failure, in the order of the input."""
        return self._column("failure")

    def _column(self, name: str) -> Iterator[bytes]:
        with _errors(self.path):
            query = f"SELECT {name} FROM done WHERE {name} IS NOT NULL ORDER BY number"
            yield from (value for (value,) in self._connection.execute(query))

    def __enter__(self) -> Self:
        """Return itself; the end of the block makes everything safe and lets go of the file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Make everything safe, whatever happened, and let go of the file; remove it where its output is whole."""
        with _errors(self.path):
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.close()
        if self.over:
            self.path.unlink(missing_ok=True)


def written(output: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all, and onto the disk: beside its place first. One run at a time may do so."""
    beside = output.with_name(f"{output.name}.part")
    try:
        with beside.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(output)
    except OSError as error:
        raise StorageError(
            f"cannot write '{output}': {error.strerror}. What is done is kept; run the same command again."
        ) from error


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise RecordError(f"{path}: another run is writing to it. Wait until it has ended.") from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise RecordError(f"{path}: is damaged or not ours ({error}). Remove it to begin anew.") from error
    except apsw.FullError as error:
        raise StorageError(f"{path}: the disk is full. Free some space and run the same command again.") from error
    except apsw.Error as error:
        raise StorageError(
            f"{path}: cannot be written ({error}). The output needs a folder that exists and that you may write to."
        ) from error
