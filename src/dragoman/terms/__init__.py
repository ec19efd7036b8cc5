"""Load knowledge: data files beside this one, tab separated, each with its source and version on the first line.

    # source: ...; version: 2026-11-25
    name<TAB>kind<TAB>...          the header
    Pyongyang<TAB>city<TAB>...

A cell that holds several values separates them with ` | `.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dragoman.problems import DragomanError


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `terms/NAME.tsv`, each a dict by the header's names; missing cells are empty strings."""
    lines = files("dragoman.terms").joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith("# source: "):
        raise DragomanError(f"terms/{name}.tsv: the first line must say '# source: ...; version: ...'")
    header = lines[1].split("\t")
    body = (line.split("\t") for line in lines[2:] if line.strip() and not line.startswith("#"))
    return tuple(dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True)) for cells in body)


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell: `A | B` gives `("A", "B")`."""
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())
