"""A record that grows, shrinks and is judged has at every moment the acts that it would have linked all at once."""

from __future__ import annotations

import random
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.kinds import entries
from dragoman.model import Link, Reading, Record
from dragoman.views.lines import Index
from dragoman.views.linking.board import Memory
from dragoman.views.linking.facts import all_facts
from dragoman.views.linking.join import Joining, Judgements
from dragoman.views.linking.linked import linked, unsure
from tests.views.linking_worlds import report


def together(readings: list[Reading], links: tuple[Link, ...]) -> tuple[Any, Any]:
    """Return the acts and the pairs in doubt of all the readings at once."""
    found = linked(Record(name="talks", readings=tuple(readings), links=links))
    acts = {frozenset((index.reading.document.id, entry.id) for index, entry in act) for act in found.acts}
    return acts, set(found.unsure)


def growing(board: Memory) -> tuple[Any, Any]:
    """Return the same of a board."""
    acts: dict[Any, set[Any]] = {}
    for key, act in board.acts.items():
        acts.setdefault(act, set()).add(key)
    return set(map(frozenset, acts.values())), set(unsure(board))


def judged(readings: list[Reading], chance: random.Random) -> tuple[Link, ...]:
    """Return judgements of a few pairs of entries of one kind."""
    all_entries = [entry for reading in readings for entry in entries(reading)]
    links: list[Link] = []
    for _ in range(chance.randint(0, 3)):
        one = chance.choice(all_entries)
        peers = [other for other in all_entries if type(other) is type(one) and other is not one]
        if peers:
            verdict: Any = chance.choice(("same", "different", "unsure"))
            links.append(Link(a=one.id, b=chance.choice(peers).id, judgement=verdict, why=f"judged {len(links)}"))
    return tuple(links)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_added_one_by_one_in_any_order_removed_and_judged_it_is_as_if_linked_at_once(seed: int) -> None:
    chance = random.Random(seed)
    readings = [report(number, chance) for number in range(chance.randint(2, 12))]
    board, links, kept = Memory(), judged(readings, chance), []
    joining = Joining(board, Judgements(()))
    for made in readings:
        joining.settle([board.enter(found) for found in all_facts(Index(made))])
        kept.append(made)
        if chance.random() < 0.3:
            gone = kept.pop(chance.randrange(len(kept)))
            keys = [(gone.document.id, entry.id) for entry in entries(gone)]
            joining.leave(keys)
            for key in keys:
                board.forget(key)
            joining.settle()
    assert growing(board) == together(kept, ())
    joining.judged = Judgements(links)
    ends = (board.of_entry(id) for link in links for id in (link.a, link.b))
    joining.settle(end for end in ends if end)
    assert growing(board) == together(kept, links)


def test_copies_are_looked_for_by_those_views_alone_that_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def noted(documents: object) -> dict[str, str]:
        asked.append(documents)
        return {}

    monkeypatch.setattr(sys.modules["dragoman.views.linking.linked"], "families", noted)
    found = linked(Record(name="talks", readings=(report(1, random.Random(1)),)))
    assert (len(found.acts) > 0, asked) == (True, [])
    assert (found.families, found.families, len(asked)) == ({}, {}, 1)
