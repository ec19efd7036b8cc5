from __future__ import annotations

import json
from pathlib import Path

import apsw

from tests.cli.conftest import Run


def test_find_shows_the_words_in_their_context(run: Run, record: Path) -> None:
    result = run("find", "monitors", "depot")
    assert result.exit_code == 0, result.output
    assert "v1  verification  2 Jun 2020  Envoys meet in Geneva" in result.output
    assert "invited monitors to the Salt Pass depot" in result.output


def test_find_speaks_json_and_takes_a_limit(run: Run, record: Path) -> None:
    hits = json.loads(run("find", "hotline", "--json").output)
    assert {hit["kind"] for hit in hits} >= {"document", "commitment"}
    assert len(json.loads(run("find", "hotline", "--json", "--limit", "1").output)) < len(hits)


def test_finding_nothing_says_what_to_try(run: Run, record: Path) -> None:
    result = run("find", "unicorn")
    assert result.exit_code == 0
    assert result.output.startswith("nothing found for 'unicorn'.")


def test_a_search_for_nothing_is_refused(run: Run, record: Path) -> None:
    result = run("find", "?!")
    assert result.exit_code == 2
    assert "nothing to search for" in result.stderr


def test_a_sound_record_is_said_to_be_sound(run: Run, record: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (0, "dragoman.db: 2 documents, sound.\n")
    assert json.loads(run("check", "--json").output) == []


def test_a_changed_text_is_a_fault(run: Run, record: Path) -> None:
    connection = apsw.Connection(str(record))
    connection.execute("UPDATE documents SET text = replace(text, 'Geneva', 'Vienna')")
    connection.close()
    result = run("check")
    assert result.exit_code == 1
    assert "its digest differs" in result.output and "put a copy back" in result.output
    assert len(json.loads(run("check", "--json").output)) > 1


def test_a_file_that_is_no_record_is_refused_by_every_verb(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dragoman.db").write_text("not a database at all")
    for verb in (("show", "timeline"), ("find", "x"), ("check",), ("export", "json")):
        result = run(*verb)
        assert result.exit_code == 4, verb
        assert "is not a record" in result.stderr


def test_a_record_from_a_newer_version_is_refused(run: Run, record: Path, report: Path) -> None:
    connection = apsw.Connection(str(record))
    connection.pragma("user_version", 99)
    connection.close()
    for verb in (("show", "open"), ("add", str(report))):
        result = run(*verb)
        assert result.exit_code == 4, verb
        assert "newer" in result.stderr


def test_no_record_says_how_to_make_one(run: Run) -> None:
    result = run("show", "timeline")
    assert result.exit_code == 4
    assert "`dragoman add FILE -r dragoman.db` makes one" in result.stderr
