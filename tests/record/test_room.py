from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.growing import readings
from benchmarks.room import PARTS, room
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order


def test_each_part_of_a_record_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "made up.db"
    with Store(path) as store:
        list(store.add_many(readings(40)))
        up_to_date(store)
        in_order(store)
    told = room(path)
    assert told["reports"] == 40
    assert sum(told["parts"].values()) == pytest.approx(told["times"], abs=0.05)
    assert set(told["parts"]) == {*set(PARTS.values()), "rest"}
    assert all(told["parts"].values())


def test_a_reading_takes_less_room_than_its_text(tmp_path: Path) -> None:
    with Store(tmp_path / "made up.db") as store:
        list(store.add_many(readings(20)))
        body, text = (
            store.connection.execute(f"SELECT sum(length({column})) FROM {table}").get
            for column, table in (("body", "readings"), ("text", "documents"))
        )
    assert int(str(body)) < int(str(text))
