"""What is no English report, through the whole path, in Python and on the command line: a reading, never a crash."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.intake import document_of, with_date
from dragoman.model import Reading
from dragoman.reading import read
from tests.factories import document

TOKEN = "x" * 2_000_000
SECONDS = 20.0
"""Processor time that two megabytes of one token may take: some times what they take on a busy core."""

BAD = {
    "no sentence": "delegations of the northern states in the old harbour house by the lake " * 40,
    "marks": "1 ... !!! ??? ((( ))) --- *** ___ \n\n. . . . .",
    "emoji": "👍🏽 The envoy 👩‍👩‍👧 said 🇳🇴 that the talks 🎉🎉 would resume 🕊️. " * 5,
    "right to left": "قال المبعوث إن المحادثات ستستأنف في مارس. אמר השליח כי השיחות יתחדשו במרץ.",
    "right to left inside English": "The envoy said \u202eسيعود الوفد\u202c that the talks would resume in March.",
    "control characters": "The envoy said\x07 that\x1b[31m the talks\x08 would\u200b re\u00adsume\ufeff in March.\x7f",
    "mixed languages": "The envoy said that talks would resume. Der Gesandte sagte, die Gespräche gingen weiter. "
    "Посланник заявил, что переговоры возобновятся. 特使表示会谈将在三月恢复。",
    "another language": "Der Gesandte sagte am Montag, dass die Gespräche im März in Genf weitergehen sollen. " * 5,
    "combining marks": "T" + "\u0301" * 3000 + "he envoy said that the talks would resume.",
    "one quotation": '"' * 500 + " The envoy said.",
}


def sound(reading: Reading) -> None:
    """Every quotation is what lies at its span."""
    for entry in (*reading.statements, *reading.meetings, *reading.events, *reading.commitments):
        for source in entry.sources:
            assert reading.document.text[slice(*source.span)] == source.quote


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_document_is_read(text: str) -> None:
    document = with_date(document_of(text.encode(), "report.txt"), "2021-03-17")
    sound(read(document))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ufeff", "... !!!", *BAD.values()])
def test_a_document_that_no_intake_made_is_read(text: str) -> None:
    sound(read(document(text)))


@pytest.mark.parametrize("name", ["right to left", "another language"])
def test_a_text_that_is_not_english_is_said_as_a_problem(name: str) -> None:
    found = read(document_of(BAD[name].encode(), "report.txt"))
    assert "not-english" in {problem.code for problem in found.problems}


def test_control_characters_are_said_as_a_problem() -> None:
    found = read(document_of(BAD["control characters"].encode(), "report.txt"))
    assert "control-characters" in {problem.code for problem in found.problems}


def test_the_command_reads_all_of_them(tmp_path: Path) -> None:
    for name, text in BAD.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    result = CliRunner().invoke(main, ["read", "--json", "--date", "2021-03-17", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == len(BAD)


def test_the_command_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "marks.txt").write_text("... !!!", encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes(b"The envoy\x00said")
    result = CliRunner().invoke(main, ["read", str(tmp_path)])
    assert result.exit_code == 3
    assert "marks.txt: holds no letter or digit" in result.stderr and "bytes.txt: holds NUL bytes" in result.stderr


@pytest.mark.parametrize("text", [TOKEN, "é" * 1_000_000], ids=["letters", "two bytes each"])
def test_two_megabytes_of_one_token_are_read_in_bounded_time(text: str) -> None:
    began = time.process_time()
    found = read(document_of(text.encode(), "report.txt"))
    assert time.process_time() - began < SECONDS
    assert "overlong-word" in {problem.code for problem in found.problems}
