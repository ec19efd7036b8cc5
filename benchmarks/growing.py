"""Make records of made-up reports, as large as asked: readings by rule and chance, no encoder, so that a day's work of
a newsroom is there in minutes. Shared by linking_growth.py, readers.py, desk.py and room.py.

A report has about ten entries: statements, meetings, promises, events, now and then a check or a question. Each tells
of acts that other reports tell of too: an act has a day, two people of a cast, a place, its own words; three reports
tell of it within a month, most within days. The cast grows by one for every 50 reports, so that a larger record is one
of more people and more years, not of busier days; eight well-known people are in a third of all acts.

The acts of a day hang on that day alone, a report on its number alone: one can begin anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from dragoman.intake import document_of, with_date
from dragoman.kinds import entry_id, extend
from dragoman.model import (
    Actor,
    Commitment,
    Decision,
    Document,
    Entry,
    Event,
    Meeting,
    Mention,
    Place,
    Reading,
    Source,
    Statement,
    Time,
    Verification,
    When,
)

ACTS = 6  # of which a report tells, about: with what is said of them ten entries
A_DAY = 12  # reports
RETOLD = 3  # how often an act is told, about
MONTH = 30
FIRST, SYLLABLES, TOWNS, NOUNS, VERBS = (
    tuple(line.split())
    for line in (
        "Anna Omar Ida Juri Lena Paul Rosa Tim Vera Wim Bela Carl Dora Emil Femi Gita Hugo Ines Jana Karim",
        "ba del fo gar hin jo kel lum mar nor pan quil ros sten tor und vas wes yar zol",
        "Oslo Geneva Vienna Doha Hanoi Lausanne Minsk Seoul Beijing Cairo Nairobi Lima Tokyo Astana Muscat Valletta",
        "corridor depot hotline ceasefire inventory prisoners monitors pipeline harbour crossing treaty reactor quota "
        "sanctions grain convoy island dam railway visas fishing airspace archive vaccine ferry mine border embassy",
        "open close inspect release transfer reduce suspend publish extend review finance rebuild share restore",
    )
)
TYPES = ("ACCUSE", "REQUEST", "SUPPORT", "REJECT", "CONSULT", "AID", "PROTEST")


class Happened(NamedTuple):
    """An act as it was: on which day, whose, where, in which words."""

    kind: type[Entry]
    day: date
    who: tuple[Actor, ...]
    place: Place
    words: tuple[str, str, str]
    sort: str


def person(number: int) -> Actor:
    """Return a member of the cast."""
    last = SYLLABLES[number % 20] + SYLLABLES[number // 20 % 20] + SYLLABLES[number // 400 % 20]
    name = f"{FIRST[number * 7 % 20]} {last.title()}"
    return Actor(id=name.lower().replace(" ", "-"), name=name, kind="person", country=f"C{number % 40:02}")


def happenings(day: int, acts: int) -> list[Happened]:
    """Return what happened on a day, numbered from 1 January 2001, where each report tells of about so many acts."""
    chance = random.Random(f"day {day} of {acts}")
    kinds: list[type[Entry]] = [Meeting] * 4 + [Commitment] * 5 + [Event] * 5 + [Verification, Decision]
    known = 20 + day * A_DAY // 50
    found = []
    for _ in range(A_DAY * acts // RETOLD):
        who = tuple(person(chance.randrange(8 if chance.random() < 0.33 else known)) for _ in range(2))
        town = chance.choice(TOWNS)
        place = Place(id=town.lower(), name=town, kind="city", country=town[:3].upper())
        site = "".join(chance.choices(SYLLABLES, k=3)).title()  # what is at issue has a name that news at large has not
        words = (chance.choice(VERBS), f"{site} {chance.choice(NOUNS)}", chance.choice(NOUNS))
        found.append(Happened(chance.choice(kinds), dated(day), who, place, words, chance.choice(TYPES)))
    return found


def dated(day: int) -> date:
    """Return the date of a numbered day."""
    return date(2001, 1, 1) + timedelta(days=day)


def readings(number: int, first: int = 0, acts: int = ACTS) -> Iterator[Reading]:
    """Yield so many readings of made-up reports from the first on, each of about so many acts, in order of their days.

    The same number gives the same report, wherever one begins.
    """
    days: dict[int, list[Happened]] = {}
    for at in range(first, first + number):
        today = at // A_DAY
        month = range(max(0, today - MONTH), today + 1)
        days = {day: days.get(day) or happenings(day, acts) for day in month}
        yield report(at, acts, [act for day in month for act in days[day]])


def report(number: int, acts: int, happened: list[Happened]) -> Reading:
    """Return the reading of a report of some of the acts that happened, most of them of the last days."""
    chance = random.Random(f"report {number} of {acts}")
    a_day = A_DAY * acts // RETOLD
    recent = min(len(happened), a_day * (3 if chance.random() < 0.8 else MONTH))
    many = chance.randint(acts - acts // 3, acts + acts // 3)
    return told(number, dated(number // A_DAY), [happened[-chance.randint(1, recent)] for _ in range(many)], chance)


def told(number: int, day: date, acts: list[Happened], chance: random.Random) -> Reading:
    """Return the reading of a report of some acts."""
    sentences = [f"Report {number} of {day:%d %B %Y}."]
    found: list[tuple[type[Entry], int, Happened]] = []
    for act in acts:
        kinds: list[type[Entry]] = [act.kind, Statement] if chance.random() < 0.7 else [act.kind]
        for kind in kinds:
            found.append((kind, len(sentences), act))
            sentences.append(sentence(kind, act, chance))
    text = " ".join(sentences)
    document = with_date(document_of(text.encode(), f"{number}.txt"), day.isoformat(), "given")
    starts = [0]
    for one in sentences:
        starts.append(starts[-1] + len(one) + 1)
    spans = [(start, start + len(one)) for start, one in zip(starts, sentences, strict=False)]
    actors = {actor.id: actor for act in acts for actor in act.who}
    places = {act.place.id: act.place for act in acts}
    made = [entry(document, kind, spans[at], act, chance) for kind, at, act in found]
    mentions = [
        Mention(span=(start, start + len(actor.name or "")), quote=actor.name or "", of=(actor.id,))
        for actor in actors.values()
        if (start := text.find(actor.name or "")) >= 0
    ]
    times = [Time(span=(0, 8), quote=text[:8], type="date", edtf=day.isoformat(), basis="report")]
    return extend(
        Reading(document=document, reader="made up"), [*actors.values(), *places.values(), *mentions, *times, *made]
    )


def sentence(kind: type[Entry], act: Happened, chance: random.Random) -> str:
    """Return a sentence that tells of an act."""
    one, other = (actor.name for actor in act.who)
    verb, noun, third = act.words
    when = chance.choice((f"on {act.day:%d %B}", "this week", "after long talks"))
    if kind is Statement:
        return f"{one} said that the {noun} and the {third} would {verb} as the {chance.choice(NOUNS)} had."
    if kind is Meeting:
        return f"{one} met {other} in {act.place.name} {when} to speak about the {noun} and the {third}."
    if kind is Commitment:
        return f"{one} promised {other} to {verb} the {noun} near the {third} {when}."
    return f"In {act.place.name} {one} spoke of the {noun} with {other} {when}, and of the {third}: {verb}."


def entry(document: Document, kind: type[Entry], span: tuple[int, int], act: Happened, chance: random.Random) -> Entry:
    """Return an entry on one sentence; a third of all have no date."""
    quote = document.text[span[0] : span[1]]
    says: dict[str, Any] = {"place": act.place.id} if kind is Meeting else {}
    common: dict[str, Any] = {
        "id": entry_id(document, kind, span),
        "when": When(edtf=act.day.isoformat() if chance.random() < 0.67 else None),
        "sources": (Source(span=span, quote=quote, says=says),),
    }
    one, other = (actor.id for actor in act.who)
    verb, noun, third = act.words
    if kind is Statement:
        start = quote.index(" said that ") + len(" said that ")
        said = (span[0] + start, span[1] - 1)
        return Statement(**common, speaker=one, content=quote[start:-1], spans=(said,), mode="indirect", cue="said")
    if kind is Meeting:
        return Meeting(**common, kind="talks", status="held", participants=(one, other), place=act.place.id)
    if kind is Commitment:
        return Commitment(
            **common, by=(one,), to=(other,), action=f"{verb} the {noun} near the {third}", phase="agreed"
        )
    if kind is Verification:
        return Verification(**common, of=f"the {noun} and the {third}", by=one, place=act.place.id, status="agreed")
    if kind is Decision:
        return Decision(**common, about=f"who will {verb} the {noun} and the {third}", question="other", status="open")
    return Event(**common, event=act.sort, actors=(one,), recipients=(other,), place=act.place.id, status="happened")
