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


def acts(connection: apsw.Connection) -> dict[tuple[str, str], int]:
    """Return the act of each (document, entry); nothing where it is not known of all."""
    if waiting(connection):
        return {}
    rows: list[Any] = connection.execute("SELECT document, entry, act FROM linked WHERE act IS NOT NULL").fetchall()
    return {(document, entry): act for document, entry, act in rows}


def doubts(connection: apsw.Connection) -> tuple[Link, ...]:
    """Return the pairs that may be one act, each once: an entry, and the first of the act that it may be."""
    rows: list[Any] = connection.execute(
        "SELECT one.act, other.act, one.entry, other.entry, why FROM doubts"
        " JOIN linked AS one ON one.number = doubts.entry JOIN linked AS other ON other.number = doubts.act"
        " WHERE one.act <> other.act ORDER BY one.first, one.last, one.number"
    ).fetchall()
    found: dict[frozenset[int], Link] = {}
    for own, act, a, b, why in rows:
        found.setdefault(frozenset((own, act)), Link(a=a, b=b, judgement="unsure", why=why))
    return tuple(found.values())
