"""Load knowledge: data files beside this one, tab separated, each with its source and version on the first line.

    # source: ...; version: 2026-11-25
    name<TAB>kind<TAB>...          the header
    Pyongyang<TAB>city<TAB>...

A cell that holds several values separates them with ` | `. What a user adds in a file of their own (`added.py`) is laid
over these tables while one document is read: `using(added)` says which, and `cached` keeps what is made of them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from importlib.resources import files
from typing import TypeAlias, TypeVar

from dragoman.problems import DragomanError

Row: TypeAlias = dict[str, str]
Made = TypeVar("Made")

MERGED = ("people", "institutions", "places", "countries")  # a user's row there may speak of one of ours
FILES_AT_ONCE = 4  # how many users' files a process keeps the indexes of


@dataclass(frozen=True)
class Added:
    """A user's terms: rows by table, with a digest of the file that tells them from others."""

    digest: str
    tables: Mapping[str, tuple[Row, ...]] = field(compare=False)


# An argument of every look-up, handed down by context: a name is looked up twenty calls below the reader.
_ADDED: ContextVar[Added | None] = ContextVar("added terms", default=None)


@contextmanager
def using(added: Added | None) -> Iterator[None]:
    """Lay a user's terms over the tables while the block runs, in this thread alone."""
    token = _ADDED.set(added)
    try:
        yield
    finally:
        _ADDED.reset(token)


def cached(function: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what a function makes of the tables, apart for each set of added terms."""

    @lru_cache(FILES_AT_ONCE)
    def made(added: Added | None) -> Made:
        return function()

    @wraps(function)
    def ask() -> Made:
        return made(_ADDED.get())

    return ask


def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of `terms/NAME.tsv`, each a dict by the header's names; missing cells are empty strings.

    Rows that a user added come first; one that names a row of ours takes its place, and keeps what it leaves empty.
    """
    return _merged(name, _ADDED.get())


def added_ids() -> frozenset[str]:
    """Return the ids of the actors and places that a user added."""
    added = _ADDED.get()
    return frozenset(row["id"] for table in added.tables.values() for row in table) - {""} if added else frozenset()


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell: `A | B` gives `("A", "B")`."""
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of the words (or patterns), the earlier before the later where both begin alike.

    Words of one first letter stand together, so that all others are ruled out at once where a text has that letter.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        plain = word[:1].isalnum() and word[1:2] not in tuple("?*+{")
        rests.setdefault(word[0].lower() if plain else word, []).extend([word[1:]] if plain else [])
    return "|".join(f"{first}(?:{'|'.join(rest)})" if rest else first for first, rest in rests.items())


@cache
def _ours(name: str) -> tuple[Row, ...]:
    lines = files("dragoman.terms").joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("# source: "):
        raise DragomanError(f"terms/{name}.tsv: the first line must say '# source: ...; version: ...'")
    header = lines[1].split("\t")
    body = (line.split("\t") for line in lines[2:] if line.strip() and not line.startswith("#"))
    return tuple(dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True)) for cells in body)


@lru_cache(maxsize=256)
def _merged(name: str, added: Added | None) -> tuple[Row, ...]:
    ours = _ours(name)
    extra = added.tables.get(name, ()) if added else ()
    if not extra or name not in MERGED:
        return (*extra, *ours)
    called: dict[str, str] = {}
    found: dict[str, Row] = {}
    for row in ours:
        id = row.get("id") or row.get("iso3", "").lower() or row["name"]
        found[id] = row
        for word in (id, row["name"], *values(row["variants"])):
            called.setdefault(word.casefold(), id)
    theirs: dict[str, Row] = {}
    for row in extra:
        id = called.get(row["id"]) or called.get(row["name"].casefold()) or row["id"]
        under = theirs.get(row["id"]) or found.pop(id, None)
        theirs[row["id"]] = _over(under, row) if under else row
    return (*theirs.values(), *found.values())


def _over(ours: Row, theirs: Row) -> Row:
    """Return a row of ours with a user's laid over it; lists of names are joined."""
    lists: Row = {
        column: " | ".join(dict.fromkeys((*values(theirs.get(column, "")), *values(ours.get(column, "")))))
        for column in ("variants", "metonyms")
        if column in ours
    }
    if "variants" in lists and theirs.get("name") and theirs["name"] != ours["name"]:
        lists["variants"] = " | ".join((*values(lists["variants"]), ours["name"]))
    return {**ours, **{column: cell for column, cell in theirs.items() if cell}, **lists}
