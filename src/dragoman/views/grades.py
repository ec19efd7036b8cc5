"""Grade how far a step is and how that is known, mark by mark: two axes, never one.

What was entered by hand stands. What was read is graded by stated rules (docs/ledger.md): the phase gives the level,
who says it gives the evidence; a check that a body completed gives both. A whole that was verified covers its parts on
that day. Nothing that is only the purpose of a check is graded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from dragoman import edtf
from dragoman.model import Evidence, Level, Phase, Scope, Value
from dragoman.views.lines import Words
from dragoman.views.sides import Sides
from dragoman.views.steps import Check, Mark, Party, Step

Basis = Literal["by hand", "phase", "check", "whole", "purpose"]
ORDER: tuple[Evidence, ...] = get_args(Evidence)
RANK: dict[Evidence | None, int] = {None: 0, **{rung: place for place, rung in enumerate(ORDER, 1)}}
RANK["witnessed"] = RANK["public-record"]  # one rung
RANK |= {rung: RANK[rung] - 1 for rung in ORDER[ORDER.index("witnessed") + 1 :]}
LEVELS: dict[Phase, Level] = {
    "floated": 0, "offered": 0, "agreed": 0, "in-force": 1, "performed": 2,
    "lapsed": 0, "withdrawn": 0, "refused": 0, "breached": 0,
}  # fmt: skip
FALLS = ("lapsed", "withdrawn", "refused", "breached")
ARRANGED = ("raised", "invited", "agreed", "under-way")  # a check that has found nothing yet


class Grade(Value, frozen=True, kw_only=True):
    """How far a step was on a day (level), how that is known (evidence), by whom, for which part.

    `basis`: entered "by hand", from the "phase" told, from a "check", from the verified "whole" that it is part of;
    "purpose" when the words only say what a check is for, which grades nothing. `of` is the check or the whole.
    """

    as_of: str | None
    phase: Phase | None = None
    level: Level | None = None
    evidence: Evidence | None = None
    by: tuple[Party, ...] = ()
    item: str | None = None
    scope: tuple[Scope, ...] = ()
    basis: Basis
    of: str | None = None
    words: Words


def graded(steps: Iterable[Step], sides: Sides) -> dict[str, tuple[Grade, ...]]:
    """Return the grades of each step by its id, in the order of their days."""
    steps = tuple(steps)
    own = {step.id: [*_told(step, sides), *_checked(step, sides)] for step in steps}
    wholes = {name: step for step in steps for name in (step.id, *step.also)}
    return {
        step.id: tuple(sorted([*own[step.id], *_covered(step, own, wholes)], key=lambda one: edtf.sort_key(one.as_of)))
        for step in steps
    }


def bodies(step: Step, sides: Sides) -> tuple[Party, ...]:
    """Return who is to check a step: those named in its checks, the press left out."""
    found = [party for check in step.checks if not sides.press(check.by) for party in check.by]
    return tuple(dict.fromkeys(found))


def _told(step: Step, sides: Sides) -> Iterator[Grade]:
    named = any(sides.named(body) for body in bodies(step, sides))
    for mark in step.marks:
        by_hand = mark.level is not None or mark.evidence is not None or bool(mark.scope or mark.item)
        if by_hand:
            yield _grade(mark, mark.level, mark.evidence, mark.by, "by hand")
        elif sides.purpose(mark.words) or any(
            _within(mark.words, words) for check in step.checks if _open(check) for words in check.words
        ):
            yield _grade(mark, None, None, mark.by, "purpose")
        else:
            level = LEVELS.get(mark.phase)
            if mark.phase == "performed" and not named:
                level = 3
            by = mark.by or sides.speaker(mark.words)
            yield _grade(mark, level, "asserted" if sides.same(by, step.by) else "reported", by, "phase")


def _checked(step: Step, sides: Sides) -> Iterator[Grade]:
    """Yield what completed checks found to be so, and what reporters watched; what found nothing grades nothing."""
    arranged = [party for check in step.checks if _open(check) for party in check.by if sides.named(party)]
    for check in step.checks:
        press = sides.press(check.by)
        so = ("confirmed", None) if press else ("confirmed",)
        if check.status != "completed" or not check.words or check.finding not in so:
            continue
        level: Level
        evidence: Evidence
        if press:
            level, evidence = 2, "witnessed"
        elif any(sides.named(party) for party in check.by) and (not arranged or sides.same(check.by, arranged)):
            level, evidence = 3, "verified"
        else:
            level, evidence = 2, "inspected"
        yield Grade(
            as_of=check.when, phase="performed", level=level, evidence=evidence, by=check.by, scope=check.scope,
            basis="check", of=check.entry, words=check.words[0],
        )  # fmt: skip


def _covered(step: Step, own: Mapping[str, list[Grade]], wholes: Mapping[str, Step]) -> Iterator[Grade]:
    """Yield the days on which the whole of a step was verified: facts of those days, whatever came after."""
    seen = {step.id}
    whole = wholes.get(step.part_of or "")
    while whole is not None and whole.id not in seen:
        seen.add(whole.id)
        for grade in own[whole.id]:
            if grade.level == 3 and grade.evidence == "verified" and grade.item is None:
                yield Grade(
                    as_of=grade.as_of, phase=grade.phase, level=3, evidence="verified", by=grade.by, scope=grade.scope,
                    basis="whole", of=whole.id, words=grade.words,
                )  # fmt: skip
        whole = wholes.get(whole.part_of or "")


def current(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    """Return the grades that stand: the last ones of one level. A later report of the promise lowers nothing.

    A level falls by hand, or where it was withdrawn, refused, let lapse or broken; that somebody calls it broken does
    not undo what is known better than that. Parts (`item`) are not the whole.
    """
    standing: list[Grade] = []
    for grade in grades:
        if grade.level is None or grade.item is not None:
            continue
        level = standing[-1].level if standing else None
        if level is None or grade.level > level or (grade.level < level and lowers(grade, standing)):
            standing = [grade]
        elif grade.level == level:
            standing.append(grade)
    return tuple(standing)


def lowers(grade: Grade, standing: Iterable[Grade]) -> bool:
    """Return whether a grade says that a step fell, rather than tell once more of its promise."""
    if grade.basis != "by hand" and grade.phase == "breached":
        return all(RANK[grade.evidence] >= RANK[one.evidence] for one in standing)
    return grade.basis == "by hand" or grade.phase in FALLS


def best(grades: Iterable[Grade], scope: Scope | None = None) -> Grade | None:
    """Return the grade of the highest evidence, of equals the latest; for one scope, of those that speak of it.

    That an act was done, as no scope is named, is evidence of correctness alone.
    """
    asked = [one for one in grades if scope is None or scope in one.scope or (scope == "correctness" and not one.scope)]
    return max(reversed(asked), key=lambda one: RANK[one.evidence], default=None)


def _grade(mark: Mark, level: Level | None, evidence: Evidence | None, by: tuple[Party, ...], basis: Basis) -> Grade:
    return Grade(
        as_of=mark.as_of, phase=mark.phase, level=level, evidence=evidence, by=by, item=mark.item, scope=mark.scope,
        basis=basis, words=mark.words,
    )  # fmt: skip


def _open(check: Check) -> bool:
    return check.status in ARRANGED


def _within(inner: Words, outer: Words) -> bool:
    """Return whether words stand within others: the purpose of a visit is told in the words that offer it."""
    slack = 2  # a closing quotation mark
    return (
        inner.document == outer.document
        and outer.span[0] <= inner.span[0]
        and inner.span[1] <= outer.span[1] + slack
        and inner.span != outer.span
    )
