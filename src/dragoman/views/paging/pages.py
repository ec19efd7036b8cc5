"""Make the pages of a large record: which entries are on a page says `shown`, what they say the views of those entries.

with Store(path, create=False) as store, store.connection:  # one moment for all queries of a page
    page = timeline(store, kind="meeting", start=100, most=50)
    page.lines, page.total
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from dragoman import edtf
from dragoman.kinds import ENTRIES, FIELD_OF, entries
from dragoman.model import Document, Entry, Record
from dragoman.record import Store, kept, versions
from dragoman.record.part import part
from dragoman.views.acts import Act, act_line, acts, by_name
from dragoman.views.asked import EVERYTHING, SHORT_ID, Asked
from dragoman.views.called import elsewhere, key_of
from dragoman.views.doubt import Doubtful, by_end, doubtful
from dragoman.views.lines import Index, Line, line
from dragoman.views.linking import linked
from dragoman.views.linking.board import Key
from dragoman.views.linking.people import Names, names_with
from dragoman.views.meetings import meeting_lines
from dragoman.views.open import OPEN
from dragoman.views.pairs import Pair
from dragoman.views.places import Site, sites
from dragoman.views.statements import StatementLine, statements
from dragoman.views.timeline import in_time
from dragoman.wording import title_words

BEGINNING = 4000  # letters of a text among which its first words are, behind its letterhead
LOOKS = 2  # pages of statements that are looked through for one that holds those asked for


class Page(NamedTuple):
    """Some lines of a view: from the one numbered `start`, counted from 0, of `total` in all; the `next` page's."""

    lines: tuple[Any, ...]
    total: int
    start: int = 0
    next: int | None = None


class Where(NamedTuple):
    """Which rows of `shown`, as SQL with its values, and in which order."""

    sql: str
    values: tuple[Any, ...] = ()
    by: str = "key"

    def and_(self, sql: str, *values: Any) -> Where:
        """Return the same where something else is so too."""
        return Where(f"{self.sql} AND {sql}", (*self.values, *values), self.by)


def timeline(
    store: Store,
    kind: str | None = None,
    who: str | None = None,
    start: int = 0,
    most: int = 100,
    place: str | None = None,
    names: Names | None = None,
) -> Page:
    """Return a page of the acts in the order of time; `who` stands in the names of those in it, `place` is an id.

    `names` are those of the whole record: without them everybody goes by the name that the report has, here and below.
    """
    where = _leading(kind, who, names)
    return _acts(store, where.and_("place = ?", place) if place else where, start, most, _lines, names)


def meetings(store: Store, start: int = 0, most: int = 100, names: Names | None = None) -> Page:
    """Return a page of the meetings in the order of time."""
    return _acts(store, _leading("meeting"), start, most, meeting_lines, names)


def open_(
    store: Store,
    start: int = 0,
    most: int = 100,
    kinds: Iterable[str] = tuple(OPEN),
    names: Names | None = None,
) -> Page:
    """Return a page of what still has to happen, by kind and each in the order of time, as of the newest report."""
    day = newest_day(store)
    lines: list[Line] = []
    total = 0
    for kind in kinds:
        where = Where(
            "leads AND kind = ? AND status IN (SELECT value FROM json_each(?)) AND ifnull(until, ?) >= ?",
            (kind, json.dumps(OPEN[kind]), day, day),
        )
        left = most - len(lines)
        page = _acts(store, where, max(start - total, 0), left, _lines, names)
        lines += page.lines
        total += page.total
    return Page(tuple(lines), total, start)


def doubts(store: Store, start: int = 0, most: int = 50) -> Page:
    """Return a page of what waits for a person, the most doubtful first."""
    where = Where("doubt IS NOT NULL", by="doubt")
    found = doubts_of(store, _keys(store, where, start, most))
    return Page(tuple(found.values()), _total(store, where), start)


def queue(store: Store, kinds: Iterable[str] = (), document: str | None = None) -> list[Key]:
    """Return the document and the id of all that waits for a person, the most doubtful first.

    `kinds` and `document` (an id) leave out the others.
    """
    where = Where("doubt IS NOT NULL", by="doubt")
    if kinds:
        where = where.and_("kind IN (SELECT value FROM json_each(?))", json.dumps(list(kinds)))
    if document:
        where = where.and_("number IN (SELECT number FROM linked WHERE document = ?)", document)
    return _keys(store, where, 0, -1)


def doubts_of(store: Store, keys: Sequence[Key]) -> dict[Key, Doubtful]:
    """Return entries with why they are in doubt, in the order of the keys; without those that are gone."""
    record = part(store, _tellers(store, keys))
    joined = linked(record)
    unsure = by_end(joined.unsure)
    found = {
        key: doubtful(act, (index, entry), unsure.get(entry.id, ()))
        for act in joined.acts
        for index, entry in act
        if (key := (index.reading.document.id, entry.id)) in keys
    }
    return {key: found[key] for key in keys if key in found}


def pairs(store: Store, start: int = 0, most: int = 50) -> Page:
    """Return a page of the pairs that may be one act."""
    found = kept.doubts(store.connection)
    chosen = found[start : start + most]
    ends = {end for link in chosen for end in (link.a, link.b)}
    shown: dict[str, Line] = {}
    for reading in part(store, (document for document, _ in _with_ids(store, ends))).readings:
        index = Index(reading)
        shown |= {id: line(index, entry) for id, entry in index.entries.items() if id in ends}
    lines = (
        Pair(a=shown[link.a], b=shown[link.b], why=link.why) for link in chosen if {link.a, link.b} <= shown.keys()
    )
    return Page(tuple(lines), len(found), start)


def said(store: Store, asked: Asked, start: int = 0, most: int = 100) -> Page:
    """Return a page of the statements asked for, oldest first, each followed by those that are nested in it.

    Who asks for a name or words gets a page of those that may have them: `start` and `total` count these. The page
    begins at `start` and `next` says where to go on; who is meant is looked up in the documents of the page alone.
    """
    total, keys = _said(store, asked, start, most)
    lines: list[StatementLine] = []
    at = 0
    while at < len(keys) and len(lines) < most:
        lines += _fitting(store, keys[at : at + most], asked)
        at += most
    at = start + min(at, len(keys))
    return Page(tuple(lines), total, start, next=at if at < total else None)


def documents(store: Store, start: int = 0, most: int = 100) -> Page:
    """Return a page of the reports of the record without their texts, the newest first."""
    rows: list[Any] = store.connection.execute("SELECT id, date FROM documents").fetchall()
    gone = {sha256[:12] for sha256 in versions.replaced(store.connection)}
    ids = [id for _, id in sorted((edtf.sort_key(day), id) for id, day in rows if id not in gone)]
    chosen = ids[::-1][start : start + most]
    known = store.connection.execute(
        "SELECT metadata FROM json_each(?) AS wanted JOIN documents ON documents.id = wanted.value ORDER BY wanted.key",
        (json.dumps(chosen),),
    ).fetchall()
    return Page(tuple(msgspec.json.decode(str(one), type=Document) for (one,) in known), len(ids), start)


def opening(store: Store, document: str) -> str:
    """Return what to call a report by its id: its title, else its first words; the id where the record has no such."""
    query = "SELECT metadata, substr(text, 1, ?) FROM documents WHERE id = ?"
    rows: list[Any] = store.connection.execute(query, (BEGINNING, document)).fetchall()
    for metadata, text in rows:
        one = msgspec.json.decode(metadata, type=Document)
        return title_words(one.title, text, (dropped.span for dropped in one.dropped))
    return document


def entries_of(store: Store, ids: Iterable[str]) -> dict[str, Entry]:
    """Return some entries by their ids, as people judged them."""
    wanted = frozenset(ids)
    found = part(store, (document for document, _ in _with_ids(store, wanted)))
    return {one.id: one for reading in found.readings for one in entries(reading) if one.id in wanted}


def telling_of(store: Store, ids: Iterable[str]) -> Record:
    """Return the part of the record that tells of the acts of some entries."""
    return part(store, _tellers(store, _with_ids(store, ids)))


def tallies(
    store: Store, kind: str | None = None, who: str | None = None, names: Names | None = None
) -> tuple[list[tuple[Site, str | None, int]], int]:
    """Return how many acts of each status there are at each place, and how many tell of none."""
    where = _leading(kind, who, names)
    rows: list[Any] = store.connection.execute(
        "SELECT place, shown.status, count(*), min(document) FROM shown JOIN linked USING (number)"
        f" WHERE {where.sql} GROUP BY place, shown.status",
        where.values,
    ).fetchall()
    known = sites(part(store, {row[3] for row in rows if row[0]}), {row[0] for row in rows if row[0]})
    nowhere = sum(count for place, _, count, _ in rows if place is None)
    return [(known[place], status, count) for place, status, count, _ in rows if place], nowhere


def counts(store: Store) -> dict[str, int]:
    """Return how many entries there are of each kind, by the name of their field."""
    rows: list[Any] = store.connection.execute("SELECT kind, count(*) FROM shown GROUP BY kind").fetchall()
    found = dict(rows)
    return {field: found.get(kind.__name__.lower(), 0) for kind, field in FIELD_OF.items() if field in ENTRIES}


def newest_day(store: Store) -> int:
    """Return the first day (ordinal) on which the newest report can have been published; 0 where no date is known."""
    rows: list[Any] = store.connection.execute("SELECT DISTINCT date FROM documents WHERE date IS NOT NULL").fetchall()
    known = (edtf.bounds(day)[0] for (day,) in rows)
    return max((day.toordinal() for day in known if day), default=0)


# ---- inside ---------------------------------------------------------------------------------------------------------


def _leading(kind: str | None = None, who: str | None = None, names: Names | None = None) -> Where:
    """Return where the acts stand, of a kind and with somebody, under any name that reports have for them."""
    where = Where("leads").and_("kind = ?", kind) if kind else Where("leads")
    if not who:
        return where
    words, *others = names_with(names, who) if names else (who.casefold(),)
    if not others:
        return where.and_("instr(who, ?)", words)
    there = "(instr(who, ?) OR EXISTS (SELECT 1 FROM json_each(?) WHERE instr(who, value)))"
    return where.and_(there, words, json.dumps(others))


def _said(store: Store, asked: Asked, start: int, most: int) -> tuple[int, list[Key]]:
    """Return how many statements may be those asked for, and the documents and entries of those to look through."""
    where = _saying(store, asked)
    if asked == EVERYTHING:
        return _total(store, where), _keys(store, where, start, most)
    query = f"SELECT number FROM shown WHERE {where.sql} ORDER BY {where.by}"
    numbers: list[Any] = store.connection.execute(query, where.values).fetchall()
    chosen = json.dumps([number for (number,) in numbers[start : start + most * LOOKS]])
    query = (
        "SELECT document, entry FROM json_each(?) AS wanted JOIN linked ON number = wanted.value ORDER BY wanted.key"
    )
    keys: list[Any] = store.connection.execute(query, (chosen,)).fetchall()
    return len(numbers), keys


def _saying(store: Store, asked: Asked) -> Where:
    """Return where the statements stand that may be those asked for."""
    where = Where("kind = 'statement'")
    if asked.since and (first := edtf.bounds(asked.since)[0]):
        where = where.and_("ifnull(until, ?) >= ?", first.toordinal(), first.toordinal())
    for names in filter(None, (asked.speaker, asked.addressee, asked.about)):
        keys = sorted({key for name in names for key in (key_of(name), *elsewhere(key_of(name))) if key})
        there = _telling(store, names, keys)
        where = where.and_(
            "(number IN (SELECT number FROM linked WHERE document IN (SELECT value FROM json_each(?)))"
            f"{' OR instr(who, ?)' * len(keys)})",
            json.dumps(there),
            *keys,
        )
    return where


def _telling(store: Store, names: Iterable[str], keys: Iterable[str]) -> list[str]:
    """Return the documents that have all the words of one of the keys, or tell of the act of an entry of that id."""
    quoted = (" ".join(f'"{word}"*' for word in key.split()) for key in keys)
    words = " OR ".join(f"({words})" for words in quoted) or '""'
    rows: list[Any] = store.connection.execute(
        "SELECT id FROM documents WHERE number IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)"
        " UNION SELECT document FROM linked WHERE act IN"
        " (SELECT act FROM linked JOIN json_each(?) ON entry >= value AND entry < value || char(1114111)"
        " WHERE length(value) >= ?)",
        (words, json.dumps(list(names)), SHORT_ID),
    ).fetchall()
    return [document for (document,) in rows]


def _fitting(store: Store, keys: Sequence[Key], asked: Asked) -> list[StatementLine]:
    """Return those of some statements that are asked for."""
    at = {key: number for number, key in enumerate(keys)}
    found = statements(part(store, {document for document, _ in keys}), asked)
    fitting = (shown for shown in found if (shown.line.document, shown.line.entry) in at)
    return sorted(fitting, key=lambda shown: at[shown.line.document, shown.line.entry])


def _total(store: Store, where: Where) -> int:
    """Return how many rows there are."""
    return int(str(store.connection.execute(f"SELECT count(*) FROM shown WHERE {where.sql}", where.values).get))


def _keys(store: Store, where: Where, start: int, most: int) -> list[Key]:
    """Return the documents and entries of a page."""
    query = (
        "SELECT document, entry FROM (SELECT number FROM shown"
        f" WHERE {where.sql} ORDER BY {where.by} LIMIT ? OFFSET ?) JOIN linked USING (number)"
    )
    rows: list[Any] = store.connection.execute(query, (*where.values, most, start)).fetchall()
    return rows


def _with_ids(store: Store, ids: Iterable[str]) -> list[Key]:
    """Return the documents and entries of some ids."""
    query = "SELECT document, entry FROM linked WHERE entry IN (SELECT value FROM json_each(?))"
    rows: list[Any] = store.connection.execute(query, (json.dumps(list(ids)),)).fetchall()
    return rows


def _tellers(store: Store, keys: Iterable[Key]) -> set[str]:
    """Return the documents that tell of the acts of some entries."""
    query = (
        "SELECT DISTINCT document FROM linked WHERE act IN (SELECT act FROM linked JOIN json_each(?) AS wanted"
        " ON document = wanted.value ->> 0 AND entry = wanted.value ->> 1)"
    )
    rows: list[Any] = store.connection.execute(query, (json.dumps(list(keys)),)).fetchall()
    return {document for (document,) in rows}


def _acts(
    store: Store,
    where: Where,
    start: int,
    most: int,
    show: Callable[[Record, Sequence[Act]], Iterable[Any]],
    names: Names | None = None,
) -> Page:
    """Return the page of the acts that stand somewhere, as a view shows them."""
    keys = _keys(store, where, start, most)
    at = {key: number for number, key in enumerate(keys)}
    record = part(store, _tellers(store, keys))
    found = {at[key]: act for act in acts(record) if (key := _key(act)) in at}
    there = [found[number] for number in sorted(found)]
    return Page(tuple(show(record, by_name(there, names) if names else there)), _total(store, where), start)


def _lines(record: Record, found: Sequence[Act]) -> Iterable[Line]:
    return map(act_line, in_time(record, found))


def _key(act: Act) -> Key:
    index, entry = act[0]
    return index.reading.document.id, entry.id
