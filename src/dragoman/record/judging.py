"""Judge what a record holds: one method for all verdicts, and all that was judged.

with Store(Path("dragoman.db")) as store:
    judged = store.judgements.make("mshxi", "edit", ("place", "Geneva"), who="Anna Berg")
    store.judgements.make(judged.id, "undo", who="Anna Berg")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman import edtf
from dragoman.model import Entry, Link, Reading
from dragoman.problems import RecordError, UsageError
from dragoman.record import anchors, file, judgements, versions
from dragoman.record.judgements import OF_ACTORS, OF_PAIRS, VERDICTS, Chain, Judged, Verdict
from dragoman.record.standing import Orphan, Standing, Unsettled, edited, read_value, values_of

if TYPE_CHECKING:
    from dragoman.record.store import Store

TIMES = ("when", "due")
# Fields that hold ids of actors and places: a name given for them is turned into the id that goes by it.
REFERRING = frozenset(
    ("speaker", "addressee", "participants", "host", "place", "by", "to", "of", "invited_by", "at")
    + ("actors", "recipients", "decided_by", "creates")
)


class Judgements:
    """The judgements of one record."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.connection
        self.known: tuple[tuple[object, int], Standing] | None = None  # what stood, and in which state of the file
        self.connection.set_rollback_hook(self._forget)

    def make(
        self,
        target: str,
        verdict: Verdict,
        values: Sequence[str] = (),
        *,
        who: str,
        why: str | None = None,
        document: str | None = None,
    ) -> Judged:
        """Keep a judgement of an entry, an actor or (undo) a judgement, and return it once it is safe on disk.

        `target` is an id or its beginning, for an actor its id or name, looked for in `document` where one is given.
        `values` are: none (accept, reject, undo); a field and its values (edit); an EDTF date (date); a name (rename,
        split); an actor (merge); an entry (same, different, unsure). Raises UsageError for what does not fit.
        """
        return self.make_all([(target, verdict, values)], who=who, why=why, document=document)[0]

    def make_all(
        self,
        wanted: Iterable[tuple[str, Verdict, Sequence[str]]],
        *,
        who: str,
        why: str | None = None,
        document: str | None = None,
    ) -> list[Judged]:
        """Keep several judgements, all or none, each with its target, verdict and values; return them."""
        made: list[Judged] = []
        with self.store.together():
            for target, verdict, values in wanted:
                said = self._said(target, verdict, values, document)
                one = Judged(who=who, made=judgements.now(self.connection), verdict=verdict, why=why, **said)
                kept = judgements.append(self.connection, one)
                if kept is None:
                    raise UsageError("this very judgement is in the record already.")
                made.append(kept)
        return made

    def all(self) -> tuple[Judged, ...]:
        """Return all judgements in the order in which they were made."""
        with file.errors(self.store.path):
            return judgements.load(self.connection)

    def chain(self) -> Chain:
        """Return how many there are and the last link of their chain."""
        with file.errors(self.store.path):
            return judgements.chain(self.connection)

    def standing(self) -> Standing:
        """Return those that nobody has undone, ready to be laid over readings; worked out anew after each change."""
        state = self.connection.pragma("data_version"), self.connection.total_changes()  # of others, of our own
        if self.known is None or self.known[0] != state:
            judged = judgements.standing(self.all())
            self.known = state, Standing(judged, versions.newer(self.connection), self.store.as_read)
        return self.known[1]

    def laid_over(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield readings as people judged them."""
        if self.connection.execute("SELECT 1 FROM judgements LIMIT 1").get is None:
            yield from readings
            return
        standing = self.standing()
        yield from map(standing.laid_over, readings)

    def orphans(self) -> tuple[Orphan, ...]:
        """Return the judgements whose words are not found as they were, each with the reason."""
        with file.errors(self.store.path):
            return tuple(self.standing().orphans())

    def unsettled(self) -> tuple[Unsettled, ...]:
        """Return the judgements that do not stand as they were made, each orphaned or obsolete, with the reason."""
        with file.errors(self.store.path):
            return tuple(self.standing().unsettled())

    def links(self) -> tuple[Link, ...]:
        """Return what people said of pairs of entries: same, different or unsure."""
        with file.errors(self.store.path):
            return self.standing().links()

    def of_actors(self) -> object:
        """Return what people call actors, to compare; None where none was judged or a reading is damaged."""
        judged = f"SELECT 1 FROM judgements WHERE body ->> '$.verdict' IN {tuple(OF_ACTORS)} LIMIT 1"
        if self.connection.execute(judged).get is None:
            return None
        with suppress(RecordError):
            called = self.standing().called
            return called.names, called.ids, called.split
        return None

    def export(self) -> Iterator[str]:
        """Yield all judgements as lines of JSON, in the order in which they were made."""
        return judgements.lines(self.all())

    def replay(self, lines: Iterable[str]) -> int:
        """Take in such lines, all or none, and return how many were new. Raises UsageError for a damaged line."""
        with self.store.together():
            return sum(judgements.append(self.connection, one) is not None for one in judgements.parsed(lines))

    def _forget(self) -> None:
        """Forget what stood: it may hold what was just taken back, which `total_changes` goes on counting."""
        self.known = None

    def _said(self, target: str, verdict: Verdict, values: Sequence[str], document: str | None) -> dict[str, Any]:
        if verdict not in VERDICTS:
            raise UsageError(f"no verdict '{verdict}'; known: {', '.join(VERDICTS)}.")
        if verdict == "undo":
            return self._undo(target, values)
        if verdict in OF_ACTORS:
            return self._of_actor(target, verdict, values, document)
        return self._of_entry(target, verdict, values)

    def _undo(self, prefix: str, values: Sequence[str]) -> dict[str, Any]:
        _none(values, "undo")
        judged = judgements.load(self.connection)
        found = [one for one in judged if prefix and one.id.startswith(prefix)]
        if len(found) != 1:
            what = "more than one judgement begins" if found else "no judgement begins"
            raise UsageError(f"{what} with '{prefix}'. `dragoman history` lists them with their ids.")
        if found[0].id in judgements.undone(judged):
            raise UsageError(f"'{found[0].id}' is undone already. Undo its undoing to make it stand again.")
        return {"undoes": found[0].id, "anchor": found[0].anchor, "other": found[0].other}

    def _of_entry(self, prefix: str, verdict: Verdict, values: Sequence[str]) -> dict[str, Any]:
        reading, entry = self.store.entry_as_read(prefix)
        said: dict[str, Any] = {"anchor": anchors.of_entry(reading, entry), "reader": reading.reader}
        if verdict in OF_PAIRS:
            other_reading, other = self.store.entry_as_read(_one(values, verdict, "the id of another entry"))
            if other.id == entry.id:
                raise UsageError(f"'{entry.id}' is itself. Name two entries.")
            return {**said, "other": anchors.of_entry(other_reading, other)}
        if verdict in ("accept", "reject"):
            _none(values, verdict)
            return {**said, "old": values_of(reading, entry)}
        if verdict == "date":
            values = ("when", *values)
        if not values:
            raise UsageError("edit needs a field and its value: `edit place Geneva`; a field alone empties it.")
        field, *rest = values
        new = _value(self.standing().called.renamed(reading), entry, field, rest)
        return {**said, "field": field, "old": read_value(reading, entry, field), "new": new}

    def _of_actor(self, target: str, verdict: Verdict, values: Sequence[str], document: str | None) -> dict[str, Any]:
        standing = self.standing()
        where = (self.store.document_as_read(document),) if document else self.store.all_as_read()
        reading, actor = _actor(standing, where, target)
        said = {"anchor": anchors.of_actor(reading, actor), "reader": reading.reader}
        said["old"] = next(known.name for known in reading.actors if known.id == actor)
        value = _one(values, verdict, "an actor" if verdict == "merge" else "a name")
        if verdict != "merge":
            return {**said, "new": value}
        other_reading, other = _actor(standing, self.store.all_as_read(), value)
        if standing.called.id_of(other, "") == standing.called.id_of(actor, reading.document.sha256):
            raise UsageError(f"'{target}' and '{value}' are one actor already.")
        called = next(known.name or other for known in other_reading.actors if known.id == other)
        return {**said, "other": anchors.of_actor(other_reading, other), "new": called}


def _actor(standing: Standing, readings: Iterable[Reading], target: str) -> tuple[Reading, str]:
    """Return the first reading that has an actor of that id or name, as people call it, and the id in that reading."""
    by_name: tuple[Reading, str] | None = None
    for reading in readings:
        called = {actor.id: actor.name for actor in standing.called.renamed(reading).actors}
        for actor in reading.actors:
            now = standing.called.id_of(actor.id, reading.document.sha256)
            if now == target:
                return reading, actor.id
            if by_name is None and (called.get(now) or "").casefold() == target.casefold():
                by_name = reading, actor.id
    if by_name is None:
        raise UsageError(f"no actor '{target}'. Give an id as JSON prints it, or a name as the views do.")
    return by_name


def _value(reading: Reading, entry: Entry, field: str, words: Sequence[str]) -> Any:
    """Return the value of an edit as it is kept, checked against the type of the field."""
    names = {(actor.name or "").casefold(): actor.id for actor in reading.actors}
    names |= {place.name.casefold(): place.id for place in reading.places}
    if field in REFERRING:
        words = [names.get(word.casefold(), word) for word in words]
    now = getattr(entry, field, None)
    value: Any = list(words) if isinstance(now, tuple) else " ".join(words) or None
    if field in TIMES and value and not edtf.valid(value):
        raise UsageError(f"'{value}' is no date. Write 2018-10-07, 2018-10, 2018, or 2018-10-07/.. (from then on).")
    try:
        plain = msgspec.to_builtins(getattr(edited(entry, field, value), field))
    except msgspec.ValidationError as error:
        raise UsageError(f"'{field}' of {entry.id} cannot be {value!r}: {error}.") from error
    return plain["edtf"] if field in TIMES else plain


def _one(values: Sequence[str], verdict: str, what: str) -> str:
    if len(values) != 1 or not values[0].strip():
        raise UsageError(f"{verdict} needs {what} after it, one, but got {len(values)}.")
    return values[0]


def _none(values: Sequence[str], verdict: str) -> None:
    if values:
        raise UsageError(f"{verdict} takes nothing after it, but got '{' '.join(values)}'. Leave it out.")
