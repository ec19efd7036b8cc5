"""Cut a stretch of text into the atoms that names are made of: words, abbreviations, marks.

spaCy's tokens keep "U.S.-North" and split "Jong-un" by their own lights; names need the hyphen as an atom of its own,
so that "US-North Korea" holds two names and "Kim Jong-un" one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dragoman.model import Span

LETTER = r"[^\W\d_]"
ATOM = re.compile(
    rf"(?:{LETTER}\.){{2,}}|(?:[A-Z]\.)+[A-Z](?![\w.])"  # U.S., and U.S without its last stop
    rf"|{LETTER}[\w\u0300-\u036f]*(?:['’](?!(?:s|S|re|ve|ll|d|m|t)\b){LETTER}[\w\u0300-\u036f]*)*"  # word, O'Neill
    r"|['’][sS]\b"
    r"|\d[\d.,]*\d|\d"
    r"|\S"
)
HYPHENS = frozenset("-‐‑")


class Atom(NamedTuple):
    """A word or a mark: its text, where it lies, and the key under which terms are looked up."""

    text: str
    start: int
    end: int
    key: str


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Return a word as terms are looked up: lower case, without accents, dots and curly apostrophes."""
    folded = word if word.isascii() else _ascii(word)
    return folded.replace(".", "").lower() if len(folded) > 1 else folded.lower()


def _ascii(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def atoms(text: str, span: Span) -> list[Atom]:
    """Return the atoms of a stretch of the text."""
    return [Atom(word := match[0], match.start(), match.end(), key(word)) for match in ATOM.finditer(text, *span)]


@lru_cache(maxsize=16384)
def keys(words: str) -> tuple[str, ...]:
    """Return the keys of a name, hyphens left out: "Punggye-ri" and "Punggye Ri" have the same."""
    return tuple(atom.key for atom in atoms(words, (0, len(words))) if atom.text not in HYPHENS)


def slug(words: str) -> str:
    """Return a readable id: "Kim Jong-un" gives "kim-jong-un"."""
    return re.sub(r"[^a-z0-9]+", "-", key(words).replace("'", "")).strip("-") or "unnamed"


def without_article(words: str) -> str:
    """Return a description without "the" or "a" before it."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an", "this", "that", "these", "those") else words


def is_capital(word: str) -> bool:
    """Return whether a word starts with a capital letter."""
    return word[:1].isupper()


def is_caps(word: str) -> bool:
    """Return whether a word of two letters or more is all capitals ("NATO", "U.S.")."""
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper()
