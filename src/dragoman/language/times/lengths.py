"""Resolve the forms that count or are vague: durations, "two days later", sets, clock times, "soon"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.edtf import bounds, valid
from dragoman.language.times.calendar import away, duration, period, shift, stretch
from dragoman.language.times.found import Fields, Found, Setting, context, undated
from dragoman.language.times.words import Token

MOST = 1_000_000


def amount(token: Token | None) -> float | None:
    """Return the number a token counts; None for "several" and "a few"."""
    if token is None or not token.value:
        return None
    try:
        return float(token.value)
    except ValueError:
        return None


def counted(fields: Fields) -> tuple[float | None, str, str | None]:
    """Return number, unit and ISO duration of "two weeks", "a year and a half", "several months"."""
    if "x" in fields:  # "half a year later"
        written = re.fullmatch(r"P(T?)(\d+)([YMWDH])", fields["x"].value)
        return (float(written[2]), written[1] + written[3], written[0]) if written else (None, "", None)
    number, unit = amount(fields.get("n")), fields["u"].value
    if "b" in fields and number is not None:
        number += 0.5
    if number is not None and number > MOST:
        number = None
    return number, unit, duration(number, unit)


def length(fields: Fields, at: Setting) -> Found | None:
    """Resolve "for two hours", "four-day", "60 days", "more than a decade", "two to three weeks", "in two months"."""
    number, unit, iso = counted(fields)
    token = fields.get("n")
    if iso is None or not number_stands(token, fields, at):
        return None
    notes = [f"“{fields['q'].text}”"] if "q" in fields else []
    if "g" in fields:
        notes.append(f"up to {fields['g'].text}")
    if at.before == "within":
        notes.append(f"within, counted from “{at.ahead}”" if at.then in ("of", "from", "after") else "within")
    elif at.then in ("after", "before", "following"):
        notes.append(f"counted from “{at.ahead}”")
    ahead = at.before == "in" and at.tense == "future" and number is not None and "h" not in fields
    if ahead and number is not None:
        if at.day is None:
            return undated("date", iso)
        edtf = away(at.day, number, unit)
        return Found("date", f"{(edtf or '').rstrip('~')}~" if edtf else None, iso, "so long after the document date")
    return Found("duration", None, iso, "; ".join(["length", *notes]), point=False)


def number_stands(token: Token | None, fields: Fields, at: Setting) -> bool:
    """Return whether the number beside a unit makes a length: "a second summit", "a quarter", "one day" do not."""
    unit = fields["u"]
    if token is None:
        return True
    word, of = token.text.lower(), unit.text.lower()
    if word in ("a", "an") and (
        of in ("quarter", "minute", "weekend", "day") and at.then in ("of", "for", "when", "later")
    ):
        return False
    if (word in ("a", "an") and of in ("quarter", "half")) or (
        of == "quarters" and ("v" in fields or at.then in ("of", "the"))
    ):
        return False
    if word == "one" and of == "day" and at.before not in context("one_day_after"):
        return False
    return not (word in ("a", "an") and (at.then == "-" or unit.kind == "UNITS"))


def bare_units(fields: Fields, at: Setting) -> Found | None:
    """Resolve "for weeks", "after years of talks", "decades-long": a length whose number is not given."""
    unit = fields["u"].text.lower()
    if at.before in context("bare_unit_not_after") or unit == "quarters":
        return None  # "a matter of days", "hundreds of years", "three-quarters", "in his days"
    if unit in ("hours", "minutes", "seconds", "nights") and at.before not in context("short_unit_after"):
        return None
    if fields["u"].kind != "UNITS":
        return Found("duration", None, duration(1.0, fields["u"].value), "length", point=False)
    iso = duration(None, fields["u"].value)
    return Found("duration", None, iso, "length, number not given", point=False) if iso else None


def spelled(fields: Fields, at: Setting) -> Found | None:
    """Resolve "half an hour", "yearlong", "a quarter-century", "a while"."""
    return Found("duration", None, fields["x"].value or None, "length", point=False)


def age(fields: Fields, at: Setting) -> Found | None:
    """Use up "34 years old" and "60-year-old": the age of a person is not a time of the record."""
    return Found(skip=True)


def ago(fields: Fields, at: Setting) -> Found | None:
    """Resolve "three weeks ago", "two days later", "a week earlier", "a year hence"."""
    number, unit, iso = counted(fields)
    if iso is None:
        return None
    word = fields["a"].value or fields["a"].text.lower()
    sign = -1 if word in ("ago", "earlier", "before") else 1
    back = word in ("earlier", "later", "before", "after")
    anchor = bounds(at.last)[0] if back and at.last else None
    if anchor and at.last and unit == "D" and bounds(at.last)[0] != bounds(at.last)[1]:
        anchor = None
    if back and anchor is None and at.day is None:
        return undated("date", iso)
    if back and anchor is None and unit not in ("Y", "3M", "10Y"):
        why = "no day before it in the text to count from"
        return Found("date", None, iso, why, trouble=why, point=False)
    if unit == "Y" and number == 1 and sign < 0 and at.last and (quarter := is_quarter(at.last)):
        # "earned $3 million in the third quarter, up from $2 million a year earlier": the same quarter of that year
        return Found("date", period(quarter, "3M", -4), iso, f"same quarter a year before {at.last}", point=False)
    base = anchor or at.day
    if base is None:
        return undated("date", iso)
    of = f"counted from {at.last}" if anchor else "counted from the document date"
    if number is None:
        side = f"../{base}" if sign < 0 else f"{base}/.."
        return Found("date", side, iso, f"{of}, number not given", point=False)
    edtf = away(base, sign * number, unit)
    if edtf and "q" in fields and not edtf.endswith("~"):
        edtf += "~"
    return Found("date", edtf, iso, of, point=sign > 0 or unit == "D") if edtf else None


def from_day(fields: Fields, at: Setting) -> Found | None:
    """Resolve "60 days from today", "three weeks from tomorrow"."""
    number, unit, iso = counted(fields)
    if iso is None or number is None or not fields["r"].value:
        return None
    base = shift(at.day, int(fields["r"].value)) if at.day else None
    if base is None:
        return undated("date", iso)
    edtf = away(base, number, unit)
    return Found("date", edtf, iso, f"counted from “{fields['r'].text}”") if edtf else None


def is_quarter(edtf: str) -> date | None:
    """Return the first day of a quarter of the year, None where the date is not one."""
    start = bounds(edtf)[0]
    return start if start and period(start, "3M") == edtf else None


def beside_day(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the day before", "the year after" at the end of a clause."""
    anchor = bounds(at.last)[0] if at.last else None
    if anchor is None and at.day is None:
        return undated()
    if anchor is None:
        why = "no date before it in the text to count from"
        return Found(basis=why, trouble=why, point=False)
    sign = -1 if fields["a"].value == "before" else 1
    if fields["u"].value == "D" and bounds(at.last or "")[1] != anchor:
        return None
    edtf = period(anchor, fields["u"].value, sign)
    return Found("date", edtf, None, f"counted from {at.last}") if edtf else None


def stretch_now(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the past three months", "the next two weeks", "the last few days", "the last decade"."""
    number, unit, iso = counted(fields)
    if "n" not in fields:
        number = 1.0 if fields["u"].kind not in ("UNITS",) else None
        iso = duration(number, unit)
    if iso is None:
        return None
    ahead = fields["k"].kind in ("NEXT", "FOLLOWING", "FUTUREADJ")
    if at.day is None:
        return undated("duration", iso)
    if number is None:
        edtf = f"{at.day}/.." if ahead else f"../{at.day}"
        kind = "from the document date on" if ahead else "up to the document date"
        return Found("duration", edtf, iso, f"{kind}, number not given", point=False)
    spanned = stretch(at.day, number if ahead else -number, unit)
    return Found("duration", spanned, iso, "stretch that begins or ends at the document date", point=False)


def vague_units(fields: Fields, at: Setting) -> Found | None:
    """Resolve "in recent weeks", "the coming days", "the months ahead", "future quarters"."""
    iso = duration(None, fields["u"].value)
    if at.day is None:
        return undated("date", iso)
    past = fields["k"].kind in ("RECENT", "LAST", "PREVIOUS")
    edtf = f"../{at.day}" if past else f"{at.day}/.."
    how = "open, up to the document date" if past else "open-ended, from the document date on"
    return Found("date", edtf, iso, how, point=False)


def first_units(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the first nine months of 2018", "the first two years"."""
    number, unit, iso = counted(fields)
    token = fields.get("y")
    if token and token.kind == "YEAR" and unit == "M" and number and number <= 12 and number == int(number):
        head = fields["o"].value == "1"
        a, b = (1, int(number)) if head else (13 - int(number), 12)
        return Found("date", f"{token.value}-{a:02d}/{token.value}-{b:02d}", iso, "first or last months of the year")
    return Found("duration", None, iso, "length", point=False) if iso else None


def soon(fields: Fields, at: Setting) -> Found | None:
    """Resolve "soon", "as soon as possible", "in the near future", "at an early date", "near-date"."""
    if at.then.lower() in ("after", "before", "afterwards", "afterward", "thereafter"):
        return Found(skip=True)  # "shortly after the summit" is not soon
    if at.before == "as" and at.then.lower() == "as":
        return Found(skip=True)  # "as soon as its terms are met": a condition, no time
    if at.day is None:
        return undated()
    return Found("date", f"{at.day}/..", None, "open-ended, from the document date on", point=False)


def lately(fields: Fields, at: Setting) -> Found | None:
    """Resolve "recently", "in the past", "previously"."""
    if fields["x"].kind == "LAST" and fields["x"].text.lower() != "past":
        return None
    if at.day is None:
        return undated()
    return Found("date", f"../{at.day}", None, "open, up to the document date", point=False)


def now(fields: Fields, at: Setting) -> Found | None:
    """Resolve "now", "currently", "at the moment": the time of the report."""
    if at.day is None:
        return undated()
    return Found("date", f"{at.day}~", None, "the time of the report", point=False)


def often(fields: Fields, at: Setting) -> Found | None:
    """Resolve "every Monday", "each year", "annually", "twice a month", "on Tuesdays"."""
    if "x" in fields:
        return Found("set", None, fields["x"].value or None, "again and again", point=False)
    if "w" in fields:
        return Found("set", None, "P1W", f"every {fields['w'].text.rstrip('s')}", point=False)
    number = amount(fields.get("n")) or 1.0
    if "h" in fields:
        number *= 2
    unit = fields["u"]
    iso = {"MONTH": "P1Y", "MAYBE": "P1Y", "SEASON": "P1Y", "SEASONISH": "P1Y", "WEEKDAY": "P1W", "PART": "P1D"}.get(
        unit.kind
    )
    iso = iso or duration(number, unit.value)
    return Found("set", None, iso, "again and again", point=False) if iso else None


def clock(fields: Fields, at: Setting) -> Found | None:
    """Resolve "3 p.m.", "10:35 a.m. (0735 GMT)", "4 o'clock", "noon", on the day that the sentence names."""
    read = clock_time(fields)
    sure = "m" in fields or "z" in fields or "x" in fields or "p" in fields
    if read is None or (not sure and at.before not in context("clock_after")):
        return None
    hour, minute = read
    base = bounds(at.last) if at.last else (None, None)
    day = base[0] if base[0] is not None and base[0] == base[1] else at.day
    if day is None:
        return Found("time", None, None, "the day is not known", relative=True, point=False)
    if hour == 24:
        day, hour = shift(day, 1) or day, 0
    edtf = f"{day}T{hour:02d}:{minute:02d}:00{fields['z'].value if 'z' in fields else ''}"
    of = "the last day named" if base[0] == day else "the document date"
    return Found("time", edtf, None, f"clock time on {of}", point=False) if valid(edtf) else None


def clock_time(fields: Fields) -> tuple[int, int] | None:
    """Return hour and minute of a clock time, None when it is not one."""
    if "p" in fields:
        given = fields["p"].value
        hour, minute = (int(given[:2]), int(given[3:])) if given else (-1, 0)
        if fields["p"].text.lower() == "midnight":
            hour = 24
    elif "g" in fields:
        digits = fields["g"].text
        if len(digits) != 4 or not digits.isdecimal():
            return None
        hour, minute = int(digits[:2]), int(digits[2:])
    else:
        numbers = re.findall(r"\d+", (fields.get("c") or fields["h"]).value)
        hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if "m" in fields:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if fields["m"].text[0] in "pP" else 0)
    return (hour, minute) if 0 <= hour <= 24 and minute < 60 else None


def part_of_day(fields: Fields, at: Setting) -> Found | None:
    """Resolve "this morning", "last night", "that evening", "the next morning", "the night of June 12"."""
    kind = fields["k"].kind
    if kind in ("THAT", "SAME", "NEXT", "FOLLOWING", "PREVIOUS"):
        base = bounds(at.last) if at.last else (None, None)
        if at.last is None and at.day is None:
            return undated("time")
        if base[0] is None or base[0] != base[1]:
            why = "no day before it in the text to refer to"
            return Found("time", None, None, why, trouble=why, point=False)
        offset = {"NEXT": 1, "FOLLOWING": 1, "PREVIOUS": -1}.get(kind, 0)
        day = shift(base[0], offset)
        return Found("time", str(day), None, f"refers back to {at.last}") if day else None
    if at.day is None:
        return undated("time")
    if kind == "LAST" and fields["p"].text.lower() not in ("night", "evening"):
        return None
    day = shift(at.day, -1 if kind == "LAST" else 0)
    return Found("time", str(day), None, "counted from the document date") if day else None


def at_event(fields: Fields, at: Setting) -> Found | None:
    """Keep "before the summit", "after the visit": they have a side, and no date of their own."""
    return Found("date", None, None, f"{fields['b'].value} an act that the words name; no date in them", point=False)
