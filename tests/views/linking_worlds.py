"""Make small records in which much may be one act: few people, few days, the same words again; the sentences are ours."""

from __future__ import annotations

import random
from typing import Any

from dragoman.kinds import extend
from dragoman.model import (
    Actor,
    Commitment,
    Decision,
    Entry,
    Event,
    Meeting,
    Place,
    Reading,
    Source,
    Statement,
    Verification,
    When,
)
from tests.factories import document, reading

PEOPLE = (
    Actor(id="anna-berg", name="Anna Berg", kind="person", country="NOR", roles=("Foreign Minister",)),
    Actor(id="a-berg", name="A. Berg", kind="person", country="NOR"),
    Actor(id="berg", name="Berg", kind="person", country="NOR"),
    Actor(id="omar-haddad", name="Omar Haddad", kind="person", country="SUD", roles=("envoy",)),
    Actor(id="haddad", name="Haddad", kind="person", roles=("envoy",)),
    Actor(id="nor", name="Norland", kind="state", country="NOR"),
    Actor(id="envoy", name=None, kind="person", country="SUD", roles=("envoy",)),
)
PLACES = (
    Place(id="oslo", name="Oslo", kind="city", country="NOR"),
    Place(id="geneva", name="Geneva", kind="city", country="CHE"),
)
DAYS = (None, "2020-05-03", "2020-05-04", "2020-05", "2020-06-09", "2020", "../2020-05-10", "2021-03-01")
DEEDS = ("open the border crossing at Salt Pass", "to open the crossing at Salt Pass", "release forty prisoners")
SAID = ("the depot will be opened to monitors", "depot will be opened to the monitors", "the talks had been frank")
WORDS = ("over dinner in the hotel", "after a long night of bargaining", "while rain fell on the harbour", "at last")


def report(number: int, chance: random.Random) -> Reading:
    """Return the reading of a made-up report with up to six entries, some of them about others."""
    parts = [f"Report {number}."]
    spans = []
    for _ in range(chance.randint(1, 6)):
        start = sum(map(len, parts)) + len(parts)
        parts.append(f"{chance.choice(SAID)} {chance.choice(WORDS)}.")
        spans.append((start, start + len(parts[-1])))
    text = " ".join(parts)
    doc = document(text, chance.choice(("2020-05-04", "2020-05-05", "2020-06-20", "2021-03-02", None)))
    found: list[Entry] = []
    for at, span in enumerate(spans):
        words = (Source(span=span, quote=text[span[0] : span[1]]),)
        found.append(entry(f"{doc.id[:6]}{at}", words, found, chance))
    return extend(reading(doc, actors=PEOPLE, places=PLACES), found)


def entry(id: str, words: tuple[Source, ...], others: list[Entry], chance: random.Random) -> Entry:
    """Return a made-up entry on some words."""
    who = tuple(one.id for one in chance.sample(PEOPLE, chance.randint(0, 2)))
    place = chance.choice((None, "oslo", "geneva", "the lodge"))
    when = When(edtf=chance.choice(DAYS))
    about = chance.choice(others).id if others and chance.random() < 0.6 else chance.choice((None, "the depot"))
    match chance.randrange(7):
        case 0 | 1:
            status: Any = chance.choice(("held", "cancelled", "proposed"))
            ordinal = chance.choice((None, None, None, 2))
            kind: Any = chance.choice(("talks", "talks", "summit"))
            return Meeting(id="m" + id, kind=kind, status=status, participants=who, place=place, ordinal=ordinal,
                           when=when, sources=words)  # fmt: skip
        case 2:
            return Commitment(id="c" + id, by=who[:1], to=who[1:], action=chance.choice(DEEDS), phase="offered",
                              when=when, sources=words)  # fmt: skip
        case 3:
            return Event(id="e" + id, event="ASSAULT", actors=who[:1], recipients=who[1:], place=place,
                         status="happened", when=when, sources=words)  # fmt: skip
        case 4:
            return Verification(id="v" + id, of=about, by=who[0] if who else None, place=place, status="raised",
                                when=when, sources=words)  # fmt: skip
        case 5:
            return Decision(id="d" + id, about=about, question="venue", status="open", when=when, sources=words)
        case _:
            start, end = words[0].span
            content = words[0].quote[: -chance.randint(1, 9)]
            return Statement(id="s" + id, speaker=who[0] if who else None, content=content, mode="indirect",
                             spans=((start, start + len(content)),), when=when, sources=words)  # fmt: skip
