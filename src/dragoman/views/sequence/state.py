"""Say how far a step is: done, given in part, ended, or pending."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from dragoman import edtf
from dragoman.views.steps import Mark, Step

State: TypeAlias = Literal["done", "in part", "ended", "pending"]

SIGNS: dict[State, str] = {"done": "●", "in part": "◐", "ended": "×", "pending": "○"}  # on the terminal and in pictures
ENDED = ("lapsed", "withdrawn", "superseded", "refused", "breached")
SUBSTANCE = 2  # from this level on the act is done in substance: what was promised in return is owed


def state(step: Step) -> State:
    """Return how far a step is by its last mark; a milestone is done when its day came.

    What was performed and has fallen below the substance since (level 0 or 1) is ended, not pending.
    """
    if step.kind == "milestone":
        return "done" if step.reached else "pending"
    last = latest(step)
    if last is None:
        return "pending"
    if last.phase in ENDED:
        return "ended"
    if last.phase == "performed":
        return "done" if last.level is None or last.level >= SUBSTANCE else "ended"
    return "in part" if (last.level or 0) >= 1 or last.phase == "in-force" else "pending"


def latest(step: Step) -> Mark | None:
    """Return the last mark of the whole step: one about a part ("tunnel 1") says nothing of the rest."""
    whole = [mark for mark in step.marks if mark.item is None]
    return whole[-1] if whole else None


def was_done(step: Step) -> bool:
    """Return whether a step was done once: what waited for that has waited long enough."""
    return bool(step.reached) if step.kind == "milestone" else any(map(_done, step.marks))


def given_on(step: Step) -> str | None:
    """Return the day (EDTF) from which a step is done in substance, None where it is not, or is not so any more."""
    last = latest(step)
    if step.kind == "milestone" or last is None or not _given(last):
        return None
    since = last.as_of
    for mark in reversed([mark for mark in step.marks if mark.item is None]):
        if not _given(mark):
            break
        since = mark.as_of
    return since


def ended_on(step: Step) -> str | None:
    """Return the day (EDTF) on which a step ended undone, None for one that has not ended."""
    last = latest(step)
    return last.as_of if last is not None and state(step) == "ended" else None


def days_between(since: str | None, until: date | None) -> int | None:
    """Return the whole days from the last day that a date allows; None where a date is not known."""
    last = edtf.bounds(since)[1] if since else None
    return (until - last).days if last and until else None


def _done(mark: Mark) -> bool:
    return mark.item is None and mark.phase == "performed" and (mark.level is None or mark.level >= SUBSTANCE)


def _given(mark: Mark) -> bool:
    if mark.phase in ENDED:
        return False
    return mark.level >= SUBSTANCE if mark.level is not None else mark.phase == "performed"
