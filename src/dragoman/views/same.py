"""Group the entries of several documents that are one act, by an obvious key. A stopgap until records are linked.

The key is the kind, the names of those in it and compatible dates; or, for meetings, the kind and the ordinal ("a
second summit"), with compatible dates and somebody who is in both. An entry that fits more than one act joins none:
better twice in a table than two acts in one. Entries of one document are never joined here (its reader has done that),
statements never at all. Names are compared without hyphens and spaces ("Kim Jong-un", "Kim Jong Un"), no more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from itertools import islice
from typing import TypeAlias

import msgspec

from dragoman import edtf
from dragoman.model import Commitment, Decision, Entry, Event, Meeting, Record, Statement, Verification, entries
from dragoman.views.lines import PAST, Index, Line, line, rejected, status_of

Found: TypeAlias = tuple[Index, Entry]  # an entry with the index of its reading
Act: TypeAlias = list[Found]  # the entries that are one act, the one to show first


class Group:
    """An act in the making; to join it costs the same whether ten reports tell of it or ten thousand."""

    def __init__(self) -> None:
        self.act: Act = []
        self.documents: set[str] = set()
        self.different: dict[Hashable, Found] = {}  # one entry for each date, ordinal and set of participants

    def add(self, found: Found) -> None:
        """Take an entry in."""
        index, entry = found
        self.act.append(found)
        self.documents.add(index.reading.document.id)
        who = tuple(index.name(ref) for ref in getattr(entry, "participants", ()))
        self.different.setdefault((entry.when.edtf, getattr(entry, "ordinal", None), who), found)

    def fits(self, found: Found) -> bool:
        """Return whether an entry with the same key can be this act."""
        new_document = found[0].reading.document.id not in self.documents
        return new_document and all(_fit(other, found) for other in self.different.values())


def acts(record: Record) -> list[Act]:
    """Return all entries but statements, those that are one act together."""
    found = [(Index(reading), reading) for reading in record.readings]
    groups: list[Group] = []
    number: dict[tuple[str, str], int] = {}  # (document, entry) -> its act, so that decisions can ask for their meeting
    blocks: dict[Hashable, set[int]] = {}
    for kind in (Meeting, Commitment, Verification, Event, Decision):
        for index, reading in found:
            for entry in entries(reading):
                if isinstance(entry, kind):
                    at = _join(groups, blocks, number, (index, entry))
                    number[(reading.document.id, entry.id)] = at
    return [_led(group.act) for group in groups]


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


def _join(
    groups: list[Group], blocks: dict[Hashable, set[int]], number: dict[tuple[str, str], int], found: Found
) -> int:
    """Put an entry into the one act it fits, or into a new one; return the number of that act."""
    keys = _keys(number, *found)
    near = {at for key in keys for at in blocks.get(key, ())}
    fitting = list(islice((at for at in sorted(near) if groups[at].fits(found)), 2))
    if len(fitting) == 1:
        at = fitting[0]
    else:
        at = len(groups)
        groups.append(Group())
    groups[at].add(found)
    for key in keys:
        blocks.setdefault(key, set()).add(at)
    return at


def _keys(number: dict[tuple[str, str], int], index: Index, entry: Entry) -> list[Hashable]:
    """Return the keys of an entry; those of one act have one in common. None where there is too little to tell."""
    if rejected(entry):
        return []
    keys = [_key(number, index, entry)]
    if isinstance(entry, Meeting) and entry.ordinal:
        keys.append(("meeting", entry.kind, entry.ordinal))
    return [key for key in keys if key]


def _key(number: dict[tuple[str, str], int], index: Index, entry: Entry) -> Hashable:

    def names(refs: Iterable[str | None]) -> frozenset[str]:
        return frozenset(_plain(index.name(ref)) for ref in refs if ref)

    def thing(ref: str | None) -> Hashable:
        return number.get((index.reading.document.id, ref), _plain(index.name(ref))) if ref else None

    match entry:
        case Meeting():
            who = names(entry.participants)
            enough = len(who) > 1 or (len(who) == 1 and entry.kind == "visit")
            return ("meeting", entry.kind, who) if enough else None
        case Decision():
            return ("decision", entry.question, thing(entry.about)) if entry.about else None
        case Commitment():
            return ("commitment", names(entry.by), _plain(entry.action)) if entry.by else None
        case Verification():
            what = (thing(entry.of), names((entry.place,)), names((entry.by,)))
            return ("verification", *what) if entry.of or entry.place else None
        case Event():
            parts = (names(entry.actors), names(entry.recipients), names((entry.place,)))
            return ("event", entry.event, entry.mode, *parts) if entry.actors and entry.when.edtf else None
        case _:
            return None


def _fit(a: Found, b: Found) -> bool:
    """Return whether two entries of different documents with one key can be one act."""
    if isinstance(a[1], Decision | Commitment):
        return True  # they go on over months: the key must do
    return _meet(a, b) and edtf.compatible(a[1].when.edtf, b[1].when.edtf)


def _meet(a: Found, b: Found) -> bool:
    """Return whether two meetings have no different ordinals, and somebody in common: "Trump" is in "Donald Trump"."""
    if not isinstance(a[1], Meeting) or not isinstance(b[1], Meeting):
        return True
    if a[1].ordinal and b[1].ordinal and a[1].ordinal != b[1].ordinal:
        return False
    one = [_words(a[0].name(ref)) for ref in a[1].participants]
    other = [_words(b[0].name(ref)) for ref in b[1].participants]
    if a[1].kind == "summit" and not (one and other):
        return True  # there is one second summit in a negotiation, whoever is named
    return any(x <= y or y <= x for x in one for y in other)


def _words(name: str) -> set[str]:
    return set("".join(char if char.isalnum() else " " for char in name.casefold()).split())


def _led(act: Act) -> Act:
    """Put first the entry to show: the newest status, and of those that have it the narrowest date."""
    if len(act) == 1:
        return act
    newest = max(act, key=lambda found: _day(found[0]))
    same = [found for found in reversed(act) if status_of(found[1]) == status_of(newest[1])]
    lead = min(same, key=lambda found: _width(found[1]))  # of equals the latest
    return [lead, *(found for found in act if found is not lead)]


def _day(index: Index) -> tuple[object, ...]:
    date = index.reading.document.date
    return (date is not None, *edtf.sort_key(date.edtf if date else None))


def _width(entry: Entry) -> int:
    first, last = edtf.bounds(entry.when.edtf) if entry.when.edtf else (None, None)
    return (last - first).days if first and last else 1_000_000


def _plain(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())
