"""Measure the statements step on PolNeAR: `python benchmarks/attribution.py [GOLD.jsonl] [--first N]`.

Writes predictions beside a copy of the gold in a temporary folder and runs ../shared/score/score_attribution.py.
PolNeAR counts continuations ("A," he said. "B") as one attribution and has no nesting, so statements within others are
left out and carried quotations are joined to what they continue.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.language import mark
from dragoman.model import Date, Document, Reading, Statement, extend
from dragoman.reading.statements.step import statements

SHARED = Path(__file__).parent.parent.parent / "shared"


def read(text: str, day: str) -> Reading:
    """Return the reading of a text after the statements step alone."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    marked = mark(Document(id=digest[:12], sha256=digest, text=text, date=Date(edtf=day, basis="given")))
    reading = Reading(
        document=marked.document,
        reader="benchmark",
        actors=marked.actors,
        places=marked.places,
        mentions=marked.mentions,
        times=marked.times,
    )
    return extend(reading, statements(marked, reading))


def attributions(reading: Reading) -> list[dict[str, Any]]:
    """Return the outermost statements as PolNeAR attributions, carried quotations joined."""
    found: list[dict[str, Any]] = []
    speaker: str | None = None
    for statement in reading.statements:
        if statement.within is not None or statement.mode == "own-voice":
            continue
        if statement.sources[0].how != "stated" and found and statement.speaker == speaker:
            if statement.mode == "direct":
                found[-1]["content"] += [list(span) for span in statement.spans]
            continue
        found.append(attribution(reading, statement))
        speaker = statement.speaker
    return found


def attribution(reading: Reading, statement: Statement) -> dict[str, Any]:
    """Return one statement with the words of its source and cue."""
    text, (start, end) = reading.document.text, statement.sources[0].span
    at = text.find(statement.cue, start, end + 60) if statement.cue else -1
    return {
        "content": [list(span) for span in statement.spans],
        "cue": [[at, at + len(statement.cue)]] if statement.cue and at >= 0 else [],
        "source": [list(statement.speaker_span)] if statement.speaker_span else [],
    }


def main(argv: list[str]) -> int:
    """Predict, score, print."""
    first = int(argv[argv.index("--first") + 1]) if "--first" in argv else 10_000
    files = [arg for arg in argv if arg.endswith(".jsonl")] or [str(SHARED / "data/attribution/dev.jsonl")]
    records = [json.loads(line) for line in Path(files[0]).read_text("utf-8").splitlines()[:first]]
    with tempfile.TemporaryDirectory() as folder:
        gold, made = Path(folder, "gold.jsonl"), Path(folder, "pred.jsonl")
        gold.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
        rows = [
            {"id": r["id"], "attributions": attributions(read(r["text"], r.get("date") or "2016-09-01"))}
            for r in records
        ]
        made.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        scorer = SHARED / "score/score_attribution.py"
        return subprocess.run([sys.executable, scorer, gold, made, "--types"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
