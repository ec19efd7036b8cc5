"""Say which column of a table holds the text, the id, the date: as asked, or by their usual names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from dragoman import terms
from dragoman.problems import UsageError

LISTED = 30  # columns that an error names; the rest it counts
OPTIONS = {"text": "--text-column", "id": "--id-column", "date": "--date-column"}
TEXTS = frozenset(("", "string", "large_string", "string_view", "binary", "large_binary"))  # "": of no declared type


class Columns(NamedTuple):
    """The name of the column for each thing that is known of a document; None: not asked for, or not there."""

    text: str | None = None
    id: str | None = None
    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Return the columns that are read, each once."""
        return tuple(dict.fromkeys(name for name in self if name is not None))


def choose(asked: Columns, there: Mapping[str, str], table: str) -> Columns:
    """Return the columns to read. `there` maps the names of the table's columns to their types, "" where it has none.

    Raises UsageError, with the columns there are, when one that was asked for is missing, none can be the text, or the
    text is of a type that holds no words.
    """
    for field, name in asked._asdict().items():
        if name is not None and name not in there:
            raise UsageError(f"{table} has no column {name!r} ({OPTIONS[field]}). {listed(there)}")
    usual = {_plain(name): name for name in reversed(list(there))}
    found = {field: name or _known(field, usual) for field, name in asked._asdict().items()}
    chosen = Columns(**found)
    if chosen.text is None:
        raise UsageError(
            f"{table}: no column has a usual name for a text. {listed(there)} Say which with --text-column."
        )
    kind = re.sub(r"^dictionary<values=(\w+),.*", r"\1", there[chosen.text])
    if kind not in TEXTS:
        raise UsageError(f"{table}: the column {chosen.text!r} holds {kind}, not text. {listed(there)}")
    return chosen


def listed(there: Mapping[str, str]) -> str:
    """Return the sentence that names the columns of a table."""
    names = [f"{name[:40]} ({kind})" if kind else name[:40] for name, kind in there.items()]
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"Its columns: {', '.join(names[:LISTED]) or 'none'}{more}."


def _known(field: str, usual: Mapping[str, str]) -> str | None:
    names = (row["name"] for row in terms.rows("columns") if row["field"] == field)
    return next((usual[name] for name in names if name in usual), None)


def _plain(name: str) -> str:
    """Return a name as the table of usual names spells it: "Publication Date" is publication_date."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[\s.-]+", "_", name.strip()).casefold()
