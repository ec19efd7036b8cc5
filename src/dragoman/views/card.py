"""Show everything about one entry: its values, its words in their context, what it hangs together with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model import Entry, Problem, Record, Value
from dragoman.views.lines import Index, Line, Words, line, locate
from dragoman.wording import value_words

AROUND = 80  # characters of context on each side
HIDDEN = ("id", "sources", "when", "spans", "review")  # shown as words, passages and marks, not among the values


class Passage(Value, frozen=True, kw_only=True):
    """Words as they stand in their document, with what is before and after them."""

    words: Words
    before: str
    after: str
    title: str | None = None
    date: str | None = None


class Related(Value, frozen=True, kw_only=True):
    """Another entry of the document and the field that joins the two; `back` when the other one names this one."""

    how: str
    back: bool = False
    line: Line


class Card(Value, frozen=True, kw_only=True):
    """All about one entry; `values` are its fields in words, without those that the text leaves empty."""

    line: Line
    values: dict[str, str]
    passages: tuple[Passage, ...]
    related: tuple[Related, ...] = ()
    problems: tuple[Problem, ...] = ()


def card(record: Record, entry_id: str) -> Card:
    """Return the card of the entry. Raises UsageError when the record has no such entry."""
    index, entry = locate(record, entry_id)
    return Card(
        line=line(index, entry),
        values=_values(index, entry),
        passages=tuple(_passage(index, words) for words in index.all_words(entry)),
        related=tuple(_related(index, entry)),
        problems=tuple(
            msgspec.structs.replace(problem, message=index.worded(problem.message))
            for problem in index.reading.problems
            if problem.entry == entry.id
        ),
    )


def _values(index: Index, entry: Entry) -> dict[str, str]:
    values = {}
    for name in entry.__struct_fields__:
        value = msgspec.to_builtins(getattr(entry, name))
        if name not in HIDDEN and value not in (None, [], (), {}):
            said = "; ".join(index.says(part) for part in value) if name == "stance" else index.says(value)
            values[name] = value_words(name, said)
    for name in ("text", "edtf", "basis", "after", "before"):
        value = getattr(entry.when, name)
        if value:
            values["when" if name == "edtf" else f"when ({name})"] = value_words("when", index.says(value))
    return values


def _passage(index: Index, words: Words) -> Passage:
    document = index.reading.document
    start, end = words.span
    return Passage(
        words=words,
        before=_whole_words(document.text, max(0, start - AROUND), start),
        after=_one_line(document.text[end : end + AROUND]),
        title=document.title,
        date=document.date.edtf if document.date else None,
    )


def _whole_words(text: str, start: int, end: int) -> str:
    """Return a stretch on one line from its first whole word on."""
    if start == 0 or text[start - 1].isspace():
        return _one_line(text[start:end])
    return _one_line(re.sub(r"^\S+", "…", text[start:end]))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _related(index: Index, entry: Entry) -> Iterator[Related]:
    """Yield the entries that this one points to, then those that point to it."""
    for how, ref in _references(entry):
        if ref in index.entries and ref != entry.id:
            yield Related(how=how, line=line(index, index.entries[ref]))
    for other in index.entries.values():
        for how, ref in _references(other):
            if ref == entry.id and other.id != entry.id:
                yield Related(how=how, back=True, line=line(index, other))


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield (field, id) for every id in an entry."""
    seen: set[tuple[str, str]] = set()
    for name in entry.__struct_fields__:
        if name not in ("id", "content", "spans", "review"):
            for ref in _strings(getattr(entry, name), name):
                if ref not in seen:
                    seen.add(ref)
                    yield ref


def _strings(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part, name)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            if field not in ("quote", "says"):
                inner = name if field in ("of", "value", "toward", "span") else field
                yield from _strings(getattr(value, field), inner)
