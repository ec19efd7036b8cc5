"""Open or create the SQLite file of a record, or refuse it with a sentence that says why and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

import apsw

from dragoman.problems import RecordError, StorageError
from dragoman.record.body import packed_anew, packed_text

APPLICATION_ID = 0x44524147  # "DRAG", in the header of the file: tells a record from any other SQLite file
SCHEMA_VERSION = 5
CACHE_KIB = 16 * 1024  # of the file in memory: linking one report reads some 1,000 pages here and there, many twice
MAGIC = b"SQLite format 3\x00"


def connect(path: Path, create: bool, wait_s: float) -> apsw.Connection:
    """Return a connection to the record at `path`, made there when `create` is true and nothing lies there.

    Raises RecordError for a file that is not ours, damaged, locked or from a newer version; StorageError where it
    cannot be written.
    """
    look(path, create)
    with errors(path):
        connection = _connection(path, create, wait_s)
        try:
            _prepare(connection, path, create)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def errors(path: Path, kept: str = "") -> Iterator[None]:
    """Turn what SQLite raises into a RecordError that says what, where and what to do; `kept` says what is safe."""
    tail = f" {kept}" if kept else ""
    try:
        yield
    except apsw.FullError as error:
        raise StorageError(
            f"{path}: the disk is full.{tail} Free some space and run the same command again."
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise StorageError(
            f"{path}: cannot be written ({error}).{tail} A record needs a folder that you may write to: copy it there."
        ) from error
    except apsw.IOError as error:
        raise StorageError(
            f"{path}: reading or writing failed ({error}).{tail} Is the disk full or gone? Run the same command again."
        ) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise RecordError(
            f"{path}: is locked by another process that writes to it.{tail} Wait until that has ended and try again."
        ) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise RecordError(
            f"{path}: is damaged or cut short ({error}).{tail} Put a copy back, or add the reports to a new record."
        ) from error
    except apsw.Error as error:
        raise RecordError(f"{path}: {type(error).__name__}: {error}.{tail}") from error


def look(path: Path, create: bool) -> None:
    """Refuse what can be refused without SQLite, which would report it less clearly."""
    if path.is_dir():
        raise RecordError(f"{path}: is a folder, a record is one file. Name a file, such as {path / 'dragoman.db'}.")
    if not path.exists():
        if not create:
            raise RecordError(f"{path}: there is no record here. `dragoman add FILE -r {path}` makes one.")
        if not path.parent.is_dir():
            raise StorageError(f"{path}: the folder {path.parent} does not exist. Make it, or name another file.")
        return
    if not path.is_file():
        raise RecordError(f"{path}: is not a file but a device or a pipe. Name another file with -r.")
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}).") from error
    if head != MAGIC and not (create and not head):
        what = "is empty, a record never is" if not head else "is not a record (not an SQLite file)"
        raise RecordError(f"{path}: {what}. Name another file with -r.")


def _connection(path: Path, create: bool, wait_s: float) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    connection = apsw.Connection(str(path.absolute()), flags=flags)  # ":memory:" is a file name
    connection.set_busy_timeout(int(wait_s * 1000))
    connection.pragma("foreign_keys", True)
    connection.pragma("cache_size", -CACHE_KIB)
    return connection


def _prepare(connection: apsw.Connection, path: Path, create: bool) -> None:
    """Check that the file is ours; give an empty one its tables, and one of an older version those of this one."""
    with connection:  # one snapshot: another process may be making the tables just now
        application, version = connection.pragma("application_id"), connection.pragma("user_version")
        tables = connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").get
    if application == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise RecordError(
                f"{path}: was written by a newer Dragoman (schema {version}, this one knows {SCHEMA_VERSION}). "
                "Install the newer version; nothing was changed."
            )
    elif application or tables:
        raise RecordError(f"{path}: is an SQLite file, but not a record of Dragoman. Name another file with -r.")
    elif not create:
        raise RecordError(f"{path}: is an SQLite file without a record in it. Name another file with -r.")
    connection.pragma("journal_mode", "wal")
    if application != APPLICATION_ID:
        _make_tables(connection)
    elif version < SCHEMA_VERSION:
        _migrate(connection)


def _make_tables(connection: apsw.Connection) -> None:
    """Make all tables at once: whoever is killed here leaves an empty file that the next run fills."""
    with immediate(connection):
        if connection.pragma("application_id") == APPLICATION_ID:  # another process was quicker
            return
        connection.execute(_sql("schema.sql"))
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", SCHEMA_VERSION)


def _migrate(connection: apsw.Connection) -> None:
    """Bring a record of an older version to this one, in one transaction: whoever is killed here leaves the old one."""
    connection.create_scalar_function("packed_text", packed_text, 1)
    connection.create_scalar_function("packed_anew", packed_anew, 2)
    with immediate(connection):
        for version in range(connection.pragma("user_version"), SCHEMA_VERSION):
            connection.execute(_sql(f"from_{version}.sql"))
            connection.pragma("user_version", version + 1)
    with suppress(apsw.Error):  # no room, or somebody else is at work: the file stays larger than need be, and sound
        connection.execute("VACUUM")


def _sql(name: str) -> str:
    return files("dragoman.record").joinpath(name).read_text(encoding="utf-8")


@contextmanager
def lightly(connection: apsw.Connection) -> Iterator[None]:
    """Run a block whose transactions do not wait for the disk: for what can be made again from the rest.

    They outlive a killed process, not always a power cut. What was kept before stays safe, and what is kept after it
    makes them so. Within a transaction it is as safe as that.
    """
    if connection.in_transaction:
        yield
        return
    before = connection.pragma("synchronous")
    connection.pragma("synchronous", "NORMAL")
    try:
        yield
    finally:
        connection.pragma("synchronous", before)


@contextmanager
def immediate(connection: apsw.Connection) -> Iterator[None]:
    """Run a block as one transaction that has the write lock from its start: all of it is kept, or nothing.

    Within another such block it is part of that one.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk makes SQLite roll back by itself
            connection.execute("ROLLBACK")
        raise
