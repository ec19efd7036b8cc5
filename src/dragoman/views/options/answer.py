"""Define what is asked of the options of a record, and what the answer holds."""

from __future__ import annotations

from typing import TypeAlias

from dragoman.model import DecisionStatus, Question, Value
from dragoman.views.lines import Words
from dragoman.views.options.axes import Choice
from dragoman.views.options.positions import Hard, Position
from dragoman.views.steps import Party

Pair: TypeAlias = tuple[str, str]  # an option: the ids of its row and its column
BOTH: tuple[Question, ...] = ("venue", "date")


class Asked(Value, frozen=True, kw_only=True):
    """What is asked. Empty `slots` are venue and date; `about` is a meeting's id or words, where there are several.

    `hard` says whose requirements and rejections bind; `decided_by` who decides, where the record does not say it;
    `drop` are ids of positions to leave out, `assume` positions to try out; `why_not` is an option: "hanoi on
    2019-02-27".
    """

    slots: tuple[Question, ...] = ()
    as_of: str | None = None
    hard: Hard = "own"
    about: str | None = None
    decided_by: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    why_not: str | None = None


ALL = Asked()


class Cell(Value, frozen=True, kw_only=True):
    """One option: ids of a row and a column, the positions that block it; `front`, from 0, where nothing does."""

    row: str
    column: str
    blocked_by: tuple[str, ...] = ()
    front: int | None = None


class Relaxation(Value, frozen=True, kw_only=True):
    """A smallest set of positions to lift, and the options (row, column) that this frees."""

    lift: tuple[str, ...]
    frees: tuple[Pair, ...]


class WhyNot(Value, frozen=True, kw_only=True):
    """The answer for one option: where it is open (row, column), or what would have to be lifted, at the least."""

    asked: str
    open: tuple[Pair, ...]
    relaxations: tuple[Relaxation, ...]


class Change(Value, frozen=True, kw_only=True):
    """What an assumption or a dropped position changes: the options (row, column) that it opens and closes."""

    opened: tuple[Pair, ...]
    closed: tuple[Pair, ...]


class Raising(Value, frozen=True, kw_only=True):
    """A question as one document tells of it: without an option named, or settled; `values` are what was decided."""

    entry: str
    slot: Question
    status: DecisionStatus
    values: tuple[str, ...] = ()
    constraint: str | None = None
    day: str | None = None
    words: tuple[Words, ...]


class Options(Value, frozen=True, kw_only=True):
    """The matrix: `cells` row by row. `day` is the day from which dates are options: that of the question, or of the
    newest report.

    `relaxations` and `conflicts` are there where no option is open: the smallest sets of positions to lift, and of
    those that cannot hold together (`more_conflicts`: there are more). `unnamed` are questions whose options nobody
    names, `decided` those that are settled, `others` what else is to be decided. `dropped` are the positions left out.
    """

    about: str
    slots: tuple[Question, ...]
    day: str | None
    hard: Hard
    deciders: tuple[Party, ...]
    rows: tuple[Choice, ...] = ()
    columns: tuple[Choice, ...] = ()
    cells: tuple[Cell, ...] = ()
    positions: tuple[Position, ...] = ()
    dropped: tuple[str, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    conflicts: tuple[tuple[str, ...], ...] = ()
    more_conflicts: bool = False
    unnamed: tuple[Raising, ...] = ()
    decided: tuple[Raising, ...] = ()
    others: tuple[str, ...] = ()
    why_not: WhyNot | None = None
    change: Change | None = None
