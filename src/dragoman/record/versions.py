"""Know a changed page again: a new text from the address of an older one, with much of its words, takes its place.

An address alone is no proof: some sites give all their pages one. Only a process by hand is known by its address, which
holds its id. The older text and what was judged of it stay; views show the newer one. In whichever order the two are
added, the later one counts as the newer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import apsw

from dragoman.kinds import ADDRESS
from dragoman.model import Document

ALIKE = 0.3  # the share of runs of RUN words that two texts must have in common, of those in the shorter one
RUN = 3


def newer(connection: apsw.Connection) -> dict[str, str]:
    """Return which text (sha256) took the place of which, whether the record still holds them or not."""
    rows = connection.execute("SELECT older, newer FROM versions ORDER BY rowid").fetchall()
    return {str(older): str(after) for older, after in rows}


def before(connection: apsw.Connection, sha256: str) -> str | None:
    """Return the text (sha256) whose place a text took, if it took one's."""
    older = connection.execute("SELECT older FROM versions WHERE newer = ?", (sha256,)).get
    return str(older) if older else None


def chain(connection: apsw.Connection, sha256: str) -> tuple[str, ...]:
    """Return a text with those whose place it took and those that took its place, oldest first."""
    texts = [sha256]
    while (older := before(connection, texts[0])) and older not in texts:
        texts.insert(0, older)
    return tuple(dict.fromkeys((*texts, *following(texts[-1], newer(connection)))))


def following(text: str, after: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts (sha256) that took the place of a text, one after the other; `after` is what `newer` returns."""
    seen = {text}
    while (text := after.get(text, "")) and text not in seen:
        seen.add(text)
        yield text


def replaced(connection: apsw.Connection) -> frozenset[str]:
    """Return the texts (sha256) whose place another one has that is in the record."""
    after = newer(connection)
    rows = connection.execute("SELECT sha256 FROM documents WHERE sha256 IN (SELECT newer FROM versions)").fetchall()
    there = {str(sha256) for (sha256,) in rows}
    return frozenset(text for text in after if not there.isdisjoint(following(text, after)))


def take_place(connection: apsw.Connection, document: Document) -> tuple[str, ...]:
    """Note whose place a document takes that is new in the record; return what happened in words."""
    if not document.url:
        return ()
    rows = connection.execute(
        "SELECT sha256, id, text FROM documents WHERE metadata ->> '$.url' = ? AND sha256 <> ?",
        (document.url, document.sha256),
    ).fetchall()
    gone = replaced(connection) if rows else frozenset()
    own = _runs(document.text)
    alike = [(_share(own, _runs(str(text))), str(id), str(old)) for old, id, text in rows if old not in gone]
    share, id, old = max(alike, default=(0.0, "", ""))
    if not id or (share < ALIKE and not document.url.startswith(ADDRESS)):
        return ()
    connection.execute("REPLACE INTO versions (newer, older) VALUES (?, ?)", (document.sha256, old))
    return (f"a new version of {id}, whose place it takes",)


def take_place_again(connection: apsw.Connection, document: Document) -> tuple[str, ...]:
    """Let a process by hand that another text replaced take its place back; return what happened in words.

    What it had replaced is replaced by the text that had come after it.
    """
    after = newer(connection)
    if document.sha256 not in after or not (document.url or "").startswith(ADDRESS):
        return ()
    last = [document.sha256, *following(document.sha256, after)][-1]
    older = before(connection, document.sha256)
    connection.execute("DELETE FROM versions WHERE newer = ? OR older = ?", (document.sha256, document.sha256))
    if older:
        connection.execute("REPLACE INTO versions VALUES (?, ?)", (after[document.sha256], older))
    connection.execute("REPLACE INTO versions VALUES (?, ?)", (document.sha256, last))
    return (f"takes its place back from {last[:12]}",)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other))
