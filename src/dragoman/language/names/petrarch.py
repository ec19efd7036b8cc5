"""Read the dictionaries that PETRARCH's users keep: actors with codes, dates and synonyms, and agents with roles.

    KIM_JONG_UN_               JEWEL_THIEF {JEWEL_THIEVES} [~CRM]
    +MARSHAL_KIM_              !MINIST! = MINISTER, MINISTERS
        [PRKELI <111217]       PRIME_!MINIST! [~GOV]
        [PRKGOV >111217]

A file is read whole or not at all, as files of our own shape are (added.py). docs/terms.md says what becomes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import NamedTuple

from dragoman.language.names.added import NAME, Place
from dragoman.language.names.atoms import slug
from dragoman.language.names.page import given_names
from dragoman.terms import Row, rows, values

COMMENT = re.compile(r"\s*[#;].*$")
CODES = re.compile(r"\[([^\[\]]*)\]")
CODE = re.compile(r"(?P<code>[A-Z-]{3}(?:[A-Z]{3})*)(?:\s+(?P<dates>\S+))?")
ROLE = re.compile(r"(?P<append>~)?(?P<code>[A-Z]{3}(?:[A-Z]{3})*)(?(append)|~)")
SPAN = re.compile(r"(?P<sign>[<>])?(?P<first>\d{6}|\d{8})(?:-(?P<last>\d{6}|\d{8}))?")
SET = re.compile(r"!(?P<name>[\w-]+)!\s*=\s*(?P<words>.+)")
USE = re.compile(r"!([\w-]+)!")
PHRASE = re.compile(r"(?P<phrase>[^\[{]+?)\s*(?:\{(?P<plural>[^}]*)\})?\s*")
DEMONYM = re.compile(r"(?:ians?|ans?|ese|ish|i)$")
NOWHERE = "---"
SMALL = frozenset(("OF", "THE", "AND", "FOR", "IN", "ON", "AL", "DE", "LA", "VAN", "VON"))
CENTURY = 40  # of two digits: 39 is 2039, 40 is 1940
FORMS = 200  # that one phrase of an agents file may stand for
CODE_FORM = "a code is three capitals for each of country and roles, as PRK, PRKGOV, IGOUNO or ---REB"
ROLE_FORM = "a role is three capitals with a tilde, as [~GOV] or [NGO~]"
DATE_FORM = "a date is YYMMDD or YYYYMMDD, as <20110101, >20110101 or 20110101-20130101"


class Meaning(NamedTuple):
    """What a code says, from a day to a day ("" where it is open). `body` is an organisation of ours with that code."""

    country: str
    sector: str
    body: str
    since: str = ""
    until: str = ""


class Entry(NamedTuple):
    """An actor of a file: where it stands, how it is written, what its codes say."""

    place: Place
    names: list[str]
    meanings: list[Meaning]


def tables(path: Path, text: str) -> dict[str, tuple[Row, ...]]:
    """Return the rows of our tables that a file makes. Raises UsageError at the first line that is not understood."""
    found: dict[str, dict[str, Row]] = {}
    for name, key, row in _rows(path, text):
        old = found.setdefault(name, {}).get(key)
        found[name][key] = {**row, **old, **_joined(old, row)} if old else row
    if not found:
        Place(path).wrong("there is no actor and no agent in it; docs/terms.md shows some")
    return {name: tuple(made.values()) for name, made in found.items()}


def _joined(old: Row, new: Row) -> Row:
    """Return the lists of names of two rows for one actor as one."""
    both = {
        column: (*values(old[column]), *values(new[column])) for column in ("variants", "metonyms") if column in new
    }
    return {column: " | ".join(dict.fromkeys(names)) for column, names in both.items()}


def _rows(path: Path, text: str) -> Iterator[tuple[str, str, Row]]:
    """Yield (table, key, row) for each actor, each span of dates and each agent."""
    entry: Entry | None = None
    sets: dict[str, list[str]] = {}
    for number, line in _lines(text):
        place = Place(path, number)
        match = SET.fullmatch(line.strip())
        if match:
            sets[match["name"]] = [word.strip().strip("_") for word in match["words"].split(",")]
        elif "~" in line:
            yield from _agent(place, line, sets)
        elif line[0].isspace() or line.startswith("["):
            if entry is None:
                place.wrong("codes stand behind the actor that they are of; there is none before this line")
            entry.meanings.extend(_meanings(place, line))
        elif line.startswith("+"):
            if entry is None:
                place.wrong("a synonym stands behind its actor; there is none before this line")
            entry.names.append(_name(place, line[1:]))
            entry.meanings.extend(_meanings(place, line))
        else:
            if entry is not None:
                yield from _actor(entry)
            entry = Entry(place, [_name(place, line)], _meanings(place, line))
    if entry is not None:
        yield from _actor(entry)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers; a "<!--" note ends with "-->"."""
    note = False
    for number, line in enumerate(text.split("\n"), 1):
        note = note or line.lstrip().startswith("<!--")
        kept = "" if note else COMMENT.sub("", line.rstrip())
        note = note and "-->" not in line
        if kept.strip():
            yield number, kept


def _name(place: Place, words: str) -> str:
    """Return a name as texts write it: KIM_JONG_UN_ is Kim Jong Un; what is short and alone keeps its capitals."""
    parts = CODES.sub("", words).strip().rstrip("_=").replace("_", " ").split()
    if not any(letter.isalpha() for letter in "".join(parts)):
        place.wrong("there is no name in it; allowed: an actor (KIM_JONG_UN_ [PRKGOV]), +SYNONYM_, codes, or an agent")
    if parts[0].startswith(("&", "-", "~")):
        place.wrong("it is of a dictionary of verbs; allowed are dictionaries of actors and of agents")
    written = " ".join(_cased(word, len(parts)) for word in parts)
    if len(written) > NAME:
        place.wrong(f"the name has {len(written):,} characters; at most {NAME} are allowed")
    return written


def _cased(word: str, count: int) -> str:
    if not word.isupper() or "." in word or (len(word) < 5 and count == 1):
        return word
    return word.lower() if count > 1 and word in SMALL else "-".join(part.capitalize() for part in word.split("-"))


def _meanings(place: Place, line: str) -> list[Meaning]:
    if line.count("[") != line.count("]"):
        place.wrong(f"a bracket is missing; {CODE_FORM}")
    return [_meaning(place, code.strip()) for code in CODES.findall(line)]


def _meaning(place: Place, words: str) -> Meaning:
    match = CODE.fullmatch(words)
    if match is None:
        place.wrong(f"'[{words[:40]}]' is not understood; {CODE_FORM}; {DATE_FORM}")
    since, until = _span(place, match["dates"]) if match["dates"] else ("", "")
    head, roles = match["code"][:3], re.findall("...", match["code"][3:])
    if match["code"] in _bodies():
        return Meaning("", "IGO", _bodies()[match["code"]], since, until)
    country = "" if head == NOWHERE or head in _sectors() else _states().get(head, head)
    sectors = [_sectors()[role] for role in (head, *roles) if role in _sectors()]
    return Meaning(country, sectors[0] if sectors else "", "", since, until)


def _span(place: Place, words: str) -> tuple[str, str]:
    match = SPAN.fullmatch(words)
    days = [_day(match[name]) for name in ("first", "last") if match[name]] if match else []
    if match is None or None in days or (match["sign"] and match["last"]):
        place.wrong(f"'{words[:40]}' is no date; {DATE_FORM}")
    first, *rest = (day for day in days if day is not None)
    if match["sign"] == "<":
        return "", (first - timedelta(1)).isoformat()
    if match["sign"] == ">":
        return (first + timedelta(1)).isoformat(), ""
    return first.isoformat(), (rest[0] if rest else first).isoformat()


def _day(digits: str) -> date | None:
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < CENTURY else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _actor(entry: Entry) -> Iterator[tuple[str, str, Row]]:
    """Yield the rows of an actor: one more name for a state or body of ours, or somebody new, with dated codes."""
    if not entry.meanings:
        entry.place.wrong(f"'{entry.names[0][:40]}' has no code; {CODE_FORM}")
    plain = next((meaning for meaning in entry.meanings if not meaning.since and not meaning.until), None)
    told = plain or entry.meanings[-1]
    id, first, names = slug(entry.names[0]), entry.names[0].split(), " | ".join(entry.names[1:])
    state = told.country.lower()
    if plain and len(entry.meanings) == 1 and not told.sector and state:
        known = _known().get(state, frozenset())
        if new := [name for name in entry.names if name.casefold() not in known]:
            yield "countries", state, _called(state, new) if known else _country(state, new)
        return
    if plain and len(entry.meanings) == 1 and told.body:
        yield "institutions", told.body, {"id": told.body, "name": "", "variants": " | ".join(entry.names)}
        return
    common = {"id": id, "name": entry.names[0], "variants": names, "country": told.country, "sector": told.sector}
    if len(first) > 1 and (len(entry.meanings) > 1 or plain is None or first[0].casefold() in _given()):
        yield "people", id, {**common, "office": "", "years": "-", "gender": ""}
    else:
        yield "institutions", id, {**common, "kind": "organisation", "acts_for": ""}
    for meaning in entry.meanings if len(entry.meanings) > 1 or plain is None else ():
        dates = {"since": meaning.since, "until": meaning.until}
        row = {"id": id, "country": meaning.country, "sector": meaning.sector, **dates}
        yield "actor_dates", f"{id} {meaning.since} {meaning.until}", row


def _called(state: str, names: list[str]) -> Row:
    """Return the row that gives a state of ours more names."""
    return {"id": state, "name": "", "metonyms": " | ".join(names)}


def _country(state: str, names: list[str]) -> Row:
    """Return the row of a country that only the file knows: "Gondor", its people ("Gondorian") and its other names."""
    people = [name for name in names[1:] if DEMONYM.search(name)]
    others = [name for name in names[1:] if name not in people]
    return {
        **dict.fromkeys(rows("countries")[0], ""),
        "id": state,
        "iso3": state.upper(),
        "name": names[0],
        "variants": names[0],
        "demonyms": " | ".join(people),
        "metonyms": " | ".join(others),
    }


def _agent(place: Place, line: str, sets: dict[str, list[str]]) -> Iterator[tuple[str, str, Row]]:
    """Yield the roles that an agent stands for: the word for one, and for several."""
    codes, bare = CODES.findall(line), PHRASE.fullmatch(CODES.sub("", line).strip())
    role = ROLE.fullmatch(codes[0].strip()) if len(codes) == 1 else None
    if role is None or bare is None:
        place.wrong(f"an agent is not understood; allowed: PHRASE {{PLURAL}} [~GOV]; {ROLE_FORM}")
    sector = next((_sectors()[code] for code in re.findall("...", role["code"]) if code in _sectors()), "")
    for phrase in _forms(place, bare["phrase"], sets):
        plurals = [f"{phrase}s"] if bare["plural"] is None else _forms(place, bare["plural"], sets)
        for word, part in ((phrase, "head"), *((plural, "group") for plural in plurals if plural)):
            yield "roles", f"{word} {part}", {"id": "", "word": word, "part": part, "sector": sector, "gender": ""}


def _forms(place: Place, phrase: str, sets: dict[str, list[str]]) -> list[str]:
    """Return the phrases that one with sets (PRIME_!MINIST!) stands for, as texts write them."""
    pieces = USE.split(phrase)
    for name in pieces[1::2]:
        if name not in sets:
            place.wrong(f"'!{name}!' is not known; a set is defined above its use, as !MINIST! = MINISTER, MINISTERS")
    choices = [sets[piece] if at % 2 else [piece] for at, piece in enumerate(pieces)]
    if prod(map(len, choices)) > FORMS:
        place.wrong(f"the phrase stands for more than {FORMS} others; fewer sets in one phrase are allowed")
    return [" ".join("".join(parts).replace("_", " ").split()).casefold() for parts in product(*choices)]


@cache
def _sectors() -> dict[str, str]:
    """Return CAMEO's roles, and its letters for bodies without a country -> PLOVER's sectors."""
    found = {code: row["sector"] for row in rows("sector_codes") for code in values(row["also"])}
    return found | {row["cameo"]: row["sector"] for row in reversed(rows("sector_codes")) if row["cameo"]}


@cache
def _bodies() -> dict[str, str]:
    return {row["cameo"]: row["id"] for row in rows("actor_codes")}


@cache
def _states() -> dict[str, str]:
    """Return the codes of CAMEO that are not ISO's -> ISO's."""
    return {row["cameo"]: row["iso3"] for row in rows("country_codes") if row["cameo"]}


@cache
def _given() -> frozenset[str]:
    return frozenset(name.casefold() for name in given_names())


@cache
def _known() -> dict[str, frozenset[str]]:
    """Return the names that each state has in our tables, folded."""
    columns = ("name", "variants", "demonyms", "capital", "metonyms")
    return {
        row["iso3"].lower(): frozenset(name.casefold() for column in columns for name in values(row[column]))
        for row in rows("countries")
    }
