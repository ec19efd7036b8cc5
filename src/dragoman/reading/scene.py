"""Answer what the steps ask of a marked-up document: who, where and when is in these words, which verb governs them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any

from dragoman import terms
from dragoman.edtf import bounds
from dragoman.markup import Marked, Phrase, Sentence, Verb
from dragoman.model import Actor, How, Mention, Reading, Source, Span, Time, When
from dragoman.reading.voices import Voices
from dragoman.spans import SPAN, gap, holds, inside, touch

DEEPEST = 12  # verbs that hang on each other; "declined to say if they had agreed to try to meet" has five
LINKING = re.compile(r"\b(?:of|for|from|in|at|to|by|with|under|on)\b", re.I)
OF_STATES = re.compile(r"\b(?:of|from|for)\s+(?:the\s+)?")
SENT = re.compile(
    r"\b(?:envoys|negotiators|delegates|delegations|representatives|emissaries|officials|diplomats|teams|commanders|"
    r"officers|ministers|leaders)$",
    re.I,
)
SENT_BY = re.compile(r"\s+(?:of|from|for|representing)\s+(?:both\s+)?")
LISTED_WITH = re.compile(
    r"(?:,\s+(?:and\s+)?|\s+and\s+)(?:(?:of|from)\s+)?(?:(?:the\s+)?(?:paramilitary|separatist|breakaway)\s+)?"
)
LISTED = re.compile(r",\s*(?:and\s+)?")
BEGUN: frozenset[str | None] = frozenset({"held", "under-way"})
"""What a meeting is that has come to pass, or is just doing so."""


def as_when(time: Time | None) -> When:
    """Return a time expression as the time of an entry."""
    return When(text=time.quote, edtf=time.edtf, basis=time.basis) if time else When()


def names(actor: Actor) -> tuple[str, ...]:
    """Return what a text calls an actor: its name, then its roles."""
    return (actor.name, *actor.roles) if actor.name else actor.roles


class Scene:
    """One document under one step: the marked-up text, the reading so far, and quick look-ups over both."""

    def __init__(self, marked: Marked, reading: Reading) -> None:
        self.marked = marked
        self.reading = reading
        self.text = marked.document.text
        self.mentions = tuple(sorted(reading.mentions, key=lambda mention: mention.span))
        self.times = tuple(sorted(reading.times, key=lambda time: time.span))
        self.verbs = tuple(sorted(marked.verbs, key=lambda verb: verb.span))
        # Where intake dropped all there is (a form, a header) no sentence is left; then the text is one.
        self.sentences = marked.sentences or (Sentence(span=(0, len(self.text)), paragraph=0),)
        self.voices = Voices(reading.statements)
        self.actors = {actor.id: actor for actor in reading.actors}
        self.places = {place.id: place for place in reading.places}
        self._starts = [sentence.span[0] for sentence in self.sentences]
        self._governors: dict[Span, Verb | None] = {}

    def words(self, span: Span) -> str:
        """Return the words of a span."""
        return self.text[span[0] : span[1]]

    def sentence(self, span: Span) -> Sentence:
        """Return the sentence in which the span starts (the nearest one before it where none holds it)."""
        return self.sentences[self.sentence_at(span)]

    def sentence_at(self, span: Span) -> int:
        """Return the number of the sentence in which the span starts."""
        return max(bisect_right(self._starts, span[0]) - 1, 0)

    def readable(self, span: Span) -> bool:
        """Return whether the span lies within a sentence, and not in what intake dropped."""
        return bool(self.marked.sentences) and holds(self.sentence(span).span, span)

    def phrases_over(self, span: Span) -> tuple[Phrase, ...]:
        """Return the noun phrases that hold the words, all of one sentence, in the order of the text."""
        near = inside(self.marked.phrases, self.sentence(span).span)
        return tuple(phrase for phrase in near if holds(phrase.span, span))

    def mentions_from(self, first: int, last: int) -> tuple[Mention, ...]:
        """Return the mentions that begin at `first`, at `last` or between."""
        start = bisect_left(self.mentions, (first,), key=SPAN)
        end = bisect_left(self.mentions, (last + 1,), key=SPAN)
        return self.mentions[start:end]

    def outermost(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions within the span that lie in no larger mention of the span."""
        found: list[Mention] = []
        for mention in sorted(inside(self.mentions, span), key=lambda m: (m.span[0], -m.span[1])):
            if not found or mention.span[0] >= found[-1].span[1]:
                found.append(mention)
        if not found and self.text[span[1] : span[1] + 1] in ("-", "–"):  # "the envoy of the UN Secretary[-General]"
            cut = (mention for mention in self.mentions_from(span[0], span[0]) if mention.span[1] > span[1])
            found = sorted(cut, key=lambda mention: -mention.span[1])[:1]
        return tuple(found)

    def actors_in(self, span: Span | None) -> tuple[str, ...]:
        """Return the ids of the actors that the words name, in their order, each once."""
        if span is None:
            return ()
        ids = (of for mention in self.outermost(span) for of in mention.of if of in self.actors)
        return tuple(dict.fromkeys(ids))

    def heads_in(self, span: Span | None) -> tuple[str, ...]:
        """Return the actors that the words are about: "a spokesman for Moon" is the spokesman, not Moon.

        A group named by its states ("the leaders of Russia and France") is the states.
        """
        if span is None:
            return ()
        found: list[str] = []
        item = last = span[0]
        for mention in self.outermost(span):
            ids = self.sides(mention) or [of for of in mention.of if of in self.actors]
            if LISTED.fullmatch(self.text, last, mention.span[0]) and all(self.actors[i].kind == "person" for i in ids):
                item = mention.span[0]  # "two aides to Netanyahu, Uzi Arad and Danny Naveh"
            last = mention.span[1]
            if found and LINKING.search(self.text, item, mention.span[0]):
                states = all(self.actors[i].kind == "state" for i in ids)
                if not states or any(self.actors[i].kind in ("person", "organisation") for i in found):
                    continue
                found = [i for i in found if self.actors[i].kind != "group"]
            found += ids
        return tuple(dict.fromkeys(found))

    def sides(self, mention: Mention) -> list[str]:
        """Return for whom a group is there, by its words: "ministers of Egypt and Sudan", "Envoys from the government
        and the rebels"; nobody where it is for one side alone."""
        if any(of not in self.actors or self.actors[of].kind != "group" for of in mention.of):
            return []
        of = OF_STATES.search(self.text, *mention.span)
        named = inside(self.mentions, (of.end(), mention.span[1])) if of else ()
        states = [i for m in named for i in m.of if i in self.actors and self.actors[i].kind == "state"]
        return list(dict.fromkeys(states)) if len(set(states)) > 1 else self._sent_by(mention)

    def _sent_by(self, mention: Mention) -> list[str]:
        """Return the two or more sides of which a group's envoys are said to be right behind it."""
        of = SENT_BY.match(self.text, mention.span[1]) if SENT.search(self.words(mention.span)) else None
        found: list[str] = []
        end = of.end() if of else None
        while end is not None:
            listed = [
                m for m in self.mentions_from(end, end + len("the ")) if m.of and all(self._side(i) for i in m.of)
            ]
            if not listed:
                break
            last = max(listed, key=lambda m: m.span[1])
            found += last.of
            joint = LISTED_WITH.match(self.text, last.span[1])
            end = joint.end() if joint else None
        return list(dict.fromkeys(found)) if end is None and len(set(found)) > 1 else []

    def _side(self, id: str) -> bool:
        return id in self.actors and self.actors[id].kind != "person"

    def places_in(self, span: Span | None) -> tuple[str, ...]:
        """Return the ids of the places that the words name, in their order, each once."""
        if span is None:
            return ()
        ids = (of for mention in inside(self.mentions, span) for of in mention.of if of in self.places)
        return tuple(dict.fromkeys(ids))

    def times_in(self, span: Span | None) -> tuple[Time, ...]:
        """Return the time expressions within the words."""
        return () if span is None else inside(self.times, span)

    def country(self, actor: str) -> str:
        """Return the country of an actor, or its id where it has none: what makes 'Moscow' and 'Yeltsin' one side."""
        known = self.actors.get(actor)
        return (known.country if known else None) or actor

    def ahead(self, when: str) -> bool:
        """Return whether an EDTF time begins after the day of the document."""
        day = self.marked.document.date
        start, today = bounds(when)[0], bounds(day.edtf)[1] if day else None
        return start is not None and today is not None and start > today

    def state(self, country: str | None) -> Actor | None:
        """Return the state of that ISO code: the text's, or a new actor for one that the text implies."""
        known = next((a for a in self.actors.values() if a.kind == "state" and a.country == country), None)
        if known is not None or country is None:
            return known
        name = next((row["name"] for row in terms.rows("countries") if row["iso3"] == country), None)
        return Actor(id=country.lower(), name=name, kind="state", country=country, sector="GOV") if name else None

    def phrasal(self, verb: Verb) -> str:
        """Return the verb with the word behind it, which may be its particle ("rule out", "call for")."""
        following = self.text[verb.span[1] : verb.span[1] + 12].split()
        return f"{verb.lemma} {following[0]}".rstrip(' ,.;:”"') if following else verb.lemma

    def governor(self, verb: Verb) -> Verb | None:
        """Return the verb whose infinitive or clause this verb heads ("agreed to meet": agreed for meet)."""
        if verb.span not in self._governors:
            self._governors[verb.span] = self._governor(verb)
        return self._governors[verb.span]

    def _governor(self, verb: Verb) -> Verb | None:
        at = bisect_left(self.verbs, (verb.span[0],), key=SPAN)
        start = self.sentence(verb.span).span[0]
        for other in reversed(self.verbs[:at]):
            if other.span[0] < start:
                break
            if holds(other.complement, verb.span):
                return other
        return None

    def chain(self, verb: Verb) -> tuple[Verb, ...]:
        """Return the verb and its governors, the nearest first."""
        links = [verb]
        while len(links) < DEEPEST and (above := self.governor(links[-1])) is not None and above not in links:
            links.append(above)
        return tuple(links)

    def verbs_from(self, start: int) -> tuple[Verb, ...]:
        """Return the verbs that begin at `start` or later."""
        return self.verbs[bisect_left(self.verbs, (start,), key=SPAN) :]

    def verbs_in(self, span: Span) -> tuple[Verb, ...]:
        """Return the verbs that begin within the span."""
        start = bisect_left(self.verbs, (span[0],), key=SPAN)
        return self.verbs[start : bisect_left(self.verbs, (span[1],), lo=start, key=SPAN)]

    def near(self, span: Span) -> tuple[Verb, ...]:
        """Return the verbs of the sentence in which the span starts."""
        return inside(self.verbs, self.sentence(span).span)

    def verb_of(self, span: Span) -> Verb | None:
        """Return the nearest verb that has the words as object or subject, else the one in whose clause they lie."""
        near = [verb for verb in self.near(span) if touch(verb.clause, span)]
        as_part = [verb for verb in near if holds(verb.object, span) or holds(verb.subject, span)]
        candidates = as_part or [verb for verb in near if holds(verb.clause, span) and verb.span[1] <= span[0]]
        return min(candidates, key=lambda verb: gap(verb.span, span), default=None)

    def source(self, span: Span, *, how: How = "stated", **says: Any) -> Source:
        """Return the source that these words are: quoted, with the innermost statement that says them."""
        vouched = {name: value for name, value in says.items() if value not in (None, (), "")}
        return Source(span=span, quote=self.words(span), statement=self.voices.of(span), how=how, says=vouched)
