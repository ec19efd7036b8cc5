"""Resolve deadlines: each rule to its days, with the step and the account that each day is counted from.

A rule of which several accounts differ in the day it counts from has several days; none is chosen. A vague one has
none and is never overdue. Milestones that have not come are computed from their own rules, in order; a circle is told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice, product
from typing import Literal, NamedTuple

import msgspec

from dragoman import edtf
from dragoman.model import Record, Value
from dragoman.views.lines import Index, Words
from dragoman.views.rules import Chosen, Counted, Fixed, Form, Rule, Trigger, Unclear, Vague, ordinals, parse, signing
from dragoman.views.steps import Day, Step

Why = Literal["vague", "waits", "unknown", "unclear", "circle"]
MOST = 24  # combinations of accounts that are followed
DEEPEST = 100  # milestones counted from milestones
DAY = timedelta(1)
SLUG = re.compile(r"[^a-z0-9]+")


class Dated(Value, frozen=True, kw_only=True):
    """A day (EDTF) that a rule comes to. `since` is the day it is counted from, of the entry `of`, by these words.

    `uncertain` says on what the day depends besides the calendar, of this rule and of those it is counted from.
    """

    day: str
    since: str | None = None
    of: str | None = None
    words: Words | None = None
    uncertain: str | None = None


class Deadline(Value, frozen=True, kw_only=True):
    """The rule of a step in words and the days it comes to, one for each account of the day it is counted from.

    No days: `why` is "vague" (sets no day), "waits" (for `trigger`, which has not come), "unknown" (no entry for
    `trigger`), "unclear" (words not understood) or "circle" (`trigger` names it). `earlier` is what may bring it
    forward, `accounts` are the days that sources give for the step itself.
    """

    rule: str
    days: tuple[Dated, ...] = ()
    trigger: str | None = None
    earlier: str | None = None
    why: Why | None = None
    accounts: tuple[Day, ...] = ()

    @property
    def vague(self) -> bool:
        """Return whether the words set no day: "as soon as possible"."""
        return self.why == "vague"

    @property
    def last_days(self) -> tuple[date, ...]:
        """Return the last day of each resolved day, earliest first; those that depend on a proviso are left out."""
        ends = (edtf.bounds(one.day)[1] for one in self.days if not one.uncertain)
        return tuple(sorted({end for end in ends if end}))

    @property
    def triggered(self) -> bool:
        """Return whether it is bound to something that happens, come or not."""
        return self.trigger is not None and self.why != "circle"


class Base(NamedTuple):
    """A day to count from, whose it is, and the words that give it."""

    day: str
    of: str | None
    words: Words | None = None
    uncertain: str | None = None


class Came(NamedTuple):
    """What a form comes to: days, what it is bound to, what may bring it forward, why it comes to none."""

    days: list[Dated]
    trigger: str | None = None
    earlier: str | None = None
    why: Why | None = None


def resolve(steps: Iterable[Step], meetings: Mapping[str, Base] | None = None) -> dict[str, Deadline]:
    """Return the deadline of each step that has one, by the step's id. `meetings`: other days to count from, by id."""
    calendar = Calendar(steps, meetings or {})
    found = ((step.id, calendar.deadline(step)) for step in calendar.steps)
    return {id: deadline for id, deadline in found if deadline}


class Milestone(Value, frozen=True, kw_only=True):
    """A day that a rule sets: its name, the day that it came (`reached`), what its rule comes to, the words."""

    id: str
    what: str
    reached: str | None = None
    deadline: Deadline
    words: tuple[Words, ...] = ()


def milestones(steps: Iterable[Step], meetings: Mapping[str, Base] | None = None) -> tuple[Milestone, ...]:
    """Return the days that rules set, in the order of the record."""
    steps = tuple(steps)
    found = resolve(steps, meetings)
    return tuple(
        Milestone(id=step.id, what=step.what, reached=step.reached, deadline=found[step.id], words=step.words)
        for step in steps
        if step.kind == "milestone" and step.id in found
    )


def meeting_days(record: Record) -> dict[str, Base]:
    """Return the days of the meetings that were held, by id, and by name where all of that name have one day.

    "Within three weeks of the summit" counts from the summit, where the record knows of one day for it.
    """
    found: dict[str, Base] = {}
    named: dict[str, dict[str, Base]] = {}  # name -> day
    for reading in record.readings:
        index = Index(reading)
        for meeting in reading.meetings:
            if meeting.when.edtf and meeting.status == "held":
                base = Base(meeting.when.edtf, meeting.id, next(iter(index.all_words(meeting)), None))
                found[meeting.id] = base
                for name in (meeting.kind, *(f"{word}-{meeting.kind}" for word in ordinals(meeting.ordinal))):
                    named.setdefault(name, {}).setdefault(base.day, base)
    return {name: next(iter(days.values())) for name, days in named.items() if len(days) == 1} | found


class Calendar:
    """The days of the steps of one record, looked up by id or by name."""

    def __init__(self, steps: Iterable[Step], others: Mapping[str, Base]) -> None:
        self.steps = tuple(steps)
        self.others = others
        self.known: dict[str, Step] = {}
        for step in self.steps:
            for name in (step.id, *step.also):
                self.known.setdefault(name, step)
        for step in self.steps:
            for key in _keys(step):
                self.known.setdefault(key, step)
        self.done: dict[str, Deadline | None] = {}
        self.under_way: list[str] = []

    def deadline(self, step: Step) -> Deadline | None:
        """Return when a step is due by its rule, None where it has none."""
        if step.id not in self.done:
            self.under_way.append(step.id)
            self.done[step.id] = self._deadline(step)
            self.under_way.pop()
        return self.done[step.id]

    def _deadline(self, step: Step) -> Deadline | None:
        due = step.due
        if due is None or not (words := due.text or due.edtf):
            return None
        rule = parse(words)
        if due.edtf and edtf.valid(due.edtf):
            rule = Rule(form=Fixed(edtf=due.edtf), proviso=rule.proviso)
        if isinstance(rule.form, Fixed) and rule.form.edtf and edtf.bounds(rule.form.edtf)[1] is None:
            rule = Rule(form=Vague())  # "2018-10-07/..": from that day on
        found = self._found(rule.form, step)
        days = found.days
        if rule.proviso:
            days = [msgspec.structs.replace(one, uncertain=_both(one.uncertain, rule.proviso)) for one in days]
        return Deadline(
            rule=words,
            days=tuple({(one.day, one.since, one.of): one for one in reversed(days)}.values())[::-1],
            trigger=found.trigger,
            earlier=rule.earlier or found.earlier,
            why=found.why,
            accounts=step.days,
        )

    def _found(self, form: Form, step: Step) -> Came:
        match form:
            case Vague():
                return Came([], why="vague")
            case Fixed():
                day = _fixed(form, step.made)
                return Came([Dated(day=day)] if day else [], why=None if day else "unclear")
            case Counted():
                if form.of is None:
                    return _each([Base(step.made, step.id)] if step.made else [], form, "the day of the undertaking")
                bases, why = self._bases(form.of, step)
                return _each(bases, form, form.of if why != "circle" else self._circle(form.of), why)
            case Trigger():
                bases, why = self._bases(form.of, step)
                if form.how == "on-report" and why == "unknown":
                    why = "waits"
                return _each(bases, form, form.of if why != "circle" else self._circle(form.of), why)
            case Chosen():
                return _chosen([self._found(part, step) for part in form.parts], form.later)
            case Unclear():
                return Came([], why="unclear")

    def _bases(self, ref: str, step: Step) -> tuple[list[Base], Why | None]:
        """Return the days of what a rule counts from, or why there are none."""
        if edtf.valid(ref):
            return [Base(ref, None)], None
        other = self.step(ref)
        if other is not None:
            return self._step_days(other)
        if signing(ref) and step.made:
            return [Base(step.made, step.id)], None
        found = [self.others[name] for name in (ref, _slug(ref).removeprefix("the-")) if name in self.others][:1]
        if not found and step.due:
            found = [self.others[name] for name in step.due.after if name in self.others]
        return found, None if found else "unknown"

    def step(self, ref: str) -> Step | None:
        """Return the step that a rule names, by id or in words; None for what is no step."""
        slug = _slug(ref)
        return next((self.known[name] for name in (ref, slug, _short(slug)) if name in self.known), None)

    def _step_days(self, step: Step) -> tuple[list[Base], Why | None]:
        """Return the days that a step was done or came, else those that its own rule sets."""
        found = [Base(one.day, step.id, one.words) for one in step.days]
        if step.reached and all(one.day != step.reached for one in found):
            found.insert(0, Base(step.reached, step.id, next(iter(step.words), None)))
        if step.kind == "commitment" and not found:
            done = next((mark for mark in step.marks if mark.phase == "performed" and mark.as_of), None)
            found = [Base(done.as_of, step.id, done.words)] if done and done.as_of else []
        if found or step.kind == "commitment":
            return found, None if found else "waits"
        if step.id in self.under_way:
            return [], "circle"
        if len(self.under_way) > DEEPEST or not (deadline := self.deadline(step)):
            return [], "waits"
        why: Why | None = None if deadline.days else "circle" if deadline.why == "circle" else "waits"
        return [Base(one.day, step.id, one.words, one.uncertain) for one in deadline.days], why

    def _circle(self, ref: str) -> str:
        """Return the steps that wait for each other: "opening, seal, opening"."""
        other = self.step(ref)
        if other is None or other.id not in self.under_way:
            known = self.done.get(other.id) if other else None
            return known.trigger or ref if known else ref
        return ", ".join([*self.under_way[self.under_way.index(other.id) :], other.id])


def _each(bases: Iterable[Base], form: Counted | Trigger, trigger: str, why: Why | None = None) -> Came:
    """Return the days that a form comes to, one for each day that it counts from."""
    days = [
        Dated(day=day, since=base.day, of=base.of, words=base.words, uncertain=base.uncertain)
        for base in bases
        if (day := _moved(base.day, form))
    ]
    return Came(days, trigger, why=None if days else why or "unclear")


def _chosen(parts: list[Came], later: bool) -> Came:
    """Return the earlier or later of several; the earlier of what is known where the rest has not come."""
    open_ = [part.trigger for part in parts if not part.days and part.trigger]
    known = [part for part in parts if part.days]
    triggers = ", ".join(dict.fromkeys(part.trigger for part in parts if part.trigger)) or None
    if not known or (later and len(known) < len(parts)):
        why: Why | None = next((part.why for part in parts if not part.days), "waits")
        return Came([], triggers, why=why)
    pick = max if later else min
    days = [pick(days, key=_end) for days in islice(product(*(part.days for part in known)), MOST)]
    return Came(days, triggers, ", ".join(open_) or None)


def _end(one: Dated) -> date:
    first, last = edtf.bounds(one.day)
    return last or first or date.max


def _moved(day: str, form: Counted | Trigger) -> str | None:
    """Return the day so long after another one (EDTF); as vague as that one is."""
    first, last = edtf.bounds(day)
    if isinstance(form, Trigger):
        return (f"{first}/.." if first else None) if form.how == "after" else day
    months = bool(first and last and first.day == 1 and (last + DAY).day == 1)  # a month or a year, not a day
    one = _away(first, form) if first else None
    two = _away(last + DAY, form) if last and months else _away(last, form) if last else None
    if (first and not one) or (last and not two):
        return None
    if two and months:
        two -= DAY
    return _written(first if form.within and form.amount > 0 else one, two)


def _away(day: date, form: Counted) -> date | None:
    """Return the day so many days or months away, cut to the length of that month; None outside the calendar."""
    if form.unit == "days":
        moved = day.toordinal() + form.amount
        return date.fromordinal(moved) if 0 < moved <= date.max.toordinal() else None
    year, month = divmod(day.year * 12 + day.month - 1 + form.amount, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written(first: date | None, last: date | None) -> str | None:
    """Return the EDTF of a stretch of days: of a day, a month, a year, or from one day to another."""
    if first and last:
        if first == last:
            return str(first)
        begins, ends = first.day == 1, (last + DAY).day == 1 if last < date.max else True
        if begins and ends and (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if begins and ends and first.year == last.year and (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return f"{first or '..'}/{last or '..'}" if first or last else None


def _fixed(form: Fixed, made: str | None) -> str | None:
    """Return a date; of one without its year, the first that is not before the day of the undertaking."""
    day = form.edtf
    if day is None:
        start = edtf.bounds(made)[0] if made else None
        if start is None:
            return None
        if form.month is None:
            return f"../{start.year:04d}-12-31" if form.by else f"{start.year:04d}-12"
        years = (f"{year:04d}-{form.month:02d}" for year in (start.year, start.year + 1))
        days = (f"{year}-{form.day:02d}" if form.day else year for year in years)
        day = next((one for one in days if (edtf.bounds(one)[1] or date.min) >= start), None)
    last = edtf.bounds(day)[1] if day else None
    return f"../{last}" if form.by and last and "/" not in (day or "") else day


def _both(one: str | None, other: str) -> str:
    return f"{one}; {other}" if one and one != other else other


def _keys(step: Step) -> Iterator[str]:
    for name in (step.id, re.split(r"[:/]", step.id)[-1], step.what):
        slug = _slug(name)
        yield slug
        yield _short(slug)


def _slug(words: str) -> str:
    return SLUG.sub("-", words.casefold()).strip("-")


def _short(slug: str) -> str:
    """Return the name of a milestone without "the" and "day": "the-opening-day" is "opening"."""
    return slug.removeprefix("the-").removesuffix("-day")
