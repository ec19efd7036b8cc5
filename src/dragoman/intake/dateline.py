"""Find the dateline that opens a report: places, agency, and the date where it has a year.

It is the words before a dash at the start of a paragraph, of one of these forms:

    WASHINGTON / SEOUL (Reuters) –      places in capitals, agency
    ADDIS ABABA, Ethiopia (AP)_         the country after the comma says where the city is: not a place of its own
    Pyongyang, October 8 (KCNA) --      small letters are fine where an agency or a date follows
    GENEVA, March 1, 2015 -             no agency
    PARIS — The                         places alone: in capitals, and a sentence must begin after the dash,
                                        since "NATO — the alliance of 29 — said" opens like one
    (Reuters) -   Dec 29 (Reuters) -    no place
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.intake import dates
from dragoman.model import Dateline
from dragoman.terms import rows, values

LETTER = r"[^\W\d_]"
CITY = rf"{LETTER}[\w.'’]*(?:[ -]{LETTER}[\w.'’]*){{0,4}}"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'’]*){0,4}"
REGION = r",\s+[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,3}"
DAY = rf"(?:{dates.MONTH.format('month')}\s+\d{{1,2}}|\d{{1,2}}\s+{dates.MONTH.format('month2')})(?:,?\s+\d{{4}})?"
AGENCY = r"\((?P<agency>[^\W\d_][\w./’' -]{0,40}?)\)"
DASH = r"\s*(?:--+|[-–—_―])"


def form(city: str, rest: str) -> re.Pattern[str]:
    """Return the pattern of one form of dateline."""
    places = rf"(?P<places>{city}(?:\s*/\s*{city}|\s+and\s+{city}){{0,3}})"
    return re.compile(rf"{places}(?:{REGION})??{rest}")


WITH_AGENCY = form(CITY, rf"(?:[,.]\s*(?:{DAY})?)?\s*{AGENCY}(?P<dash>{DASH})?")
WITH_DAY = form(CITY, rf"[,.]?\s+{DAY}(?P<dash>{DASH}|:)(?=\s)")
PLACES_ALONE = form(CAPITALS, r"(?P<dash>\s*(?:--+|[–—_―])|\s+-)(?=\s*[\"“‘'`]*[A-Z0-9])(?=[^-]|$)")
AGENCY_ALONE = re.compile(rf"(?:{DAY}\s+)?{AGENCY}(?P<dash>{DASH})")
LONGEST = 120  # characters
SMALL = frozenset(("and", "de", "da", "del", "la", "al", "el", "the", "of", "s"))


@cache
def agencies() -> dict[str, str]:
    """Return the id of each way to write a news agency."""
    return {name: row["id"] for row in rows("agencies") for name in values(row["names"])}


def slug(name: str) -> str:
    """Return a name as an id: "ADDIS ABABA" gives addis-ababa."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def find(text: str, start: int) -> Dateline | None:
    """Return the dateline that begins at `start`, the first character of a line."""
    stretch = text[start : start + LONGEST]
    for pattern in (WITH_AGENCY, WITH_DAY, PLACES_ALONE, AGENCY_ALONE):
        match = pattern.match(stretch)
        if match and likely(match):
            end = start + match.end()
            groups = match.groupdict()
            agency = groups.get("agency")
            return Dateline(
                text=text[start:end],
                places=tuple(
                    slug(place) for place in re.split(r"\s*/\s*|\s+and\s+", groups.get("places") or "") if place
                ),
                agency=agencies().get(agency, slug(agency)) if agency else None,
                span=(start, end),
            )
    return None


def likely(match: re.Match[str]) -> bool:
    """Tell a dateline from a sentence that begins alike.

    "Pyongyang (North Korea) has" has no dash and no agency. "US - Iran talks", "EU — China" are no cities in capitals.
    "An official (Kim) - not named" has small words.
    "The Associated Press (AP) has" is an agency, but no place in capitals.
    """
    groups = match.groupdict()
    places, known = groups.get("places"), groups.get("agency") in agencies()
    if places is None:
        return known
    if not match["dash"]:
        return known and places.isupper()
    if match.re is PLACES_ALONE:
        return len(re.split(r"\W", places)[0]) > 3 or " " in places
    return all(word[0].isupper() or word in SMALL for word in re.findall(r"[^\W\d_]+", places))
