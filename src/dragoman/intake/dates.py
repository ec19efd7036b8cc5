"""Read the date of a document where a header, a date line, a dateline or a file name gives one whole day.

Nothing is completed: "Feb. 10" without a year is no date, and 03/04/2015 (March or April?) is none either.
"""

from __future__ import annotations

import re
from datetime import date as Day

from dragoman.problems import UsageError

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )  # fmt: skip
    for name in names.split()
}
MONTH = r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"  # noqa: E501
DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<n1>\d{2})-(?P<d1>\d{2})"
    rf"|{MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH.format('m3')},?\s+(?P<y3>\d{{4}})"
    r"|(?P<y4>\d{4})[/.](?P<n4>\d{2})[/.](?P<d4>\d{2}))(?!\d)",
    re.IGNORECASE,
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
# What may stand beside the date on a line that is nothing but a date: "Friday, August 21, 2015 10:30 a.m. EDT".
BESIDE = re.compile(
    rf"(?>{WEEKDAY}|\d{{1,2}}[:.]\d{{2}}(?::\d{{2}}(?:\.\d+)?)?|[ap]\.?m\.?|GMT|UTC|[A-Z]{{2,4}}T|Z|T|at|on"
    r"|[,|()·–—-]|\+\d{2}:?\d{2}|\s)*+",
    re.IGNORECASE,
)
PLACE = re.compile(  # "The Hague, ", "Kyiv, Ukraine - ": at most three words in each part, a mark at the end
    r"(?!(?:On|In|At|By|From|Since|Until|After|Before)\b)"
    r"(?:[A-ZÀ-Þ][\w.'’-]*+ ?){1,3}(?:, (?:[A-ZÀ-Þ][\w.'’-]*+ ?){1,3})?(?:,|[-–—/]) *"
)
NUMERIC = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b")
EDTF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
IN_NAME = re.compile(r"(?<![0-9])((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?![0-9])")


def day(year: str, month: str, number: str) -> str | None:
    """Return the ISO date of a day that exists, else None."""
    try:
        return Day(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def find(text: str) -> str | None:
    """Return the first whole date in a short text as ISO 8601."""
    match = DATE.search(text)
    if match is None:
        return None
    for form in "1234":
        if match[f"d{form}"]:
            month = match[f"n{form}"] if form in "14" else str(MONTHS[match[f"m{form}"].lower()])
            return day(match[f"y{form}"], month, match[f"d{form}"])
    return None


def alone(line: str) -> str | None:
    """Return the date of a line that holds a date, a place before it, and nothing else ("Oslo, 15 September 2010")."""
    match = DATE.search(line)
    if match is None or not BESIDE.fullmatch(line[match.end() :]):
        return None
    before = re.sub(rf"(?:{WEEKDAY}),?\s*$", "", line[: match.start()], flags=re.IGNORECASE)
    return find(line) if BESIDE.fullmatch(before) or PLACE.fullmatch(before) else None


def unclear(line: str) -> bool:
    """Tell whether a line holds a place and a day that can be read in two ways, and nothing else: "Bonn, 3/4/2015"."""
    match = NUMERIC.search(line)
    return (
        match is not None
        and not line[match.end() :].strip()
        and (match.start() == 0 or bool(PLACE.fullmatch(line[: match.start()])))
    )


def in_name(name: str) -> str | None:
    """Return the date in a file's name ("2018-10-07-summit.txt"); the folders do not count."""
    base = re.split(r"[\\/]", name)[-1]
    return next((found for match in IN_NAME.finditer(base) if (found := day(match[1], match[3], match[4]))), None)


def checked(edtf: str) -> str:
    """Return the date as given with `--date`: a day, a month or a year that exists; anything else is a UsageError."""
    year, month, number = (edtf.split("-") + ["01", "01"])[:3]
    if EDTF.fullmatch(edtf) and edtf.isascii() and day(year, month, number):
        return edtf
    raise UsageError(f"{edtf!r} is not a date; write a day, a month or a year: 2018-10-07, 2018-10 or 2018.")
