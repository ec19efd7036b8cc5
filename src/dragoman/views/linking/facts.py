"""Say what there is to compare in an entry, and under which keys those are looked for that may be the same act."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator
from datetime import date
from typing import TypeAlias

from dragoman import edtf
from dragoman.model import Commitment, Decision, Entry, Event, Meeting, Statement, Value, Verification
from dragoman.spans import holds
from dragoman.views.called import key_of
from dragoman.views.lines import PAST, Index, kind_of, position, status_of
from dragoman.views.linking.people import Cast
from dragoman.views.linking.words import Rarity, Vector, stems

Place: TypeAlias = tuple[str, str, str | None]  # id, kind, country
FEW = 62  # days: a date that leaves more open is looked for in all months
ENOUGH_WORDS = 3  # around an entry
CARRIED = 3  # as many of the rarest words of a text are keys
NO_PLACE: Place = ("", "", None)
EVER, OPEN = "ever", "open"  # in any month; without a month of its own


class Facts(Value, frozen=True, kw_only=True):
    """An entry as it is compared: people by the keys of the cast, times as days, words weighted by how rare they are.

    `who` are those who take part or act, `whom` those it is done to. `kind` is the entry's with what tells acts of that
    kind apart for certain (a summit is no lunch). `about` is the act that a decision or a check is about. `said` are
    the words that say what it is: an action, a content; `around` those of the sentences it stands in.
    """

    document: str
    entry: str
    kind: str
    who: frozenset[str]
    whom: frozenset[str]
    edtf: str | None
    days: tuple[int, int]
    published: str | None
    past: bool
    off: bool
    place: Place
    ordinal: int | None
    about: Hashable
    said: Vector
    around: Vector
    order: tuple[int, date, date, str, int]

    def blocks(self) -> Iterator[Hashable]:
        """Yield the keys under which an entry is found: what it shares with an act, in each of its months."""
        for key in self._keys():
            yield key, EVER
            yield from ((key, month) for month in self._months() or (OPEN,))

    def sought(self) -> Iterator[Hashable]:
        """Yield the keys under which to look for an act that an entry may be: one of them is among its `blocks`."""
        months = self._months()
        for key in self._keys():
            yield from ((key, month) for month in (*months, OPEN)) if months else ((key, EVER),)

    def _months(self) -> tuple[int, ...]:
        """Return the months of a date that binds an act and leaves little open, counted from the year 0."""
        first, last = self.days
        if self.kind.split()[0] in ("commitment", "decision") or last - first > FEW:
            return ()
        months = (date.fromordinal(day) for day in self.days)
        start, end = (day.year * 12 + day.month for day in months)
        return tuple(range(start, end + 1))

    def _keys(self) -> Iterator[Hashable]:
        """Yield what those of one act have in common, at least one of it."""
        yield from ((self.kind, who) for who in self.who | self.whom)
        if self.ordinal:
            yield self.kind, self.ordinal
        if self.place[0]:
            yield self.kind, "in", self.place[0]
        if self.about:
            yield self.kind, "about", self.about
        for word in sorted(self.said, key=lambda word: (-self.said[word], word))[:CARRIED]:
            yield self.kind, "word", word


def facts(index: Index, entry: Entry, cast: Cast, rarity: Rarity, about: Callable[[str, str], Hashable]) -> Facts:
    """Return what there is to compare. `about` gives the act that a (document, id) belongs to."""
    document = index.reading.document

    def keys(*refs: str | None) -> frozenset[str]:
        groups = isinstance(entry, Verification)  # "inspectors" are whoever checks; "the two leaders" may be others
        return frozenset(cast.key(document.id, ref, groups) for ref in refs if ref)

    who, whom, kind, said = _parts(index, entry)
    when = entry.when.edtf if entry.when.edtf and edtf.valid(entry.when.edtf) else None
    day = document.date.edtf if document.date and edtf.valid(document.date.edtf) else None
    ref = entry.about if isinstance(entry, Decision) else entry.of if isinstance(entry, Verification) else None
    return Facts(
        document=document.id,
        entry=entry.id,
        kind=kind,
        who=keys(*who),
        whom=keys(*whom) - keys(*who),
        edtf=when,
        days=_days(when, day if isinstance(entry, Statement) or status_of(entry) in PAST else None),
        published=day,
        past=isinstance(entry, Statement) or status_of(entry) in PAST,
        off=status_of(entry) in ("cancelled", "refused", "postponed", "denied", "withdrawn", "lapsed"),
        place=_place(index, entry),
        ordinal=getattr(entry, "ordinal", None),
        about=about(document.id, ref) if ref in index.entries else None,
        said=rarity.vector(*said, without=() if isinstance(entry, Statement) else name_words(index)),
        around=_around(index, entry, rarity),
        order=(*_precision(when), document.id, position(entry)),
    )


def name_words(index: Index) -> frozenset[str]:
    """Return the words of the names in a reading: people and places are compared as such, not once more as words."""
    names = (*(actor.name for actor in index.reading.actors), *(place.name for place in index.reading.places))
    return frozenset(word for name in names if name for word in stems(name))


def width(when: str | None) -> int | None:
    """Return how many days a date leaves open: 0 for a day; None where it is open on a side or unknown."""
    first, last = edtf.bounds(when) if when else (None, None)
    return (last - first).days if first and last else None


def vagueness(when: str | None) -> int:
    """Return the days that a date leaves open, more than all others where it is open on a side or unknown."""
    open_days = width(when)
    return 1_000_000 if open_days is None else open_days


def _days(when: str | None, latest: str | None) -> tuple[int, int]:
    """Return the first and last day that a date allows, as ordinals; without one, up to `latest`."""
    first, last = edtf.widened(when) if when else (None, edtf.bounds(latest)[1] if latest else None)
    return (first or date.min).toordinal(), (last or date.max).toordinal()


def _precision(when: str | None) -> tuple[int, date, date]:
    """Return a key that puts the most exact dates first: what is vague is compared with them, not they with it."""
    first, last, _ = edtf.sort_key(when)
    return vagueness(when), first, last


def _parts(index: Index, entry: Entry) -> tuple[tuple[str | None, ...], tuple[str | None, ...], str, tuple[str, ...]]:
    """Return who acts, on whom, the kind with its sort, and the words that say what is done."""
    kind = kind_of(entry)
    match entry:
        case Meeting():
            return entry.participants, (), f"{kind} {entry.kind}", ()
        case Commitment():
            return entry.by, entry.to, kind, (entry.action,)
        case Verification():
            what = () if entry.of in index.entries else (entry.of or "",)
            return (entry.by, entry.invited_by), (), kind, what
        case Event():
            return entry.actors, entry.recipients, f"{kind} {entry.event} {entry.mode or ''}".strip(), ()
        case Decision():
            what = () if entry.about in index.entries else (entry.about or "",)
            return (), (), f"{kind} {entry.question}", what
        case Statement():
            return (entry.speaker,), (), kind, (entry.content,)
        case _:
            return (), (), kind, ()


def _around(index: Index, entry: Entry, rarity: Rarity) -> Vector:
    """Return the words around an entry that are no names; one or two say less, as both could have them by chance."""
    found = rarity.vector(*_sentences(index, entry), without=name_words(index))
    part = math.sqrt(min(1.0, len(found) / ENOUGH_WORDS))
    return {word: weight * part for word, weight in found.items()}


def _place(index: Index, entry: Entry) -> Place:
    ref = getattr(entry, "place", None)
    if not ref:
        return NO_PLACE
    found = next((place for place in index.reading.places if place.id == ref), None)
    return (found.id, found.kind, found.country) if found else (key_of(ref), "", None)


def _sentences(index: Index, entry: Entry) -> Iterator[str]:
    """Yield the words of the sources, each with what stands around it in its paragraph."""
    for source in entry.sources:
        start = index.text.rfind("\n", 0, source.span[0]) + 1
        end = index.text.find("\n", source.span[1])
        end = len(index.text) if end < 0 else end
        if not any(holds(drop.span, source.span) for drop in index.reading.document.dropped):
            yield index.text[max(start, source.span[0] - 120) : min(end, source.span[1] + 120)]
