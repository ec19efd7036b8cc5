"""A sheet of what was read: what is corrected in it is judged, and nothing else in it can be changed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from dragoman.kinds import entries
from dragoman.model import Commitment, Record, Source
from dragoman.problems import IntakeError
from dragoman.publish import toml
from dragoman.publish.sheet import FORM, Change, changes, is_sheet, sheet
from dragoman.reading import byhand
from dragoman.reading.byhand.form import tables
from dragoman.record import Store
from tests.byhand import DEPOTS
from tests.factories import document, reading, talks


@pytest.fixture
def record() -> Record:
    return Record(name="talks", readings=(talks(), byhand.read(DEPOTS)))


def refused(text: str, record: Record) -> str:
    with pytest.raises(IntakeError) as error:
        changes(text, "sheet.toml", record)
    return str(error.value)


def test_a_sheet_has_what_was_read_and_nothing_that_was_entered_by_hand(record: Record) -> None:
    text = sheet(record)
    assert is_sheet(text) and is_sheet("# ours\n\n" + text) and not is_sheet(DEPOTS)
    plain = tomllib.loads(text)
    assert plain.pop("record") == {"name": "talks"}
    shown = {(table, row["id"]) for table, rows in plain.items() for row in rows}
    assert shown == {
        (type(entry).__name__.lower(), entry.id)
        for entry in entries(record.readings[0])
        if type(entry).__name__ in ("Commitment", "Decision", "Verification")
    }
    assert all(row["review"] == "new" and len(row["seen"]) == 8 for rows in plain.values() for row in rows)


def test_a_sheet_as_it_was_written_asks_for_nothing(record: Record) -> None:
    assert changes(sheet(record), "sheet.toml", record) == []


def test_corrected_values_are_edits_and_a_review_is_a_verdict(record: Record) -> None:
    made = talks().commitments[0]
    text = sheet(record)
    head = f'id = "{made.id}"'
    assert changes(_in(text, head, f'phase = "{made.phase}"', 'phase = "performed"'), "s", record) == [
        Change(made.id, "edit", ("phase", "performed"))
    ]
    assert changes(_in(text, head, 'review = "new"', 'review = "accepted"'), "s", record) == [Change(made.id, "accept")]
    assert changes(_in(text, head, 'review = "new"', 'review = "rejected"'), "s", record) == [Change(made.id, "reject")]
    both = _in(text, head, 'review = "new"', 'review = "new"\nto = ["haddad", "berg"]\nwhen = "2020-06"')
    both = both if made.to == () else both.replace(f'to = ["{made.to[0]}"]\n', "", 1)
    assert [change.values[0] for change in changes(both, "s", record)] == ["to", "when"]


def test_an_empty_value_empties_and_a_key_left_out_changes_nothing(record: Record) -> None:
    by = 'by = ["berg", "haddad"]\n'
    text = sheet(record)
    assert changes(text.replace(by, "", 1), "s", record) == []
    assert changes(text.replace(by, "by = []\n", 1), "s", record) == [
        Change(talks().commitments[0].id, "edit", ("by",))
    ]
    assert "'action' is empty" in refused(_line(text, "action", 'action = ""'), record)


def test_what_cannot_be_changed_is_refused_all_at_once(record: Record) -> None:
    text = _line(_line(sheet(record), "words", "words = 'Others.'"), "document", 'document = "elsewhere"')
    told = refused(text, record)
    assert "2 things are wrong" in told
    assert "'words' cannot be changed here" in told and "'document' cannot be changed here" in told
    assert "no commitment of this id that was read" in refused(_line(sheet(record), "id", 'id = "c1234567890"'), record)
    assert "'phase' is 'done'; allowed: floated" in refused(_line(sheet(record), "phase", 'phase = "done"'), record)
    assert "there is no key 'colour'" in refused(
        _line(sheet(record), "review", 'review = "new"\ncolour = "red"'), record
    )
    assert "set 'review' to accepted or rejected" in refused(
        _line(sheet(record), "review", 'review = "obsolete"'), record
    )
    assert "not both" in refused(_line(sheet(record), "review", 'review = "accepted"\nwhen = "2001"'), record)
    assert "twice" in refused(sheet(record) + sheet(record).split("\n\n", 1)[1], record)
    assert "no table [[event]] in a sheet" in refused(sheet(record) + '[[event]]\nid = "e"\n', record)


def test_an_entry_that_was_judged_since_is_a_conflict_unless_it_says_the_same(tmp_path: Path) -> None:
    made = talks().commitments[0]
    with Store(tmp_path / "r.db") as store:
        store.add(talks())
        before = sheet(store.record())
        mine = _in(before, made.id, f'phase = "{made.phase}"', 'phase = "performed"')
        store.judgements.make_all(changes(mine, "s", store.record()), who="Anna Berg")
        assert store.entry(made.id)[1].review is not None
        now = store.record()
        assert 'review = "edited"' in sheet(now)
        assert "Export it anew" in refused(_in(before, made.id, f'phase = "{made.phase}"', 'phase = "lapsed"'), now)
        assert changes(mine, "s", now) == []  # imported before
        accepted = _in(mine, made.id, 'review = "new"', 'review = "accepted"')
        assert "Export it anew" in refused(accepted, now)
        assert changes(sheet(now), "s", now) == []


def test_words_that_look_like_the_line_between_two_files_do_not_part_a_sheet() -> None:
    doc = document("They said\n#:: all\n'''and more'''")
    odd = Commitment(id="c1", action="x", phase="agreed", sources=(Source(span=(0, len(doc.text)), quote=doc.text),))
    record = Record(name="odd", readings=(reading(doc, commitments=(odd,)), byhand.read(DEPOTS)))
    text = "".join(toml.export(record))
    parts = byhand.parts(text)
    assert parts == [DEPOTS, sheet(record)]
    assert changes(parts[1], "s", record) == []
    assert msgspec.json.encode(tomllib.loads(parts[1])["commitment"][0]["words"]) == msgspec.json.encode(doc.text)


def test_a_sheet_may_be_longer_than_a_process_and_hostile_ones_are_refused(record: Record) -> None:
    text = sheet(record)
    assert changes("#" * 3_000_000 + "\n" + text, "s", record) == []
    assert "control character" in refused(text + "\0", record)
    assert "Windows line ends" in refused(text.replace("\n", "\r\n"), record)
    assert "is no line of this form" in refused(text + "x = " + "[" * 100_000, record)


def test_the_form_of_a_sheet_names_fields_that_entries_have() -> None:
    assert set(tables(FORM)) == {"record", "commitment", "decision", "verification"}
    assert {"by", "due", "pairs_with", "words"} <= set(tables(FORM)["commitment"])


def _line(text: str, key: str, new: str) -> str:
    """Return the sheet with the first line of a key replaced."""
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{key} = "))
    return "\n".join([*lines[:at], *new.split("\n"), *lines[at + 1 :], ""])


def _in(text: str, head: str, old: str, new: str) -> str:
    """Return the sheet with words replaced that come behind others."""
    at = text.index(head)
    assert old in text[at:]
    return text[:at] + text[at:].replace(old, new, 1)
