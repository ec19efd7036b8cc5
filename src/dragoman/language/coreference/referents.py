"""Keep in view who has been mentioned so far: where, as a subject or not, of which gender and number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from dragoman.language.names.atoms import keys
from dragoman.language.names.gazetteer import people, state_names
from dragoman.language.names.page import given_names
from dragoman.language.syntax.words import lemmas
from dragoman.markup import Marked
from dragoman.model import Actor, Mention, Span

MALE = frozenset({"mr", "king", "prince", "lord", "sir", "emir", "sheikh", "spokesman", "chairman"})
FEMALE = frozenset(
    {"mrs", "ms", "miss", "queen", "princess", "lady", "dame", "baroness", "madame", "spokeswoman", "chairwoman"}
)

KIN = re.compile(
    r"\b(?:(?P<m>husband|father|son|brother|uncle|nephew|grandfather|grandson|widower)"
    r"|(?P<f>wife|mother|daughter|sister|aunt|niece|grandmother|granddaughter|widow)),? $",
    re.IGNORECASE,
)
KIN_REACH = 20  # characters: "her granddaughter, "


class Seen(NamedTuple):
    """One earlier mention of actors: where it is, in which sentence, and whether it is a subject."""

    span: Span
    of: tuple[str, ...]
    sentence: int
    subject: bool
    quoted: int  # the number of the quotation it stands in, -1 outside


class View:
    """A document while its pronouns and descriptions are resolved, in the order of the text."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.text = marked.document.text
        self.actors = {actor.id: actor for actor in marked.actors}
        self.places = {place.id: place for place in marked.places}
        self.seen: list[Seen] = []
        self.met: set[str] = set()  # the ids of all seen so far
        self.states: Counter[str] = Counter()  # how often each state was named, itself or through its people
        self._starts = [sentence.span[0] for sentence in marked.sentences]
        self._quotes = [quote.marks[0] for quote in marked.quotes]
        self._subjects = sorted({verb.subject for verb in marked.verbs if verb.subject})
        saying = (verb for verb in marked.verbs if verb.lemma in lemmas("reports") and verb.object is None)
        self._sources = {verb.subject for verb in saying if verb.subject}
        self._gender = {actor.id: gender_of(actor) for actor in marked.actors}
        for mention in marked.mentions:
            told = _gender_in(mention.quote) or self._kin(mention.span[0])
            if told and len(mention.of) == 1:
                self._gender[mention.of[0]] = told

    def _kin(self, start: int) -> str | None:
        """Return the gender that a word of kinship before a name tells: "her husband, Philip Marsh"."""
        found = KIN.search(self.text, max(0, start - KIN_REACH), start)
        return found.lastgroup if found else None

    def heard_of(self, id: str, gender: str) -> None:
        """Note the gender that a pronoun gives an actor of whom nothing else tells it."""
        if self._gender.get(id) is None:
            self._gender[id] = gender

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in, or comes after."""
        return bisect_right(self._starts, offset) - 1

    def quote_at(self, offset: int) -> int:
        """Return the number of the quotation that an offset lies in, or -1."""
        number = bisect_right(self._quotes, offset) - 1
        return number if number >= 0 and offset < self.marked.quotes[number].marks[1] else -1

    def is_subject(self, span: Span) -> bool:
        """Return whether words are the subject of a verb, or one of two subjects joined by "and"."""
        at = bisect_right(self._subjects, (span[0], 10**9))
        if self.text[span[1] : span[1] + 2] in ("'s", "’s"):
            return False  # "Boutros-Ghali's envoy said": the envoy is
        for start, end in self._subjects[max(0, at - 3) : at]:
            if start <= span[0] and span[1] <= end:
                between = self.text[start : span[0]].lower()
                return " of " not in f" {between} " and " in " not in between and len(between) < 60
        return False

    def is_source(self, span: Span) -> bool:
        """Return whether words are the subject of a verb of reporting alone: "Egypt said"."""
        return span in self._sources

    def see(self, mention: Mention) -> None:
        """Note a mention of actors as one that later words may refer to."""
        actors = tuple(id for id in mention.of if id in self.actors or id in self.places)
        if actors:
            start = mention.span[0]
            self.met.update(actors)
            self.states.update({(self.actors[id].country or "").lower() for id in actors if id in self.actors})
            self.seen.append(
                Seen(mention.span, actors, self.sentence_at(start), self.is_subject(mention.span), self.quote_at(start))
            )

    def within(self, span: Span | None) -> Iterator[Seen]:
        """Yield the mentions inside some words, in the order of the text."""
        if span is None:
            return
        at = bisect_left(self.seen, span[0], key=lambda seen: seen.span[0])
        for seen in self.seen[at:]:
            if seen.span[0] >= span[1]:
                return
            if seen.span[1] <= span[1]:
                yield seen

    def gender(self, id: str) -> str | None:
        """Return the gender of an actor where something tells it."""
        return self._gender.get(id)

    def gender_of(self, name: str) -> str | None:
        """Return the gender that the tables give a person."""
        return gender_of(Actor(id="", name=name, kind="person"))

    def add(self, actor: Actor) -> str:
        """Note an actor that a description brings in."""
        self.actors.setdefault(actor.id, actor)
        self._gender.setdefault(actor.id, gender_of(actor))
        return actor.id

    def learn(self, actor: Actor) -> str:
        """Note an actor; one that the text has named already gains the roles, the country and whom it acts for."""
        old = self.actors.get(actor.id)
        if old is None:
            return self.add(actor)
        roles = (*old.roles, *(role for role in actor.roles if role not in old.roles))
        country, acts_for = old.country or actor.country, old.acts_for or actor.acts_for
        self.actors[actor.id] = replace(old, roles=roles, country=country, acts_for=acts_for)
        return actor.id

    def day_at(self, offset: int) -> str | None:
        """Return the day (EDTF) of which the sentence at an offset tells, None where that is not certain.

        It is the day of the document where the sentence names none of another year; else the one it begins with:
        "In March 2013 the British foreign secretary met".
        """
        today = self.marked.document.date
        if today is None:
            return None
        low, high = self.marked.sentences[self.sentence_at(offset)].span if self.marked.sentences else (0, 0)
        times = [time for time in self.marked.times if low <= time.span[0] < high]
        if all(today.edtf[:4] in (time.edtf or today.edtf) for time in times):
            return today.edtf
        first = times[0].span if len(times) == 1 and times[0].type == "date" else None
        begins = first is not None and first[0] <= low + len("“Back in ") and first[1] <= offset
        return times[0].edtf if begins else None

    def state(self, country: str) -> str:
        """Return the id of a state by its ISO 3166-1 code, noted as an actor if it was none."""
        id = country.lower()
        if country in state_names():
            self.actors.setdefault(id, Actor(id=id, name=state_names()[country], kind="state", country=country))
        return id

    def recent(self, before: int, sentences: int) -> Iterator[Seen]:
        """Yield the mentions before an offset in the last few sentences, the nearest first."""
        here = self.sentence_at(before)
        for seen in reversed(self.seen):
            if here - seen.sentence > sentences:
                return
            if seen.span[1] <= before:
                yield seen


def gender_of(actor: Actor) -> str | None:
    """Return the gender that an actor's roles or given name tell, or None."""
    if actor.kind != "person":
        return None
    for role in actor.roles:
        told = _gender_in(role)
        if told:
            return told
    name = keys(actor.name or "")
    known = people().entries.get(name, ())
    if known and known[0].gender:
        return known[0].gender
    told = given_names().get(name[0]) if len(name) > 1 else None
    return told if told in ("m", "f") else None


def _gender_in(words: str) -> str | None:
    parts = set(keys(words))
    if parts & MALE:
        return "m"
    return "f" if parts & FEMALE else None
