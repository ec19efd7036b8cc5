"""Measure how fast the reader reads, rules and encoder, in time of one core: documents in memory in, readings out.

    python benchmarks/speed.py [--rounds N]

The texts are the example reports, joined and cut into documents of 450 words at sentence ends. The figure is the best
of N rounds in processor time, so that other work on the machine counts little; beside it stands, measured in the same
run, how long the machine takes for a fixed piece of plain Python (the yardstick), so that two machines can be compared.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.intake import document_of, documents, with_date
from dragoman.kinds import extend
from dragoman.language import STEPS as LANGUAGE
from dragoman.language import mark
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked
from dragoman.model import Document, Reading
from dragoman.reading import STEPS, begin, read

EXAMPLES = Path(__file__).parent.parent / "examples"
WORDS = 450


def texts() -> Iterator[str]:
    """Yield texts of about 450 words made of whole paragraphs of the example reports."""
    held: list[str] = []
    for document in documents([EXAMPLES]):
        if isinstance(document, Document):
            for paragraph in document.text.split("\n\n"):
                held.append(paragraph)
                if sum(len(part.split()) for part in held) >= WORDS:
                    yield "\n\n".join(held)
                    held = []


def cost(work: Callable[[], object], rounds: int) -> float:
    """Return the least processor time in seconds of one call, over the rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def yardstick() -> int:
    """Do a fixed piece of plain Python work."""
    return sum(len(str(number).split("7")) for number in range(200_000))


def by_step(reports: list[Document], rounds: int) -> dict[str, float]:
    """Return the processor time in seconds of each step over all reports: of each the least of the rounds."""
    passes: list[dict[str, float]] = [defaultdict(float) for _ in range(rounds)]
    for spent in passes:
        for report in reports:
            marked = Marked(document=report, doc=tokenize(""))
            for step in LANGUAGE:
                start = time.process_time()
                marked = step(marked)
                spent[f"language.{step.__name__}"] += time.process_time() - start
            reading: Reading = begin(marked)
            for reader in STEPS:
                start = time.process_time()
                reading = extend(reading, reader(marked, reading))
                spent[f"reading.{reader.__name__}"] += time.process_time() - start
    return {name: min(spent[name] for spent in passes) for name in passes[0]}


def main(arguments: list[str]) -> int:
    """Measure and print."""
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 5
    reports = [with_date(document_of(text.encode(), "report.txt"), "2018-10-07") for text in texts()]
    words = sum(len(report.text.split()) for report in reports)
    read(reports[0])  # load the tables
    seconds = cost(lambda: [read(report) for report in reports], rounds)
    marking = cost(lambda: [mark(report) for report in reports], rounds)
    base = cost(yardstick, rounds)
    print(f"{len(reports)} documents, {words} words")
    each = WORDS * seconds / words
    print(f"reading: {each * 1000:.1f} ms per {WORDS} words = {1 / each:.1f} a second on one core")
    print(f"of it language: {100 * marking / seconds:.0f} %; yardstick {base * 1000:.0f} ms; ratio {each / base:.2f}")
    steps = by_step(reports, rounds)
    for name, value in sorted(steps.items(), key=lambda item: -item[1]):
        print(f"  {name}: {WORDS * value / words * 1000:.2f} ms")
    share = steps["reading.statements"] / steps["language.encoded"]
    print(f"the statements step costs {100 * share:.1f} % of the encoder's step, side by side in this run")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
