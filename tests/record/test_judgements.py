from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.judgements import CHANGES, trial, wrong
from dragoman.kinds import entries
from dragoman.model import Entry, Mention, Reading, Source, Statement
from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.record.judgements import append, identity, linked
from dragoman.record.standing import Standing
from tests.factories import TALKS, document, source, talks


def named() -> Reading:
    """Return the talks with the words that name Berg and Haddad."""
    made = talks()
    places = [(name, TALKS.index(name)) for name in ("Anna Berg", "Omar Haddad")]
    mentions = tuple(
        Mention(span=(at, at + len(name)), quote=name, of=(name.split()[1].lower(),)) for name, at in places
    )
    return msgspec.structs.replace(made, mentions=mentions)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "talks.db") as opened:
        opened.add(named())
        yield opened


def shown(store: Store, id: str) -> Entry:
    return next(entry for reading in store.record().readings for entry in entries(reading) if entry.id == id)


def state(store: Store, id: str) -> str:
    review = shown(store, id).review
    return review.state if review else "new"


def with_meeting(reading: Reading, which: str, **values: Any) -> Reading:
    """Return the reading with other values in one meeting."""
    meetings = tuple(msgspec.structs.replace(m, **values) if m.id == which else m for m in reading.meetings)
    return msgspec.structs.replace(reading, meetings=meetings)


def test_nothing_that_a_machine_read_counts_as_reviewed(store: Store) -> None:
    assert all(entry.review is None for entry in entries(store.record().readings[0]))


@pytest.mark.parametrize(
    ("verdict", "values", "expected"),
    [
        ("accept", (), "accepted"),
        ("reject", (), "rejected"),
        ("edit", ("place", "Oslo"), "edited"),
        ("date", ("2020-05-31",), "edited"),
    ],
)
def test_a_judgement_shows_with_who_and_when_and_the_reading_in_the_file_stays(
    store: Store, verdict: Any, values: tuple[str, ...], expected: str
) -> None:
    judged = store.judgements.make("m1", verdict, values, who="Lund", why="she was there")
    review = shown(store, "m1").review
    assert review is not None
    assert (review.state, review.by, review.made) == (expected, "Lund", judged.made)
    assert (judged.who, judged.why, judged.reader) == ("Lund", "she was there", "hand 1")
    assert judged.anchor is not None
    assert judged.anchor.document == talks().document.sha256
    assert judged.anchor.quotes == ("Anna Berg met Omar Haddad in Geneva on Monday for three hours",)
    assert store.all_as_read().__next__() == named()
    assert [state(store, id) for id in ("m2", "m3", "s1", "e1")] == ["new"] * 4


def test_an_edited_value_takes_the_place_of_the_one_that_was_read(store: Store) -> None:
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    store.judgements.make("m1", "edit", ("participants", "Ida Lund", "a clerk"), who="Berg")
    store.judgements.make("m3", "edit", ("ordinal", "3"), who="Berg")
    store.judgements.make("m1", "date", ("2020-05-31",), who="Berg")
    store.judgements.make("m2", "edit", ("place",), who="Berg")
    found: Any = shown(store, "m1")
    assert (found.place, found.participants) == ("oslo", ("lund", "a clerk"))
    assert (found.when.edtf, found.when.text, found.when.basis) == ("2020-05-31", "Monday", "judged")
    assert found.review.edits == {
        "place": ("Lund", "geneva"),
        "participants": ("Berg", ["berg", "haddad"]),
        "when": ("Berg", "2020-06-01"),
    }
    third: Any = shown(store, "m3")
    assert third.ordinal == 3
    second: Any = shown(store, "m2")
    assert second.place is None
    old_new = [(judged.field, judged.old, judged.new) for judged in store.judgements.all()]
    assert old_new[0] == ("place", "geneva", "oslo")
    assert old_new[-1] == ("place", "oslo", None)


@pytest.mark.parametrize(
    ("target", "verdict", "values", "message"),
    [
        ("m9", "accept", (), "no entry 'm9'"),
        ("m1", "accept", ("really",), "accept takes nothing after it, but got 'really'"),
        ("m1", "edit", (), "edit needs a field and its value"),
        ("m1", "edit", ("status", "nice"), r"'status' of m1 cannot be 'nice'"),
        ("m3", "edit", ("ordinal", "many"), r"'ordinal' of m3 cannot be 'many'"),
        ("m1", "edit", ("sources", "x"), r"no field 'sources' that can be edited; known: .*place"),
        ("m1", "date", ("yesterday",), "'yesterday' is no date"),
        ("m1", "same", (), "same needs the id of another entry"),
        ("m1", "same", ("m1",), "'m1' is itself"),
        ("m1", "bless", (), "no verdict 'bless'; known: accept, reject"),
        ("nobody", "rename", ("Somebody",), "no actor 'nobody'"),
        ("berg", "rename", (), "rename needs a name after it"),
        ("lund", "rename", ("Eda Lund",), "'lund' rests on no words"),
        ("berg", "merge", ("berg",), "are one actor already"),
        ("jzzz", "undo", (), "no judgement begins with 'jzzz'"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_is_kept(
    store: Store, target: str, verdict: Any, values: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        store.judgements.make(target, verdict, values, who="Lund")
    assert store.judgements.all() == ()


def test_nobody_judges_without_a_name(store: Store) -> None:
    with pytest.raises(UsageError, match="needs somebody who makes it"):
        store.judgements.make("m1", "accept", who=" ")


def test_what_is_taken_back_with_others_stands_nowhere(store: Store) -> None:
    store.judgements.make("s1", "accept", who="Lund")
    wanted: Any = [("m1", "reject", ()), ("m2", "edit", ("place", "Oslo")), ("m2", "edit", ("status", "nice"))]
    with pytest.raises(UsageError, match="cannot be 'nice'"):
        store.judgements.make_all(wanted, who="Lund")
    assert len(store.judgements.all()) == 1
    assert (state(store, "m1"), state(store, "m2")) == ("new", "new")


def test_what_is_kept_together_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(UsageError, match="no document 'x'"), store.together():
        store.judgements.make("m1", "reject", who="Lund")
        store.remove("x")
    assert store.judgements.all() == () and state(store, "m1") == "new"
    with store.together():
        store.judgements.make("m1", "reject", who="Lund")
        store.judgements.make("m2", "accept", who="Lund")
    assert (state(store, "m1"), state(store, "m2")) == ("rejected", "accepted")


def test_undoing_outlasts_restarts_and_can_be_undone(store: Store) -> None:
    path = store.path
    edit = store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    store.close()
    with Store(path) as again:
        undo = again.judgements.make(edit.id, "undo", who="Berg")
        assert state(again, "m1") == "new"
        with pytest.raises(UsageError, match="is undone already"):
            again.judgements.make(edit.id, "undo", who="Berg")
    with Store(path) as again:
        assert state(again, "m1") == "new"
        again.judgements.make(undo.id, "undo", who="Lund")
    with Store(path) as again:
        assert state(again, "m1") == "edited"
        assert [judged.verdict for judged in again.judgements.all()] == ["edit", "undo", "undo"]


def test_the_last_word_is_the_state_and_edits_stay_under_an_acceptance(store: Store) -> None:
    store.judgements.make("m1", "reject", who="Lund")
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    assert state(store, "m1") == "edited"
    store.judgements.make("m1", "accept", who="Berg")
    found: Any = shown(store, "m1")
    assert (found.review.state, found.review.by, found.place) == ("accepted", "Berg", "oslo")


def test_a_newer_reader_that_reads_the_same_keeps_and_one_that_reads_otherwise_makes_obsolete(store: Store) -> None:
    store.judgements.make("m1", "accept", who="Lund")
    store.judgements.make("m2", "reject", who="Lund")
    store.judgements.make("m3", "edit", ("status", "agreed"), who="Lund")
    new = msgspec.structs.replace(named(), reader="hand 2")
    store.add(new)
    assert [state(store, id) for id in ("m1", "m2", "m3")] == ["accepted", "rejected", "edited"]
    new = with_meeting(new, "m1", status="agreed")
    new = with_meeting(new, "m2", place="geneva")
    store.add(msgspec.structs.replace(with_meeting(new, "m3", status="agreed"), reader="hand 3"))
    assert [state(store, id) for id in ("m1", "m2", "m3")] == ["obsolete", "obsolete", "edited"]
    store.add(msgspec.structs.replace(with_meeting(new, "m3", status="refused"), reader="hand 4"))
    third: Any = shown(store, "m3")
    assert (third.status, third.review.state) == ("agreed", "obsolete")  # the person's value stands all the same
    assert store.judgements.orphans() == ()


def test_an_entry_with_another_id_on_the_same_words_keeps_its_judgement(store: Store) -> None:
    store.judgements.make("m1", "accept", who="Lund")
    new = msgspec.structs.replace(with_meeting(named(), "m1", id="mother"), reader="hand 2", statements=())
    store.add(new)
    assert state(store, "mother") == "accepted"


def test_an_entry_that_is_gone_or_rests_on_other_words_leaves_an_orphan(store: Store) -> None:
    store.judgements.make("m1", "accept", who="Lund")
    longer = (source(talks().document, "Omar Haddad in Geneva on Monday"),)
    store.add(msgspec.structs.replace(with_meeting(named(), "m1", sources=longer), reader="hand 2"))
    assert state(store, "m1") == "new"
    (orphan,) = store.judgements.orphans()
    assert (orphan.judged.who, orphan.why) == ("Lund", "no meeting rests on exactly these words any more")
    store.add(msgspec.structs.replace(named(), reader="hand 3"))
    assert (state(store, "m1"), store.judgements.orphans()) == ("accepted", ())


def test_a_document_that_is_taken_out_leaves_orphans_and_brings_them_home(store: Store) -> None:
    store.judgements.make("m1", "accept", who="Lund")
    store.judgements.make("berg", "rename", ("Anna B.",), who="Lund")
    store.remove(talks().document.id)
    assert [orphan.why for orphan in store.judgements.orphans()] == ["its document is not in the record"] * 2
    store.add(named())
    assert (state(store, "m1"), store.judgements.orphans()) == ("accepted", ())


def page(text: str, url: str = "https://news.example/1") -> Reading:
    """Return a reading with a statement for each line of the page."""
    made = document(text, url=url)
    said, at = [], 0
    for number, line in enumerate(text.split("\n")):
        span = (at, at + len(line))
        said.append(
            Statement(
                id=f"s{made.id[:5]}{number}", speaker=None, content=line, spans=(span,), mode="own-voice",
                sources=(Source(span=span, quote=line),),
            )
        )  # fmt: skip
        at += len(line) + 1
    return Reading(document=made, reader="hand 1", statements=tuple(said))


OLD = "Berg met Haddad in Geneva today.\nThey agreed on a hotline.\nHe said no.\nHe said no.\nMore talks will follow in May."


@pytest.mark.parametrize(
    ("edit", "line", "kept"),
    [
        (lambda text: text.replace("in May", "in June"), 0, True),
        (lambda text: "An earlier line stood here.\n" + text, 1, True),
        (lambda text: text.replace("in May", "in June"), 4, False),  # the words are others
        (lambda text: text + "\nThey agreed on a hotline.", 1, False),  # which of the two was judged?
        (lambda text: text.replace("He said no.\n", "", 1), 2, False),  # which of the two is left?
    ],
)
def test_on_a_changed_page_identical_words_keep_their_judgement_and_others_leave_an_orphan(
    tmp_path: Path, edit: Callable[[str], str], line: int, kept: bool
) -> None:
    old, new = page(OLD), page(edit(OLD))
    with Store(tmp_path / "page.db") as store:
        store.add(old)
        store.judgements.make(old.statements[line].id, "accept", who="Lund")
        added = store.add(new)
        assert added.notes == (f"a new version of {old.document.id}, whose place it takes",)
        assert [document.id for document in store.documents()] == [new.document.id]
        judged = [entry for entry in entries(store.record().readings[0]) if entry.review]
        assert [entry.content for entry in judged if hasattr(entry, "content")] == (
            [old.statements[line].content] if kept else []
        )
        assert len(store.judgements.orphans()) == (0 if kept else 1)
        assert store.reading(old.document.id).document.text == OLD  # it is still there
        assert {hit.document for hit in store.find("Haddad")} == {new.document.id}
        store.remove(new.document.id)
        assert [document.id for document in store.documents()] == [old.document.id]
        assert (state(store, old.statements[line].id), store.judgements.orphans()) == ("accepted", ())


def test_another_page_from_the_same_address_is_no_new_version(tmp_path: Path) -> None:
    with Store(tmp_path / "page.db") as store:
        store.add(page(OLD))
        assert store.add(page("The harbour of Lima opens again after the strike, its master says.")).notes == ()
        assert len(store.documents()) == 2


def test_a_renamed_actor_goes_by_that_name_in_every_reading(store: Store) -> None:
    other = msgspec.structs.replace(
        talks(), document=document("Berg left."), statements=(), meetings=(), decisions=(), commitments=(),
        verifications=(), events=(), plover=(), problems=(), times=(),
    )  # fmt: skip
    store.add(other)
    store.judgements.make("Anna Berg", "rename", ("Dr Anna Berg",), who="Lund")
    names = [actor.name for reading in store.record().readings for actor in reading.actors if actor.id == "berg"]
    assert names == ["Dr Anna Berg"] * 2


def test_merged_actors_are_one_and_split_ones_are_two(store: Store) -> None:
    store.judgements.make("berg", "merge", ("haddad",), who="Lund")
    reading = store.record().readings[0]
    assert "berg" not in {actor.id for actor in reading.actors}
    assert reading.meetings[0].participants == ("haddad",)
    assert reading.statements[3].speaker == "haddad"
    assert reading.statements[3].content == "We agreed to open a hotline,"
    assert reading.document == named().document
    store.judgements.make(store.judgements.all()[-1].id, "undo", who="Lund")
    assert store.record().readings[0] == named()
    store.judgements.make("haddad", "split", ("Osman Haddad",), who="Lund")
    own = f"haddad-{talks().document.id[:4]}"
    reading = store.record().readings[0]
    assert next(actor.name for actor in reading.actors if actor.id == own) == "Osman Haddad"
    assert reading.meetings[0].participants == ("berg", own)
    store.judgements.make(own, "rename", ("O. Haddad",), who="Lund")
    assert next(actor.name for actor in store.record().readings[0].actors if actor.id == own) == "O. Haddad"


def test_who_is_merged_into_somebody_split_off_is_not_who_they_were_split_from(store: Store) -> None:
    store.judgements.make("haddad", "split", ("Osman Haddad",), who="Lund")
    own = f"haddad-{talks().document.id[:4]}"
    store.judgements.make("berg", "merge", (own,), who="Lund")
    reading = store.record().readings[0]
    assert {actor.id for actor in reading.actors} & {"berg", "haddad", own} == {own}
    assert reading.statements[3].speaker == own


def test_plover_rows_follow_dates_places_and_rejections(store: Store) -> None:
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    store.judgements.make("m1", "date", ("2020-05-31",), who="Lund")
    store.judgements.make("m3", "reject", who="Lund")
    (row,) = store.record().readings[0].plover
    assert (row.origin, row.date, row.loc) == ("m1", "2020-05-31", "oslo")


def test_the_last_word_on_a_pair_is_a_link(store: Store) -> None:
    store.judgements.make("m1", "same", ("m2",), who="Lund")
    store.judgements.make("m2", "different", ("m1",), who="Berg", why="two cities")
    (link,) = store.judgements.links()
    assert ({link.a, link.b}, link.judgement, link.why) == ({"m1", "m2"}, "different", "judged by Berg: two cities")


def test_export_and_replay_carry_judgements_to_another_record_once(store: Store, tmp_path: Path) -> None:
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    undone = store.judgements.make("m2", "accept", who="Lund")
    store.judgements.make(undone.id, "undo", who="Lund")
    lines = list(store.judgements.export())
    with Store(tmp_path / "other.db") as other:
        other.add(named())
        assert other.judgements.replay(lines) == 3
        assert other.record().readings == store.record().readings
        before = other.connection.total_changes()
        assert other.judgements.replay([*lines, "\n", *lines]) == 0
        assert other.connection.total_changes() == before
        assert list(other.judgements.export()) == lines
        assert other.check() == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda line: line.replace("Lund", "Berg"), "line 2: the judgement is not what Berg said"),
        (lambda line: line.replace("oslo", "lima"), "line 2: the judgement is not what Lund said"),
        (lambda line: line[:-9], "line 2 is not a judgement"),
        (lambda line: "[]", "line 2 is not a judgement"),
        (
            lambda line: '{"who": "x", "made": "", "verdict": "edit", "old": ' + "[" * 100_000,
            "line 2 is not a judgement",
        ),
    ],
)
def test_a_line_that_was_changed_is_refused_and_nothing_of_the_file_is_taken_in(
    store: Store, tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    store.judgements.make("m2", "accept", who="Lund")
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Lund")
    first, second = store.judgements.export()
    with Store(tmp_path / "other.db") as other:
        with pytest.raises(UsageError, match=message):
            other.judgements.replay([first, change(second)])
        assert other.judgements.all() == ()


def test_a_judgement_from_the_future_is_refused(store: Store) -> None:
    judged = store.judgements.make("m2", "accept", who="Lund")
    late = msgspec.structs.replace(judged, made="2999-01-01T00:00:00.000000+00:00")
    late = msgspec.structs.replace(late, id=identity(late))
    with pytest.raises(UsageError, match="is still to come: by a wrong clock"):
        append(store.connection, late)


@pytest.mark.parametrize("table", ["UPDATE judgements SET made = ''", "DELETE FROM judgements"])
def test_sqlite_itself_refuses_to_change_a_judgement(store: Store, table: str) -> None:
    store.judgements.make("m2", "accept", who="Lund")
    with pytest.raises(apsw.ConstraintError, match="judgements are only ever added"):
        store.connection.execute(table)


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("UPDATE judgements SET body = replace(body, 'Lund', 'Berg') WHERE number = 2", "breaks at 2"),
        ("UPDATE judgements SET made = '2020' WHERE number = 2", "judgement 2 .* is not what was said"),
        ("DELETE FROM judgements WHERE number = 1", "breaks at 2: judgement 1 is missing"),
        ("DELETE FROM judgements WHERE number = 2", "breaks at 3: judgement 2 is missing"),
        ("DELETE FROM judgements WHERE number > 1", "ends too early: judgements 2 to 3 are missing"),
    ],
)
def test_check_says_where_the_chain_breaks(store: Store, damage: str, what: str) -> None:
    for id in ("m1", "m2", "m3"):
        store.judgements.make(id, "accept", who="Lund")
    assert store.check() == ()
    store.connection.execute("DROP TRIGGER judgements_never_change")
    store.connection.execute("DROP TRIGGER judgements_never_go")
    store.connection.execute(damage)
    faults = [fault.what for fault in store.check()]
    assert len(faults) == 1
    assert re.search(what, faults[0]), faults


def test_a_row_whose_link_was_made_to_fit_breaks_the_chain_at_the_next(store: Store) -> None:
    for id in ("m1", "m2"):
        store.judgements.make(id, "accept", who="Lund")
    head = store.judgements.chain()
    body = str(store.connection.execute("SELECT body FROM judgements WHERE number = 1").get).replace("Lund", "Berg")
    store.connection.execute("DROP TRIGGER judgements_never_change")
    store.connection.execute("UPDATE judgements SET body = ?, link = ? WHERE number = 1", (body, linked("", body)))
    assert ["breaks at 2" in fault.what for fault in store.check()] == [False, True]
    assert (head.length, head.head) == (2, store.judgements.chain().head)


def test_a_reading_that_many_judgements_are_about_is_decoded_once_for_all(store: Store) -> None:
    for id in ("m1", "m2", "m3"):
        store.judgements.make(id, "accept", who="Lund")
    decoded: list[str] = []

    def read(sha256: str) -> Reading | None:
        decoded.append(sha256)
        return store.as_read(sha256)

    assert list(Standing(store.judgements.all(), {}, read).orphans()) == []
    assert decoded == [talks().document.sha256]


def test_what_others_judge_in_the_meantime_is_seen(store: Store) -> None:
    store.judgements.make("m1", "accept", who="Lund")
    assert state(store, "m1") == "accepted"
    with Store(store.path) as other:
        other.judgements.make("m1", "reject", who="Berg")
    assert state(store, "m1") == "rejected"
    store.judgements.make("m1", "accept", who="Lund")
    assert state(store, "m1") == "accepted"


def test_several_processes_judge_at_once_and_the_chain_holds(store: Store) -> None:
    path = store.path
    store.close()
    children = []
    for child in range(3):
        process = os.fork()
        if process == 0:
            try:
                with Store(path) as own:
                    for _ in range(6):
                        own.judgements.make("m1", "accept", who=f"person {child}")
                os._exit(0)
            finally:
                os._exit(1)
        children.append(process)
    assert [os.waitpid(process, 0)[1] for process in children] == [0] * 3
    with Store(path) as again:
        judged = again.judgements.all()
        assert len(judged) == 18
        assert len({one.made for one in judged}) == 18
        assert again.check() == ()


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), what=st.sampled_from(CHANGES))
def test_judgements_stand_on_the_identical_words_or_in_the_queue(
    tmp_path_factory: pytest.TempPathFactory, seed: int, what: str
) -> None:
    result = trial(tmp_path_factory.mktemp("judged") / "record.db", random.Random(seed), 8, what)
    assert result["judgements"] == 8
    assert result["kept"] + result["orphans"] == 8
    assert wrong(result) == 0, dict(result)
