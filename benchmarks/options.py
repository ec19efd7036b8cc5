"""How fast options are explained, beside an OR-Tools CP-SAT model of the same question: `python -m benchmarks.options`.

Random venues by days, half of the statements on venues, half on days, all of them binding. What is timed is the whole
explanation: which options are open and, where none is, the minimal sets to lift and the minimal conflicts. CP-SAT is
asked whether anything is possible and, where nothing is, for one core ("sufficient assumptions"): that is all it gives.
It is an extra (`pip install 'dragoman[benchmarks]'`): without it, its column is empty.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.views.options.matrix import crossed
from dragoman.views.options.sets import explained

SIZES = ((20, 365, 40, 100.0), (40, 730, 60, 700.0))  # venues, days, statements, the most milliseconds
TIMES = 7


class Instance(NamedTuple):
    """What is blocked: shapes (statements on venues, venues) and (statements on days, days)."""

    venues: NDArray[np.bool_]
    days: NDArray[np.bool_]


def instance(venues: int, days: int, statements: int, seed: int, open_: bool = False) -> Instance:
    """Return a random instance: a statement blocks a third of the venues, or all days but a stretch of them."""
    random = np.random.default_rng(seed)
    on_venues = random.random((statements // 2, venues)) < 1 / 3
    on_days = np.ones((statements - statements // 2, days), dtype=np.bool_)
    for row in on_days:
        first = random.integers(0, days * 2 // 3)
        row[first : first + random.integers(days // 6, days // 2)] = False
    if open_:
        on_venues[:, 0] = on_days[:, days // 2] = False
    return Instance(on_venues, on_days)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the longest of some runs, in milliseconds."""
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), max(took)


def by_solver(found: Instance) -> tuple[str, int]:
    """Return what CP-SAT says of an instance, and how many statements are in its core."""
    cp_model: Any = importlib.import_module("ortools.sat.python.cp_model")
    model = cp_model.CpModel()
    venue = [model.new_bool_var(f"v{at}") for at in range(found.venues.shape[1])]
    day = [model.new_bool_var(f"d{at}") for at in range(found.days.shape[1])]
    model.add_exactly_one(venue)
    model.add_exactly_one(day)
    holds: list[Any] = []
    for table, choices in ((found.venues, venue), (found.days, day)):
        for row in table:
            literal = model.new_bool_var(f"s{len(holds)}")
            holds.append(literal)
            for at in np.flatnonzero(row):
                model.add_implication(literal, ~choices[at])
    model.add_assumptions(holds)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    return solver.status_name(status), len(solver.sufficient_assumptions_for_infeasibility())


def main() -> None:
    """Print a table, and end with 1 where a bar is missed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    solver = importlib.util.find_spec("ortools") is not None
    print(
        "| options | statements | open | to lift | conflicts | sets, ms (longest) | bar, ms | CP-SAT, ms | its core |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    missed = False
    for venues, days, statements, bar in SIZES:
        for open_ in (False, True):
            made = instance(venues, days, statements, seed=7, open_=open_)
            answer = explained(crossed(*made))
            median, longest = timed(lambda made=made: explained(crossed(*made)))  # type: ignore[misc]
            missed |= median > bar
            beside = core = ""
            if solver:
                status, size = by_solver(made)
                assert (status == "INFEASIBLE") != bool(answer.free.any()), status
                beside, core = f"{timed(lambda made=made: by_solver(made))[0]:.0f}", str(size or "")  # type: ignore[misc]
            conflicts = f"{len(answer.conflicts)}{' or more' if answer.more else ''}"
            cells = (
                f"{venues * days:,}", statements, int(answer.free.sum()), len(answer.lifts), conflicts,
                f"{median:.0f} ({longest:.0f})", f"{bar:.0f}", beside, core,
            )  # fmt: skip
            print("|", " | ".join(map(str, cells)), "|")
    raise SystemExit(missed)


if __name__ == "__main__":
    main()
