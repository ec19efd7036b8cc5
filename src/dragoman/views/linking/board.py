"""Keep what is compared and what came of it: facts by entry, entries by key, the acts and the doubts.

A board in memory is made for one record; a file keeps its own (kept.py), with the same methods.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from dragoman.views.linking.facts import Facts

Key: TypeAlias = tuple[str, str]  # document, entry


class Doubt(NamedTuple):
    """The act, by its first entry, that an entry may be and is not joined with, and the reasons in words."""

    act: Key
    why: str


class Board(Protocol):
    """What joining asks of whatever keeps the entries. An act goes by its first entry in the order of comparison."""

    def facts(self, key: Key) -> Facts:
        """Return what there is to compare in an entry."""

    def of_entry(self, entry: str) -> Key | None:
        """Return the key of the entry with an id, None where there is none."""

    def act(self, key: Key) -> Key | None:
        """Return the act of an entry, None while it has none."""

    def members(self, act: Key) -> Sequence[Key]:
        """Return the entries of an act in the order of comparison."""

    def mates(self, found: Facts) -> Iterable[Key]:
        """Return the entries in acts with a key that this one seeks; those of days that cannot be may be left out."""

    def about(self, key: Key) -> Iterable[Key]:
        """Return the entries that are about an entry and are in an act."""

    def place(self, key: Key, act: Key | None) -> None:
        """Put an entry into an act, or into none. What was the act of the entry that goes, goes by its next one."""

    def doubt(self, key: Key, doubts: Sequence[Doubt]) -> None:
        """Note what an entry may be, in the place of what was noted of it before."""


class Memory:
    """A board in memory."""

    def __init__(self) -> None:
        self.known: dict[Key, Facts] = {}
        self.acts: dict[Key, Key] = {}
        self.doubts: dict[Key, list[Doubt]] = {}
        self._members: dict[Key, list[Key]] = {}
        self._by_key: dict[str, set[Key]] = {}
        self._about: dict[Key, set[Key]] = {}
        self._by_id: dict[str, Key] = {}

    def enter(self, found: Facts) -> Key:
        """Take an entry in, in no act yet; return its key."""
        key = found.document, found.entry
        self.known[key] = found
        self._by_id[found.entry] = key
        return key

    def forget(self, key: Key) -> None:
        """Take an entry out that is in no act any more."""
        found = self.known.pop(key)
        self.doubts.pop(key, None)
        self._by_id.pop(found.entry, None)

    def facts(self, key: Key) -> Facts:  # noqa: D102 what each does stands in Board
        return self.known[key]

    def of_entry(self, entry: str) -> Key | None:  # noqa: D102
        return self._by_id.get(entry)

    def act(self, key: Key) -> Key | None:  # noqa: D102
        return self.acts.get(key)

    def members(self, act: Key) -> Sequence[Key]:  # noqa: D102
        return tuple(self._members.get(act, ()))

    def mates(self, found: Facts) -> Iterable[Key]:  # noqa: D102
        return set().union(*(self._by_key.get(key, ()) for key in found.sought))

    def about(self, key: Key) -> Iterable[Key]:  # noqa: D102
        return tuple(self._about.get(key, ()))

    def place(self, key: Key, act: Key | None) -> None:  # noqa: D102
        found = self.known[key]
        before = self.acts.pop(key, None)
        if before is not None:
            rest = [member for member in self._members.pop(before) if member != key]
            self._rename(before, rest)
        if act is not None:
            self.acts[key] = act
            insort(self._members.setdefault(act, []), key, key=lambda member: self.known[member].order)
        self._index(found, key, act is not None)

    def doubt(self, key: Key, doubts: Sequence[Doubt]) -> None:  # noqa: D102
        self.doubts[key] = list(doubts)

    def _rename(self, before: Key, rest: list[Key]) -> None:
        if not rest:
            return
        self._members[rest[0]] = rest
        self.acts.update(dict.fromkeys(rest, rest[0]))
        if before != rest[0]:
            for doubts in self.doubts.values():
                doubts[:] = [Doubt(rest[0], why) if act == before else Doubt(act, why) for act, why in doubts]

    def _index(self, found: Facts, key: Key, kept: bool) -> None:
        shelves = [self._by_key.setdefault(word, set()) for word in found.keys]
        if found.about:
            shelves.append(self._about.setdefault(found.about, set()))
        for shelf in shelves:
            (shelf.add if kept else shelf.discard)(key)
