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
from functools import lru_cache
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import msgspec

from dragoman.model import Link
from dragoman.views.linking.board import Board, Doubt, Key
from dragoman.views.linking.compare import (
    DOUBT,
    ENOUGH,
    MARGIN,
    Compared,
    at_most,
    compare,
    impossible,
    in_other_words,
    strangers,
)
from dragoman.views.linking.facts import Facts, may_be_asked_about
from dragoman.views.linking.people import same

ROUNDED = 1e-6  # as much can two sums of the same differ
ASKED = 2  # as many candidates are put to a person for one entry


class Judgements:
    """What people said of pairs, by the ids of entries."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.one: dict[str, frozenset[str]] = {}  # entry -> all that are one act with it
        self.apart: dict[frozenset[str], Link] = {}
        self.others: dict[str, frozenset[str]] = {}  # entry -> all that are kept apart from it
        for link in links:
            if link.judgement == "same":
                both = self.together(link.a) | self.together(link.b)
                self.one.update(dict.fromkeys(both, both))
            else:
                self.apart[frozenset((link.a, link.b))] = link
                for one, other in ((link.a, link.b), (link.b, link.a)):
                    self.others[one] = self.apart_from(one) | {other}

    def together(self, entry: str) -> frozenset[str]:
        """Return all entries judged the same as this one, itself among them."""
        return self.one.get(entry, frozenset((entry,)))

    def on(self, entry: str, others: Iterable[str]) -> Link | None:
        """Return what keeps an entry from being joined with one of the others."""
        if not self.apart_from(entry):
            return None
        found = (self.apart.get(frozenset((entry, other))) for other in others)
        return next((link for link in found if link), None)

    def apart_from(self, entry: str) -> frozenset[str]:
        """Return all entries that people hold apart from this one."""
        return self.others.get(entry, frozenset())


class Likeness(NamedTuple):
    """How much an entry is like an act: enough to ask, or `kept` from being one act by a person."""

    score: float
    why: str
    kept: bool = False


class Decided(NamedTuple):
    """The act that an entry is, those that it may be, and the other acts that it is like."""

    act: Key
    doubts: Sequence[Doubt] = ()
    like: tuple[Key, ...] = ()


class Joining:
    """The work on one board. `in_order`: entries come in the order of comparison, none after one that is there."""

    def __init__(self, board: Board, judged: Judgements, in_order: bool = False) -> None:
        self.board = board
        self.judged = judged
        self.in_order = in_order
        self.waiting: list[tuple[tuple[object, ...], Key]] = []
        self.queued: set[Key] = set()

    def settle(self, keys: Iterable[Key] = ()) -> None:
        """Put entries into the acts they are, and all others again whose candidates are others by that."""
        for key in keys:
            self._wait(key)
        while self.waiting:
            _, key = heappop(self.waiting)
            self.queued.remove(key)
            decided = self._decided(self.board.facts(key))
            self.board.doubt(key, decided.doubts, decided.like)
            if decided.act != self.board.act(key):
                self._move(key, decided.act)

    def leave(self, keys: Iterable[Key]) -> None:
        """Take entries out of their acts; `settle` then puts those again whose candidates they were."""
        gone = set(keys)
        for key in gone:
            if self.board.act(key) is not None:
                self._move(key, None)
        self.queued -= gone
        self.waiting = [(order, key) for order, key in self.waiting if key not in gone]
        heapify(self.waiting)

    def _wait(self, key: Key) -> None:
        if key not in self.queued:
            self.queued.add(key)
            heappush(self.waiting, (self.board.facts(key).order, key))

    def _decided(self, found: Facts) -> Decided:
        """Return the act that an entry is (its own where it is a new one) and those that it may be or is like."""
        own = found.document, found.entry
        judged = self._first_judged(found)
        if judged or found.alone:
            return Decided(judged or own)
        doubts: list[Doubt] = []
        candidates: list[tuple[float, tuple[object, ...], Key, str]] = []
        for act in self._near(found):
            like = self._likeness(found, self._before(found, self.board.members(act)), sharing=True)
            if like and like.kept:
                doubts.append(Doubt(act, like.why))
            elif like:
                candidates.append((-like.score, self.board.facts(act).order, act, like.why))
        if not candidates:
            return Decided(own, doubts)
        best, *others = sorted(candidates)
        rivals = [one for one in others if -one[0] > -best[0] - MARGIN]
        if -best[0] >= ENOUGH and not rivals:
            return Decided(best[2], doubts, tuple(one[2] for one in others))
        asked = [best, *rivals][:ASKED]
        if found.kind == "statement":
            asked = []  # who said so twice in one report, and which of the two another repeats, is no question
        several = f"{len(rivals) + 1} acts come close; " if rivals else ""
        doubts += [Doubt(act, several + why) for _, _, act, why in asked]
        return Decided(own, doubts, tuple(one[2] for one in [best, *others] if one not in asked))

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
        acts = set[Key]()
        for key in self._mates(found):
            one = self.board.facts(key)
            if one.order < found.order and one.kind == found.kind and not one.alone and (act := self.board.act(key)):
                acts.add(act)
        self.board.bring(acts)
        return sorted(acts, key=lambda act: self.board.facts(act).order)

    def _mates(self, found: Facts) -> set[Key]:
        """Return the entries in acts that share a key with this one, or are about the same act."""
        mates = set(self.board.mates((found.document, found.entry), others=bool(self.judged.apart_from(found.entry))))
        about = self._resolved(found).about
        if about:
            mates.update(self.board.about(self.board.members(about)))
        return mates

    def _before(self, found: Facts, keys: Iterable[Key]) -> list[Facts]:
        """Return the facts of those of some entries that come before this one."""
        return [one for key in keys if (one := self.board.facts(key)).order < found.order]

    def _likeness(self, found: Facts, members: Sequence[Facts], sharing: bool = False) -> Likeness | None:
        """Return how much an entry is like an act of these, None where it is not or cannot be.

        One of them shares a key with it: that is looked at last, or known (`sharing`).
        """
        kept = self.judged.on(found.entry, (member.entry for member in members))
        if not kept and all(in_other_words(found, member) for member in members):
            return None
        for member in members:
            if member.document == found.document or impossible(found, member):
                return None
        found = self._resolved(found)
        members = [self._resolved(member) for member in members]
        like: Likeness | None
        if kept:
            like = Likeness(0.0, kept.why, kept=True) if kept.judgement == "unsure" else None
        else:
            like = _most_like(found, members)
        return like if like and (sharing or any(self._share(found, member) for member in members)) else None

    def _share(self, a: Facts, b: Facts) -> bool:
        """Return whether two entries share a key or are about the same act; what was rejected has no key."""
        if b.alone or a.kind != b.kind:
            return False
        if a.about and a.about == b.about:
            return True
        return self.board.keys((a.document, a.entry)).shares(self.board.keys((b.document, b.entry)))

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
            rest = [member for member in self.board.members(left) if member != key]
            later = self._later(found, left, rest)
            self.board.place(key, None)
            self._touch(found, later, rest, came=False)
            touched.update(rest)
        if act is not None:
            members = self.board.members(act) if act != key else ()
            self.board.place(key, act)
            self._touch(found, self._later(found, act), members, came=True)
            touched.update(members)
        waiting = set(self.board.about(touched)) if may_be_asked_about(found.kind) else set()
        if found.entry in self.judged.one:
            waiting.update(filter(None, map(self.board.of_entry, self.judged.together(found.entry))))
        for other in waiting:
            if self.board.act(other) is not None and self.board.facts(other).order > found.order:
                self._wait(other)

    def _later(self, found: Facts, act: Key, rest: Iterable[Key] = ()) -> list[tuple[Facts, bool]]:
        """Return those after an entry of an act to which it may make a difference, and whether they are like the act.

        Those are, of which that is noted, and its members; others can become so that share a key with the entry, and
        where it goes with one of the rest, whom it may have kept them from.
        """
        if self.in_order:
            return []
        members = self.board.members(act)
        like = {*self.board.like(act), *members}
        keys = like.union(self._mates(found), *(self._mates(self.board.facts(member)) for member in rest))
        judged = {other for _, entry in members for other in self.judged.apart_from(entry)}
        keys.update(filter(None, map(self.board.of_entry, judged)))
        known = ((key, self.board.facts(key)) for key in keys - self.queued if self.board.act(key) is not None)
        later = [(one, key in like) for key, one in known if one.order > found.order]
        return later if rest else [(one, alike) for one, alike in later if alike or not impossible(found, one)]

    def _touch(self, found: Facts, later: Iterable[tuple[Facts, bool]], others: Sequence[Key], came: bool) -> None:
        """Let those wait whose likeness to an act is another one with the entry that came to it, or went."""
        rest = [self.board.facts(key) for key in others]
        both = sorted([*rest, found], key=lambda one: one.order)
        before, after = (rest, both) if came else (both, rest)
        for one, alike in later:
            was = self._likeness(one, [m for m in before if m.order < one.order]) if alike else None
            if was != self._likeness(one, [m for m in after if m.order < one.order]):
                self._wait((one.document, one.entry))


def _most_like(found: Facts, members: Sequence[Facts]) -> Likeness | None:
    """Return how like an entry is to the one of an act that it is most like, None where it is not, or another act."""
    best: Compared | None = None
    seen: set[Hashable] = set()
    for member in members:
        if len(members) > 1:
            if (trait := _traits(member)) in seen:
                continue
            seen.add(trait)
        told = _told_as(member, found)
        if found.kind != told.kind or strangers(found, told):
            return None
        if at_most(found, told) < DOUBT - ROUNDED:
            continue
        compared = compare(found, told)
        if best is None or (compared.score or 0.0) > (best.score or 0.0):
            best = compared
    return Likeness(best.score, best.why) if best and best.score is not None and best.score >= DOUBT else None


def _traits(found: Facts) -> Hashable:
    """Return what is compared of an entry but for the words around it: of those alike in an act the first is enough."""
    seen = (found.edtf, found.who, found.whom, found.ordinal, found.place, found.about, found.past, found.off)
    return (*seen, tuple(found.said))


def _told_as(other: Facts, found: Facts) -> Facts:
    """Return the other entry with the keys that the persons in it have in this one."""
    people = found.people
    if not people or other.folk == found.folk:
        return other
    keys = {}
    for key, person in other.people.items():
        if key in people:
            continue
        ends = _ends(person.name)
        meant = [known for known, one in people.items() if not ends.isdisjoint(_ends(one.name)) and same(one, person)]
        if len(meant) == 1:
            keys[key] = meant[0]
    if not keys:
        return other
    who, whom = (frozenset(keys.get(key, key) for key in side) for side in (other.who, other.whom))
    return msgspec.structs.replace(other, who=who, whom=whom)


@lru_cache(maxsize=1 << 15)
def _ends(name: str) -> frozenset[str]:
    """Return the first and the last word of a name: two without one in common are not of one person."""
    words = name.split()
    return frozenset((words[0], words[-1]))
