"""Much that waits is linked in parts, of which each is kept, and somebody is told how far it is."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.views.linking import kept
from tests.views.linking_worlds import report
from tests.views.test_linking_kept import assert_alike, judge


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**9))
def test_one_document_after_the_other_the_acts_are_those_of_all_at_once(seed: int) -> None:
    chance = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(kept, "TOGETHER", 1)
        with Store(Path(folder) / "talks.db") as store:
            for number in range(chance.randint(3, 8)):
                store.add(report(number, chance))
            assert_alike(store)
            there = list(store.record().readings)
            for _ in range(3):
                with suppress(UsageError):  # what cannot be judged is tested elsewhere
                    judge(store, there, chance)
            assert_alike(store)


def test_it_is_told_how_many_documents_are_linked_of_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "TOGETHER", 2)
    told: list[tuple[int, int]] = []
    with Store(tmp_path / "talks.db") as store:
        for number in range(5):
            store.add(report(number, random.Random(number)))
        kept.up_to_date(store, lambda done, all: told.append((done, all)))
        assert told == [(0, 5), (2, 5), (2, 5), (4, 5), (4, 5), (5, 5)]
        kept.up_to_date(store, lambda done, all: told.append((done, all)))
        assert len(told) == 6


def test_linking_waits_for_the_disk_no_more_than_need_be(tmp_path: Path) -> None:
    waits = []
    with Store(tmp_path / "talks.db") as store:
        store.add(report(1, random.Random(1)))
        kept.up_to_date(store, lambda done, all: waits.append(store.connection.pragma("synchronous")))
        assert set(waits) == {1}
        assert store.connection.pragma("synchronous") == 2


def test_what_is_linked_is_kept_when_it_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "TOGETHER", 2)

    def cut_off(done: int, all: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with Store(tmp_path / "talks.db") as store:
        for number in range(5):
            store.add(report(number, random.Random(number)))
        with pytest.raises(KeyboardInterrupt):
            kept.up_to_date(store, cut_off)
        linked = store.connection.execute("SELECT count(DISTINCT document) FROM linked").get
        assert (linked, store.connection.execute("SELECT count(*) FROM unlinked").get) == (4, 1)
        assert_alike(store)


def test_reports_of_one_time_are_linked_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "TOGETHER", 1)
    with Store(tmp_path / "talks.db") as store:
        for number in range(6):
            store.add(report(number, random.Random(number)))
        days = {document.id: document.date.edtf if document.date else None for document in store.documents()}
        assert len(set(days.values())) > 2
        linked: list[str | None] = []

        def note(done: int, all: int) -> None:
            left = {id for (id,) in store.connection.execute("SELECT document FROM unlinked").fetchall()}
            linked.extend(days.pop(id) for id in set(days) - left)

        kept.up_to_date(store, note)
    assert [day or "" for day in linked] == sorted(day or "" for day in linked) and len(linked) == 6
