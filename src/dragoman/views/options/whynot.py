"""Find the option that somebody asks about: "hanoi", "2019-02-27", "hanoi on 2019-02-27"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman import edtf
from dragoman.problems import UsageError
from dragoman.views.called import contains, key_of
from dragoman.views.options.axes import Choice

ON = re.compile(r"\s+on\s+", re.I)
SHOWN = 12  # as many options are offered for one that is not there


def meant(asked: str, *sides: Sequence[Choice]) -> list[NDArray[np.bool_]]:
    """Return for each side which of its options are asked about: all where the words do not speak of it.

    Raises UsageError for a part of the words that fits no option.
    """
    found: list[NDArray[np.bool_] | None] = [None] * len(sides)
    for part in ON.split(asked.strip()):
        for at, side in enumerate(sides):
            fitting = np.array([_fits(part, choice) for choice in side])
            if found[at] is None and fitting.any():
                found[at] = fitting
                break
        else:
            known = [choice.name for side in sides for choice in side if choice.id]
            more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
            raise UsageError(
                f"--why-not '{asked}': '{part}' is no option. There are: {', '.join(known[:SHOWN])}{more}."
            )
    return [
        np.ones(len(side), dtype=np.bool_) if fits is None else fits for fits, side in zip(found, sides, strict=True)
    ]


def _fits(words: str, choice: Choice) -> bool:
    """Return whether words mean an option: a date a stretch that it shares a day with, words a name that holds them."""
    if edtf.valid(choice.id):
        return edtf.valid(words) and edtf.compatible(words, choice.id)
    key = key_of(words)
    return bool(key) and (
        words == choice.id or contains(key_of(choice.name), key) or key == choice.id.replace("-", " ")
    )
