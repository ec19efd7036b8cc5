"""Count how common words are in news reports: `python -m training.common_words > src/dragoman/terms/common_words.tsv`.

Of each of four collections (training parts of `../shared/data`; none of them goes into the project) the share of texts
that hold a word is taken, cut to its stem; the median of the four says how common it is, so that one collection's
subject ("republican") counts for no more than one. Words of fewer than one text in 64 are all alike rare and left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from dragoman.views.linking.words import TEXTS, stems

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
NEWS = ("attribution/train", "timex/timebank.train", "timex/aquaint.train", "ecb/ecbplus.train")
STEPS = (128, 64, 32, 16, 8, 4)  # of 256 texts


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a collection."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document: dict[str, Any] = json.loads(line)
            yield document.get("text") or " ".join(document["tokens"])


def common() -> dict[int, list[str]]:
    """Return the stems that so many of 256 texts hold at least, for each of the steps."""
    shares = []
    for name in NEWS:
        found = [set(stems(text)) for text in texts(DATA / f"{name}.jsonl")]
        counts = Counter(word for words in found for word in words)
        shares.append({word: count / len(found) for word, count in counts.items()})
    every = sorted(set().union(*shares))
    known = {word: TEXTS * median(share.get(word, 0.0) for share in shares) for word in every}
    step_of = {word: next((step for step in STEPS if count >= step), 0) for word, count in known.items()}
    return {step: [word for word in every if step_of[word] == step] for step in STEPS}


def main() -> int:
    """Print the table."""
    source = "counted by training/common_words.py in the training parts of PolNeAR, TimeBank, AQUAINT and ECB+"
    print(f"# source: {source}: of {TEXTS} news reports so many hold one of these stems; version: {date.today()}")
    print("texts\twords")
    for step, words in common().items():
        print(f"{step}\t{' '.join(words)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
