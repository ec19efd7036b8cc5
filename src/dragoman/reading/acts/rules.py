"""Know which verb or noun makes which PLOVER type (terms/acts.tsv), and what must stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import Span, Value
from dragoman.reading.acts.parties import Parties

WORD = re.compile(r"[\w-]+")
HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"))
AT = ("at", "on", "into", "against", "toward", "towards", "upon", "through")
FIGHTERS = frozenset(
    [
        "troops",
        "forces",
        "soldiers",
        "army",
        "tanks",
        "fighters",
        "militia",
        "militias",
        "rebels",
        "marines",
        "units",
        "peacekeepers",
        "guerrillas",
    ]
)


class Rule(Value, frozen=True, kw_only=True):
    """A line of terms/acts.tsv: which word makes which PLOVER type, and what must stand beside it (`needs`).

    `needs`: object (an actor or place), thing (whatever it is), people, weapon (as subject), mutual, at (somebody shot
    at), place, to (an infinitive), that, with, against, soldiers (as subject or object); `objects` are words of which
    one must be there.
    """

    event: str
    mode: str | None
    needs: frozenset[str]
    objects: frozenset[str]


@cache
def rules(part: str) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of the verbs or nouns, by word."""
    found: dict[str, list[Rule]] = {}
    for row in terms.rows("acts"):
        if row["part"] == part:
            wanted, _, objects = row["needs"].partition("of:")
            rule = Rule(
                event=row["event"], mode=row["mode"] or None,
                needs=frozenset(wanted.replace("+", " ").split()), objects=frozenset(objects.split()),
            )  # fmt: skip
            found.setdefault(row["word"], []).append(rule)
    return {word: tuple(values) for word, values in found.items()}


@cache
def word_set(part: str) -> frozenset[str]:
    """Return a plain list of words of the table: weapon, accident, threat."""
    return frozenset(row["word"] for row in terms.rows("acts") if row["part"] == part)


@cache
def _heads() -> frozenset[str]:
    return frozenset(word.split()[0] for word in rules("verb"))


class Lexicon:
    """Expressions to be found in a text: one pass over its words, each looked up by the first word of an expression."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self.by_first: dict[str, list[str]] = {}
        for expression in sorted(expressions, key=len, reverse=True):
            self.by_first.setdefault(WORD.findall(expression.casefold())[0], []).append(expression)

    def spot(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield where an expression stands and which it is, the longest at each place."""
        end = 0
        for found in WORD.finditer(text):
            start = found.start()
            if start < end or (expressions := self.by_first.get(found.group().casefold())) is None:
                continue
            for expression in expressions:
                stop = start + len(expression)
                if text[start:stop].casefold() == expression and not text[stop : stop + 1].isalnum():
                    end = stop
                    yield (start, stop), expression
                    break


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text, folded."""
    return frozenset(WORD.findall(text.casefold()))


def rule_of(parties: Parties, verb: Verb) -> Rule | None:
    """Return the rule that a verb and its company meet, the longest expression first ("call for" before "call")."""
    if verb.lemma.split()[0] not in _heads():
        return None
    behind = WORD.findall(parties.scene.text[verb.span[1] : verb.span[1] + 28].casefold())
    for count in (3, 2, 1, 0):
        key = " ".join([verb.lemma, *behind[:count]])
        for rule in rules("verb").get(key, ()):
            if _meets(parties, verb, rule):
                return rule
    return None


def patient_span(parties: Parties, verb: Verb) -> Span | None:
    """Return the words for what a verb is done to: the subject of a passive, else the object.

    "sanctions imposed on Iraq": what stands before a participle without a subject of its own is what it is done to.
    """
    return verb.subject if verb.passive else parties.object_span(verb)


def _meets(parties: Parties, verb: Verb, rule: Rule) -> bool:
    scene = parties.scene
    if rule.objects and not rule.objects & _object_words(parties, verb):
        return False
    checks = {
        "object": lambda: _somebody(parties, verb) or bool(parties.after(verb, ("on", "at", "against"))),
        "thing": lambda: patient_span(parties, verb) is not None,
        "people": lambda: bool(parties.people(patient_span(parties, verb))),
        "passive": lambda: verb.passive,
        "plain": lambda: verb.complement is None,
        "alone": lambda: verb.object is None,
        "weapon": lambda: verb.subject is not None and bool(word_set("weapon") & words_in(scene.words(verb.subject))),
        "mutual": lambda: len({parties.side(a) for a in parties.subject(verb)} | _fought(parties, verb)) > 1,
        "at": lambda: bool(shot_at(parties, verb)),
        "place": lambda: bool(scene.places_in(_tail(verb)) or scene.actors_in(_tail(verb))),
        "to": lambda: verb.complement is not None and scene.words(verb.complement).startswith(("to ", "not to ")),
        "that": lambda: verb.complement is not None and scene.words(verb.complement).startswith("that "),
        "with": lambda: bool(re.search(r"\bwith\b", scene.words(_tail(verb)))),
        "against": lambda: scene.words(_tail(verb)).lstrip().startswith("against") or bool(parties.object(verb)),
        "soldiers": lambda: bool(FIGHTERS & (_object_words(parties, verb) | _subject_words(parties, verb))),
    }
    return all(checks[need]() for need in rule.needs)


def _tail(verb: Verb) -> Span:
    return verb.span[1], max(verb.clause[1], verb.span[1])


def _subject_words(parties: Parties, verb: Verb) -> frozenset[str]:
    return words_in(parties.scene.words(verb.subject)) if verb.subject else frozenset()


def _object_words(parties: Parties, verb: Verb) -> frozenset[str]:
    """Return the words of what the verb is done to, "artillery rounds"; of "sanctions imposed on" the subject's."""
    span = patient_span(parties, verb)
    if span is not None and not verb.passive:
        return words_in(parties.scene.words(span))
    nearby = parties.scene.words(_tail(verb)).split(",")[0] if span is None and not verb.passive else ""
    return words_in(nearby[:60]) | (_subject_words(parties, verb) if span is None or verb.passive else frozenset())


def _somebody(parties: Parties, verb: Verb) -> bool:
    span = patient_span(parties, verb)
    return span is not None and bool(
        parties.who(span) or parties.scene.places_in(span) or parties.scene.actors_in(span)
    )


def _fought(parties: Parties, verb: Verb) -> set[str]:
    others = (*parties.object(verb), *parties.after(verb, ("with", "against")))
    return {parties.side(a) for a in others}


def shot_at(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return whom a shot is meant for: an actor or the state of a place behind "at", "on", "into" or "against"."""
    scene, tail = parties.scene, _tail(verb)
    for found in re.compile(rf"\b(?:{'|'.join(AT)})\s+").finditer(scene.text, *tail):
        span = parties.phrase_from(found.end())
        if span is None or re.search(r"\b(?:sea|ocean|space|orbit|waters)\b", scene.words(span), re.I):
            continue
        ids = parties.who(span) or scene.actors_in(span) or landed(parties, (span[0], tail[1]))[:1]
        if ids:
            return ids
    return ()


def landed(parties: Parties, span: Span | None) -> tuple[str, ...]:
    """Return the state of the place that these words name, where that state is an actor of the text."""
    countries = (parties.scene.places[p].country for p in parties.scene.places_in(span))
    return tuple(dict.fromkeys(parties.states[c] for c in countries if c in parties.states))
