"""Load our passages on meetings: a text and the meetings in it (tests/reading/encounters/*.txt).

A passage in a file:

    == snow | 2017-03-14                                     name | date of the document
    German Chancellor Angela Merkel's visit to Washington was postponed on Tuesday because of a snowstorm.
    @ visit postponed | Angela Merkel | Washington | ?       kind status | who | where | when, then `#3` or `P2D`

`?` may be anything, `-` is nothing; `#` is the ordinal and `P` the duration. A name is right where it and the
reader's hold each other. A passage is right when it has these meetings and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import Meeting, Reading

FOLDER = Path(__file__).parent / "encounters"
PARTS = ("dev", "held-out")


@dataclass(frozen=True, slots=True)
class Expected:
    """One meeting of a passage. `who`: names, None for anybody."""

    stage: str
    who: tuple[str, ...] | None
    where: str
    when: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a day, and the meetings in it."""

    name: str
    date: str
    text: str
    expected: tuple[Expected, ...]


def load(part: str) -> tuple[Passage, ...]:
    """Return the passages of one half of the corpus, "dev" or "held-out"."""
    return tuple(_passages((FOLDER / f"{part}.txt").read_text("utf-8")))


def _passages(text: str) -> Iterator[Passage]:
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        head, *lines = block.strip().split("\n")
        name, date = (part.strip() for part in head.split("|"))
        told = "\n".join(line for line in lines if not line.startswith("@"))
        yield Passage(name, date, told, tuple(_expected(line[1:]) for line in lines if line.startswith("@")))


def _expected(line: str) -> Expected:
    stage, who, where, when, *more = (part.strip() for part in line.split("|"))
    names = None if who == "?" else tuple(name.strip() for name in who.split(";") if name.strip() != "-")
    return Expected(stage, names, where, when, tuple(more))


def right(passage: Passage, reading: Reading) -> bool:
    """Return whether the reading has the meetings of the passage and no other."""
    left = list(reading.meetings)
    for expected in passage.expected:
        found = next((meeting for meeting in left if _matches(expected, meeting, reading)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _matches(expected: Expected, meeting: Meeting, reading: Reading) -> bool:
    places = {place.id: place.name for place in reading.places}
    said = {"#": f"#{meeting.ordinal}", "P": meeting.duration}
    return (
        expected.stage == f"{meeting.kind} {meeting.status}"
        and _same_names(expected.who, meeting, reading)
        and expected.where in ("?", places.get(meeting.place or "", "-"))
        and expected.when in ("?", meeting.when.edtf or "-")
        and all(said[one[0]] == one for one in expected.more)
    )


def _same_names(who: tuple[str, ...] | None, meeting: Meeting, reading: Reading) -> bool:
    actors = {actor.id: actor for actor in reading.actors}
    met = [actors[i] for i in meeting.participants]
    names = [[name.casefold() for name in (actor.name, *actor.roles) if name] for actor in met]
    if who is None:
        return True

    def named(one: str) -> bool:
        return any(one.casefold() in name or name in one.casefold() for of_actor in names for name in of_actor)

    return len(met) == len(who) and all(named(one) for one in who)
