"""PLOVER rows: a text and the rows that a coder would write, side by side."""

from __future__ import annotations

import pytest

from dragoman import terms
from dragoman.intake import document_of, with_date
from dragoman.model import Plover
from dragoman.reading import read
from dragoman.reading.plover import derivation


def rows(text: str) -> tuple[Plover, ...]:
    return read(with_date(document_of(text.encode(), "report.txt"), "2021-03-17")).plover


# fmt: off
TABLE = [
    ("French President Emmanuel Macron visited Moscow on Monday.", ("CONSULT", "visit", {"emmanuel-macron"}, {"rus"})),
    ("French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Monday.", ("CONSULT", None, {"emmanuel-macron", "angela-merkel"}, set())),
    ("French President Emmanuel Macron will meet German Chancellor Angela Merkel in Berlin on Friday.", ("AGREE", None, {"emmanuel-macron", "angela-merkel"}, set())),
    ("US President Joe Biden met Russian President Vladimir Putin in Geneva on Monday.", ("CONSULT", "third-party", {"joe-biden", "vladimir-putin"}, set())),
    ("US Secretary of State Antony Blinken met Tor Brask in Oslo on Monday.", ("CONSULT", None, {"antony-blinken", "tor-brask"}, set())),
    ("Germany cancelled a meeting with France on Tuesday.", ("REJECT", "meet", {"deu"}, {"fra"})),
    ("Iran and Iraq signed a border treaty on Monday.", ("SUPPORT", None, {"irn", "irq"}, set())),
    ("Iran pledged to freeze its enrichment programme.", ("AGREE", None, {"irn"}, set())),
    ("Iran refused to freeze its enrichment programme.", ("REJECT", None, {"irn"}, set())),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_one_act_gives_its_row(text: str, expected: tuple[str, str | None, set[str], set[str]]) -> None:
    (row,) = rows(text)
    assert (row.event, row.mode, set(row.actor), set(row.recipient)) == expected


def test_talks_that_are_part_of_a_visit_are_coded_with_it() -> None:
    found = rows(
        "US Secretary of State Antony Blinken flew to Seoul on Wednesday, where he met South Korean President Moon Jae-in."
    )
    assert [(row.event, row.mode) for row in found] == [("CONSULT", "visit")]


def test_each_row_names_an_entry_and_a_type_of_the_manual() -> None:
    types = {row["type"] for row in terms.rows("plover")}
    assert len(types) == 16
    assert {event for event, _ in derivation().values()} <= types


def test_an_accusation_is_coded_from_its_statement() -> None:
    found = rows("Iran accused Israel of sabotaging a power plant.")
    assert [(row.event, row.actor, row.recipient) for row in found] == [("ACCUSE", ("irn",), ("isr",))]


def test_praise_is_coded_once_from_the_act() -> None:
    found = rows("Kenya praised Chad.")
    assert [(row.event, row.actor, row.recipient) for row in found] == [("SUPPORT", ("ken",), ("tcd",))]
