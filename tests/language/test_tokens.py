"""Tokenize news, and text that is out to hang the tokenizer."""

from __future__ import annotations

import time
from typing import Any

import pytest

from dragoman.language import mark
from dragoman.language.tokens import english, tokenize
from dragoman.model import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("``We will,'' he said", "`` We will , '' he said"),
        ("WASHINGTON _ The talks", "WASHINGTON _ The talks"),
        ("sea _the talks_ end", "sea _ the talks _ end"),
        ("Korea’s aim – peace", "Korea ’s aim – peace"),
        ("He didn't go to the U.S.", "He did n't go to the U.S."),
    ],
)
def test_marks_are_tokens_of_their_own(text: str, expected: str) -> None:
    assert [token.text for token in tokenize(text)] == expected.split()


def test_the_tokenizer_is_made_once() -> None:
    assert english() is english()


@pytest.mark.parametrize("unit", ["a", "(", "'", '"', ".", "_", "é", "-", "a-", "\x00"])
def test_a_megabyte_without_a_space_does_not_hang(unit: str) -> None:
    text = "He said " + unit * (1_000_000 // len(unit)) + " and left."
    started = time.process_time()
    doc = tokenize(text)
    assert time.process_time() - started < 5
    assert doc.text == text


def test_an_overlong_run_is_a_problem_and_the_rest_is_read() -> None:
    text = "He said " + "a" * 10_000 + " on it. Then he left Cairo."
    marked = mark(Document(id="0" * 12, sha256="0" * 64, text=text))
    assert [p.span for p in marked.problems if p.code == "overlong-word"] == [(8, 10_008)]
    assert marked.doc.text == text
    assert [text[v.span[0] : v.span[1]] for v in marked.verbs][-1] == "left"


def test_a_word_behind_an_exception_is_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []
    tokenizer: Any = english().tokenizer
    search = tokenizer.prefix_search

    def noted(word: str) -> Any:
        cut.append(word)
        return search(word)

    monkeypatch.setattr(tokenizer, "prefix_search", noted)
    first = [token.text for token in tokenize("On Oct. 7 quixley, he can't go.")]
    assert first == ["On", "Oct.", "7", "quixley", ",", "he", "ca", "n't", "go", "."]
    assert any(word.startswith("quixley") for word in cut)
    cut.clear()
    assert [token.text for token in tokenize("On Oct. 8 quixley, he can't go.")] == [*first[:2], "8", *first[3:]]
    assert not [word for word in cut if word.startswith("quixley")]
