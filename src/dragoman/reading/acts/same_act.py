"""Say whether two places of a text tell one act."""

from __future__ import annotations

import re

from dragoman.edtf import compatible
from dragoman.model import EventStatus, Span, Value, When
from dragoman.reading.acts.parties import Parties

NUMBER = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|thousands)\b")
VERBAL = frozenset(("REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN"))


class Act(Value, frozen=True, kw_only=True):
    """One place where the text tells of an act."""

    span: Span
    head: Span
    event: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    when: When
    status: EventStatus


def same(parties: Parties, a: Act, b: Act) -> bool:
    """Return whether two places tell one act: same type and status, no clash of sides, days, places or numbers."""
    if (a.event, a.status) != (b.event, b.status) or not compatible(a.when.edtf, b.when.edtf):
        return False
    if a.place and b.place and a.place != b.place and not _nested_places(parties, a.place, b.place):
        return False
    counts, others = (_counts(parties, act) if act.event == "ASSAULT" else frozenset[str]() for act in (a, b))
    if counts and others and not counts & others:
        return False  # "nearly 200 have been killed since 1985" and "killed three last week"
    one, two = ({parties.side(i) for i in act.actors} for act in (a, b))
    hit, other = ({parties.side(i) for i in act.recipients} for act in (a, b))
    back = a.event == "ASSAULT" and not one | two and _pointing(parties, b if a.head < b.head else a)
    if back and (hit & other or not (hit and other)):
        return True
    if not _agree(one, two) or not _agree(hit, other) or not (one & two or hit & other):
        return False
    if a.event in VERBAL or not (hit & other):
        return _alike(parties, a, b) or (a.event == "THREATEN" and bool(hit & other))
    return a.mode == b.mode or a.mode is None or b.mode is None


def _counts(parties: Parties, act: Act) -> frozenset[str]:
    return frozenset(NUMBER.findall(parties.scene.words((act.head[0], act.span[1])).casefold()))


def _pointing(parties: Parties, act: Act) -> bool:
    """Return whether the act's words point back: "the bomb went off", "the blast damaged the embassy"."""
    words = parties.scene.words(act.span)
    return bool(re.match(r"the\s+(?:\w+\s+)?(?:bomb|blast|explosion|attack|raid|shelling|bombing)s?\b", words, re.I))


def _agree(one: set[str], two: set[str]) -> bool:
    return not one or not two or bool(one & two)


def _alike(parties: Parties, a: Act, b: Act) -> bool:
    """Return whether two acts of words are about the same: their own words, without names, overlap by half."""
    one, two = (_plain_words(parties, act) for act in (a, b))
    if a.event == "ASSAULT" and not one & two:
        return False  # an attack of today and "have fought two wars"
    return not one or not two or len(one & two) / min(len(one), len(two)) >= 0.5


def _plain_words(parties: Parties, act: Act) -> frozenset[str]:
    quoted = parties.scene.words((max(act.head[1], act.span[0]), max(act.head[1], act.span[1])))
    return frozenset(word for word in re.findall(r"\b[a-z][\w-]{4,}", quoted))


def _nested_places(parties: Parties, a: str, b: str) -> bool:
    one, two = parties.scene.places[a], parties.scene.places[b]
    return one.country == two.country and {one.kind, two.kind} & {"country", "region"} != set()
