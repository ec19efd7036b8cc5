"""Say what some documents brought to a record: acts that no other tells of, and what they changed in those known."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from dragoman.kinds import entries
from dragoman.model import Record, Value
from dragoman.record import News, Store, file
from dragoman.record.part import part
from dragoman.views.acts import act_line, acts, lead, order
from dragoman.views.lines import Line

TOPICS = ("status", "when", "place")


class Moved(Value, frozen=True, kw_only=True):
    """A value of an act, and what it was before the new reports; empty: nobody had told of it."""

    topic: str
    was: str
    now: str


class Fresh(Value, frozen=True, kw_only=True):
    """An act of which the new documents tell, as it stands now; `known`: others had told of it before.

    `moved` are the values that were others then, each as the view shows it.
    """

    line: Line
    known: bool
    moved: tuple[Moved, ...] = ()


def news(record: Record, came: Collection[tuple[str, str]]) -> tuple[Fresh, ...]:
    """Return the acts that entries tell of which came in, by (document, entry); those new to the record first.

    Each part is in the order of time. Statements are left out: they are read in their documents.
    """
    found = []
    for act in acts(record):
        old = [(index, entry) for index, entry in act if (index.reading.document.id, entry.id) not in came]
        if len(old) < len(act):
            moved = _moved(act_line(lead(old)), act_line(act)) if old else ()
            found.append((bool(old), order(act), Fresh(line=act_line(act), known=bool(old), moved=moved)))
    found.sort(key=lambda one: one[:2])
    return tuple(fresh for _, _, fresh in found)


def around(store: Store, documents: Iterable[str]) -> Record:
    """Return the part of a record that shows what some documents (ids) bring: they, and those that tell the same."""
    told = (
        "SELECT DISTINCT document FROM linked WHERE act IN"
        " (SELECT act FROM linked WHERE document IN (SELECT value FROM json_each(?)))"
    )
    ids = set(documents)
    with file.errors(store.path):
        others = store.connection.execute(told, (json.dumps(sorted(ids)),)).fetchall()
        return part(store, ids | {str(document) for (document,) in others})


def came(news: News, record: Record) -> frozenset[tuple[str, str]]:
    """Return the entries that came in, by (document, entry): all of a new document, those gained of a changed page."""
    added = {arrival.document for arrival in news.arrivals if arrival.what == "added"}
    of_added = (
        (one.document.id, entry.id) for one in record.readings if one.document.id in added for entry in entries(one)
    )
    gained = (
        (arrival.document, one.entry)
        for arrival in news.arrivals
        for one in arrival.differences
        if one.what == "gained"
    )
    return frozenset((*of_added, *gained))


def _moved(was: Line, now: Line) -> tuple[Moved, ...]:
    pairs = ((topic, _value(was, topic), _value(now, topic)) for topic in TOPICS)
    return tuple(
        Moved(topic=topic, was=before, now=after) for topic, before, after in pairs if after not in (before, "")
    )


def _value(line: Line, topic: str) -> str:
    return (line.edtf if topic == "when" else getattr(line, topic)) or ""
