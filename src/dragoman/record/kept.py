"""Give back what the file keeps of linking (views/linking/kept.py), where nothing came, went or was judged since."""

from __future__ import annotations

from typing import Any

import apsw

from dragoman import __version__
from dragoman.model import Link


def waiting(connection: apsw.Connection) -> bool:
    """Return whether something came, went or was judged that is not linked yet, or other rules linked the rest."""
    judged = "SELECT ifnull(max(number), 0) > (SELECT judgements FROM linked_until) FROM judgements"
    version = "SELECT version <> ? FROM linked_until"
    query = f"SELECT EXISTS (SELECT 1 FROM unlinked) OR ({judged}) OR ({version})"
    return bool(connection.execute(query, (__version__,)).get)


def acts(connection: apsw.Connection, documents: str | None = None) -> dict[tuple[str, str], int]:
    """Return the act of each (document, entry), of some documents (JSON) or all; nothing where one is not known."""
    if waiting(connection):
        return {}
    where, values = (" AND document IN (SELECT value FROM json_each(?))", (documents,)) if documents else ("", ())
    query = "SELECT document, entry, act FROM linked WHERE act IS NOT NULL" + where
    rows: list[Any] = connection.execute(query, values).fetchall()
    return {(document, entry): act for document, entry, act in rows}


# Of the rows of doubts, those of which one end lies in some documents (JSON, twice).
THERE = """
 AND doubts.rowid IN (
    SELECT doubts.rowid FROM doubts JOIN linked ON number = doubts.entry
    WHERE document IN (SELECT value FROM json_each(?))
    UNION SELECT doubts.rowid FROM doubts JOIN linked ON number = doubts.act
    WHERE document IN (SELECT value FROM json_each(?))
)"""


def doubts(connection: apsw.Connection, documents: str | None = None) -> tuple[Link, ...]:
    """Return the pairs that may be one act, each once: an entry, and the first of the act that it may be.

    Of some documents (JSON) those with an end there.
    """
    where, values = (THERE, (documents, documents)) if documents else ("", ())
    rows: list[Any] = connection.execute(
        "SELECT one.act, other.act, one.entry, other.entry, why FROM doubts"
        " JOIN linked AS one ON one.number = doubts.entry JOIN linked AS other ON other.number = doubts.act"
        f" WHERE one.act <> other.act {where} ORDER BY one.first, one.last, one.number",
        values,
    ).fetchall()
    found: dict[frozenset[int], Link] = {}
    for own, act, a, b, why in rows:
        found.setdefault(frozenset((own, act)), Link(a=a, b=b, judgement="unsure", why=why))
    return tuple(found.values())
