from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.model import Document, Reading
from dragoman.record import Store
from tests.cli.conftest import REPORT, Run


def documents(path: Path) -> list[str]:
    with Store(path, create=False) as store:
        return [document.id for document in store.documents()]


def test_add_keeps_and_says_so_and_the_same_again_changes_nothing(run: Run, report: Path, tmp_path: Path) -> None:
    first = run("add", str(report), "--date", "2020-06-02")
    assert first.exit_code == 0, first.output
    assert first.output == f"stored         {report}\ndragoman.db: 1 stored.\n"
    before = (tmp_path / "dragoman.db").read_bytes()
    second = run("add", str(report), "--date", "2020-06-02")
    assert second.exit_code == 0, second.output
    assert second.output == f"already known  {report}\ndragoman.db: 1 already known.\n"
    assert (tmp_path / "dragoman.db").read_bytes() == before
    assert len(documents(tmp_path / "dragoman.db")) == 1


def test_a_better_date_is_kept_and_told(run: Run, report: Path) -> None:
    run("add", str(report))
    result = run("add", str(report), "--date", "2020-06-02")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"updated        {report}  (date 2020-06-02 (given), was unknown")


def test_of_a_folder_with_a_bad_file_the_rest_is_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("add", str(folder), "-r", "other.db")
    assert result.exit_code == 3
    assert "other.db: 2 stored, 1 failed." in result.stdout
    assert result.stderr.startswith("failed         ") and "2.txt" in result.stderr
    assert len(documents(tmp_path / "other.db")) == 2


def test_json_is_one_line_a_file(run: Run, folder: Path) -> None:
    (folder / "4.txt").write_text(REPORT, encoding="utf-8")
    result = run("add", str(folder), "--json")
    told = {Path(line["path"]).name: line for line in map(json.loads, result.stdout.splitlines())}
    assert {name: line["result"] for name, line in told.items()} == {
        "1.txt": "stored", "2.txt": "failed", "3.txt": "stored", "4.txt": "already known"}  # fmt: skip
    assert told["4.txt"]["why"] == f"the same text as {folder / '1.txt'}"
    assert told["1.txt"]["title"] == "Norland opens talks"


def test_standard_input_is_kept_too(run: Run) -> None:
    result = run("add", "-", "--date", "2020-06-02", input=REPORT)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("stored         standard input\n")


def test_the_pool_reads_on_many_cores_and_keeps_the_same(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "2.txt").unlink()
    assert run("add", str(folder), "-j", "1", "-r", "pool.db").exit_code == 0
    assert run("add", str(folder), "-r", "here.db").exit_code == 0
    assert run("export", "json", "-r", "pool.db").output == run("export", "json", "-r", "here.db").output


def test_jobs_are_for_the_pool_and_an_unknown_engine_lists_those_there_are(run: Run, report: Path) -> None:
    clash = run("add", str(report), "--engine", "here", "-j", "2")
    assert (clash.exit_code, "-j is for the engine pool" in clash.stderr) == (2, True)
    unknown = run("add", str(report), "--engine", "steam")
    assert unknown.exit_code == 2
    assert "no engine named 'steam'; known: " in unknown.stderr and "pool" in unknown.stderr


def test_a_reader_that_fails_on_one_document_stops_no_other(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman import plugins

    load = plugins.load

    def stumbling(document: Document) -> Reading:
        if "Friday" in document.text:
            raise ValueError("no Fridays")
        return Reading(document=document, reader="stumbling 1")

    monkeypatch.setattr(plugins, "load", lambda kind, name: stumbling if kind == "reader" else load(kind, name))
    result = run("add", str(folder), "--reader", "stumbling")
    assert result.exit_code == 3
    assert "1 stored, 2 failed" in result.stdout
    assert "no Fridays" in result.stderr


def test_ctrl_c_keeps_what_is_whole_and_says_how_much(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman import plugins

    load = plugins.load

    def interrupted(document: Document) -> Reading:
        if "Friday" in document.text:
            raise KeyboardInterrupt
        return Reading(document=document, reader="slow 1")

    monkeypatch.setattr(plugins, "load", lambda kind, name: interrupted if kind == "reader" else load(kind, name))
    result = run("add", str(folder), "--reader", "slow")
    assert result.exit_code == 130
    assert "interrupted; kept: 1 document; run the same command again to continue." in result.stderr
    assert len(documents(tmp_path / "dragoman.db")) == 1


@pytest.mark.parametrize("place", ["/proc/none.db", "no/such/folder/x.db"])
def test_a_record_that_cannot_be_written_is_a_sentence(run: Run, report: Path, place: str) -> None:
    result = run("add", str(report), "-r", place)
    assert result.exit_code == 5
    assert result.stderr.startswith(f"Error: {place}: ")


def test_a_fault_of_ours_names_the_file_and_debug_shows_where(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(store: Store, document: Document) -> Document:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(Store, "settle", broken)
    result = run("add", str(report))
    assert result.exit_code == 1
    assert f"unexpected happened at '{report}': ZeroDivisionError: oops" in result.stderr
    assert "Traceback" not in result.stderr and "--debug" in result.stderr
    shown = run("add", str(report), "--debug")
    assert isinstance(shown.exception, ZeroDivisionError)


def test_a_bar_is_shown_where_many_are_linked_and_somebody_sees_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.cli.progress import steps

    with steps("linking", 3) as tell:
        tell(1, 5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with steps("linking", 3) as tell:
        tell(1, 2)
    assert "linking" not in capsys.readouterr().err
    with steps("linking", 3) as tell:
        tell(1, 5)
    assert "linking" in (told := capsys.readouterr().err) and "1/5" in told
