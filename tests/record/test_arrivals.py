"""What entered a record, how far each person has looked, and in what two readings differ."""

from __future__ import annotations

from pathlib import Path

import apsw
import msgspec
import pytest

from dragoman.kinds import entry_id
from dragoman.model import Date, Reading, Statement, When
from dragoman.problems import UsageError
from dragoman.record import Store, differences
from tests.factories import document, plain, reading, source, talks

PAGE = "https://lake.example/talks"
FIRST = "Envoys met in Oslo. The truce holds, Berg said. Nothing else is known of the talks of this week."
LATER = "Envoys met in Oslo. The truce holds, Berg said. Nothing at all is known of the talks of this week."


def told(store: Store, who: str = "Anna") -> list[tuple[str, str]]:
    return [(arrival.what, arrival.document) for arrival in store.arrivals.news(who).arrivals]


def test_what_came_in_is_new_until_it_is_marked_as_seen_for_each_person_alone(tmp_path: Path) -> None:
    one, other = plain("Envoys left Oslo."), plain("Envoys came back.")
    with Store(tmp_path / "talks.db") as store:
        store.add(one)
        news = store.arrivals.news("Anna")
        assert (news.since, told(store)) == (None, [("added", one.document.id)])
        store.add(other)  # between the showing and the marking
        store.arrivals.seen(news)
        assert told(store) == [("added", other.document.id)]
        assert store.arrivals.news("Anna").since is not None
        assert len(told(store, "Bert")) == 2
        store.arrivals.seen(store.arrivals.news("Anna"))
        assert told(store) == []
        store.add(other)  # known already: nothing happened
        assert told(store) == []


def test_a_mark_never_goes_beyond_what_there_is_nor_back(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(plain("Envoys left Oslo."))
        store.arrivals.mark("Anna", 10**9, 10**9)
        store.add(plain("Envoys came back."))
        assert len(told(store)) == 1
        store.arrivals.seen(store.arrivals.news("Anna"))
        store.arrivals.mark("Anna", 1, -5)
        assert told(store) == []
        assert len(told(store, "Bert")) == 2


def test_what_others_judged_is_new_but_not_what_one_judged_oneself(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(talks())
        store.arrivals.seen(store.arrivals.news("Anna"))
        store.judgements.make("m1", "accept", who="Bert")
        store.judgements.make("m2", "reject", who="Anna")
        assert [one.who for one in store.arrivals.news("Anna").judged] == ["Bert"]
        assert [one.who for one in store.arrivals.news("Bert").judged] == ["Anna"]
        store.arrivals.seen(store.arrivals.news("Anna"))
        assert store.arrivals.news("Anna").judged == ()


def test_news_from_a_day_on_forget_the_mark(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(talks())
        store.arrivals.seen(store.arrivals.news("Anna"))
        assert len(store.arrivals.news("Anna", "2020").arrivals) == 1
        assert store.arrivals.news("Anna", "2999").arrivals == ()
        with pytest.raises(UsageError, match="no day to begin with"):
            store.arrivals.news("Anna", "soon")


def test_a_text_read_anew_and_a_document_taken_out_are_news_with_what_changed(tmp_path: Path) -> None:
    made = talks()
    met = made.meetings[0]
    better = msgspec.structs.replace(
        made,
        reader="hand 2",
        meetings=(msgspec.structs.replace(met, when=When(edtf="2020-06-02"), place=None), *made.meetings[2:]),
    )
    with Store(tmp_path / "talks.db") as store:
        store.add(made)
        store.arrivals.seen(store.arrivals.news("Anna"))
        store.add(better)
        (arrival,) = store.arrivals.news("Anna").arrivals
        assert (arrival.what, arrival.why) == ("updated", "read by hand 2")
        found = {(one.what, one.entry, one.field, one.was, one.now) for one in arrival.differences}
        assert ("changed", met.id, "when", met.when.edtf, "2020-06-02") in found
        assert ("changed", met.id, "place", "Geneva", None) in found
        assert ("lost", made.meetings[1].id, None, None, None) in found
        assert len(found) == 3
        store.remove(made.document.id)
        assert [one.what for one in store.arrivals.news("Anna").arrivals] == ["updated", "removed"]
        assert [one.what for one in store.arrivals.of(made.document.id)] == ["added", "updated", "removed"]


def test_a_changed_page_is_a_version_with_what_it_gained_and_lost(tmp_path: Path) -> None:
    old, new = plain(FIRST, url=PAGE), plain(LATER, url=PAGE)
    with Store(tmp_path / "talks.db") as store:
        store.add(old)
        store.add(new)
        _, arrival = store.arrivals.news("Anna").arrivals
        assert arrival.what == "version"
        assert [one.what for one in arrival.differences] == ["gained", "lost"]
        ids = [made.document.id for made in store.versions(old.document.id[:5])]
        assert ids == [old.document.id, new.document.id]
        assert [made.document.id for made in store.versions(new.document.id)] == ids
        with pytest.raises(UsageError, match="no document 'zz'"):
            store.versions("zz")


def test_a_date_that_is_known_better_changes_the_document_and_is_noted(tmp_path: Path) -> None:
    made = plain("Envoys left Oslo.")
    dated = msgspec.structs.replace(made.document, date=Date(edtf="2020-06-02", basis="given"))
    with Store(tmp_path / "talks.db") as store:
        store.add(made)
        store.add(msgspec.structs.replace(made, document=dated))
        assert store.arrivals.of(made.document.id)[-1].why == "date 2020-06-02 (given), was unknown"


def said(text: str, *quotes: str) -> Reading:
    doc = document(text)
    statements = tuple(
        Statement(
            id=entry_id(doc, Statement, source(doc, quote).span),
            speaker=None,
            content=quote,
            spans=(source(doc, quote).span,),
            mode="indirect",
            sources=(source(doc, quote),),
        )
        for quote in quotes
    )
    return reading(doc, statements=statements)


def test_entries_on_the_same_words_are_the_same_wherever_these_stand_in_a_changed_text() -> None:
    old = said("Berg said the truce holds. Haddad said it is over.", "the truce holds", "it is over")
    new = said("Later: Haddad said it is over. Berg said the truce held.", "it is over", "the truce held")
    assert [(one.what, one.words) for one in differences(old, new)] == [
        ("gained", "the truce held"),
        ("lost", "the truce holds"),
    ]
    assert differences(old, old) == ()


def test_marks_are_only_ever_added(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(talks())
        store.arrivals.seen(store.arrivals.news("Anna"))
        for table in ("arrivals", "looks"):
            with pytest.raises(apsw.ConstraintError):
                store.connection.execute(f"DELETE FROM {table}")
            with pytest.raises(apsw.ConstraintError):
                store.connection.execute(f"UPDATE {table} SET made = ''")


def test_a_damaged_reading_can_be_read_anew_or_taken_out(tmp_path: Path) -> None:
    made = talks()
    with Store(tmp_path / "talks.db") as store:
        store.add(made)
        store.connection.execute("UPDATE readings SET body = x'00'")
        store.add(msgspec.structs.replace(made, reader="hand 2"))
        assert store.arrivals.of(made.document.id)[-1].differences == ()
        assert store.reading(made.document.id).reader == "hand 2"
        store.connection.execute("UPDATE readings SET body = x'00'")
        store.remove(made.document.id)
        assert store.documents() == ()
