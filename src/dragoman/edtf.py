"""Check and compare EDTF dates (ISO 8601-2): the part of levels 0 to 2 that the record uses.

A date is `2018`, `2018-10`, `2018-10-07`, `2018-10-07T15:00:00`, a season `2018-21` to `2018-24`, a decade `199X`
or a century `19XX`, each with `?`, `~` or `%` behind it; an interval is `A/B`, open with `..` on one side.
The library `edtf` (MIT) parses the whole standard with pyparsing in milliseconds a date; this part takes microseconds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TypeAlias

Bounds: TypeAlias = tuple[date | None, date | None]

POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)(?P<time>T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}(?::\d{2})?)?)?)?)?[?~%]?"
)
CLOCK = re.compile(r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d")
# Northern and plain seasons alike (21 is spring), then quarters 33-36 and halves 40-41: first and last month.
# Winter 2018-24 is December 2018 to February 2019.
SEASONS = {
    **dict.fromkeys((21, 25), (3, 5)),
    **dict.fromkeys((22, 26), (6, 8)),
    **dict.fromkeys((23, 27), (9, 11)),
    **dict.fromkeys((24, 28), (12, 14)),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}


@lru_cache(maxsize=4096)
def point_bounds(text: str) -> tuple[date, date] | None:
    """Return the first and last day of one date, None when it is not one."""
    match = POINT.fullmatch(text)
    if not match:
        return None
    year, month, day, time = match["year"], match["month"], match["day"], match["time"]
    if time and not CLOCK.match(time):
        return None
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first < 1 or (month and "X" in year) or (month == "XX" and day not in (None, "XX")):
        return None
    if month in (None, "XX"):
        return date(first, 1, 1), date(last, 12, 31)
    return month_bounds(first, int(month), day)


def month_bounds(year: int, month: int, day: str | None) -> tuple[date, date] | None:
    """Return the first and last day of a month, season, quarter or half, or of a day in a month."""
    if month in SEASONS and day is None:
        start, end = SEASONS[month]
        over, end = divmod(end - 1, 12)
        if year + over > 9999:
            return None
        return date(year, start, 1), last_day(year + over, end + 1)
    if not 1 <= month <= 12:
        return None
    if day in (None, "XX"):
        return date(year, month, 1), last_day(year, month)
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        return None
    only = date(year, month, int(day))
    return only, only


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def bounds(edtf: str) -> Bounds:
    """Return the earliest and latest day an EDTF string allows; None where it is open, or is not EDTF."""
    if "/" not in edtf:
        point = point_bounds(edtf)
        return point or (None, None)
    left, _, right = edtf.partition("/")
    start, end = point_bounds(left), point_bounds(right)
    return (start[0] if start else None), (end[1] if end else None)


def valid(edtf: str) -> bool:
    """Return whether the string is EDTF of the kind the record uses; an interval must not run backwards."""
    if "/" not in edtf:
        return point_bounds(edtf) is not None
    left, _, right = edtf.partition("/")
    if left in ("..", "") and right in ("..", ""):
        return False
    if not all(side in ("..", "") or point_bounds(side) for side in (left, right)):
        return False
    start, end = bounds(edtf)
    return start is None or end is None or start <= end


def compatible(a: str | None, b: str | None) -> bool:
    """Return whether both dates can be true of one act: they share a day. What is unknown is compatible with all.

    An approximate date (`~`, `?`, `%`) gets the slack of its own precision: a day on either side for a day, a month
    for a month, a year for a year.
    """
    if not a or not b or not valid(a) or not valid(b):
        return True
    (start_a, end_a), (start_b, end_b) = widened(a), widened(b)
    return not (end_a and start_b and end_a < start_b) and not (end_b and start_a and end_b < start_a)


def widened(edtf: str) -> Bounds:
    """Return the bounds of a valid EDTF string with the slack that its qualifiers give."""
    left, slash, right = edtf.partition("/")
    start, end = bounds(edtf)
    before, after = slack(left), slack(right if slash else left)
    if start and before and start.toordinal() > before:
        start = date.fromordinal(start.toordinal() - before)
    if end and after and end.toordinal() + after < date.max.toordinal():
        end = date.fromordinal(end.toordinal() + after)
    return start, end


def slack(point: str) -> int:
    """Return the days that one qualified date may be off."""
    if point[-1:] not in ("~", "?", "%"):
        return 0
    return {0: 366, 1: 31}.get(point.count("-"), 1)


def sort_key(edtf: str | None) -> tuple[date, date, str]:
    """Return a key that puts dates in the order of time: by first day, then by last; an unknown date comes last."""
    if not edtf or not valid(edtf):
        return date.max, date.max, edtf or ""
    start, end = bounds(edtf)
    # "../2018-10-15" (by 15 October) is filed under the day it ends, or it would stand before everything.
    return start or end or date.max, end or date.max, edtf
