"""Lay out the options of one question, and tell for each position which of them it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Question, Value
from dragoman.views.options.positions import Position, in_time
from dragoman.views.options.values import At, Days, Known, Term, Unknown, Wording, any_of, fits, terms, within

YES, NO, MAYBE = 1, 0, -1
GRADES = {"prefer": 2, "accept": 1, "offer": 1, "disfavour": -1, "reject": -2}  # ordinal: more is better, silence is 0
POSITIVE = ("require", "prefer", "accept", "offer")
ONE_AT_A_TIME = ("require", "prefer")


class Choice(Value, frozen=True, kw_only=True):
    """One option of a question: a place by id and name, days as EDTF (id and name alike), or words.

    `said` are the positions for or against it that bind nobody. An id of "" is any place or day: none is named.
    """

    id: str
    name: str
    said: tuple[str, ...] = ()


ANY = Choice(id="", name="")


class Axis:
    """The options of one question. `decision` is the day from which rules count, `begin` the first day that is one.

    `told` has shape (positions, choices): whether a position is about an option (YES, NO, MAYBE where that cannot be
    known). `named` has the same shape: whether it names the option, and does not only hold a rule that fits.
    """

    def __init__(
        self,
        slot: Question,
        positions: Sequence[Position],
        known: Known,
        decision: date | None = None,
        begin: date | None = None,
    ) -> None:
        self.positions = positions
        self.terms = [terms(one.value, slot, known, decision) for one in positions]
        every = [term for found in self.terms for term in found]
        shape = (len(positions), 0)
        self.choices: list[Choice] = []
        self.stretches: list[tuple[date, date | None]] = []
        self.told = np.zeros(shape, dtype=np.int8)
        self.named = np.zeros(shape, dtype=np.bool_)
        if slot == "date":
            self._days(every, begin)
        else:
            self._values(every)
        if not self.choices:
            self.choices = [ANY]
            self.told = np.full((len(positions), 1), MAYBE, dtype=np.int8)
            self.named = np.zeros((len(positions), 1), dtype=np.bool_)

    @property
    def empty(self) -> bool:
        """Return whether no option is named."""
        return self.choices == [ANY]

    def shown(self, number: int) -> str:
        """Return the value of a position as people read it."""
        return " or ".join(term.words for term in self.terms[number])

    def unknown(self, number: int) -> tuple[str, ...]:
        """Return the terms of a position that cannot be evaluated."""
        return tuple(term.words for term in self.terms[number] if isinstance(term, Unknown))

    def rule(self, number: int) -> str | None:
        """Return what the rules of a position came to."""
        rules = [term.rule for term in self.terms[number] if isinstance(term, Days) and term.rule]
        return "; ".join(rules) or None

    def joined(self, first: int, last: int) -> Choice:
        """Return the options from the first to the last as one: days beside each other."""
        if first == last:
            return self.choices[first]
        return _stretch(self.stretches[first][0], self.stretches[last][1])

    def _days(self, every: Iterable[Term], begin: date | None) -> None:
        """Cut the days from `begin` on where a term begins or ends: within a stretch, all days are alike."""
        found = [term for term in every if isinstance(term, Days)]
        starts = [term.first for term in found if term.first]
        starts += [term.last + timedelta(days=1) for term in found if term.last and term.last < date.max]
        if not starts:
            return
        begin = begin or min(starts)
        cuts = sorted({begin, *(start for start in starts if start > begin)})
        ends = [*(start - timedelta(days=1) for start in cuts[1:]), None]
        self.stretches = list(zip(cuts, ends, strict=True))
        self.choices = [_stretch(first, last) for first, last in self.stretches]
        self.told = _table(
            [[any_of(within(term, *one) for term in found) for one in self.stretches] for found in self.terms]
        )
        names = [[term for term in found if isinstance(term, Days) and term.named] for found in self.terms]
        self.named = np.array(
            [[any(within(term, *one) for term in found) for one in self.stretches] for found in names], dtype=np.bool_
        ).reshape(self.told.shape)

    def _values(self, every: Iterable[Term]) -> None:
        places = {term.place.id: term.place for term in every if isinstance(term, At)}
        inner = {place.country for place in places.values() if place.kind != "country"}
        places = {id: place for id, place in places.items() if place.kind != "country" or place.country not in inner}
        words = dict.fromkeys(term.words for term in every if isinstance(term, Wording))
        self.choices = [Choice(id=place.id, name=place.name) for place in places.values()]
        self.choices += [Choice(id=one, name=one) for one in words]
        self.told = _table(
            [
                [any_of(fits(term, place) for term in found) for place in places.values()]
                + [Wording(words=one) in found for one in words]
                for found in self.terms
            ]
        )
        ids = [{term.place.id for term in found if isinstance(term, At)} for found in self.terms]
        self.named = np.array(
            [
                [one.id in ids[number] or Wording(words=one.id) in found for one in self.choices]
                for number, found in enumerate(self.terms)
            ],
            dtype=np.bool_,
        ).reshape(self.told.shape)


class Force:
    """What the positions of an axis come to, for those of them that are `active`.

    `blocks` has shape (positions, choices). `grades` has shape (parties, choices): what each deciding party says of
    each option. `superseded` tells by position which later one took its place.
    """

    def __init__(self, axis: Axis, active: Sequence[bool], parties: Sequence[str], counts: Sequence[str]) -> None:
        self.axis = axis
        self.superseded: dict[int, str] = {}
        self.left = np.repeat(np.array(active, dtype=np.bool_)[:, None], len(axis.choices), axis=1)
        self._supersede(active)
        positions, told = axis.positions, axis.told
        self.blocks = np.zeros(told.shape, dtype=np.bool_)
        self.grades = np.zeros((len(parties), len(axis.choices)), dtype=np.int8)
        graded = np.zeros(self.grades.shape, dtype=np.bool_)
        for number, one in enumerate(positions):
            about = self.left[number] & (told[number] == YES)
            if one.hard:
                wrong = told[number] == (NO if one.stance == "require" else YES)
                self.blocks[number] = self.left[number] & wrong
            if one.party in parties and one.standing in counts and one.stance in GRADES:
                at = parties.index(one.party)
                grade = np.where(graded[at], np.minimum(self.grades[at], GRADES[one.stance]), GRADES[one.stance])
                self.grades[at] = np.where(about, grade, self.grades[at])
                graded[at] |= about

    def said(self, choice: int) -> tuple[str, ...]:
        """Return the positions that speak for or against an option and block nothing."""
        return tuple(
            one.id
            for number, one in enumerate(self.axis.positions)
            if self.left[number, choice] and self.axis.told[number, choice] == YES and one.stance in GRADES
            if not self.blocks[number, choice]
        )

    def _supersede(self, active: Sequence[bool]) -> None:
        """Take away what a later position of the same holder replaces.

        A new requirement takes the place of his old one, a new preference of the old one. Of an option itself the
        latest word counts: what he accepts, he no longer rejects. A position may also say what it takes the place of.
        """
        positions = self.axis.positions
        taken = {id for one, is_active in zip(positions, active, strict=True) if is_active for id in one.supersedes}
        days = [in_time(one) for one in positions]
        by_holder: dict[str, list[int]] = {}
        for number, one in enumerate(positions):
            if active[number] and one.holder:
                by_holder.setdefault(one.holder, []).append(number)
        for old, one in enumerate(positions):
            if one.entries and taken.issuperset(one.entries):
                self._gone(old, next(other for other in positions if one.entries[0] in other.supersedes), None)
            for new in by_holder.get(one.holder, ()) if active[old] else ():
                other = positions[new]
                whole = one.stance == other.stance and one.stance in ONE_AT_A_TIME
                certainly = days[new][0] > days[old][1]
                if certainly and (whole or other.stance in POSITIVE or one.stance != "require"):
                    self._gone(old, other, None if whole else new)

    def _gone(self, old: int, by: Position, new: int | None) -> None:
        """Take away a position, or of it what a later one names."""
        self.left[old] &= False if new is None else ~self.axis.named[new]
        counts = self.axis.told[old] == (NO if self.axis.positions[old].stance == "require" else YES)
        if new is None or (counts.any() and not (self.left[old] & counts).any()):
            self.superseded.setdefault(old, by.id)


def _stretch(first: date, last: date | None) -> Choice:
    edtf = f"{first}/{last or '..'}" if first != last else first.isoformat()
    return Choice(id=edtf, name=edtf)


def _table(answers: Sequence[Sequence[bool | None]]) -> NDArray[np.int8]:
    width = len(answers[0]) if answers else 0
    numbers = [[MAYBE if one is None else YES if one else NO for one in row] for row in answers]
    return np.array(numbers, dtype=np.int8).reshape(len(answers), width)
