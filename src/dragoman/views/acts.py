"""Show acts: entries of several documents that are one act (linking/), the one that tells most first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import msgspec

from dragoman import edtf
from dragoman.model import Reading, Record, Statement
from dragoman.views.lines import PAST, Index, Line, line, status_of
from dragoman.views.linking import ACTS, Found, linked
from dragoman.views.linking.facts import vagueness
from dragoman.views.linking.people import Names, called

Act: TypeAlias = list[Found]  # the entries that are one act, the one to show first


def acts(record: Record) -> list[Act]:
    """Return all acts but statements, each once."""
    return [lead(act) for act in linked(record, ACTS).acts]


def by_name(found: Iterable[Act], names: Names) -> list[Act]:
    """Return acts in which everybody goes by the name that the whole record has for them."""
    indexes: dict[str, Index] = {}

    def index(reading: Reading) -> Index:
        id = reading.document.id
        if id not in indexes:
            indexes[id] = Index(reading, called(names, reading))
        return indexes[id]

    return [[(index(one.reading), entry) for one, entry in act] for act in found]


def act_line(act: Act) -> Line:
    """Return an act as one line: the values of the entry that leads it, the words of all of them."""
    first = line(*act[0])
    rest = [index.all_words(entry) for index, entry in act[1:]]
    words = (*first.words, *(part for parts in rest for part in parts))
    also = tuple(entry.id for _, entry in act[1:])
    return msgspec.structs.replace(first, words=words, also=also, reported=reported(act))


def reported(act: Act) -> str | None:
    """Return the day (EDTF) of the first report that gives the act the status it is shown with."""
    status = status_of(act[0][1])
    days = [index.reading.document.date for index, entry in act if status_of(entry) == status]
    return min((day.edtf for day in days if day), key=edtf.sort_key, default=None)


def order(act: Act) -> tuple[date, date, str]:
    """Return where an act stands in time: by its own date, else by the day it was reported.

    "Pompeo met Ri in New York", told on 26 September, was by then; talks that are agreed by then come after that day.
    """
    entry = act[0][1]
    own, day = entry.when.edtf, reported(act)
    if not day or (own and edtf.valid(own)):
        return edtf.sort_key(own)
    past = isinstance(entry, Statement) or status_of(entry) in PAST
    return edtf.sort_key(f"../{day}" if past else f"{day}/..")


def lead(act: Act) -> Act:
    """Put first the entry to show: the newest status, and of those that have it the narrowest date."""
    if len(act) == 1:
        return act
    newest = max(act, key=lambda found: _day(found[0]))
    same = [found for found in reversed(act) if status_of(found[1]) == status_of(newest[1])]
    lead = min(same, key=lambda found: vagueness(found[1].when.edtf))  # of equals the latest
    return [lead, *(found for found in act if found is not lead)]


def _day(index: Index) -> tuple[object, ...]:
    date = index.reading.document.date
    return (date is not None, *edtf.sort_key(date.edtf if date else None))
