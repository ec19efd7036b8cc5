"""Keep the ledger of a record: who undertook what, how far it is and how that is known, by when, what is unclear.

Level and evidence are two axes and never one number. A level of None is "no record", never "not done".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman import edtf
from dragoman.model import Evidence, Level, Phase, Record, Scope, Strength, Value
from dragoman.problems import UsageError
from dragoman.views.called import Directory
from dragoman.views.deadlines import Deadline, meeting_days, resolve
from dragoman.views.grades import RANK, Grade, best, current, graded
from dragoman.views.lines import Words
from dragoman.views.lint import Gap, gaps
from dragoman.views.open import OPEN
from dragoman.views.sides import Sides, act_of, unspecified
from dragoman.views.steps import Check, Mark, Party, Process, Step, process
from dragoman.views.stood import as_it_stood, by_hand, last_day, published

ACCESS: dict[str, Phase] = {
    "invited": "offered", "agreed": "agreed", "under-way": "in-force", "completed": "performed", "refused": "refused",
}  # fmt: skip
EXITS = ("lapsed", "withdrawn", "refused", "superseded")


class Rung(Value, frozen=True, kw_only=True):
    """How well one scope of a step is known: the highest evidence, of which day, by whom; None: there is none."""

    scope: Scope
    evidence: Evidence | None = None
    as_of: str | None = None
    by: tuple[Party, ...] = ()


class Row(Value, frozen=True, kw_only=True):
    """One undertaking. `level` with its `as_of` and `evidence`: how far, since when, how known; None: no record.

    `since` is the last day of which anything of it is on record. `late` are the days between each day that its deadline
    comes to and the day it was done (`done`), or the day of the ledger where it is open; `days` the least of them.
    `overdue`: open, and past every one of these days; `silent`: overdue, and nothing is on record since its day, so
    that the record does not say that it was not done. `scopes` are those that somebody asked for or spoke of. `alarm`:
    a physical act claimed beyond what was looked at.
    """

    id: str
    also: tuple[str, ...] = ()
    document: str
    what: str
    by: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()
    place: str | None = None
    strength: Strength | None = None
    phase: Phase | None = None
    made: str | None = None
    level: Level | None = None
    evidence: Evidence | None = None
    as_of: str | None = None
    since: str | None = None
    deadline: Deadline | None = None
    done: str | None = None
    late: tuple[int, ...] = ()
    open: bool = False
    overdue: bool = False
    silent: bool = False
    alarm: bool = False
    scopes: tuple[Rung, ...] = ()
    contrary: tuple[Grade, ...] = ()
    lint: tuple[Gap, ...] = ()
    grades: tuple[Grade, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def days(self) -> int | None:
        """Return the days that it is late at least, None where it is not."""
        return min(self.late, default=None)


def ledger(record: Record, as_of: str | None = None, known: Process | None = None) -> tuple[Row, ...]:
    """Return the undertakings of a record, each once, in the order of their days.

    `as_of`: the last day of what is taken into account (default: the newest day that the record tells of, never today).
    `known`: the process of the record as it stood then, where the caller has it. Raises UsageError for a wrong date.
    """
    stood = as_it_stood(record, as_of)
    found = known or process(stood)
    sides = Sides(stood)
    steps = [*undertakings(stood, found), *accesses(stood, found, sides)]
    deadlines = resolve(found.steps, meeting_days(stood))
    until = as_of or newest(stood, found)
    day = last_day(until) if until else None
    grades = graded(steps, sides)
    named = {id: step for step in found.steps for id in (step.id, *step.also)}
    rows = [
        _row(step, deadlines.get(step.id), grades[step.id], gaps(step, deadlines.get(step.id), sides, named), day)
        for step in steps
    ]
    return tuple(sorted(rows, key=lambda row: edtf.sort_key(row.made or row.since)))


def undertakings(record: Record, found: Process) -> Iterator[Step]:
    """Yield the commitments; a topic that was discussed ("the steps of denuclearization") is none."""
    entered = {reading.document.id for reading in record.readings if by_hand(reading)}
    for step in found.steps:
        topic = step.strength is None and step.phase != "performed" and unspecified(step.what)
        if step.kind == "commitment" and not (topic and step.document not in entered):
            yield step


def accesses(record: Record, found: Process, sides: Sides) -> Iterator[Step]:
    """Yield the undertakings to let somebody check: an invitation of inspectors is an offer of access."""
    told: dict[str, list[Words]] = {}  # by document
    for step in found.steps:
        for words in step.words:
            told.setdefault(words.document, []).append(words)
    asked = {step.id for step in found.steps if step.strength == "invitation"}
    days = {reading.document.id: reading.document.date for reading in record.readings}
    for check in found.checks:
        host = sides.hosts(check.entry)
        if not host or check.status not in ACCESS or not check.words or check.of in asked:
            continue
        if any(_same_clause(one, words) for words in check.words for one in told.get(words.document, ())):
            continue
        published = days.get(check.words[0].document)
        phase = ACCESS[check.status]
        mark = Mark(
            as_of=published.edtf if published else check.when, phase=phase, by=sides.speaker(check.words[0]),
            words=check.words[0],
        )  # fmt: skip
        yield Step(
            id=check.entry, document=check.words[0].document, what=_access(check), by=host, place=check.place,
            strength="invitation", phase=phase, made=check.when, marks=(mark,), checks=(check,), words=check.words,
        )  # fmt: skip


def _same_clause(promise: Words, check: Words) -> bool:
    """Return whether a commitment is told in the very clause of a check: "agreed to give inspectors access".

    Both are words of one document.
    """
    begins = promise.span[0] == check.span[0]
    around = promise.span[0] <= check.span[0] and check.span[1] <= promise.span[1]
    return begins or around


def _access(check: Check) -> str:
    who = ", ".join(party.name for party in check.by) or "those who check"
    where = check.place or check.of
    return f"admit {who}{f' to {where}' if where else ''}"


def newest(record: Record, found: Process) -> str | None:
    """Return the newest day (EDTF) that a record tells of: of its reports, and of what was entered by hand."""
    days = [day for reading in record.readings if not by_hand(reading) and (day := published(reading))]
    told = [mark.as_of for step in found.steps for mark in step.marks]
    told += [day for step in found.steps for day in (step.made, step.reached)]
    days += [first for day in told if day and (first := edtf.bounds(day)[0])]
    return str(max(days)) if days else None


def asked_for(record: Record, rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    """Return the rows of those whom a name stands for, and of who acts for them. Raises UsageError for nobody."""
    directory = Directory(record)
    meant = directory.find(name)
    ids = set(meant.everywhere).union(*meant.here.values())
    ids |= directory.acting_for(meant)
    rows = tuple(rows)
    if ids:
        return tuple(row for row in rows if any(party.id in ids for party in row.by))
    near = directory.nearest(name, (party.name for row in rows for party in row.by))
    hint = f" Like it: {', '.join(near)}." if near else ""
    raise UsageError(f"nobody in the record is called '{name}'.{hint}")


def _row(
    step: Step, deadline: Deadline | None, grades: tuple[Grade, ...], lint: tuple[Gap, ...], day: date | None
) -> Row:
    standing = current(grades)
    level = standing[-1].level if standing else None
    known = best(standing)
    phase = _phase(step, grades, standing)
    is_open = phase in OPEN["commitment"]
    done = _done(grades)
    ends = deadline.last_days if deadline else ()
    until = edtf.bounds(done)[0] if done else day if is_open and phase != "floated" else None
    late = tuple(sorted((until - end).days for end in ends if until and until > end))
    overdue = is_open and bool(late) and len(late) == len(ends)
    told = edtf.bounds(_since(step, grades) or "")[1]
    evidence = known.evidence if known else None
    return Row(
        id=step.id, also=step.also, document=step.document, what=step.what, by=step.by, to=step.to, place=step.place,
        strength=step.strength, phase=phase, made=step.made, level=level, evidence=evidence,
        as_of=standing[0].as_of if standing else None, since=_since(step, grades), deadline=deadline, done=done,
        late=late, open=is_open, overdue=overdue, silent=overdue and (told is None or told <= ends[0]),
        alarm=(level or 0) >= 2 and RANK[evidence] <= RANK["witnessed"] and act_of(step.what) == "physical",
        scopes=_scopes(step, grades, standing), contrary=contrary(grades, standing),
        lint=() if phase in EXITS else lint, grades=grades, words=step.words,
    )  # fmt: skip


def _phase(step: Step, grades: tuple[Grade, ...], standing: tuple[Grade, ...]) -> Phase | None:
    """Return the phase that the standing level rests on; of promises told alone, that of the newest report."""
    told = [one for one in grades if one.phase and one.basis != "purpose"]
    if not told:
        return None if grades else step.phase
    if not standing:
        return told[-1].phase
    if standing[-1].level == 0 and all(one.basis == "phase" for one in standing):
        return step.phase if step.phase in ("floated", "offered", "agreed") else standing[-1].phase
    return standing[-1].phase


def _done(grades: Iterable[Grade]) -> str | None:
    """Return the day it was first performed, as long as it did not fall since."""
    done: str | None = None
    for grade in grades:
        if grade.phase == "performed" and grade.level is not None and grade.item is None:
            done = done or grade.as_of
        elif grade.phase in EXITS:
            done = None
    return done


def _since(step: Step, grades: Iterable[Grade]) -> str | None:
    return max((grade.as_of for grade in grades if grade.as_of), key=edtf.sort_key, default=step.made)


def _scopes(step: Step, grades: tuple[Grade, ...], standing: tuple[Grade, ...]) -> tuple[Rung, ...]:
    """Return how each scope of the standing level is known; of what fell altogether there is nothing to know."""
    if standing and standing[-1].level == 0 and any(grade.level for grade in grades):
        return ()
    asked = [scope for check in step.checks for scope in check.scope]
    asked += [scope for grade in standing for scope in grade.scope]
    found = []
    for scope in dict.fromkeys(asked):
        top = best(standing, scope) if standing and standing[-1].level else None
        found.append(Rung(scope=scope, evidence=top.evidence, as_of=top.as_of, by=top.by) if top else Rung(scope=scope))
    return tuple(found)


def contrary(grades: Iterable[Grade], standing: tuple[Grade, ...]) -> tuple[Grade, ...]:
    """Return what others say of the level at the same time or since: who contests it."""
    if not standing:
        return ()
    voices = {party.id for grade in standing for party in grade.by}
    since = edtf.sort_key(standing[0].as_of)
    level = standing[-1].level or 0
    return tuple(
        grade
        for grade in grades
        if grade.level is not None
        and grade.item is None
        and grade.level != level
        and edtf.sort_key(grade.as_of) >= since
        and not voices.intersection(party.id for party in grade.by)
        and (grade.level > level or grade.basis == "by hand" or grade.phase in (*EXITS, "breached"))
    )
