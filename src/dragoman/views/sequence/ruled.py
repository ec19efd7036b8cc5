"""Take from the rules of deadlines what waits for what: a day "90 days after the resolution" comes after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.model import ConditionKind
from dragoman.views.deadlines import Calendar
from dragoman.views.rules import Chosen, Counted, Form, Trigger, Vague, parse
from dragoman.views.steps import Ordering, Step

SOON = re.compile(r"\b(?:after|following) (.+?)(?:, \w+)?$", re.I)  # "promptly after the signing" sets no day


def by_rule(steps: Iterable[Step]) -> Iterator[Ordering]:
    """Yield the orderings that the rules of steps state; nobody in particular says so.

    A deadline ("within 60 days of signing") is no condition of a deed; of the earlier of two, neither is waited for.
    """
    calendar = Calendar(steps, {})
    for step in calendar.steps:
        if step.due is None or not step.due.text or not step.words:
            continue
        for ref, kind in _named(parse(step.due.text).form, step.due.text, step.kind == "milestone"):
            other = calendar.step(ref)
            if other is not None and other.id != step.id:
                yield Ordering(step=step.id, of=other.id, kind=kind, said=step.made, words=step.words[0])


def _named(form: Form, text: str, day: bool) -> Iterator[tuple[str, ConditionKind]]:
    match form:
        case Counted(of=str(ref), amount=amount) if day and amount >= 0:
            yield ref, "after"
        case Trigger(how="after" | "on-report"):
            yield form.of, "on-report" if form.how == "on-report" else "after"
        case Trigger() if day:
            yield form.of, "simultaneous"
        case Vague():
            if found := SOON.search(text):
                yield found[1], "after"
        case Chosen(later=True):
            for part in form.parts:
                yield from _named(part, text, day)
