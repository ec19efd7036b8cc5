"""The verb `code`: rows of every document, failures told, and the same file whether it was disturbed or not."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.engines import here, pool
from dragoman.model import Document, Failure, Reader, Reading
from tests.cli.conftest import Run

TEXTS = ["The US met Iran in Oslo.", "Russia imposed sanctions on Ukraine.", "Iran refused to meet Mike Pompeo."]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: starting others takes seconds."""
    monkeypatch.setattr(pool, "run", lambda reader, documents, workers: here.run(reader, documents))


@pytest.fixture
def news() -> Path:
    path = Path("news.jsonl")
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(TEXTS)))
    return path


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def test_rows_go_into_a_file(run: Run, news: Path) -> None:
    result = run("code", "news.jsonl", "--out", "events.jsonl", "--date", "2018-10-07")
    assert (result.exit_code, result.stdout) == (0, "events.jsonl: 3 rows of 3 documents.\n")
    assert "text 'text', id 'id', no date" in result.stderr
    found = lines("events.jsonl")
    assert [(row["document_id"], row["event"], row["status"]) for row in found] == [
        ("d0", "CONSULT", "held"),
        ("d1", "SANCTION", "happened"),
        ("d2", "REJECT", "refused"),
    ]
    assert {row["document_date"] for row in found} == {"2018-10-07"}
    assert [row["sentence"] for row in found] == TEXTS
    assert sorted(os.listdir()) == ["events.jsonl", "news.jsonl"]


def test_rows_go_to_the_screen_without_a_file(run: Run, news: Path) -> None:
    result = run("code", "-", "--limit", "2", input=news.read_bytes())
    assert result.exit_code == 0
    assert [json.loads(line)["document_id"] for line in result.stdout.splitlines()] == ["d0", "d1"]
    assert os.listdir() == ["news.jsonl"]


def test_a_bad_document_is_a_failure_with_its_place_and_not_the_end(run: Run, news: Path) -> None:
    news.write_text(news.read_text() + "[1]\n" * 12 + json.dumps({"text": TEXTS[0]}))
    result = run("code", "news.jsonl", "-o", "events.csv")
    assert result.exit_code == 3
    assert result.stderr.count("not an object in braces") == 10
    assert "events.failures.jsonl will list them all" in result.stderr
    assert result.stdout == "events.csv: 4 rows of 4 documents, 12 failed (events.failures.jsonl).\n"
    assert lines("events.failures.jsonl")[0] == {
        "document_id": "news.jsonl:4",
        "where": "news.jsonl, line 4",
        "why": "news.jsonl, line 4: not an object in braces but list.",
    }


def test_a_run_that_was_cut_short_ends_with_the_file_of_one_that_was_not(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.write_text(news.read_text() + "[1]\n" + json.dumps({"text": TEXTS[0]}))
    assert run("code", "news.jsonl", "-o", "whole.csv").exit_code == 3
    read: list[str] = []

    def until_interrupted(reader: Reader, documents: Iterable[Document], workers: int) -> Iterator[Reading | Failure]:
        for document in documents:
            read.append(document.text)
            yield reader(document)
            if len(read) == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(pool, "run", until_interrupted)
    result = run("code", "news.jsonl", "-o", "cut.csv")
    assert (result.exit_code, "kept: 2 documents; run the same command again" in result.stderr) == (130, True)
    assert not Path("cut.csv").exists()
    other = run("code", "news.jsonl", "-o", "cut.csv", "--limit", "1")
    assert (other.exit_code, "with other files or options" in other.stderr) == (2, True)
    assert run("code", "news.jsonl", "-o", "cut.csv").exit_code == 3
    assert read == [*TEXTS, TEXTS[0]]  # none twice
    assert Path("cut.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert Path("cut.failures.jsonl").read_bytes() == Path("whole.failures.jsonl").read_bytes()
    assert not Path("cut.csv.unfinished").exists()


@pytest.mark.parametrize(
    ("change", "words"), [(TEXTS[::-1], "line 1 is not what it was"), (TEXTS[:1], "only 1 document")]
)
def test_an_input_that_changed_is_told(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, change: list[str], words: str
) -> None:
    def two_then_none(reader: Reader, documents: Iterable[Document], workers: int) -> Iterator[Reading | Failure]:
        every = iter(documents)
        yield reader(next(every))
        yield reader(next(every))
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "run", two_then_none)
    assert run("code", "news.jsonl", "-o", "cut.csv").exit_code == 130
    monkeypatch.setattr(pool, "run", lambda reader, documents, workers: here.run(reader, documents))
    news.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(change)))
    result = run("code", "news.jsonl", "-o", "cut.csv")
    assert (result.exit_code, words in result.stderr) == (2, True)
    assert "remove cut.csv.unfinished to begin anew" in result.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("news.jsonl", "-o", "none/o.csv"), 5, "needs a folder that exists"),
        (("news.jsonl", "-o", "o.xlsx"), 2, "name it *.jsonl, *.csv, *.tsv, *.parquet"),
        (("news.jsonl", "-o", "folder.csv"), 2, "is a folder; name a file"),
        (("news.jsonl", "-o", "news.csv"), 2, "is there already, and whole"),
        (("news.jsonl", "--text-column", "body", "-o", "o.csv"), 2, "Its columns: id, text"),
        (("none.jsonl", "-o", "o.csv"), 3, "there is no such file"),
        (("empty.csv", "-o", "o.csv"), 3, "nothing could be read, 1 document failed: see o.failures.jsonl"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(
    run: Run, news: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    Path("folder.csv").mkdir()
    Path("news.csv").write_text("old")
    Path("empty.csv").touch()
    result = run("code", *arguments)
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
    assert not [name for name in os.listdir() if name.startswith("o.") and not name.startswith("o.failures")]
    assert Path("news.csv").read_text() == "old"


def test_progress_is_shown_on_a_terminal_only(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.cli.progress import Progress, shown

    with shown(["news.jsonl"]) as progress:
        assert progress.bar is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with shown(["news.jsonl"]) as progress:
        assert progress.bar is not None
    progress = Progress(100)
    progress.arrived(5, 50)  # done by an earlier run
    progress.started -= 10
    for number, at in ((6, 60), (7, 75)):
        progress.read()
        progress.arrived(number, at)
    assert progress.told().startswith("7 documents  0.2/s  0:00:10 left"), progress.told()
