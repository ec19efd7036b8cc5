"""Read documents on all cores: the same pure function in worker processes, results in the order of the documents."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias

from dragoman.engines.here import attempt, failure
from dragoman.language.encoder.weights import THREADS
from dragoman.model import Document, Failure, Reader, Reading

SELDOM = 50_000  # objects after which a worker looks for cycles: a reading makes few, the tables behind it are large
AHEAD = 4  # documents handed out for each worker before their turn: enough to keep it busy, few enough for memory

Waiting: TypeAlias = deque[tuple[Document, "Future[Reading | Failure]"]]


def run(reader: Reader, documents: Iterable[Document], workers: int | None = None) -> Iterator[Reading | Failure]:
    """Yield the reading of each document in order, or its failure; a worker that dies takes one document with it.

    The reader must be a function that can be imported by name, as a plugin is.
    """
    workers = workers or os.cpu_count() or 1
    remaining, waiting = iter(documents), Waiting()
    executor = _executor(workers)
    try:
        while _fill(waiting, remaining, executor, reader, workers * AHEAD):
            document, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # Nobody knows which document killed the worker, so each that was waiting is read again, alone.
                suspects = [document, *(other for other, _ in waiting)]
                waiting.clear()
                executor.shutdown(wait=False)
                executor = _executor(workers)
                yield from (_alone(reader, suspect) for suspect in suspects)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _executor(workers: int) -> ProcessPoolExecutor:
    # "spawn": the parent may hold threads and an open record, neither of which survives a fork.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """Leave interrupts to the parent, end with it, use one core for the encoder, and look for cycles seldom."""
    gc.set_threshold(SELDOM)
    os.environ.setdefault(THREADS, "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when its parent is gone: one that was killed cannot say so, the worker would wait for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _fill(
    waiting: Waiting, remaining: Iterator[Document], executor: ProcessPoolExecutor, reader: Reader, most: int
) -> bool:
    """Hand out documents until `most` wait for their turn; return whether any does."""
    while len(waiting) < most and (document := next(remaining, None)):
        try:
            future = executor.submit(attempt, reader, document)
        except BrokenProcessPool as error:  # a worker died since: the document waits for its turn with the others
            future = Future()
            future.set_exception(error)
        waiting.append((document, future))
    return bool(waiting)


def _alone(reader: Reader, document: Document) -> Reading | Failure:
    """Read one document in a worker of its own."""
    with _executor(1) as executor:
        try:
            return executor.submit(attempt, reader, document).result()
        except BrokenProcessPool:
            return failure(document, "the process that read it died (out of memory?). Read it alone to see more.")
