"""Say what keeps an undertaking from being checked, as questions for those who negotiate it.

A trigger is as good as a date where somebody is named who checks. Acts that are documents or talks need no verifier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from dragoman.model import Value
from dragoman.views.deadlines import Deadline
from dragoman.views.grades import bodies
from dragoman.views.sides import Sides, act_of, effort, gives_access, undefined
from dragoman.views.steps import Step

Missing = Literal["actor", "act", "date", "condition", "verifier", "scope"]
SCOPES = "that it was done, that nothing was left out, that it cannot be undone"


class Gap(Value, frozen=True, kw_only=True):
    """What an undertaking lacks to be checkable, and the question that would close it."""

    missing: Missing
    question: str


def gaps(step: Step, deadline: Deadline | None, sides: Sides, steps: Mapping[str, Step]) -> tuple[Gap, ...]:
    """Return what keeps a step from being checkable; `steps` are all steps by each of their ids."""
    return (*_who_and_what(step), *_when(step, deadline), *_after_what(step, steps), *_by_whom(step, sides))


def _who_and_what(step: Step) -> Iterator[Gap]:
    if not step.by:
        yield Gap(missing="actor", question="Who is to do it?")
    if words := undefined(step.what):
        yield Gap(missing="act", question=f"What exactly is meant by “{words}”?")
    elif step.strength == "effort" or effort(step.what):
        yield Gap(missing="act", question="What would count as having done it, and not only tried?")


def _when(step: Step, deadline: Deadline | None) -> Iterator[Gap]:
    if step.phase == "performed":
        return
    if deadline is None:
        if not step.orderings:
            yield Gap(missing="date", question="By when, or after what, is it to be done?")
    elif deadline.why == "vague" and not step.orderings:
        yield Gap(missing="date", question=f"“{deadline.rule}” sets no day: by when at the latest, or after what?")
    elif deadline.why == "unclear":
        yield Gap(missing="date", question=f"Which day does “{deadline.rule}” come to?")
    elif deadline.why == "unknown":
        yield _unknown(deadline.trigger or deadline.rule)
    elif deadline.why == "circle":
        yield Gap(missing="date", question=f"{deadline.trigger}: each waits for the next. Which comes first?")


def _after_what(step: Step, steps: Mapping[str, Step]) -> Iterator[Gap]:
    if (step.strength == "invitation" or gives_access(step.what)) and not step.orderings:
        question = "On what terms is access given: to which places and items, for how long, with which means?"
        yield Gap(missing="condition", question=question)
    for of in dict.fromkeys(ordering.of for ordering in step.orderings):
        other = steps.get(of)
        if other is None:
            yield _unknown(of)
        elif words := undefined(other.what):
            yield Gap(missing="condition", question=f"It waits for “{words}”: what exactly is meant?")


def _unknown(words: str) -> Gap:
    if found := undefined(words):
        return Gap(missing="condition", question=f"It waits for “{found}”: what exactly is meant?")
    return Gap(missing="condition", question=f"It waits for “{words}”: who says that this has come, and how?")


def _by_whom(step: Step, sides: Sides) -> Iterator[Gap]:
    act, checkers = act_of(step.what), bodies(step, sides)
    if act in ("paper", "talk") and not step.checks:
        return
    if not checkers:
        yield Gap(missing="verifier", question="Who checks that it was done?")
    elif not any(sides.named(body) for body in checkers):
        names = ", ".join(body.name for body in checkers)
        yield Gap(missing="verifier", question=f"Which “{names}”: sent by whom?")
    if (checkers or act == "physical") and not any(check.scope for check in step.checks):
        yield Gap(missing="scope", question=f"What is a check to establish: {SCOPES}?")
