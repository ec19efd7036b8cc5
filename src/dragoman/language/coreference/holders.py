"""Tell who held an office on a day: "the Russian foreign minister" in a report of March 1998 is Yevgeny Primakov.

The facts are in terms/officeholders.tsv, and in the file of a user. A person is found only where one alone is certain:
between the last day that the office may have begun and the first that it may have ended, with nobody else possible.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from dragoman.edtf import bounds
from dragoman.language.names.atoms import atoms, keys, slug
from dragoman.language.names.gazetteer import longest, named, state_names
from dragoman.language.names.page import shape_keys
from dragoman.terms import cached, rows, values

LEADING = frozenset({"leader", "chief", "head"})


class Term(NamedTuple):
    """One person's time in an office. `about`: the country that an envoy is for; `theirs`: a user's file says so."""

    of: str
    office: str
    about: str
    id: str
    name: str
    first: date  # may have begun
    begun: date  # has begun for certain
    ending: date  # may have ended after
    last: date  # has ended for certain
    leads: bool
    theirs: bool


@cached
def terms_of() -> dict[str, tuple[Term, ...]]:
    """Return the terms of office by the id of the state or organisation."""
    found: dict[str, list[Term]] = {}
    for row in rows("officeholders"):
        (first, begun), (ending, last) = bounds(row["since"]), bounds(row["until"])
        term = Term(
            row["of"],
            row["office"].lower(),
            row.get("about", ""),
            row.get("id") or slug(row["name"]),
            row["name"],
            first or date.min,
            begun or date.min,
            ending or date.max,
            last or date.max,
            row.get("leads") == "yes",
            row.get("theirs") == "yes",
        )
        found.setdefault(term.of, []).append(term)
    return {of: tuple(terms) for of, terms in found.items()}


@cache
def same_office() -> dict[str, frozenset[str]]:
    """Return for each word for an office the words that name the same one and no other: "defence chief"."""
    found: dict[str, frozenset[str]] = {}
    for row in rows("offices"):
        if row["mutual"] == "yes":
            words = frozenset(values(row["words"]))
            found.update((word, found.get(word, frozenset()) | words) for word in words)
    return found


def holder(of: str, office: str, day: str | None, about: str = "") -> Term | None:
    """Return the term of the one who held an office on a day (EDTF), or None where nobody or more than one may have."""
    start, end = bounds(day or "")
    if start is None or end is None:
        return None
    held = [term for term in terms_of().get(of, ()) if _names(term, office, about)]
    exact = [term for term in held if term.office == office]
    for terms in (exact, held):
        for mine in ([term for term in terms if term.theirs], terms):
            possible = [term for term in mine if term.first <= end and start <= term.last]
            if possible:
                only = possible[0]
                certain = only.begun <= start and end <= only.ending
                return only if certain and len({term.id for term in possible}) == 1 else None
    return None


def _names(term: Term, office: str, about: str) -> bool:
    """Return whether words for an office may mean this one: an envoy for Syria is no envoy for Yemen."""
    if term.about != about:
        return False
    if term.office == office:
        return True
    if office in LEADING:
        return term.leads and (office == "leader" or not _is_state(term.of))
    envoy = office in same_office().get("envoy", ())
    return term.office in same_office().get(office, ()) and (bool(about) or not envoy)


class Office(NamedTuple):
    """An office as a description tells it: of which state or organisation, and for which country."""

    of: str
    about: str


def office_in(quote: str, body: str | None, country: str | None) -> Office | None:
    """Return whose office a description means; None where it speaks of another time, a deputy, or anybody at all."""
    words = set(keys(quote))
    if words & shape_keys("not-now") or keys(quote)[:1] in {(word,) for word in shape_keys("any-one")}:
        return None
    of = body or (country or "").lower()
    return Office(of, next((land for land in _countries(quote) if land != of), "")) if of else None


def _is_state(id: str) -> bool:
    return id.upper() in state_names()


def _countries(quote: str) -> list[str]:
    """Return the states that some words name, by id, in their order."""
    words = atoms(quote, (0, len(quote)))
    found: list[str] = []
    at = 0
    while at < len(words):
        end, entries = longest(named(), words, at)
        if entries and entries[0].country and entries[0].kind in ("state", "demonym", "capital", "metonym", "place"):
            found.append(entries[0].country.lower())
        at = max(end if entries else at, at + 1)
    return list(dict.fromkeys(found))
