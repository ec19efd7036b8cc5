"""Say under which keys an entry is found, and under which those are that may be the same act.

A key has the months or years in which it holds: two entries share it where these overlap. Of a meeting, event or check
keys are people, place and ordinal; of what is said, promised and asked the rarest words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeAlias

from dragoman import edtf
from dragoman.views.linking.facts import FEW, Facts
from dragoman.views.linking.people import found_by, surname

Span: TypeAlias = tuple[int, int]  # the first and the last month or year
Sought: TypeAlias = tuple[str, int, int]  # a key and the span in which to look for it
FAR = 732  # days: a date that leaves more open has no years
NEAR, WIDE = (62, 31), (548, 366)  # days before and after a report: where an act without a date is looked for
CARRIED = 3  # as many of the rarest words of a text are keys
NEVER, EVER = (-1, -1), (-1, date.max.year)  # the year of a report without a date, and all years
WIDEST = 4  # no span goes on for more months or years after its first one


class Keys(NamedTuple):
    """What an entry is found under and looks for: of two that may be one act, one is `sought` by either in the other.

    `among_own` is what to look for instead where other people make it another act for certain.
    """

    own: dict[str, Span]
    sought: tuple[Sought, ...]
    among_own: tuple[Sought, ...]

    def shares(self, other: Keys) -> bool:
        """Return whether what this one looks for is in the other."""
        spans = ((other.own[key], first, last) for key, first, last in self.sought if key in other.own)
        return any(span[0] <= last and first <= span[1] for span, first, last in spans)


def keys_of(found: Facts) -> Keys:
    """Return the keys of an entry."""
    if found.kind.startswith("statement"):
        return _said(found)
    if found.kind.startswith("commitment"):
        return _promised(found)
    own, sought = _by_word(found, {found.kind})
    if not found.kind.startswith("decision"):
        for part in _by_people(found), _by_ordinal(found), _by_all_people(found):
            own |= part[0]
            sought |= part[1]
    return Keys(own, tuple(sought), tuple(sought))


def _said(found: Facts) -> Keys:
    known = [found_by(key, found.people.get(key)) for key in found.who]
    own, _ = _by_word(found, {f"{found.kind}|{name}" for names, _ in known for name in names})
    _, sought = _by_word(found, {f"{found.kind}|{name}" for _, names in known for name in names})
    return Keys(own, tuple(sought), tuple(sought))


def _promised(found: Facts) -> Keys:
    """Return the words of a promise, and the same with each of those who make it: promises of others are others."""
    own, sought = _by_word(found, {found.kind})
    known = [found_by(key, found.people.get(key)) for key in found.who]
    same = {key for key in found.who if not key.startswith(f"{found.document} ")}
    theirs, meant = (same.union(*names) for names in zip(*known, strict=True)) if known else ({"nobody"}, set[str]())
    own |= _by_word(found, {f"{found.kind}|{name}" for name in theirs})[0]
    _, narrow = _by_word(found, {f"{found.kind}|{name}" for name in (*meant, "nobody")})
    return Keys(own, tuple(sought), tuple(narrow if known else sought))


def _by_word(found: Facts, stems: Iterable[str]) -> tuple[dict[str, Span], set[Sought]]:
    """Return keys with each of the rarest words behind them, in the years of reports next to that of this one.

    Those without a date are kept apart; they are looked for by all, and look for all.
    """
    words = sorted(found.said, key=lambda word: (-found.said[word], word))[:CARRIED]
    keys = {f"{stem}|word|{word}" for stem in stems for word in words}
    told = edtf.bounds(found.published)[0] if found.published else None
    if told is None:
        return dict.fromkeys(keys, NEVER), {(key, *EVER) for key in keys}
    years = (told.year - 1, told.year + 1)
    return dict.fromkeys(keys, (told.year, told.year)), {(key, *span) for key in keys for span in (years, NEVER)}


def _by_people(found: Facts) -> tuple[dict[str, Span], set[Sought]]:
    known = [found_by(key, found.people.get(key)) for key in found.who | found.whom]
    kept = {name for names, _ in known for name in names}
    sought = {name for _, names in known for name in names}
    if found.place[0]:  # of two who each name somebody, a place in common says nothing
        place = f"in {found.place[0]}"
        somebody = found.who and not found.kind.startswith(("verification", "meeting summit"))
        kept |= {place} if somebody else {place, f"{place} nobody"}
        sought |= {f"{place} nobody"} if somebody else {place, f"{place} nobody"}
    months = _months(found)
    return {f"{found.kind}|{name}": months for name in kept}, {(f"{found.kind}|{name}", *months) for name in sought}


def _by_ordinal(found: Facts) -> tuple[dict[str, Span], set[Sought]]:
    if not found.ordinal:
        return {}, set()
    key, years = f"{found.kind}|{found.ordinal}th", _years(found)
    return {key: years}, {(key, *years)}


def _by_all_people(found: Facts) -> tuple[dict[str, Span], set[Sought]]:
    """Return the key of the very same people, also far from the report, where one of two has no date."""
    if not found.who:
        return {}, set()
    key = f"{found.kind}|{'+'.join(sorted(surname(key, found.people.get(key)) for key in found.who))}|all"
    years = _years(found)
    vague = f"{key}?"
    if found.vague:
        return {vague: years}, {(vague, *years), (key, *years)}
    return {key: years}, {(vague, *years)}


def _months(found: Facts) -> Span:
    """Return the months of a date, counted from the year 0, or those around the report; (0, 0) where it has no date."""
    first, last = _window(found, FEW, *NEAR)
    if not last:
        return 0, 0
    start, end = (date.fromordinal(max(day, 1)) for day in (first, last))
    return start.year * 12 + start.month, end.year * 12 + end.month


def _years(found: Facts) -> Span:
    """Return the years of a date, or those around the report; (0, 0) where that has no date."""
    first, last = _window(found, FAR, *WIDE)
    return (date.fromordinal(max(first, 1)).year, date.fromordinal(last).year) if last else (0, 0)


def _window(found: Facts, most: int, before: int, after: int) -> tuple[int, int]:
    """Return the days of a date that leaves no more than `most` open, else those around the report; (0, 0): none."""
    first, last = found.days
    if found.edtf and last - first <= most:
        return first, last
    told = edtf.bounds(found.published)[0] if found.published else None
    if told is None:
        return 0, 0
    return max(told.toordinal() - before, 1), min(told.toordinal() + after, date.max.toordinal())
