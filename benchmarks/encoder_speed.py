"""Measure the encoder's graph alone: int8 on one thread and on two, and fp32 where an export lies.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.encoder_speed [--fp32 FOLDER] [--rounds N]

FOLDER is the `export` of a training run. The texts are those of `speed.py`. Beside each figure stands its ratio to what
the arithmetic costs in float32: the encoder's matrix products at the speed at which numpy multiplies matrices of the
same sizes on one core (so one thread for numpy), measured in the same run. int8 may be below it. Least of N rounds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.speed import WORDS, texts
from dragoman.intake import document_of
from dragoman.language import STEPS
from dragoman.language.encoder.step import encoded
from dragoman.language.encoder.weights import FOLDER, PRECISION, THREADS, Model, load
from dragoman.language.encoder.windows import arrays, stretches, windows
from dragoman.language.syntax.tags import bounds
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked

WIDTH, INNER, LAYERS = 384, 1536, 6
PRODUCTS = LAYERS * (4 * WIDTH * WIDTH + 2 * WIDTH * INNER)
"""Multiplications of one subword by the layers' matrices; attention and heads come on top."""


def fed(model: Model) -> Iterator[list[NDArray[Any]]]:
    """Yield the arrays of all windows of all texts."""
    for text in texts():
        marked = Marked(document=document_of(text.encode(), "report.txt"), doc=tokenize(""))
        for step in STEPS[: STEPS.index(encoded)]:
            marked = step(marked)
        words = [token for token in marked.doc if not token.is_space]
        cut = model.pieces.cut([token.text for token in words])
        ranges = [one for one in bounds(marked.sentences, [token.idx for token in words]) if one[0] < one[1]]
        for window in windows(stretches(ranges, cut.first), cut.first):
            yield arrays(window, cut)


def least(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the least wall clock and the least processor time of one call, in seconds."""
    wall = processor = float("inf")
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        work()
        wall, processor = min(wall, time.perf_counter() - began), min(processor, time.process_time() - spent)
    return wall, processor


def run(model: Model, inputs: Sequence[list[NDArray[Any]]]) -> None:
    """Run the graph over all windows."""
    for one in inputs:
        model.run("encoder", one)


def rate(rounds: int) -> float:
    """Return how many multiplications a second one core does in numpy, on 256 subwords."""
    states, matrix = np.ones((256, WIDTH), np.float32), np.ones((WIDTH, INNER), np.float32)
    _, processor = least(lambda: [states @ matrix for _ in range(60)], rounds)
    return 60 * 256 * WIDTH * INNER / processor


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the encoder's graph.")
    parser.add_argument("--fp32", type=Path, metavar="FOLDER", help="folder of an export that holds encoder.onnx")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args(arguments)
    inputs = list(fed(load()))
    count = sum(len(text.split()) for text in texts())
    subwords = sum(int(given[0].size) for given in inputs)
    plain = WORDS * subwords * PRODUCTS / count / rate(chosen.rounds)
    print(f"{subwords / count:.2f} subwords run for a word, overlap included; {PRODUCTS / 1e6:.1f} M")
    print(f"multiplications for each; in float32 {1000 * plain:.0f} ms of one core for {WORDS} words")
    runs = [(FOLDER, PRECISION, threads) for threads in (1, 2)]
    runs += [(chosen.fp32, "", threads) for threads in (1, 2)] if chosen.fp32 else []
    for folder, precision, threads in runs:
        os.environ[THREADS] = str(threads)
        load.cache_clear()
        model = load(folder, precision)
        wall, processor = least(partial(run, model, inputs), chosen.rounds)
        each = [1000 * WORDS * seconds / count for seconds in (wall, processor)]
        name = precision.lstrip(".") or "fp32"
        ratio = each[1] / 1000 / plain
        print(f"{name}, {threads} threads: {each[0]:.0f} ms, {each[1]:.0f} of processor, {ratio:.2f} x float32")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
