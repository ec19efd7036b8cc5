"""Tell the acts of a record apart, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

from dragoman.model import Entry, Link, Record
from dragoman.views.lines import Index
from dragoman.views.linking.board import Key, Memory
from dragoman.views.linking.facts import ORDER, all_facts
from dragoman.views.linking.families import families
from dragoman.views.linking.join import Joining, Judgements
from dragoman.views.linking.people import Cast

Found: TypeAlias = tuple[Index, Entry]  # an entry with the index of its reading


class Linked:
    """A record with its acts told apart: each act is the entries that are it, in the order of the documents.

    `unsure` are pairs for a person to judge. `voices` gives each document the name it speaks in.
    """

    def __init__(
        self, record: Record, acts: list[list[Found]], unsure: tuple[Link, ...], voices: dict[str, str]
    ) -> None:
        self.record = record
        self.acts = acts
        self.unsure = unsure
        self.voices = voices

    @cached_property
    def families(self) -> dict[str, str]:
        """Return one id for the documents that are copies of one text; worked out for those views that ask."""
        return families(reading.document for reading in self.record.readings)

    @cached_property
    def cast(self) -> Cast:
        """Return who is who across documents."""
        return Cast(self.record.readings)


def linked(record: Record, kinds: tuple[type[Entry], ...] = ORDER) -> Linked:
    """Return the acts of a record and what may be one act but is not joined; of the `kinds`, in their order.

    Statements are the most, and no other kind hangs on them: a view without any leaves them out.
    """
    indexes = [Index(reading) for reading in record.readings]
    voices = {index.reading.document.id: index.own_voice for index in indexes}
    if acts := _kept(record, indexes, kinds):
        return Linked(record, acts, record.doubts, voices)
    board = Memory()
    joining = Joining(board, Judgements(record.links), in_order=True)
    for found in sorted((one for index in indexes for one in all_facts(index, kinds)), key=lambda one: one.order):
        joining.settle((board.enter(found),))
    found_acts: dict[Key, list[Found]] = {}
    for index in indexes:
        for entry in index.entries.values():
            if act := board.act((index.reading.document.id, entry.id)):
                found_acts.setdefault(act, []).append((index, entry))
    return Linked(record, list(found_acts.values()), tuple(unsure(board)), voices)


def _kept(record: Record, indexes: list[Index], kinds: tuple[type[Entry], ...]) -> list[list[Found]]:
    """Return the acts that the file keeps, where it knows those of these very entries; else nothing."""
    if len(record.acts) != sum(len(index.entries) for index in indexes):
        return []
    acts: dict[int, list[Found]] = {}
    for index in indexes:
        for entry in index.entries.values():
            act = record.acts.get((index.reading.document.id, entry.id))
            if act is None:
                return []
            if isinstance(entry, kinds):
                acts.setdefault(act, []).append((index, entry))
    return list(acts.values())


def unsure(board: Memory) -> Iterator[Link]:
    """Yield the pairs that are still apart, each once: the entry, and the first of the act that it may be."""
    seen: set[frozenset[Key]] = set()
    for key in sorted(board.doubts, key=lambda key: board.known[key].order):
        for act, why in board.doubts[key]:
            own = board.acts[key]
            if own != act and frozenset((own, act)) not in seen:
                seen.add(frozenset((own, act)))
                yield Link(a=key[1], b=act[1], judgement="unsure", why=why)
