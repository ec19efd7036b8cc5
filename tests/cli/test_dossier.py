"""The verb `dossier`: a file of either kind, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Run


def test_it_writes_word_and_html_and_says_what_is_in_it(run: Run, record: Path) -> None:
    result = run("dossier", "-o", "d.docx", "-r", str(record))
    assert result.exit_code == 0, result.output
    assert result.output.startswith("d.docx: 7 acts in 5 paragraphs") and "1 source." in result.output
    assert any(paragraph.text == "Chronology" for paragraph in Document("d.docx").paragraphs)
    assert run("dossier", "-o", "d.HTML", "-r", str(record)).exit_code == 0
    assert "in Geneva were held" in Path("d.HTML").read_text("utf-8")


def test_days_choose_what_the_chronology_tells(run: Run, record: Path) -> None:
    result = run("dossier", "-o", "d.html", "-r", str(record), "--until", "2019", "--as-of", "2020-06-15")
    assert result.exit_code == 0, result.output
    page = Path("d.html").read_text("utf-8")
    assert "in Oslo was held" in page and "in Geneva were held" not in page
    assert "as it stood on 15 Jun 2020" in page


@pytest.mark.parametrize("name", ["d.pdf", "docx", "-"])
def test_another_kind_of_file_is_refused_before_anything_is_written(run: Run, record: Path, name: str) -> None:
    result = run("dossier", "-o", name, "-r", str(record))
    assert result.exit_code == 2
    assert "neither a .docx nor a .html file" in result.output
    assert not Path(name).exists()


def test_a_wrong_day_is_told(run: Run, record: Path) -> None:
    result = run("dossier", "-o", "d.html", "-r", str(record), "--since", "soon")
    assert (result.exit_code, Path("d.html").exists()) == (2, False)
