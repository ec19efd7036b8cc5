"""Say which tables and keys entries by hand have (terms/byhand.tsv), and check that each value is of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from dragoman import edtf, model
from dragoman.reading.byhand.scan import Fault, Row
from dragoman.terms import rows as terms

HOW: dict[str, model.How] = {"words": "stated", "summary": "implied", "recalled": "inferred"}  # by the basis
FIELDS = ("when", "due", "phase", "place", "action")  # of which accounts may differ
ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
LONGEST_ID = 60
DOCUMENT = re.compile(r"[0-9a-f]{12}")


class Key(NamedTuple):
    """What may stand behind a key. `need` is "yes" where it must be given; `what` says for people what it is."""

    kind: str
    need: str
    what: str

    @property
    def needed(self) -> bool:
        """Return whether it must be given."""
        return self.need == "yes"

    @property
    def leads_to(self) -> tuple[str, ...]:
        """Return the tables in one of which an id must stand that this key gives; none where it gives no id."""
        if self.kind == "source":
            return ("source",)
        found = re.fullmatch(r"ids? of (.*?)(?: or words)?", self.kind)
        return tuple(found[1].split()) if found else ()

    @property
    def or_words(self) -> bool:
        """Return whether words may stand there in place of an id."""
        return self.kind.endswith(" or words")


@cache
def tables(form: str = "byhand") -> Mapping[str, Mapping[str, Key]]:
    """Return the tables of a form (terms/FORM.tsv), each with its keys in the order in which they are written."""
    found: dict[str, dict[str, Key]] = {}
    for row in terms(form):
        found.setdefault(row["table"], {})[row["key"]] = Key(row["kind"], row["need"], row["what"])
    return found


def faults(rows: Iterable[Row]) -> Iterator[Fault]:
    """Yield what is wrong with each table by itself: unknown or missing keys, values of another kind."""
    known = tables()
    for row in rows:
        if row.table not in known:
            yield Fault(row.line, f"there is no table [[{row.table}]]; there are: {', '.join(known)}.")
            continue
        keys = known[row.table]
        for name, cell in row.cells.items():
            if name not in keys:
                yield Fault(cell.line, f"{row.called}: there is no key '{name}'; there are: {', '.join(keys)}.")
            elif wrong := complaint(keys[name].kind, cell.value):
                yield Fault(cell.line, f"{row.called}: '{name}' {wrong}.")
        for name, key in keys.items():
            if key.needed and name not in row.cells:
                yield Fault(row.line, f"{row.called}: '{name}' is missing{f': {key.what}' if key.what else ''}.")


def sound(rows: Iterable[Row]) -> list[Row]:
    """Return the known tables with those of their values alone that are of their kind, and all ids."""
    known = tables()
    return [
        row._replace(
            cells={
                name: cell
                for name, cell in row.cells.items()
                if name in known[row.table] and (name == "id" or not complaint(known[row.table][name].kind, cell.value))
            }
        )
        for row in rows
        if row.table in known
    ]


def complaint(kind: str, value: Any) -> str | None:
    """Return what is wrong with a value of a kind, None where nothing is."""
    check, _, name = kind.partition(" of ")
    if check in ("one", "some"):
        allowed = get_args(getattr(model, name))
        return _each(value, lambda part: _among(allowed, part)) if check == "some" else _among(allowed, value)
    return KINDS[check](value)


def listed(value: Any) -> tuple[str, ...]:
    """Return the parts of a value that is one string or a list of them."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return f"must be a string in quotation marks, not {_shown(value)}"
    return None if value.strip() else "is empty. Leave it out, or say it"


def _new(value: Any) -> str | None:
    if wrong := _text(value):
        return wrong
    if DOCUMENT.fullmatch(value):
        return f"is '{value}', which looks like the id of a document. Call it otherwise"
    if ID.fullmatch(value) and len(value) <= LONGEST_ID:
        return None
    return (
        f"is '{value[:60]}': an id is of small letters and digits, joined by - . or _, at most {LONGEST_ID}: 'hfo-50'"
    )


def _date(value: Any) -> str | None:
    if isinstance(value, str) and edtf.valid(value):
        return None
    return f'is {_shown(value)}, which is no date. Write "2018-10-07", "2018-10", "2018" or "2018-10-07/.."'


def _number(value: Any) -> str | None:
    right = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 180
    return None if right else f"must be a number of degrees, not {_shown(value)}"


def _country(value: Any) -> str | None:
    if value in _countries():
        return None
    return f'is {_shown(value)}, which is no country of ISO 3166. Write three capital letters: "PRK"'


def _basis(value: Any) -> str | None:
    return _among(tuple(HOW), value)


def _each(value: Any, check: Callable[[Any], str | None]) -> str | None:
    parts = value if isinstance(value, list) else [value]
    if not parts:
        return "is an empty list. Leave it out"
    if len(parts) != len(set(map(str, parts))):
        return "names one thing twice"
    return next((wrong for part in parts if (wrong := check(part))), None)


def _texts(value: Any) -> str | None:
    return _each(value, _text)


def _among(allowed: tuple[Any, ...], value: Any) -> str | None:
    if value in allowed and type(value) is type(allowed[0]):
        return None
    return f"is {_shown(value)}; allowed: {', '.join(map(str, allowed))}"


def _shown(value: Any) -> str:
    return f"'{value[:60]}'" if isinstance(value, str) else str(value)[:60]


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["iso3"] for row in terms("countries"))


KINDS: dict[str, Callable[[Any], str | None]] = {
    "new": _new, "text": _text, "texts": _texts, "words": _text, "rule": _text, "value": _text, "id": _text,
    "ids": _texts, "source": _text, "date": _date, "number": _number, "country": _country, "basis": _basis,
}  # fmt: skip
