"""The examples of README.md and docs/ work as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "first-record.md", ROOT / "docs" / "adding.md")
TOUR = ROOT / "docs" / "tour.md"
TERMS = ROOT / "docs" / "terms.md"
ALEXANDRIA = ["361058", "Alexandria", "Alexandria", "", "31.20", "29.92", "P", "PPLA", "EG", *[""] * 5, "5263542"] + [
    ""
] * 4
REPORT = "PARIS - French President Emmanuel Macron will meet German Chancellor Angela Merkel on Monday, an aide said.\n"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path) -> None:
    for code in blocks(page, "python"):
        exec(compile(code, str(page), "exec"), {})


@pytest.mark.parametrize("page", (*PAGES[:2], TERMS, TOUR), ids=lambda page: page.name)
def test_shell_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "report.txt").write_text(REPORT, "utf-8")
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    (tmp_path / "cities15000.txt").write_text("\t".join(ALEXANDRIA) + "\n", "utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("dragoman ")]
    assert len(lines) >= (2 if page == TERMS else 5)
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0, f"{line}\n{result.output}"


def test_the_two_commands_are_there_and_ci_runs_the_second() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "scripts/demo " in text
    assert "scripts/test " in text
    assert "scripts/test" in (ROOT / ".ci" / "run").read_text("utf-8")
