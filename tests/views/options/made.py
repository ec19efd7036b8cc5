"""Records of positions: real facts of the second summit of 2019, and any others, in our own words."""

from __future__ import annotations

from typing import Any

from dragoman.model import Actor, Decision, Option, Place, Reading, Record, Source, When
from tests.factories import document, reading

STATES = tuple(
    Actor(id=id, name=name, kind="state", country=id.upper())
    for id, name in (("usa", "United States"), ("prk", "North Korea"), ("kor", "South Korea"), ("vnm", "Vietnam"))
)
SECOND_SUMMIT: tuple[dict[str, Any], ...] = (
    {"id": "c2", "when": "2018-10-09", "by": "usa", "slot": "date", "stance": "require", "value": "not before 2018-11-07",
     "words": "He cannot leave before the elections of 6 November."},
    {"id": "c3", "when": "2018-10-09", "by": "usa", "stance": "disfavour", "value": "singapore",
     "words": "Another place than Singapore is likely this time."},
    {"id": "c4", "when": "2018-12", "by": "usa", "stance": "require", "value": "within 7000 km of pyongyang",
     "words": "It has to be in reach of the chairman's aircraft."},
    {"id": "c5", "when": "2018-12", "by": "usa", "slot": "date", "stance": "require", "value": "2019-01-01/2019-02-28",
     "words": "We meet in January or February."},
    {"id": "c6", "when": "2019-01-10", "by": "kor", "stance": "require", "value": "in VNM or SGP or THA or IDN",
     "words": "A place where the North has no embassy is out of the question."},
    {"id": "c7", "when": "2019-01-10", "by": "kor", "stance": "prefer", "value": "panmunjom",
     "words": "Seoul would like to see it at Panmunjom."},
    {"id": "c8", "when": "2019-01-10", "by": "vnm", "stance": "offer", "value": "hanoi or da-nang or ho-chi-minh-city",
     "words": "Vietnam would host it."},
    {"id": "p1", "when": "2019-01-07", "by": "press", "stance": "offer", "value": "bangkok or jakarta or honolulu",
     "words": "Teams have looked at Bangkok, Jakarta and Honolulu."},
    {"id": "p2", "when": "2018-10-09", "by": "press", "stance": "offer", "value": "mar-a-lago",
     "words": "His own estate was named half in jest."},
    {"id": "c10", "when": "2019-01-20", "by": "usa", "stance": "require", "value": "in VNM",
     "words": "The country has been picked."},
    {"id": "c11", "when": "2019-02-07", "by": "usa", "stance": "prefer", "value": "da-nang",
     "words": "Washington would rather go to Da Nang."},
    {"id": "c12", "when": "2019-02-07", "by": "prk", "stance": "prefer", "value": "hanoi",
     "words": "Pyongyang would rather go to Hanoi."},
    {"id": "c13", "when": "2019-02-07", "by": "press", "slot": "date", "stance": "require",
     "value": "21 days after the decision", "words": "It takes three weeks to prepare such a meeting."},
)  # fmt: skip


def by_hand(
    positions: tuple[dict[str, Any], ...], decided_by: tuple[str, ...] = ("usa", "prk"), **fields: Any
) -> Reading:
    """Return the reading of positions entered by hand, and of who decides; `by` may be several."""
    doc = document("\n".join(one["words"] for one in positions) + "\nThe two decide.\n", channel="by-hand")

    def words(quote: str) -> Source:
        start = doc.text.index(quote)
        return Source(span=(start, start + len(quote)), quote=quote)

    decisions = [
        Decision(
            id=one["id"],
            about="second summit",
            question=one.get("slot", "venue"),
            status="open",
            options=tuple(Option(value=one["value"], by=by, stance=one["stance"]) for by in one["by"].split(" and ")),
            when=When(edtf=one.get("when")),
            sources=(words(one["words"]),),
        )
        for one in positions
    ]
    decisions += [
        Decision(
            id=f"who-{slot}", about="second summit", question=slot, status="open", decided_by=decided_by,
            when=When(edtf="2018-06-12"), sources=(words("The two decide."),),
        )
        for slot in ("venue", "date")
    ]  # fmt: skip
    return reading(doc, actors=STATES, decisions=tuple(decisions), **fields)


def record(*positions: dict[str, Any], places: tuple[Place, ...] = (), **fields: Any) -> Record:
    """Return a record of positions entered by hand."""
    return Record(name="made", readings=(by_hand(positions, places=places, **fields),))


def position(
    id: str, by: str, stance: str, value: str, when: str = "2019-01-01", slot: str = "venue"
) -> dict[str, Any]:
    """Return a position as `record` takes it."""
    return {
        "id": id, "by": by, "stance": stance, "value": value, "when": when, "slot": slot, "words": f"{id}: so they said."
    }  # fmt: skip


SUMMIT = record(*SECOND_SUMMIT)
