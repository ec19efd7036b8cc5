"""The benchmark of coded events makes of a reading what its scorer reads."""

from __future__ import annotations

from benchmarks.coding import document, events
from dragoman.model import Actor, Event, Plover
from tests.factories import reading


def test_each_pair_is_an_event_once_and_denied_acts_are_none() -> None:
    doc = document({"id": "x/1", "text": "x", "date": "2020-05-03"})
    actors = tuple(Actor(id=id, name=id, kind="state", country=id.upper()) for id in ("nor", "dnk"))
    rows = (
        Plover(event="CONSULT", actor=("nor", "dnk"), origin="m1"),
        Plover(event="ASSAULT", actor=("nor",), origin="m2"),
    )
    denied = Event(id="e1", event="COERCE", actors=("nor",), status="denied", sources=())
    made = reading(doc, actors=actors, plover=(*rows, rows[1]), events=(denied,))
    assert events(made) == [
        {"type": "CONSULT", "source": "NOR", "target": "DNK"},
        {"type": "CONSULT", "source": "DNK", "target": "NOR"},
        {"type": "ASSAULT", "source": "NOR", "target": None},
    ]
    assert doc.date is not None and doc.date.edtf == "2020-05-03"
