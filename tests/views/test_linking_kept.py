"""The acts kept in a file are those that the whole record gives when it is linked at once."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.kinds import entries
from dragoman.model import Mention, Reading, Record
from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.views import as_it_stood
from dragoman.views.linking.kept import TOGETHER, from_scratch, up_to_date, when_little_waits
from dragoman.views.linking.linked import linked
from tests.factories import talks
from tests.views.linking_worlds import report


def at_once(store: Store) -> tuple[Any, Any]:
    """Return the acts and the pairs in doubt of the record linked at once."""
    return told(msgspec.structs.replace(store.record(), acts={}, doubts=()))


def told(record: Record) -> tuple[Any, Any]:
    """Return the acts and the pairs in doubt that views show."""
    found = linked(record)
    acts = {frozenset((index.reading.document.id, entry.id) for index, entry in act) for act in found.acts}
    return acts, {(link.a, link.b, link.why) for link in found.unsure}


def kept(store: Store) -> tuple[Any, Any]:
    """Return the same as the file keeps them."""
    up_to_date(store)
    acts: dict[Any, set[Any]] = {}
    for act, document, entry in store.connection.execute("SELECT act, document, entry FROM linked").fetchall():
        acts.setdefault(act, set()).add((document, entry))
    doubts = store.connection.execute(
        "SELECT a.entry, b.entry, why FROM doubts JOIN linked AS a ON a.number = doubts.entry"
        " JOIN linked AS b ON b.number = doubts.act WHERE a.act <> b.number"
    ).fetchall()
    return set(map(frozenset, acts.values())), set(doubts)


def assert_alike(store: Store) -> None:
    acts, doubts = at_once(store)
    kept_acts, kept_doubts = kept(store)
    assert kept_acts == acts
    assert not doubts - kept_doubts, kept_doubts - doubts  # of two ways to put one pair, a view shows one
    assert {frozenset(pair[:2]) for pair in kept_doubts} == {frozenset(pair[:2]) for pair in doubts}
    record = store.record()
    assert len(record.acts) == sum(len(entries(reading)) for reading in record.readings)
    shown_acts, shown_doubts = told(record)
    assert shown_acts == acts
    assert {frozenset(pair[:2]) for pair in shown_doubts} == {frozenset(pair[:2]) for pair in doubts}


def judge(store: Store, readings: list[Reading], chance: random.Random) -> None:
    """Make one judgement, of an entry, a pair or an actor, or take the last one back."""
    every = [entry for reading in readings for entry in entries(reading)]
    one = chance.choice(every)
    peers = [other.id for other in every if type(other) is type(one) and other is not one]
    match chance.randrange(6):
        case 0 | 1 if peers:
            verdict: Any = chance.choice(("same", "different", "unsure"))
            store.judgements.make(one.id, verdict, (chance.choice(peers),), who="Lund")
        case 2:
            store.judgements.make(one.id, "reject", who="Lund")
        case 3:
            store.judgements.make(one.id, "date", (chance.choice(("2020-05-03", "2020-06")),), who="Lund")
        case 4:
            store.judgements.make("haddad", "merge", ("omar-haddad",), who="Lund")
        case _:
            if last := store.judgements.all()[-1:]:
                store.judgements.make(last[0].id, "undo", who="Lund")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
@example(24026)  # no entry is left
def test_whatever_comes_goes_is_read_again_or_judged_the_file_has_the_acts_of_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    readings = [report(number, chance) for number in range(chance.randint(3, 9))]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "talks.db") as store:
        there: list[Reading] = []
        for made in readings:
            store.add(made)
            there.append(made)
            if chance.random() < 0.3:
                store.remove(there.pop(chance.randrange(len(there))).document.id)
            if there and chance.random() < 0.3:
                again = chance.choice(there)
                store.add(msgspec.structs.replace(again, reader="hand 2", meetings=again.meetings[1:]))
                store.add(again)
                there.remove(again)  # what can be judged of it is no matter here
            if chance.random() < 0.5:
                assert_alike(store)
        assert_alike(store)
        there = list(store.record().readings)
        for _ in range(3 if any(map(entries, there)) else 0):
            with suppress(UsageError):  # what cannot be judged is tested elsewhere
                judge(store, there, chance)
            assert_alike(store)
        before = kept(store)
        from_scratch(store)
        assert kept(store) == before


def test_one_judgement_is_linked_at_once_and_much_is_left_to_the_next_add(tmp_path: Path) -> None:
    chance = random.Random(1)
    one, other = report(1, chance), report(2, chance)
    first = entries(one)[0].id
    with Store(tmp_path / "talks.db") as store:
        store.add(one)
        when_little_waits(store)
        assert store.record().acts == {}  # it was never linked
        up_to_date(store)
        store.judgements.make(first, "reject", who="Lund")
        store.add(other)
        when_little_waits(store)
        assert {document for document, _ in store.record().acts} == {one.document.id, other.document.id}
        assert_alike(store)
        many = [(f"{number:012x}",) for number in range(TOGETHER + 1)]
        store.connection.executemany("INSERT INTO unlinked (document) VALUES (?)", many)
        when_little_waits(store)
        assert store.record().acts == {}


def test_once_an_actor_was_judged_much_waits(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        at = talks().document.text.index("Haddad")
        mention = Mention(span=(at, at + 6), quote="Haddad", of=("haddad",))
        store.add(msgspec.structs.replace(talks(), mentions=(mention,)))
        up_to_date(store)
        store.judgements.make("haddad", "rename", ("Omar Hadad",), who="Berg")
        when_little_waits(store)
        assert store.record().acts == {}
        assert_alike(store)


def test_a_lock_leaves_it_for_later(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db", wait_s=0.01) as store, Store(tmp_path / "talks.db") as busy:
        store.add(talks())
        up_to_date(store)
        store.judgements.make("m1", "reject", who="Berg")
        busy.connection.execute("BEGIN IMMEDIATE")
        when_little_waits(store)
        assert store.record().acts == {}
        busy.connection.execute("ROLLBACK")
        when_little_waits(store)
        assert store.record().acts


def test_what_is_linked_but_not_in_the_record_is_a_fault(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(report(1, random.Random(1)))
        up_to_date(store)
        assert store.check() == ()
        store.connection.execute("UPDATE linked SET entry = 'x9' WHERE number = 1")
        assert [(fault.what, fault.entry) for fault in store.check()] == [("in an act, but not in the record", "x9")]


def test_another_dragoman_links_anew(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        store.add(report(1, random.Random(1)))
        before = kept(store)
        store.connection.execute("UPDATE linked_until SET version = '0.0'")
        store.connection.execute("UPDATE linked SET act = 1")
        assert kept(store) == before


def test_a_damaged_reading_is_in_no_act_and_keeps_no_other_out(tmp_path: Path) -> None:
    chance = random.Random(1)
    one, other = report(1, chance), report(2, chance)
    with Store(tmp_path / "talks.db") as store:
        store.add(one)
        store.add(other)
        store.connection.execute("UPDATE readings SET body = x'00' WHERE document = 1")
        up_to_date(store)
        rows = store.connection.execute("SELECT DISTINCT document FROM linked").fetchall()
        assert rows == [(other.document.id,)]
        store.add(msgspec.structs.replace(one, reader="hand 2"))
        up_to_date(store)
        assert len(store.connection.execute("SELECT DISTINCT document FROM linked").fetchall()) == 2


def test_views_take_the_acts_of_the_file_only_while_they_are_those_of_its_readings(tmp_path: Path) -> None:
    chance = random.Random(5)
    with Store(tmp_path / "talks.db") as store:
        readings = [report(number, chance) for number in range(6)]
        for one in readings:
            store.add(one)
        assert store.record().acts == {}  # nothing is linked yet
        up_to_date(store)
        whole = store.record()
        assert whole.acts
        assert as_it_stood(whole, "2050").acts == {}
        some = msgspec.structs.replace(whole, readings=whole.readings[:3])
        assert told(some) == told(msgspec.structs.replace(some, acts={}, doubts=()))
        store.judgements.make(entries(readings[0])[0].id, "reject", who="Lund")
        assert store.record().acts == {}
