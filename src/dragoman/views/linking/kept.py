"""Keep acts in the file of a record: a document that comes is compared with those that share a key with it, no others.

with Store(path) as store:
    board = up_to_date(store)  # after adding, removing or judging
    board.act(("5f2c01aab3d9", "mshxi..."))

The tables hold nothing that the readings and judgements do not give again: `from_scratch` makes them anew.
"""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import apsw
import msgspec

from dragoman import __version__
from dragoman.model import Reading
from dragoman.problems import RecordError
from dragoman.record import Store, file, judgements, versions
from dragoman.record.anchors import ACTOR
from dragoman.record.judgements import Anchor
from dragoman.record.kept import waiting
from dragoman.record.part import readings
from dragoman.views.lines import Index
from dragoman.views.linking.board import Doubt, Key
from dragoman.views.linking.compare import DATED
from dragoman.views.linking.facts import Facts, all_facts, packed, unpacked
from dragoman.views.linking.join import Joining, Judgements
from dragoman.views.linking.keys import WIDEST, Keys, keys_of

NOTED = (("doubts", "entry"), ("alike", "entry"))  # tables of what is noted of an entry
# Numbers of the entries with one of some keys, each given with the span in which it is looked for.
MATES = (
    "SELECT number FROM json_each(?) AS one CROSS JOIN linked_keys AS kept ON kept.key = one.value ->> 0"
    f" AND kept.first BETWEEN (one.value ->> 1) - {WIDEST} AND one.value ->> 2"
    " AND kept.first + kept.more >= one.value ->> 1"
)
LISTED = "(SELECT value FROM json_each(?))"
HELD = f"SELECT number, act, document, entry, facts FROM linked WHERE number IN {LISTED} AND last >= ? AND first <= ?"
EVER = date.max.toordinal()
# Those of about one time together: they ask for the same entries.
WAITING = "SELECT document FROM unlinked LEFT JOIN documents ON id = document ORDER BY date, document LIMIT ?"
TOGETHER = 200  # documents linked in one transaction


def up_to_date(store: Store, tell: Callable[[int, int], None] = lambda done, all: None) -> Kept:
    """Link what came, went, was read again or judged since this was last done; return the board.

    `tell` is told again and again how many documents are done, and of how many. What is done is kept if it is cut off.
    """
    done = 0
    with file.errors(store.path), file.lightly(store.connection):
        while waiting(store.connection):
            with file.immediate(store.connection):
                _queue(store)
                tell(done, done + _left(store.connection))
                done += _link(store, Kept(store))
            tell(done, done + _left(store.connection))
    return Kept(store)


def when_little_waits(store: Store) -> None:
    """Do the same after a judgement or a report or two; where much waits, views link for themselves until `add`.

    Much waits in a record that was never linked, or by other rules, and once an actor was judged: he may stand in any
    document. A lock or a full disk is no fault of what was kept before this: it is left for later as well.
    """
    with suppress(RecordError), file.errors(store.path):
        _, _, anew = _judged(store.connection)
        if not anew and _left(store.connection) <= TOGETHER:
            up_to_date(store)


def from_scratch(store: Store) -> None:
    """Forget all acts, so that `up_to_date` makes them anew."""
    with file.errors(store.path), file.immediate(store.connection):
        _forget_all(store.connection)


def _left(connection: apsw.Connection) -> int:
    """Return how many documents wait."""
    return int(str(connection.execute("SELECT count(*) FROM unlinked").get))


def _forget_all(connection: apsw.Connection) -> None:
    for table in ("linked", "linked_keys", "doubts", "alike", "unlinked"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO unlinked (document) SELECT id FROM documents")


def _link(store: Store, board: Kept) -> int:
    """Bring some documents that wait into the acts, or out of them; return how many."""
    connection = store.connection
    standing = store.judgements.standing()
    waiting = connection.execute(WAITING, (TOGETHER,)).fetchall()
    documents = [str(document) for (document,) in waiting]
    joining = Joining(board, Judgements(standing.links()))
    gone = [key for document in documents for key in board.of_document(document)]
    joining.leave(gone)
    board.forget(gone)
    replaced = versions.replaced(connection)
    read = (reading for document in documents if (reading := _as_read(connection, document)))
    current = (standing.laid_over(reading) for reading in read if reading.document.sha256 not in replaced)
    fresh = sorted((one for reading in current for one in all_facts(Index(reading))), key=lambda found: found.order)
    joining.settle([board.enter(found) for found in fresh])
    connection.executemany("DELETE FROM unlinked WHERE document = ?", [(document,) for document in documents])
    return len(documents)


def _judged(connection: apsw.Connection) -> tuple[int, list[Anchor], bool]:
    """Return the last judgement, what was judged since this was last done, and whether all is to be linked anew.

    It is by other rules, or where an id means somebody else now, who may stand in any document.
    """
    seen, version = connection.execute("SELECT judgements, version FROM linked_until").fetchall()[0]
    later = "SELECT number, body FROM judgements WHERE number > ? ORDER BY number"
    rows = connection.execute(later, (seen,)).fetchall()
    judged = [msgspec.json.decode(str(body), type=judgements.Judged) for _, body in rows]
    found = [anchor for one in judged for anchor in (one.anchor, one.other) if anchor]
    last = int(str(rows[-1][0] if rows else seen))
    return last, found, version != __version__ or any(anchor.kind == ACTOR for anchor in found)


def _queue(store: Store) -> None:
    """Let documents wait that were judged, and those whose place another text took, or gave back."""
    connection = store.connection
    last, anchors, anew = _judged(connection)
    if anew:
        _forget_all(connection)
    standing = store.judgements.standing()
    texts = {text for anchor in anchors for text in standing.texts(anchor.document)}
    newer = versions.newer(connection)
    replaced = versions.replaced(connection) if newer else frozenset()
    for sha256 in {*texts, *newer}:
        linked = "SELECT EXISTS (SELECT 1 FROM linked WHERE document = documents.id) FROM documents WHERE sha256 = ?"
        there = connection.execute(linked, (sha256,)).get
        if there is not None and (sha256 in texts or bool(there) == (sha256 in replaced)):
            connection.execute("INSERT OR IGNORE INTO unlinked (document) VALUES (?)", (sha256[:12],))
    connection.execute("UPDATE linked_until SET judgements = ?, version = ?", (last, __version__))


def _as_read(connection: apsw.Connection, document: str) -> Reading | None:
    """Return the current reading of a document, None where the record has none or it is damaged."""
    try:
        return next(readings(connection, "AND documents.id = ?", (document,)), None)
    except RecordError:  # damaged: `dragoman check` says so; it waits again when it is read anew
        return None


class Kept:
    """The board in the file of a record. What each method does stands in Board. It holds what it read: use it once."""

    def __init__(self, store: Store) -> None:
        self.connection = store.connection
        self.known: dict[Key, Facts] = {}
        self.numbers: dict[Key, int] = {}
        self.named: dict[int, Key] = {}
        self.acts: dict[int, int | None] = {}
        self.whole: dict[int, list[Key]] = {}  # acts of which all entries are known
        self.near: dict[tuple[Key, bool], list[int]] = {}  # with the same of others
        self.looked_up: dict[Key, Keys] = {}
        self.fresh: set[int] = set()  # of these nothing was noted yet,
        self.quiet: set[int] = set()  # and these are named in nothing that was

    def of_document(self, document: str) -> list[Key]:
        """Return the entries of a document that are linked."""
        return self._found("document = ?", (document,))

    def enter(self, found: Facts) -> Key:
        """Take an entry in, in no act yet; return its key."""
        key = found.document, found.entry
        about = self._number(found.about) if found.about else None
        first, last = _binding(found)
        self.connection.execute(
            "INSERT INTO linked (document, entry, about, first, last, facts) VALUES (?, ?, ?, ?, ?, ?)",
            (*key, about, first, last, packed(found)),
        )
        number = self.connection.last_insert_rowid()
        self.known[key], self.numbers[key], self.named[number], self.acts[number] = found, number, key, None
        rows = [(_hashed(word), first, number, last - first) for word, (first, last) in self.keys(key).own.items()]
        self.connection.executemany("INSERT INTO linked_keys (key, first, number, more) VALUES (?, ?, ?, ?)", rows)
        self.fresh.add(number)
        self.quiet.add(number)
        self.near.clear()
        return key

    def forget(self, keys: Iterable[Key]) -> None:
        """Take entries out that are in no act any more."""
        for key in keys:
            number = self.numbers[key]
            rows = [(_hashed(word), first, number) for word, (first, _) in self.keys(key).own.items()]
            self.connection.executemany("DELETE FROM linked_keys WHERE key = ? AND first = ? AND number = ?", rows)
            for table, column in (("linked", "number"), *NOTED):
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
            del self.known[key], self.numbers[key], self.named[number], self.acts[number], self.looked_up[key]
        self.near.clear()

    # ---- as a board -------------------------------------------------------------------------------------------------

    def facts(self, key: Key) -> Facts:  # noqa: D102
        if key not in self.known:
            self._number(key)
        return self.known[key]

    def of_entry(self, entry: str) -> Key | None:  # noqa: D102
        return next(iter(self._found("entry = ?", (entry,))), None)

    def act(self, key: Key) -> Key | None:  # noqa: D102
        act = self.acts[self.numbers[key] if key in self.numbers else self._number(key)]
        return None if act is None else self.named[act]

    def members(self, act: Key) -> Sequence[Key]:  # noqa: D102
        number = self._number(act)
        if number not in self.whole:
            self.bring((act,))
        return self.whole[number]

    def bring(self, acts: Iterable[Key]) -> None:  # noqa: D102
        missing = [number for number in map(self._number, acts) if number not in self.whole]
        if not missing:
            return
        self.whole.update((number, []) for number in missing)
        for key in self._found(f"act IN {LISTED}", (listed(missing),)):
            self.whole[self.acts[self.numbers[key]] or 0].append(key)
        for number in missing:
            self.whole[number].sort(key=self._order)

    def keys(self, key: Key) -> Keys:  # noqa: D102
        if key not in self.looked_up:
            self.looked_up[key] = keys_of(self.facts(key))
        return self.looked_up[key]

    def mates(self, key: Key, others: bool = False) -> Iterable[Key]:  # noqa: D102
        if (key, others) not in self.near:
            keys = self.keys(key)
            sought = [(_hashed(word), *span) for word, *span in (keys.sought if others else keys.among_own)]
            numbers = {number for (number,) in self._rows(MATES, (json.dumps(sought),))}
            self.near[key, others] = self._on_days(numbers, *self.facts(key).days)
        return [self.named[number] for number in self.near[key, others] if self.acts[number] is not None]

    def about(self, keys: Iterable[Key]) -> Iterable[Key]:  # noqa: D102
        return self._found(f"about IN {LISTED} AND act IS NOT NULL", (listed(map(self._number, keys)),))

    def place(self, key: Key, act: Key | None) -> None:  # noqa: D102
        number = self._number(key)
        left = self.acts[number]
        if left is not None:
            self._leave(number, left, [member for member in self.members(self._key(left)) if member != key])
        to = None if act is None else self._number(act)
        if act is not None and to is not None:
            self.whole[to] = [*self.members(act)] if to != number else []
            insort(self.whole[to], key, key=self._order)
        self.connection.execute("UPDATE linked SET act = ? WHERE number = ?", (to, number))
        self.acts[number] = to

    def _leave(self, number: int, act: int, rest: list[Key]) -> None:
        """Take an entry out of an act, which goes by the first of the rest."""
        del self.whole[act]
        if rest:
            first = self._number(rest[0])
            self.whole[first] = rest
            if act == number:
                for table in ("linked", "doubts", "alike"):
                    self.connection.execute(f"UPDATE {table} SET act = ? WHERE act = ?", (first, number))
                self.acts.update(dict.fromkeys(map(self._number, rest), first))
                self.quiet.discard(first)

    def doubt(self, key: Key, doubts: Sequence[Doubt], like: Sequence[Key]) -> None:  # noqa: D102
        number = self._number(key)
        if number not in self.fresh:
            for table, column in NOTED:
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))
        self.fresh.discard(number)
        for act, why in doubts:
            self.connection.execute(
                "INSERT INTO doubts (entry, act, why) VALUES (?, ?, ?)", (number, self._number(act), why)
            )
        for act in like:
            self.connection.execute("INSERT INTO alike (entry, act) VALUES (?, ?)", (number, self._number(act)))
        self.quiet.difference_update(map(self._number, [*like, *(doubt.act for doubt in doubts)]))

    def like(self, act: Key) -> Iterable[Key]:  # noqa: D102
        if self._number(act) in self.quiet:
            return []
        noted = "SELECT entry FROM doubts WHERE act = ? UNION SELECT entry FROM alike WHERE act = ?"
        return self._found(f"number IN ({noted})", (self._number(act),) * 2)

    # ---- inside -----------------------------------------------------------------------------------------------------

    def _found(self, where: str, values: tuple[apsw.SQLiteValue, ...]) -> list[Key]:
        """Return the entries of some rows, and hold what the file says of them."""
        numbers = [number for (number,) in self._rows(f"SELECT number FROM linked WHERE {where}", values)]
        self._hold(numbers)
        return [self.named[number] for number in numbers]

    def _on_days(self, numbers: set[int], first: int, last: int) -> list[int]:
        """Return those of some entries that days from first to last may bind, and hold what the file says of them."""
        before = [(number, _binding(self.known[self.named[number]])) for number in numbers & self.named.keys()]
        read = self._hold(numbers, first, last)
        return [*read, *(number for number, days in before if days[0] <= last and days[1] >= first)]

    def _hold(self, numbers: Iterable[int], first: int = 0, last: int = EVER) -> list[int]:
        """Read what is not held yet of some entries, of those days, and the first of their acts; return which."""
        missing = set(numbers) - self.named.keys()
        if not missing:
            return []
        read: list[int] = []
        for number, act, document, entry, facts in self._rows(HELD, (listed(missing), first, last)):
            key = document, entry
            self.known[key] = unpacked(facts, document, entry)
            self.numbers[key], self.named[number], self.acts[number] = number, key, act
            read.append(number)
        self._hold({act for number in read if (act := self.acts[number]) is not None})
        return read

    def _rows(self, query: str, values: tuple[apsw.SQLiteValue, ...]) -> list[Any]:
        return self.connection.execute(query, values).fetchall()

    def _number(self, key: Key) -> int:
        if key not in self.numbers and not self._found("document = ? AND entry = ?", key):
            raise RecordError(f"{key[1]} of {key[0]} is not linked. `dragoman check` says what is amiss.")
        return self.numbers[key]

    def _order(self, key: Key) -> Any:
        return self.known[key].order

    def _key(self, number: int) -> Key:
        if number not in self.named:
            self._hold((number,))
        return self.named[number]


def _binding(found: Facts) -> tuple[int, int]:
    """Return the first and last day that bind an act of this kind, all days where another date may be the same act."""
    return found.days if found.kind.split()[0] in DATED else (0, EVER)


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as LISTED takes them: the text of the query stays the same however many they are."""
    return str(list(numbers))


@lru_cache(maxsize=1 << 15)
def _hashed(word: str) -> int:
    """Return a key as a number of four bytes; two that come to one are told apart by comparing."""
    return int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), signed=True)
