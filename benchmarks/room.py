"""Say how much room each part of a record takes, in times its text: `python -m benchmarks.room [RECORD ...]`.

Without a record one of 400 made-up reports (growing.py) is made, linked and put in order for pages. Prints a JSON line
for each: the reports, their entries, the text in bytes, and the parts, each a table with its indices, full-text tables
with theirs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import apsw

from benchmarks.growing import readings
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order

MADE_UP = 400
PARTS = {
    "documents": "documents",
    "readings": "readings",
    "entries": "entries",
    "document_words": "full text",
    "entry_words": "full text",
    "linked": "acts",
    "linked_keys": "acts",
    "doubts": "acts",
    "unlinked": "acts",
    "shown": "pages",
    "unshown": "pages",
    "arrivals": "arrivals",
}


def room(path: Path) -> dict[str, Any]:
    """Return what the parts of a record take."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    reports, text, entries = (
        int(str(connection.execute(f"SELECT {what}").get))
        for what in (
            "count(*) FROM documents",
            "sum(length(CAST(text AS BLOB))) FROM documents",
            "count(*) FROM entries",
        )
    )
    tables = "SELECT tbl_name, sum(pgsize) FROM dbstat JOIN sqlite_schema USING (name) GROUP BY tbl_name"
    found: Counter[str] = Counter()
    for table, size in connection.execute(tables).fetchall():
        owner = max((name for name in PARTS if str(table).startswith(name)), key=len, default="")
        found[PARTS.get(owner, "rest")] += int(str(size))
    whole = connection.pragma("page_count") * connection.pragma("page_size")
    found["rest"] += whole - found.total()  # the table of tables, and empty pages
    connection.close()
    parts = {part: round(size / text, 2) for part, size in found.most_common()}
    return {"reports": reports, "entries": entries, "text": text, "times": round(whole / text, 2), "parts": parts}


def main() -> None:
    """Tell of the records named, or of a made-up one."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(name) for name in sys.argv[1:]]
        if not paths:
            paths = [Path(folder) / "made up.db"]
            with Store(paths[0]) as store:
                list(store.add_many(readings(MADE_UP)))
                up_to_date(store)
                in_order(store)
        for path in paths:
            print(json.dumps({"record": path.name, **room(path)}))


if __name__ == "__main__":
    main()
