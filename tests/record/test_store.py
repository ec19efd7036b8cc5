from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import msgspec
import pytest

from dragoman.kinds import entries
from dragoman.model import Document, Reading, Record
from dragoman.problems import RecordError, UsageError
from dragoman.record import Store, versions
from tests.factories import TALKS, dated, document, plain, reading, talks


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "talks.db") as opened:
        yield opened


def test_what_goes_in_comes_out_word_for_word(store: Store) -> None:
    made = talks()
    added = store.add(made)
    assert (added.document, added.title, added.outcome, added.notes) == (
        made.document.id,
        "Envoys meet in Geneva",
        "added",
        (),
    )
    assert store.reading(made.document.id) == made
    assert store.readings((made.document.id, "of nobody")) == {made.document.id: made}
    assert store.record() == Record(name="talks", readings=(made,))
    assert store.documents() == (msgspec.structs.replace(made.document, text=""),)
    assert store.check() == ()


def test_adding_the_same_again_changes_nothing_and_says_so(store: Store) -> None:
    store.add(talks())
    before = store.connection.total_changes()
    again = store.add(talks())
    assert (again.outcome, again.notes) == ("unchanged", ("already in the record",))
    assert store.connection.total_changes() == before
    assert len(store.documents()) == 1


@pytest.mark.parametrize(
    ("first", "second", "outcome", "date", "note"),
    [
        (None, ("2020-06-02", "given"), "updated", "2020-06-02", "date 2020-06-02 (given), was unknown"),
        (("2020-06-01", "file name"), ("2020-06-02", "metadata"), "updated", "2020-06-02",
         "date 2020-06-02 (metadata), was 2020-06-01 (file name)"),
        (("2020-06-02", "given"), ("2020-06-03", "given"), "updated", "2020-06-03",
         "date 2020-06-03 (given), was 2020-06-02 (given)"),
        (("2020-06-02", "given"), ("2020-06-09", "metadata"), "unchanged", "2020-06-02", "kept the date 2020-06-02 (given)"),
        (("2020-06-02", "metadata"), ("2020-06-09", "metadata"), "unchanged", "2020-06-02",
         "kept the date 2020-06-02 (metadata)"),
        (("2020-06-02", "given"), None, "unchanged", "2020-06-02", "kept the date 2020-06-02 (given)"),
        (("2020-06-02", "given"), ("2020-06-02", "metadata"), "unchanged", "2020-06-02", "already in the record"),
    ],
)  # fmt: skip
def test_a_better_date_given_later_is_taken_and_a_worse_one_is_not(
    store: Store,
    first: tuple[str, str] | None,
    second: tuple[str, str] | None,
    outcome: str,
    date: str,
    note: str,
) -> None:
    store.add(talks(*(first or (None,))))
    later = store.add(talks(*(second or (None,))))
    assert (later.outcome, later.notes) == (outcome, (note,))
    kept = store.record().readings[0]
    assert kept.document.date is not None
    assert kept.document.date.edtf == date
    assert kept.document.text == TALKS
    assert store.check() == ()


def test_settle_hands_out_the_best_date_so_that_times_are_read_against_it(store: Store) -> None:
    store.add(talks("2020-06-02"))
    bare = talks(None).document
    assert store.settle(bare) == talks("2020-06-02").document
    unknown = document("Another text.")
    assert store.settle(unknown) == unknown


def test_has_tells_what_need_not_be_read(store: Store) -> None:
    made = talks()
    assert not store.has(made.document, made.reader)
    store.add(made)
    assert store.has(made.document, made.reader)
    assert store.has(talks(None).document, made.reader)
    assert not store.has(made.document, "hand 2")
    assert not store.has(talks("2020-06-05").document, made.reader)


def test_metadata_that_was_missing_is_filled_in_and_what_is_known_stays(store: Store) -> None:
    text = "Envoys met in Oslo."
    store.add(reading(document(text, publisher="Lake Wire")))
    later = store.add(reading(document(text, publisher="Hill Post", url="https://hill.example/1", title="Oslo")))
    assert later.outcome == "updated"
    assert later.notes == ("title Oslo", "url https://hill.example/1")
    kept = store.documents()[0]
    assert (kept.publisher, kept.url, kept.title) == ("Lake Wire", "https://hill.example/1", "Oslo")
    assert [hit.kind for hit in store.find("oslo")] == ["document"]
    assert store.check() == ()


def test_a_newer_reader_takes_over_and_the_older_reading_is_kept_beside(store: Store) -> None:
    old, new = talks(), msgspec.structs.replace(talks(), reader="hand 2", meetings=())
    store.add(old)
    assert store.add(new).notes == ("read by hand 2",)
    assert store.record().readings == (new,)
    assert store.add(old).outcome == "unchanged"
    rows = store.connection.execute("SELECT reader, current FROM readings ORDER BY number").fetchall()
    assert rows == [("hand 1", 0), ("hand 2", 1)]
    with pytest.raises(UsageError):
        store.entry("m1")
    assert store.check() == ()


def test_readings_stand_in_the_order_of_dates_however_they_were_added(store: Store) -> None:
    later, undated, earlier = plain("C", "2020-06-03"), plain("A"), plain("B", "2020-06")
    assert [a.outcome for a in store.add_many([later, undated, earlier])] == ["added"] * 3
    assert [r.document.text for r in store.record().readings] == ["B", "C", "A"]
    assert [d.date.edtf if d.date else None for d in store.documents()] == ["2020-06", "2020-06-03", None]


def test_a_record_is_of_one_moment_while_another_process_writes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Envoys met in Oslo on Friday, and the talks went on for {} hours. Nothing else is known of them."
    first, changed = (
        reading(document(words.format(many), url="https://lake.example/talks")) for many in ("two", "nine")
    )
    store.add(first)
    asked = versions.replaced

    def overtaken(connection: apsw.Connection) -> frozenset[str]:
        found = asked(connection)
        monkeypatch.setattr(versions, "replaced", asked)
        with Store(store.path) as other:
            other.add(changed)
        return found

    monkeypatch.setattr(versions, "replaced", overtaken)
    assert [one.document.id for one in store.record().readings] == [first.document.id]
    assert [one.document.id for one in store.record().readings] == [changed.document.id]


def test_many_are_added_in_batches_and_each_is_told_once(store: Store) -> None:
    made = [plain(f"Report {n}.") for n in range(10)]
    told = list(store.add_many([*made, made[0]], batch=3))
    assert [a.document for a in told] == [r.document.id for r in [*made, made[0]]]
    assert [a.outcome for a in told] == ["added"] * 10 + ["unchanged"]
    assert len(store.record().readings) == 10


def test_when_the_readings_stop_coming_the_whole_ones_are_kept(store: Store) -> None:
    def interrupted() -> Iterator[Reading]:
        yield from (plain(f"Report {n}.") for n in range(5))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(store.add_many(interrupted(), batch=3))
    assert len(store.documents()) == 5
    assert store.check() == ()


def test_one_bad_reading_takes_its_batch_back_whole(store: Store) -> None:
    bad = reading(Document(id="0" * 12, sha256="0" * 64, text="Not this."))
    with pytest.raises(RecordError, match="digest is not that of its text"):
        list(store.add_many([plain("Good."), bad]))
    assert store.documents() == ()


def test_half_a_character_is_refused_with_a_sentence(store: Store) -> None:
    bad = reading(Document(id="0" * 12, sha256="0" * 64, text="\ud800"))
    with pytest.raises(RecordError, match="half a character"):
        store.add(bad)


@pytest.mark.parametrize(
    "text", ["", "\x00", "Nul \x00 inside", "\u202e right to left \U0001f426 é e\u0301", "a" * 100_000]
)
def test_any_text_is_kept_as_it_lies(store: Store, text: str) -> None:
    store.add(plain(text, "2020-06-02"))
    assert store.record().readings[0].document.text == text
    assert store.check() == ()


def test_an_entry_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    store.add(talks())
    found, entry = store.entry("m3")
    assert found == talks()
    assert entry == talks().meetings[2]
    assert {store.entry(each.id)[1].id for each in entries(talks())} == {each.id for each in entries(talks())}


@pytest.mark.parametrize(
    ("prefix", "message"),
    [
        ("x", "no entry 'x' in"),
        ("", "no entry '' in"),
        ("m", r"'m' stands for more than one entry: m1 \(meeting in .*Geneva.*\); m2 .*; m3 .*Give more letters"),
    ],
)
def test_an_unknown_or_ambiguous_id_is_a_usage_error_that_helps(store: Store, prefix: str, message: str) -> None:
    store.add(talks())
    with pytest.raises(UsageError, match=message):
        store.entry(prefix)


def test_a_long_list_of_candidates_is_cut(store: Store) -> None:
    list(store.add_many(plain(f"Report {n}.") for n in range(12)))
    with pytest.raises(UsageError, match="and more"):
        store.entry("s")


def test_a_document_can_be_removed_whole(store: Store) -> None:
    store.add(talks())
    store.add(plain("Stays.", "2020-06-02"))
    store.remove(talks().document.id)
    assert [d.id for d in store.documents()] == [plain("Stays.", "2020-06-02").document.id]
    assert store.find("Haddad") == ()
    assert store.check() == ()
    assert store.add(talks()).outcome == "added"


def test_an_unknown_document_is_a_usage_error(store: Store) -> None:
    for ask in (store.remove, store.reading):
        with pytest.raises(UsageError, match="no document 'nope'"):
            ask("nope")


def test_another_order_of_adding_gives_the_same_record(tmp_path: Path) -> None:
    made = [plain(f"Report {n}.", "2020-06-02") for n in range(5)] + [talks(), dated(plain("Late."), "2021")]
    with Store(tmp_path / "r.db") as one, Store(tmp_path / "s.db") as other:
        list(one.add_many(made))
        list(other.add_many(reversed(made)))
        assert one.record().readings == other.record().readings


@pytest.mark.parametrize("asked", ["document", "entry"])
def test_what_another_process_takes_out_while_it_is_opened_is_still_given_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    made = talks()
    store.add(made)
    look_up = store._number

    def taken_out_once_looked_up(document: str) -> tuple[int, str]:
        found = look_up(document)
        with Store(store.path) as other:
            other.remove(document)
        return found

    monkeypatch.setattr(store, "_number", taken_out_once_looked_up)
    if asked == "document":
        assert store.reading(made.document.id) == made
    else:
        assert store.entry(entries(made)[0].id) == (made, entries(made)[0])
    with pytest.raises(UsageError, match="no document"):
        store.reading(made.document.id)
