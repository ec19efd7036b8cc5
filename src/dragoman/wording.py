"""Turn values into the words a person reads: dates as vague as they are, statuses as symbols, numbers with nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.edtf import valid

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"} | {
    "25": "spring", "26": "summer", "27": "autumn", "28": "winter",
    "33": "first quarter of", "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of",
    "40": "first half of", "41": "second half of",
}  # fmt: skip
NO_DATE = "no date"

# status -> (symbol, what stands for it where the encoding has no such symbol, colour). One symbol never stands for two
# statuses of one kind of entry, so a reader without colours tells them apart.
STATUSES: dict[str, tuple[str, str, str]] = {
    "proposed": ("◇", "?", "yellow"),
    "floated": ("◇", "?", "yellow"),
    "raised": ("◇", "?", "yellow"),
    "hypothetical": ("◇", "?", "yellow"),
    "open": ("○", "o", "yellow"),
    "narrowed": ("◑", "/", "yellow"),
    "agreed": ("◆", "+", "cyan"),
    "scheduled": ("◈", "@", "cyan"),
    "planned": ("◈", "@", "cyan"),
    "offered": ("◈", "@", "cyan"),
    "invited": ("◈", "@", "cyan"),
    "under-way": ("◐", "~", "blue"),
    "in-force": ("◐", "~", "blue"),
    "held": ("●", "*", "green"),
    "performed": ("●", "*", "green"),
    "completed": ("●", "*", "green"),
    "decided": ("●", "*", "green"),
    "happened": ("●", "*", "green"),
    "postponed": ("↷", ">", "magenta"),
    "superseded": ("↷", ">", "magenta"),
    "lapsed": ("◌", "-", "magenta"),
    "cancelled": ("✕", "x", "red"),
    "withdrawn": ("✕", "x", "red"),
    "breached": ("✗", "#", "red"),
    "refused": ("⊗", "!", "red"),
    "denied": ("⊗", "!", "red"),
}

FURTHEST = ("green", "blue", "cyan", "yellow", "magenta", "red")  # colours of what is, is agreed, is proposed, is off

# A report must not steer the terminal that shows it: escape sequences, and marks that turn the direction of writing.
MADE = re.compile("[cdejmsv][a-z2-7]{10}|f?[0-9a-f]{12}")  # ids of entries, documents, failures; people give others
SLUG = re.compile(r"(?<![\w-])[^\W_A-Z]+(?:-[^\W_A-Z]+)+(?![\w-])")  # an id with a hyphen: "can" is a word too
DAYS = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?[~?%]?(?:/\d{4}-\d\d(?:-\d\d)?[~?%]?)?(?![\w-])")
LASTING = re.compile(r"(?<!\w)P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?(?!\w)")
OPENING = 70  # letters of a text that stand for its title
CODED = ("status", "phase", "channel", "kind", "how", "mode")  # fields whose values are words of our types
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def furthest(statuses: Iterable[str]) -> list[str]:
    """Return the statuses, those first that come nearest to its having happened, those last that say it is off."""
    order = list(STATUSES)
    return sorted(statuses, key=lambda status: (FURTHEST.index(STATUSES[status][2]), -order.index(status)))


def clean(text: str) -> str:
    """Return the text on one line, with everything that could steer a terminal replaced."""
    return UNSAFE.sub("\ufffd", " ".join(text.split()))


def title_words(title: str | None, text: str, dropped: Iterable[tuple[int, int]] = ()) -> str:
    """Return the title of a report; of one without a title its first words in quotation marks: no title looks so.

    `dropped` are spans that are not read: what stands behind a letterhead comes first.
    """
    return clean(title) if title else f"“{first_words(text, dropped)}”"


def first_words(text: str, dropped: Iterable[tuple[int, int]] = ()) -> str:
    """Return as many words from the beginning of a text as go on a line."""
    at = 0
    for start, end in sorted(dropped):
        at = max(at, end) if not text[at:start].strip() else at
    at = at if text[at:].strip() else 0
    words = clean(text[at : at + OPENING * 4])
    return words if len(words) <= OPENING else f"{words[:OPENING].rsplit(' ', 1)[0]} …"


def date_words(edtf: str | None) -> str:
    """Return an EDTF date in words: "7 Oct 2018", "June 2018", "from 7 Oct 2018, open", "no date"."""
    if not edtf:
        return NO_DATE
    if "/" not in edtf:
        return point_words(edtf)
    start, _, end = edtf.partition("/")
    if start in ("", ".."):
        return f"by {point_words(end)}"
    if end == "..":
        return f"from {point_words(start)}, open"
    if end == "":
        return f"from {point_words(start)}, end unknown"
    return between(point_words(start), point_words(end))


def between(start: str, end: str) -> str:
    """Return "17 to 23 Feb 2019" for two dates in words: a month and year that both say are said once."""
    left, right = start.split(" "), end.split(" ")
    while len(left) > 1 and len(left) <= len(right) and left[-1] == right[len(left) - 1]:
        left.pop()
    return f"{' '.join(left)} to {end}"


def point_words(point: str) -> str:
    """Return one EDTF date without an interval in words; what is not EDTF comes back as it is."""
    bare = point.rstrip("?~%")
    mark = point[len(bare) :]
    words = bare_words(bare)
    return f"{'about ' if mark in ('~', '%') else ''}{words}{' (uncertain)' if mark in ('?', '%') else ''}"


def bare_words(bare: str) -> str:
    """Return a year, month, season or day in words."""
    match = re.fullmatch(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T(\d\d:\d\d)(?::\d\d)?(\S*))?", bare)
    if not match:
        return bare
    year, month, day, clock, zone = match.groups()
    if "X" in year:
        return f"{year[:3]}0s" if year[2] != "X" else f"{year[:2]}00 to {year[:2]}99"
    if month is None or month == "XX":
        return year
    if month in SEASONS:
        return f"{SEASONS[month]} {year}"
    if not 1 <= int(month) <= 12:
        return bare
    if day is None or day == "XX":
        return f"{MONTHS[int(month) - 1]} {year}"
    words = f"{int(day)} {MONTHS[int(month) - 1][:3]} {year}"
    return f"{words}, {clock}{zone}" if clock else words


def counted(number: int, noun: str) -> str:
    """Return "1 report", "2 reports", "3 entries", "4 days"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") and noun[-2:] != "ay" else f"{number:,} {noun}s"


def duration_words(duration: str) -> str:
    """Return an ISO 8601 duration in words: "PT2H" is "2 hours"."""
    match = re.fullmatch(
        r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", duration
    )
    if not match or not any(match.groups()):
        return duration
    units = ("year", "month", "week", "day", "hour", "minute", "second")
    return " ".join(counted(int(n), unit) for n, unit in zip(match.groups(), units, strict=True) if n)


def ordinal_words(number: int) -> str:
    """Return "1st", "2nd", "3rd", "4th", "11th"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def value_words(field: str, value: str) -> str:
    """Return the value of a field as people read it: dates, lengths of time and ordinals in words."""
    if field in ("when", "due") and valid(value):
        return date_words(value)
    if field == "ordinal" and value.isdigit():
        return ordinal_words(int(value))
    return duration_words(value) if field == "duration" else plain(value) if field in CODED else clean(value)


def plain(code: str) -> str:
    """Return a word of our types as people read it: "under way", "news report", "part of"."""
    return code.replace("-", " ").replace("_", " ")


def in_words(text: str) -> str:
    """Return a sentence with the dates and lengths of time in it in words."""
    dated = DAYS.sub(lambda found: date_words(found.group()), text)
    return LASTING.sub(lambda found: duration_words(found.group()), dated)


def shortest(ids: list[str], least: int = 5) -> dict[str, str]:
    """Return for each id its shortest prefix, of `least` letters or more, that no other id begins with.

    An id that a person gave ("hfo-50") stays whole.
    """
    ordered = sorted(set(ids))
    short: dict[str, str] = {}
    for at, value in enumerate(ordered):
        beside = [*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2]]
        size = max([least, *(common(value, other) + 1 for other in beside)])
        short[value] = value[:size] if MADE.fullmatch(value) else value
    return short


def common(a: str, b: str) -> int:
    """Return how many letters two words begin with alike."""
    size = min(len(a), len(b))
    return next((i for i in range(size) if a[i] != b[i]), size)
