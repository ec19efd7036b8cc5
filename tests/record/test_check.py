from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import Mention
from dragoman.record import Store
from tests.factories import document, plain, reading, talks


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("UPDATE documents SET text = replace(text, 'Monday', 'Friday')", "its digest differs"),
        ("UPDATE documents SET text = replace(text, 'Monday', 'Friday')", "a reading cannot be decoded"),
        ("UPDATE documents SET title = 'Another'", "full-text table document_words is out of step"),
        ("UPDATE entry_words SET words = 'other words' WHERE rowid = 1", "full-text table entry_words is out of step"),
        ("DELETE FROM entry_words WHERE rowid = 1", "full-text table entry_words is out of step"),
        ("INSERT INTO entry_words (rowid, words) VALUES (99, 'other')", "full-text table entry_words is out of step"),
        ("UPDATE entries SET number = number + 99", "full-text table entry_words is out of step"),
        ("DELETE FROM entries WHERE id = 'm1'", "table of entries is out of step"),
        ("UPDATE readings SET current = 0", "a document without a reading"),
        ("UPDATE readings SET body = X'7B'", "a reading cannot be decoded"),
        ("UPDATE readings SET document = 99", "points to nothing in documents"),
    ],
)
def test_each_damage_is_found_and_named(tmp_path: Path, damage: str, what: str) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(talks())
        assert store.check() == ()
        store.connection.pragma("foreign_keys", False)
        store.connection.execute(damage)
        assert any(what in fault.what for fault in store.check()), store.check()


def test_wrong_words_in_a_reading_are_found_with_their_entry(tmp_path: Path) -> None:
    doc = document("Envoys met.")
    wrong = reading(doc, mentions=(Mention(span=(0, 6), quote="Anvoys"),))
    said = plain("They said so.")
    content = said.statements[0].__class__(
        id="s1", speaker=None, content="They said no.", spans=((0, 13),), mode="direct", sources=()
    )
    with Store(tmp_path / "talks.db") as store:
        store.add(wrong)
        store.add(reading(document("They said so."), statements=(content,)))
        faults = [(fault.what, fault.document, fault.entry) for fault in store.check()]
    assert sorted(faults, key=str) == [
        ("the words at 0-13 are 'They said so.', not 'They said no.'", said.document.id, "s1"),
        ("the words at 0-6 are 'Envoys', not 'Anvoys'", doc.id, None),
    ]


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Store(path) as store:
        list(store.add_many(plain(f"Report {n} " + "words " * 300, "2020") for n in range(30)))
        root = store.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entries_by_id'").get
        size = store.connection.pragma("page_size")
    data = bytearray(path.read_bytes())
    data[(root - 1) * size + 8 : root * size] = bytes(size - 8)
    path.write_bytes(data)
    with Store(path) as store:
        assert any("the file is damaged" in fault.what for fault in store.check())
