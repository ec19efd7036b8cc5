"""Test that the pages of a large record, one after the other, are the views of the whole record, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.growing import readings
from dragoman import views
from dragoman.kinds import ADDRESS, entry_id
from dragoman.model import Actor, Meeting, Reading, Record, Source, When
from dragoman.record import Store
from dragoman.record.part import order as in_record
from dragoman.views.actors import people
from dragoman.views.asked import Asked
from dragoman.views.linking.kept import up_to_date
from dragoman.views.linking.people import Cast
from dragoman.views.paging import Page, in_order, order, pages
from dragoman.views.pairs import linking
from dragoman.views.places import placed, spots
from dragoman.views.timeline import ACTS
from tests.factories import document


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("paging") / "r.db") as made:
        list(made.add_many(islice(readings(90), 90)))
        settled(made)
        yield made


def settled(store: Store) -> None:
    up_to_date(store)
    in_order(store)


def all_of(page: Callable[[int, int], Page], most: int = 37) -> list[Any]:
    """Return the lines of all pages."""
    found: list[Any] = []
    total = page(0, most).total
    for start in range(0, total, most):
        part = page(start, most)
        assert part.total == total
        assert len(part.lines) <= most
        found += part.lines
    return found


def same(store: Store, record: Record) -> None:
    """Hold all pages against the whole."""
    cast = Cast(record.readings)
    timeline = all_of(lambda at, most: pages.timeline(store, start=at, most=most, names=cast))
    assert timeline == list(views.timeline(record, ACTS))
    assert all_of(lambda at, most: pages.meetings(store, at, most, cast)) == list(views.meetings(record))
    assert all_of(lambda at, most: pages.open_(store, at, most, names=cast)) == list(views.open_(record))
    assert all_of(lambda at, most: pages.doubts(store, at, most)) == list(views.doubts(record))
    assert all_of(lambda at, most: pages.pairs(store, at, most)) == list(linking(record).unsure)
    assert all_of(lambda at, most: pages.said(store, Asked(), at, most)) == list(views.statements(record))


def test_pages_are_the_views_of_the_whole_record(store: Store) -> None:
    record = store.record()
    same(store, record)
    assert len(views.meetings(record)) > 37
    assert linking(record).unsure
    counted = {"statements": sum(len(reading.statements) for reading in record.readings)}
    assert pages.counts(store).items() >= counted.items()


def test_pages_of_reports_are_the_newest_first(store: Store) -> None:
    assert all_of(lambda at, most: pages.documents(store, at, most)) == list(reversed(store.documents()))


def test_pages_of_one_kind_with_somebody_and_at_a_place(store: Store) -> None:
    record = store.record()
    whole = views.timeline(record, ACTS)
    name = whole[5].who[0]
    wanted = [one for one in whole if one.kind == "event" and name.casefold() in " ".join(one.who).casefold()]
    assert all_of(lambda at, most: pages.timeline(store, "event", name, at, most)) == wanted
    assert wanted
    place = next(one for one in record.readings[0].places)
    there = [one for one in whole if one.place == place.name]
    assert all_of(lambda at, most: pages.timeline(store, start=at, most=most, place=place.id)) == there


def test_the_places_of_a_map_are_counted_in_the_file(store: Store) -> None:
    every = [(site, line.status, 1) for site, line in placed(store.record()) if site]
    tallies, nowhere = pages.tallies(store)
    assert spots(tallies) == spots(every)
    assert nowhere == sum(site is None for site, _ in placed(store.record()))


@pytest.mark.parametrize("by", ["speaker", "about"])
def test_statements_by_name_and_words_are_those_of_the_whole_record(store: Store, by: str) -> None:
    record = store.record()
    said = record.readings[3].statements[0]
    name = next(actor.name for actor in record.readings[3].actors if actor.id == said.speaker) or ""
    asked = Asked(speaker=(name,)) if by == "speaker" else Asked(about=(said.content.split()[1],))
    whole = views.statements(record, asked)
    found: list[views.StatementLine] = []
    at: int | None = 0
    while at is not None:
        page = pages.said(store, asked, at, 20)
        found += page.lines
        assert page.next is None or page.next > at
        at = page.next
    assert {one.line.entry for one in found} == {one.line.entry for one in whole}
    assert len(whole) >= 1


def test_the_queue_is_known_by_its_keys_in_the_order_of_the_whole(store: Store) -> None:
    record = store.record()
    document = record.readings[3].document.id
    for kinds, one in (((), None), (("meeting", "event"), None), ((), document)):
        keys = pages.queue(store, kinds, one)
        found = [item for at in range(0, len(keys), 37) for item in pages.doubts_of(store, keys[at : at + 37]).values()]
        assert found == list(views.doubts(record, kinds, one))
    assert 0 < len(keys) < len(pages.queue(store))


def test_statements_of_some_days_are_those_of_the_whole_record(store: Store) -> None:
    asked = Asked(since="2001-01-04", until="2001-01-05")
    whole = views.statements(store.record(), asked)
    page = pages.said(store, asked, 0, 10_000)
    assert [one.line.entry for one in page.lines] == [one.line.entry for one in whole]
    assert whole


def test_what_is_judged_comes_and_goes_is_put_in_order_again(tmp_path: Path) -> None:
    made = list(islice(readings(40), 40))
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(made[:30]))
        settled(store)
        lines = views.timeline(store.record(), ("meeting",))
        store.judgements.make(lines[0].entry, "reject", who="Anna Berg")
        store.judgements.make(lines[1].entry, "edit", ("place", "Geneva"), who="Anna Berg")
        pair = linking(store.record()).unsure[0]
        store.judgements.make(pair.a.entry, "same", (pair.b.entry,), who="Anna Berg")
        settled(store)
        same(store, store.record())
        list(store.add_many(made[30:]))
        store.remove(made[3].document.id)
        settled(store)
        same(store, store.record())
        assert order.waiting(store.connection) == 0
        assert store.connection.execute("SELECT count(*) FROM shown").get == len(store.record().acts)


def test_nothing_is_put_in_order_before_it_is_linked(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(islice(readings(3), 3)))
        in_order(store)
        assert store.connection.execute("SELECT count(*) FROM shown").get == 0


def test_what_another_process_adds_meanwhile_ends_it_and_what_is_done_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "TOGETHER", 5)
    made = list(islice(readings(8), 8))
    with Store(tmp_path / "r.db") as store, Store(tmp_path / "r.db") as other:
        list(store.add_many(made[:7]))
        up_to_date(store)

        def add_one(done: int, all: int) -> None:
            if done == 5:
                other.add(made[7])

        in_order(store, add_one)
        assert store.connection.execute("SELECT count(DISTINCT act) FROM shown").get == 5
        settled(store)
        same(store, store.record())


def test_a_text_by_hand_that_takes_its_place_back_is_on_the_pages_again(tmp_path: Path) -> None:
    older, newer = (
        msgspec.structs.replace(made, document=msgspec.structs.replace(made.document, url=f"{ADDRESS}bridges"))
        for made in islice(readings(2), 2)
    )
    with Store(tmp_path / "r.db") as store:
        for one in (older, newer, older):
            store.add(one)
            settled(store)
            same(store, store.record())
        assert {one.document for one in pages.timeline(store).lines} == {older.document.id}


def test_once_the_report_in_which_an_actor_was_judged_goes_or_comes_pages_have_the_names_of_the_record(
    tmp_path: Path,
) -> None:
    made = list(islice(readings(8), 8))
    first = made[0].document.id
    with Store(tmp_path / "r.db") as store:

        def named() -> int:
            settled(store)
            whole = [line for line in views.timeline(store.record(), ACTS) if "Somebody Else" in line.who]
            cast = Cast(store.record().readings)
            found = all_of(lambda at, most: pages.timeline(store, None, "Somebody Else", at, most, names=cast))
            assert found == whole
            return len(whole)

        list(store.add_many(made))
        actor = next(mention.of[0] for mention in made[0].mentions)
        store.judgements.make(actor, "rename", ("Somebody Else",), who="Anna Berg", document=first)
        before = named()
        store.remove(first)
        assert named() == 0
        store.add(made[0])
        assert named() == before > 1


def test_a_page_of_an_empty_record_and_one_behind_the_end_are_empty(tmp_path: Path, store: Store) -> None:
    with Store(tmp_path / "r.db") as empty:
        assert pages.timeline(empty) == Page((), 0)
        assert pages.open_(empty) == Page((), 0)
        assert pages.documents(empty) == Page((), 0)
    assert pages.timeline(store, start=100_000).lines == ()


def test_one_person_is_found_under_every_name_and_goes_by_one_on_the_pages(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db") as store:
        for number, name in enumerate(("Anna Berg", "Anna Berg", "Anna M. Berg"), 1):
            store.add(met(f"{name} met Ole Lund on day {number}.", name, f"2018-0{number}-07"))
        settled(store)
        record = store.record()
        same(store, record)
        assert [line.who for line in views.timeline(record, ACTS)] == [("Anna Berg",)] * 3
        assert {line.who for line in people(record).lines(range(3)).values()} == {("Anna Berg",)}
        cast = Cast(record.readings)
        for words in ("anna m.", "Anna Berg"):
            assert pages.timeline(store, who=words, names=cast).total == 3
        assert pages.timeline(store, who="anna m.").total == 1
        assert pages.timeline(store, who="Ole Lund", names=cast).total == 0


def met(text: str, name: str, day: str) -> Reading:
    """Return a reading of a meeting on a day of somebody whom the report calls so."""
    one = document(text, day)
    span = (0, len(text))
    person = Actor(id=name.casefold().replace(". ", "-").replace(" ", "-"), kind="person", name=name, country="NOR")
    held = Meeting(
        id=entry_id(one, Meeting, span),
        kind="talks",
        status="held",
        participants=(person.id,),
        when=When(edtf=day),
        sources=(Source(span=span, quote=text),),
    )
    return Reading(document=one, reader="test", actors=(person,), meetings=(held,))


def test_documents_are_sorted_by_few_bytes_as_a_record_sorts_them() -> None:
    days = (
        "2018-10-15 2018-10-15? 2018-10-15~ ../2018-10-15 2018-10-15/.. [2018-10-15] 2018-10-14 2018-10 2018 0001 9999"
    )
    dates = [*days.split(), "2018-10-15/2018-10-15", "2018-10-15/2018-10-16", None]
    made = [document(f"Report {number}.", when) for number, when in enumerate((*dates, *dates))]
    assert sorted(made, key=order._in_time) == sorted(made, key=in_record)
    assert len(order._in_time(made[0])) == 14
