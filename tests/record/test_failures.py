"""What could not be read: noted once for each reason, until it is read or dismissed."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.record.failures import LONGEST
from tests.factories import plain


def standing(store: Store) -> list[tuple[str, str]]:
    return [(one.path, one.why) for one in store.failures.standing()]


def rows(store: Store) -> int:
    return int(str(store.connection.execute("SELECT count(*) FROM arrivals").get))


def test_a_failure_stands_once_for_each_path_with_the_last_reason(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        for _ in range(2):
            store.failures.note("a.pdf", "a.pdf is empty.")
            store.failures.note("b.pdf", "b.pdf is no text.")
        assert standing(store) == [("b.pdf", "b.pdf is no text."), ("a.pdf", "a.pdf is empty.")]
        assert rows(store) == store.failures.count() == 2
        store.failures.note("a.pdf", "a.pdf is too large.")
        assert standing(store) == [("a.pdf", "a.pdf is too large."), ("b.pdf", "b.pdf is no text.")]
        assert standing(store)[:1] == [(one.path, one.why) for one in store.failures.standing(1)]


def test_what_is_read_after_all_is_no_failure_until_it_fails_again(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.failures.read("a.pdf")
        assert rows(store) == 0
        store.failures.note("a.pdf", "a.pdf is empty.")
        store.failures.read("b.pdf")
        store.failures.read("a.pdf")
        store.failures.read("a.pdf")
        assert (standing(store), rows(store)) == ([], 2)
        store.failures.note("a.pdf", "a.pdf is empty.")
        assert standing(store) == [("a.pdf", "a.pdf is empty.")]


def test_what_is_dismissed_stays_so_unless_it_fails_for_another_reason(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.failures.note("a.pdf", "a.pdf is empty.")
        (failed,) = store.failures.standing()
        assert store.failures.dismiss([failed.id[:5], failed.id], "Anna") == (failed,)
        store.failures.note("a.pdf", "a.pdf is empty.")
        assert (standing(store), rows(store)) == ([], 2)
        store.failures.note("a.pdf", "a.pdf is no text.")
        assert standing(store) == [("a.pdf", "a.pdf is no text.")]
        store.failures.note("b.pdf", "b.pdf is empty.")
        store.failures.dismiss(["all"], "Anna")
        assert standing(store) == []


@pytest.mark.parametrize("ids", [["f"], ["fzz"], [""], ["first", "fzz"]])
def test_what_is_no_failure_or_more_than_one_is_not_dismissed(tmp_path: Path, ids: list[str]) -> None:
    with Store(tmp_path / "talks.db") as store:
        for name in "ab":
            store.failures.note(name, "is empty.")
        first = store.failures.standing()[0].id
        with pytest.raises(UsageError, match="show new"):
            store.failures.dismiss([id.replace("first", first) for id in ids], "Anna")
        assert len(standing(store)) == 2


def test_a_failure_is_no_news_of_a_document_and_marks_pass_over_it(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.failures.note("a.pdf", "is empty.")
        store.add(plain("Envoys left Oslo."))
        assert [one.what for one in store.arrivals.news("Anna").arrivals] == ["added"]
        store.arrivals.seen(store.arrivals.news("Anna"))
        assert store.arrivals.news("Anna").arrivals == ()
        assert len(standing(store)) == 1
        assert store.check() == ()


def test_a_path_that_no_file_can_hold_and_one_without_end_are_kept_as_words(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        for path in ("\udcff\x00.pdf", "a" * 10 * LONGEST):
            store.failures.note(path, path)
            store.failures.note(path, path)
        assert [path for path, _ in standing(store)] == ["a" * LONGEST, "\\udcff\x00.pdf"]
        store.failures.read("\udcff\x00.pdf")
        assert len(standing(store)) == 1


def test_failures_are_found_by_their_index_however_much_came_in(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        seen: list[str] = []

        def asked(cursor: apsw.Cursor, sql: str, values: apsw.Bindings | None) -> bool:
            seen.append(sql)
            return True

        store.connection.set_exec_trace(asked)
        store.failures.standing()
        store.failures.count()
        store.connection.set_exec_trace(None)
        for sql in seen:
            plan = store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))
            assert not [row for row in plan if str(row[3]).startswith("SCAN") and "arrivals_failed" not in str(row[3])]
        assert len(seen) == 2
