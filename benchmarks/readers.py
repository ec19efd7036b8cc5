"""Let one process add to a record while others read it: `python -m benchmarks.readers`.

Options: `--documents N` (in the record before, default 100000), `--acts N` (of which each report tells, about; default
6, which makes ten entries), `--readers N` (default 8), `--seconds S` (default 60), `--record FILE` (use or make the
record there; one that was cut off is gone on with). The writer does what `dragoman add` does with each made-up report
(growing.py): it is added, linked and put in order for pages. Of every five one is judged, one read anew by another
reader and one taken out. Each reader opens the record anew, finds a word, opens an entry and a document, reads a page
of the timeline, again and again. Prints one JSON line: how much was read and written, what readers had found and was
taken out before they opened it, the 95th percentile of `find` and of a page in milliseconds, and the errors; exits 1
when there is one.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

import msgspec

from benchmarks.growing import ACTS, NOUNS, readings
from dragoman.kinds import entries
from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.record.search import Hit
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order, pages

ALL = 1 << 30


def written(path: Path, held: int, acts: int, seconds: float) -> dict[str, Any]:
    """Add made-up reports one by one, linked and in order; return how many, how many went again, and the errors."""
    count, gone, errors, end = 0, 0, [], time.monotonic() + seconds
    with Store(path) as store:
        for made in readings(ALL, held, acts):
            if time.monotonic() > end:
                break
            try:
                _settled(store, store.add, made)
                count += 1
                if count % 5 == 1:
                    _settled(store, partial(store.judgements.make, verdict="accept", who="writer"), entries(made)[0].id)
                if count % 5 == 2:
                    _settled(store, store.add, msgspec.structs.replace(made, reader="another"))
                if count % 5 == 3:
                    _settled(store, store.remove, made.document.id)
                    gone += 1
            except Exception as error:  # whatever it is, that is what is looked for
                errors.append(f"writer: {type(error).__name__}: {error}")
    return {"written": count, "removed": gone, "errors": errors}


def _settled(store: Store, do: Callable[[Any], object], what: Any) -> None:
    do(what)
    up_to_date(store)
    in_order(store)


def read(path: Path, seed: int, seconds: float) -> dict[str, Any]:
    """Find, open and read a page; return how long finding and pages took, what was gone by then, and the errors."""
    chance = random.Random(seed)
    finds: list[float] = []
    shown: list[float] = []
    errors: list[str] = []
    gone = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with Store(path, create=False) as store:
                start = time.perf_counter()
                hits = store.find(f"{chance.choice(NOUNS)} {chance.choice(NOUNS)}", limit=20)
                finds.append(1000 * (time.perf_counter() - start))
                try:
                    _opened(store, hits)
                except UsageError:
                    gone += 1
                start = time.perf_counter()
                with store.connection:
                    pages.timeline(store, start=chance.randrange(1000), most=50)
                shown.append(1000 * (time.perf_counter() - start))
        except Exception as error:  # whatever it is, that is what is looked for
            errors.append(f"reader: {type(error).__name__}: {error}")
    return {"finds": finds, "pages": shown, "gone": gone, "errors": errors}


def _opened(store: Store, hits: Sequence[Hit]) -> None:
    """Open the best document and the best entry of those found."""
    for hit in hits[:1]:
        store.reading(hit.document)
    for hit in [hit for hit in hits if hit.entry][:1]:
        store.entry(hit.entry or "")


def together(path: Path, held: int, readers: int, seconds: float, acts: int = ACTS) -> dict[str, Any]:
    """Run one writer and the readers at once; return what came of it."""
    with multiprocessing.get_context("spawn").Pool(readers + 1) as pool:
        writer = pool.apply_async(written, (path, held, acts, seconds))
        reading = [pool.apply_async(read, (path, seed, seconds)) for seed in range(readers)]
        done = writer.get()
        found = [one.get() for one in reading]
    finds, shown = ([time for one in found for time in one[what]] for what in ("finds", "pages"))
    return {
        "documents": held,
        "written": done["written"],
        "removed": done["removed"],
        "read": len(shown),
        "gone": sum(one["gone"] for one in found),
        "find_p95_ms": p95(finds),
        "page_p95_ms": p95(shown),
        "errors": [*done["errors"], *(error for one in found for error in one["errors"])],
    }


def p95(times: list[float]) -> float | None:
    """Return the 95th percentile."""
    return round(quantiles(times, n=20)[-1], 1) if len(times) > 1 else None


def filled(path: Path, documents: int, acts: int = ACTS) -> int:
    """Add reports until the record holds so many, link them and put them in order; return how many it holds."""
    with Store(path) as store:
        held = len(store.documents())
        for _ in store.add_many(readings(documents - held, held, acts), batch=512):
            held += 1
        up_to_date(store)
        in_order(store)
    return held


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--acts", type=int, default=ACTS)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder) / "readers.db"
        held = filled(path, options.documents, options.acts)
        with Store(path) as store:
            entries = store.count()
        result = {"entries": entries, **together(path, held, options.readers, options.seconds, options.acts)}
    print(json.dumps(result))
    return 1 if result["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
