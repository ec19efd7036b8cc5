"""Note what enters a record, and how far each person has looked, so that "what is new?" has an answer.

with Store(Path("dragoman.db")) as store:
    news = store.arrivals.news("Anna Berg")
    store.arrivals.seen(news)

Both tables are only ever added to. A mark holds the numbers of the last arrival and the last judgement that were shown,
so what comes in between the showing and the marking is new the next time.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, get_args

import apsw
import msgspec

from dragoman import edtf
from dragoman.model import Reading, Value
from dragoman.problems import RecordError, UsageError
from dragoman.record import file, versions
from dragoman.record.differing import Difference, differences
from dragoman.record.judgements import Judged

if TYPE_CHECKING:
    from dragoman.record.store import Store

What = Literal["added", "version", "updated", "removed"]
Said = What | Literal["failed", "dismissed", "mended"]  # of what never came in (failures.py)


class Arrival(Value, frozen=True, kw_only=True):
    """What happened to a document, when (UTC) and why in words; in what its reading differs from the one before.

    `document` is its id. A "version" is a changed page, compared with the text whose place it took.
    """

    made: str
    document: str
    title: str | None
    what: What
    why: str = ""
    differences: tuple[Difference, ...] = ()


class News(Value, frozen=True, kw_only=True):
    """What is new for somebody: what arrived, and what others judged. `since` (UTC) is None for who never looked.

    `arrival` and `judgement` are the last numbers there are, for the mark; `came` and `others` how many are new in all.
    """

    who: str
    since: str | None
    arrivals: tuple[Arrival, ...]
    judged: tuple[Judged, ...]
    arrival: int
    judgement: int
    came: int
    others: int


class Arrivals:
    """What entered one record, and the marks of those who looked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.connection

    def note(
        self, document: str, title: str | None, what: Said, why: str = "", differences: tuple[Difference, ...] = ()
    ) -> None:
        """Note that something happened to a document (its id, or that of a failure), in the caller's transaction."""
        changed = zlib.compress(msgspec.json.encode(differences)) if differences else None
        self.connection.execute(
            "INSERT INTO arrivals (made, document, title, what, why, differences) VALUES (?, ?, ?, ?, ?, ?)",
            (_now(), document, title, what, why, changed),
        )

    def came(self, reading: Reading, notes: tuple[str, ...]) -> None:
        """Note that a document came in; of a changed page (there are `notes`) with what changed."""
        document = reading.document
        older = versions.before(self.connection, document.sha256) if notes else None
        changed = self.differing(older, reading) if older else ()
        self.note(document.id, document.title, "version" if older else "added", "; ".join(notes), changed)

    def differing(self, before: str, reading: Reading) -> tuple[Difference, ...]:
        """Return in what a reading differs from that of a text (sha256); of one that is damaged nothing is known."""
        with suppress(RecordError):
            read = self.store.as_read(before)
            return differences(read, reading) if read else ()
        return ()

    def news(self, who: str, since: str | None = None, most: int = -1, skip: int = 0) -> News:
        """Return what is new for somebody since the last mark, or from a day on (EDTF), oldest first.

        `most` are that many of each, the newest but for `skip` arrivals. Raises UsageError for what is no date.
        """
        day = _first_day(since) if since is not None else ""
        with file.errors(self.store.path), self.connection:  # one moment for all
            mark = self.connection.execute(
                "SELECT made, arrival, judgement FROM looks WHERE who = ? ORDER BY number DESC LIMIT 1", (who,)
            ).fetchone()
            last = self.connection.execute("SELECT max(number) FROM arrivals").get or 0
            last_judged = self.connection.execute("SELECT max(number) FROM judgements").get or 0
            time, arrival, judgement = mark if mark and not day else (None, 0, 0)
            came, others = (int(str(arrival)), day), (int(str(judgement)), day, who)
            arrivals, in_all = self._arrivals(came, most, skip), self._count("arrivals", CAME, came)
            judged, judged_in_all = self._judged(others, most), self._count("judgements", OTHERS, others)
        return News(
            who=who,
            since=day or (str(time) if time else None),
            arrivals=arrivals,
            judged=judged,
            arrival=int(str(last)),
            judgement=int(str(last_judged)),
            came=in_all,
            others=judged_in_all,
        )

    def seen(self, news: News) -> None:
        """Mark what was shown as seen."""
        self.mark(news.who, news.arrival, news.judgement)

    def mark(self, who: str, arrival: int, judgement: int) -> None:
        """Mark as seen by somebody what came up to these numbers: never more than there is, never less than before."""
        seen = "SELECT coalesce(max({0}), 0) FROM looks WHERE who = ?1"
        last = "SELECT coalesce(max(number), 0) FROM {0}"
        with self.store.together():
            self.connection.execute(
                "INSERT INTO looks (who, made, arrival, judgement) VALUES (?1, ?2,"
                f" max(({seen.format('arrival')}), min(?3, ({last.format('arrivals')}))),"
                f" max(({seen.format('judgement')}), min(?4, ({last.format('judgements')}))))",
                (who, _now(), arrival, judgement),
            )

    def of(self, document: str) -> tuple[Arrival, ...]:
        """Return what happened to one document, oldest first."""
        with file.errors(self.store.path):
            rows = self.connection.execute(f"{SELECT} WHERE document = ? ORDER BY number", (document,)).fetchall()
        return tuple(map(_arrival, rows))

    def _arrivals(self, after: tuple[int, str], most: int, skip: int) -> tuple[Arrival, ...]:
        query = f"{SELECT} WHERE {CAME} ORDER BY number DESC LIMIT ? OFFSET ?"
        rows = self.connection.execute(query, (*after, most, skip)).fetchall()
        return tuple(_arrival(row) for row in reversed(rows))

    def _judged(self, after: tuple[int, str, str], most: int) -> tuple[Judged, ...]:
        query = f"SELECT made, id, body FROM judgements WHERE {OTHERS} ORDER BY number DESC LIMIT ?"
        rows = self.connection.execute(query, (*after, most)).fetchall()
        return tuple(msgspec.json.decode(str(body), type=Judged) for _, _, body in sorted(rows))

    def _count(self, table: str, where: str, values: tuple[int | str, ...]) -> int:
        return int(str(self.connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).get))


SELECT = "SELECT made, document, title, what, why, differences FROM arrivals"
CAME = f"number > ? AND made >= ? AND what IN {get_args(What)}"
OTHERS = "number > ? AND made >= ? AND body ->> '$.who' IS NOT ?"


def _arrival(row: tuple[apsw.SQLiteValue, ...]) -> Arrival:
    made, document, title, what, why, changed = row
    plain = {"made": made, "document": document, "title": title, "what": what, "why": why}
    found = zlib.decompress(changed) if isinstance(changed, bytes) else b"[]"
    return msgspec.convert({**plain, "differences": msgspec.json.decode(found)}, Arrival)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _first_day(since: str) -> str:
    first = edtf.bounds(since)[0] if edtf.valid(since) else None
    if first is None:
        raise UsageError(f"'{since}' is no day to begin with. Write 2018-10-07, 2018-10 or 2018.")
    return first.isoformat()
