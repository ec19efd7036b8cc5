"""Say who may be the same as somebody and has not been taken for them, the likeliest first, and why."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

from dragoman.model import Value
from dragoman.views.actors.listed import Listed
from dragoman.views.actors.parts import People
from dragoman.views.called import ends, key_of

Ground = Literal["same_name", "last_name", "first_name", "spelt_alike", "initials", "in_name", "same_role", "same_land",
                 "same_body", "other_land", "met_each_other"]  # fmt: skip
WEIGHTS: dict[Ground, int] = {
    "same_name": 6, "last_name": 4, "spelt_alike": 4, "initials": 4, "in_name": 3, "first_name": 2, "same_role": 3,
    "same_land": 1, "same_body": 1, "other_land": -4, "met_each_other": -5,
}  # fmt: skip
LEAST = 3  # what less speaks for is nobody to offer
OFFERED = 8
ALIKE = 0.75  # of the letters of two names are the same, in the same order: "Zarif", "Zareef"
BEINGS = {"person": "person", "group": "group", None: "words"}  # a state and a body may be one, a person and a body not


class Likely(Value, frozen=True, kw_only=True):
    """Somebody who may be the same; `why` are the grounds, with the words in common where there are any.

    `first` is the day (EDTF) on which they first act: of those without a name it tells one from another.
    """

    id: str
    name: str
    first: str | None
    why: tuple[tuple[Ground, str], ...]
    weight: int


def likely(people: People, one: Listed, others: Iterable[Listed]) -> tuple[Likely, ...]:
    """Return those who may be the same as one, the likeliest first."""
    met = {part.who for mine in people.doing.get(one.id, ()) if mine.part in ("participants", "speaker")
           for part in people.within[mine.act] if part.kind == mine.kind}  # fmt: skip
    found: list[tuple[bool, Likely]] = []
    for other in others:
        if other.id == one.id or not _one_being(one, other):
            continue
        grounds = dict(_grounds(one, other))
        if not grounds:
            continue
        if other.id in met:
            grounds["met_each_other"] = ""
        weight = sum(WEIGHTS[ground] for ground in grounds)
        if weight >= LEAST:
            found.append(
                (
                    not other.named,
                    Likely(id=other.id, name=other.name, first=other.first, why=tuple(grounds.items()), weight=weight),
                )
            )
    found.sort(key=lambda pair: (-pair[1].weight, pair[0], pair[1].name, pair[1].id))
    return tuple(each for _, each in found[:OFFERED])


def _one_being(one: Listed, other: Listed) -> bool:
    kinds = {BEINGS.get(each.kind, "body") for each in (one, other)} - {"words"}
    return len(kinds) < 2


def _grounds(one: Listed, other: Listed) -> Iterable[tuple[Ground, str]]:
    """Yield what speaks for it and against it; nothing where neither name nor role is alike."""
    alike = [*_names(one, other), *_roles(one, other)]
    yield from alike
    if not alike:
        return
    if one.country and other.country:
        yield ("same_land", one.land or one.country) if one.country == other.country else ("other_land", "")
    if one.acts_for and one.acts_for == other.acts_for and one.acts_for != one.land:
        yield "same_body", one.acts_for


def _names(one: Listed, other: Listed) -> Iterable[tuple[Ground, str]]:
    a, b = (tuple(key_of(each.name).split()) for each in (one, other))
    if not a or not b or not (one.named and other.named):
        return
    if a == b:
        yield "same_name", one.name
    elif "".join(a) in _initials(b) or "".join(b) in _initials(a):
        yield "initials", min(one.name, other.name, key=len)
    elif len(a) == 1 or len(b) == 1:
        short, whole = sorted((a, b), key=len)
        if short[0] in (whole[0], whole[-1]):
            yield "in_name", short[0]
        elif _spelt_alike(short[0], whole[-1]):
            yield "spelt_alike", whole[-1]
    elif _spelt_alike("".join(a), "".join(b)):
        yield "spelt_alike", other.name
    elif one.kind == "person":
        if a[-1] == b[-1]:
            yield "last_name", a[-1]
        elif a[0] == b[0]:
            yield "first_name", a[0]


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first letters of three words or more, with and without the small words among them."""
    long = [word[0] for word in words if len(word) > 3]
    return ("".join(word[0] for word in words), "".join(long)) if len(words) > 2 and len(long) > 1 else ()


def _spelt_alike(one: str, other: str) -> bool:
    """Return whether two words or names have nearly all letters in common."""
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 4:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE  # the quick one is never the lower


def _roles(one: Listed, other: Listed) -> Iterable[tuple[Ground, str]]:
    """Yield the noun of a role in common: two ministers of one state are so alike, or somebody without a name."""
    if not one.roles or not other.roles or one.kind not in ("person", "group"):
        return
    mine, theirs = ({key_of(role): role for role in each.roles} for each in (one, other))
    shared = [role for key, role in mine.items() if any(_one_office(key, other_key) for other_key in theirs)]
    if shared:
        yield "same_role", shared[0]


def _one_office(one: str, other: str) -> bool:
    return one == other or ends(one, other) or ends(other, one)
