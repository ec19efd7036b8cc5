"""Say what a check is, who is one that checks, and what the words around a check tell: place, extent, scope."""

from __future__ import annotations

import re
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import Scope, Span, Value, VerificationFinding, VerificationStatus, When
from dragoman.reading.acts.circumstances import place_of
from dragoman.reading.acts.parties import Parties
from dragoman.spans import cover

BODY = re.compile(
    r"\b(?:IAEA|OPCW|UNSCOM|UNMOVIC|OSCE|CTBTO|inspect\w*|monitor\w*|observ\w*|verif\w*|agency|watchdog|experts?|"
    r"team|commission|panel|"
    r"mission|auditors?|investigators?)\b",
    re.I,
)
SCOPES: dict[Scope, re.Pattern[str]] = {
    "irreversibility": re.compile(r"\birreversib", re.I),
    "completeness": re.compile(r"\b(?:complete(?:ness|ly)?|fully|all of|undeclared)\b", re.I),
    "correctness": re.compile(r"\b(?:correct(?:ness)?|accura\w+)\b", re.I),
}


class Check(Value, frozen=True, kw_only=True):
    """One place where the text speaks of a check. `host` lets the checkers in or keeps them out."""

    span: Span
    head: Span
    status: VerificationStatus
    by: str | None = None
    host: str | None = None
    place: str | None = None
    finding: VerificationFinding | None = None
    of: Span | None = None
    scope: tuple[Scope, ...] = ()
    when: When = When()


@cache
def table(part: str) -> dict[str, str]:
    """Return the words of one part of terms/verification.tsv, with their values."""
    return {row["word"]: row["value"] for row in terms.rows("verification") if row["part"] == part}


def is_checker(parties: Parties, by: str, verb: Verb) -> bool:
    """Return whether an actor is one that checks, by its name or the words of the verb's subject."""
    actor = parties.get(by)
    named = " ".join([actor.name or "", by.replace("-", " "), *actor.roles]) if actor else by
    return bool(BODY.search(named) or (verb.subject and BODY.search(parties.scene.words(verb.subject))))


def place(parties: Parties, verb: Verb, of: Span | None) -> str | None:
    """Return where it is checked: the place that is checked, else where the verb's clause puts it."""
    inside = parties.scene.places_in(of) if of else ()
    tail = parties.scene.places_in((verb.span[0], max(verb.clause[1], verb.span[1])))
    told = place_of(parties.scene, verb)
    return next(iter((*inside, *([told] if told else []), *tail)), None)


def extent(parties: Parties, verb: Verb) -> Span:
    """Return the words that tell of it: from the verb's subject to the end of its clause, within the sentence."""
    scene = parties.scene
    sentence = scene.sentence(verb.span).span
    start, end = cover([verb.subject or verb.span, verb.span, (verb.span[0], max(verb.clause[1], verb.span[1]))])
    start, end = max(start, sentence[0]), min(end, sentence[1])
    quoted = scene.words((start, end))
    return start + len(quoted) - len(quoted.lstrip()), end - (len(quoted) - len(quoted.rstrip(" ,;.\n_–—")))


def scopes(words: str) -> tuple[Scope, ...]:
    """Return what the words say is checked: that it is correct, complete, irreversible."""
    return tuple(scope for scope, pattern in SCOPES.items() if pattern.search(words))
