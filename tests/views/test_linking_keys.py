"""Under which keys entries are found that may be one act, and that what cannot be one is not compared."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.views.lines import Index
from dragoman.views.linking.compare import DOUBT, at_most, compare, in_other_words
from dragoman.views.linking.facts import Facts, all_facts, packed, unpacked
from dragoman.views.linking.join import ROUNDED
from dragoman.views.linking.keys import WIDEST, keys_of
from tests.views.linking_worlds import report


def world(seed: int) -> list[Facts]:
    """Return what is compared of the entries of some made-up reports."""
    chance = random.Random(seed)
    return [one for number in range(6) for one in all_facts(Index(report(number, chance)))]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_either_of_two_finds_the_other_or_neither_does(seed: int) -> None:
    for one, other in combinations(world(seed), 2):
        if one.kind == other.kind:
            assert keys_of(one).shares(keys_of(other)) == keys_of(other).shares(keys_of(one))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_no_score_is_above_the_most_that_was_foreseen(seed: int) -> None:
    for one, other in combinations(world(seed), 2):
        score = compare(one, other).score
        assert score is None or score <= at_most(one, other) + ROUNDED


def test_what_is_said_or_asked_in_other_words_is_nothing_to_compare() -> None:
    passed_over = 0
    for seed in range(30):
        for one, other in combinations(world(seed), 2):
            if in_other_words(one, other):
                assert (compare(one, other).score or 0.0) < DOUBT
                passed_over += one.kind == other.kind
    assert passed_over > 100


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_no_key_holds_for_longer_than_is_looked_back(seed: int) -> None:
    spans = [span for one in world(seed) for span in keys_of(one).own.values()]
    assert max(last - first for first, last in spans) <= WIDEST


def test_a_promise_is_looked_for_among_those_of_its_people_and_those_of_nobody() -> None:
    promises = [one for seed in range(30) for one in world(seed) if one.kind == "commitment"]
    narrower = 0
    for one, other in combinations(promises, 2):
        keys, others = keys_of(one), keys_of(other)
        found = keys._replace(sought=keys.among_own).shares(others)
        assert not found or keys.shares(others)
        if compare(one, other).score is not None and keys.shares(others):
            assert found
        narrower += keys.shares(others) and not found
    assert narrower


def test_what_is_packed_comes_back_whole() -> None:
    for one in world(7):
        assert unpacked(packed(one), one.document, one.entry) == one
