"""Say which options remain: venue by date, each with the statements that block it, and what would have to give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman import edtf
from dragoman.model import Decision, Record
from dragoman.problems import UsageError
from dragoman.views.lines import Index
from dragoman.views.linking import ACTS, linked
from dragoman.views.options.answer import ALL, BOTH, Asked, Cell, Change, Options, Pair, Raising, Relaxation, WhyNot
from dragoman.views.options.axes import Axis, Choice, Force
from dragoman.views.options.matters import Sides, chosen, deciders, matters
from dragoman.views.options.positions import BINDING, Position, assumed, bound, dropped, positions
from dragoman.views.options.sets import explained, fronts, members, minimal, packed
from dragoman.views.options.values import Known, shown
from dragoman.views.options.whynot import meant
from dragoman.views.stood import as_it_stood, by_hand, published

Table: TypeAlias = NDArray[np.bool_]
MOST = 1_000_000  # options: a record with more of them is asked one question at a time


def options(record: Record, asked: Asked = ALL) -> Options:
    """Return which options remain on a day, what blocks the others, and what would have to be lifted.

    Raises UsageError for a wrong date, a position that is not there, an assumption that says none, or an option or a
    matter that the record does not know.
    """
    stood = as_it_stood(record, asked.as_of)
    found = linked(stood, ACTS)
    slots = asked.slots or BOTH
    matter, others = chosen(matters(stood, found, slots), asked.about)
    parties = deciders(matter, found, asked.decided_by)
    sides = Sides(found.cast, parties)
    held = bound([*positions(matter.on(slots), sides), *assumed(asked.assume, slots, sides)], asked.hard)
    gone = dropped(held, asked.drop)
    day = _day(stood, asked.as_of)
    known = Known(stood)
    decided = tuple(_raising(*one, known) for one in matter.raised if one[1].status == "decided")
    unnamed = tuple(_raising(*one, known) for one in matter.on(slots) if _is_unnamed(*one))
    decision = _decision(decided) or day
    axes = [Axis(slot, [one for one in held if one.slot == slot], known, decision, day) for slot in slots[:2]]
    axes += [Axis("other", (), known)] * (2 - len(axes))
    rows, columns = (_side(axis, gone, [party.id for party in parties], BINDING[asked.hard]) for axis in axes)
    options = Options(
        about=matter.name,
        slots=slots,
        day=day.isoformat() if day else None,
        hard=asked.hard,
        deciders=parties,
        positions=(*rows.positions, *columns.positions),
        dropped=tuple(one.id for one in held if one.id in gone),
        unnamed=unnamed,
        decided=tuple(one for one in decided if one.slot in slots),
        others=tuple(dict.fromkeys(other.name for other in others if other.on(slots))),
    )
    return options if all(axis.empty for axis in axes) else _with_grid(options, rows, columns, asked)


class Side(NamedTuple):
    """One side of the matrix: its options, days that share all that is said of them put together.

    `blocks` and `before` (without what is tried out) have shape (positions, choices), `grades` (choices, parties).
    """

    positions: list[Position]
    choices: tuple[Choice, ...]
    blocks: Table
    before: Table
    grades: NDArray[np.int8]


def _side(axis: Axis, gone: frozenset[str], parties: Sequence[str], counts: Sequence[str]) -> Side:
    now = Force(axis, [one.id not in gone for one in axis.positions], parties, counts)
    tried = any(one.standing == "assumed" or one.id in gone for one in axis.positions)
    before = Force(axis, [one.standing != "assumed" for one in axis.positions], parties, counts) if tried else now
    alike = [
        (now.blocks[:, at].tobytes(), before.blocks[:, at].tobytes(), now.grades[:, at].tobytes(), now.said(at))
        for at in range(len(axis.choices))
    ]
    numbers = range(len(axis.choices))
    runs = [list(run) for _, run in groupby(numbers, key=lambda at: (axis.stretches and alike[at]) or at)]
    firsts = [run[0] for run in runs]
    return Side(
        positions=[
            msgspec.structs.replace(
                one,
                shown=axis.shown(at),
                superseded_by=now.superseded.get(at),
                unknown=axis.unknown(at),
                rule=axis.rule(at),
            )
            for at, one in enumerate(axis.positions)
        ],
        choices=tuple(msgspec.structs.replace(axis.joined(run[0], run[-1]), said=alike[run[0]][3]) for run in runs),
        blocks=now.blocks[:, firsts],
        before=before.blocks[:, firsts],
        grades=now.grades[:, firsts].T,
    )


def _with_grid(options: Options, rows: Side, columns: Side, asked: Asked) -> Options:
    """Return the answer with its cells, what would have to give, and what is asked of one option or tried out."""
    size = len(rows.choices) * len(columns.choices)
    if size > MOST:
        raise UsageError(f"{size:,} options are more than can be laid out. Ask for `venue` or `date` alone.")
    blocks = crossed(rows.blocks, columns.blocks)
    before = explained(crossed(rows.before, columns.before)).free
    found = explained(blocks)
    grid = Grid([*rows.positions, *columns.positions], rows.choices, columns.choices, packed(blocks))
    grades = np.hstack(
        [np.repeat(rows.grades, len(columns.choices), axis=0), np.tile(columns.grades, (len(rows.choices), 1))]
    )
    return msgspec.structs.replace(
        options,
        rows=rows.choices,
        columns=columns.choices,
        cells=tuple(grid.cells(found.free, grades)),
        relaxations=tuple(grid.relaxation(lift) for lift in found.lifts),
        conflicts=tuple(grid.ids(conflict) for conflict in found.conflicts),
        more_conflicts=found.more,
        why_not=grid.why_not(asked.why_not) if asked.why_not else None,
        change=Change(opened=tuple(grid.pairs(found.free & ~before)), closed=tuple(grid.pairs(before & ~found.free)))
        if asked.drop or asked.assume
        else None,
    )


def crossed(rows: Table, columns: Table) -> Table:
    """Return what blocks each pair of a row and a column: shapes (n, k) and (m, l) give (n + m, k * l)."""
    return np.concatenate([np.repeat(rows, columns.shape[1], axis=1), np.tile(columns, rows.shape[1])])


class Grid(NamedTuple):
    """The options of two questions, row by row; `sets` are the positions that block each, as rows of bits."""

    positions: list[Position]
    rows: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    sets: NDArray[np.uint64]

    def cells(self, free: Table, grades: NDArray[np.int8]) -> Iterator[Cell]:
        """Yield all cells; the free ones with their front in Pareto order. `grades` has shape (options, parties)."""
        front = np.full(len(free), -1)
        front[free] = fronts(grades[free])
        different, which = np.unique(self.sets, axis=0, return_inverse=True)
        blocked = [self.ids(members(row)) for row in different]
        for at, (row, column) in enumerate(self.pairs()):
            place = int(front[at]) if free[at] else None
            yield Cell(row=row, column=column, blocked_by=blocked[which.flat[at]], front=place)

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of positions."""
        return tuple(self.positions[number].id for number in numbers)

    def pairs(self, chosen: Table | None = None) -> Iterator[Pair]:
        """Yield row and column of the chosen options, or of all."""
        numbers = range(len(self.sets)) if chosen is None else np.flatnonzero(chosen).tolist()
        width = len(self.columns)
        yield from ((self.rows[at // width].id, self.columns[at % width].id) for at in numbers)

    def relaxation(self, lift: Sequence[int], among: Table | None = None) -> Relaxation:
        """Return the positions to lift with the options that are blocked by these alone."""
        lifted = np.zeros((len(self.positions), 1), dtype=np.bool_)
        lifted[list(lift)] = True
        freed = (self.sets == packed(lifted)).all(axis=1)
        return Relaxation(lift=self.ids(lift), frees=tuple(self.pairs(freed if among is None else freed & among)))

    def why_not(self, asked: str) -> WhyNot:
        """Return what blocks a row, a column or one option. Raises UsageError where there is none of that name."""
        rows, columns = meant(asked, self.rows, self.columns)
        among = np.outer(rows, columns).reshape(-1)
        free = among & ~self.sets.any(axis=1)
        lifts = [] if free.any() else [members(row) for row in minimal(self.sets[among])]
        return WhyNot(
            asked=asked, open=tuple(self.pairs(free)), relaxations=tuple(self.relaxation(lift, among) for lift in lifts)
        )


def _day(stood: Record, as_of: str | None) -> date | None:
    """Return the day from which days are options: that of the question, or of the newest report."""
    if as_of:
        return edtf.bounds(as_of)[1]
    return max((day for day in map(published, stood.readings) if day), default=None)


def _decision(decided: Sequence[Raising]) -> date | None:
    days = (edtf.bounds(one.day)[0] for one in decided if one.day)
    return min((day for day in days if day), default=None)


def _is_unnamed(index: Index, decision: Decision) -> bool:
    """Return whether options are spoken of and not named; an entry by hand without any says who decides."""
    return not decision.options and decision.status != "decided" and not by_hand(index.reading)


def _raising(index: Index, decision: Decision, known: Known) -> Raising:
    document = index.reading.document
    values = (option.value for option in decision.options)
    day = decision.when.edtf or (document.date.edtf if document.date else None)
    return Raising(
        entry=decision.id,
        slot=decision.question,
        status=decision.status,
        values=tuple(dict.fromkeys(shown(value, decision.question, known) for value in values)),
        constraint=decision.constraint,
        day=day,
        words=index.all_words(decision),
    )
