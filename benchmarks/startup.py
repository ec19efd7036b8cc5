"""Measure how long `dragoman --help` takes: in milliseconds, and as a ratio to `python -c pass` side by side.

    python benchmarks/startup.py            print the figures; exit 1 above the bar of 300 ms
    python benchmarks/startup.py --json     the same as JSON

The ratio is the figure to compare between machines. Both commands are run in turn, so that a busy machine slows both;
the medians of the runs are compared.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

RUNS = 15
BAR = 300.0  # milliseconds
HELP = [sys.executable, "-c", "from dragoman.cli import main; main(['--help'])"]
NOTHING = [sys.executable, "-c", "pass"]


def milliseconds(command: list[str]) -> float:
    """Return how long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def measured(runs: int = RUNS) -> dict[str, float]:
    """Return the medians of both commands and the ratio, after one run of each that fills the caches."""
    milliseconds(HELP), milliseconds(NOTHING)
    pairs = [(milliseconds(HELP), milliseconds(NOTHING)) for _ in range(runs)]
    help_ms = statistics.median(a for a, _ in pairs)
    nothing_ms = statistics.median(b for _, b in pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    return {"help_ms": round(help_ms, 1), "python_ms": round(nothing_ms, 1), "ratio": round(ratio, 2), "bar_ms": BAR}


def main() -> int:
    """Print the figures and return 1 when the bar is missed."""
    figures = measured()
    if "--json" in sys.argv:
        print(json.dumps(figures))
    else:
        print(f"dragoman --help   {figures['help_ms']:7.1f} ms (median of {RUNS}; bar {BAR:.0f} ms)")
        print(f"python -c pass    {figures['python_ms']:7.1f} ms")
        print(f"ratio             {figures['ratio']:7.2f}")
    return int(figures["help_ms"] > BAR)


if __name__ == "__main__":
    sys.exit(main())
