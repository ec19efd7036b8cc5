"""Do the arithmetic of the calendar for times.py: the nearest weekday, the week, a part of a month, two years later."""

from __future__ import annotations

import calendar
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, TypeAlias

from dragoman.edtf import bounds, last_day
from dragoman.terms import rows

Tense: TypeAlias = Literal["past", "future"] | None

NEAREST, AGAINST, AGAINST_SURE = 1.0, 3.0, 12.0  # how many times as far a date counts that goes against the tense
MONTHS = calendar.month_name[1:]
WEEKDAYS = list(calendar.day_name)


def shift(day: date, days: int) -> date | None:
    """Return the day so many days away, None outside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def shift_months(day: date, months: int) -> date | None:
    """Return the day so many months away, cut to the length of that month, None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def weekday_near(day: date, weekday: int, tense: Tense, strict: bool = False) -> date:
    """Return the latest such weekday on or before the day, or with the future tense the next on or after it."""
    if tense == "future":
        return day + timedelta((weekday - day.weekday() - strict) % 7 + strict)
    return day - timedelta((day.weekday() - weekday - strict) % 7 + strict)


def month_near(day: date, month: int, tense: Tense, against: float = AGAINST) -> int:
    """Return the year of the month meant, in the direction of the tense unless the other is far nearer."""
    ahead, back = (month - day.month) % 12, (day.month - month) % 12
    if forward(back, ahead, tense, against):
        return day.year + (month < day.month)
    return day.year - (month > day.month)


def forward(back: float, ahead: float, tense: Tense, against: float) -> bool:
    """Return whether the one ahead is meant, of a date that lies `back` and one that lies `ahead`.

    The tense decides, but not against the calendar: on 30 October "said it ends Nov. 6" is next week, although the
    verb before it is in the past; so what goes against the tense counts as several times as far.
    """
    return ahead * (against if tense == "past" else 1) < back * (against if tense == "future" else 1)


def day_near(day: date, month: int, number: int, tense: Tense, against: float = AGAINST) -> date | None:
    """Return the day of that name that is meant, None where the calendar has none ("April 31")."""
    around = [exact(day.year + k, month, number) for k in (-2, -1, 0, 1, 2)]
    if month == 2 and number == 29:
        around += [exact(day.year + k, month, number) for k in (-4, -3, 3, 4)]
    known = [d for d in around if d]
    past = max((d for d in known if d <= day), default=None)
    future = min((d for d in known if d >= day), default=None)
    if past is None or future is None:
        return past or future
    return future if forward((day - past).days, (future - day).days, tense, against) else past


def exact(year: int, month: int, day: int) -> date | None:
    """Return the date, None where the calendar has none."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def period(day: date, unit: str, offset: int = 0) -> str | None:
    """Return the day, week, month, year ... that holds a day, or one that lies some of them ahead or back."""
    if unit in ("D", "W", "WE"):
        moved = shift(day, offset * (1 if unit == "D" else 7))
        if moved is None:
            return None
        return moved.isoformat() if unit == "D" else week(moved) if unit == "W" else weekend(moved)
    if unit in ("M", "3M", "6M"):
        size = int(unit[:-1] or 1)
        first = shift_months(day.replace(day=1, month=(day.month - 1) // size * size + 1), offset * size)
        if first is None:
            return None
        return f"{first:%Y-%m}" if size == 1 else months_from(first, size)
    year = day.year + offset * {"Y": 1, "10Y": 10, "100Y": 100}.get(unit, 0)
    if unit not in ("Y", "10Y", "100Y") or not 1 <= year <= 9999:
        return None
    return {"Y": f"{year:04d}", "10Y": f"{year // 10:03d}X", "100Y": f"{year // 100:02d}XX"}[unit]


def months_from(start: date, size: int) -> str | None:
    """Return the interval of so many whole months from a month on."""
    end = shift_months(start, size - 1)
    return f"{start:%Y-%m}/{end:%Y-%m}" if end else None


def week(day: date) -> str | None:
    """Return the interval Monday to Sunday that holds the day."""
    monday, sunday = shift(day, -day.weekday()), shift(day, 6 - day.weekday())
    return f"{monday}/{sunday}" if monday and sunday else None


def weekend(day: date) -> str | None:
    """Return the Saturday and Sunday of the day's week."""
    saturday, sunday = shift(day, 5 - day.weekday()), shift(day, 6 - day.weekday())
    return f"{saturday}/{sunday}" if saturday and sunday else None


def away(day: date, amount: float, unit: str) -> str | None:
    """Return the date so many units away, as precise as the unit is ("two weeks ago" is about a day)."""
    if unit in ("TH", "TM", "TS"):
        return f"{day}~"
    if unit in ("D", "W", "2W"):
        moved = shift(day, round(amount * {"D": 1, "W": 7, "2W": 14}[unit]))
        return f"{moved}{'' if unit == 'D' else '~'}" if moved else None
    if unit not in ("M", "3M", "Y", "10Y", "100Y"):
        return None
    size = {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200}[unit]
    months = amount * size
    moved = shift_months(day, round(months)) if abs(months) < 120_000 else None
    if moved is None:
        return None
    if size < 12 or amount != int(amount):
        return f"{moved:%Y-%m}" if size == 1 and amount == int(amount) else f"{moved:%Y-%m}~"
    return f"{moved.year:04d}" + ("~" if size > 12 else "")


def stretch(day: date, amount: float, unit: str) -> str | None:
    """Return the interval between the day and the date so many units away ("the past three months")."""
    size = {"M": 30.44, "3M": 91.3, "Y": 365.25, "10Y": 3652.5, "100Y": 36525.0, "W": 7.0, "2W": 14.0, "D": 1.0}
    days = amount * size.get(unit, 0.042 if unit == "TH" else 0.0)
    whole = int(amount) if amount == int(amount) else 0
    months = {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit, 0) * whole
    if abs(days) > 3_000_000:
        return None
    other = shift_months(day, months) if months else shift(day, round(days))
    if other is None:
        return None
    return f"{other}~/{day}" if amount < 0 else f"{day}/{other}~"


def part(edtf: str, which: str, sharp: bool) -> str | None:
    """Return the start, middle or end of a period: a third of it, or with `sharp` its first or last day or month."""
    start, end = bounds(edtf)
    if not start or not end:
        return None
    if edtf.isdecimal():
        edges = {"start": f"{edtf}-01~", "middle": f"{edtf}-06~/{edtf}-07~", "end": f"{edtf}-12~"}
        thirds = {"start": f"{edtf}-01/{edtf}-04~", "middle": f"{edtf}-05~/{edtf}-08~", "end": f"{edtf}-09~/{edtf}-12"}
        return (edges if sharp else thirds)[which]
    if edtf.endswith("X") and "/" not in edtf:
        size = 1 if len(edtf.rstrip("X")) == 3 else 10
        a, b, c, d = (start.year + k * size for k in (3, 4, 6, 7))
        return {"start": f"{start.year:04d}/{a}~", "middle": f"{b}~/{c}~", "end": f"{d}~/{end.year}"}[which]
    return third_of_days(start, end, which, sharp)


def third_of_days(start: date, end: date, which: str, sharp: bool) -> str:
    """Return the first, middle or last third of a stretch of days, or with `sharp` its first, middle or last day."""
    span = (end - start).days
    if span == 0:
        return start.isoformat()
    if sharp:
        return f"{({'start': start, 'middle': start + timedelta(span // 2), 'end': end})[which]}~"
    size = max((span + 1) // 3, 1)
    one, two = start + timedelta(size - 1), start + timedelta(2 * size - 1)
    if which == "start":
        return f"{start}/{one}~"
    if which == "middle":
        return f"{one + timedelta(1)}~/{max(two, one + timedelta(1))}~"
    return f"{max(two, one) + timedelta(1)}~/{end}"


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holiday(name: str, year: int) -> date | None:
    """Return the day of a holiday of the list in a year, None when its date is not fixed."""
    rule = next(row["rule"] for row in rows("holidays") if row["name"] == name)
    if not rule or not 1 < year < 9999:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule.removeprefix("easter")))
    if rule == "election":  # the Tuesday after the first Monday in November
        return nth_weekday(year, 11, 0, 1) + timedelta(1)
    if " " not in rule:
        return exact(year, int(rule[:2]), int(rule[3:]))
    month, weekday, nth = rule.split()
    return nth_weekday(year, int(month), ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].index(weekday), int(nth))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the first, second ... or with -1 the last such weekday of a month."""
    if nth < 0:
        end = last_day(year, month)
        return end - timedelta((end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def holiday_near(day: date, name: str, tense: Tense) -> date | None:
    """Return the holiday that is meant, by tense as for a day of the month."""
    near = [d for k in (-1, 0, 1) if (d := holiday(name, day.year + k))]
    past, future = [d for d in near if d <= day], [d for d in near if d >= day]
    if tense == "future":
        return min(future, default=None)
    if tense == "past" or not future:
        return max(past, default=None)
    return min(near, key=lambda d: abs((d - day).days))


def duration(amount: float | None, unit: str) -> str | None:
    """Return the ISO 8601 duration; X stands for a number that the words do not give ("several weeks" PXW)."""
    if unit == "WE":
        return None
    if amount is None:
        return {"TH": "PTXH", "TM": "PTXM", "TS": "PTXS", "10Y": "PXY", "100Y": "PXY", "3M": "PXM", "2W": "PXW"}.get(
            unit, f"PX{unit}"
        )
    if unit in ("10Y", "100Y", "3M", "2W", "6M"):
        amount, unit = amount * int(unit[:-1]), unit[-1]
    whole, rest = int(amount), amount - int(amount)
    time = "T" if unit[0] == "T" else ""
    if not rest:
        return f"P{time}{whole}{unit[-1]}"
    smaller, size = {
        "Y": ("M", 12),
        "TH": ("M", 60),
        "TM": ("S", 60),
        "W": ("D", 7),
        "M": ("D", 30),
        "D": ("H", 24),
    }.get(unit, ("S", 1))
    glue = "T" if unit == "D" else ""
    return f"P{time}" + (f"{whole}{unit[-1]}" if whole else "") + f"{glue}{round(rest * size)}{smaller}"
