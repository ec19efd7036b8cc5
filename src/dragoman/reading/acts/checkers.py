"""Say what a check is, who is one that checks, and what the words around a check tell: place and scope."""

from __future__ import annotations

import re
from functools import cache

from dragoman import terms
from dragoman.markup import Phrase, Verb
from dragoman.model import Scope, Span, Value, VerificationFinding, VerificationStatus, When
from dragoman.reading.acts.circumstances import place_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.scene import names

BODY = re.compile(
    r"\b(?:IAEA|OPCW|UNSCOM|UNMOVIC|OSCE|CTBTO|ICRC|Red Cross|UNIFIL|UNDOF|UNTSO|inspect\w*|monitor\w*|observ\w*|"
    r"verif\w*|agency|watchdog|experts?|team|commission|panel|mission|mechanism|rapporteurs?|auditors?|audit|investigators?)\b",
    re.I,
)
CHECKERS = re.compile(
    r"\b(?:IAEA|OPCW|OSCE|ICRC|Red Cross|UNSCOM|UNMOVIC|inspectors?|monitors|monitoring|observers?|verif\w*|"
    r"auditors|investigators|fact-finding|forensic experts|mission|"
    r"joint commission|panel of experts|inspection teams?)\b",
    re.I,
)
NOBODY = re.compile(r"(?:no|nobody|no one|none)\b", re.I)
SITE = re.compile(
    r"\b(?:sites?|plants?|facilit\w+|palaces?|bases?|reactors?|laborator\w+|silos?|stockpiles?|camps?|depots?|posts|"
    r"tunnels?|cooling tower|centrifuges?|wreck(?:age)?|mines?|warheads?|missiles?|arsenals?|weapons|prisons?|"
    r"prisoners|detainees|rifles|guns|bombs|bombers|landing pads?|mass graves?|"
    r"ballots|landmines|minefields?|guard posts?)\b",
    re.I,
)
WHETHER = re.compile(r"(?:\s+(?:in|on|at|by|this|next|again)\b[^,.;]{0,30})?\s+(?P<what>whether\b[^,.;]+)")
ASIDE = re.compile(r",\s+(?:after|following|amid|before|as)\s")
BEHIND = re.compile(r"(?:into|through|over|at|for)\s+")
SETTLING = frozenset(["establish", "ascertain", "determine"])
NEITHER = re.compile(r"\bneither\b")
SCOPES: dict[Scope, re.Pattern[str]] = {
    "irreversibility": re.compile(r"\birreversib", re.I),
    "completeness": re.compile(
        r"\b(?:complete(?:ness|ly)?|fully|all of|all (?:nuclear |declared )?material|undeclared)\b",
        re.I,
    ),
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


@cache
def pattern(part: str, value: str = "") -> re.Pattern[str]:
    """Return the pattern of the words of one part of terms/verification.tsv that have the value."""
    return re.compile(rf"\b(?:{'|'.join(word for word, of in table(part).items() if of == value)})\b", re.I)


def is_checker(parties: Parties, by: str, verb: Verb) -> bool:
    """Return whether an actor is one that checks, by its name or the words of the verb's subject."""
    actor = parties.get(by)
    named = " ".join([by.replace("-", " "), *names(actor)]) if actor else by
    return bool(BODY.search(named) or (verb.subject and BODY.search(parties.scene.words(verb.subject))))


def of_checkers(parties: Parties, by: tuple[str, ...], verb: Verb, done: Verb) -> bool:
    """Return whether those do it whose trade it is to check: "A mission is to establish whether", no promise."""
    asking = done.lemma in table("checking") or done.lemma in SETTLING
    return asking and all(is_checker(parties, one, verb) for one in by)


def doer(parties: Parties, verb: Verb) -> str | None:
    """Return who does what a verb says: of "Dutch investigators" they, not the country."""
    known = parties.subject(verb)
    span = verb.subject
    phrase = parties.phrase_of((span[1] - 1, span[1])) if span is not None else None
    if phrase is None or phrase.span != span or not BODY.search(parties.scene.words(phrase.head)):
        return next(iter(known), None)
    return next(iter(parties.people(span)), None) or parties.unnamed(phrase)


def checked(parties: Parties, verb: Verb) -> Span | None:
    """Return what is checked; of "could neither confirm nor rule out that" what stands behind the second verb."""
    scene = parties.scene
    behind = BEHIND.match(scene.text, verb.span[1] + 1)
    reached = parties.phrase_from(behind.end()) if behind else None
    asked = WHETHER.match(scene.text, verb.span[1], scene.sentence(verb.span).span[1])
    own = reached or parties.object_span(verb) or verb.complement or (asked.span("what") if asked else None)
    if own is None and torn(parties, verb):
        after = scene.verbs_in((verb.span[1], scene.sentence(verb.span).span[1]))
        return next((v.complement or v.object for v in after if v.complement or v.object), None)
    return own


def torn(parties: Parties, verb: Verb) -> bool:
    """Return whether a body can say neither: "could neither confirm nor deny that"."""
    return NEITHER.search(parties.scene.words((verb.span[0] - 8, verb.span[1]))) is not None


def one(parties: Parties, span: Span | None) -> str | None:
    """Return whom a noun phrase means, or an actor known by these words only."""
    known = next(iter(parties.who(span)), None)
    return known or (parties.unnamed(Phrase(span=span, head=span)) if span is not None else None)


def place(parties: Parties, verb: Verb, of: Span | None) -> str | None:
    """Return where it is checked: the place that is checked, else where the verb's clause puts it."""
    inside = parties.scene.places_in(of) if of else ()
    end = max(verb.clause[1], verb.span[1])
    aside = ASIDE.search(parties.scene.text, verb.span[0], end)
    tail = parties.scene.places_in((verb.span[0], aside.start() if aside else end))
    told = place_of(parties.scene, verb)
    return next(iter((*inside, *([told] if told else []), *tail)), None)


def scopes(words: str) -> tuple[Scope, ...]:
    """Return what the words say is checked: that it is correct, complete, irreversible."""
    return tuple(scope for scope, told in SCOPES.items() if told.search(words))
