"""Make the sequence of a record: blocked steps and by what, roots, disputes over the order, what was not returned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman import edtf
from dragoman.model import Record, Value
from dragoman.problems import UsageError
from dragoman.views.called import Directory
from dragoman.views.ledger import accesses, newest, undertakings
from dragoman.views.sequence.graph import circles, layers
from dragoman.views.sequence.ruled import by_rule
from dragoman.views.sequence.state import days_between, ended_on, given_on, latest, state, was_done
from dragoman.views.sides import Sides
from dragoman.views.steps import Ordering, Process, Step, process
from dragoman.views.stood import as_it_stood, last_day

EVERYBODY = "all"  # whatever anybody says of the order
TEXT = "text"  # only what an agreed text says: orderings that nobody in particular claims


class Blocked(Value, frozen=True, kw_only=True):
    """A step that waits: for what, who says so, and the steps or words at the beginning of all that waiting."""

    step: Step
    waits: tuple[Ordering, ...]
    roots: tuple[str, ...]


class Dispute(Value, frozen=True, kw_only=True):
    """Steps each of which is to come before the other, and who says which: the words stand side by side."""

    steps: tuple[Step, ...]
    orderings: tuple[Ordering, ...]


class Unreturned(Value, frozen=True, kw_only=True):
    """A step given and its counterpart not: since which day (EDTF), for how many days, and how far the other is."""

    given: Step
    owed: Step
    since: str | None
    days: int | None = None
    how: str


class Sequence(Value, frozen=True, kw_only=True):
    """The steps of a record in the order in which they wait for each other, as of a day, as somebody has it."""

    as_of: str | None
    says: str
    steps: tuple[Step, ...]
    layers: tuple[tuple[str, ...], ...] = ()
    orderings: tuple[Ordering, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    roots: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    unreturned: tuple[Unreturned, ...] = ()


class Turned(Value, frozen=True, kw_only=True):
    """What would be otherwise: ids of steps no longer blocked, blocked now, and of those whose order is settled."""

    freed: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


def turned(before: Sequence, after: Sequence) -> Turned:
    """Return what is otherwise in one sequence than in another."""
    was, now = ({one.step.id for one in found.blocked} for found in (before, after))
    open_, left = ({step.id for one in found.disputes for step in one.steps} for found in (before, after))
    return Turned(freed=tuple(sorted(was - now)), blocked=tuple(sorted(now - was)), settled=tuple(sorted(open_ - left)))


def sequence(record: Record, as_of: str | None = None, says: str = EVERYBODY, known: Process | None = None) -> Sequence:
    """Return what waits on what as of a day, as one party (or `text`, or `all`) has it.

    Without `as_of`: as of the last day that the record knows of. `known`: the process of the record as it stood then,
    where the caller has it.

    Raises UsageError when `as_of` is no date or the record knows nobody of that name.
    """
    stood = as_it_stood(record, as_of)
    whole = known or process(stood)
    found = tuple(_steps(stood, whole))
    until = as_of or newest(stood, whole)
    day = last_day(until) if until else None
    heard = (*by_rule(found), *_heard(stood, found, says))
    named = {step.id: step for step in found}
    rings = circles(found, heard)
    waiting = {step.id: _waits(step, heard, named) for step in found}
    blocked = tuple(
        Blocked(step=step, waits=waits, roots=_roots(step.id, waiting, rings))
        for step in found
        if (waits := waiting[step.id])
    )
    return Sequence(
        as_of=until,
        says=says,
        steps=found,
        layers=layers(found, heard),
        orderings=heard,
        blocked=blocked,
        roots=tuple(dict.fromkeys(root for one in blocked for root in one.roots)),
        disputes=tuple(_dispute(ring, heard, named) for ring in rings),
        unreturned=tuple(_unreturned(found, named, day)),
    )


def _steps(record: Record, found: Process) -> Iterator[Step]:
    """Yield the days set by rules, undertakings, access offered; what is only told as what a check is for is none."""
    sides = Sides(record)
    kept = {step.id for step in undertakings(record, found)}
    for step in found.steps:
        purpose = bool(step.marks) and all(sides.purpose(mark.words) for mark in step.marks)
        if step.kind == "milestone" or (step.id in kept and not purpose):
            yield step
    yield from accesses(record, found, sides)


def _heard(record: Record, found: Iterable[Step], says: str) -> Iterator[Ordering]:
    """Yield the orderings to take into account; what one party says stands beside what the agreed text says."""
    meant = None
    if says not in (EVERYBODY, TEXT):
        directory = Directory(record)
        meant = directory.find(says)
        ids = meant.everywhere | {id for ids in meant.here.values() for id in ids}
        parties = ids | directory.acting_for(meant)
        if not parties:
            near = directory.nearest(says, directory.names)
            hint = f" Near it: {', '.join(near)}." if near else ""
            raise UsageError(
                f"nobody called '{says}' in the record; --says takes a name, '{TEXT}' or '{EVERYBODY}'.{hint}"
            )
    for step in found:
        for one in step.orderings:
            if not one.by or says == EVERYBODY or (meant and any(party.id in parties for party in one.by)):
                yield one


def _waits(step: Step, heard: Iterable[Ordering], known: dict[str, Step]) -> tuple[Ordering, ...]:
    """Return what a pending step waits for; what is done, given up or undone waits for nothing."""
    if was_done(step) or state(step) in ("done", "ended"):
        return ()
    return tuple(one for one in heard if one.step == step.id and one.kind != "simultaneous" and not _met(one, known))


def _met(one: Ordering, known: dict[str, Step]) -> bool:
    """Return whether a condition is fulfilled; of words that are no step the record knows nothing."""
    before = known.get(one.of)
    if before is None:
        return False
    return state(before) == "done" if one.kind == "while" else was_done(before)


def _roots(step: str, waiting: dict[str, tuple[Ordering, ...]], rings: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return what all the waiting begins with: steps that wait for nothing, words, and a circle as one root."""
    roots: list[str] = []
    seen: set[str] = set()
    ahead = [step]
    while ahead:
        at = ahead.pop()
        if at in seen:
            continue
        seen.add(at)
        ring = next((ring for ring in rings if at in ring), None)
        if ring is not None:
            roots.append(ring[0])
            ahead += [one.of for id in ring for one in waiting.get(id, ()) if one.of not in ring]
        elif waiting.get(at):
            ahead += [one.of for one in waiting[at]]
        elif at != step:
            roots.append(at)
    return tuple(sorted(set(roots)))


def _dispute(ring: tuple[str, ...], heard: Iterable[Ordering], known: dict[str, Step]) -> Dispute:
    inside = tuple(one for one in heard if one.step in ring and one.of in ring and one.kind != "simultaneous")
    return Dispute(steps=tuple(known[id] for id in ring), orderings=inside)


def _unreturned(found: Iterable[Step], known: dict[str, Step], day: date | None) -> Iterator[Unreturned]:
    """Yield each pair of which one side is given and the other not, or not any more."""
    seen: set[frozenset[str]] = set()
    for step in found:
        for ref in step.pairs_with:
            other = known.get(ref)
            if other is None or frozenset((step.id, ref)) in seen:
                continue
            seen.add(frozenset((step.id, ref)))
            sides = [(one, back) for one, back in ((step, other), (other, step)) if _given(one) and not _given(back)]
            for given, owed in sides:
                since = max(given_on(given), ended_on(owed), key=edtf_key)
                yield Unreturned(given=given, owed=owed, since=since, days=days_between(since, day), how=_how(owed))


def _given(step: Step) -> bool:
    return given_on(step) is not None


def edtf_key(day: str | None) -> tuple[bool, date]:
    """Return a key that puts what is not known first."""
    return (True, edtf.sort_key(day)[0]) if day else (False, date.min)


def _how(step: Step) -> str:
    """Return in a word how far the side that is owed is: what has no mark has no record, which is not "not done"."""
    last = latest(step)
    if last is None:
        return "no record"
    return last.phase if last.level is None else f"{last.phase}, level {last.level}"
