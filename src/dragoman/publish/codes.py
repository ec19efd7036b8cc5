"""Look up the codes of the field: PLOVER's quad and score, CAMEO's events and actors, COW and FIPS of countries.

The tables are `terms/plover.tsv`, `cameo.tsv`, `country_codes.tsv`, `actor_codes.tsv`,
`sector_codes.tsv` and `contexts.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman import terms
from dragoman.model import Actor, Value


class Line(Value, frozen=True, kw_only=True):
    """A line of terms/cameo.tsv: what a row must be to have the code. None goes with everything."""

    code: str
    mode: str | None
    kind: str | None
    words: re.Pattern[str] | None


@cache
def weights() -> dict[tuple[str, str], tuple[int, float | None]]:
    """Return (PLOVER type, mode) -> (quad 1 to 4, score)."""
    return {
        (row["type"], row["mode"]): (int(row["quad"]), float(row["score"]) if row["score"] else None)
        for row in terms.rows("plover")
    }


def weight(event: str, mode: str | None) -> tuple[int | None, float | None]:
    """Return the quad and score of a type and mode; of the type alone where the mode is not known or has no score."""
    quad, score = weights().get((event, ""), (None, None))
    mine = weights().get((event, mode or ""), (quad, score))
    return mine[0], score if mine[1] is None else mine[1]


@cache
def _lines() -> dict[str, tuple[Line, ...]]:
    """Return the lines by PLOVER type, in the order of the table."""
    found: dict[str, list[Line]] = {}
    for row in terms.rows("cameo"):
        words = "|".join(terms.values(row["words"]))
        pattern = re.compile(rf"\b(?:{words})\b", re.I) if words else None
        line = Line(code=row["code"], mode=row["mode"] or None, kind=row["kind"] or None, words=pattern)
        found.setdefault(row["event"], []).append(line)
    return {event: tuple(lines) for event, lines in found.items()}


def cameo(event: str, mode: str | None, kind: str | None, words: str) -> str | None:
    """Return the narrowest CAMEO code that a row meets: its mode counts most, then its words, then the kind of entry.

    A line that names a mode, a kind or words is out where the row has others; of lines that say as much the first wins.
    """
    fitting = [
        line
        for line in _lines().get(event, ())
        if line.mode in (None, mode) and line.kind in (None, kind) and (not line.words or line.words.search(words))
    ]
    best = max(
        fitting, key=lambda line: (line.mode is not None, line.words is not None, line.kind is not None), default=None
    )
    return best.code if best else None


@cache
def _contexts() -> dict[str, re.Pattern[str]]:
    return {
        row["context"]: re.compile(rf"\b(?:{terms.either(terms.values(row['words']))})(?!\w)", re.I)
        for row in terms.rows("contexts")
    }


@cache
def _any_context() -> re.Pattern[str]:
    every = (word for row in terms.rows("contexts") for word in terms.values(row["words"]))
    return re.compile(rf"\b(?:{terms.either(every)})(?!\w)", re.I)


@lru_cache(maxsize=64)
def contexts(words: str) -> tuple[str, ...]:
    """Return the PLOVER contexts that the words show, in the order of the manual."""
    if not _any_context().search(words):
        return ()
    return tuple(context for context, pattern in _contexts().items() if pattern.search(words))


@cache
def _named() -> dict[str, tuple[str, float]]:
    """Return CAMEO code -> (name, Goldstein score)."""
    return {row["code"]: (row["name"], float(row["goldstein"])) for row in terms.rows("cameo") if row["goldstein"]}


def goldstein(code: str | None) -> float | None:
    """Return the Goldstein score of a CAMEO code, -10 to 10."""
    return _named()[code][1] if code in _named() else None


def cameo_name(code: str | None) -> str | None:
    """Return the name of a CAMEO code: "Make a visit"."""
    return _named()[code][0] if code in _named() else None


@cache
def countries() -> dict[str, terms.Row]:
    """Return the codes of a country by its ISO 3166-1 alpha-3 code."""
    return {row["iso3"]: row for row in terms.rows("country_codes")}


def cow(country: str | None) -> int | None:
    """Return the Correlates of War number of a country."""
    number = countries().get(country or "", {}).get("cow")
    return int(number) if number else None


def fips(country: str | None) -> str | None:
    """Return the FIPS 10-4 code of a country, as GDELT gives places."""
    return countries().get(country or "", {}).get("fips") or None


@cache
def _actors() -> dict[str, terms.Row]:
    return {row["id"]: row for row in terms.rows("actor_codes")}


@cache
def _sectors() -> dict[str, terms.Row]:
    return {row["sector"]: row for row in terms.rows("sector_codes")}


def _known(actor: Actor) -> terms.Row | None:
    """Return the codes of an organisation, or of the one that it acts for: the Security Council has those of the UN."""
    return _actors().get(actor.id) or _actors().get(actor.acts_for or "")


def country(actor: Actor) -> str | None:
    """Return what PLOVER puts where a country stands: ISO 3166-1 alpha-3, else UNO, EUR, IGO or NGO.

    Who acts for an organisation of states is not of his own country: the UN's Secretary-General is UNO or IGO.
    """
    row = _known(actor)
    international = row["plover"] if row else actor.sector if actor.sector in ("IGO", "NGO") else None
    return international if actor.sector == "IGO" else actor.country or international


def sector(actor: Actor) -> str | None:
    """Return the PLOVER sector; IGO and NGO stand where a country does."""
    return None if actor.sector in ("IGO", "NGO") else actor.sector


def actor_code(actor: Actor) -> str | None:
    """Return the CAMEO code of an actor: country and role ("PRKGOV"), role alone ("REB"), or an organisation's own.

    A state is its country alone ("PRK"), as in CAMEO's dictionaries.
    """
    row = _known(actor)
    if row is not None and (actor.sector == "IGO" or not actor.country):
        return row["cameo"]
    if actor.sector == "IGO":
        return "IGO"
    state = countries().get(actor.country or "", {}).get("cameo") or actor.country or ""
    role = "" if actor.kind == "state" else _sectors().get(actor.sector or "", {}).get("cameo", "")
    return state + role or None


def sector_name(name: str | None) -> str | None:
    """Return a sector in the words of ICEWS."""
    return _sectors().get(name or "", {}).get("icews") or None
