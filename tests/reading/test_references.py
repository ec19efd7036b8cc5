"""Whoever and whatever a reading refers to is in it: no dangling id in any entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.intake import document_of, read_file, with_date
from dragoman.kinds import entries
from dragoman.model import Reading
from dragoman.reading import read
from dragoman.reading.references import referred

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*/2*"))


def dangling(reading: Reading) -> list[str]:
    """Return every reference of a reading that leads nowhere."""
    actors = {actor.id for actor in reading.actors}
    places = {place.id for place in reading.places}
    known = {entry.id for entry in entries(reading)}
    found = [f"actor {id}" for id in referred(reading) - actors]
    found += [f"mention {of}" for m in reading.mentions for of in m.of if of not in actors | places | known]
    found += [
        f"source {s.statement}" for e in entries(reading) for s in e.sources if s.statement and s.statement not in known
    ]
    found += [f"within {s.within}" for s in reading.statements if s.within and s.within not in known]
    found += [f"place {m.place}" for m in reading.meetings if m.place and m.place not in places]
    found += [f"place {e.place}" for e in reading.events if e.place and e.place not in places]
    found += [f"part of {m.part_of}" for m in reading.meetings if m.part_of and m.part_of not in known]
    found += [f"order {id}" for e in entries(reading) for id in (*e.when.after, *e.when.before) if id not in known]
    found += [f"plover {id}" for row in reading.plover for id in (*row.actor, *row.recipient) if id not in actors]
    found += [f"plover {row.origin}" for row in reading.plover if row.origin not in known]
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name[:40])
def test_no_reference_of_an_example_leads_nowhere(path: Path) -> None:
    assert dangling(read(with_date(read_file(path), "2018-10-07"))) == []


def test_a_state_that_a_role_implies_is_an_actor() -> None:
    text = "If the sanctions are lifted, we will reopen the plant, Iran's foreign minister said."
    reading = read(with_date(document_of(text.encode(), "report.txt"), "2021-03-17"))
    assert dangling(reading) == []
    assert "irn" in {actor.id for actor in reading.actors}


def test_ids_of_entries_are_unique() -> None:
    for path in EXAMPLES:
        ids = [entry.id for entry in entries(read(read_file(path)))]
        assert len(ids) == len(set(ids)), path.name
