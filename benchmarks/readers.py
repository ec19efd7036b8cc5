"""Let one process add to a record while others read it: `python -m benchmarks.readers`.

Options: `--documents N` (in the record before, default 100000), `--readers N` (default 8), `--seconds S` (default 60),
`--record FILE` (use or make the record there). The writer adds made-up reports (growing.py) and links them; each reader
opens the record anew, finds a word, opens an entry and a document, again and again. Prints one JSON line: how much was
read and written, the 95th percentile of `find` in milliseconds, and the errors; exits 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from benchmarks.growing import NOUNS, readings
from dragoman.model import Reading
from dragoman.problems import DragomanError
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date

ALL = 1 << 30
MOST = 30  # reports that are written in a second


def written(path: Path, reports: list[Reading], seconds: float) -> dict[str, Any]:
    """Add and link made-up reports one by one; return how many and the errors."""
    count, errors, end = 0, [], time.monotonic() + seconds
    with Store(path) as store:
        for made in reports:
            if time.monotonic() > end:
                break
            try:
                store.add(made)
                up_to_date(store)
                count += 1
            except DragomanError as error:
                errors.append(f"writer: {error}")
    return {"written": count, "errors": errors}


def read(path: Path, seed: int, seconds: float) -> dict[str, Any]:
    """Find, open an entry and a document; return how often, how long finding took, and the errors."""
    chance = random.Random(seed)
    times: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with Store(path, create=False) as store:
                start = time.perf_counter()
                hits = store.find(f"{chance.choice(NOUNS)} {chance.choice(NOUNS)}", limit=20)
                times.append(1000 * (time.perf_counter() - start))
                for hit in hits[:1]:
                    store.reading(hit.document)
                for hit in [hit for hit in hits if hit.entry][:1]:
                    store.entry(hit.entry or "")
        except DragomanError as error:
            errors.append(f"reader: {error}")
    return {"read": len(times), "times": times, "errors": errors}


def together(path: Path, held: int, readers: int, seconds: float) -> dict[str, Any]:
    """Run one writer and the readers at once; return what came of it. The reports are made before: that takes long."""
    reports = list(islice(readings(ALL), held, held + int(MOST * seconds)))
    with multiprocessing.get_context("spawn").Pool(readers + 1) as pool:
        writer = pool.apply_async(written, (path, reports, seconds))
        reading = [pool.apply_async(read, (path, seed, seconds)) for seed in range(readers)]
        done = writer.get()
        found = [one.get() for one in reading]
    times = [time for one in found for time in one["times"]]
    return {
        "documents": held,
        "written": done["written"],
        "read": sum(one["read"] for one in found),
        "find_p95_ms": round(quantiles(times, n=20)[-1], 1) if len(times) > 1 else None,
        "errors": [*done["errors"], *(error for one in found for error in one["errors"])],
    }


def filled(path: Path, documents: int) -> int:
    """Add and link reports until the record holds so many; return how many it holds."""
    with Store(path) as store:
        held = len(store.documents())
        for _ in store.add_many(islice(readings(ALL), held, documents), batch=512):
            held += 1
        up_to_date(store)
    return held


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "readers.db"
        result = together(path, filled(path, options.documents), options.readers, options.seconds)
    print(json.dumps(result))
    return 1 if result["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
