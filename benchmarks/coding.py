"""Score coded events on the development sets of event coders: PLOVER type, and type with both countries.

    python -m benchmarks.coding                  both sets
    python -m benchmarks.coding --terms FILE     with a user's terms, as a PETRARCH dictionary of the actors
    python -m benchmarks.coding --limit 200      the first records of each
    python -m benchmarks.coding --marked         plv_train with its actor and recipient marked: the type between them

One sentence is one document; the pairs are those of `publish.coded.dyads`. The sets and the scorer
(`score_events.py`) are in `../shared`; without them nothing is scored. There are no floors: the sets label one event a
sentence, so whoever finds the others too loses precision.

With --marked the reader takes the words marked for names, and the type asked for is that of the first row whose actor
and recipient lie on them, else of one that has either, else of any. YIELD there is CONCEDE or RETREAT here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from dragoman.language import STEPS, mark
from dragoman.language.encoder.step import encoded
from dragoman.language.names.added import load
from dragoman.markup import Marked, Named
from dragoman.model import Date, Document, Reader, Reading, Span
from dragoman.publish.coded import coded, dyads
from dragoman.reading import read, with_terms
from dragoman.spans import touch

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


def marks(marked: str) -> dict[str, list[Span]]:
    """Return where the words between <s> and </s> and between <t> and </t> lie in the text without these marks."""
    parts = re.split(r"(</?[st]>)", marked)
    starts = [0, *accumulate(0 if re.fullmatch(r"</?[st]>", part) else len(part) for part in parts)]
    found: dict[str, list[Span]] = {"s": [], "t": []}
    for at, part in enumerate(parts):
        if part in ("<s>", "<t>"):
            found[part[1]].append((starts[at], starts[at + 2]))
    return found


def named(spans: list[Span], marked: Marked) -> Marked:
    """Put the words marked among the names that the encoder hears, in place of those that they touch."""
    others = [one for one in marked.named if not any(touch(one.span, span) for span in spans)]
    names = [*others, *(Named(span=span, kind="organisation") for span in spans)]
    return msgspec.structs.replace(marked, named=tuple(sorted(names, key=lambda one: one.span)))


def between(reading: Reading, actors: list[Span], recipients: list[Span]) -> str | None:
    """Return the type of the row that the marked words are the actor and the recipient of; None where there is none."""
    ids = [
        {id for mention in reading.mentions if any(touch(mention.span, span) for span in spans) for id in mention.of}
        for spans in (actors, recipients)
    ]
    best, most = None, -1
    for row in coded(reading):
        for source, target in dyads(row) if row.real else ():
            fits = sum(
                party is not None and party.id in known for party, known in zip((source, target), ids, strict=True)
            )
            best, most = (row.event, fits) if fits > most else (best, most)
    return "YIELD" if best in ("CONCEDE", "RETREAT") else best


def accuracy(limit: int | None = None) -> str:
    """Return how many of the marked pairs of plv_train the rows give their type."""
    lines = (SHARED / "data" / "events" / "plv_train.jsonl").read_text("utf-8").splitlines()[:limit]
    right = none = 0
    for record in map(json.loads, lines):
        pair = record["gold"][0]
        spans = marks(pair["marked"])
        words = partial(named, sorted([*spans["s"], *spans["t"]]))
        steps = tuple(step for one in STEPS for step in ((one, words) if one is encoded else (one,)))
        found = between(read(document(record), language=partial(mark, steps=steps)), spans["s"], spans["t"])
        right, none = right + (found == pair["plover_type"]), none + (found is None)
    return f"{right} of {len(lines)} marked pairs typed rightly = {100 * right / len(lines):.2f}; {none} without a row"


def main(arguments: list[str]) -> int:
    """Score and print; return the exit code."""
    if not (SHARED / "data" / "events").is_dir():
        print(f"skipped: {SHARED} is not there")
        return 0
    parser = argparse.ArgumentParser(description="Score coded events on the development sets of event coders.")
    parser.add_argument("--terms", type=Path, metavar="FILE", help="a user's terms")
    parser.add_argument("--limit", type=int, metavar="N", help="the first records of each set")
    parser.add_argument("--marked", action="store_true", help="plv_train with its actors marked")
    chosen = parser.parse_args(arguments)
    if chosen.marked:
        print(accuracy(chosen.limit))
        return 0
    reader: Reader = partial(with_terms, read, load(chosen.terms)) if chosen.terms else read
    for name in SETS:
        print(score(name, reader, chosen.limit))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
