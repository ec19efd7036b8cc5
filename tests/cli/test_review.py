"""`review`: in a pipe a list; the keys one by one; the whole verb on a terminal of its own (a pty)."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from fcntl import ioctl
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from rich.console import RenderableType

from benchmarks.growing import readings
from dragoman import views
from dragoman.cli import queue
from dragoman.cli.console import drawn
from dragoman.cli.review import paged_queue
from dragoman.cli.session import Session
from dragoman.kinds import entries
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order
from tests.cli.conftest import Run
from tests.factories import document, plain, talks

HOSTILE = "\x1b[2J[bold]Report[/] \u202e" + "x" * 4000 + " ends."


@pytest.fixture
def store(record: Path) -> Iterator[Store]:
    with Store(record) as opened:
        yield opened


def session(store: Store, *answers: str, kinds: tuple[str, ...] = ("meeting",)) -> Session:
    """Return a session on the meetings, whose questions are answered in turn."""
    given = iter(answers)

    def ask(parts: Sequence[RenderableType], question: str) -> str:
        drawn(*parts)
        return next(given)

    return Session(store, views.doubts(store.record(), kinds), "Ida Lund", ask)


def orphans(store: Store, *answers: str) -> Session:
    """Return a session on one orphan: what Berg said of the first meeting, in a text that has gone."""
    store.judgements.make("m1", "edit", ("place", "Oslo"), who="Anna Berg")
    store.remove(talks().document.id)
    made = session(store, *answers)
    made.items = store.judgements.orphans()
    return made


def shown(made: Session) -> str:
    return drawn(*made.page(), *made.foot())


def states(store: Store) -> dict[str, str]:
    found = (entry for reading in store.record().readings for entry in entries(reading))
    return {entry.id: entry.review.state for entry in found if entry.review}


def here(made: Session) -> str:
    item = made.item
    assert isinstance(item, views.Doubtful)
    return item.line.entry


# ---- the list ------------------------------------------------------------------------------------------------------


def test_in_a_pipe_it_is_a_list_with_the_reasons_and_how_to_judge(run: Run, record: Path) -> None:
    told = run("review", "--kind", "meeting").output
    flat = " ".join(told.split())
    assert re.search(r"^m3 +meeting +2nd talks", told, re.M)
    assert "who takes part is not named" in flat
    assert flat.endswith("3 entries, the most doubtful first. `dragoman judge ID accept` (reject, edit FIELD VALUE, "
                         "same OTHER) judges one; on a terminal, keys do.")  # fmt: skip
    assert told.index("m3") < told.index("m2")


def test_json_gives_the_same_queue(run: Run, record: Path, store: Store) -> None:
    queue = json.loads(run("review", "--json", "--limit", "4").output)
    assert queue == json.loads(msgspec.json.encode(views.doubts(store.record())[:4]))
    assert {"line", "reasons"} == set(queue[0])


def test_a_document_of_choice_alone(run: Run, record: Path) -> None:
    id = plain("The hotline of Norland is still silent.").document.id
    queue = json.loads(run("review", "--document", id[:6], "--json").output)
    assert [item["line"]["document"] for item in queue] == [id]
    result = run("review", "--document", "nowhere")
    assert (result.exit_code, "no document 'nowhere'" in result.output) == (2, True)


def test_what_is_left_is_said(run: Run, store: Store) -> None:
    for reading in store.record().readings:
        for entry in entries(reading):
            store.judgements.make(entry.id, "accept", who="Lund")
    assert run("review").output == "nothing to judge: somebody judged every entry.\n"
    assert run("review", "--orphans").output == "no orphans: every judgement stands on its words.\n"
    store.remove(talks().document.id)
    assert "waiting as orphans: `dragoman review --orphans`" in run("review").output.replace("\n", " ")
    told = run("review", "--orphans", "--limit", "1").output
    assert "its document is not in the record" in told
    assert "1 orphan. `dragoman judge ID undo` takes one back" in told
    assert run("review", "--orphans", "--kind", "meeting").exit_code == 2


# ---- the keys ------------------------------------------------------------------------------------------------------


def test_accept_and_reject_are_kept_at_once_and_go_on(store: Store) -> None:
    made = session(store)
    first = here(made)
    made.typed("a")
    with Store(store.path) as other:
        assert states(other) == {first: "accepted"}
        assert other.judgements.all()[0].who == "Ida Lund"
    second = here(made)
    made.typed("r")
    assert states(store) == {first: "accepted", second: "rejected"}
    assert "3 of 3, 1 accepted, 1 rejected" in shown(made)
    made.typed("j")
    assert "The end of the queue." in shown(made)
    made.typed("a")
    assert "end of the queue" in made.said
    assert len(states(store)) == 2


def test_next_and_previous_stop_at_the_ends_and_change_nothing(store: Store) -> None:
    made = session(store)
    for keys, at in [("k", 0), ("j", 1), ("\x1b[B", 2), ("\x1b[A", 1), ("jjjjj", 3), ("k", 2)]:
        made.typed(keys)
        assert made.at == at, keys
    assert store.judgements.all() == ()


def test_undo_takes_back_the_last_one_wherever_it_was_and_goes_there(store: Store) -> None:
    made = session(store)
    made.typed("aak")
    made.typed("r")
    assert made.at == 2
    for at, left in [(1, ["accepted", "accepted"]), (1, ["accepted"]), (0, [])]:
        made.typed("u")
        assert (made.at, list(states(store).values())) == (at, left)
    assert made.counts() == []
    made.typed("u")
    assert made.said == "Ida Lund has nothing to undo."


def test_undo_of_an_earlier_session_is_asked_for(store: Store) -> None:
    session(store).typed("a")
    store.judgements.make("e1", "accept", who="somebody else")
    session(store, "n").typed("u")
    assert len(states(store)) == 2
    session(store, "y").typed("u")
    assert states(store) == {"e1": "accepted"}


@pytest.mark.parametrize(
    ("answers", "field", "value"),
    [
        (("place Oslo",), "place", "oslo"),
        (("place", "-"), "place", None),
        (("participants", "Ida Lund; a clerk"), "participants", ("lund", "a clerk")),
        (("1 2020-05",), "when", "2020-05"),
    ],
)
def test_edit_asks_for_a_field_and_its_value(store: Store, answers: tuple[str, ...], field: str, value: object) -> None:
    made = session(store, *answers)
    while here(made) != "m2":
        made.typed("j")
    made.typed("e")
    _, entry = store.entry("m2")
    found = getattr(entry, field)
    assert (found.edtf if field == "when" else found) == value
    assert here(made) == "m2"
    assert f"{field} as Ida Lund says" in shown(made)
    made.typed("u")
    assert states(store) == {}


@pytest.mark.parametrize("answers", [("",), ("place", ""), ("99", "x"), ("status nice",), ("when someday",)])
def test_an_edit_that_is_left_or_cannot_be_changes_nothing(store: Store, answers: tuple[str, ...]) -> None:
    made = session(store, *answers)
    made.typed("e")
    assert store.judgements.all() == ()
    assert bool(made.said) == (len(answers) == 2 and answers[1] == "x" or " " in answers[0])


def test_same_and_split(store: Store) -> None:
    made = session(store, "m2", "-m2", "nobody")
    while here(made) != "m1":
        made.typed("j")
    made.typed("s")
    assert [(link.a, link.b, link.judgement) for link in store.judgements.links()] == [("m1", "m2", "same")]
    made.typed("s")
    assert [link.judgement for link in store.judgements.links()] == ["different"]
    made.typed("s")
    assert "no entry 'nobody'" in made.said
    assert "1 linked" in made.counter()


def test_a_number_is_that_on_the_screen_though_another_candidate_has_gone_meanwhile(store: Store) -> None:
    made = session(store, "1")
    item = next(item for item in views.doubts(store.record()) if item.line.entry == "m1")
    made.items = [msgspec.structs.replace(item, line=msgspec.structs.replace(item.line, also=("gone", "m2")))]
    made.typed("s")
    assert [(link.a, link.b, link.judgement) for link in store.judgements.links()] == [("m1", "m2", "same")]


def test_a_queue_read_page_by_page_is_that_of_the_whole_and_knows_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AT_ONCE", 7)
    with Store(tmp_path / "r.db") as store:
        list(store.add_many(islice(readings(12), 12)))
        assert paged_queue(store, (), None, None) is None  # nothing is linked yet
        up_to_date(store)
        in_order(store)
        whole = views.doubts(store.record())
        paged = paged_queue(store, (), None, None)
        assert paged is not None
        assert [paged[at] for at in range(len(paged))] == list(whole)
        assert len(paged_queue(store, ("meeting",), None, 3) or ()) == 3
        made = Session(store, paged, "Ida Lund", lambda parts, question: "")
        made.typed("a")
        made.typed("jjjjjjjj")
        assert made.item == whole[9]
        made.typed("u")
        assert made.item and "accepted" not in shown(made)
        store.remove(whole[20].line.document)
        made.at = 20
        assert "not in the record any more" in shown(made)


def test_pasted_words_are_no_keys(store: Store) -> None:
    made = session(store)
    for words in ("Geneva", "a\nr", "\x1b[15~", "x"):
        made.typed(words)
        assert "?" in made.said
    assert store.judgements.all() == ()


def test_what_comes_with_a_key_that_asks_is_not_taken_for_keys(store: Store) -> None:
    session(store, "").typed("eaa")
    assert store.judgements.all() == ()


def test_help_names_every_key_and_goes_at_the_next(store: Store) -> None:
    made = session(store)
    made.typed("?")
    told = shown(made)
    for word in ("accept", "reject", "edit", "same", "undo", "next", "previous", "quit"):
        assert word in told
    made.typed("a")
    assert store.judgements.all() == ()
    assert "in doubt" in shown(made)


def test_an_entry_that_went_meanwhile_is_said(store: Store) -> None:
    made = session(store)
    with Store(store.path) as other:
        other.remove(talks().document.id)
    assert "is not in the record any more" in shown(made)
    made.typed("a")
    assert "no entry" in made.said


# ---- the page ------------------------------------------------------------------------------------------------------


def test_the_words_stand_marked_in_their_paragraph_with_who_says_them(store: Store) -> None:
    made = session(store)
    while here(made) != "m1":
        made.typed("j")
    told = " ".join(shown(made).split())
    assert ("(Lake Wire) - «Anna Berg met Omar Haddad in Geneva on Monday for three hours», said the foreign "
            "ministry of Norland." in told)  # fmt: skip
    assert "foreign ministry of Norland stated, vouches for status held, place Geneva" in told
    assert "2 Jun 2020" in told
    assert "«The two» first met" in told


def test_two_sources_in_one_paragraph_show_it_once(store: Store) -> None:
    made = session(store, kinds=("statement",))
    while here(made) != "s3":
        made.typed("j")
    told = " ".join(shown(made).split())
    assert "Berg told the ministry that «Haddad had invited monitors to the Salt Pass depot»" in told
    assert told.count("Berg wrote on Twitter") == 1


def test_a_hostile_report_cannot_break_the_screen(store: Store) -> None:
    reading = plain(HOSTILE, title="\x1b]0;owned\x07 title")
    store.add(reading)
    store.judgements.make(reading.statements[0].id, "accept", who="\x1b[31m\u202eBerg", why="\x1b[2J")
    store.judgements.make(store.judgements.all()[0].id, "undo", who="\x1b[31m")
    made = session(store, kinds=("statement",))
    made.items = views.doubts(store.record(), document=reading.document.id)
    made.who = "\x1b[31mIda"
    for _ in range(2):
        told = shown(made)
        assert not set(told) & {"\x1b", "\x07", "\u202e"}
        assert "[bold]Report[/]" in told
        assert max(map(len, told.splitlines())) <= 100
        assert len(told.splitlines()) < 60
        made.typed("ak")


# ---- orphans -------------------------------------------------------------------------------------------------------


def test_an_orphan_is_shown_with_its_words_and_taken_back(store: Store) -> None:
    made = orphans(store)
    told = " ".join(shown(made).split())
    assert "Anna Berg edits place of m1: geneva, now oslo" in told
    assert "«Anna Berg met Omar Haddad in Geneva on Monday for three hours»" in told
    assert "orphan: its document is not in the record" in told
    made.typed("a")
    assert "an orphan is taken back (r)" in made.said
    made.typed("r")
    assert store.judgements.orphans() == ()
    made.typed("u")
    assert len(store.judgements.orphans()) == 1


def test_an_orphan_is_told_where_it_belongs_now(store: Store) -> None:
    made = orphans(store, "m9")
    doc = document("Berg and Haddad met in the town of Geneva.", "2020-06-02")
    again = msgspec.structs.replace(talks().meetings[0], id="m9", sources=(msgspec.structs.replace(
        talks().meetings[0].sources[0], span=(0, 19), quote="Berg and Haddad met", statement=None),), topics=())  # fmt: skip
    fields = {"statements": (), "decisions": (), "commitments": (), "verifications": (), "events": (), "plover": ()}
    store.add(msgspec.structs.replace(talks(), document=doc, meetings=(again,), problems=(), times=(), **fields))
    made.typed("s")
    assert made.said == "Ida Lund edits place of m9: geneva, now oslo."
    assert store.judgements.orphans() == ()
    assert states(store) == {"m9": "edited"}
    assert next(one for one in store.judgements.all() if one.who == "Ida Lund").why == (
        f"as Anna Berg said in {store.judgements.all()[0].id}"
    )
    made.typed("u")
    assert states(store) == {}
    assert len(store.judgements.orphans()) == 1


# ---- on a terminal -------------------------------------------------------------------------------------------------


class Terminal:
    """A child process on a pty of its own, of 24 rows and 80 columns."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            # A shell starts background jobs with Ctrl-C ignored, and CI may be one.
            code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
            code += "from dragoman.cli import main; main()"
            environment = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
            environment.pop("COLUMNS", None)
            os.execve(sys.executable, [sys.executable, "-c", code, *arguments], environment)
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = ""

    def until(self, words: str, patience_s: float = 30) -> str:
        """Return what came up to these words; fail when they do not come."""
        end = time.monotonic() + patience_s
        while words not in self.seen:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            assert ready, f"no {words!r} in {self.seen!r}"
            try:
                self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
            except OSError:  # the child has gone
                assert words in self.seen, f"no {words!r} in {self.seen!r}"
        before, _, self.seen = self.seen.partition(words)
        return before

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self, patience_s: float = 30) -> int:
        """Return the exit code of the child, negative for a signal; fail when it does not end."""
        until = time.monotonic() + patience_s
        gone, status = os.waitpid(self.pid, os.WNOHANG)
        while not gone and time.monotonic() < until:
            time.sleep(0.05)
            gone, status = os.waitpid(self.pid, os.WNOHANG)
        if not gone:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)
        assert gone, f"it did not end by itself: {self.seen!r}"
        return os.waitstatus_to_exitcode(status)


def judged() -> list[tuple[str, str]]:
    with Store(Path("dragoman.db")) as opened:
        return [(one.verdict, one.anchor.id if one.anchor else "") for one in opened.judgements.all()]


def test_a_person_at_a_terminal(record: Path) -> None:
    with Store(record) as opened:
        up_to_date(opened)
    terminal = Terminal("review", "--kind", "meeting", "--who", "Ida Lund")
    assert "who takes part is not named" in terminal.until("1 of 3")
    terminal.until("q quit")
    terminal.type("a")
    terminal.until("Ida Lund accepts m3.")
    terminal.until("2 of 3, 1 accepted")
    assert judged() == [("accept", "m3")]
    terminal.until("q quit")
    terminal.type("e")
    terminal.until("leave it)")
    terminal.type("place Bergen\n")
    terminal.until("now Bergen.")
    terminal.until("q quit")
    terminal.type("e")
    terminal.until("leave it): ")
    time.sleep(0.5)  # a Ctrl-C between Python's prompt and its read is only seen at the next line
    terminal.type("\x03")
    terminal.until("2 of 3 (edited), 1 accepted, 1 edited")
    terminal.until("q quit")
    terminal.type("u")
    terminal.until("Ida Lund undoes")
    terminal.until("q quit")
    terminal.type("q")
    terminal.until("1 accepted; 2 of 3 left. All of it is kept")
    assert terminal.end() == 0
    assert [verdict for verdict, _ in judged()] == ["accept", "edit", "undo"]
    with Store(record) as opened:
        assert opened.record().acts  # brought up to date when it ended


@pytest.mark.parametrize(
    ("stop", "code"),
    [(lambda t: t.type("\x03"), 130), (lambda t: os.kill(t.pid, signal.SIGKILL), -signal.SIGKILL)],
)
def test_nothing_is_lost_when_it_is_stopped(record: Path, stop: Callable[[Terminal], None], code: int) -> None:
    terminal = Terminal("review", "--kind", "meeting", "--by", "Ida Lund")
    terminal.until("q quit")
    terminal.type("r")
    terminal.until("rejects m3.")
    stop(terminal)
    assert terminal.end() == code
    assert judged() == [("reject", "m3")]
    with Store(record) as opened:
        assert opened.check() == ()
