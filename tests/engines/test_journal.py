"""What a run has done is kept across a kill, and nothing else is taken for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.engines.journal import Journal, written
from dragoman.problems import RecordError, StorageError, UsageError


def test_what_was_kept_is_there_again_in_the_order_of_the_input(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with Journal(out, "a") as journal:
        journal.keep(2, b"two", b"[2]")
        journal.keep(1, b"one", None, b"bad")
    with Journal(out, "a") as journal:
        assert (journal.done, journal.last) == (2, 2)
        assert journal.has(1, b"one", "one") and journal.has(2, b"two", "two")
        assert not journal.has(3, b"three", "three")
        journal.keep(3, b"three", b"[3]")
        assert (list(journal.rows()), list(journal.failures())) == ([b"[2]", b"[3]"], [b"bad"])
        journal.over = True
    assert os.listdir(tmp_path) == []


def test_another_run_and_another_input_are_told(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with Journal(out, '{"limit":5}') as journal:
        journal.keep(1, b"one", b"[]")
    with pytest.raises(UsageError, match=r'not finished, with other files or options: {"limit":5}'):
        Journal(out, '{"limit":6}')
    with Journal(out, '{"limit":5}') as journal, pytest.raises(UsageError, match="news.csv, line 2 is not what it was"):
        journal.has(1, b"other", "news.csv, line 2")


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with Journal(tmp_path / "out.csv", "a"), pytest.raises(RecordError, match="another run is writing to it"):
        Journal(tmp_path / "out.csv", "a")


def test_a_folder_that_is_not_there_and_a_file_that_is_not_ours_are_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="needs a folder that exists"):
        Journal(tmp_path / "none" / "out.csv", "a")
    (tmp_path / "out.csv.unfinished").write_bytes(b"something else" * 100)
    with pytest.raises(RecordError, match="Remove it to begin anew"):
        Journal(tmp_path / "out.csv", "a")


def test_a_kill_costs_what_was_done_since_the_last_second(tmp_path: Path) -> None:
    code = (
        "import os, sys, pathlib; from dragoman.engines import journal; journal.KEEP_S = -1 if sys.argv[2] == 'now' else 60\n"
        "kept = journal.Journal(pathlib.Path(sys.argv[1]), 'a')\n"
        "for number in (1, 2, 3): kept.keep(number, b'd', b'[]')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    for name, done in (("now", 3), ("late", 0)):
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name), name], check=False)
        with Journal(tmp_path / name, "a") as journal:
            assert journal.done == done


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")

    def fail(file: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match=r"cannot write .*out\.csv': No space left on device"):
        written(out, fail)
    assert out.read_bytes() == b"old"
    written(out, lambda file: file.write(b"new"))
    assert out.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.csv"]
