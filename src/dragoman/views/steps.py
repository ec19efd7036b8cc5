"""Gather what a process consists of: commitments and the days that rules set, with conditions, checks and history.

A step is one act: a commitment told by several reports, or entered by hand, is one step with all their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from dragoman import edtf
from dragoman.model import (
    Commitment,
    Condition,
    ConditionKind,
    Decision,
    Entry,
    Evidence,
    Level,
    Phase,
    Record,
    Scope,
    Source,
    Status,
    Strength,
    Value,
    Verification,
    VerificationFinding,
    VerificationStatus,
    When,
)
from dragoman.views.acts import Act, acts
from dragoman.views.lines import Index, Words, rejected
from dragoman.views.stood import by_hand, is_milestone

UNDONE = ("floated", "offered", "agreed", "in-force")


class Party(Value, frozen=True, kw_only=True):
    """Somebody, by id and by name."""

    id: str
    name: str


class Ordering(Value, frozen=True, kw_only=True):
    """A step waits for another one, or for what words say, according to somebody. `said` is the day (EDTF) of it."""

    step: str
    of: str
    kind: ConditionKind
    by: tuple[Party, ...] = ()
    said: str | None = None
    words: Words


class Mark(Value, frozen=True, kw_only=True):
    """How far a step was on a day, as one source has it. Level and evidence: None where the source does not grade."""

    as_of: str | None
    phase: Phase
    level: Level | None = None
    evidence: Evidence | None = None
    by: tuple[Party, ...] = ()
    item: str | None = None
    scope: tuple[Scope, ...] = ()
    words: Words


class Check(Value, frozen=True, kw_only=True):
    """A verification of a step, or of a place: by whom, of what, how far it is, what it found."""

    entry: str
    of: str | None
    by: tuple[Party, ...] = ()
    place: str | None = None
    status: VerificationStatus
    finding: VerificationFinding | None = None
    scope: tuple[Scope, ...] = ()
    when: str | None = None
    words: tuple[Words, ...] = ()


class Day(Value, frozen=True, kw_only=True):
    """The day of a step as one source has it (EDTF)."""

    day: str
    words: Words


class Step(Value, frozen=True, kw_only=True):
    """What somebody undertook to do, or a day that a rule sets (`milestone`). `also` are its other entries.

    `made` is the day of the undertaking, `due` when it is to be done by; `reached` the day that a milestone came.
    `marks` and `orderings` are in the order of their days.
    """

    id: str
    also: tuple[str, ...] = ()
    document: str
    kind: Literal["commitment", "milestone"] = "commitment"
    what: str
    by: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()
    place: str | None = None
    strength: Strength | None = None
    phase: Phase | None = None
    made: str | None = None
    due: When | None = None
    reached: str | None = None
    days: tuple[Day, ...] = ()
    pairs_with: tuple[str, ...] = ()
    part_of: str | None = None
    orderings: tuple[Ordering, ...] = ()
    marks: tuple[Mark, ...] = ()
    checks: tuple[Check, ...] = ()
    words: tuple[Words, ...] = ()


class Process(NamedTuple):
    """The steps of a record and all its checks, those of no step too, each in the order of the documents."""

    steps: tuple[Step, ...]
    checks: tuple[Check, ...]


def process(record: Record) -> Process:
    """Return the steps and checks of a record; what a person rejected is none."""
    return gathered(acts(record))


def gathered(told: Iterable[Act]) -> Process:
    """Return the steps and checks among the acts of a record, for whom has these."""
    kept = [act for act in told if not rejected(act[0][1])]
    heads = {entry.id: act[0][1].id for act in kept for _, entry in act}
    checks = tuple(_check(act, heads) for act in kept if isinstance(act[0][1], Verification))
    checks_of: dict[str | None, list[Check]] = {}
    for check in checks:
        checks_of.setdefault(check.of, []).append(check)
    found: list[Step] = []
    for act in kept:
        match act[0][1]:
            case Commitment():
                found.append(_commitment(act, heads, checks_of))
            case Decision() as decision if is_milestone(act[0][0].reading, decision):
                found.append(_milestone(act))
    return Process(tuple(found), checks)


def _commitment(act: Act, heads: dict[str, str], checks_of: Mapping[str | None, Iterable[Check]]) -> Step:
    index, commitment = act[0]
    assert isinstance(commitment, Commitment)
    told = [(where, entry) for where, entry in act if isinstance(entry, Commitment)]
    mine = dict.fromkeys(entry.id for _, entry in told)
    return Step(
        id=commitment.id,
        also=tuple(entry.id for _, entry in act[1:]),
        document=index.reading.document.id,
        what=commitment.action,
        by=_first(told, "by"),
        to=_first(told, "to"),
        place=index.name(commitment.place) if commitment.place else None,
        strength=commitment.strength,
        phase=commitment.phase,
        made=commitment.when.edtf,
        due=next((entry.due for _, entry in told if entry.due), None),
        pairs_with=_heads((ref for _, entry in told for ref in entry.pairs_with), heads),
        part_of=commitment.part_of,
        orderings=tuple(sorted(_orderings(told, heads, commitment.id), key=lambda one: edtf.sort_key(one.said))),
        marks=tuple(sorted(_marks(told), key=lambda mark: edtf.sort_key(mark.as_of))),
        checks=tuple(check for id in mine for check in checks_of.get(id, ())),
        words=tuple(words for where, entry in told for words in where.all_words(entry)),
    )


def _milestone(act: Act) -> Step:
    index, decision = act[0]
    assert isinstance(decision, Decision)
    days = (
        Day(day=source.says["when"], words=where.words(source))
        for where, entry in act
        for source in entry.sources
        if source.says.get("when")
    )
    return Step(
        id=decision.id,
        also=tuple(entry.id for _, entry in act[1:]),
        document=index.reading.document.id,
        kind="milestone",
        what=index.name(decision.about) if decision.about else decision.question,
        by=_parties(index, decision.decided_by),
        due=When(text=decision.constraint),
        reached=decision.when.edtf,
        days=tuple(days),
        words=tuple(words for where, entry in act for words in where.all_words(entry)),
    )


def _check(act: Act, heads: dict[str, str]) -> Check:
    index, check = act[0]
    assert isinstance(check, Verification)
    return Check(
        entry=check.id,
        of=heads.get(check.of, index.name(check.of)) if check.of else None,
        by=_first(act, "by"),
        place=index.name(check.place) if check.place else None,
        status=check.status,
        finding=check.finding,
        scope=check.scope,
        when=check.when.edtf,
        words=tuple(words for where, entry in act for words in where.all_words(entry)),
    )


def _orderings(told: Iterable[tuple[Index, Commitment]], heads: dict[str, str], step: str) -> Iterator[Ordering]:
    for index, commitment in told:
        for condition in commitment.conditions:
            source = condition.source or next(iter(commitment.sources), None)
            if source is None:
                continue
            yield Ordering(
                step=step,
                of=heads.get(condition.of, index.name(condition.of)),
                kind=condition.kind,
                by=_saying(index, condition, source),
                said=source.says.get("when") or _told(index),
                words=index.words(source),
            )


def _saying(index: Index, condition: Condition, source: Source) -> tuple[Party, ...]:
    """Return who says that it has to wait: whom the condition names, else the innermost speaker; nobody for a text."""
    return _parties(index, (condition.by,)) if condition.by else _voice(index, source)


def _marks(told: Iterable[tuple[Index, Commitment]]) -> Iterator[Mark]:
    """Yield how far a step was: what was entered by hand of it, else the phase that each report tells."""
    for index, commitment in told:
        for status in commitment.history:
            yield _mark(index, status)
        untold = by_hand(index.reading) and commitment.phase in UNDONE  # a text that was agreed tells nothing of deeds
        if not commitment.history and commitment.sources and not untold:
            yield Mark(
                as_of=_told(index) or commitment.when.edtf,
                phase=commitment.phase,
                by=_voice(index, commitment.sources[0]),
                words=index.words(commitment.sources[0]),
            )


def _mark(index: Index, status: Status) -> Mark:
    return Mark(
        as_of=status.as_of,
        phase=status.phase,
        level=status.level,
        evidence=status.evidence,
        by=_parties(index, (status.by,) if status.by else ()),
        item=status.item,
        scope=status.scope,
        words=index.words(status.source),
    )


def _voice(index: Index, source: Source) -> tuple[Party, ...]:
    statement: Any = index.entries.get(source.statement or "")
    return _parties(index, (statement.speaker,)) if statement is not None and statement.speaker else ()


def _told(index: Index) -> str | None:
    date = index.reading.document.date
    return date.edtf if date else None


def _heads(refs: Iterable[str], heads: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heads.get(ref, ref) for ref in refs))


def _first(told: Iterable[tuple[Index, Entry]], field: str) -> tuple[Party, ...]:
    """Return the parties in a field, of the first entry that has any."""
    for index, entry in told:
        value: Any = getattr(entry, field, None)
        if value:
            return _parties(index, (value,) if isinstance(value, str) else value)
    return ()


def _parties(index: Index, refs: Iterable[str]) -> tuple[Party, ...]:
    return tuple(Party(id=ref, name=index.name(ref)) for ref in refs)
