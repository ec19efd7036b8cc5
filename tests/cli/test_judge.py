from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from tests.factories import talks


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "lund")
    with Store(Path("dragoman.db")) as store:
        store.add(talks())
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def done(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_judgement_is_told_and_can_be_taken_back(folder: Path) -> None:
    said = done("judge", "m1", "edit", "place", "Oslo", "--by", "Ida Lund", "--why", "the readout says so")
    assert said.startswith("Ida Lund edits place of m1: geneva, now oslo.\nkept as j")
    id = said.split("kept as ")[1].split(";")[0]
    told = done("history", "m1")
    assert f"{id}  " in told
    assert "“Anna Berg met Omar Haddad in Geneva on Monday for three hours”" in told
    assert "because: the readout says so" in told
    assert done("judge", id, "undo").startswith(f"lund undoes {id} of m1.")
    assert "undone" in done("history")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("m1", "accept"), "lund accepts m1."),
        (("m1", "reject"), "lund rejects m1."),
        (("m1", "date", "2020-05"), "lund edits when of m1: 2020-06-01, now 2020-05."),
        (("m2", "edit", "place"), "lund edits place of m2: oslo, now nothing."),
        (("m1", "edit", "topics", "water", "power"), "lund edits topics of m1: Haddad had invited monitors"),
        (("m1", "unsure", "m2"), "lund: m1 and m2, unsure."),
    ],
)
def test_each_verdict_is_told_in_words(folder: Path, words: tuple[str, ...], expected: str) -> None:
    assert done("judge", *words).startswith(expected)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "judge needs an ID and a verdict"),
        (("m1",), "judge needs an ID and a verdict"),
        (("m1", "bless"), "no verdict 'bless'; known: accept, reject, edit"),
        (("m1", "edit", "status", "nice"), "'status' of m1 cannot be 'nice'"),
        (("m1", "accept", "--replay", "x"), "--replay takes in judgements as they were made"),
    ],
)
def test_a_wrong_judgement_is_a_sentence(folder: Path, words: tuple[str, ...], message: str) -> None:
    result = run("judge", *words)
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_history_is_written_and_taken_in_elsewhere(folder: Path) -> None:
    done("judge", "m1", "accept")
    done("judge", "m2", "reject")
    (folder / "j.jsonl").write_text(done("history", "--json"), "utf-8")
    with Store(Path("other.db")) as store:
        store.add(talks())
    assert done("judge", "--replay", "j.jsonl", "-r", "other.db") == "other.db: 2 judgements taken in.\n"
    assert json.loads(done("judge", "--replay", "j.jsonl", "-r", "other.db", "--json")) == {"new": 0, "orphans": 0}
    assert done("history", "--json", "-r", "other.db") == done("history", "--json")
    Store(Path("empty.db")).close()
    assert "2 orphans in the record" in done("judge", "--replay", "j.jsonl", "-r", "empty.db")
    assert "orphan: its document is not in the record" in done("history", "--orphans", "-r", "empty.db")
    result = run("judge", "--replay", "missing.jsonl")
    assert (result.exit_code, "cannot be read" in result.output) == (3, True)


def test_history_of_nothing_says_so(folder: Path) -> None:
    assert done("history") == "nobody has judged anything here.\n"
    assert done("history", "--orphans") == "no orphans: every judgement stands on its words.\n"
    assert "no judgement of 'm1'" in run("history", "m1").output


def test_a_name_cannot_steer_the_terminal(folder: Path) -> None:
    done("judge", "m1", "accept", "--by", "\x1b[31mLund", "--why", "\x1b[2J")
    assert "\x1b" not in done("history")


def test_a_copy_is_put_back_and_what_was_there_is_set_aside(folder: Path) -> None:
    done("judge", "m1", "accept")
    assert done("backup", "copy.db") == "copy.db: copy of dragoman.db, 1 document, 1 judgement.\n"
    assert sorted(path.name for path in folder.glob("copy*")) == ["copy.db"]
    done("judge", "m2", "accept")
    result = run("restore", "copy.db")
    assert (result.exit_code, "there is a record already" in result.output) == (4, True)
    told = done("restore", "copy.db", "--replace")
    assert told.startswith("dragoman.db: restored from copy.db, 1 document, 1 judgement.\nwhat was there before is in ")
    aside = told.split(" is in ")[1].strip().rstrip(".")
    assert done("history", "-r", aside).count("accepts") == 2
    assert done("history").count("accepts") == 1
    assert done("restore", "copy.db", "-r", "new.db").startswith("new.db: restored")
    assert done("check", "-r", "new.db").endswith("sound.\n")
    assert done("backup", "copy.db", "-r", aside).startswith("copy.db: copy of")  # an older copy is replaced


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("backup", "dragoman.db"), "is the record itself"),
        (("backup", "notes.txt"), "is not a record"),
        (("backup", "no/copy.db"), "the folder no does not exist"),
        (("restore", "notes.txt", "-r", "new.db"), "is not a record"),
        (("restore", "missing.db", "-r", "new.db"), "there is no record here"),
        (("restore", "damaged.db", "-r", "new.db"), "is no sound record: the text is not the one"),
        (("restore", "dragoman.db", "--replace"), "is the record itself"),
    ],
)
def test_nothing_else_is_written_over(folder: Path, words: tuple[str, ...], message: str) -> None:
    Path("notes.txt").write_text("Mine.\n", "utf-8")
    with Store(Path("damaged.db")) as store:
        store.add(talks())
        store.connection.execute("UPDATE documents SET sha256 = replace(sha256, 'a', 'b')")
        store.connection.execute("UPDATE documents SET metadata = replace(metadata, sha256, 'b')")
        store.connection.execute("UPDATE documents SET text = text || '!'")
    result = run(*words)
    assert result.exit_code in (4, 5), result.output
    assert message in result.output
    assert Path("notes.txt").read_text("utf-8") == "Mine.\n"
    assert not Path("new.db").exists()
    assert not list(folder.glob(".*.part*"))


WRITE = """
import sys
from pathlib import Path
from dragoman.record import Store
from tests.factories import plain

with Store(Path("dragoman.db")) as store:
    for number in range(10_000):
        store.add(plain(f"Report {number}."))
        store.judgements.make("m1", "accept", who=f"person {number}")
        print(number, flush=True)
"""


def test_a_copy_made_while_others_write_is_whole(folder: Path) -> None:
    root = str(Path(__file__).parents[2])
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE], env={**os.environ, "PYTHONPATH": root}, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    try:
        for number in range(4):
            for _ in range(3):
                told = int(writer.stdout.readline())
            done("backup", f"copy{number}.db")
            with Store(Path(f"copy{number}.db"), create=False) as copy:
                assert copy.check() == ()
                judged = copy.judgements.chain().length
                documents = len(copy.documents())
            assert judged > told  # what was acknowledged before is in it
            assert documents in (judged + 1, judged + 2)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


def test_show_marks_what_was_judged(folder: Path) -> None:
    done("judge", "m1", "edit", "place", "Oslo", "--by", "Ida Lund")
    done("judge", "m1", "accept", "--by", "Anna Berg")
    done("judge", "m2", "reject")
    done("judge", "s1", "accept")
    timeline = " ".join(done("show", "timeline").split())
    assert timeline.count("in Oslo") == 2
    assert "[accepted by Anna Berg; place by Ida Lund]" in timeline
    assert "[rejected by lund]" in timeline
    assert "[accepted by lund]" in done("show", "statements")
    card = done("show", "m1")
    assert "[accepted by Anna Berg; place by Ida Lund]" in " ".join(card.split())
    assert "place as Ida Lund says; read: Geneva" in card
    shown = json.loads(done("show", "m1", "--json"))
    assert shown["line"]["review"]["edits"] == {"place": ["Ida Lund", "geneva"]}
    whole = done("show", talks().document.id)
    assert "[accepted by lund]" in " ".join(whole.split())
    exported = json.loads(done("export", "json"))
    assert [meeting["review"] and meeting["review"]["state"] for meeting in exported["meetings"]] == [
        "accepted",
        "rejected",
        None,
    ]


def test_the_acts_are_kept_up_to_date(folder: Path) -> None:
    with Store(Path("dragoman.db")) as store:
        up_to_date(store)
    done("judge", "m1", "reject")
    with Store(Path("dragoman.db")) as store:
        assert store.record().acts
    Path("judged.jsonl").write_text(done("history", "--json"), encoding="utf-8")
    with Store(Path("again.db")) as store:
        store.add(talks())
        up_to_date(store)
    done("judge", "--replay", "judged.jsonl", "-r", "again.db")
    with Store(Path("again.db")) as store:
        assert len(store.judgements.all()) == 1 and store.record().acts


def test_show_says_when_it_was_read_otherwise(folder: Path) -> None:
    done("judge", "m1", "accept")
    other = msgspec.structs.replace(talks().meetings[0], status="agreed")
    with Store(Path("dragoman.db")) as store:
        store.add(msgspec.structs.replace(talks(), reader="hand 2", meetings=(other,)))
    assert "[it was read otherwise when lund judged it]" in " ".join(done("show", "timeline").split())
