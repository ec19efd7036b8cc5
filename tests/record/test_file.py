from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import apsw
import pytest

from dragoman.problems import RecordError, StorageError
from dragoman.record import Store
from dragoman.record.file import APPLICATION_ID, SCHEMA_VERSION, errors, lightly
from tests.factories import plain, talks


def test_a_new_record_is_marked_as_ours_and_safe_against_crashes(tmp_path: Path) -> None:
    with Store(tmp_path / "new.db") as store:
        assert store.connection.pragma("application_id") == APPLICATION_ID
        assert store.connection.pragma("user_version") == SCHEMA_VERSION
        assert store.connection.pragma("journal_mode") == "wal"
        assert store.connection.pragma("synchronous") == 2
    with Store(tmp_path / "new.db", create=False) as store:
        assert store.documents() == ()


def test_what_can_be_made_again_does_not_wait_for_the_disk_but_the_rest_does(tmp_path: Path) -> None:
    with Store(tmp_path / "new.db") as store:
        with pytest.raises(KeyError), lightly(store.connection):
            assert store.connection.pragma("synchronous") == 1
            raise KeyError
        assert store.connection.pragma("synchronous") == 2
        with store.together(), lightly(store.connection):
            assert store.connection.pragma("synchronous") == 2


def make_other(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE notes (words)").connection.close()


def make_bare(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()


def make_foreign_id(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 12345")
    connection.close()


def make_newer(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def make_truncated(path: Path) -> None:
    with Store(path) as store:
        list(store.add_many(plain(f"Report {n} " + "words " * 200) for n in range(20)))
    path.write_bytes(path.read_bytes()[:20_000])


def make_header_only(path: Path) -> None:
    Store(path).close()
    path.write_bytes(path.read_bytes()[:50])


def make_scrambled(path: Path) -> None:
    Store(path).close()
    data = path.read_bytes()
    path.write_bytes(data[:100] + bytes(len(data) - 100))


def make_text(path: Path) -> None:
    path.write_text("Envoys met in Oslo.\n")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Path.mkdir, r"is a folder, a record is one file"),
        (os.mkfifo, r"is not a file but a device or a pipe"),
        (make_text, r"is not a record \(not an SQLite file\)"),
        (make_other, r"is an SQLite file, but not a record of Dragoman"),
        (make_foreign_id, r"is an SQLite file, but not a record of Dragoman"),
        (make_newer, rf"by a newer Dragoman \(schema 99, this one knows {SCHEMA_VERSION}\).*nothing was changed"),
        (make_truncated, r"is damaged or cut short"),
        (make_header_only, r"is damaged or cut short|not a record"),
        (make_scrambled, r"is damaged or cut short"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_record_is_refused_with_a_sentence_and_left_alone(
    tmp_path: Path, make: object, message: str, create: bool
) -> None:
    path = tmp_path / "some.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(RecordError, match=message) as caught:
        Store(path, create=create)
    assert str(path) in str(caught.value)
    assert caught.value.exit_code == 4
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, r"there is no record here. `dragoman add FILE -r .*` makes one"),
        (lambda path: path.write_bytes(b""), r"is empty, a record never is"),
        (make_bare, r"is an SQLite file without a record in it"),
    ],
)
def test_showing_never_makes_a_record(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "some.db"
    make(path)  # type: ignore[operator]
    existed = path.exists()
    with pytest.raises(RecordError, match=message):
        Store(path, create=False)
    assert path.exists() == existed


def test_memory_is_a_file_name_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store(Path(":memory:")) as store:
        store.add(talks())
    with Store(Path(":memory:"), create=False) as store:
        assert len(store.documents()) == 1


def test_adding_fills_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Store(path) as store:
        assert store.add(talks()).outcome == "added"


def test_a_folder_that_does_not_exist_or_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist. Make it"):
        Store(tmp_path / "missing" / "some.db")
    # Not even root can make a file here; a folder without write permission gives SQLite the same error.
    with pytest.raises(StorageError, match="cannot be written") as caught:
        Store(Path("/proc/self/some.db"))
    assert caught.value.exit_code == 5


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "some.db"
    path.touch()

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RecordError, match=r"cannot be read \(Permission denied\)"):
        Store(path)


def test_a_lock_of_another_process_is_named_after_a_wait(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    Store(path).close()
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with Store(path, wait_s=0.05) as store:
        assert store.documents() == ()  # reading goes on
        with pytest.raises(RecordError, match="is locked by another process"):
            store.add(talks())
        other.execute("COMMIT")
        assert store.add(talks()).outcome == "added"
    other.close()


@pytest.mark.parametrize(
    ("raised", "kind", "message"),
    [
        (apsw.FullError("database or disk is full"), StorageError, "the disk is full. 3 are kept. Free some space"),
        (apsw.IOError("disk I/O error"), StorageError, "reading or writing failed .*3 are kept"),
        (apsw.ReadOnlyError("readonly"), StorageError, "cannot be written"),
        (apsw.BusyError("busy"), RecordError, "is locked"),
        (apsw.CorruptError("malformed"), RecordError, "is damaged"),
        (apsw.MisuseError("odd"), RecordError, "MisuseError: odd"),
    ],
)
def test_each_error_of_sqlite_becomes_a_sentence(raised: Exception, kind: type[RecordError], message: str) -> None:
    with pytest.raises(RecordError, match=message) as caught, errors(Path("some.db"), "3 are kept."):
        raise raised
    assert type(caught.value) is kind


def test_a_full_disk_keeps_what_was_told_and_says_how_much(tmp_path: Path) -> None:
    with Store(tmp_path / "small.db") as store:
        store.connection.pragma("max_page_count", 90)
        told = []
        with pytest.raises(StorageError, match=r"the disk is full. (\d+) documents of this run are kept") as caught:
            for added in store.add_many((plain(f"Report {n} " + "words " * 1000) for n in range(500)), batch=4):
                told.append(added.document)
        assert len(told) > 3
        assert f"{len(told)} documents" in str(caught.value)
        assert {d.id for d in store.documents()} == set(told)
        assert store.check() == ()
        with pytest.raises(StorageError, match="Nothing of it was kept"):
            store.add(plain("One more " + "and more " * 100_000))
        store.connection.pragma("max_page_count", 100_000)
        assert store.add(plain("Room again.")).outcome == "added"
