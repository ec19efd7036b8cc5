"""List what those who negotiate have before them: overdue, disputed, owed, undecided, claimed, unclear; each sourced.

Nothing is found out here: the agenda lists again what ledger, sequence and open decisions say, in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.model import Decision, Option, Record, Value
from dragoman.views.acts import Act, act_line, acts, order
from dragoman.views.ledger import Row, ledger
from dragoman.views.lines import Words, rejected
from dragoman.views.sequence import Dispute, Sequence, Unreturned, sequence
from dragoman.views.steps import Step, gathered
from dragoman.views.stood import as_it_stood, by_hand

Why = Literal["overdue", "order in dispute", "given without return", "to decide", "claimed beyond evidence", "unclear"]


class Point(Value, frozen=True, kw_only=True):
    """A point of an agenda: why it is there, what it is about, the questions to settle, and the words behind it.

    `days` are those that it is overdue or owed, where they can be counted.
    """

    why: Why
    entry: str
    what: str
    questions: tuple[str, ...] = ()
    days: int | None = None
    words: tuple[Words, ...] = ()


class Agenda(Value, frozen=True, kw_only=True):
    """The points before a working group as of a day (EDTF): the most pressing kind first."""

    record: str
    as_of: str | None
    points: tuple[Point, ...] = ()


def agenda(record: Record, as_of: str | None = None) -> Agenda:
    """Return what a working group has before it as of a day (default: the last day that the record knows of).

    Raises UsageError when `as_of` is no date.
    """
    told = acts(as_it_stood(record, as_of))
    known = gathered(told)
    return listed(record.name, told, sequence(record, as_of, known=known), ledger(record, as_of, known))


def listed(name: str, told: Iterable[Act], order_of: Sequence, every: Iterable[Row]) -> Agenda:
    """Return the agenda of a record for whom has its acts, its sequence and its ledger as of that day."""
    every = tuple(every)
    rows = [row for row in every if row.open]
    points = (
        *_overdue(rows),
        *(_dispute(one) for one in order_of.disputes),
        *(_owed(one) for one in order_of.unreturned),
        *_undecided(told),
        *_claimed(every),
        *_unclear(rows),
    )
    return Agenda(record=name, as_of=order_of.as_of, points=points)


def called(step: Step | Row) -> str:
    """Return a step in words: who is to do what."""
    who = ", ".join(party.name for party in step.by)
    return f"{who}: {step.what}" if who else step.what


def _overdue(rows: Iterable[Row]) -> Iterator[Point]:
    late = sorted((row for row in rows if row.overdue), key=lambda row: -(row.days or 0))
    for row in late:
        due = row.deadline.rule if row.deadline else ""
        question = f"It was due “{due}”, and the record has no word of it being done. What is the state of it?"
        yield Point(
            why="overdue", entry=row.id, what=called(row), questions=(question,), days=row.days, words=row.words
        )


def _dispute(dispute: Dispute) -> Point:
    names = " or ".join(called(step) for step in dispute.steps)
    together = "Which comes first, or can they come at the same time, or step by step?"
    words = tuple(one.words for one in dispute.orderings)
    return Point(why="order in dispute", entry=dispute.steps[0].id, what=names, questions=(together,), words=words)


def _owed(pair: Unreturned) -> Point:
    question = f"What was promised for it stands out ({pair.how}): {called(pair.owed)}. When will it follow?"
    words = (*pair.given.words[:1], *pair.owed.words[:1])
    return Point(
        why="given without return",
        entry=pair.owed.id,
        what=called(pair.given),
        questions=(question,),
        days=pair.days,
        words=words,
    )


def _undecided(told: Iterable[Act]) -> Iterator[Point]:
    for act in sorted(filter(_open, told), key=order):
        index, decision = act[0]
        assert isinstance(decision, Decision)
        options = [option for where, entry in act if isinstance(entry, Decision) for option in _named(entry.options)]
        line = act_line(act)
        about = f" of {index.name(decision.about)}" if decision.about and decision.about != decision.id else ""
        yield Point(
            why="to decide",
            entry=decision.id,
            what=f"{decision.question}{about}",
            questions=tuple(_choices(decision, [index.name(option.value) for option in options])),
            words=line.words,
        )


def _open(act: Act) -> bool:
    index, entry = act[0]
    rule = by_hand(index.reading) and isinstance(entry, Decision) and entry.constraint is not None
    return isinstance(entry, Decision) and entry.status != "decided" and not rejected(entry) and not rule


def _named(options: Iterable[Option]) -> Iterator[Option]:
    return (option for option in options if option.value)


def _choices(decision: Decision, options: Iterable[str]) -> Iterator[str]:
    named = list(dict.fromkeys(options))
    if named:
        yield f"On the table: {', '.join(named)}. Which is it to be?"
    else:
        yield "No option is named. Which are on the table?"
    if not decision.decided_by:
        yield "Who decides?"


def _claimed(rows: Iterable[Row]) -> Iterator[Point]:
    for row in rows:
        if row.alarm:
            question = f"It is said to be done; the best evidence is “{row.evidence or 'none'}”. Who looks, and when?"
            yield Point(
                why="claimed beyond evidence", entry=row.id, what=called(row), questions=(question,), words=row.words
            )


def _unclear(rows: Iterable[Row]) -> Iterator[Point]:
    for row in rows:
        if row.lint:
            questions = tuple(gap.question for gap in row.lint)
            yield Point(why="unclear", entry=row.id, what=called(row), questions=questions, words=row.words)


def by_why(found: Agenda) -> dict[str, list[Point]]:
    """Return the points of each kind, in their order."""
    groups: dict[str, list[Point]] = {}
    for point in found.points:
        groups.setdefault(point.why, []).append(point)
    return groups
