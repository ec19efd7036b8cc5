"""Test that a part of a record is what the whole record says of its documents."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from benchmarks.growing import readings
from dragoman.record import Store
from dragoman.record.part import part
from dragoman.views.linking.kept import up_to_date


def test_a_part_is_the_readings_acts_and_doubts_of_its_documents(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(islice(readings(60), 60)))
        up_to_date(store)
        store.judgements.make(next(iter(store.record().acts))[1], "accept", who="Anna Berg")
        up_to_date(store)
        whole = store.record()
        ids = [reading.document.id for reading in whole.readings[10:30]]
        some = part(store, reversed(ids))
        mine = {entry for document, entry in whole.acts if document in ids}
    assert some.readings == whole.readings[10:30]
    assert some.acts == {key: act for key, act in whole.acts.items() if key[0] in ids}
    assert {link for link in whole.doubts if {link.a, link.b} & mine} <= set(some.doubts)
    assert some.doubts
    assert some.links == whole.links


def test_a_part_of_nothing_is_empty(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(islice(readings(3), 3)))
        up_to_date(store)
        assert part(store, ["0" * 12]).readings == ()
