"""Ten reports in styles that other tests hardly have: what must be read in them, and what was once read wrongly.

The texts are ours, tell of real events, and were written before the reader was run on them. What stands here was taken
from what it then said where that was right, after mending: it holds what was won, and is no measure of how much is found.
What is still missing stands in docs/quality.md.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman.intake import document_of, with_date
from dragoman.model import Meeting, Reading
from dragoman.reading import read
from tests.reading.acting import commitment, event, names, verification

FOLDER = Path(__file__).parent / "unfamiliar"

# fmt: off
TOLD = {
    "un_readout": [
        "M call held | the Secretary-General + Volodymyr Zelenskyy | 2022-07-12", "M talks scheduled | the military delegations | 2022-07-13",
        "C offered intent | United Nations | inspect the ships together with the parties | 2022-07-12",
    ],
    "gulf_agency": [
        "C agreed pledge | Saudi Arabia + Iran | reopen their embassies within a period not exceeding two months | 2023-03-10",
        "M call held | Mohammed bin Abdulrahman Al Thani + Faisal bin Farhan | -", "M talks agreed | Saudi Arabia + Iran | -",
    ],
    "au_communique": ["V agreed | a team | the cessation of hostilities"],
    "wire_correction": ["C refused | National Liberation Army | a ceasefire", "C agreed intent | Colombia's government | suspend arrest warrants for negotiators"],
    "explainer": [
        "C agreed intent | Putin | return to the deal | after: the conditions were fulfilled",
        "C agreed pledge | Russia | not attack the ships or the ports", "V completed | joint team | ships | @bosporus",
    ],
    "tweets": [],
    "interview": ["M summit held | - | -"],
    "presser": ["C agreed pledge | Iran > Agency | allow the Agency to carry out further verification and monitoring activities"],
    "ministry_readout": ["E REJECT happened | China > -"],
    "joint_statement": [
        "C agreed intent | Armenia + Azerbaijan | release all detained persons within thirty days of the signature of this Statement"
        " | due within thirty days of the signature of this Statement",
        "C agreed pledge | Armenia + Azerbaijan | withdraw their armed forces from the border line to a distance of five kilometres",
        "C agreed intent | Azerbaijan > Armenia | hand over maps of the minefields to Armenia",
        "V agreed | European Union Mission | The withdrawal | @armenia",
    ],
}
NEVER = {
    "un_readout": ["H.E. |", "H.E. +"],
    "gulf_agency": ["Ali Shamkhani + Faisal", "tripartite", "@beijing"],
    "interview": ["MOBILIZE"],
    "presser": ["V completed"],
    "ministry_readout": ["China > Iran"],
    "explainer": ["2023-07-17/.."],
}
# fmt: on


@cache
def lines(name: str) -> list[str]:
    text = (FOLDER / f"{name}.txt").read_bytes()
    reading = read(with_date(document_of(text, f"{name}.txt"), "2023-10-05"))
    return [
        *(f"M {meeting(reading, one)}" for one in reading.meetings),
        *(f"C {commitment(reading, one)}" for one in reading.commitments),
        *(f"V {verification(reading, one)}" for one in reading.verifications),
        *(f"E {event(reading, one)}" for one in reading.events),
    ]


def meeting(reading: Reading, entry: Meeting) -> str:
    return f"{entry.kind} {entry.status} | {names(reading, entry.participants)} | {entry.when.edtf or '-'}"


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, found in TOLD.items() for line in found])
def test_told(name: str, line: str) -> None:
    assert line in lines(name)


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, found in NEVER.items() for words in found])
def test_never_told(name: str, words: str) -> None:
    assert [line for line in lines(name) if words in line] == []


def test_every_report_is_looked_at() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(TOLD)
