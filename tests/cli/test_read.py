from __future__ import annotations

import json
from pathlib import Path

from dragoman.cli.console import fitting
from tests.cli.conftest import REPORT, Run


def test_read_prints_the_document_and_what_it_says_and_keeps_nothing(run: Run, report: Path, tmp_path: Path) -> None:
    result = run("read", str(report), "--date", "2020-06-02")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "Norland opens talks"
    assert lines[1].startswith("2 Jun 2020 (given) · GENEVA (Lake Wire) · news report · document ")
    assert not (tmp_path / "dragoman.db").exists()


def test_json_is_one_object_a_line_with_spans_that_point_at_the_words(run: Run, folder: Path) -> None:
    (folder / "2.txt").unlink()
    result = run("read", str(folder), "--date", "2020-06-02", "--json")
    assert result.exit_code == 0, result.output
    readings = [json.loads(line) for line in result.output.splitlines()]
    assert [reading["document"]["title"] for reading in readings] == ["Norland opens talks"] * 2
    assert "text" not in readings[0]["document"]
    for reading, text in zip(readings, (REPORT, REPORT.replace("Monday", "Friday")), strict=True):
        for entry in (entry for kind in ("statements", "meetings") for entry in reading[kind]):
            assert all(text[slice(*source["span"])] == source["quote"] for source in entry["sources"])


def test_a_dash_reads_standard_input(run: Run) -> None:
    result = run("read", "-", "--date", "2020-06-02", input=REPORT)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Norland opens talks\n2 Jun 2020 (given)")


def test_a_bad_file_is_reported_and_the_others_are_read(run: Run, folder: Path) -> None:
    result = run("read", str(folder), "--date", "2020")
    assert result.exit_code == 3
    assert result.stdout.splitlines().count("Norland opens talks") == 2
    assert "2.txt" in result.stderr and result.stderr.startswith("Error: ")


def test_the_date_is_checked_before_anything_is_read(run: Run) -> None:
    result = run("read", "no-such-file.txt", "--date", "yesterday")
    assert result.exit_code == 2
    assert "'yesterday' is not a date" in result.stderr and "2018-10-07" in result.stderr


def test_missing_files_folders_without_reports_and_empty_files_are_sentences(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.txt").touch()
    result = run("read", "missing.txt", "empty", "nothing.txt")
    assert result.exit_code == 3
    assert result.stderr.count("Error: ") == 3
    assert "no reports in this folder" in result.stderr


def test_a_file_named_twice_is_read_once(run: Run, report: Path) -> None:
    result = run("read", str(report), str(report), "--json")
    assert len(result.output.splitlines()) == 1


def test_an_unknown_reader_lists_those_there_are(run: Run, report: Path) -> None:
    result = run("read", str(report), "--reader", "crystal-ball")
    assert result.exit_code == 2
    assert "no reader named 'crystal-ball'; known: " in result.stderr and "rules" in result.stderr


def test_a_terminal_without_unicode_gets_letters_for_symbols() -> None:
    assert fitting("● held  “no” – Montréal ◆", "ascii") == '* held  "no" - Montr?al +'
    assert fitting("● held", "utf-8") == "● held"


def test_a_text_that_says_nothing_of_the_kind_says_so(run: Run) -> None:
    result = run("read", "-", "--date", "2020-06-02", input="The recipe needs three eggs and a lemon.\n")
    assert result.exit_code == 0 and "nothing found in this text." in result.output


def test_equal_problems_stand_once_with_their_number(run: Run) -> None:
    text = "OSLO (Reuters) - Talks went on.\n\n" + 'Anna Berg said "we will meet.\n\n' * 5
    result = run("read", "-", "--date", "2020-06-02", input=text)
    assert "Problems (" in result.output
    assert result.output.count("quote-mark") == 1 and "(5 times)" in result.output
