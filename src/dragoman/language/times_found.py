"""Define what the forms of times_forms.py hand to their resolvers and get back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from dragoman.language.times_calendar import Tense
from dragoman.language.times_words import Token
from dragoman.model import TimeType


class Setting(NamedTuple):
    """What a time expression is read against: the day of the report, the last date in the text, the tense around it.

    `before` and `then` are the tokens on either side of the expression, lower case.
    """

    day: date | None
    last: str | None
    tense: Tense
    before: str
    then: str

    @property
    def tense_words(self) -> str:
        """Return the tense as the basis of a time names it."""
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

NO_DAY = "relative to a document date that is not known"


def undated(kind: TimeType = "date", duration: str | None = None) -> Found:
    """Return the finding for words that only a document date could resolve."""
    return Found(kind, None, duration, NO_DAY, relative=True, point=False)
