"""Lay what people judged over readings as they come out of the record, so that every view sees it.

The readings in the file are never changed. An entry comes out with its `review`; where a person's value stands, it is
in the place of the one that was read. A judgement whose words are not found stands in the queue of orphans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import msgspec

from dragoman.kinds import ENTRIES, entries
from dragoman.model import Entry, Link, Plover, Reading, Review, State, Value
from dragoman.record import actors, anchors, versions
from dragoman.record.judgements import OF_ACTORS, OF_PAIRS, Anchor, Judged

NOT_VALUES = (
    "id",
    "sources",
    "source",
    "spans",
    "span",
    "speaker_span",
    "review",
    "basis",
)  # hang on the text, not read
NOT_EDITED = ("id", "sources", "spans", "speaker_span", "review", "content", "cue", "stance", "options", "conditions")
NO_DOCUMENT = "its document is not in the record"
AT_HAND = 64  # readings: many judgements are about a few documents, and each reading would be decoded for each of them


class Orphan(Value, frozen=True, kw_only=True):
    """A judgement whose words are not found as they were, and why: it waits for a person, and changes nothing."""

    judged: Judged
    why: str


class Unsettled(Value, frozen=True, kw_only=True):
    """A judgement that does not stand as it was made: orphaned, or obsolete, its entry being read otherwise now."""

    judged: Judged
    state: Literal["obsolete", "orphaned"]
    why: str


class Standing:
    """All judgements that stand. `newer` leads from a text (sha256) to the one that took its place.

    `read` returns the reading of a text as it lies in the file, None where the record has none.
    """

    def __init__(
        self, judged: Sequence[Judged], newer: Mapping[str, str], read: Callable[[str], Reading | None]
    ) -> None:
        self.judged = judged
        self.newer = newer
        self.read = lru_cache(AT_HAND)(read)
        self.by_text: dict[str, list[Judged]] = {}
        for one in judged:
            if one.anchor and one.verdict not in OF_ACTORS | OF_PAIRS:
                for text in self.texts(one.anchor.document):
                    self.by_text.setdefault(text, []).append(one)
        self.called = actors.Called(self._of_actors())

    def texts(self, sha256: str) -> tuple[str, ...]:
        """Return a text and those that took its place, one after the other."""
        return (sha256, *versions.following(sha256, self.newer))

    def laid_over(self, reading: Reading) -> Reading:
        """Return the reading as people judged it."""
        by_entry: dict[str, list[Judged]] = {}
        for one in self.by_text.get(reading.document.sha256, ()):
            entry = one.anchor and anchors.find_entry(one.anchor, reading)[0]
            if entry:
                by_entry.setdefault(entry.id, []).append(one)
        if by_entry:
            reading = _with_entries(reading, by_entry)
        return self.called.renamed(reading)

    def orphans(self) -> Iterator[Orphan]:
        """Yield the judgements that found no words, or no document."""
        for one in self.judged:
            for anchor in (one.anchor, one.other):
                why = self.found(anchor)[1] if anchor else ""
                if why:
                    yield Orphan(judged=one, why=why)
                    break

    def unsettled(self) -> Iterator[Unsettled]:
        """Yield the judgements that a person should look at again: orphans, and those of what is read otherwise now."""
        orphans = {orphan.judged.id: orphan.why for orphan in self.orphans()}
        for one in self.judged:
            if one.id in orphans:
                yield Unsettled(judged=one, state="orphaned", why=orphans[one.id])
            elif one.anchor and one.verdict not in OF_ACTORS | OF_PAIRS and not self._as_read_then(one, one.anchor):
                yield Unsettled(judged=one, state="obsolete", why=f"read otherwise when {one.who} judged it")

    def _as_read_then(self, one: Judged, anchor: Anchor) -> bool:
        reading = self.newest(anchor.document)
        entry = anchors.find_entry(anchor, reading)[0] if reading else None
        return reading is None or entry is None or _still(one, values_of(reading, entry))

    def found(self, anchor: Anchor) -> tuple[str | None, str]:
        """Return the id that what was judged has now, in the newest text the record holds, or None and the reason."""
        reading = self.newest(anchor.document)
        if reading is None:
            return None, NO_DOCUMENT
        if anchor.kind == anchors.ACTOR:
            return anchors.find_actor(anchor, reading)
        entry, why = anchors.find_entry(anchor, reading)
        return (entry.id if entry else None), why

    def newest(self, sha256: str) -> Reading | None:
        """Return the reading of the newest text of this chain that the record holds."""
        readings = (self.read(text) for text in reversed(self.texts(sha256)))
        return next((reading for reading in readings if reading), None)

    def links(self) -> tuple[Link, ...]:
        """Return what people said of pairs, the last word on each."""
        said: dict[frozenset[str], Link] = {}
        for one in self.judged:
            if one.verdict in OF_PAIRS and one.anchor and one.other:
                a, b = self.found(one.anchor)[0], self.found(one.other)[0]
                if a and b:
                    why = f"judged by {one.who}" + (f": {one.why}" if one.why else "")
                    verdict: Any = one.verdict
                    said[frozenset((a, b))] = Link(a=a, b=b, judgement=verdict, why=why)
        return tuple(said.values())

    def _of_actors(self) -> Iterator[actors.Change]:
        """Yield what people judged of actors, with the ids they go by now."""
        for one in self.judged:
            if one.verdict in OF_ACTORS and one.anchor:
                a = self.found(one.anchor)[0]
                b = self.found(one.other)[0] if one.other else None
                if a and (b or not one.other):
                    yield actors.Change(
                        one, a, b, self.texts(one.anchor.document), one.other.document if one.other else ""
                    )


def values_of(reading: Reading, entry: Entry) -> dict[str, Any]:
    """Return what was read of an entry, as plain values that do not hang on where its words stand.

    The id of another entry is replaced by the words of that entry: ids change with the text, and it may not have.
    """
    return _values(entry, _words(reading))


def edited(entry: Entry, field: str, value: Any) -> Entry:
    """Return the entry with another value of a field; of a time only the date is another one.

    Raises msgspec.ValidationError where the field cannot hold that, or is not one that can be edited.
    """
    plain = msgspec.to_builtins(entry)
    if field not in plain or field in NOT_EDITED:
        known = ", ".join(name for name in plain if name not in NOT_EDITED)
        raise msgspec.ValidationError(f"no field '{field}' that can be edited; known: {known}")
    if field in ("when", "due"):
        value = {**(plain[field] or {}), "edtf": value, "basis": "judged"}
    return msgspec.convert({**plain, field: value}, type(entry), strict=False)


def _with_entries(reading: Reading, by_entry: Mapping[str, Sequence[Judged]]) -> Reading:
    words = _words(reading)
    changed = {
        entry.id: _reviewed(entry, _values(entry, words), by_entry[entry.id])
        for entry in entries(reading)
        if entry.id in by_entry
    }
    rows = (_row(row, changed.get(row.origin)) for row in reading.plover)
    return msgspec.structs.replace(
        reading,
        plover=tuple(row for row in rows if row),
        **{name: tuple(changed.get(entry.id, entry) for entry in getattr(reading, name)) for name in ENTRIES},
    )


def _row(row: Plover, entry: Entry | None) -> Plover | None:
    """Return a PLOVER row with the date and place that a person gave its entry; None where that was rejected.

    Its type and sides are the reader's: only reading the marked-up text derives them.
    """
    review = entry.review if entry else None
    if entry is None or review is None:
        return row
    if review.state == "rejected":
        return None
    if "when" in review.edits and row.date == review.edits["when"][1]:
        row = msgspec.structs.replace(row, date=entry.when.edtf)
    if "place" in review.edits and row.loc == review.edits["place"][1]:
        row = msgspec.structs.replace(row, loc=getattr(entry, "place", None))
    return row


def _reviewed(entry: Entry, read: Mapping[str, Any], judged: Iterable[Judged]) -> Entry:
    """Return the entry with what was judged of it in the order of judging: the last word is its state."""
    edits: dict[str, tuple[str, Any]] = {}
    state: State = "obsolete"
    by = made = ""
    for one in judged:
        by, made = one.who, one.made
        if one.verdict in ("accept", "reject"):
            state = "obsolete" if not _still(one, read) else "accepted" if one.verdict == "accept" else "rejected"
            continue
        field = one.field or ""
        was = _date_in(read.get(field))
        try:
            entry = edited(entry, field, one.new)
        except msgspec.ValidationError:  # of another Dragoman, whose entries had such a field
            state = "obsolete"
            continue
        edits[field] = one.who, was
        state = "edited" if _still(one, read) else "obsolete"
    return msgspec.structs.replace(entry, review=Review(state=state, by=by, made=made, edits=edits))


def _still(one: Judged, read: Mapping[str, Any]) -> bool:
    """Return whether an entry is read as it was when it was judged, or as the person said it should be."""
    if one.verdict in ("accept", "reject"):
        return bool(one.old == read)
    return _date_in(read.get(one.field or "")) in (one.old, one.new)


def read_value(reading: Reading, entry: Entry, field: str) -> Any:
    """Return the value that was read for a field, as judgements keep it: of a time the date."""
    return _date_in(values_of(reading, entry).get(field))


def _date_in(value: Any) -> Any:
    return value.get("edtf") if isinstance(value, dict) and "edtf" in value else value


def _words(reading: Reading) -> dict[str, str]:
    """Return the words that each entry rests on, by its id."""
    text = reading.document.text
    return {entry.id: " ".join(anchors.words(text, anchors.spans_of(entry))) for entry in entries(reading)}


def _values(entry: Entry, words: Mapping[str, str]) -> dict[str, Any]:
    plain: dict[str, Any] = _plain(msgspec.to_builtins(entry), words)
    return plain


def _plain(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, list | tuple):
        return [_plain(part, words) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part, words) for name, part in value.items() if name not in NOT_VALUES}
    return value
