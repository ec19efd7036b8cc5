"""Define what the forms of forms.py hand to their resolvers and get back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

from dragoman.edtf import bounds
from dragoman.language.times.calendar import AGAINST_SURE, NEAREST, Tense
from dragoman.language.times.words import Token
from dragoman.model import TimeType
from dragoman.terms import rows


class Setting(NamedTuple):
    """What a time expression is read against: the day of the report, the last date in the text, the tense around it.

    `before` and `then` are the tokens on either side of the expression, the former in lower case; `ahead` the next
    three words. `against`: how many times as far a date counts that goes against the tense: much where the verb itself
    tells it, less after a verb of saying ("said Nov. 6"), no more than any other where a plan came to nothing.
    """

    day: date | None
    last: str | None
    tense: Tense
    before: str
    then: str
    ahead: str = ""
    against: float = AGAINST_SURE

    @property
    def tense_words(self) -> str:
        """Return the tense as the basis of a time names it."""
        if self.tense and self.against == NEAREST:
            return "the nearest: of a plan that may have come to nothing"
        return f"{self.tense} tense" if self.tense else "no tense to go by"


class Found(NamedTuple):
    """A resolved time. `relative` marks words that need a document date; `trouble` is why nothing could be made of it.

    `skip` marks words that look like a time and are none ("34 years old"): they are used up and nothing is reported.
    """

    type: TimeType = "date"
    edtf: str | None = None
    duration: str | None = None
    basis: str = ""
    relative: bool = False
    trouble: str = ""
    skip: bool = False
    point: bool = True  # whether "that day" or "two years later" may refer back to it


Fields: TypeAlias = Mapping[str, Token]
Resolver: TypeAlias = Callable[[Fields, Setting], Found | None]


@cache
def context(name: str) -> frozenset[str]:
    """Return one of the word sets of `terms/time_context.tsv`: what may or may not stand beside a time."""
    return frozenset(next(row["words"] for row in rows("time_context") if row["name"] == name).split())


NO_DAY = "relative to a document date that is not known"


def undated(kind: TimeType = "date", duration: str | None = None) -> Found:
    """Return the finding for words that only a document date could resolve."""
    return Found(kind, None, duration, NO_DAY, relative=True, point=False)


def whole_year(token: Token | None, near: int = 1950) -> int | None:
    """Return the year that a token gives; a two-digit one falls in the hundred years around `near`."""
    if token is None:
        return None
    digits = "".join(c for c in token.value if c.isdigit())
    if len(digits) == 2:
        return 1900 + int(digits) if int(digits) >= 30 else 2000 + int(digits)
    return int(digits) if digits else None


def year_of(fields: Fields, at: Setting) -> tuple[int | None, str]:
    """Return the year that stands beside a day or month, by number or as "last year", and its basis."""
    if year := whole_year(fields.get("y")):
        return year, "as written"
    kind = fields["j"].kind if "j" in fields else ""
    if not kind:
        return None, ""
    anchor = bounds(at.last)[0] if at.last and kind not in ("LAST", "THIS", "NEXT") else at.day
    if anchor is None:
        return None, "unknown"
    offset = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1, "FOLLOWING": 1}.get(kind, 0)
    return anchor.year + offset, f"“{fields['j'].text} year” counted from {anchor.year}"
