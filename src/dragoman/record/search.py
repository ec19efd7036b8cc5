"""Find words in a record.

A query is words, all of which must stand in the text: `inspectors Punggye`. Words in quotation marks stand together:
`"working group"`. `inspect*` is a beginning. AND, OR and NOT in capitals join what stands beside them. All other marks
are ignored: nobody's `U.S.-North Korea (2018)?` is a syntax error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import apsw
import msgspec

from dragoman.kinds import entries
from dragoman.model import Document, Span, Statement, Value
from dragoman.problems import UsageError
from dragoman.record.anchors import kind_of
from dragoman.record.body import unpacked

PART = re.compile(r'"([^"]*)"|([^\s"]+)')
OPERATORS = ("AND", "OR", "NOT")
NEAR = 200  # characters: words of a query this close to each other are one passage
RANKED = "SELECT rowid AS number, rank AS score FROM {words} WHERE {words} MATCH ?"
AMONG = "score <= (SELECT max(score) FROM (SELECT score FROM best ORDER BY score LIMIT ?3))"  # only these are looked up
AROUND = 60  # characters of context on each side of a passage


class Hit(Value, frozen=True, kw_only=True):
    """A place where a query is met: in a document (`entry` is None) or in the words and names of an entry.

    `text[span[0]:span[1]] == quote`; `matches` are the single words found, `snippet` is the quote in its context.
    """

    document: str
    title: str | None
    date: str | None
    kind: str
    entry: str | None = None
    span: Span
    quote: str
    snippet: str
    matches: tuple[Span, ...] = ()


def prepare(connection: apsw.Connection) -> None:
    """Teach a connection to say where the words of a query stand."""
    connection.register_fts5_function("places_of", _places_of)


def find(connection: apsw.Connection, query: str, limit: int, without: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """Return hits, the best documents first, then the best entries; none in the texts (sha256) `without`.

    Raises UsageError when the query asks nothing.
    """
    expression = fts_expression(query)
    try:
        values = (expression, msgspec.json.encode(sorted(without)).decode(), limit)
        return (*_in_documents(connection, values), *_in_entries(connection, values))
    except apsw.SQLError as error:
        raise UsageError(
            f"cannot search for '{query}': AND, OR and NOT in capitals need words on both sides. "
            "Write them small, or in quotation marks, to find them as words."
        ) from error


def fts_expression(query: str) -> str:
    """Return a query in the syntax of FTS5, each word and phrase in quotation marks."""
    parts = [_part(phrase, word) for phrase, word in PART.findall(query)]
    if not any(part.startswith('"') for part in parts):
        raise UsageError(f"nothing to search for in '{query}'. Give one or more words.")
    return " ".join(part for part in parts if part)


def _part(phrase: str, word: str) -> str:
    if word in OPERATORS:
        return word
    text = (phrase or word).replace("\x00", " ")
    if not any(char.isalnum() for char in text):
        return ""
    return f'"{text}"' + ("*" if word.endswith("*") else "")


def _places_of(api: apsw.FTS5ExtensionApi, /, *columns: apsw.SQLiteValue) -> str:
    """Return where in one column the words of a query stand, in bytes, as JSON: [[phrase, start, end], ...]."""
    number = int(str(columns[0]))
    text = api.column_text(number)
    tokens = [token[:2] for token in api.tokenize(text, api.column_locale(number), include_colocated=False)]
    found = [
        (phrase, tokens[at][0], tokens[min(at + len(words), len(tokens)) - 1][1])
        for phrase, words in enumerate(api.phrases)
        for at in api.phrase_column_offsets(phrase, number)
    ]
    return msgspec.json.encode(sorted(found, key=lambda place: place[1:])).decode()


def _in_documents(connection: apsw.Connection, values: tuple[str, str, int]) -> Iterator[Hit]:
    best = connection.execute(
        f"WITH best AS MATERIALIZED ({RANKED.format(words='document_words')} AND rowid NOT IN"
        " (SELECT documents.number FROM json_each(?) JOIN documents ON sha256 = value))"
        f" SELECT documents.number FROM best JOIN documents USING (number) WHERE {AMONG} ORDER BY score, id LIMIT ?3",
        values,
    )
    numbers: list[Any] = [number for (number,) in best]
    rows = connection.execute(  # of those alone where the words stand, which takes longest to find out
        "SELECT number, metadata, documents.text, places_of(document_words, 1) FROM document_words"
        " JOIN documents ON documents.number = document_words.rowid"
        " WHERE document_words MATCH ? AND document_words.rowid IN (SELECT value FROM json_each(?))",
        (values[0], msgspec.json.encode(numbers).decode()),
    )
    found: list[Any] = sorted(rows, key=lambda row: numbers.index(row[0]))
    for _, metadata, text, places in found:
        document = msgspec.json.decode(metadata, type=Document)
        matches = _in_characters(text, msgspec.json.decode(places))
        span = _passage(matches) or document.title_span or (0, 0)  # (0, 0): the words stand in a title from metadata
        spans = tuple((start, end) for _, start, end in matches)
        yield _hit(document, text, "document", None, span, spans)


def _in_entries(connection: apsw.Connection, values: tuple[str, str, int]) -> Iterator[Hit]:
    rows = connection.execute(
        f"WITH best AS MATERIALIZED ({RANKED.format(words='entry_words')} AND rowid NOT IN"
        " (SELECT entries.number FROM json_each(?) JOIN documents ON sha256 = value"
        " JOIN entries ON entries.document = documents.number))"
        " SELECT entry, metadata, text, body FROM ("
        "SELECT entries.id AS entry, document, score, documents.id AS name FROM best JOIN entries USING (number)"
        f" JOIN documents ON documents.number = document WHERE {AMONG} ORDER BY score, name, entry LIMIT ?3"
        ") AS first JOIN documents ON documents.number = first.document"
        " JOIN readings ON readings.document = first.document AND current = 1 ORDER BY score, name, entry",
        values,
    )
    for entry_id, metadata, text, body in rows:
        reading = unpacked(body, text)
        entry = next(entry for entry in entries(reading) if entry.id == entry_id)
        spans = entry.spans if isinstance(entry, Statement) else tuple(source.span for source in entry.sources)
        document = msgspec.json.decode(metadata, type=Document)
        yield _hit(document, text, kind_of(entry), entry_id, spans[0] if spans else (0, 0), ())


def _hit(document: Document, text: str, kind: str, entry: str | None, span: Span, matches: tuple[Span, ...]) -> Hit:
    return Hit(
        document=document.id,
        title=document.title,
        date=document.date.edtf if document.date else None,
        kind=kind,
        entry=entry,
        span=span,
        quote=text[span[0] : span[1]],
        snippet=_snippet(text, span),
        matches=matches,
    )


def _in_characters(text: str, places: list[Any]) -> list[tuple[int, int, int]]:
    """Turn offsets in UTF-8 bytes into offsets in characters, in one pass over the text."""
    data, at, done, result = text.encode(), 0, 0, []
    for phrase, start, end in places:
        if start < done:  # a phrase inside another one
            at, done = 0, 0
        at += len(data[done:start].decode())
        done = start
        result.append((phrase, at, at + len(data[start:end].decode())))
    return result


def _passage(matches: list[tuple[int, int, int]]) -> Span | None:
    """Return the stretch, up to NEAR, with the most different words of the query; the shortest of those."""
    best: tuple[int, int, Span] | None = None
    for at, (_, start, _) in enumerate(matches):
        seen: set[int] = set()
        for phrase, _, end in matches[at : at + 50]:
            if phrase in seen or (seen and end > start + NEAR):
                continue
            seen.add(phrase)
            if best is None or (len(seen), start - end) > best[:2]:
                best = len(seen), start - end, (start, end)
    return best[2] if best else None


def _snippet(text: str, span: Span) -> str:
    """Return the span with some words around it on one line; dots where the text goes on."""
    start, end = max(0, span[0] - AROUND), min(len(text), span[1] + AROUND)
    before, after = text[start : span[0]], text[span[1] : end]
    if start:
        before = "…" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return re.sub(r"\s+", " ", before + text[span[0] : span[1]] + after).strip()
