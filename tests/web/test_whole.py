"""What follows from a large record: made by another process, the same as the views themselves, never stale as fresh."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from dragoman.problems import UsageError
from dragoman.publish.options import table
from dragoman.record import Store
from dragoman.record.state import State, state
from dragoman.views import agenda, as_it_stood, evidence, ledger, sequence
from dragoman.views.lean import lean
from dragoman.views.options import Asked, options
from dragoman.web import whole as machinery
from dragoman.web.maker import Made, Wanted
from dragoman.web.render import as_csv, as_json
from dragoman.web.sheets import Box, Laid, Sheet, lay
from dragoman.web.whole import NotYet, Whole, together_with
from tests.factories import plain, talks
from tests.web.desk import record
from tests.web.mid_size import mid_size

SECONDS = 60.0


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mid_size(tmp_path_factory.mktemp("whole") / "mid.db")


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[Whole]:
    kept = Whole(path)
    yield kept
    idle(kept)


def now(path: Path) -> State:
    with Store(path) as store:
        return state(store.connection)


def made(kept: Whole, wanted: Wanted) -> tuple[Made, Laid]:
    """Return a view of the record as it is, once it is made."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            found = kept.ask(wanted, now(kept.path))
            if found[0].state == now(kept.path):
                return found
        except NotYet as error:
            assert not error.why, error.why
        time.sleep(0.05)
    raise AssertionError(f"{wanted.name} is not made within {SECONDS:g} s")


def idle(kept: Whole) -> None:
    """Wait until no process runs."""
    end = time.monotonic() + SECONDS
    while kept.run and time.monotonic() < end:
        time.sleep(0.02)
    assert kept.run is None


def text(laid: Laid, form: str) -> str:
    span = laid.sheet.json if form == "json" else laid.sheet.csv
    return b"".join(laid.box.pieces(span)).decode()


@pytest.mark.parametrize("as_of", [None, "2001-01-02"])
def test_the_views_are_those_of_the_record_itself(path: Path, desk: Whole, as_of: str | None) -> None:
    with Store(path) as store:
        whole = store.record()
    steps = sequence(whole, as_of)
    assert steps.blocked and steps.disputes and steps.unreturned, "nothing to compare"
    points, rows, ladders = agenda(whole, as_of), ledger(whole, as_of), evidence(whole, None, as_of)
    assert len({point.why for point in points.points}) == (5 if as_of else 6), "not all kinds of points to compare"
    for name, found, listed in (
        ("ledger", rows, rows),
        ("evidence", ladders, ladders),
        ("sequence", steps, steps.steps),
        ("agenda", points, points.points),
    ):
        about, laid = made(desk, Wanted(name=name, as_of=as_of))  # type: ignore[arg-type]
        assert text(laid, "json") == as_json(found).decode(), name
        assert text(laid, "csv") == as_csv(listed), name
        assert about.peak > 10


@pytest.mark.parametrize("asked", [Asked(slots=("venue",), hard="all"), Asked(about="summit", hard="all")])
def test_the_options_are_those_of_the_record_itself(path: Path, desk: Whole, asked: Asked) -> None:
    with Store(path) as store:
        found = options(store.record(), asked)
    assert found.positions and found.cells
    _, laid = made(desk, Wanted(name="options", options=asked))
    assert text(laid, "json") == as_json(found).decode()
    assert text(laid, "csv") == "".join(table(found))


def test_what_somebody_says_of_the_order_needs_whom_a_name_stands_for(path: Path, desk: Whole) -> None:
    with Store(path) as store:
        found = sequence(store.record(), says="DPRK")
    _, laid = made(desk, Wanted(name="sequence", says="DPRK"))
    assert text(laid, "json") == as_json(found).decode()
    with pytest.raises(UsageError, match="nobody called 'nobody at all'"):
        made(desk, Wanted(name="sequence", says="nobody at all"))


def test_evidence_of_one_step_is_made_by_itself(path: Path, desk: Whole) -> None:
    with Store(path) as store:
        found = evidence(store.record(), "yongbyon")
    _, laid = made(desk, Wanted(name="evidence", step="yongbyon"))
    assert found and text(laid, "json") == as_json(found).decode()
    assert together_with(Wanted(name="evidence", step="yongbyon")) == (Wanted(name="evidence", step="yongbyon"),)


def test_a_reading_without_what_is_not_asked_for_is_smaller(path: Path) -> None:
    with Store(path) as store:
        whole, less = store.record(), store.record(lean)
    assert len(as_json(less.readings)) < 0.9 * len(as_json(whole.readings))
    assert sequence(as_it_stood(less, "2001-01-02")) == sequence(as_it_stood(whole, "2001-01-02"))
    assert less.acts == whole.acts != {}


def test_parts_of_a_view_are_read_without_the_rest(path: Path) -> None:
    with Store(path) as store:
        rows = ledger(store.record())
    box = Box()
    with open(box.number, "wb", closefd=False) as file:
        file.write(b"something before it")
        laid = Laid(lay(file, rows, ("a,b\r\n",)), box)
        file.flush()
    kind = type(rows[0])
    assert laid.size() == len(rows) and laid.items(kind) == rows
    assert laid.items(kind, start=3, stop=5) == rows[3:5]
    assert laid.items(kind, start=len(rows) - 1, stop=len(rows) + 9) == rows[-1:]
    assert laid.items(kind, start=len(rows)) == laid.items(kind, start=5, stop=5) == ()
    assert laid.chosen(kind, [4, 0]) == (rows[4], rows[0])
    assert text(laid, "csv") == "a,b\r\n"


def test_what_is_made_of_a_view_is_made_once_as_long_as_the_view_is_kept() -> None:
    laid = Laid(Sheet(json=(0, 0), csv=(0, 0), lists={}), Box())
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return len(made)

    assert [laid.once(name, make) for name in ("people", "people", "listed", "people")] == [1, 1, 2, 1]


def test_a_view_of_nothing_has_no_parts() -> None:
    file = BytesIO()
    sheet = lay(file, (), ())
    assert file.getvalue() == b"[]" and Laid(sheet, Box()).size() == 0
    assert Laid(sheet, Box()).items(int) == ()


def test_what_was_made_before_something_came_is_never_taken_for_new(tmp_path: Path) -> None:
    path = record(tmp_path / "talks.db", talks(), plain("The ministry of Norland denied it.", "2020-06-03"))
    kept, wanted = Whole(path), Wanted(name="ledger")
    before = now(path)
    first, _ = made(kept, wanted)
    assert first.state == before
    with Store(path) as store:
        store.add(plain("Nobody denied it.", "2020-06-04"))
    after = now(path)
    assert after != before
    older, _ = kept.ask(wanted, after)
    assert older.state == before, "it says of which state it is, and that is not the record's"
    assert made(kept, wanted)[0].state == after
    for verdict in ("accept", "reject"):
        with Store(path) as store:
            store.judgements.make("m1", verdict, who="Anna Berg")
        assert now(path) != after
        after = now(path)
    with Store(path) as store:
        store.remove(store.documents()[-1].id)
    assert now(path) != after
    idle(kept)


def test_another_record_in_the_place_of_one_is_another_state(tmp_path: Path) -> None:
    one = record(tmp_path / "one.db", plain("It rained.", "2020-06-03"))
    other = record(tmp_path / "other.db", plain("It snowed.", "2020-06-03"))
    assert now(one) != now(other)


def test_a_process_that_is_killed_is_told_of_and_started_again(tmp_path: Path) -> None:
    path = record(tmp_path / "talks.db", talks())
    kept, wanted = Whole(path), Wanted(name="ledger")
    with pytest.raises(NotYet) as first:
        kept.ask(wanted, now(path))
    assert first.value.why == "" and first.value.again
    assert kept.run
    os.kill(kept.run.process.pid, signal.SIGKILL)
    idle(kept)
    with pytest.raises(NotYet, match=r"killed, signal 9") as second:
        kept.ask(wanted, now(path))
    assert second.value.again and kept.run, "it is tried again"
    for _ in range(2):
        os.kill(kept.run.process.pid, signal.SIGKILL)
        idle(kept)
        with pytest.raises(NotYet) as last:
            kept.ask(wanted, now(path))
    assert not last.value.again, "a page does not try for ever by itself"
    idle(kept)
    assert kept.ask(wanted, now(path))[0].state == now(path)
    assert not kept.failed.get(wanted)


def test_a_record_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    path = record(tmp_path / "talks.db", talks())
    kept, wanted, then = Whole(path), Wanted(name="agenda"), now(path)
    path.write_bytes(b"SQLite format 3\x00" + b"no record at all" * 400)
    with pytest.raises(NotYet):
        kept.ask(wanted, then)
    idle(kept)
    with pytest.raises(NotYet, match=r"talks\.db: ") as told:
        kept.ask(wanted, then)
    assert "exit code" not in told.value.why
    idle(kept)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import os; os.write(1, b'\\0\\0\\0\\1x')", "not understood"),
        ("import os; os.write(1, b'junk')", "exit code 0"),
        ("raise SystemExit(7)", "exit code 7"),
    ],
)
def test_a_process_that_answers_something_else_is_told_of(
    program: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machinery, "PROGRAM", program)
    path = record(tmp_path / "talks.db", talks())
    kept, wanted = Whole(path), Wanted(name="ledger")
    with pytest.raises(NotYet):
        kept.ask(wanted, now(path))
    idle(kept)
    with pytest.raises(NotYet, match=told):
        kept.ask(wanted, now(path))
    idle(kept)


def test_nothing_is_written_beside_the_record_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(tmp_path / "talks.db", talks())
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = sorted(one.name for one in tmp_path.iterdir())
    kept = Whole(path)
    made(kept, Wanted(name="ledger"))
    idle(kept)
    names = [one.name for one in tmp_path.iterdir() if not one.name.endswith(("-wal", "-shm"))]
    assert sorted(names) == before
    assert not list(folder.iterdir()), "the file has no name: whoever is killed leaves nothing"


def test_without_room_for_a_file_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = record(tmp_path / "talks.db", talks())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not there"))
    with pytest.raises(NotYet, match="no process can be started"):
        Whole(path).ask(Wanted(name="ledger"), now(path))


def test_no_more_views_are_kept_than_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machinery, "KEPT", 5)
    kept = Whole(record(tmp_path / "talks.db", talks()))
    for as_of in ("2020-06-02", "2020-06-03"):
        made(kept, Wanted(name="ledger", as_of=as_of))
        idle(kept)
    assert len(kept.kept) == 5
    assert Wanted(name="evidence", as_of="2020-06-03") in kept.kept


def test_a_message_of_the_process_holds_all_of_a_view(path: Path, desk: Whole) -> None:
    about, _ = made(desk, Wanted(name="ledger"))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(about), type=Made) == about
