"""Choose the commonest pieces of readings, which stand before a reading when it is compressed (record/body.py):

    dragoman add examples/*/20* -r examples.db
    dragoman import examples/six-party/six-party.toml examples/second-summit-options/second-summit.toml -r examples.db
    python -m training.pieces examples.db > src/dragoman/record/body_1.txt

A piece is worth as much as the runs of RUN bytes in it, each of which counts once, by how many samples hold it. The
best come last, as what is near costs least. Records need a file that was released: it never changes, a better one is
another file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from pathlib import Path

from dragoman.record import Store, body

RUN = 8  # bytes: shorter ones are found anywhere
PIECE = 128  # bytes
STEP = 8  # bytes between the beginnings of pieces that are looked at
SIZE = 8192  # bytes of all; twice as many saved a hundredth and take longer to look through


def main() -> None:
    """Write the pieces of the readings in the records named."""
    found: list[bytes] = []
    for path in sys.argv[1:]:
        with Store(Path(path), create=False) as store:
            found += map(body.plain, store.all_as_read())
    sys.stdout.buffer.write(b"".join(pieces(found, SIZE)))


def pieces(found: Sequence[bytes], size: int) -> list[bytes]:
    """Return pieces of the samples, about `size` bytes in all, the best last."""
    worth = Counter(run for sample in found for run in _runs(sample))
    worth = Counter({run: count for run, count in worth.items() if count > 1})
    waiting = [(-_worth(piece, worth), piece) for piece in {piece for sample in found for piece in _cut(sample)}]
    heapify(waiting)
    chosen: list[bytes] = []
    while waiting and sum(map(len, chosen)) < size:
        _, piece = heappop(waiting)
        now = -_worth(piece, worth)
        if not now:
            break
        if waiting and (now, piece) > waiting[0]:  # others hold some of it by now
            heappush(waiting, (now, piece))
            continue
        chosen.append(piece)
        for run in _runs(piece):
            worth.pop(run, None)
    return chosen[::-1]


def _cut(sample: bytes) -> Iterator[bytes]:
    return (sample[at : at + PIECE] for at in range(0, max(1, len(sample) - PIECE), STEP))


def _runs(sample: bytes) -> set[bytes]:
    return {sample[at : at + RUN] for at in range(len(sample) - RUN + 1)}


def _worth(piece: bytes, worth: Counter[bytes]) -> int:
    return sum(worth[run] for run in _runs(piece))


if __name__ == "__main__":
    main()
