"""Know which verb or noun makes which PLOVER type (terms/acts.tsv), and what must stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman import terms
from dragoman.markup import Verb
from dragoman.model import Span, Value
from dragoman.reading.acts.parties import WHICH, Parties

PARTICLE = re.compile(r"\s+(over|down|off|back|up|out|away|aside|in|on)\b(?!\s+(?:the|a|an|[A-Z0-9]))")
WORD = re.compile(r"[\w-]+")
HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"))
AT = ("at", "on", "into", "against", "toward", "towards", "upon", "through")
ONTO = {
    "SANCTION": ("on", "against", "upon", "to", "with", "from"),
    "REQUEST": ("on", "upon", "to", "from", "for"),
    "AID": ("to", "for", "in"),
    "MOBILIZE": ("against", "at"),
    "ACCUSE": ("against", "into", "of", "on", "at", "to", "with", "by"),
    "RETREAT": ("on", "upon", "at", "against", "to", "from", "with", "of"),
    "SUPPORT": ("for", "to", "with", "of", "from", "by"),
    "CONCEDE": ("to", "of", "from", "by", "for"),
}
TO_OTHERS = ("on", "upon", "at", "against", "to", "from", "with")
COUNT = re.compile(r"\s+(?:[$€£¥]\s?)?(?:\d|(?:a|an|some|two|three|four|five|six|ten)\s)")
MONEY = re.compile(
    r"[$€£¥]\s?\d|\b(?:million|billion|dollars|euros|pounds|yen|yuan|rubles|roubles|francs|marks|"
    r"kroner|kronor|crowns|rupees|lira|riyals|dirhams|dinars|pesos|reais|rand|shekels|won|naira)\b",
    re.I,
)


class Rule(Value, frozen=True, kw_only=True):
    """A line of terms/acts.tsv: which word makes which PLOVER type, and what must stand beside it (`needs`).

    A `verb` makes it whatever it is done to, a verb `with` certain words only with these.

    `needs`: object (an actor or place), other (an actor of another side), thing (whatever it is), people, weapon (as
    subject), rioters (as subject), finite, passive, plain (no clause follows), alone (no object), mutual, at
    (somebody shot at), onto (somebody behind a preposition of its type), abroad (and in another country), money,
    place, to (an infinitive), that, with, soldiers (as subject or object), suffered (an attack, by the subject);
    `objects` are words of which one must be there, `beside` words of which one must follow the verb. "_" joins words
    that stand together, "@forces" stands for the words whose part is `forces`.
    """

    event: str
    mode: str | None
    needs: frozenset[str]
    objects: frozenset[str]
    beside: frozenset[str] = frozenset()


@cache
def rules(part: str) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of one part (verb, with, noun), by word."""
    found: dict[str, list[Rule]] = {}
    for row in terms.rows("acts"):
        if row["part"] == part:
            wanted, _, objects = row["needs"].partition("of:")
            needs = frozenset(wanted.split())
            beside = frozenset(need for need in needs if need.startswith("~"))
            rule = Rule(
                event=row["event"], mode=row["mode"] or None, needs=needs - beside, objects=_spelt(objects),
                beside=_spelt(" ".join(beside).replace("~", "")),
            )  # fmt: skip
            found.setdefault(row["word"], []).append(rule)
    return {word: tuple(values) for word, values in found.items()}


def _spelt(words: str) -> frozenset[str]:
    """Return the words of a cell, "@forces" written out."""
    return frozenset(one for word in words.split() for one in (word_set(word[1:]) if word[0] == "@" else [word]))


@cache
def word_set(part: str) -> frozenset[str]:
    """Return a plain list of words of the table: weapon, accident, threat."""
    return frozenset(row["word"] for row in terms.rows("acts") if row["part"] == part)


@cache
def _attacks() -> frozenset[str]:
    """Return the nouns that name an attack: "died in an air strike"."""
    named = (word for word, known in rules("noun").items() if known[0].event == "ASSAULT")
    return frozenset(word.replace(" ", "_") for word in named)


@cache
def _heads() -> frozenset[str]:
    return frozenset(word.split()[0] for part in ("with", "verb") for word in rules(part))


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


def names_one(words: frozenset[str], text: str) -> bool:
    """Return whether a text has one of the words, or of those joined by "_" one right behind the other."""
    plain = words_in(text)
    joined = (word.replace("_", " ") for word in words - plain if "_" in word)
    return bool(words & plain) or any(re.search(rf"\b{re.escape(word)}\b", text, re.I) for word in joined)


def rule_of(parties: Parties, verb: Verb) -> Rule | None:
    """Return the rule that a verb and its company meet, the longest expression first ("call for" before "call").

    Of two for one expression, that for certain words goes first: "attacked his policies" is no assault.
    """
    if verb.lemma.split()[0] not in _heads():
        return None
    behind = WORD.findall(parties.scene.text[verb.span[1] : verb.span[1] + 28].casefold())
    keys = [" ".join([verb.lemma, *behind[:count]]) for count in (3, 2, 1, 0)]
    for key in (*_torn(parties, verb), *keys):
        for rule in (*rules("with").get(key, ()), *rules("verb").get(key, ())):
            if _meets(parties, verb, rule):
                return rule
    return None


def _torn(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return a verb with the particle behind its object: "turned the plan down", "handed the suspects over to"."""
    span = parties.object_span(verb)
    found = PARTICLE.match(parties.scene.text, span[1], max(verb.clause[1], span[1])) if span is not None else None
    return (f"{verb.lemma} {found.group(1)}",) if found is not None else ()


def patient_span(parties: Parties, verb: Verb) -> Span | None:
    """Return the words for what a verb is done to: the subject of a passive, else the object.

    "sanctions imposed on Iraq": what stands before a participle without a subject of its own is what it is done to.
    """
    return verb.subject if verb.passive else parties.object_span(verb) or antecedent(parties, verb)


def antecedent(parties: Parties, verb: Verb) -> Span | None:
    """Return what a relative clause is about where it is done to it: "the ties that Cuba broke off"."""
    start = (verb.subject or verb.span)[0]
    lead = WHICH.search(parties.scene.text, max(0, start - 8), start)
    if lead is None or verb.subject is None or verb.complement is not None:
        return None
    before = parties.phrases_before(lead.start())
    return before[0].span if before else None


def _meets(parties: Parties, verb: Verb, rule: Rule) -> bool:
    scene = parties.scene
    if rule.objects and not names_one(rule.objects, _object_text(parties, verb)):
        return False
    if rule.event in ("ASSAULT", "COERCE") and not rule.objects and _figurative(parties, verb):
        return False
    if rule.event == "MOBILIZE" and names_one(word_set("helpers"), _object_text(parties, verb)):
        return False  # "send police advisers", "deploy monitors": no forces
    if rule.beside and not names_one(rule.beside, scene.words(_tail(verb))):
        return False
    checks = {
        "object": lambda: _somebody(parties, verb) or bool(parties.after(verb, ("on", "at", "against"))),
        "other": lambda: bool(_others(parties, verb)),
        "onto": lambda: bool(onto(parties, verb, rule.event)),
        "abroad": lambda: _abroad(parties, verb, rule),
        "money": lambda: bool(MONEY.search(_object_text(parties, verb))),
        "thing": lambda: patient_span(parties, verb) is not None,
        "people": lambda: bool(parties.people(patient_span(parties, verb))),
        "passive": lambda: verb.passive,
        "plain": lambda: verb.complement is None,
        "alone": lambda: verb.object is None,
        "weapon": lambda: verb.subject is not None and bool(word_set("weapon") & words_in(scene.words(verb.subject))),
        "finite": lambda: verb.form == "finite",
        "rioters": lambda: verb.subject is not None and names_one(word_set("rioters"), scene.words(verb.subject)),
        "mutual": lambda: len({parties.side(a) for a in parties.subject(verb)} | _fought(parties, verb)) > 1,
        "at": lambda: bool(shot_at(parties, verb)),
        "place": lambda: bool(scene.places_in(_tail(verb)) or scene.actors_in(_tail(verb))),
        "to": lambda: verb.complement is not None and scene.words(verb.complement).startswith(("to ", "not to ")),
        "that": lambda: verb.complement is not None and scene.words(verb.complement).startswith("that "),
        "with": lambda: bool(re.search(r"\bwith\b", scene.words(_tail(verb)))),
        "suffered": lambda: verb.subject is not None and names_one(_attacks(), scene.words(_tail(verb))),
        "soldiers": lambda: names_one(
            word_set("fighters"), f"{_object_text(parties, verb)} {scene.words(verb.subject) if verb.subject else ''}"
        ),
    }
    return all(checks[need]() for need in rule.needs)


def _abroad(parties: Parties, verb: Verb, rule: Rule) -> bool:
    """Return whether it reaches another country than that of the subject: "provided masks to Paraguay"."""
    mine, theirs = (
        {actor.country for i in ids if (actor := parties.get(i)) is not None and actor.country}
        for ids in (parties.agent(verb) if verb.passive else parties.subject(verb), onto(parties, verb, rule.event))
    )
    return bool(mine and theirs) and not mine & theirs


def _tail(verb: Verb) -> Span:
    return verb.span[1], max(verb.clause[1], verb.span[1])


def _figurative(parties: Parties, verb: Verb) -> bool:
    """Return whether no violence is meant: "seized the chance", "killed the bill", "struck a balance"."""
    span = patient_span(parties, verb)
    phrase = next((p for p in parties.phrases_before(span[1]) if p.span == span), None) if span else None
    return phrase is not None and names_one(word_set("figurative"), parties.scene.words(phrase.head))


def _object_text(parties: Parties, verb: Verb) -> str:
    """Return the words for what the verb is done to, and given: "artillery rounds"; of "sanctions imposed on" both."""
    scene, span = parties.scene, patient_span(parties, verb)
    if span is not None and not verb.passive:
        given = beside(parties, span)
        return scene.words((span[0], given[1] if given else span[1]))
    nearby = _nearby(parties, verb) if span is None or verb.passive else ""
    return f"{scene.words(verb.subject)} {nearby}" if verb.subject else nearby


def _nearby(parties: Parties, verb: Verb) -> str:
    """Return the words right behind a verb, up to a comma or the next verb ("began monitoring the truce")."""
    start, end = _tail(verb)
    later = next((v.span[0] for v in parties.scene.verbs_in((start, end))), end)
    return parties.scene.words((start, min(later, start + 60))).split(",")[0]


def beside(parties: Parties, span: Span) -> Span | None:
    """Return the thing that stands right behind a person: "gave the rebels weapons"."""
    found = parties.phrase_from(span[1] + 1)
    return found if found is not None and found[0] == span[1] + 1 else None


def onto(parties: Parties, verb: Verb, event: str) -> tuple[str, ...]:
    """Return whom an act of this type reaches behind a preposition: "aid to Egypt", "assistance in northern Iraq"."""
    tail = verb.span[1], max(_tail(verb)[1], verb.complement[1] if verb.complement else 0)
    for found in re.compile(rf"\b(?:{'|'.join(ONTO.get(event, TO_OTHERS))})\s+").finditer(parties.scene.text, *tail):
        span = parties.phrase_from(found.end())
        ids = parties.who(span) or (landed(parties, span) if event == "AID" else ())
        if ids:
            return ids
    return _given(parties, verb)


def _given(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return to whom a thing is given that stands right behind: "gave Ethiopia 20 million dollars"."""
    span = verb.object
    first = next(iter(parties.scene.outermost(span)), None) if span is not None and not verb.passive else None
    if span is None or first is None or first.span[0] != span[0] or not COUNT.match(parties.scene.text, first.span[1]):
        return ()
    return tuple(of for of in first.of if of in parties.scene.actors) or landed(parties, first.span)


def _others(parties: Parties, verb: Verb) -> tuple[str, ...]:
    """Return who is named in what the verb is done to and is not on the side of its subject."""
    mine, span = {parties.side(a) for a in parties.subject(verb)}, patient_span(parties, verb)
    named = parties.who(span) or parties.scene.actors_in(span)
    return tuple(a for a in named if parties.side(a) not in mine)


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
