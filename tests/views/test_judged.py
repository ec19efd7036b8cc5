from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman import views
from dragoman.record import Store
from dragoman.views.acts import acts
from tests.factories import document, source, talks


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "talks.db") as opened:
        opened.add(talks())
        yield opened


def line(store: Store, id: str) -> views.Line:
    return next(found for found in views.timeline(store.record()) if found.entry == id)


def test_every_view_shows_the_value_of_a_person_with_who_says_so(store: Store) -> None:
    before = line(store, "m1")
    assert (before.place, before.review) == ("Geneva", None)
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    store.judgements.make("m1", "date", ("2019-01-05",), who="Lund")
    shown = line(store, "m1")
    assert (shown.place, shown.edtf) == ("Oslo", "2019-01-05")
    assert shown.review is not None
    assert (shown.review.state, shown.review.by) == ("edited", "Lund")
    assert views.timeline(store.record())[0].entry == "m1"  # it stands where the new date puts it
    met = next(found for found in views.meetings(store.record()) if found.line.entry == "m1")
    assert (met.place, met.line.review) == ("Oslo", shown.review)
    card = views.card(store.record(), "m1")
    assert (card.values["place"], card.values["when"], "review" in card.values) == ("Oslo", "5 Jan 2019", False)


def test_in_accounts_a_person_is_a_voice_beside_those_of_the_reports(store: Store) -> None:
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    store.judgements.make("m1", "edit", ("duration",), who="Lund")
    found = views.accounts(store.record(), "m1")
    rows: Any = {
        row.topic: {
            voice: [cell.value for cell in cells] for voice, cells in zip(found.voices, row.cells, strict=True) if cells
        }
        for row in found.rows
    }
    assert rows["place"] == {"foreign ministry of Norland": ["Geneva"], "Lund (judged)": ["Oslo"]}
    assert rows["duration"] == {"Lund (judged)": ["nothing"]}


def test_what_was_rejected_is_not_open_and_joins_no_act_but_is_still_shown(store: Store) -> None:
    other = document("Anna Berg and Omar Haddad met for talks in Geneva.", "2020-06-03")
    again = msgspec.structs.replace(
        talks().meetings[0], id="m9", when=talks().meetings[0].when, topics=(),
        sources=(source(other, "Anna Berg and Omar Haddad met for talks in Geneva"),),
    )  # fmt: skip
    store.add(msgspec.structs.replace(talks(), document=other, statements=(), meetings=(again,), decisions=(),
                                      commitments=(), verifications=(), events=(), plover=(), problems=(), times=()))  # fmt: skip
    assert max(len(act) for act in acts(store.record())) == 2
    store.judgements.make("m9", "reject", who="Lund")
    store.judgements.make("m3", "reject", who="Lund")
    assert max(len(act) for act in acts(store.record())) == 1
    assert "m3" not in {found.entry for found in views.open_(store.record())}
    review = line(store, "m3").review
    assert review is not None
    assert review.state == "rejected"


def test_an_act_that_somebody_joined_with_a_statement_is_shown_all_the_same(store: Store) -> None:
    store.judgements.make("m1", "same", ("s1",), who="Lund")
    assert {line(store, "m1").kind, line(store, "s1").kind} == {"meeting", "statement"}
