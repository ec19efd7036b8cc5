"""Score coded events on the development sets of event coders: PLOVER type, and type with both countries.

    python -m benchmarks.coding                  both sets
    python -m benchmarks.coding --terms FILE     with a user's terms, as a PETRARCH dictionary of the actors
    python -m benchmarks.coding --limit 200      the first records of each

One sentence is one document; the pairs are those of `publish.coded.dyads`. The sets and the scorer
(`score_events.py`) are in `../shared`; without them nothing is scored. There are no floors: the sets label one event a
sentence, so whoever finds the others too loses precision.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from dragoman.language.names.added import load
from dragoman.model import Date, Document, Reader, Reading
from dragoman.publish.coded import coded, dyads
from dragoman.reading import read, with_terms

SHARED = Path(__file__).parent.parent.parent / "shared"
SETS = ("plv_train", "petr_unit_cameo")


def document(record: dict[str, Any]) -> Document:
    """Return the sentence of a record as a document."""
    sha256 = hashlib.sha256(f"{record['id']} {record['text']}".encode()).hexdigest()
    day = Date(edtf=record["date"], basis="given") if record.get("date") else None
    return Document(id=sha256[:12], sha256=sha256, text=record["text"], date=day)


def events(reading: Reading) -> list[dict[str, str | None]]:
    """Return the events of a reading as the scorer reads them, each once."""
    found: list[dict[str, str | None]] = [
        {
            "type": row.event,
            "source": source.country if source else None,
            "target": target.country if target else None,
        }
        for row in coded(reading)
        if row.real
        for source, target in dyads(row)
    ]
    return [event for at, event in enumerate(found) if event not in found[:at]]


def score(name: str, reader: Reader, limit: int | None = None) -> str:
    """Return what the scorer prints for a set."""
    lines = (SHARED / "data" / "events" / f"{name}.jsonl").read_text("utf-8").splitlines()[:limit]
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / f"{name}.jsonl", Path(folder) / "found.jsonl"
        gold.write_text("\n".join(lines), encoding="utf-8")
        records = [json.loads(line) for line in lines]
        made = ({"id": record["id"], "events": events(reader(document(record)))} for record in records)
        found.write_text("".join(json.dumps(one) + "\n" for one in made), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score" / "score_events.py"), str(gold), str(found), "--per-type"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main(arguments: list[str]) -> int:
    """Score and print; return the exit code."""
    if not (SHARED / "data" / "events").is_dir():
        print(f"skipped: {SHARED} is not there")
        return 0
    parser = argparse.ArgumentParser(description="Score coded events on the development sets of event coders.")
    parser.add_argument("--terms", type=Path, metavar="FILE", help="a user's terms")
    parser.add_argument("--limit", type=int, metavar="N", help="the first records of each set")
    chosen = parser.parse_args(arguments)
    reader: Reader = partial(with_terms, read, load(chosen.terms)) if chosen.terms else read
    for name in SETS:
        print(score(name, reader, chosen.limit))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
