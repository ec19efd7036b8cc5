"""The benchmark of coded events makes of a reading what its scorer reads."""

from __future__ import annotations

from benchmarks.coding import between, document, events, marks
from dragoman.model import Actor, Event, Mention, Plover
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


def test_the_type_asked_for_is_that_of_the_marked_pair() -> None:
    marked = "<s>Norland</s> met <t>Sundland</t>, and the <s>North</s> shelled Westland."
    spans = marks(marked)
    text = "Norland met Sundland, and the North shelled Westland."
    assert [text[slice(*span)] for span in (*spans["s"], *spans["t"])] == ["Norland", "North", "Sundland"]
    doc = document({"id": "x/2", "text": text})
    names = ("Norland", "Sundland", "Westland")
    actors = tuple(Actor(id=name, name=name, kind="state") for name in names)
    mentions = tuple(Mention(span=(at := text.index(n), at + len(n)), quote=n, of=(n,)) for n in names)
    rows = (
        Plover(event="ASSAULT", actor=("Norland",), recipient=("Westland",), origin="e1"),
        Plover(event="RETREAT", actor=("Norland",), recipient=("Sundland",), origin="e2"),
    )
    made = reading(doc, actors=actors, mentions=mentions, plover=rows)
    assert between(made, spans["s"], spans["t"]) == "YIELD"
    assert between(made, spans["s"], [mentions[2].span]) == "ASSAULT"
    assert between(reading(doc), spans["s"], spans["t"]) is None
