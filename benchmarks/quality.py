"""Score the reader on the founding report and the development reports, and hold it to the pinned floors.

    python benchmarks/quality.py                 print the scores and fail below a floor
    python benchmarks/quality.py --language NAME print the scores with a spaCy pipeline in place of our language layer
    python benchmarks/quality.py --update        pin the present scores as floors; refuses to lower one
    python benchmarks/quality.py --update --allow-regression "why"

The floors lie in `benchmarks/floors.json` with the digest of the texts and gold readings, so that a score is only ever
compared on the corpus that it was pinned on. The scorer is `../shared/score/score_reading.py`, run as it is.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from dragoman.intake import documents, with_date
from dragoman.language import mark, steps_with
from dragoman.model import Document, Reader
from dragoman.publish.json import line
from dragoman.reading import read

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"
# Not pinned: it counts dates among the entries *found*, so finding one more undated entry lowers it.
UNPINNED = "dates of entries found"


def corpora(shared: Path) -> dict[str, list[tuple[Path, Path, str]]]:
    """Return for each corpus its (gold, text, date) triples."""
    dev = sorted((shared / "gold" / "dev").glob("*.txt"))
    return {
        "founding report": [
            (shared / "gold" / "second-summit.json", shared / "reports" / "second-summit.txt", "2018-10-07")
        ],
        "gold/dev": [(path.with_suffix(".json"), path, path.name[:10]) for path in dev],
    }


def digest(files: list[tuple[Path, Path, str]]) -> str:
    """Return the digest of a corpus: of all its bytes, in order."""
    seen = hashlib.sha256()
    for gold, text, date in files:
        seen.update(gold.read_bytes() + text.read_bytes() + date.encode())
    return seen.hexdigest()[:16]


def score(shared: Path, files: list[tuple[Path, Path, str]], reader: Reader = read) -> dict[str, float]:
    """Return F1 in points by row of the scorer, micro-averaged over the files."""
    with tempfile.TemporaryDirectory() as folder:
        arguments: list[str] = []
        for gold, text, date in files:
            reading = Path(folder) / (text.stem + ".json")
            reading.write_text(line(reader(dated_document(text, date))), encoding="utf-8")
            arguments += [str(gold), str(text), str(reading)]
        command = [sys.executable, str(shared / "score" / "score_reading.py"), *arguments, "--json"]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {row: round(100 * value["f1"], 1) for row, value in json.loads(out).items() if row != UNPINNED}


def dated_document(text: Path, date: str) -> Document:
    """Return the document of a file, dated by hand where the text names no day."""
    document = next(iter(documents([text])))
    if not isinstance(document, Document):
        raise SystemExit(f"{text}: {document}")
    return with_date(document, date)


def measure(shared: Path, reader: Reader = read) -> dict[str, dict[str, object]]:
    """Return for each corpus its digest and scores."""
    found = corpora(shared).items()
    return {name: {"digest": digest(files), "f1": score(shared, files, reader)} for name, files in found}


def faults(measured: dict[str, dict[str, object]], floors: dict[str, dict[str, object]]) -> list[str]:
    """Return a sentence for each score below its floor, and for a corpus that has changed."""
    found = []
    for name, pinned in floors.items():
        if measured[name]["digest"] != pinned["digest"]:
            found.append(f"{name}: the corpus has changed; read the scores and pin them anew with --update")
            continue
        now, before = measured[name]["f1"], pinned["f1"]
        if not isinstance(now, dict) or not isinstance(before, dict):
            raise TypeError("floors.json: 'f1' must be an object of numbers")
        found += [
            f"{name}: {row} {now.get(row, 0.0)} < {floor}" for row, floor in before.items() if now.get(row, 0.0) < floor
        ]
    return found


def main(arguments: list[str]) -> int:
    """Measure, print, compare; return the exit code."""
    if not (SHARED / "gold").is_dir():
        print(f"skipped: {SHARED} is not there")
        return 0
    reader: Reader = read
    if "--language" in arguments:
        pipeline = arguments[arguments.index("--language") + 1]
        reader = partial(read, language=partial(mark, steps=steps_with(pipeline)))
    measured = measure(SHARED, reader)
    for name, result in measured.items():
        print(name, json.dumps(result["f1"], indent=1))
    if "--language" in arguments:
        return 0
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    found = faults(measured, {k: v for k, v in floors.items() if k in measured})
    if "--update" in arguments:
        if found and "--allow-regression" not in arguments:
            print("\n".join(found), "\nnot pinned: a floor would fall; say why with --allow-regression 'why'")
            return 1
        if "--allow-regression" in arguments:
            measured["reason"] = {"text": arguments[arguments.index("--allow-regression") + 1]}
        FLOORS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        return 0
    print("\n".join(found) or "no score below its floor")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
