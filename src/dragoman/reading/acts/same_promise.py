"""Put together the places of a text that tell one undertaking."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator

from dragoman.model import Value
from dragoman.reading.acts.circumstances import place_in, place_of
from dragoman.reading.acts.parties import Parties
from dragoman.reading.acts.undertakings import Undertaking, pattern

STOPWORDS = re.compile(
    r"(?:the|a|an|to|of|in|on|for|and|its|their|his|her|with|by|that|this|from|at|as|all|would|will|not)$"
)


class Told(Value, frozen=True, kw_only=True):
    """A sighting with what it is compared by: the sides, the word for an accord, the verb and place of the deed."""

    one: Undertaking
    sides: frozenset[str]
    quoted: str
    stems: frozenset[str]
    deal: str | None
    deed: str | None
    place: str | None

    def traits(self) -> Iterator[Hashable]:
        """Yield what it must share with a group to belong to it."""
        yield self.one.head
        if self.deal is not None:
            yield "deal", self.deal
        if self.place is not None:
            yield self.deed, self.place
        for stem in self.stems:
            yield "stem", stem


def grouped(parties: Parties, sightings: Iterable[Undertaking]) -> list[list[Undertaking]]:
    """Return the sightings, those of one undertaking together, in the order of the first of each."""
    groups: list[list[Told]] = []
    by_trait: dict[Hashable, set[int]] = {}
    for one in sightings:
        told = _told(parties, one)
        near = sorted({number for trait in told.traits() for number in by_trait.get(trait, ())})
        number = next((n for n in near if _same(parties, groups[n], told)), len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(told)
        for trait in told.traits():
            by_trait.setdefault(trait, set()).add(number)
    return [[told.one for told in group] for group in groups]


def _told(parties: Parties, one: Undertaking) -> Told:
    quoted = parties.scene.words(one.action)
    return Told(
        one=one,
        sides=frozenset(parties.side(a) for a in one.by),
        quoted=quoted,
        stems=_stems(quoted),
        deal=deal_word(quoted) if one.done is None else None,
        deed=one.done.lemma if one.done is not None else None,
        place=place_told(parties, one) if one.done is not None else None,
    )


def _same(parties: Parties, group: list[Told], told: Told) -> bool:
    """Return whether a sighting is of the same undertaking: same side, much the same words, and not its refusal."""
    first = group[0].one
    if (first.phase == "refused") != (told.one.phase == "refused"):
        return False
    sides = frozenset[str]().union(*(other.sides for other in group))
    if sides and told.sides and not sides & told.sides:
        return False
    if any(other.one.head == told.one.head for other in group):
        return True
    if told.deal is not None:
        named = any(other.deal == told.deal for other in group)
        return named and (pointing(told.quoted) or headline(parties, first))
    return any(_same_deed(other, told) or _alike(other, told) for other in group)


def _same_deed(a: Told, b: Told) -> bool:
    """Return whether both are the same deed at the same place: "to disable Yongbyon", "disable its complex at"."""
    if a.deed is None or a.deed != b.deed or a.one.negated != b.one.negated:
        return False
    return a.place is not None and a.place == b.place


def _alike(a: Told, b: Told) -> bool:
    shared = len(a.stems & b.stems)
    return a.one.negated == b.one.negated and shared >= 2 and shared / min(len(a.stems), len(b.stems)) >= 0.6


def headline(parties: Parties, one: Undertaking) -> bool:
    """Return whether a sighting stands in the title."""
    return parties.scene.sentence(one.head).role == "title"


def deal_word(quoted: str) -> str | None:
    """Return the word for an accord that the words have, in the singular: "truce" of "two truces"."""
    found = pattern("deal", "word").search(quoted)
    return found.group().casefold().rstrip("s") if found else None


def pointing(quoted: str) -> bool:
    """Return whether words point back at what was named: "the truce", "their accord"."""
    return bool(re.match(r"(?:the|this|that|their|its)\b", quoted, re.I))


def _stems(quoted: str) -> frozenset[str]:
    return frozenset(w[:6] for w in re.findall(r"[^\W_]{2,}", quoted.casefold()) if not STOPWORDS.match(w))


def place_told(parties: Parties, one: Undertaking) -> str | None:
    """Return where the deed is to be done, or where an accord was made."""
    told = one.place or place_in(parties.scene, one.action) or next(iter(parties.scene.places_in(one.action)), None)
    return told or (place_of(parties.scene, one.verb) if one.done is None and one.phase == "agreed" else None)
