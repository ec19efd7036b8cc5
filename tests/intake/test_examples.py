"""The example reports and what `expected.toml` beside them expects of intake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.intake import read_file
from dragoman.model import Document

FOLDER = Path(__file__).parent.parent.parent / "examples" / "second-summit"
EXPECTED: dict[str, Any] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))


def kept(document: Document) -> str:
    text = document.text
    for drop in reversed(document.dropped):
        text = text[: drop.span[0]] + text[drop.span[1] :]
    return text


def reported(value: Any) -> Iterator[tuple[str, str]]:
    """Yield each file with words that a reader must find in it."""
    if isinstance(value, dict):
        if isinstance(value.get("words"), str) and "file" in value:
            yield value["file"], value["words"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from reported(part)


@pytest.mark.parametrize("name", sorted(EXPECTED["documents"]["dropped"]))
def test_words_that_no_reading_may_look_at(name: str) -> None:
    text = kept(read_file(FOLDER / name))
    assert [words for words in EXPECTED["documents"]["dropped"][name] if words in text] == []


def test_words_that_a_reader_must_find_are_kept() -> None:
    texts = {name: kept(read_file(FOLDER / name)) for name, _ in reported(EXPECTED)}
    assert len(texts) >= 8
    assert [(name, words) for name, words in reported(EXPECTED) if words not in texts[name]] == []


@pytest.mark.parametrize("code", ["no-date-in-text", "repeated-title"])
def test_problems(code: str) -> None:
    for name in EXPECTED["documents"][code]:
        assert code in [problem.code for problem in read_file(FOLDER / name).problems]


def test_the_file_in_latin_1() -> None:
    for name in EXPECTED["documents"]["latin-1"]:
        assert [problem.code for problem in read_file(FOLDER / name).problems] == ["encoding-guessed"]
