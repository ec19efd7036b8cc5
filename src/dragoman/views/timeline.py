"""Put acts and statements in the order of time, as vague as the texts are."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby

from dragoman.model import Entry, Meeting, Record, Statement
from dragoman.views.acts import Act, act_line, acts, by_name, order
from dragoman.views.lines import Index, Line, kind_of, position
from dragoman.views.linking.people import Cast

ACTS = ("meeting", "decision", "commitment", "verification", "event")  # kinds of what happens, not of what is said


def timeline(record: Record, kinds: Collection[str] = ()) -> tuple[Line, ...]:
    """Return all acts and statements (or those of the `kinds`) by the first day that their time allows.

    A range stands where it begins, one open to the past where it ends; after all exact dates of that day comes what is
    open to the future. Background ("The two men met on June 12") stands on its own day, not on that of the report. What
    has no date of its own stands where it was first reported (`Line.reported`), and last where the report has none.
    Everybody goes by one name, that of most reports (linking/people.py).
    """
    found = [act for act in [*acts(record), *_statements(record)] if not kinds or kind_of(act[0][1]) in kinds]
    return tuple(map(act_line, by_name(in_time(record, found), Cast(record.readings))))


def in_time(record: Record, found: Iterable[Act]) -> list[Act]:
    """Return acts of a record in the order of the timeline."""
    number = {reading.document.id: at for at, reading in enumerate(record.readings)}

    def key(act: Act) -> tuple[date, date, int, int, int]:
        index, entry = act[0]
        first, last, _ = order(act)
        return first, last, rank(entry), number[index.reading.document.id], position(entry)

    days = groupby(sorted(found, key=key), key=lambda act: key(act)[:2])
    return [act for _, day in days for act in _within_day(list(day))]


def rank(entry: Entry) -> int:
    """On one day put meetings before what came of them, and both before what is said of them.

    Reports tell the announcement first: "... have refined the options, said Sunday the State Department".
    """
    return 0 if isinstance(entry, Meeting) else 2 if isinstance(entry, Statement) else 1


def _statements(record: Record) -> Iterable[Act]:
    for reading in record.readings:
        index = Index(reading)
        for statement in reading.statements:
            yield [(index, statement)]


def _within_day(day: list[Act]) -> list[Act]:
    """Order what has the same dates by `after` and `before`, else leave it; a circle is broken at its first."""
    at = {(index.reading.document.id, entry.id): i for i, act in enumerate(day) for index, entry in act}
    later: dict[int, set[int]] = {i: set() for i in range(len(day))}
    for act in day:
        for index, entry in act:
            for earlier, after in _pairs(entry):
                pair = (at.get((index.reading.document.id, ref)) for ref in (earlier, after))
                first, second = pair
                if first is not None and second is not None and first != second:
                    later[first].add(second)
    return [day[i] for i in _in_order(later)]


def _pairs(entry: Entry) -> Iterable[tuple[str, str]]:
    """Yield (earlier, later) ids that an entry gives."""
    yield from ((ref, entry.id) for ref in entry.when.after)
    yield from ((entry.id, ref) for ref in entry.when.before)
    if isinstance(entry, Meeting) and entry.part_of:
        yield entry.part_of, entry.id  # a visit before the talks that are part of it
    if isinstance(entry, Statement):
        if entry.at:
            yield entry.at, entry.id  # what is said at a meeting, below the meeting
        if entry.within:
            yield entry.id, entry.within  # "Pompeo told Moon that ..., said Yoon": Pompeo spoke first


def _in_order(later: dict[int, set[int]]) -> list[int]:
    """Return the numbers so that each stands before its `later` ones, otherwise small before large."""
    waits = dict.fromkeys(later, 0)
    for followers in later.values():
        for follower in followers:
            waits[follower] += 1
    ready = [i for i, count in waits.items() if count == 0]
    left, result = set(later), []
    while left:
        i = heapq.heappop(ready) if ready else min(left)
        if i not in left:
            continue
        left.remove(i)
        result.append(i)
        for follower in later[i]:
            waits[follower] -= 1
            if waits[follower] == 0 and follower in left:
                heapq.heappush(ready, follower)
    return result
