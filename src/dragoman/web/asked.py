"""Say what a page is asked and what it shows: the part of a list, of a long one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from dragoman.web.desk import Desk

Shown: TypeAlias = dict[str, Any]  # `data` for .json, `rows` for .csv, and what the template asks for besides


class Asked(NamedTuple):
    """What a page is asked: an id, and what stands behind the question mark; by whom."""

    id: str = ""
    query: dict[str, str] = {}
    who: str = ""

    def get(self, name: str) -> str | None:
        """Return a value, None where it is left empty."""
        return self.query.get(name, "").strip() or None

    def start(self) -> int:
        """Return with which line a page begins, 0 where that is not said."""
        words = self.get("from")
        return int(words) if words and words.isdecimal() and len(words) < 10 else 0


View: TypeAlias = Callable[[Desk, Asked], Shown]


def portion(asked: Asked, total: int, most: int) -> Shown:
    """Return where the part of a list begins that is asked for: at its last line where it has no such line."""
    return {"total": total, "start": min(asked.start(), max(total - 1, 0)), "step": most}


def cut(rows: Any, asked: Asked, most: int) -> Shown:
    """Return the part of the rows that a page shows, and where the rest is."""
    about = portion(asked, len(rows), most)
    return {**about, "data": rows, "rows": rows, "lines": rows[about["start"] : about["start"] + most]}
