"""Keep what people judge: rows that are only ever added, each tied to the one before by its hash.

The id of a judgement is made of all that it says, so that one replayed twice is known. What it is about is held by the
digest of the document and the exact words (anchors.py), never by an id alone. Undoing is a judgement too.

The chain shows a row that was changed, taken out or put in between, and `sqlite_sequence` a cut end. Whoever can write
the file and knows this can make the whole chain anew: the last link (`Chain.head`), kept elsewhere, shows that as well.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

import apsw
import msgspec

from dragoman.model import Span, Value
from dragoman.problems import UsageError

Verdict = Literal["accept", "reject", "edit", "date", "rename", "merge", "split", "same", "different", "unsure", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
OF_ENTRIES = frozenset(("accept", "reject", "edit", "date"))
OF_ACTORS = frozenset(("rename", "merge", "split"))
OF_PAIRS = frozenset(("same", "different", "unsure"))
MADE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
AHEAD = timedelta(days=1)  # a judgement from a later day than this is by a wrong clock, and would outdo all others


class Anchor(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What a judgement is about: the words, in the text with this sha256. `kind` is that of the entry, or `actor`.

    `id` is what it was called then. `once`: the words stand in that text only once; `only`: nothing else of its kind
    rested on them.
    """

    document: str
    kind: str
    id: str
    quotes: tuple[str, ...]
    spans: tuple[Span, ...]
    once: bool = False
    only: bool = False


class Judged(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One judgement: who, when (UTC), of what, what stood there before and what should, by which reader it was read.

    `old` of accept and reject are all values of the entry, of the others the one value; `field` is that of an edit;
    `other` is the second of a pair; `undoes` is the id of another judgement.
    """

    id: str = ""
    who: str
    made: str
    verdict: Verdict
    anchor: Anchor | None = None
    other: Anchor | None = None
    field: str | None = None
    old: Any = None
    new: Any = None
    undoes: str | None = None
    why: str | None = None
    reader: str | None = None


class Chain(Value, frozen=True, kw_only=True):
    """How many judgements a record holds, and the last link of their chain: both, kept elsewhere, prove them whole."""

    length: int
    head: str


def load(connection: apsw.Connection) -> tuple[Judged, ...]:
    """Return all judgements in the order in which they were made."""
    rows = connection.execute("SELECT body FROM judgements ORDER BY made, id").fetchall()
    return tuple(msgspec.json.decode(str(row[0]), type=Judged) for row in rows)


def undone(judged: Sequence[Judged]) -> frozenset[str]:
    """Return the ids of those that were undone; an undoing may be undone too. `judged` is in the order of making."""
    gone: set[str] = set()
    for one in reversed(judged):
        if one.undoes and one.id not in gone:
            gone.add(one.undoes)
    return frozenset(gone)


def standing(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return those that nobody has undone, without the undoings."""
    gone = undone(judged)
    return tuple(one for one in judged if one.verdict != "undo" and one.id not in gone)


def now(connection: apsw.Connection) -> str:
    """Return the time for a new judgement: later than all others, even where the clock was put back."""
    last = connection.execute("SELECT max(made) FROM judgements").get
    time = datetime.now(UTC)
    if last:
        time = max(time, datetime.fromisoformat(str(last)) + timedelta(microseconds=1))
    return time.isoformat(timespec="microseconds")


def append(connection: apsw.Connection, judged: Judged) -> Judged | None:
    """Add a judgement, in the caller's transaction, and return it with its id; None when the record has it already.

    Raises UsageError for one that does not hold together.
    """
    if wrong := complaint(judged):
        raise UsageError(f"a judgement {wrong}. Nothing was changed.")
    judged = msgspec.structs.replace(judged, id=identity(judged))
    if connection.execute("SELECT 1 FROM judgements WHERE id = ?", (judged.id,)).get:
        return None
    before = connection.execute("SELECT link FROM judgements ORDER BY number DESC LIMIT 1").get
    body = msgspec.json.encode(judged).decode()
    connection.execute(
        "INSERT INTO judgements (id, made, body, link) VALUES (?, ?, ?, ?)",
        (judged.id, judged.made, body, linked(str(before or ""), body)),
    )
    return judged


def lines(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield each judgement as one line of JSON, in the given order."""
    for one in judged:
        yield msgspec.json.encode(one).decode() + "\n"


def parsed(text: Iterable[str]) -> Iterator[Judged]:
    """Yield the judgements of such lines. Raises UsageError, naming the line, for one that is not as it was said."""
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            judged = msgspec.json.decode(line, type=Judged)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            raise UsageError(f"line {number} is not a judgement ({error}). Nothing was changed.") from error
        if identity(judged) != judged.id:
            raise UsageError(
                f"line {number}: the judgement is not what {judged.who} said, or of a newer Dragoman: its id "
                f"'{judged.id}' is not that of its words. Nothing was changed."
            )
        yield judged


def identity(judged: Judged) -> str:
    """Return the id of a judgement: "j" and ten letters made of all that it says."""
    said = msgspec.json.encode(msgspec.structs.replace(judged, id=""), order="sorted")
    return "j" + base64.b32encode(hashlib.sha256(said).digest())[:10].decode().lower()


def linked(before: str, body: str) -> str:
    """Return the link of a judgement: the hash of the link before it and of its own body."""
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()


def chain(connection: apsw.Connection) -> Chain:
    """Return the length and the head of the chain."""
    row = connection.execute("SELECT number, link FROM judgements ORDER BY number DESC LIMIT 1").fetchone()
    return Chain(length=int(row[0]), head=str(row[1])) if row else Chain(length=0, head="")


def breaks(connection: apsw.Connection) -> Iterator[str]:
    """Yield what is wrong with the chain, each place in one sentence."""
    before, expected = "", 1
    for number, id, made, body, link in connection.execute(
        "SELECT number, id, made, body, link FROM judgements ORDER BY number"
    ):
        if number != expected:
            yield f"the chain of judgements breaks at {number}: {_span(expected, number - 1)} missing"
        elif link != linked(before, str(body)):
            yield f"the chain of judgements breaks at {number} ('{id}'): it was changed, or put there"
        elif wrong := _unlike(str(id), str(made), str(body)):
            yield f"judgement {number} ('{id}') {wrong}"
        before, expected = str(link), number + 1
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'judgements'").get or 0
    if last >= expected:
        yield f"the chain of judgements ends too early: {_span(expected, last)} missing"


def _span(first: int, last: int) -> str:
    return f"judgement {first} is" if first == last else f"judgements {first} to {last} are"


def _unlike(id: str, made: str, body: str) -> str | None:
    """Return in what the columns of a judgement differ from what it says."""
    try:
        judged = msgspec.json.decode(body, type=Judged)
    except (msgspec.DecodeError, RecursionError) as error:
        return f"cannot be decoded: {error}"
    same = judged.id == id == identity(judged) and judged.made == made
    return None if same else "is not what was said: its id is not that of its words"


def complaint(judged: Judged) -> str | None:
    """Return what is wrong with a judgement in itself, None when it holds together."""
    if not judged.who.strip():
        return "needs somebody who makes it"
    if not MADE.fullmatch(judged.made) or not _a_time(judged.made):
        return f"has no time in UTC, but '{judged.made}'"
    if datetime.fromisoformat(judged.made) > datetime.now(UTC) + AHEAD:
        return f"was made at {judged.made}, which is still to come: by a wrong clock"
    if judged.verdict == "undo":
        return None if judged.undoes else "that undoes must name another one"
    if judged.undoes:
        return f"'{judged.verdict}' undoes nothing, but names '{judged.undoes}'"
    if not judged.anchor or not judged.anchor.quotes:
        return f"'{judged.verdict}' needs words in a document that it is about"
    if judged.verdict in ("edit", "date") and not judged.field:
        return "that edits must name a field"
    if judged.verdict in OF_PAIRS | {"merge"} and not judged.other:
        return f"'{judged.verdict}' is about two things, but got one"
    return None


def _a_time(made: str) -> bool:
    try:
        datetime.fromisoformat(made)
    except ValueError:
        return False
    return True
