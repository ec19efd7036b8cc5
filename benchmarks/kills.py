"""Kill a process that adds to a record, judges and links, at random moments, again and again, and see what is left.

    python -m benchmarks.kills --kills 200 [--readings 300] [--seed 1]

The reports are made up (growing.py). After each kill: every document and judgement that was told as kept is there, the
record has no fault (nor the chain of judgements), every document is whole. When all is in, the export of readings and
judgements is byte for byte that of a run nobody disturbed, so are acts, doubts and the pages of the timeline, and the
next round begins with an empty file. Prints one JSON line; exits 1 when anything was lost, half or different.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from itertools import islice, zip_longest
from pathlib import Path

import msgspec

from benchmarks.growing import readings as made_up
from dragoman.kinds import entries
from dragoman.model import Reading
from dragoman.publish.json import export
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order, pages

ALL = 1 << 30


def judge_all(store: Store, readings: list[Reading]) -> list[str]:
    """Judge a statement of every third document, take some of it back, and return the judgements as lines."""
    for number, reading in enumerate(readings[::3]):
        judged = store.judgements.make(entries(reading)[0].id, "accept", who=f"person {number}")
        if number % 4 == 0:
            store.judgements.make(judged.id, "undo", who="nobody")
    return list(store.judgements.export())


def add_all(path: Path, readings: list[Reading], judged: list[str], told: int) -> None:
    """Add, judge and link what is not yet, in batches and one by one; write each id to `told` once acknowledged."""
    with Store(path) as store:
        known = {one.id for one in store.judgements.all()}
        lines = {id: line for line in judged if (id := json.loads(line)["id"]) not in known}
        left = [reading for reading in readings if not store.has(reading.document, reading.reader)]
        for added in store.add_many(left[::2], batch=5):
            os.write(told, f"{added.document}\n".encode())
        settle(store)
        for reading, id in zip_longest(left[1::2], lines):
            if reading:
                os.write(told, f"{store.add(reading).document}\n".encode())
            if id:
                store.judgements.replay([lines[id]])
                os.write(told, f"{id}\n".encode())
            settle(store)


def settle(store: Store) -> None:
    """Link what came and put it in order, as `dragoman add` does."""
    up_to_date(store)
    in_order(store)


def run_and_kill(
    path: Path, readings: list[Reading], judged: list[str], acknowledged: int, then_s: float
) -> tuple[list[str], bool]:
    """Add in a child; kill it a while after so many acknowledgements; return those, and whether it came to its end."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            add_all(path, readings, judged, write)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as lines:
        told = [line.strip() for line in islice(lines, acknowledged)]
        time.sleep(then_s)
        os.kill(child, signal.SIGKILL)
        told += [line.strip() for line in lines if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the child failed by itself")
    return told, os.WIFEXITED(status)


def exported(path: Path) -> str:
    """Return the whole record as JSON lines, its judgements, which entries are one act, doubts, and the timeline."""
    with Store(path, create=False) as store:
        record = store.record()
        told: dict[int, list[str]] = {}
        for key, act in sorted(record.acts.items()):
            told.setdefault(act, []).append(" ".join(key))
        follows = [sorted(told.values()), sorted(map(str, record.doubts)), pages.timeline(store, most=ALL).lines]
        lines = [*map(str, export(record)), *store.judgements.export()]
    return "".join([*lines, *(msgspec.json.encode(one).decode() for one in follows)])


def remove(path: Path) -> None:
    """Remove a record and the files SQLite keeps beside it."""
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def main() -> int:
    """Run the kills and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--readings", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    readings = list(made_up(options.readings, 1000 * options.seed))
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    path, calm = folder / "record.db", folder / "calm.db"
    started = time.perf_counter()
    with Store(calm) as store:
        list(store.add_many(readings))
        judged = judge_all(store, readings)
        settle(store)
    full_s = time.perf_counter() - started
    reference = exported(calm)
    result = {"kills": 0, "rounds": 0, "lost": 0, "half": 0, "faults": 0, "different": 0, "told": 0}
    whole = {reading.document.id: len(entries(reading)) for reading in readings}
    kept: set[str] = set()
    ended = False
    while result["kills"] < options.kills or not ended:
        calm_down = result["kills"] >= options.kills  # the last round comes to its end
        acknowledged = len(readings) if calm_down else chance.randint(0, len(readings) // 3)
        told, ended = run_and_kill(path, readings, judged, acknowledged, chance.uniform(0, 20 * full_s / len(readings)))
        result["kills"] += not ended
        result["told"] += len(told)
        kept.update(told)
        if path.exists():
            with Store(path) as store:
                there = {reading.document.id: len(entries(reading)) for reading in store.record().readings}
                result["faults"] += len(store.check())
                held = set(there) | {one.id for one in store.judgements.all()}
            result["half"] += sum(there.get(id, many) != many for id, many in whole.items())
            result["lost"] += len(kept - held)
        if ended:
            result["rounds"] += 1
            result["different"] += exported(path) != reference
            remove(path)
            kept.clear()
    remove(path)
    remove(calm)
    folder.rmdir()
    bad = result["lost"] + result["half"] + result["faults"] + result["different"]
    print(json.dumps({**result, "seconds": round(time.perf_counter() - started, 1)}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
