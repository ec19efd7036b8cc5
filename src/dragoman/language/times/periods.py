"""Resolve the forms that name a period: months, years, decades, seasons, quarters, "last week", "that year"."""

from __future__ import annotations

from datetime import date

from dragoman.edtf import bounds, valid
from dragoman.language.times.calendar import MONTHS, month_near, months_from, part, period
from dragoman.language.times.found import Fields, Found, Setting, context, undated, whole_year, year_of
from dragoman.language.times.words import Token


def month(fields: Fields, at: Setting) -> Found | None:
    """Resolve "June", "last June", "early June 2018", "mid-January", "the end of February", "June of that year"."""
    token = fields["m"]
    bare = not any(k in fields for k in ("y", "j", "k", "e"))
    if bare and not month_stands(token, at):
        return None
    number = int(token.value)
    year, how = year_of(fields, at)
    if year is None and at.day is None:
        return undated()
    if year is None and at.day is not None:
        year, how = month_year(number, fields["k"].kind if "k" in fields else "", at, at.day)
    return parted(f"{year:04d}-{number:02d}", fields, how) if year and year <= 9999 else None


def month_year(number: int, kind: str, at: Setting, day: date) -> tuple[int, str]:
    """Return the year of a month without one, and the basis."""
    name = MONTHS[number - 1]
    if kind in ("LAST", "PREVIOUS"):
        return day.year - (number >= day.month), f"latest {name} before the month of the document date"
    if kind in ("NEXT", "FOLLOWING"):
        return day.year + (number <= day.month), f"next {name} after the month of the document date"
    if kind == "THIS":
        return day.year, f"{name} of the year of the document date"
    year = month_near(day, number, at.tense, at.against)
    side = "latest" if (year, number) <= (day.year, day.month) else "next"
    return year, f"{side} {name} seen from the document date, {at.tense_words}"


def month_stands(token: Token, at: Setting) -> bool:
    """Return whether a bare month's name is one: not "May" of "Theresa May", "May the talks", "the Long March"."""
    if at.before in context("persons") or at.then in ("summit", "agreement") and token.kind == "MABBR":
        return False
    weak = at.then[:1].isupper() and at.before in context("weak_before_month")
    preposition = at.before in context("before_month") and not weak
    if token.kind == "MABBR":
        return False
    if token.kind == "MAYBE" and at.before == "the":  # "the May summit", never "the March on Washington"
        return at.then.isalpha() and at.then.islower() and at.then not in context("after_the_march")
    if (
        token.kind == "MAYBE"
        and at.before.endswith(("by", "until"))
        and at.tense == "future"
        and not at.then[:1].isupper()
    ):
        return True  # "must be ready by March"
    if token.kind == "MAYBE":
        return preposition and at.before not in context("weak_before_month") and at.then not in ("'s", "has")
    return preposition or not (at.then[:1].isupper() or at.before[:1].isupper())


def parted(edtf: str, fields: Fields, how: str) -> Found:
    """Return the period, or the part of it that "early", "mid-", "the end of" cuts out."""
    early = fields.get("e")
    if early is None or early.kind == "EARLIER":
        return Found("date", edtf, None, how)
    cut = part(edtf, early.value, sharp=early.kind == "EDGE")
    return Found("date", cut or edtf, None, f"“{early.text}” of {edtf}: {how}")


def month_range(fields: Fields, at: Setting) -> Found | None:
    """Resolve "between March and June", "from May to July 2018", "June-August"."""
    first, last = int(fields["m"].value), int(fields["n"].value)
    end_year, how = year_of(fields, at)
    start_year = whole_year(fields.get("z"))
    if end_year is None and at.day is None:
        return undated()
    if "a" in fields and fields["a"].value != "until":
        return None  # "from March by June" is no range
    if end_year is None and at.day is not None:
        if start_year is None:
            start_year, how = month_year(first, "", at, at.day)
        end_year = start_year + (last < first)
    if end_year is None:
        return None
    start_year = start_year or end_year - (last < first)
    edtf = f"{start_year:04d}-{first:02d}/{end_year:04d}-{last:02d}"
    return Found("date", edtf, None, f"range; {how}") if valid(edtf) else None


def year_range(fields: Fields, at: Setting) -> Found | None:
    """Resolve "2003-2005", "from 1994 to 2002", "1994-95"; "2018-10" is a month."""
    if "x" in fields:
        text = fields["x"].text
        first, last = int(text[:4]), int(text[5:7])
        if last <= first % 100 and (first % 100, last) != (99, 0):
            month_text = f"{first:04d}-{last:02d}"
            return Found("date", month_text, None, "as written") if text[4] == "-" and 1 <= last <= 12 else None
        end = first - first % 100 + last + (100 if last < first % 100 else 0)
    else:
        first, end = int(fields["y"].value), int(fields["z"].value)
    if first >= end or "a" in fields and not (year_stands(first, at) and end <= 2099):
        return None
    return Found("date", f"{first:04d}/{end:04d}", None, "range of years, as written")


def year(fields: Fields, at: Setting) -> Found | None:
    """Resolve "2018", "early 2018", "the end of 1990", "'98", "the year 2000"; a count or a number is not a year."""
    token = fields["y"]
    marked = "e" in fields or "u" in fields
    if token.kind == "YY":
        return (
            parted(str(whole_year(token)), fields, "as written")
            if marked or at.before in context("before_year")
            else None
        )
    if not 1000 <= int(token.value) <= 2199:
        return None
    if not marked and not year_stands(int(token.value), at):
        return None
    return parted(token.value, fields, "as written")


def year_ago(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the year-earlier period", "year-ago": the year before the one of the document date."""
    if at.day is None:
        return undated()
    return Found("date", f"{at.day.year - 1:04d}", None, "year before the one of the document date", point=False)


def year_stands(number: int, at: Setting) -> bool:
    """Return whether four digits are a year: not "Resolution 1701", "2000 soldiers", "some 1,994"."""
    then = at.then.lower()
    if at.before in context("numbered") or then in context("counted"):
        return False
    clear = at.before in context("before_year")
    if not 1900 <= number <= 2099:
        return clear and at.before not in context("weak_before_year") and not then.isalpha()
    plural = (
        then.endswith("s")
        and not then.endswith("ss")
        and then.isalpha()
        and then not in ("was", "is", "has", "as", "'s")
    )
    return not (plural and at.then.islower() and at.before not in context("fixing_year"))


def decade(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the 1990s", "the late '80s", "the mid-nineties"; "a man in his 30s" is an age."""
    text = fields["y"].text
    if len(text) == 3 and at.before != "the" and "e" not in fields and text[0].isdecimal():
        return None
    if at.before in context("own"):
        return None
    return parted(fields["y"].value, fields, "as written")


def century(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the 20th century"."""
    number = int(fields["o"].value) - 1
    if not 9 <= number <= 30:
        return Found(basis="a century too far for the record", point=False) if number >= 0 else None
    return parted(f"{number}XX", fields, "as written")


def season(fields: Fields, at: Setting) -> Found | None:
    """Resolve "this summer", "last fall", "the spring of 2018", "by winter": EDTF seasons 21 to 24."""
    token, kind = fields["s"], fields["k"].kind if "k" in fields else ""
    dated, how = year_of(fields, at)
    if "x" in fields:
        dated, how = (int(fields["x"].text[:4]), "as written") if token.value == "24" else (None, "")
        if dated is None:
            return None
    told = kind or "e" in fields or dated or "y" in fields or "j" in fields
    if not told and not (at.before in context("season_before") and token.text.islower()):
        return None
    if not told and (token.kind == "SEASONISH" and "t" in fields and at.then == "of"):
        return None  # "the fall of Kabul"
    if at.then.lower() in context("season_not_before"):
        return None
    if dated is None and at.day is None:
        return undated()
    if dated is None and at.day is not None:
        dated, how = season_year(int(token.value), kind, at, at.day)
    return parted(f"{dated:04d}-{token.value}", fields, how) if dated else None


def season_year(code: int, kind: str, at: Setting, day: date) -> tuple[int, str]:
    """Return the year of a season without one. Winter 2018 is the one that begins in December 2018."""
    options = {y: bounds(f"{y:04d}-{code}") for y in range(day.year - 2, day.year + 2)}
    started = [y for y, (start, _) in options.items() if start and start <= day]
    ended = [y for y, (_, end) in options.items() if end and end < day]
    if kind in ("LAST", "PREVIOUS"):
        return max(ended), "latest such season that was over by the document date"
    current = max(started)
    if kind == "THIS":
        running = (options[current][1] or day) >= day
        within = running or (at.tense != "future" and current == day.year)
        return (current if within else current + 1), "the season of the year of the document date"
    if kind in ("NEXT", "FOLLOWING") or at.tense == "future":
        return current + 1, "next such season after the document date"
    return current, f"latest such season seen from the document date, {at.tense_words}"


def quarter(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the third quarter of 2018", "third-quarter", "this year's second half", "Q3"."""
    size = 6 if "u" in fields and fields["u"].kind == "HALF" else 3
    number = int(fields["o"].value) if fields["o"].kind != "LAST" else -1
    count = 12 // size
    number = count if number == -1 else number
    if not 1 <= number <= count:
        return None
    dated, how = year_of(fields, at)
    if dated is None and size == 6:
        return None  # "the second half" without a year is of a match as often as of a year
    if dated is None:
        if at.day is None:
            return undated()
        dated = quarter_year(number, at, at.day)
        how = f"nearest such quarter to the document date, {at.tense_words}"
    edtf = months_from(date(dated, (number - 1) * size + 1, 1), size)
    if edtf is None:
        return None
    qualifier = "; a fiscal quarter need not be one of the calendar" if "f" in fields else ""
    return parted(edtf, fields, how + qualifier)


def quarter_year(number: int, at: Setting, day: date) -> int:
    """Return the year of a quarter without one: the latest that has begun, with the future tense the next."""
    current = (day.month - 1) // 3 + 1
    ahead = (number - current) % 4
    if at.tense == "future" and ahead < 3:
        return day.year + (number < current)
    return day.year - (number > current)


def fiscal(fields: Fields, at: Setting) -> Found | None:
    """Resolve "fiscal 1989", "fiscal year 2018", "the 2018-19 academic year"."""
    words = f"{fields['f'].value if 'f' in fields else 'fiscal'} year as named; its months are not said"
    if "f" not in fields:
        return Found("date", f"{whole_year(fields['x']):04d}~", None, words)
    if "x" in fields or "z" in fields:
        found = year_range(fields, at)
        return found and found._replace(basis=words)
    dated = whole_year(fields["y"])
    return Found("date", f"{dated:04d}~", None, words) if dated else None


def year_end(fields: Fields, at: Setting) -> Found | None:
    """Resolve "year-end", "year-end 2018"."""
    dated, how = year_of(fields, at)
    if dated is None and at.day is None:
        return undated()
    if dated is None and at.day is not None:
        back = at.tense == "past" and at.day.month < 7
        dated, how = at.day.year - back, "year of the document date"
    return Found("date", f"{dated:04d}-12-31", None, f"last day of the year; {how}") if dated else None


def relative(fields: Fields, at: Setting) -> Found | None:
    """Resolve "last week", "this year", "early next month", "the end of next month", "that day"."""
    unit, kind = fields["u"].value, fields["k"].kind
    if fields["k"].text.lower() == "past":
        return None
    back = kind in ("THAT", "SAME", "PREVIOUS", "FOLLOWING") or ("t" in fields and kind == "NEXT" and unit != "WE")
    if back and at.last is not None:
        return anaphoric(unit, kind, fields, at.last)
    if back and kind in ("THAT", "SAME") and at.day is not None:
        why = "no date before it in the text to refer to"
        return Found(basis=why, trouble=why, point=False)
    if kind == "FOLLOWING" and at.tense == "past" and at.day is not None:
        why = "no date before it in the text to count from"
        return Found(basis=why, trouble=why, point=False)
    if at.day is None:
        return undated()
    offset = {"LAST": -1, "LATEST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}.get(kind, 0)
    edtf = period(at.day, unit, offset)
    if edtf is None:
        return None
    how = f"{fields['u'].text} of the document date" + (f", {offset:+d}" if offset else "")
    if "f" in fields and unit == "Y":
        return Found("date", f"{edtf}~", None, f"{how}; a {fields['f'].value} year, its months are not said")
    return parted(edtf, fields, how)


def anaphoric(unit: str, kind: str, fields: Fields, last: str) -> Found | None:
    """Resolve "that day", "the next morning", "the same year" against the last date in the text."""
    start, end = bounds(last)
    base = start or end
    precise = (
        start is not None
        and end is not None
        and (end - start).days <= {"D": 0, "W": 7, "WE": 7, "M": 31}.get(unit, 366)
    )
    if base is None or not precise:
        why = f"the last date in the text ({last}) is not as precise as “{fields['u'].text}”"
        return Found(basis=why, trouble=why, point=False)
    offset = {"PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}.get(kind, 0)
    edtf = period(base, unit, offset)
    if edtf is None:
        return None
    return parted(edtf, fields, f"refers back to {last}" + (f", {offset:+d}" if offset else ""))


def the_unit(fields: Fields, at: Setting) -> Found | None:
    """Resolve "the weekend", "the end of the year", "the year": the one of the document date."""
    unit = fields["u"].value
    if at.day is None:
        return undated() if "e" in fields or unit == "WE" else None
    day = at.day
    if unit == "WE":
        friday_on = day.weekday() >= 5
        offset = 0 if at.tense == "future" or friday_on else -1
        return parted(period(day, unit, offset) or "", fields, f"weekend nearest the document date, {at.tense_words}")
    if "e" not in fields and (unit not in ("Y", "3M", "W", "M") or at.then in ("of", "when", "that", "in", "since")):
        return None
    if unit == "3M" and "e" not in fields:
        return reported_quarter(day, at.last)
    edtf = period(day, unit)
    return parted(edtf, fields, f"{fields['u'].text} of the document date") if edtf else None


def reported_quarter(day: date, last: str | None) -> Found | None:
    """Resolve "the quarter": the one spoken of last, else the latest that was over by the document date."""
    start = bounds(last)[0] if last else None
    if start and period(start, "3M") == last:
        return Found("date", last, None, "the quarter spoken of last")
    edtf = period(day, "3M", -1)
    return Found("date", edtf, None, "latest quarter before the document date") if edtf else None
