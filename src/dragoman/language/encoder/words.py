"""Turn words into what the encoder reads: subword ids and the shape of each word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CLS, SEP, UNKNOWN = 101, 102, 100
NONE, LOWER, TITLE, UPPER, MIXED, SYMBOL, INITIAL, ALPHANUMERIC = range(8)
LONGEST_WORD = 12
"""Subwords kept of one word: a URL or a line of dashes must not fill the window."""
SPELT = 100
"""Characters looked at of one word."""
REMEMBERED = 50_000
"""Words whose subwords are remembered: a process that reads for days must not grow."""


def case_of(word: str) -> int:
    """Name the casing of a word, the half of its spelling that an uncased vocabulary drops."""
    if not any(c.isalpha() for c in word):
        return SYMBOL
    if any(c.isdigit() for c in word):
        return ALPHANUMERIC
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else INITIAL
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


@dataclass(frozen=True, slots=True)
class Subwords:
    """Hold the subwords of some words: `first[i]` is where word i starts, `first[-1]` where the last one ends."""

    ids: list[int]
    cases: list[int]
    first: list[int]

    def part(self, start: int, end: int) -> Subwords:
        """Return those of words `start` to `end`."""
        a, b = self.first[start], self.first[end]
        return Subwords(self.ids[a:b], self.cases[a:b], [place - a for place in self.first[start : end + 1]])


class WordPieces:
    """Cut words with the encoder's own vocabulary; a word is cut once and remembered."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(vocabulary))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.known: dict[str, tuple[list[int], list[int]]] = {}

    def pieces(self, word: str) -> list[int]:
        """Give the subword ids of one word: at least one, at most twelve."""
        return self._looked_up(word)[0]

    def cut(self, words: Sequence[str]) -> Subwords:
        """Cut a run of words, without the special tokens at the ends."""
        ids: list[int] = []
        cases: list[int] = []
        first = [0]
        for word in words:
            pieces, shapes = self._looked_up(word)
            ids += pieces
            cases += shapes
            first.append(len(ids))
        return Subwords(ids, cases, first)

    def _looked_up(self, word: str) -> tuple[list[int], list[int]]:
        """Give the subword ids of a word and, for each, the casing of the word."""
        found = self.known.get(word)
        if found is None:
            ids = list(self.tokenizer.encode(word[:SPELT], add_special_tokens=False).ids)[:LONGEST_WORD] or [UNKNOWN]
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            found = self.known[word] = ids, [case_of(word)] * len(ids)
        return found
