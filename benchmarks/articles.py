"""Read real articles and say whether any raises, quotes wrong words or names an unknown actor.

    python benchmarks/articles.py [--every N]

The articles are those of ../shared/data (TimeBank, AQUAINT, PolNeAR dev, LGL); every N-th is read, all by default.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.intake import document_of, with_date
from dragoman.kinds import entries
from dragoman.model import Reading
from dragoman.problems import IntakeError
from dragoman.reading import read
from dragoman.reading.references import referred

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
FILES = ("timex/timebank.train", "timex/aquaint.train", "attribution/dev", "geo/lgl")


def texts(every: int) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every N-th article."""
    for file in FILES:
        with (DATA / f"{file}.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % every == 0:
                    yield f"{file} {number}", json.loads(line)["text"]


def faults(reading: Reading) -> list[str]:
    """Return what is wrong with a reading: words that are not the text's, references that lead nowhere."""
    text = reading.document.text
    wrong = [s.quote for entry in entries(reading) for s in entry.sources if text[slice(*s.span)] != s.quote]
    unknown = referred(reading) - {actor.id for actor in reading.actors}
    return [*(f"wrong words: {quote[:60]!r}" for quote in wrong), *(f"unknown actor: {id}" for id in sorted(unknown))]


def main(arguments: list[str]) -> int:
    """Read, count, print; exit 1 when anything is wrong."""
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        return 0
    every = int(arguments[arguments.index("--every") + 1]) if "--every" in arguments else 1
    count, bad = 0, 0
    for name, text in texts(every):
        try:
            document = document_of(text.encode(), "report.txt")
        except IntakeError:
            continue  # an empty article
        count += 1
        found = faults(read(with_date(document, "1998-05-01")))
        bad += bool(found)
        for fault in found:
            print(f"{name}: {fault}")
    print(f"{count} articles read, {bad} with faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
