"""Run a reader over all that arrives and hand on what comes of it; what is done is left out, failures stop nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Protocol, TypeAlias

from dragoman.intake import with_date
from dragoman.intake.tables.arrivals import Arrival
from dragoman.model import Document, Engine, Failure, Reader, Reading
from dragoman.problems import IntakeError

Numbered: TypeAlias = tuple[int, Arrival]  # documents count from 1, in the order in which they arrive


ROUND = 20_000  # documents after which an engine starts anew: spaCy keeps every word that it has seen, for ever


class Keeper(Protocol):
    """What takes the outcomes of a run."""

    def has(self, number: int, arrival: Arrival) -> bool:
        """Tell whether a document is done already."""

    def keep(self, number: int, arrival: Arrival, reading: Reading) -> None:
        """Take the reading of a document."""

    def fail(self, number: int, arrival: Arrival, why: str) -> None:
        """Take the sentence that says what is wrong with a document, and where."""


def run(
    engine: Engine, reader: Reader, arriving: Iterable[Numbered], keeper: Keeper, date: str | None = None
) -> Iterator[int]:
    """Read all that arrives and is not done; yield the number of each document that was read, once it is kept.

    Readings come in the order of the documents; a document that intake refuses fails at once, before its turn.
    `date` (EDTF) goes to documents that have none.
    """
    waiting: deque[Numbered] = deque()
    documents = _documents(arriving, keeper, waiting, date)
    while first := next(documents, None):
        for result in engine(reader, chain((first,), islice(documents, ROUND - 1))):
            number, arrival = waiting.popleft()
            if isinstance(result, Failure):
                keeper.fail(number, arrival, f"{arrival.where}: {result.error}")
            else:
                keeper.keep(number, arrival, result)
            yield number


def _documents(
    arriving: Iterable[Numbered], keeper: Keeper, waiting: deque[Numbered], date: str | None
) -> Iterator[Document]:
    """Yield the documents to read; what waits for its reading stands in `waiting`."""
    for number, arrival in arriving:
        if keeper.has(number, arrival):
            continue
        try:
            document = arrival.document()
        except IntakeError as error:
            keeper.fail(number, arrival, str(error))
        except Exception as error:  # a stranger's intake can raise what it likes
            keeper.fail(number, arrival, f"{arrival.where}: the intake failed: {type(error).__name__}: {error}")
        else:
            waiting.append((number, arrival))
            yield with_date(document, date) if date else document
