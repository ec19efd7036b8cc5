"""Check the small languages of entries by hand: what a position is for, by which rule a day is found.

A venue: `hanoi or danang`, `in VNM or SGP`, `within 7000 km of pyongyang`. A date: `2019-02-27/2019-02-28`, `not before
2018-11-07`, `not after 2019-02-28`, `21 days after the decision`, or words (`as soon as possible`). A rule: any words;
where they count from one word (`60 days after signed`), it is a step, a date or the signing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dragoman import edtf
from dragoman.reading.byhand.form import complaint
from dragoman.terms import rows

COUNTED = re.compile(
    r"\b\d+ (?:days?|weeks?|months?|years?) (?:after|before|from) "
    r"(.+?)(?=[.,;()]*(?:$| or | and | provided | whichever |[,;()]))"
)
BOUND = re.compile(r"not (?:before|after) (\S+)")
WITHIN = re.compile(r"within (\d+(?:\.\d+)?) km of (\S+)")


def of_rule(rule: str, steps: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with a rule. `steps` are the ids that it may count from."""
    if rule[:4].isdigit() and not re.search(r"\s", rule) and not edtf.valid(rule):
        yield f"is '{rule}', which is no date. Write \"2007-12-31\""
    for start in COUNTED.findall(rule):
        if not (re.search(r"\s", start) or start in steps or edtf.valid(start) or start in _signing()):
            yield f"counts from '{start}', which is no commitment or milestone of this file, nor a date"


def of_position(slot: str, value: str, places: Collection[str], steps: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with what a position is for."""
    if slot == "venue":
        yield from _venue(value, places)
    elif slot == "date":
        yield from _day(value, steps)


def _signing() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("deadlines") if row["part"] == "signing")


def _venue(value: str, places: Collection[str]) -> Iterator[str]:
    if found := WITHIN.fullmatch(value):
        if found[2] not in places:
            yield f"is within so many km of '{found[2]}', which is no [[place]] of this file"
        return
    inside = value.startswith("in ")
    for part in value.removeprefix("in ").split(" or "):
        if inside and complaint("country", part):
            yield f"names the country '{part}': write three capital letters of ISO 3166: \"in VNM or SGP\""
        elif not inside and part not in places:
            yield (
                f"names '{part[:60]}', which is no [[place]] of this file. Write ids of places (\"hanoi or danang\"), "
                '"in VNM or SGP" or "within 7000 km of pyongyang"'
            )


def _day(value: str, steps: Collection[str]) -> Iterator[str]:
    if found := BOUND.fullmatch(value):
        if not edtf.valid(found[1]):
            yield f"is bound by '{found[1]}', which is no date. Write \"not before 2018-11-07\""
        return
    parts = value.split(" or ")
    if not re.search(r"\s", value) or any(part[:4].isdigit() and not re.search(r"\s", part) for part in parts):
        yield from (f"names '{part}', which is no date. Write \"2019-02-27\"" for part in parts if not edtf.valid(part))
    yield from of_rule(value, steps)
