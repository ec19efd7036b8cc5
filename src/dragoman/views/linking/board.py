"""Keep what is compared and what came of it: facts by entry, entries by key, the acts and the doubts.

A board in memory is made for one record; a file keeps its own (kept.py), with the same methods.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from dragoman.views.linking.facts import Facts
from dragoman.views.linking.keys import Keys, keys_of

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

    def bring(self, acts: Iterable[Key]) -> None:
        """Have the members of some acts at hand, which are asked for next."""

    def keys(self, key: Key) -> Keys:
        """Return under what an entry is found, and what it looks for."""

    def mates(self, key: Key, others: bool = False) -> Iterable[Key]:
        """Return the entries in acts with a key that this one seeks; those of days that cannot be may be left out.

        Those may be left out too that are made another act for certain by the people in them, but not with `others`.
        """

    def about(self, keys: Iterable[Key]) -> Iterable[Key]:
        """Return the entries that are about some entries and are in an act."""

    def place(self, key: Key, act: Key | None) -> None:
        """Put an entry into an act, or into none. What was the act of the entry that goes, goes by its next one."""

    def doubt(self, key: Key, doubts: Sequence[Doubt], like: Sequence[Key]) -> None:
        """Note what an entry may be, and which other acts it is like, in the place of what was noted before."""

    def like(self, act: Key) -> Iterable[Key]:
        """Return the entries of which it is noted that they may be an act or are like it."""


class Memory:
    """A board in memory."""

    def __init__(self) -> None:
        self.known: dict[Key, Facts] = {}
        self.acts: dict[Key, Key] = {}
        self.doubts: dict[Key, list[Doubt]] = {}
        self._likes: dict[Key, set[Key]] = {}
        self._members: dict[Key, list[Key]] = {}
        self._keys: dict[Key, Keys] = {}
        self._by_key: dict[str, dict[int, set[Key]]] = {}
        self._about: dict[Key, set[Key]] = {}
        self._by_id: dict[str, Key] = {}

    def enter(self, found: Facts) -> Key:
        """Take an entry in, in no act yet; return its key."""
        key = found.document, found.entry
        self.known[key] = found
        self._keys[key] = keys_of(found)
        self._by_id[found.entry] = key
        return key

    def forget(self, key: Key) -> None:
        """Take an entry out that is in no act any more."""
        found = self.known.pop(key)
        del self._keys[key]
        self.doubts.pop(key, None)
        self._likes.pop(key, None)
        self._by_id.pop(found.entry, None)

    def facts(self, key: Key) -> Facts:  # noqa: D102 what each does stands in Board
        return self.known[key]

    def of_entry(self, entry: str) -> Key | None:  # noqa: D102
        return self._by_id.get(entry)

    def act(self, key: Key) -> Key | None:  # noqa: D102
        return self.acts.get(key)

    def members(self, act: Key) -> Sequence[Key]:  # noqa: D102
        return tuple(self._members.get(act, ()))

    def bring(self, acts: Iterable[Key]) -> None:
        """All is at hand."""

    def keys(self, key: Key) -> Keys:  # noqa: D102
        return self._keys[key]

    def mates(self, key: Key, others: bool = False) -> Iterable[Key]:  # noqa: D102
        keys, mates = self._keys[key], set[Key]()
        for word, first, last in keys.sought if others else keys.among_own:
            shelf = self._by_key.get(word, {})
            times = range(first, last + 1) if last - first < len(shelf) else [at for at in shelf if first <= at <= last]
            mates.update(*(shelf.get(at, ()) for at in times))
        return mates

    def about(self, keys: Iterable[Key]) -> Iterable[Key]:  # noqa: D102
        return tuple(other for key in keys for other in self._about.get(key, ()))

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

    def doubt(self, key: Key, doubts: Sequence[Doubt], like: Sequence[Key]) -> None:  # noqa: D102
        self.doubts[key] = list(doubts)
        self._likes[key] = {*like, *(doubt.act for doubt in doubts)}

    def like(self, act: Key) -> Iterable[Key]:  # noqa: D102
        return [key for key, acts in self._likes.items() if act in acts]

    def _rename(self, before: Key, rest: list[Key]) -> None:
        if not rest:
            return
        self._members[rest[0]] = rest
        self.acts.update(dict.fromkeys(rest, rest[0]))
        if before != rest[0]:
            for doubts in self.doubts.values():
                doubts[:] = [Doubt(rest[0], why) if act == before else Doubt(act, why) for act, why in doubts]
            for acts in self._likes.values():
                if before in acts:
                    acts.remove(before)
                    acts.add(rest[0])

    def _index(self, found: Facts, key: Key, kept: bool) -> None:
        shelves = [
            self._by_key.setdefault(word, {}).setdefault(at, set())
            for word, (first, last) in self._keys[key].own.items()
            for at in range(first, last + 1)
        ]
        if found.about:
            shelves.append(self._about.setdefault(found.about, set()))
        for shelf in shelves:
            (shelf.add if kept else shelf.discard)(key)
