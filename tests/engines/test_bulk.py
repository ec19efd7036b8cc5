"""All that arrives is read once, whatever an engine keeps in memory."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dragoman.engines import bulk, here
from dragoman.intake.tables.arrivals import Arrival
from dragoman.model import Document, Failure, Reader, Reading
from dragoman.problems import IntakeError
from tests.engines.readers import fussy
from tests.factories import document


class Kept:
    """Keep outcomes in a list; the second document is done already."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def has(self, number: int, arrival: Arrival) -> bool:
        return number == 2

    def keep(self, number: int, arrival: Arrival, reading: Reading) -> None:
        self.told.append(f"{number} {reading.reader}")

    def fail(self, number: int, arrival: Arrival, why: str) -> None:
        self.told.append(f"{number} {why}")


def arrival(text: str) -> Arrival:
    def made() -> Document:
        if text == "refuse":
            raise IntakeError("here: refused")
        if text == "break":
            raise KeyError("stranger")
        return document(text)

    return Arrival("here", "id", b"", made)


def test_engines_start_anew_after_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    def engine(reader: Reader, documents: Iterable[Document]) -> Iterable[Reading | Failure]:
        taken = list(documents)
        rounds.append(len(taken))
        return here.run(reader, taken)

    monkeypatch.setattr(bulk, "ROUND", 2)
    kept = Kept()
    texts = ("a", "done", "refuse", "b", "raise", "break", "c", "d")
    numbers = list(bulk.run(engine, fussy, enumerate(map(arrival, texts), 1), kept))
    assert (numbers, rounds) == ([1, 4, 5, 7, 8], [2, 2, 1])
    assert [told for told in kept.told if len(told) == 3] == ["1 A", "4 B", "7 C", "8 D"]
    assert {told for told in kept.told if len(told) > 3} == {
        "3 here: refused",
        f"5 here: document {document('raise').id}: the reader failed: ValueError: no such word",
        "6 here: the intake failed: KeyError: 'stranger'",
    }
