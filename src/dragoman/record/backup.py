"""Copy a record while others write to it, and put a copy back: never over anything that is not set aside first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import apsw

from dragoman.problems import RecordError, StorageError
from dragoman.record import file
from dragoman.record.store import Store

BESIDE = ("-wal", "-shm")  # what SQLite keeps beside a file that is open


def backup(record: Path, to: Path) -> tuple[int, int]:
    """Copy the record at `record` to one file at `to`: whole, as it was at one moment, or not at all.

    Returns how many documents and judgements the copy holds. An older copy there is replaced. Raises RecordError where
    one of the two is no record, or they are one and the same.
    """
    with Store(record, create=False) as store:
        _refuse_target(record, to)
        with _made_beside(to) as part:
            _copy(store.connection, record, part)
            return _counted(part)


def restore(copy: Path, record: Path, replace: bool = False) -> Path | None:
    """Put the record in the file `copy` in the place of `record`; return where the one that was there lies now.

    Raises RecordError for a copy that is damaged, and where there is a record and `replace` is false.
    """
    if record.exists() and not replace:
        raise RecordError(
            f"{record}: there is a record already. Name another with -r, or set this one aside with --replace."
        )
    file.look(copy, create=False)
    if record.exists() and copy.samefile(record):
        raise RecordError(f"{copy}: is the record itself, not a copy of it.")
    with _made_beside(record) as part:
        with file.errors(copy):
            source = apsw.Connection(str(copy.absolute()), flags=apsw.SQLITE_OPEN_READONLY)
            try:
                _copy(source, copy, part)
            finally:
                source.close()
        with Store(part, create=False) as store:
            if faults := store.check():
                raise RecordError(f"{copy}: is no sound record: {faults[0].what}. Nothing was changed.")
            store.connection.pragma("journal_mode", "delete")
        return _set_aside(record)


def _copy(source: apsw.Connection, path: Path, to: Path) -> None:
    """Copy all pages in one step, as of one moment; who writes to the source goes on."""
    with file.errors(path):
        target = apsw.Connection(str(to.absolute()))
        try:
            with target.backup("main", source, "main") as pages:
                pages.step()
            target.pragma("journal_mode", "delete")  # one file, with nothing beside it
        finally:
            target.close()


def _counted(copy: Path) -> tuple[int, int]:
    connection = apsw.Connection(str(copy.absolute()), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        documents, judgements = (
            connection.execute(f"SELECT count(*) FROM {table}").get for table in ("documents", "judgements")
        )
    finally:
        connection.close()
    return int(str(documents)), int(str(judgements))


@contextmanager
def _made_beside(place: Path) -> Iterator[Path]:
    """Give a file beside the place, which takes that place when the block is done and is gone when it fails."""
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(place)
    except OSError as error:
        raise StorageError(
            f"cannot write '{place}': {error.strerror}. Name a file in a folder that exists and that you may write to."
        ) from error
    finally:
        for end in ("", *BESIDE):
            Path(f"{part}{end}").unlink(missing_ok=True)


def _refuse_target(record: Path, to: Path) -> None:
    if not to.parent.is_dir():
        raise StorageError(f"{to}: the folder {to.parent} does not exist. Make it, or name another file.")
    if not to.exists():
        return
    if to.samefile(record):
        raise RecordError(f"{to}: is the record itself. Name another file for the copy.")
    file.look(to, create=True)
    if to.stat().st_size and not _is_record(to):
        raise RecordError(f"{to}: is not a copy of a record, and is left as it is. Name another file.")
    if any(Path(f"{to}{end}").exists() for end in BESIDE):
        raise RecordError(f"{to}: is open in another process. Name another file for the copy.")


def _is_record(path: Path) -> bool:
    with path.open("rb") as head:
        return head.read(72)[68:72] == file.APPLICATION_ID.to_bytes(4, "big")


def _set_aside(record: Path) -> Path | None:
    """Move a record, with what lies beside it, out of the way; return where it lies now."""
    if not record.exists():
        return None
    aside = record.with_name(f"{record.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    for end in (*BESIDE, ""):
        if Path(f"{record}{end}").exists():
            Path(f"{record}{end}").rename(f"{aside}{end}")
    return aside
