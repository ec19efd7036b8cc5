"""Keep by which ids and in which words the entries of the current readings are found.

Their words lie in the file once, in the readings: the full-text table holds where each word stands, not the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import apsw

from dragoman.kinds import entries
from dragoman.model import Entry, Reading, Statement

DUE = """
    CREATE VIRTUAL TABLE temp.due USING fts5 (
        words, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE temp.words_due USING fts5vocab (temp, due, instance);
    CREATE VIRTUAL TABLE temp.words_kept USING fts5vocab (main, entry_words, instance);
"""


def enter(connection: apsw.Connection, number: int, reading: Reading) -> None:
    """Keep the entries of the reading of a document (its number)."""
    for entry, words in words_of(reading):
        connection.execute("INSERT INTO entries (document, id) VALUES (?, ?)", (number, entry.id))
        connection.execute(
            "INSERT INTO entry_words (rowid, words) VALUES (?, ?)", (connection.last_insert_rowid(), words)
        )


def forget(connection: apsw.Connection, number: int) -> None:
    """Forget the entries of a document."""
    connection.execute(
        "DELETE FROM entry_words WHERE rowid IN (SELECT number FROM entries WHERE document = ?)", (number,)
    )
    connection.execute("DELETE FROM entries WHERE document = ?", (number,))


def words_of(reading: Reading) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with the words behind it and the names of those in it."""
    names = {actor.id: actor.name or " ".join(actor.roles[:1]) for actor in reading.actors}
    names |= {place.id: place.name for place in reading.places}
    for entry in entries(reading):
        quotes = [entry.content] if isinstance(entry, Statement) else [source.quote for source in entry.sources]
        who = [names[value] for value in _values(entry) if value in names]
        yield entry, " · ".join(dict.fromkeys([*quotes, *who]))


class Comparison:
    """The full-text table of entries beside one that is made anew of the readings, in the temporary file."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> Comparison:
        """Begin a new table, and to look at the record as of one moment."""
        self.connection.execute("SAVEPOINT comparison")
        self.connection.execute(DUE)
        return self

    def __exit__(self, *_: object) -> None:
        """Forget it."""
        self.connection.execute("ROLLBACK TO comparison; RELEASE comparison")

    def enter(self, reading: Reading) -> None:
        """Enter the words of a reading that the record holds, under the numbers that its entries have there."""
        numbers = self.connection.execute(
            "SELECT entries.number FROM entries JOIN documents ON documents.number = document"
            " WHERE documents.id = ? ORDER BY entries.number",
            (reading.document.id,),
        ).fetchall()
        rows = ((number, words) for (number,), (_, words) in zip(numbers, words_of(reading), strict=False))
        self.connection.executemany("INSERT INTO temp.due (rowid, words) VALUES (?, ?)", rows)

    def differs(self) -> bool:
        """Return whether a word stands in one of the two tables only, or in another place."""
        due, kept = (
            self.connection.execute(f"SELECT term, doc, offset FROM temp.words_{which}") for which in ("due", "kept")
        )
        return any(one != other for one, other in zip_longest(due, kept))


def _values(entry: Entry) -> Iterator[str]:
    """Yield the plain values of an entry's fields: among them are the ids of its actors and places."""
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str))
