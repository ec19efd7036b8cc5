"""Choose the commonest pieces of readings, or of what linking compares of their entries, which stand before each when
it is compressed (record/body.py, views/linking/facts.py):

    dragoman add examples/*/20* -r examples.db
    dragoman import examples/six-party/six-party.toml examples/second-summit-options/second-summit.toml -r examples.db
    python -m training.pieces readings examples.db > src/dragoman/record/body_1.txt
    python -m training.pieces facts examples.db > src/dragoman/views/linking/facts_1.bin

A piece is worth as much as the runs of bytes in it, each of which counts once, by how many samples hold it. The best
come last, as what is near costs least. Records need a file that was released: it never changes, a better one is
another file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import NamedTuple

from dragoman.model import Reading
from dragoman.record import Store, body
from dragoman.views.lines import Index
from dragoman.views.linking import facts


class Form(NamedTuple):
    """How many bytes all pieces have, one piece, and the runs that count: shorter ones are found anywhere.

    Twice as many bytes in all saved some hundredths and take longer to look through.
    """

    size: int
    piece: int
    run: int


FORMS = {"readings": Form(8192, 128, 8), "facts": Form(4096, 32, 4)}


def main() -> None:
    """Write the pieces of what the records named hold."""
    what, *paths = sys.argv[1:]
    found: list[bytes] = []
    for path in paths:
        with Store(Path(path), create=False) as store:
            for reading in store.all_as_read():
                found += _facts(reading) if what == "facts" else [body.plain(reading)]
    sys.stdout.buffer.write(b"".join(pieces(found, FORMS[what])))


def _facts(reading: Reading) -> Iterator[bytes]:
    return map(facts.plain, facts.all_facts(Index(reading)))


def pieces(found: Sequence[bytes], form: Form) -> list[bytes]:
    """Return pieces of the samples, the best last."""
    worth = Counter(run for sample in found for run in _runs(sample, form.run))
    worth = Counter({run: count for run, count in worth.items() if count > 1})
    cut = {piece for sample in found for piece in _cut(sample, form)}
    waiting = [(-_worth(piece, worth, form.run), piece) for piece in cut]
    heapify(waiting)
    chosen: list[bytes] = []
    while waiting and sum(map(len, chosen)) < form.size:
        _, piece = heappop(waiting)
        now = -_worth(piece, worth, form.run)
        if not now:
            continue
        if waiting and (now, piece) > waiting[0]:  # others hold some of it by now
            heappush(waiting, (now, piece))
            continue
        chosen.append(piece)
        for run in _runs(piece, form.run):
            worth.pop(run, None)
    return chosen[::-1]


def _cut(sample: bytes, form: Form) -> Iterator[bytes]:
    return (sample[at : at + form.piece] for at in range(0, max(1, len(sample) - form.piece), form.run))


def _runs(sample: bytes, run: int) -> set[bytes]:
    return {sample[at : at + run] for at in range(len(sample) - run + 1)}


def _worth(piece: bytes, worth: Counter[bytes], run: int) -> int:
    return sum(worth[one] for one in _runs(piece, run))


if __name__ == "__main__":
    main()
