"""Say who met whom, who spoke to whom, who promised whom something, and how often: those with the most ties first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal, get_args

from dragoman import edtf
from dragoman.model import ActorKind, Value
from dragoman.problems import UsageError
from dragoman.views.actors.listed import kind_of_actor
from dragoman.views.actors.parts import Part, People, day_of

TieKind = Literal["met", "said", "promised"]
KINDS: tuple[TieKind, ...] = get_args(TieKind)
OF: dict[TieKind, str] = {"met": "meeting", "said": "statement", "promised": "commitment"}  # the entries behind a tie
MET = frozenset(("held", "under-way"))
NOT_PROMISED = frozenset(("floated", "refused"))
FROM_TO: dict[TieKind, tuple[str, str]] = {"said": ("speaker", "addressee"), "promised": ("by", "to")}


class Ties(Value, frozen=True, kw_only=True):
    """Which ties are asked for: their kinds (none: all), days (EDTF), and between how many at most."""

    kinds: tuple[TieKind, ...] = ()
    since: str | None = None
    until: str | None = None
    most: int = 40


class Tie(Value, frozen=True, kw_only=True):
    """What joins two: `a` met `b`, or spoke to or promised `b` something; in `count` acts between two days (EDTF)."""

    a: str
    b: str
    a_name: str
    b_name: str
    kind: TieKind
    count: int
    first: str | None = None
    last: str | None = None


class Knot(Value, frozen=True, kw_only=True):
    """Somebody with ties; `ties` is the number of acts that join them to others who are asked for."""

    id: str
    name: str
    kind: ActorKind | None = None
    ties: int


class Network(Value, frozen=True, kw_only=True):
    """Those with the most ties, what joins them, and how many there are with any tie."""

    knots: tuple[Knot, ...] = ()
    ties: tuple[Tie, ...] = ()
    total: int = 0


def network(people: People, asked: Ties) -> Network:
    """Return the ties asked for, the strongest first. Raises UsageError for a day that is not EDTF."""
    pairs: dict[tuple[TieKind, str, str], list[Part]] = {}
    for tie, one in _pairs(people, asked):
        pairs.setdefault(tie, []).append(one)
    ties: Counter[str] = Counter()
    for (_, a, b), acts in pairs.items():
        ties.update({a: len(acts), b: len(acts)})
    order = sorted(ties, key=lambda who: (-ties[who], people.called(who).casefold(), who))
    shown = set(order[: asked.most])
    found = [_tie(people, tie, acts) for tie, acts in pairs.items() if tie[1] in shown and tie[2] in shown]
    knots = (Knot(id=who, name=people.called(who), kind=kind_of_actor(people, who), ties=ties[who])
             for who in order[: asked.most])  # fmt: skip
    return Network(
        knots=tuple(knots),
        ties=tuple(sorted(found, key=lambda tie: (-tie.count, tie.a_name.casefold(), tie.b_name.casefold(), tie.kind))),
        total=len(order),
    )


def joined(kind: TieKind, parts: Sequence[Part]) -> Iterable[tuple[str, str]]:
    """Return the pairs that an act joins, by its parts: of those who met each once, else from whom to whom.

    A meeting that is still to come, or does not come, and a promise that is only talked of, or refused, join nobody.
    """
    one = parts[0]
    if OF[kind] != one.kind or (kind == "met" and one.status not in MET):
        return ()
    if kind == "met":
        return combinations(sorted({part.who for part in parts}), 2)
    if kind == "promised" and one.status in NOT_PROMISED:
        return ()
    here, there = ({part.who for part in parts if part.part == side} for side in FROM_TO[kind])
    return [(a, b) for a in sorted(here) for b in sorted(there) if a != b]


def _pairs(people: People, asked: Ties) -> Iterator[tuple[tuple[TieKind, str, str], Part]]:
    """Yield each pair that an act joins with a part in that act."""
    first, last = (_day(asked.since, 0), _day(asked.until, 1))
    for parts in people.within.values():
        one = parts[0]
        if (first and one.last < first) or (last and (one.first > last or not one.first)):
            continue
        for kind in asked.kinds or KINDS:
            yield from (((kind, a, b), one) for a, b in joined(kind, parts))


def _tie(people: People, tie: tuple[TieKind, str, str], acts: list[Part]) -> Tie:
    kind, a, b = tie
    return Tie(
        a=a,
        b=b,
        a_name=people.called(a),
        b_name=people.called(b),
        kind=kind,
        count=len(acts),
        first=day_of(min((part.first for part in acts if part.first), default=0)),
        last=day_of(max(part.last for part in acts)),
    )


def _day(asked: str | None, side: int) -> int:
    """Return the first (0) or last (1) day that is asked for, as an ordinal; 0 for none."""
    if not asked:
        return 0
    if not edtf.valid(asked):
        raise UsageError(f"'{asked}' is not a date. Write 2018-10-07, 2018-10, 2018 or another EDTF date.")
    day = edtf.bounds(asked)[side]
    return day.toordinal() if day else 0
