"""Make the cells and lines of tab-separated formats: whatever a text holds, a line stays one line of so many cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from dragoman.publish.csv import safe

Cell: TypeAlias = str | int | float | None

# Tabs, line ends of every kind and other controls; the halves of characters are no text that UTF-8 can hold.
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
HALVES = re.compile("[\ud800-\udfff]")


def text(value: str | None) -> str | None:
    """Return words as a cell: on one line, without tabs, safe from formulas, a straight double quote as a single one.

    A quote at the start of a cell would make readers that know quoted cells (pandas, R) take the next rows for its end.
    """
    if value is None:
        return None
    plain = HALVES.sub("�", BREAKS.sub(" ", value)).replace('"', "'").strip()
    return safe(plain) or None


def joined(values: Iterable[str | None], between: str = "; ") -> str | None:
    """Return a list as one cell, without what is empty or said twice; a separator within a value becomes a comma."""
    known = (text(value) for value in values)
    return between.join(dict.fromkeys(value.replace(between.strip(), ",") for value in known if value)) or None


def line(cells: Sequence[Cell], empty: str = "") -> str:
    """Return the cells as a line; None is written as `empty`."""
    return "\t".join(empty if cell is None or cell == "" else str(cell) for cell in cells) + "\n"
