from __future__ import annotations

import re
from pathlib import Path

import apsw
import msgspec
import pytest

from dragoman.model import Document, Reading
from dragoman.problems import RecordError
from dragoman.publish.json import export
from dragoman.record import Store, file
from dragoman.record.anchors import kind_of
from dragoman.record.body import packed_text
from dragoman.record.entered import words_of
from tests.factories import plain, talks

RELEASED = Path(__file__).parent / "released"
MADE = (talks(), plain("Envoys left Oslo.", "2020-06-03"), plain("Nothing new.\x00 é 🐦"))


def old_record(path: Path, version: int) -> None:
    """Make a record as Dragoman of that schema version did: its tables, readings as plain JSON."""
    connection = apsw.Connection(str(path))
    connection.execute((RELEASED / f"schema_{version}.sql").read_text("utf-8"))
    connection.pragma("application_id", file.APPLICATION_ID)
    connection.pragma("user_version", version)
    for number, reading in enumerate(MADE, 1):
        insert(connection, number, reading, version)
    connection.execute("INSERT INTO document_words (document_words) VALUES ('rebuild')")
    connection.execute("INSERT INTO entry_words (entry_words) VALUES ('rebuild')")
    connection.close()


def insert(connection: apsw.Connection, number: int, reading: Reading, version: int) -> None:
    document = reading.document
    metadata = msgspec.json.decode(msgspec.json.encode(msgspec.structs.replace(document, text="")))
    bare = msgspec.structs.replace(reading, document=Document(id=document.id, sha256=document.sha256))
    body = msgspec.to_builtins(bare)
    for kind in ("statements", "meetings", "decisions", "commitments", "verifications", "events"):
        for entry in body[kind]:
            del entry["review"]  # no entry had one
    date = document.date.edtf if document.date else None
    text = msgspec.json.encode(body).decode()
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, '2026-01-01', ?, ?, ?, ?)",
        (
            number,
            document.id,
            document.sha256,
            document.title,
            date,
            msgspec.json.encode(metadata).decode(),
            document.text,
        ),
    )
    connection.execute(
        "INSERT INTO readings (document, reader, current, body) VALUES (?, ?, 1, ?)",
        (number, reading.reader, packed_text(text) if version > 1 else text),
    )
    connection.executemany(
        "INSERT INTO entries (document, id, kind, first, last, words) VALUES (?, ?, ?, NULL, NULL, ?)",
        ((number, entry.id, kind_of(entry), words) for entry, words in words_of(reading)),
    )


def tables(store: Store) -> list[tuple[object, ...]]:
    """Return what makes the schema of a record, whatever its comments and the order in which it was made."""
    rows = store.connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return sorted((kind, name, " ".join(re.sub(r"--.*", "", str(sql or "")).split())) for kind, name, sql in rows)


@pytest.mark.parametrize("version", range(1, file.SCHEMA_VERSION))
def test_a_record_of_every_released_schema_is_brought_to_this_one_and_holds_what_it_held(
    tmp_path: Path, version: int
) -> None:
    old_record(tmp_path / "old.db", version)
    with Store(tmp_path / "new.db") as new, Store(tmp_path / "old.db", create=False) as old:
        list(new.add_many(MADE))
        assert old.connection.pragma("user_version") == file.SCHEMA_VERSION
        assert tables(old) == tables(new)
        assert old.check() == ()
        assert "".join(export(old.record())) == "".join(export(new.record()))
        assert [hit.entry for hit in old.find("hotline")] == [hit.entry for hit in new.find("hotline")]
        old.judgements.make("m1", "accept", who="Berg")
        assert old.add(plain("One more.")).outcome == "added"
        assert old.check() == ()


@pytest.mark.parametrize(("version", "step"), [(1, "packed_text"), (1, "packed_anew"), (4, "packed_anew")])
def test_a_migration_that_is_killed_leaves_the_old_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, step: str
) -> None:
    path = tmp_path / "old.db"
    old_record(path, version)

    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(file, step, killed)
        Store(path)
    connection = apsw.Connection(str(path))
    assert connection.pragma("user_version") == version
    assert connection.execute("SELECT count(*) FROM readings").get == len(MADE)
    connection.close()
    with Store(path) as store:
        assert len(store.record().readings) == len(MADE)


def test_a_reading_takes_less_room_than_as_plain_json(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(talks())
        kept = store.connection.execute("SELECT sum(length(body)) FROM readings").get
    assert kept * 3 < len(msgspec.json.encode(talks()))


def test_a_record_of_a_newer_schema_is_refused_with_a_sentence_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    Store(path).close()
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", file.SCHEMA_VERSION + 1)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(
        RecordError, match=r"written by a newer Dragoman .*Install the newer version; nothing was changed"
    ):
        Store(path)
    assert path.read_bytes() == before
