"""Test that a record is linked and put in order after what came to it, and before the desk of a large one opens."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.growing import readings
from dragoman.cli.settling import settle
from dragoman.record import Store, kept
from dragoman.views.paging import order
from tests.cli.conftest import Run


def in_order(path: Path) -> bool:
    with Store(path) as store:
        shown = store.connection.execute("SELECT count(*) FROM shown").get
        return not kept.waiting(store.connection) and not order.waiting(store.connection) and shown == store.count()


def test_what_came_is_linked_and_in_order_after_settling(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(islice(readings(5), 5)))
    assert not in_order(tmp_path / "r.db")
    with Store(tmp_path / "r.db") as store:
        settle(store)
    assert in_order(tmp_path / "r.db")


@pytest.mark.parametrize(("bound", "settled"), [(0, True), (5_000, False)])
def test_a_large_record_is_settled_before_its_desk_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, bound: int, settled: bool
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", bound)
    monkeypatch.setattr("dragoman.web.serve", lambda *_, **__: None)
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(islice(readings(5), 5)))
    found = run("serve", "-r", str(tmp_path / "r.db"), "--no-browser")
    assert found.exit_code == 0, found.output
    assert in_order(tmp_path / "r.db") is settled
