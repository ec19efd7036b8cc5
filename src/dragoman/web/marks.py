"""Cut a text into pieces at the edges of all that is marked in it: each piece is escaped by itself when it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.kinds import entries
from dragoman.model import Commitment, Entry, Reading, Span, Statement
from dragoman.record import Hit


class Mark(NamedTuple):
    """A stretch of the text and whose it is: the id of an entry (empty for what was dropped) and its kind."""

    span: Span
    entry: str
    kind: str


class Piece(NamedTuple):
    """Text in which nothing begins or ends, with the ids and kinds of all that it belongs to.

    `starts` are the entries whose first words begin here; `at` is its offset in the text where any mark begins here.
    """

    text: str
    entries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    at: int | None = None


def marks_of(reading: Reading) -> list[Mark]:
    """Return the words of all entries of a reading and what was not read."""
    found = [Mark(dropped.span, "", f"dropped {dropped.why}") for dropped in reading.document.dropped]
    for entry in entries(reading):
        kind = type(entry).__name__.lower()
        found += [Mark(span, entry.id, kind) for span in _spans(entry)]
    found += [Mark(problem.span, "", "problem") for problem in reading.problems if problem.span]
    return found


def asked_for(words: str | None) -> list[Mark]:
    """Return the words that an address asks for, "12-20" in characters: what leads there may be no entry's."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", words or "", re.ASCII)
    return [Mark((int(found[1]), int(found[2])), "", "asked")] if found else []


def found_in(hit: Hit, query: str) -> list[Piece]:
    """Return the words around a hit in pieces, those that were found of kind "found"; where they stand is not known."""
    words = {hit.quote[start - hit.span[0] : end - hit.span[0]] for start, end in hit.matches}
    asked = {word.strip('"*()') for word in query.split() if word not in ("AND", "OR", "NOT")}
    wanted = "|".join(re.escape(word) for word in sorted(words or asked, key=len, reverse=True) if word)
    places = re.finditer(rf"(?<!\w)(?:{wanted})", hit.snippet, re.I) if wanted else ()
    return pieces(hit.snippet, [Mark(place.span(), "", "found") for place in places])


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return the text in pieces."""
    kept = [mark for mark in marks if 0 <= mark.span[0] < mark.span[1] <= len(text)]
    edges = sorted({0, len(text), *(edge for mark in kept for edge in mark.span)})
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in kept:
        opening.setdefault(mark.span[0], []).append(mark)
        closing.setdefault(mark.span[1], []).append(mark)
    seen: set[str] = set()
    here: list[Mark] = []
    found = []
    for start, end in zip(edges, edges[1:], strict=False):
        for mark in closing.get(start, ()):
            here.remove(mark)
        new = opening.get(start, [])
        here += new
        starts = tuple(dict.fromkeys(mark.entry for mark in new if mark.entry and mark.entry not in seen))
        seen.update(starts)
        ids = tuple(dict.fromkeys(mark.entry for mark in here if mark.entry))
        kinds = tuple(dict.fromkeys(word for mark in here for word in mark.kind.split()))
        found.append(Piece(text[start:end], ids, kinds, starts, start if new else None))
    return found


def _spans(entry: Entry) -> tuple[Span, ...]:
    """Return where the words of an entry stand: of a commitment also how far it was and what it waits for."""
    if isinstance(entry, Statement):
        return entry.spans
    sources = entry.sources
    if isinstance(entry, Commitment):
        sources += tuple(status.source for status in entry.history)
        sources += tuple(waits.source for waits in entry.conditions if waits.source)
    return tuple(source.span for source in sources)
