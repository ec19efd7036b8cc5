"""Cut a part out of a sequence: the steps around one, as many as can be looked at together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import msgspec

from dragoman.problems import UsageError
from dragoman.views.sequence.graph import layers
from dragoman.views.sequence.view import Sequence
from dragoman.views.steps import Ordering, Step

TOGETHER = 24  # steps, and words that steps wait for: more are no picture


def near(orderings: Iterable[Ordering], step: str, most: int = TOGETHER) -> tuple[str, ...]:
    """Return a step and what it waits for or what waits for it, the nearest first, at most so many."""
    beside: dict[str, list[str]] = {}
    for one in orderings:
        beside.setdefault(one.step, []).append(one.of)
        beside.setdefault(one.of, []).append(one.step)
    found = {step: None}
    ahead = deque(found)
    while ahead and len(found) < most:
        for other in beside.get(ahead.popleft(), ()):
            if other not in found and len(found) < most:
                found[other] = None
                ahead.append(other)
    return tuple(found)


def surroundings(found: Sequence, step: str, most: int = TOGETHER) -> Sequence:
    """Return the part of a sequence around a step (its id). Raises UsageError where it has no such step."""
    whole = next((one.id for one in found.steps if step in (one.id, *one.also)), None)
    if whole is None:
        raise UsageError(f"no step '{step}' in the sequence. `dragoman sequence` lists the steps.")
    kept = frozenset(near(found.orderings, whole, most))
    return within(found, tuple(one for one in found.steps if one.id in kept), kept)


def within(found: Sequence, steps: tuple[Step, ...], kept: frozenset[str]) -> Sequence:
    """Return a sequence of some of its steps, and of what is ordered among what is `kept` (ids and words)."""
    orderings = tuple(one for one in found.orderings if one.step in kept and one.of in kept)
    return msgspec.structs.replace(
        found,
        steps=steps,
        layers=layers(steps, orderings),
        orderings=orderings,
        blocked=tuple(one for one in found.blocked if one.step.id in kept),
        disputes=tuple(one for one in found.disputes if any(step.id in kept for step in one.steps)),
        unreturned=tuple(one for one in found.unreturned if one.given.id in kept or one.owed.id in kept),
    )
