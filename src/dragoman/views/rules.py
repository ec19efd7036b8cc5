"""Understand the rule of a deadline: a date, so long after something, the earlier of two, on a report, or vague words.

What can be said: `2007-12-31` and every other EDTF date; `by 15 October`, `by the end of 2018`; `60 days after signed`,
`within three weeks of the summit`, `within 60 days`; `earlier of A and B`, `A or B, whichever is later`; `on report by
IAEA`, `on adoption`, `after adoption`; behind any of them `or earlier by mutual consent` and `provided ...`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from typing import Literal, TypeAlias

from dragoman import edtf
from dragoman.model import Value
from dragoman.terms import rows

LONGEST = 400  # characters of a rule that is looked at; longer words are no rule
DEEPEST = 4  # "earlier of" within "earlier of"
MOST = 100_000  # units counted


class Fixed(Value, frozen=True, kw_only=True):
    """A date: `edtf`, or a day or month without its year, whose next one is meant. `by`: any day up to it will do."""

    edtf: str | None = None
    month: int | None = None
    day: int | None = None
    by: bool = False
    end_of_year: bool = False


class Counted(Value, frozen=True, kw_only=True):
    """So many days or months after (or before) the day of something; after the undertaking itself without `of`."""

    amount: int
    unit: Literal["days", "months"]
    of: str | None = None
    within: bool = False


class Chosen(Value, frozen=True, kw_only=True):
    """The earlier, or the later, of several."""

    parts: tuple[Form, ...]
    later: bool = False


class Trigger(Value, frozen=True, kw_only=True):
    """The day on which something happens (`on`), or any day after it (`after`). `of` is what happens, in words."""

    of: str
    how: Literal["on", "after", "on-report"] = "on"


class Vague(Value, frozen=True, kw_only=True):
    """Words that set no day: "as soon as possible"."""


class Unclear(Value, frozen=True, kw_only=True):
    """Words that are not understood."""


Form: TypeAlias = Fixed | Counted | Chosen | Trigger | Vague | Unclear


class Rule(Value, frozen=True, kw_only=True):
    """A rule as understood. `earlier`: what may bring it forward; `proviso`: on what it depends besides, in words."""

    form: Form
    earlier: str | None = None
    proviso: str | None = None


PROVISO = re.compile(r"[\s,;(]+(?:provided(?: that)?|unless|except if|subject to|on condition that|if) +(.+)$", re.I)
SOONER = re.compile(r"[\s,;(]+or (?:earlier|sooner)\b[\s,]*(.*)$", re.I)
CHOICE = re.compile(r"(?:the )?(earlier|earliest|sooner|first|later|latest|last) of[: ]+(.+)", re.I)
WHICHEVER = re.compile(r"(.+?)[\s,;]+whichever (?:is|comes|occurs|falls)(?: the)? (\w+)", re.I)
PARTS = re.compile(r"\s*[,;]\s*(?:and |or )?| (?:and|or) ", re.I)
COUNT = re.compile(
    r"(?P<lead>within|in|by|no later than|not later than|at the latest|up to|at most)?\s*(?:a period of |the )?"
    r"(?P<number>\d+|[a-z]+(?:-[a-z]+)?) (?:\(\d+\) )?(?:calendar )?(?P<unit>[a-z]+)"
    r"(?: (?P<side>after|from|of|following|before|since|prior to) (?P<of>.+))?",
    re.I,
)
BY = re.compile(
    r"(?P<by>by|before|until|till|not later than|no later than|at the latest by|on|in)?\s*"
    r"(?P<end>(?:the )?end of )?(?:the )?(?P<date>.+)",
    re.I,
)
DAY = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[a-z]+)\.?(?:,? (?P<year>\d{4}))?", re.I)
US_DAY = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?", re.I)
REPORT = re.compile(
    r"(?:up)?on (?:the |a |receipt of the |receipt of a )?(?:report|confirmation|certification)\b.*", re.I
)
AFTER = re.compile(r"(?:only |not before |no earlier than )?(after|following|once|when|until after) (.+)", re.I)
ON = re.compile(r"(?:on|upon|with|at|at the time of|simultaneously with|together with) (.+)", re.I)
FIRST = ("earlier", "earliest", "sooner", "soonest", "first")


def parse(words: str) -> Rule:
    """Return the rule that words state; `Unclear` where they state none that is known."""
    text = " ".join(words.split()).strip(" .;,()")
    if len(text) > LONGEST:
        return Rule(form=Unclear())
    proviso = earlier = None
    if found := PROVISO.search(text):
        text, proviso = text[: found.start()], found[1]
    if found := SOONER.search(text):
        text, earlier = text[: found.start()], found[1] or "no matter how"
    return Rule(form=_form(text, DEEPEST), earlier=earlier, proviso=proviso)


def _form(text: str, deep: int) -> Form:
    if not text or not deep:
        return Unclear()
    if edtf.valid(text):
        return Fixed(edtf=text)
    return (
        _chosen(text, deep)
        or _counted(text)
        or _fixed(text)
        or (Trigger(of=text, how="on-report") if REPORT.fullmatch(text) else None)
        or (Vague() if vague(text) else None)
        or _trigger(text)
    )


def _chosen(text: str, deep: int) -> Chosen | None:
    if found := CHOICE.fullmatch(text):
        which, rest = found[1], found[2]
    elif found := WHICHEVER.fullmatch(text):
        which, rest = found[2], found[1]
    else:
        return None
    parts = tuple(_form(part, deep - 1) for part in PARTS.split(rest) if part)
    return Chosen(parts=parts, later=which.casefold() not in FIRST) if len(parts) > 1 else None


def _counted(text: str) -> Counted | None:
    found = COUNT.fullmatch(text)
    if not found or not (number := _number(found["number"])) or not (unit := _units().get(found["unit"].casefold())):
        return None
    size, name = unit
    back = found["side"] in ("before", "prior to")
    lead = (found["lead"] or "").casefold()
    if not found["of"] and lead not in ("within", "in", "no later than", "not later than"):
        return None  # "three weeks" is a length
    return Counted(
        amount=-number * size if back else number * size,
        unit=name,
        of=found["of"],
        within=lead in ("within", "up to", "at most", "no later than", "not later than") or found["side"] == "of",
    )


def _number(word: str) -> int | None:
    if word.isdecimal():
        return int(word) if 0 < int(word) <= MOST else None
    return _numbers().get(word.casefold())


def _fixed(text: str) -> Fixed | None:
    found = BY.fullmatch(text)
    if found is None:
        return None
    by, end, words = (found["by"] or "").casefold(), bool(found["end"]), found["date"]
    upto = by not in ("", "on", "in")
    if words.casefold() in ("year", "the year") and end:
        return Fixed(end_of_year=True, by=upto)
    if edtf.valid(words):
        last = edtf.bounds(words)[1]
        return Fixed(edtf=str(last) if end and last else words, by=upto)
    spoken = US_DAY.fullmatch(words) or DAY.fullmatch(words)
    month = _months().get(spoken["month"].casefold()) if spoken else None
    if not spoken or not month:
        return None
    day = int(spoken["day"]) if spoken["day"] else None
    if not spoken["year"]:
        return None if day is None and not (by or end) else Fixed(month=month, day=day, by=upto)
    year = int(spoken["year"])
    if end:
        day = monthrange(year, month)[1]
    written = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    return Fixed(edtf=written, by=upto) if edtf.valid(written) else None


def _trigger(text: str) -> Form:
    if found := AFTER.fullmatch(text):
        return Trigger(of=found[2], how="after")
    if found := ON.fullmatch(text):
        return Trigger(of=found[1])
    return Unclear() if _number(text.split(" ")[0]) else Trigger(of=text)


def vague(words: str) -> bool:
    """Return whether words set no day: "as soon as possible", "immediately", "in the near future"."""
    text = f" {words.casefold()} "
    return any(f" {phrase} " in text or f" {phrase}" in text[: len(phrase) + 2] for phrase in _vague())


def signing(words: str) -> bool:
    """Return whether words mean the day of the undertaking itself: "signed", "the signature of this agreement"."""
    return words.casefold().removeprefix("the ") in _parts("signing")


def ordinals(number: int | None) -> tuple[str, ...]:
    """Return the words for a number in a row: "second", "2nd"."""
    return tuple(row["word"] for row in rows("time_words") if row["class"] == "ORDINAL" and row["value"] == str(number))


def _vague() -> frozenset[str]:
    return _parts("vague") | frozenset(row["word"] for row in rows("time_words") if row["class"] == "SOON")


@cache
def _parts(part: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("deadlines") if row["part"] == part)


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in rows("time_words") if row["class"] in ("MONTH", "MAYBE", "MABBR")}


@cache
def _numbers() -> dict[str, int]:
    words = [row for row in rows("time_words") if row["class"] == "NUMWORD"]
    known = {row["word"]: int(row["value"]) for row in words if row["value"].isdecimal()}
    tens = {word: value for word, value in known.items() if value % 10 == 0 and value >= 20}
    ones = {word: value for word, value in known.items() if value < 10}
    both = {f"{ten}-{one}": a + b for ten, a in tens.items() for one, b in ones.items()}
    return {"a": 1, "an": 1} | known | both


@cache
def _units() -> dict[str, tuple[int, Literal["days", "months"]]]:
    sizes: dict[str, tuple[int, Literal["days", "months"]]] = {
        "D": (1, "days"), "W": (7, "days"), "2W": (14, "days"), "M": (1, "months"), "3M": (3, "months"),
        "Y": (12, "months"), "10Y": (120, "months"),
    }  # fmt: skip
    found = {row["word"]: sizes[row["value"]] for row in rows("time_words") if row["value"] in sizes}
    units = {row["word"] for row in rows("time_words") if row["class"] in ("UNIT", "UNITS")}
    return {word: size for word, size in found.items() if word in units} | {"day": sizes["D"], "year": sizes["Y"]}
