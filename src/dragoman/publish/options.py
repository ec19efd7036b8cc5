"""Write the options matrix as CSV: a row for each option and each position that blocks it, one for each open option."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dragoman.publish.cells import text
from dragoman.views.options import Options, Position

COLUMNS = (
    *("open", "front", "blocked_by", "holder", "stance", "value", "day", "standing"),
    *("words", "voice", "document", "start", "end"),
)


def table(found: Options) -> Iterator[str]:
    """Yield the header, then the options row by row; `front` is the place in Pareto order, from 0, of an open one."""
    held = {one.id: one for one in found.positions}
    names = {choice.id: choice.name for choice in (*found.rows, *found.columns)}
    slots = found.slots if len(found.slots) > 1 else (*found.slots, "")
    yield _row((*slots[:2], *COLUMNS))
    for cell in found.cells:
        option = (names[cell.row] or "any", names[cell.column] or "any")
        if cell.front is not None:
            yield _row((*option, "yes", str(cell.front)))
        for id in cell.blocked_by:
            yield _row((*option, "no", "", *_position(held[id])))


def _position(one: Position) -> Iterable[str]:
    yield from (one.id, one.name, one.stance, one.shown, one.day or "", one.standing)
    for words in one.words[:1]:
        yield from (words.quote, words.voice, words.document, str(words.span[0]), str(words.span[1]))


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([text(cell) or "" for cell in cells])
    return out.getvalue()
