"""What the desk keeps is linked at once, where little waits."""

from __future__ import annotations

from pathlib import Path

from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from tests.factories import plain, talks
from tests.web.desk import ORIGIN, record, session


def test_a_judgement_and_a_report_bring_the_acts_up_to_date(tmp_path: Path) -> None:
    path = record(tmp_path / "talks.db", talks(), plain("The ministry of Norland denied it.", "2020-06-03"))
    with Store(path) as store:
        up_to_date(store)
    browser = session(path)
    for address, data in (
        ("/judge", {"target": "m1", "verdict": "reject"}),
        ("/undo", {}),
        ("/add", {"text": "Iran refused to meet France in Bern.", "date": "2020-06-05"}),
    ):
        assert browser.post(address, data=data, headers={"origin": ORIGIN}).status_code == 200
        with Store(path) as store:
            assert store.record().acts, address
    with Store(path) as store:
        assert len(store.documents()) == 3 and len(store.judgements.all()) == 2
