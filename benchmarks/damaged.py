"""Read reports with damaged quotation marks: `python -m benchmarks.damaged [--texts 5000] [--encoder 200] [--seed 1]`.

Draws `--texts` reports (tests/reading/damaged.py) for the reader without the encoder, which knows nothing of marks, and
`--encoder` more for the whole reader; prints what was wrong with the shortest example, and exits 1 if anything was.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.reading.damaged import faults, read, reports

BATCH = 250  # texts drawn under one seed: hypothesis remembers all it drew


def drawn(texts: int, first: int, *, bare: bool) -> tuple[Counter[str], dict[str, tuple[str, str]]]:
    """Return counts and, for each class of fault, the shortest text with it."""
    counts: Counter[str] = Counter()
    shortest: dict[str, tuple[str, str]] = {}

    def look(text: str) -> None:
        marked, reading = read(text, bare=bare)
        codes = [problem.code for problem in reading.problems]
        counts.update(texts=1, statements=len(reading.statements), marks=codes.count("quote-mark"))
        counts["texts with a wrong mark"] += "quote-mark" in codes
        counts["long statements"] += codes.count("long-statement")
        for fault in faults(marked, reading):
            kind = f"FAULT {fault.split(':')[0]}"
            counts[kind] += 1
            shortest[kind] = min(shortest.get(kind, (fault, text)), (fault, text), key=lambda one: len(one[1]))

    for number in range(0, texts, BATCH):
        chosen = settings(
            max_examples=min(BATCH, texts - number),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        seed(first + number)(chosen(given(reports())(look)))()
        print(f"{counts['texts']} {'without' if bare else 'with'} the encoder", file=sys.stderr)
    return counts, shortest


def main(arguments: list[str]) -> int:
    """Draw, read, print."""
    parser = argparse.ArgumentParser(description="Read reports with damaged quotation marks.")
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--encoder", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    bad = False
    for count, bare in ((chosen.texts, True), (chosen.encoder, False)):
        counts, shortest = drawn(count, chosen.seed, bare=bare)
        bad = bad or bool(shortest)
        print("without the encoder:" if bare else "with the encoder:", dict(counts))
        for fault, text in shortest.values():
            print(f"{fault}\n{text}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
