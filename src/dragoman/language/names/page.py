"""Lay out the sentences of a document for the search of names: atoms, headlines, and which words the text has small."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.language.names.atoms import HYPHENS, Atom, atoms, is_capital, key
from dragoman.language.names.gazetteer import Index
from dragoman.language.names.heard import Heard, heard
from dragoman.language.syntax.words import tagged
from dragoman.markup import Marked, Named
from dragoman.model import Span
from dragoman.terms import rows

OPENERS = frozenset("\"“”‘'`«„([:•*-–—_…")
QUOTES = frozenset("\"“”‘'`«„:")


class Line(NamedTuple):
    """A sentence as atoms; `headline` where capitals tell nothing (a title in title case, a line in capitals)."""

    atoms: list[Atom]
    headline: bool
    shouted: bool
    heard: dict[int, Heard]


class Page(NamedTuple):
    """The lines of a document, and the words it has in small letters and in capitals where capitals tell something."""

    text: str
    lines: list[Line]
    small: frozenset[str]
    capital: frozenset[str]
    year: int | None
    again: Index = Index({}, {})  # the names found in the text, for where the model missed them


@cache
def shape_words(kind: str) -> frozenset[str]:
    """Return the words of one kind in terms/name_shapes.tsv, as written."""
    return frozenset(word for row in rows("name_shapes") if row["kind"] == kind for word in row["words"].split())


@cache
def shape_keys(kind: str) -> frozenset[str]:
    """Return the keys of the words of one kind in terms/name_shapes.tsv."""
    return frozenset(key(word) for word in shape_words(kind))


@cache
def given_names() -> dict[str, str]:
    """Return the gender ("m", "f") of given names that have one, by key; names of both have "u"."""
    found: dict[str, str] = {}
    for row in rows("given_names"):
        for name in row["names"].split():
            found[key(name)] = row["gender"] if found.get(key(name), row["gender"]) == row["gender"] else "u"
    return found


def page(marked: Marked) -> Page:
    """Return the lines of a document with the evidence that its small and capital letters give."""
    document = marked.document
    spans = [sentence.span for sentence in marked.sentences] or _whole(document.text)
    titles = {sentence.span for sentence in marked.sentences if sentence.role == "title"}
    lines = [_line(document.text, span, span in titles, marked.named) for span in spans]
    small = {atom.key for line in lines if not line.shouted for atom in line.atoms if atom.text.islower()}
    capital = {atom.key for line in lines for atom in _telling(line)}
    year = document.date.edtf[:4] if document.date else ""
    number = int(year) if year.isdigit() else None
    return Page(document.text, lines, frozenset(small), frozenset(capital), number)


def _whole(text: str) -> list[Span]:
    return [(0, len(text))] if text else []


def _line(text: str, span: Span, title: bool, named: Sequence[Named]) -> Line:
    found = atoms(text, span)
    words = [atom.text for atom in found if atom.text[:1].isalpha()]
    shouted = _share(words, lambda_upper=True) > 0.7
    headline = shouted or (
        title and _share([w for w in words if len(w) > 3], lambda_upper=False) > 0.7 and len(words) > 2
    )
    return Line(found, headline, shouted, heard(found, named, shape_keys("tail")))


def _share(words: Sequence[str], *, lambda_upper: bool) -> float:
    """Return which share of the words is in capitals, or starts with one."""
    fits = [word.isupper() if lambda_upper else is_capital(word) for word in words]
    return sum(fits) / len(fits) if len(fits) > 1 else 0.0


def _telling(line: Line) -> Iterable[Atom]:
    """Return the capitalised words of a line whose capital is not owed to their place."""
    if line.headline:
        return
    for at, atom in enumerate(line.atoms):
        if is_capital(atom.text) and not starts(line, at):
            yield atom


def starts(line: Line, at: int) -> bool:
    """Return whether a word has its capital from its place: first in the sentence or the quotation."""
    if at == 0:
        return True
    before = line.atoms[at - 1].text
    if before in QUOTES:
        return True
    if before in ".?!":
        word = line.atoms[at - 2].key if at > 1 else ""
        return len(word) > 2 and word not in tagged("title-abbreviation")
    return before in OPENERS and all(atom.text in OPENERS for atom in line.atoms[:at])


def glued(line: Line, at: int) -> bool:
    """Return whether an atom follows the one before it without a space."""
    return 0 < at < len(line.atoms) and line.atoms[at].start == line.atoms[at - 1].end


def is_hyphen(line: Line, at: int) -> bool:
    """Return whether an atom is a hyphen inside a word."""
    return 0 < at < len(line.atoms) - 1 and line.atoms[at].text in HYPHENS and glued(line, at) and glued(line, at + 1)


def atom_at(line: Line, offset: int) -> int:
    """Return the number of the first atom that starts at or after an offset."""
    return bisect_left(line.atoms, offset, key=lambda atom: atom.start)


@cache
def never() -> frozenset[str]:
    """Return the words with a capital that are no names: months, days, "Internet"."""
    return shape_words("month") | shape_words("day") | shape_words("not-a-name")


def nameable(line: Line, small: frozenset[str], at: int) -> bool:
    """Return whether a word may be a name where the model hears none; `small` are the words without a capital."""
    word = line.atoms[at]
    return is_capital(word.text) and word.text not in never() and word.key not in small and not _month(line, at)


def _month(line: Line, at: int) -> bool:
    """Return whether "Jan" or "Mar" is a month here: with a stop or a number after it."""
    if line.atoms[at].text not in shape_words("month-short") or at + 1 >= len(line.atoms):
        return False
    after = line.atoms[at + 1].text
    return after == "." or after[0].isdigit()
