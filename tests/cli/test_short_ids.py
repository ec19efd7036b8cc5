"""Ids that are cut short on the screen stand for one entry of the record, also for those not on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import Commitment, Decision, DecisionStatus, Source
from dragoman.record import Store
from tests.cli.conftest import Run
from tests.factories import document, reading, source

WORDS = "Norland will seal the depot. The venue is open. The date is set. The format is set."


def decision(id: str, status: DecisionStatus, told: Source) -> Decision:
    return Decision(id=id, about=None, question="venue", status=status, sources=(told,))


@pytest.mark.parametrize(("verb", "shown"), [("agenda", "dabcdefg"), ("sequence", "cabcdefg"), ("ledger", "cabcdefg")])
def test_a_short_id_opens_its_entry(run: Run, verb: str, shown: str) -> None:
    doc = document(WORDS, "2020-02-01")
    seal = Commitment(id="cabcdefghij", action="seal the depot", phase="agreed", sources=(source(doc, WORDS[:27]),))
    decisions = (
        decision("dabcdefghij", "open", source(doc, "The venue is open")),
        decision("dabcdefzzzz", "decided", source(doc, "The date is set")),
        decision("cabcdefzzzz", "decided", source(doc, "The format is set")),
    )
    with Store(Path("dragoman.db")) as store:
        store.add(reading(doc, commitments=(seal,), decisions=decisions))
    assert f"{shown} " in run(verb).output
    assert run("show", shown).exit_code == 0


@pytest.mark.parametrize("what_if", [(), ("--drop", "cabcdefghij")])
def test_a_short_id_opens_its_entry_also_where_others_came_later(run: Run, what_if: tuple[str, ...]) -> None:
    doc, later = document(WORDS, "2020-02-01"), document("The venue is shut.", "2020-03-01")
    seal = Commitment(id="cabcdefghij", action="seal the depot", phase="agreed", sources=(source(doc, WORDS[:27]),))
    shut = decision("cabcdefzzzz", "decided", source(later, "The venue is shut"))
    with Store(Path("dragoman.db")) as store:
        store.add(reading(doc, commitments=(seal,)))
        store.add(reading(later, decisions=(shut,)))
    assert "cabcdefg " in run("ledger", "--as-of", "2020-02-15", *what_if).output
