"""Join the entries of several documents that are one act, where one candidate alone is clearly the best.

What is most exactly dated comes first, and the vague is held against it: "the talks between the two", told months
later, then has two candidates and joins neither, but is put to a person with the reasons. What people judged wins:
entries judged the same are one act whatever speaks against it, those judged different or unsure are never joined here.

Nothing depends on the order in which documents were added: what an entry joins hangs on those before it in one order of
all entries. When one comes, goes or changes, those after it are looked at again whose candidates are others now, and
no more. Entries of one document are joined by its reader alone, or by a person.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import msgspec

from dragoman.model import Link
from dragoman.views.linking.board import Board, Doubt, Key
from dragoman.views.linking.compare import DOUBT, ENOUGH, MARGIN, Compared, compare, impossible
from dragoman.views.linking.facts import Facts, keys_of
from dragoman.views.linking.people import same

ASKED = 2  # as many candidates are put to a person for one entry


class Judgements:
    """What people said of pairs, by the ids of entries."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.one: dict[str, frozenset[str]] = {}  # entry -> all that are one act with it
        self.apart: dict[frozenset[str], Link] = {}
        for link in links:
            if link.judgement == "same":
                both = self.together(link.a) | self.together(link.b)
                self.one.update(dict.fromkeys(both, both))
            else:
                self.apart[frozenset((link.a, link.b))] = link

    def together(self, entry: str) -> frozenset[str]:
        """Return all entries judged the same as this one, itself among them."""
        return self.one.get(entry, frozenset((entry,)))

    def on(self, entry: str, others: Iterable[str]) -> Link | None:
        """Return what keeps an entry from being joined with one of the others."""
        found = (self.apart.get(frozenset((entry, other))) for other in others)
        return next((link for link in found if link), None) if self.apart else None


class Likeness(NamedTuple):
    """How much an entry is like an act: enough to ask, or `kept` from being one act by a person."""

    score: float
    why: str
    kept: bool = False


class Joining:
    """The work on one board. `in_order`: entries come in the order of comparison, none after one that is there."""

    def __init__(self, board: Board, judged: Judgements, in_order: bool = False) -> None:
        self.board = board
        self.judged = judged
        self.in_order = in_order
        self.keys: dict[Key, tuple[frozenset[str], frozenset[str]]] = {}
        self.waiting: list[tuple[tuple[object, ...], Key]] = []

    def settle(self, keys: Iterable[Key] = ()) -> None:
        """Put entries into the acts they are, and all others again whose candidates are others by that."""
        for key in keys:
            self._wait(key)
        while self.waiting:
            _, key = heappop(self.waiting)
            while self.waiting and self.waiting[0][1] == key:
                heappop(self.waiting)
            act, doubts = self._decided(self.board.facts(key))
            self.board.doubt(key, doubts)
            if act != self.board.act(key):
                self._move(key, act)

    def leave(self, keys: Iterable[Key]) -> None:
        """Take entries out of their acts; `settle` then puts those again whose candidates they were."""
        gone = set(keys)
        for key in gone:
            if self.board.act(key) is not None:
                self._move(key, None)
            self.keys.pop(key, None)
        self.waiting = [(order, key) for order, key in self.waiting if key not in gone]
        heapify(self.waiting)

    def _wait(self, key: Key) -> None:
        heappush(self.waiting, (self.board.facts(key).order, key))

    def _decided(self, found: Facts) -> tuple[Key, list[Doubt]]:
        """Return the act that an entry is (its own where it is a new one) and those that it may be."""
        own = found.document, found.entry
        judged = self._first_judged(found)
        if judged or found.alone:
            return judged or own, []
        doubts: list[Doubt] = []
        candidates: list[tuple[float, tuple[object, ...], Key, str]] = []
        for act in self._near(found):
            like = self._likeness(found, self._before(found, self.board.members(act)))
            if like and like.kept:
                doubts.append(Doubt(act, like.why))
            elif like:
                candidates.append((-like.score, self.board.facts(act).order, act, like.why))
        if not candidates:
            return own, doubts
        best, *others = sorted(candidates)
        rivals = [one for one in others if -one[0] > -best[0] - MARGIN]
        if -best[0] >= ENOUGH and not rivals:
            return best[2], doubts
        if found.kind == "statement":
            return own, doubts  # who said so twice in one report, and which of the two another repeats, is no question
        several = f"{len(rivals) + 1} acts come close; " if rivals else ""
        return own, [*doubts, *(Doubt(act, several + why) for _, _, act, why in [best, *rivals][:ASKED])]

    def _first_judged(self, found: Facts) -> Key | None:
        """Return the act of the first of those judged the same as an entry, None where it is the first itself."""
        if found.entry not in self.judged.one:
            return None
        known = filter(None, map(self.board.of_entry, self.judged.together(found.entry)))
        keys = [key for key in known if self.board.act(key) is not None]
        first = min(self._before(found, keys), key=lambda other: other.order, default=None)
        return self.board.act((first.document, first.entry)) if first else None

    def _near(self, found: Facts) -> list[Key]:
        """Return the acts that have an entry before this one which shares a key with it, in their order."""
        mates = [(key, self.board.facts(key)) for key in self._mates(found)]
        acts = {self.board.act(key) for key, mate in mates if mate.order < found.order and not mate.alone}
        return sorted((act for act in acts if act), key=lambda act: self.board.facts(act).order)

    def _mates(self, found: Facts) -> set[Key]:
        """Return the entries in acts that share a key with this one, or are about the same act."""
        mates = set(self.board.mates(found))
        about = self._resolved(found).about
        if about:
            mates.update(key for member in self.board.members(about) for key in self.board.about(member))
        return mates

    def _before(self, found: Facts, keys: Iterable[Key]) -> list[Facts]:
        """Return the facts of those of some entries that come before this one."""
        return [one for key in keys if (one := self.board.facts(key)).order < found.order]

    def _likeness(self, found: Facts, members: Sequence[Facts]) -> Likeness | None:
        """Return how much an entry is like an act of these, None where it is not or cannot be."""
        if any(impossible(found, member) for member in members):
            return None
        found = self._resolved(found)
        members = [self._resolved(member) for member in members]
        if not any(self._share(found, member) for member in members):
            return None
        if any(member.document == found.document for member in members):
            return None
        kept = self.judged.on(found.entry, (member.entry for member in members))
        if kept:
            return Likeness(0.0, kept.why, kept=True) if kept.judgement == "unsure" else None
        best: Compared | None = None
        seen: set[Hashable] = set()
        for member in members:
            if (trait := _traits(member)) in seen:
                continue
            seen.add(trait)
            compared = compare(found, _told_as(member, found))
            if compared.score is None:
                return None
            if best is None or compared.score > (best.score or 0.0):
                best = compared
        return Likeness(best.score, best.why) if best and best.score is not None and best.score >= DOUBT else None

    def _share(self, a: Facts, b: Facts) -> bool:
        """Return whether two entries share a key or are about the same act; what was rejected has no key."""
        if b.alone or a.kind != b.kind:
            return False
        return bool(a.about and a.about == b.about) or not self._keys(a)[1].isdisjoint(self._keys(b)[0])

    def _keys(self, found: Facts) -> tuple[frozenset[str], frozenset[str]]:
        """Return the keys of an entry and those that it seeks, made once where they do not come with it."""
        if found.keys:
            return found.keys, found.sought
        at = found.document, found.entry
        if at not in self.keys:
            self.keys[at] = keys_of(found)
        return self.keys[at]

    def _resolved(self, found: Facts) -> Facts:
        """Return the facts with the act in the place of the entry that they are about."""
        if not found.about:
            return found
        return msgspec.structs.replace(found, about=self.board.act(found.about))

    def _move(self, key: Key, act: Key | None) -> None:
        """Put an entry into another act, or into none, and let all wait to whom that makes a difference."""
        found, left = self.board.facts(key), self.board.act(key)
        touched = {key}
        if left is not None:
            members = self.board.members(left)
            later = self._later(found, members)
            self.board.place(key, None)
            rest = [member for member in members if member != key]
            self._touch(found, later, rest)
            touched.update(rest)
        if act is not None:
            members = self.board.members(act)
            self.board.place(key, act)
            self._touch(found, self._later(found, (*members, key)), members)
            touched.update(members)
        waiting = {other for member in touched for other in self.board.about(member)}
        waiting.update(filter(None, map(self.board.of_entry, self.judged.together(found.entry))))
        for other in waiting:
            if self.board.act(other) is not None and self.board.facts(other).order > found.order:
                self._wait(other)

    def _later(self, found: Facts, members: Iterable[Key]) -> list[Facts]:
        """Return those after an entry that share a key with some entry of its act."""
        if self.in_order:
            return []
        keys = set().union(*(self._mates(self.board.facts(member)) for member in members))
        facts = (self.board.facts(key) for key in keys if self.board.act(key) is not None)
        return [one for one in facts if one.order > found.order]

    def _touch(self, found: Facts, later: Iterable[Facts], others: Sequence[Key]) -> None:
        """Let those wait whose likeness to an act is another one with the entry that came to it, or went."""
        rest = [self.board.facts(key) for key in others]
        both = sorted([*rest, found], key=lambda one: one.order)
        for one in later:
            before, after = ([m for m in members if m.order < one.order] for members in (rest, both))
            if self._likeness(one, before) != self._likeness(one, after):
                self._wait((one.document, one.entry))


def _traits(found: Facts) -> Hashable:
    """Return what is compared of an entry but for the words around it: of those alike in an act the first is enough."""
    seen = (found.edtf, found.who, found.whom, found.ordinal, found.place, found.about, found.past, found.off)
    return (*seen, tuple(found.said))


def _told_as(other: Facts, found: Facts) -> Facts:
    """Return the other entry with the keys that the persons in it have in this one."""
    if not found.people or other.people.keys() <= found.people.keys():
        return other
    strange = {key: person for key, person in other.people.items() if key not in found.people}
    keys = {}
    for key, person in strange.items():
        meant = [known for known, one in found.people.items() if same(one, person)]
        if len(meant) == 1:
            keys[key] = meant[0]
    if not keys:
        return other
    who, whom = (frozenset(keys.get(key, key) for key in side) for side in (other.who, other.whom))
    people = {keys.get(key, key): person for key, person in other.people.items()}
    return msgspec.structs.replace(other, who=who, whom=whom, people=people)
