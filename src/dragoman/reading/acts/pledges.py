"""Find undertakings that a noun names with whose they are: "Togo's refusal to", "an offer by Vilnius to"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.markup import Verb
from dragoman.model import Span
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import MANNERS, MEETING, Undertaking, build, cues, hostile, main_word, nouns

WHOSE = re.compile(r"\s+(?:by|of|from)\s+")
SOUGHT = frozenset(["seek", "want", "demand", "ask", "request", "expect", "await", "need", "require", "hope", "lack"])
NONE = re.compile(r"\b(?:no|any|without|neither|possible|future)\s+(?:\w+\s+)?$", re.I)


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern for a noun that undertakes by itself, up to whose it is; "praised his decision to" does not."""
    alone = (word for word, (_, _, frames) in nouns().items() if "alone" in frames)
    return re.compile(rf"\b({'|'.join(alone)})(?P<whose>\s+(?:by|of|from)\s+[^,.;:]{{2,60}}?)?\s+$", re.I)


def named(parties: Parties, verb: Verb) -> Undertaking | None:
    """Return the undertaking that the noun right before an infinitive names, where it says whose it is."""
    scene = parties.scene
    start = scene.sentence(verb.span).span[0]
    lead = _named().search(scene.text, max(start, verb.span[0] - 100), verb.span[0]) if verb.form == "to" else None
    if lead is None or not _given(parties, lead.span(1)):
        return None
    by = _owner(parties, lead)
    action = main_word(parties, verb), max(verb.clause[1], verb.span[1])
    if not by or MEETING.match(scene.words(action)) or MANNERS.match(scene.words(action)) or hostile(parties, verb):
        return None
    phase, strength, _ = nouns()[lead.group(1).casefold()]
    return build(parties, verb, action, by, (), phase, strength, negated=verb.negated, done=verb)


def _owner(parties: Parties, lead: re.Match[str]) -> tuple[str, ...]:
    """Return whose it is: whom "by", "of" or "from" names, else the possessive before the noun."""
    if lead.group("whose"):
        preposition = WHOSE.match(lead.group("whose"))
        start = lead.start("whose") + (preposition.end() if preposition else 0)
        return parties.who(parties.phrase_from(start))
    phrase = parties.phrase_of(lead.span(1))
    return parties.scene.actors_in((phrase.span[0], lead.start(1))) if phrase is not None else ()


def _given(parties: Parties, noun: Span) -> bool:
    """Return whether it is made: not one that is sought, denied or spoken of by a verb of undertaking itself."""
    scene = parties.scene
    if NONE.search(scene.text, max(0, noun[0] - 24), noun[0]):
        return False
    verb = scene.verb_of(noun)
    return verb is None or (verb.lemma not in SOUGHT and verb.lemma not in cues() and not verb.negated)
