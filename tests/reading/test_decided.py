"""Decisions told in many ways: options in neighbouring clauses, whether A or B, seats won, terms; and what is none."""

from __future__ import annotations

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Decision, Reading
from dragoman.reading import read
from tests.reading.decided import CONTROLS, PASSAGES


def reading(text: str, date: str) -> Reading:
    return read(with_date(document_of(text.encode(), "report.txt"), date))


def said(result: Reading, decision: Decision) -> str:
    """Return a decision in the terms of the table."""
    names = {a.id: (a.name or a.roles[0]).removeprefix("the ").removeprefix("The ") for a in result.actors}
    options = (f"{o.stance} {o.value}" + (f" by {names[o.by]}" if o.by else "") for o in decision.options)
    return f"{decision.question} {decision.status}" + (" | " if decision.options else "") + "; ".join(options)


@pytest.mark.parametrize(("text", "date", "expected"), PASSAGES)
def test_what_is_on_the_table(text: str, date: str, expected: tuple[str, ...]) -> None:
    result = reading(text, date)
    assert tuple(said(result, decision) for decision in result.decisions) == expected


@pytest.mark.parametrize("text", CONTROLS)
def test_what_is_no_decision(text: str) -> None:
    assert reading(text, "2019-01-15").decisions == ()


def test_who_only_lends_the_roof_does_not_decide() -> None:
    text = "Armenia and Azerbaijan met in Munich in February. Georgia has offered to host the next round."
    result = reading(text, "2024-05-08")
    (decision,) = result.decisions
    assert [option.value for option in decision.options] == ["Georgia"]
    assert set(decision.decided_by) == {"arm", "aze"}
