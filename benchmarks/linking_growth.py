"""Measure how long it takes to link one more document, as the record grows: `python -m benchmarks.linking_growth`.

Options: `--entries N ...` (default 1000 10000 100000: sizes at which to measure), `--documents N` (measured at each
size, default 40), `--check` (exit 1 above 50 ms at the largest size), `--keep FILE` (leave the record there),
`--of FILE ...` (instead of making one measure on copies of records that were kept so, or by readers.py).

The reports are made up (growing.py), about ten entries each. *Link* is what linking one document costs after it is
added; *add* is keeping it. Prints median and 95th percentile in milliseconds by the clock, the median of processor
time too (what a busy machine leaves of the truth), and the growth of the latter from the smallest size. Where others
use the machine, `chrt -r 1` before the command (as root) puts it first in line for a core.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from benchmarks.growing import readings
from dragoman.kinds import entries
from dragoman.model import Reading
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date

BAR_MS = 50.0
ALL = 1 << 30


def measured(path: Path, sizes: list[int], documents: int) -> Iterator[dict[str, float]]:
    """Yield for each size the times of documents that come then, in milliseconds."""
    stream = readings(ALL)
    held = 0
    with Store(path) as store:
        for size in sizes:
            started = time.perf_counter()
            while held < size:
                batch = list(islice(stream, 64))
                list(store.add_many(batch))
                up_to_date(store)
                held += sum(len(entries(one)) for one in batch)
            filled = time.perf_counter() - started
            yield {"filled_s": round(filled), **told(store, islice(stream, documents))}


def measured_on(paths: list[Path], folder: Path, documents: int) -> Iterator[dict[str, float]]:
    """Yield the same for copies of records that hold the first of the made-up reports, all of them linked."""
    for path in paths:
        copy = folder / path.name
        shutil.copy(path, copy)
        with Store(copy) as store:
            up_to_date(store)
            held = len(store.documents())
            yield told(store, readings(documents, held))


def told(store: Store, stream: Iterable[Reading]) -> dict[str, float]:
    """Add and link reports one by one; return how long it took, in milliseconds, and the size of the record before."""
    known, acts = store.connection.execute("SELECT count(*), count(DISTINCT act) FROM linked").fetchall()[0]
    adds, links, cpu = zip(*(one_more(store, made) for made in stream), strict=True)
    return {
        "entries": int(str(known)),
        "acts": int(str(acts)),
        "add_ms": round(median(adds), 1),
        "link_ms": round(median(links), 1),
        "link_cpu_ms": round(median(cpu), 1),
        "link_p95_ms": round(quantiles(links, n=20)[-1], 1),
        "MB": round(store.path.stat().st_size / 1e6, 1),
    }


def one_more(store: Store, made: Reading) -> tuple[float, float, float]:
    """Return how long it took to add a document, to link it, and to link it in processor time, in milliseconds."""
    start = time.perf_counter()
    store.add(made)
    added, busy = time.perf_counter(), time.process_time()
    up_to_date(store)
    return 1000 * (added - start), 1000 * (time.perf_counter() - added), 1000 * (time.process_time() - busy)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--of", type=Path, nargs="+", default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = []
        rows = measured(options.keep or Path(folder) / "growing.db", options.entries, options.documents)
        for row in measured_on(options.of, Path(folder), options.documents) if options.of else rows:
            print(json.dumps(row), flush=True)
            found.append(row)
    first, last = found[0], found[-1]
    grown = (last["link_cpu_ms"] / first["link_cpu_ms"], last["entries"] / first["entries"])
    print("{:.1f} times the processor time for {:.0f} times the entries".format(*grown))
    return 1 if options.check and last["link_ms"] > BAR_MS else 0


if __name__ == "__main__":
    sys.exit(main())
