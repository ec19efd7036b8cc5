"""Understand what a position asks for: places, countries, distances, days; written as docs/options.md says.

A value is one term or several joined by " or ". What fits no form, or a place that nobody knows, is not evaluated: it
blocks nothing, and the view says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import TypeAlias

from dragoman import edtf
from dragoman.model import Place, Question, Record, Value
from dragoman.terms import Row, cached, rows, values
from dragoman.views.called import key_of

EARTH = 6371.0088  # km, mean radius (IUGG)
OR = re.compile(r"\s+or\s+", re.I)
IN = re.compile(r"in\s+(.+)", re.I)
WITHIN = re.compile(r"within\s+(\d+(?:\.\d+)?)\s*km\s+of\s+(.+)", re.I)
BEFORE_AFTER = re.compile(r"not\s+(before|after)\s+(\S+)", re.I)
LEAD = re.compile(r"(\d{1,4})\s+(day|week|month|year)s?\s+after\s+the\s+decision", re.I)


class Asking(Value, frozen=True, kw_only=True):
    """What all terms have: how people read it."""

    words: str


class Days(Asking, frozen=True, kw_only=True):
    """The days from `first` to `last`, open where None. `named`: the words are a date, not a rule."""

    first: date | None
    last: date | None
    named: bool = False
    rule: str | None = None  # how a rule came out: "not before 2019-02-28"


class At(Asking, frozen=True, kw_only=True):
    """A place itself; a country stands for every place in it."""

    place: Place


class InCountry(Asking, frozen=True, kw_only=True):
    """Somewhere in a country (ISO 3166-1 alpha-3)."""

    country: str


class Within(Asking, frozen=True, kw_only=True):
    """Not farther than so many km, as the crow flies, from a place."""

    km: float
    place: Place


class Wording(Asking, frozen=True, kw_only=True):
    """Words of a question that is neither venue nor date: they stand for themselves."""


class Unknown(Asking, frozen=True, kw_only=True):
    """A term that cannot be evaluated."""


Term: TypeAlias = Days | At | InCountry | Within | Wording | Unknown


class Known:
    """Look up places: those of the record first, then those of terms/."""

    def __init__(self, record: Record) -> None:
        self.places: dict[str, Place] = {}
        for reading in record.readings:
            for place in reading.places:
                kept = self.places.get(place.id)
                if kept is None or (kept.lat is None and place.lat is not None):
                    self.places[place.id] = place
        self.by_name = {key_of(place.name): place for place in self.places.values()}

    def place(self, words: str) -> Place | None:
        """Return the place of that id or name."""
        key = key_of(words)
        found = self.places.get(words) or self.places.get(key.replace(" ", "-")) or self.by_name.get(key)
        if found:
            return found if found.lat is not None else _laid(found, _places().get(key_of(found.name)))
        row = _places().get(key.replace("-", " "))
        return _laid(None, row) if row else None


@cached
def _countries() -> dict[str, Row]:
    return _by_name(rows("countries"), "iso3")


@cached
def _places() -> dict[str, Row]:
    """Return the rows of places and countries by their names and variants."""
    return {**_by_name(rows("countries")), **_by_name(rows("places"))}


def _by_name(table: Iterable[Row], *codes: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in table:
        for name in (row["name"], *values(row["variants"]), *(row[code] for code in codes)):
            found.setdefault(key_of(name), row)
    return found


def terms(value: str, question: Question, known: Known, decision: date | None) -> tuple[Term, ...]:
    """Return the terms of a value. `decision` is the day from which "21 days after the decision" counts."""
    found: list[Term] = []
    for words in OR.split(" ".join(value.split())):
        before = found[-1] if found else None
        if question == "date":
            found.append(_days(words, decision))
        elif question == "venue":
            found.append(_venue(words, known, isinstance(before, InCountry)))
        else:
            found.append(Wording(words=key_of(words)))
    return tuple(found)


def shown(value: str, question: Question, known: Known) -> str:
    """Return a value as people read it."""
    return " or ".join(term.words for term in terms(value, question, known, None))


def fits(term: Term, place: Place) -> bool | None:
    """Return whether a place is what the term asks for; None where that cannot be known."""
    match term:
        case At():
            whole = term.place.kind == "country" and term.place.country
            return place.id == term.place.id or bool(whole and whole == place.country)
        case InCountry():
            return place.country == term.country if place.country else None
        case Within():
            km = distance(place, term.place)
            return km <= term.km if km is not None else None
        case _:
            return None


def within(term: Term, first: date, last: date | None) -> bool | None:
    """Return whether a stretch of days lies in the days of the term; a stretch never lies half in them."""
    if not isinstance(term, Days):
        return None
    late = term.last is not None and (last is None or last > term.last)
    return not late and (term.first is None or first >= term.first)


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Return whether one of the terms fits: True, or None where one may, or False."""
    told = list(answers)
    return True if True in told else None if None in told or not told else False


def distance(a: Place, b: Place) -> float | None:
    """Return the great-circle distance in km between two places, by the haversine formula; None without both."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, south = radians(a.lat), radians(b.lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def _days(words: str, decision: date | None) -> Term:
    if edtf.valid(words):
        first, last = edtf.widened(words)
        return Days(words=words, first=first, last=last, named=True)
    if (found := BEFORE_AFTER.fullmatch(words)) and edtf.valid(found[2]):
        first, last = edtf.bounds(found[2])
        before = found[1].lower() == "before"
        return Days(words=words, first=first if before else None, last=None if before else last)
    if (found := LEAD.fullmatch(words)) and decision is not None:
        first = later(decision, int(found[1]), found[2].lower())
        if first:
            return Days(words=words, first=first, last=None, rule=f"not before {first}")
    return Unknown(words=words)


def later(day: date, number: int, unit: str) -> date | None:
    """Return the day so many days, weeks, months or years later; the last of a shorter month; None past year 9999."""
    if unit in ("day", "week"):
        days = number * (7 if unit == "week" else 1)
        return day + timedelta(days=days) if days <= (date.max - day).days else None
    years, month = divmod(day.month - 1 + number * (12 if unit == "year" else 1), 12)
    if day.year + years > date.max.year:
        return None
    return date(day.year + years, month + 1, min(day.day, edtf.last_day(day.year + years, month + 1).day))


def _venue(words: str, known: Known, after_in: bool) -> Term:
    """Return the term for a place; `after_in`: the words before it were "in VNM or"."""
    if found := WITHIN.fullmatch(words):
        place = known.place(found[2])
        if place is None or place.lat is None:
            return Unknown(words=words)
        return Within(words=f"within {found[1]} km of {place.name}", km=float(found[1]), place=place)
    if found := IN.fullmatch(words):
        return _in(found[1]) or Unknown(words=words)
    code = after_in or (len(words) == 3 and words not in known.places)
    place = known.place(words)
    return (_in(words) if code else None) or (At(words=place.name, place=place) if place else Unknown(words=words))


def _in(words: str) -> InCountry | None:
    row = _countries().get(key_of(words))
    return InCountry(words=row["name"], country=row["iso3"]) if row else None


def _laid(place: Place | None, row: Row | None) -> Place | None:
    """Return a place with where it lies taken from a row of terms/, where it has one."""
    if row is None:
        return place
    state = row.get("iso3")
    kind = "country" if state else "city" if row["kind"] == "capital" else row["kind"]
    lies = {"lat": float(row["lat"]), "lon": float(row["lon"])} if row.get("lat") and row.get("lon") else {}
    code = state or row.get("country") or None
    made = Place(id=key_of(row["name"]).replace(" ", "-"), name=row["name"], kind=kind, country=code, **lies)  # type: ignore[arg-type]
    if place is None:
        return made
    return Place(
        id=place.id, name=place.name, kind=place.kind, country=place.country or code, lat=made.lat, lon=made.lon
    )
