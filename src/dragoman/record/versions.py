"""Know a changed page again: a new text from the address of an older one, with much of its words, takes its place.

An address alone is no proof: some sites give all their pages one. Only a process by hand is known by its address, which
holds its id. The older text and what was judged of it stay; views show the newer one. In whichever order the two are
added, the later one counts as the newer.
"""

from __future__ import annotations

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
    after = newer(connection)
    while (later := after.get(texts[-1])) and later not in texts:
        texts.append(later)
    return tuple(texts)


def replaced(connection: apsw.Connection) -> frozenset[str]:
    """Return the texts (sha256) whose place another one has that is in the record."""
    after = newer(connection)
    there = {
        text
        for text in after.values()
        if connection.execute("SELECT 1 FROM documents WHERE sha256 = ?", (text,)).get is not None
    }
    return frozenset(text for text in after if _leads_to(text, after, there))


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
    last = document.sha256
    seen = {last}
    while (text := after.get(last, "")) and text not in seen:
        seen.add(last := text)
    older = connection.execute("SELECT older FROM versions WHERE newer = ?", (document.sha256,)).get
    connection.execute("DELETE FROM versions WHERE newer = ? OR older = ?", (document.sha256, document.sha256))
    if older:
        connection.execute("REPLACE INTO versions VALUES (?, ?)", (after[document.sha256], older))
    connection.execute("REPLACE INTO versions VALUES (?, ?)", (document.sha256, last))
    return (f"takes its place back from {last[:12]}",)


def _leads_to(text: str, after: dict[str, str], there: set[str]) -> bool:
    seen = {text}
    while (text := after.get(text, "")) and text not in seen:
        if text in there:
            return True
        seen.add(text)
    return False


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other))
