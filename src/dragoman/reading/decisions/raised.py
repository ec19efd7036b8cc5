"""What the rules for decisions share: one place where a question is raised, and the words of terms/questions.tsv."""

from __future__ import annotations

import re
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import DecisionStatus, Option, Question, Span, Value, When
from dragoman.reading.scene import BEGUN, Scene
from dragoman.spans import cover, touch

BY = re.compile(r"\bby\s+")


class Raising(Value, frozen=True, kw_only=True):
    """One place where a question is spoken of. `about` is the id of a meeting or words; `head` orders them.

    `decided_by` is who decides where the words say so, else it is for those who will meet.
    """

    span: Span
    head: Span
    question: Question
    status: DecisionStatus
    about: str | None
    by: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    decided_by: tuple[str, ...] = ()
    when: When = When()


@cache
def listed(part: str) -> dict[str, str]:
    """Return value by word of a part of terms/questions.tsv: noun, verb, option, predicate, asking, matter, bearing."""
    return {row["word"]: row["value"] for row in terms.rows("questions") if row["part"] == part}


@cache
def any_of(part: str) -> re.Pattern[str]:
    """Return a pattern for the words of one part, the longest first."""
    return re.compile(rf"\b(?:{terms.either(sorted(listed(part), key=len, reverse=True))})\b", re.I)


def looked_up(scene: Scene, verb: Verb, part: str) -> str | None:
    """Return what the table says of a verb, with its particle where it has one ("ruled out")."""
    return listed(part).get(scene.phrasal(verb).rstrip(",.;:")) or listed(part).get(verb.lemma)


def whole(verb: Verb) -> Span:
    """Return the verb's clause with its subject."""
    return cover([verb.subject or verb.span, verb.clause])


def agents(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return by whom a passive says it is done: "will be decided by Sudan"."""
    by = BY.search(scene.text, verb.span[1], max(verb.clause[1], verb.span[1])) if verb.passive else None
    named = scene.mentions_from(by.end(), by.end() + len("the ")) if by else ()
    return scene.actors_in(named[0].span) if named else ()


def deciders(scene: Scene, verb: Verb) -> tuple[str, ...]:
    """Return the actors that a verb, or the verb above it, has as its subject, or that "by" names of a passive."""
    if by := agents(scene, verb):
        return by
    return next((scene.actors_in(link.subject) for link in scene.chain(verb) if link.subject), ())


def meeting_of(scene: Scene, span: Span) -> str | None:
    """Return the meeting to come that the words speak of."""
    to_come = (m for m in scene.reading.meetings if m.status not in BEGUN)
    return next((m.id for m in to_come if any(touch(source.span, span) for source in m.sources)), None)


def places(scene: Scene, span: Span) -> list[str]:
    """Return the places named, a capital that stands for no government here among them ("chose Vienna")."""
    found = []
    for mention in scene.outermost(span):
        at = next((of for of in mention.of if of in scene.places), None)
        if at is not None:
            found.append(scene.places[at].name)
        elif mention.quote in cities():
            found.append(mention.quote)
    return found


@terms.cached
def cities() -> frozenset[str]:
    """Return the capitals and the cities of the tables."""
    capitals = (capital for row in terms.rows("countries") for capital in terms.values(row["capital"]))
    return frozenset((*capitals, *(row["name"] for row in terms.rows("places") if row["kind"] == "city")))


def days(scene: Scene, span: Span) -> list[str]:
    """Return the times named that lie ahead, in EDTF."""
    return [
        time.edtf for time in scene.times_in(span) if time.edtf and ".." not in time.edtf and scene.ahead(time.edtf)
    ]


def matter(words: str, part: str) -> Question | None:
    """Return the question that words bear on: `matter` lists sure signs ("chaired"), `bearing` those of a whether."""
    found = any_of(part).search(words)
    return listed(part)[found.group().casefold()] if found else None  # type: ignore[return-value]


def nearest_phrase(scene: Scene, start: int) -> Span | None:
    """Return the longest noun phrase that begins at an offset."""
    spans = [p.span for p in scene.phrases_over((start, start + 1)) if p.span[0] == start]
    return max(spans, key=lambda span: span[1], default=None)
