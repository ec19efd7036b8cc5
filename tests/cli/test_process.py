"""The command as a real process: exit codes, pipes, Ctrl-C, standard input."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from dragoman.record import Store
from tests.cli.conftest import REPORT

# A shell starts background jobs with Ctrl-C ignored, and CI may be one; a person at a terminal has it as Python sets it.
INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMAND = [sys.executable, "-c", INTERRUPTIBLE + "from dragoman.cli import main; main(prog_name='dragoman')"]


def dragoman(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_help_names_every_verb_and_the_exit_codes() -> None:
    result = dragoman("--help")
    assert result.returncode == 0
    verbs = result.stdout.split("Commands:")[1].split("Exit codes")[0].splitlines()
    names = [
        "read", "add", "import", "show", "find", "link", "judge", "review", "history", "ledger", "evidence", "sequence",
        "options", "agenda", "dossier", "serve", "export", "code", "check", "backup", "restore", "doctor",
    ]  # fmt: skip
    assert [line.split()[0] for line in verbs if line.strip()] == names
    assert "130 Ctrl-C" in result.stdout and "..." not in result.stdout.split("Commands:")[1]


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, dragoman.cli; print(sorted({'rich', 'spacy', 'msgspec', 'apsw', 'yaml'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_no_colours_in_a_pipe(record: Path) -> None:
    result = dragoman("show", "timeline", env={**os.environ, "TERM": "xterm-256color"})
    assert result.returncode == 0, result.stderr
    assert "\x1b" not in result.stdout and "● held" in result.stdout


def test_ascii_where_the_encoding_has_no_symbols(record: Path) -> None:
    result = dragoman("show", "timeline", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0, result.stderr
    assert "* held" in result.stdout and result.stdout.isascii()


def test_json_is_utf8_whatever_the_terminal_speaks(record: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [*COMMAND, "read", "-", "--json"], input="Berg said “no”.".encode(), env=env, capture_output=True
    )
    assert result.returncode == 0, result.stderr
    assert "“no”".encode() in result.stdout or b'"title":null' in result.stdout


def test_a_reader_that_leaves_is_no_error(record: Path) -> None:
    process = subprocess.Popen([*COMMAND, "show", "timeline"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert (process.wait(timeout=60), process.stderr.read()) == (141, b"")
    process.stderr.close()


def test_ctrl_c_keeps_whole_documents_and_the_same_command_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(70):
        (folder / f"{number:02}.txt").write_text(REPORT.replace("Monday", f"Monday, day {number}"), encoding="utf-8")
    command = [*COMMAND, "add", str(folder), "-", "--date", "2020-06-02"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stderr and process.stdin
    guard = threading.Timer(45, process.kill)  # a reader that fails would leave us waiting for lines that never come
    guard.start()
    # 64 documents make a batch; its first line says that it is safe. The other six are read, then wait for standard input.
    assert process.stdout.readline().startswith("stored ")
    lines = [process.stdout.readline() for _ in range(63)]
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    guard.cancel()
    assert process.returncode == 130, errors
    assert all(line.startswith("stored ") for line in lines)
    with Store(tmp_path / "dragoman.db", create=False) as store:
        kept = len(store.documents())
        assert 64 <= kept <= 70 and store.check() == ()
    assert errors == f"Error: interrupted; kept: {kept} documents; run the same command again to continue.\n"
    again = dragoman("add", str(folder), "-", "--date", "2020-06-02", input=REPORT)
    assert again.returncode == 0, again.stderr
    assert again.stdout.endswith(f"dragoman.db: {71 - kept} stored, {kept} already known.\n")


def test_a_misspelt_verb_is_told(tmp_path: Path) -> None:
    result = dragoman("shwo")
    assert result.returncode == 2
    assert "No such command 'shwo'" in result.stderr
