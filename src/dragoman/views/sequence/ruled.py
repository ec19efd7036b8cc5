"""Take from the rules of deadlines what waits for what: a day "90 days after the resolution" comes after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import ConditionKind
from dragoman.views.deadlines import Calendar
from dragoman.views.rules import Chosen, Counted, Form, Trigger, parse
from dragoman.views.steps import Ordering, Step


def by_rule(steps: Iterable[Step]) -> Iterator[Ordering]:
    """Yield the orderings that the rules of steps state; nobody in particular says so.

    A deadline ("within 60 days of signing") is no condition of a deed; of the earlier of two, neither is waited for.
    """
    calendar = Calendar(steps, {})
    for step in calendar.steps:
        if step.due is None or not step.due.text or not step.words:
            continue
        for ref, kind in _named(parse(step.due.text).form, step.kind == "milestone"):
            other = calendar.step(ref)
            if other is not None and other.id != step.id:
                yield Ordering(step=step.id, of=other.id, kind=kind, said=step.made, words=step.words[0])


def _named(form: Form, day: bool) -> Iterator[tuple[str, ConditionKind]]:
    match form:
        case Counted(of=str(ref), amount=amount) if day and amount >= 0:
            yield ref, "after"
        case Trigger(how="after" | "on-report"):
            yield form.of, "on-report" if form.how == "on-report" else "after"
        case Trigger() if day:
            yield form.of, "simultaneous"
        case Chosen(later=True):
            for part in form.parts:
                yield from _named(part, day)
