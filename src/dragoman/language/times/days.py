"""Resolve the forms that name a day: dates by number, weekdays, today, feasts, and ranges of days."""

from __future__ import annotations

from datetime import date

from dragoman.edtf import bounds, valid
from dragoman.language.times.calendar import (
    AGAINST_SURE,
    MONTHS,
    WEEKDAYS,
    Tense,
    day_near,
    exact,
    holiday,
    holiday_near,
    period,
    shift,
    shift_months,
    weekday_near,
)
from dragoman.language.times.found import Fields, Found, Setting, context, undated, whole_year, year_of
from dragoman.language.times.periods import month
from dragoman.terms import rows


def iso(fields: Fields, at: Setting) -> Found | None:
    """Resolve 2018-10-07 and 2018-10-07T15:00Z."""
    text = fields["x"].text
    if len(text) > 10 and text.count(":") == 1:
        text = f"{text.rstrip('Z')}:00{'Z' if text.endswith('Z') else ''}"
    if not valid(text):
        return Found(trouble="no such day in the calendar", basis="no such day in the calendar", point=False)
    return Found("time" if "T" in text else "date", text, None, "as written")


def numeric(fields: Fields, at: Setting) -> Found | None:
    """Resolve 07.10.2018, 25/12/2018 and 2018/10/7; 7/10/2018 stays open, as day and month could change places."""
    text = fields["x"].text
    if text == "9/11":
        return Found("date", "2001-09-11", None, "the day known by this number")
    a, b, c = (int(part) for part in text.replace("/", " ").replace(".", " ").replace("-", " ").split())
    if a > 31:
        options = {exact(a, b, c)}
    else:
        if c < 10 or (c < 100 and "/" not in text):  # "version 1.2.3"
            return None
        year = c if c > 99 else 2000 + c if c < 50 else 1900 + c
        options = {exact(year, b, a), exact(year, a, b)} if "." not in text else {exact(year, b, a)}
    days = [d for d in options if d]
    if len(days) == 1:
        return Found("date", days[0].isoformat(), None, "as written, in the only order that the calendar allows")
    if not days:
        return None
    why = "day and month could change places: " + " or ".join(sorted(d.isoformat() for d in days))
    return Found(basis=why, trouble=why, point=False)


def day_of_month(fields: Fields, at: Setting) -> Found | None:
    """Resolve "June 12", "12 June 2018", "Feb. 10", "the 12th of June", "Jan. 3 of last year"."""
    number = int((fields.get("d") or fields["o"]).value)
    month = int(fields["m"].value)
    if fields["m"].kind == "MAYBE" and not fields["m"].text[0].isupper():
        return None
    year, how = year_of(fields, at)
    if how == "unknown":
        return undated()
    if year is not None:
        found = exact(year, month, number)
    elif number > 31 or number < 1 or exact(2000, month, number) is None:
        found = None
    elif at.day is None:
        return undated()
    else:
        kind = fields["k"].kind if "k" in fields else ""
        tense: Tense = "past" if kind == "LAST" else "future" if kind == "NEXT" else at.tense
        found = day_near(at.day, month, number, tense, against=AGAINST_SURE if kind else at.against)
        how = near_words(found, at, f"{number} {MONTHS[month - 1]}")
    if found is None:
        why = f"{MONTHS[month - 1]} has no day {number}"
        return Found(basis=why, trouble=why, point=False)
    if "w" in fields and WEEKDAYS[found.weekday()][:3] != fields["w"].text.strip(".")[:3].title():
        how += f"; the text calls it a {fields['w'].text}, the calendar a {WEEKDAYS[found.weekday()]}"
    return Found("date", found.isoformat(), None, how)


def near_words(found: date | None, at: Setting, what: str) -> str:
    """Return the basis of a date found near the document date."""
    if found is None or at.day is None:
        return ""
    if found == at.day:
        return f"{what}: the document date itself"
    side = "latest" if found < at.day else "next"
    return f"{side} {what} {'before' if found < at.day else 'after'} the document date, {at.tense_words}"


def day_range(fields: Fields, at: Setting) -> Found | None:
    """Resolve "27 to 28 February", "Feb. 27-28", "May 30 to June 2, 2018"."""
    first, last = fields["d"], fields["g"]
    month = fields["m"]
    other = fields.get("n", month)
    if fields.get("a") and fields["a"].kind == "AND" and int(last.value) != int(first.value) + 1:
        return None  # "April 24 and 30" are two days
    start = day_of_month({**fields, "d": first}, at)
    if start is None or start.edtf is None:
        return start
    known = date.fromisoformat(start.edtf)
    year = whole_year(fields.get("z")) or known.year
    end = exact(year, int(other.value), int(last.value))
    if end and end < known and "z" not in fields and "n" in fields:
        end = exact(year + 1, end.month, end.day)
        if "y" in fields:  # "from 28 December to 3 January 2019": the year belongs to the end
            known, end = known.replace(year=known.year - 1), exact(known.year, int(other.value), int(last.value))
    if end is None or end <= known:
        return None
    return Found("date", f"{known}/{end}", None, f"range; {start.basis}")


def week_of(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the week of 15 October": the week, from Monday on, that has the day."""
    if fields["v"].value != "W":
        return None
    found = day_of_month(fields, at)
    if found is None or found.edtf is None:
        return found
    return found._replace(edtf=period(date.fromisoformat(found.edtf), "W"), basis=f"week of the day; {found.basis}")


def part_of_month(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the first week of June", "the last days of May", "the last day of February 2019"."""
    unit, last = fields["u"].value, fields["k"].kind == "LAST"
    if unit not in ("D", "W") or fields["u"].kind == "UNITS" and not last and fields["k"].value != "1":
        return None
    found = month({name: token for name, token in fields.items() if name in "myj"}, at._replace(before="of"))
    if found is None or found.edtf is None:
        return found
    start, end = bounds(found.edtf)
    size = 7 if unit == "W" else 5 if fields["u"].kind == "UNITS" else 1
    number = 1 if last else int(fields["k"].value)
    if start is None or end is None or size * number > (end - start).days + 1:
        return None
    first = shift(end, 1 - size) if last else shift(start, size * (number - 1))
    until = first and shift(first, size - 1)
    edtf = str(first) if size == 1 else f"{first}~/{until}~"
    return found._replace(edtf=edtf, basis=f"“{fields['k'].text} {fields['u'].text}” of {found.edtf}; {found.basis}")


def day_alone(fields: Fields, at: Setting) -> Found | None:
    """Resolve "on the 20th": the nearest such day, in the direction of the tense."""
    number = int(fields["o"].value)
    if not fields["o"].text[0].isdigit():
        return None
    if at.day is None:
        return undated()
    months = (0, 1, 2) if at.tense == "future" else (0, -1, -2)
    days = (exact(away.year, away.month, number) for step in months if (away := shift_months(at.day, step)))
    wanted = (day for day in days if day and (day >= at.day if at.tense == "future" else day <= at.day))
    found = next(wanted, None)
    return Found("date", found.isoformat(), None, near_words(found, at, f"day {number} of a month")) if found else None


def weekday(fields: Fields, at: Setting) -> Found | None:
    """Resolve "Sunday", "last Friday", "Sunday night", "Monday of next week", "the previous Friday"."""
    if fields["w"].kind == "WEEKDAY" and not fields["w"].text[0].isupper() and at.before in ("a", "every"):
        return None
    if at.before in context("named_days") or (at.then.lower() in context("papers") and at.then[:1].isupper()):
        return Found(skip=True)  # "Bloody Sunday", "the Sunday Times"
    if at.day is None:
        return undated("time" if "p" in fields else "date")
    found, how = weekday_day(fields, at, at.day)
    kind = "time" if "p" in fields else "date"
    return Found("time" if kind == "time" else "date", found.isoformat(), None, how) if found else None


def weekday_day(fields: Fields, at: Setting, day: date) -> tuple[date | None, str]:
    """Return the day that a weekday with its modifiers means, and the basis."""
    number, name = int(fields["w"].value), WEEKDAYS[int(fields["w"].value)]
    if "j" in fields:
        offset = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}.get(fields["j"].kind, 0)
        return shift(day, offset * 7 + number - day.weekday()), f"{name} of “{fields['j'].text} week”"
    kinds = {fields[k].kind for k in ("k", "l") if k in fields}
    anchor = bounds(at.last)[1] if at.last and kinds & {"PREVIOUS", "FOLLOWING"} else None
    if kinds & {"THAT", "SAME"} and at.last and (last := bounds(at.last)[1]):
        return shift(last, number - last.weekday()), f"{name} of the week of the last date in the text"
    base, of = (anchor, "last date in the text") if anchor else (day, "document date")
    if kinds & {"LAST", "PREVIOUS"}:
        return weekday_near(base, number, "past", strict=True), f"latest {name} before the {of}"
    if kinds & {"NEXT", "FOLLOWING"}:
        return weekday_near(base, number, "future", strict=True), f"next {name} after the {of}"
    ahead = (number - day.weekday()) % 7
    limit = at.before in context("limits") and at.tense != "future"
    found = weekday_near(day, number, "future" if limit and ahead < 4 else at.tense)
    if found == day:
        return found, f"weekday of the document date, {at.tense_words}: the same day"
    return found, near_words(found, at, name)


def weekday_range(fields: Fields, at: Setting) -> Found | None:
    """Resolve "Monday to Wednesday" and "from Friday through Sunday"."""
    start = weekday(fields, at)
    if start is None or start.edtf is None:
        return start
    first = date.fromisoformat(start.edtf)
    last = weekday_near(first, int(fields["v"].value), "future", strict=True)
    return start._replace(edtf=f"{first}/{last}", basis=f"range; {start.basis}")


def deictic(fields: Fields, at: Setting) -> Found | None:
    """Resolve today, yesterday, tomorrow, tonight, "late yesterday", "tomorrow morning", "overnight"."""
    token = fields["r"]
    word = token.text.lower()
    kind = "time" if "p" in fields or word in ("tonight", "overnight") else "date"
    if at.day is None:
        return undated("time" if kind == "time" else "date")
    found = shift(at.day, int(token.value))
    if found is None:
        return None
    edtf = f"{found}/{at.day}" if word == "overnight" else found.isoformat()
    offset = int(token.value)
    how = (
        "the document date"
        if not offset
        else f"{abs(offset)} day{'s' * (abs(offset) > 1)} {'before' if offset < 0 else 'after'} the document date"
    )
    return Found("time" if kind == "time" else "date", edtf, None, how)


def feast(fields: Fields, at: Setting) -> Found | None:
    """Resolve "New Year's Day", "Thanksgiving", "Easter 2018"; feasts of other calendars stay open."""
    name = fields["x"].value
    if at.then.lower() in context("accords") and at.then[:1].isupper():
        return Found(skip=True)  # the Good Friday Agreement
    row = next(r for r in rows("holidays") if r["name"] == name)
    if not row["rule"]:
        why = f"{name}: {row['note']}"
        return Found(basis=why, trouble=why, point=False)
    dated, _ = year_of(fields, at)
    if dated is None and at.day is None:
        return undated()
    kind = fields["k"].kind if "k" in fields else ""
    tense: Tense = "past" if kind == "LAST" else "future" if kind == "NEXT" else at.tense
    found = holiday(name, dated) if dated else at.day and holiday_near(at.day, name, tense)
    return Found("date", found.isoformat(), None, f"{name}, by the calendar; {at.tense_words}") if found else None
