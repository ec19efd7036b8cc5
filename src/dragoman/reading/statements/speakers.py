"""Resolve the words that name a speaker or a hearer to an actor; make one where the names layer has none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from dragoman.intake.issuer import proper
from dragoman.language.names.atoms import keys
from dragoman.language.names.gazetteer import Known, named, state_names
from dragoman.model import Actor, ActorKind, Mention, Source, Span
from dragoman.reading.statements.page import PRONOUNS, Page, Range, closed
from dragoman.reading.statements.sources import over_aside

ORGANISATION = re.compile(
    r"\b(?:ministry|department|agency|office|embassy|committee|commission|council|government|party|group|newspaper|daily"
    r"|television|radio|report|statement|organi[sz]ation|union|parliament|court|army|company|bank|institute|presidency)$",
    re.IGNORECASE,
)
SINGULAR_S = frozenset(["us", "news", "press", "politics", "states", "nations"])
ARTICLES = closed("article")
OFFICES = frozenset(["ministry", "embassy", "chancery", "chancellery", "department", "mission", "delegation", "office"])
OWN_COUNTRY = frozenset(f"{whose} {what}" for whose in ("his", "her", "their") for what in ("country", "nation"))
ISSUERS = frozenset(["organisation", "body", "metonym"])


class Cast:
    """The actors of a reading and those that statements add to them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.made: dict[str, Actor] = {}
        self.lengthened: set[str] = set()
        self.latest: tuple[Range, str] | None = None
        self.states = {a.country: a.id for a in reversed(page.reading.actors) if a.kind == "state" and a.country}
        self.mentions = sorted(page.reading.mentions, key=lambda mention: mention.span)
        self.starts = [mention.span[0] for mention in self.mentions]

    def find(self, noun: Range | None) -> str | None:
        """Return the id of the actor that a noun phrase means; None for a pronoun that means nobody known."""
        if noun is None:
            return None
        noun = self._joined(noun)
        ids = self._named(noun)
        if (partner := self._partner(noun)) is not None and len(ids) == 1:
            noun, ids = (partner[0], noun[1]), tuple(dict.fromkeys((*self._named(partner), *ids)))
        if len(ids) == 1:
            return self._introduced(noun, ids[0]) or self._in_full(noun, ids[0])
        if len(ids) > 1:
            return self._together(ids, noun)
        words = self.page.said(self.page.span(noun))
        if words.lower() in PRONOUNS | {"his", "her", "its", "their"} or not any(c.isalpha() for c in words):
            return None
        if words.lower() in OWN_COUNTRY and (state := self._state_of(self.holder(noun))):
            return state
        if _kind(self.page.said(self._head(noun))) == "person" and (named := self._apposed(noun)):
            return named
        return self._unnamed(noun, words)

    def speaker(self, noun: Range | None) -> str | None:
        """Return who a source is; "he" right after somebody whom only the source before described is that one."""
        if noun is None:
            return None
        if self.latest is not None and self.page.word(noun[0]) in ("he", "she") and self._follows(self.latest[0], noun):
            return self.latest[1]
        found = self.find(noun)
        if found in self.made and found not in self.page.actors and self.kind(found) == "person":
            self.latest = (noun, found) if found is not None and not self.name(found) else None
        return found

    def _follows(self, before: Range, noun: Range) -> bool:
        """Return whether a pronoun stands in the sentence or the next, with no person named in between."""
        one, other = (self.page.sentence(self.page.span(words)[0]) for words in (before, noun))
        if one is None or other is None or one.paragraph != other.paragraph or not before[1] <= noun[0]:
            return False
        between = [self.page.mention_from.get(i) for i in range(before[1], noun[0])]
        return not any(mention and self.kind(of) == "person" for mention in between if mention for of in mention.of)

    def called(self, name: str) -> str:
        """Return the actor that a label or an account names ("SECRETARY KERRY", "Donald J. Trump"), or make it."""
        last = name.lower().split()[-1]
        for actor in (*self.page.actors.values(), *self.made.values()):
            names = [known.lower() for known in (actor.name, *actor.roles) if known]
            if name.lower() in names or (actor.kind == "person" and actor.name and last == names[0].split()[-1]):
                return actor.id
        given = None if name.isupper() else name
        return self._add(Actor(id=self._fresh(name), name=given, kind="person", roles=() if given else (name,)))

    def issuer(self, name: str) -> str:
        """Return the actor that a letterhead names ("U.S. DEPARTMENT OF STATE"), or make an organisation of it."""
        words = keys(name)
        for first in range(len(words)):  # "U.S. Department of State" is known as "Department of State"
            if first == 0 or words[:first] in named().entries:
                found = named().entries.get(words[first:], ())
                if known := next((one for one in found if one.kind in ISSUERS), None):
                    return self._known_issuer(known)
        written = proper(name)
        for actor in (*self.page.actors.values(), *self.made.values()):
            called = [words.lower() for words in (actor.name, *actor.roles) if words]
            if written.lower() in called:
                return actor.id
            if actor.kind == "organisation" and called[0] in OFFICES and called[0] in written.lower().split():
                roles = (*actor.roles, actor.name or "")  # "The Embassy" in a release of an embassy
                return self._add(msgspec.structs.replace(actor, name=written, roles=roles))
        slices = (words[a:b] for a in range(len(words)) for b in range(len(words), a, -1))
        states = (one.country for part in slices for one in named().entries.get(part, ()) if one.kind == "state")
        country = next(states, None)
        master = self.states.get(country or "")
        made = Actor(id=self._fresh(written), name=written, kind="organisation", country=country, acts_for=master)
        return self._add(made)

    def _known_issuer(self, known: Known) -> str:
        if known.kind == "metonym":
            if known.country in self.states:
                return self.states[known.country]
            name = state_names()[known.country or ""]
            return self._add(Actor(id=known.id, name=name, kind="state", country=known.country))
        if known.id in self.page.actors:
            return known.id
        kind: ActorKind = "body" if known.kind == "body" else "organisation"
        acts_for = known.acts_for if known.acts_for in self.page.actors else None
        return self._add(
            Actor(
                id=known.id, name=known.name, kind=kind, country=known.country, sector=known.sector, acts_for=acts_for
            )
        )

    def as_written(self, speakers: Iterable[str | None]) -> None:
        """Give organisations that speak the names that the text itself calls them, as roles: "the Security Council"."""
        written: dict[str, dict[str, str]] = {}
        for mention in self.mentions:
            if len(mention.of) == 1 and any(letter.isupper() for letter in mention.quote):
                written.setdefault(mention.of[0], {}).setdefault(mention.quote.lower(), " ".join(mention.quote.split()))
        for speaker in dict.fromkeys(speakers):
            actor = self._get(speaker or "")
            if actor is None or actor.kind not in ("organisation", "body"):
                continue
            known = {words.lower() for words in (actor.name, *actor.roles) if words}
            fresh = tuple(words for key, words in written.get(actor.id, {}).items() if key not in known)
            if fresh:
                self._add(msgspec.structs.replace(actor, roles=(*actor.roles, *fresh)))

    def known(self, noun: Range) -> str | None:
        """Return the one actor that a noun phrase names; no actor is made."""
        ids = self._named(noun)
        return ids[0] if len(ids) == 1 else None

    def holder(self, noun: Range) -> str | None:
        """Return the actor whose the words are: "South Korean" in "South Korean enthusiasm"."""
        for mention in self._touching(self.page.span(noun)):
            for known in mention.of:
                if (found := self._actor(known)) is not None:
                    return found
        return None

    def _joined(self, noun: Range) -> Range:
        """Take in the first of "Yeltsin and Kuchma" where the language layer left the pair in two."""
        page = self.page
        if page.word(noun[0] - 1) != "and":
            return noun
        first = page.noun_to(noun[0] - 1)
        if first is None or first[0] >= noun[0] or not (set(self._named(first)) and set(self._named(noun))):
            return noun
        before = page.verb_at.get(first[0] - 1)
        edge = page.word(first[0] - 1) in ("", ".", ",", "that", "and") or first[0] - 1 in page.marks
        return (first[0], noun[1]) if edge and before is None else noun

    def _partner(self, noun: Range) -> Range | None:
        """Return who speaks with a person, behind an aside: "Burhan, the army chief, and Dagalo, who leads the RSF"."""
        page = self.page
        sentence = page.sentence(page.span(noun)[0])
        if page.word(noun[0] - 1) != "and" or page.word(noun[0] - 2) != "," or sentence is None:
            return None
        first = over_aside(page, noun[0] - 1, page.range(sentence.span)[0])
        if first is None or page.verb_at.get(first[0] - 1) is not None:
            return None
        begins = first[0] == page.range(sentence.span)[0] or page.word(first[0] - 1) in (",", "that", "and")
        kinds = {self.kind(one) for one in (self.known(first), self.known(noun))}
        return first if begins and kinds == {"person"} else None

    def _introduced(self, noun: Range, known: str) -> str | None:
        """Return the person whose name follows an unnamed one."""
        return None if self.name(known) or self.kind(known) != "person" else self._apposed(noun)

    def _apposed(self, noun: Range) -> str | None:
        """Return the person whose name follows an office: "The governor of Norte de Santander, William Villamizar,"."""
        page = self.page
        named = page.mention_from.get(noun[1] + 1) if page.word(noun[1]) == "," else None
        if named is None or len(named.of) != 1:
            return None
        after = page.range(named.span)[1]
        ends = page.word(after) in (",", ".") or after in page.marks
        person = named.of[0]
        return person if ends and self.kind(person) == "person" and self.name(person) else None

    def _in_full(self, noun: Range, known: str) -> str:
        """Keep all the words of an unnamed source, "Officials close to Kurti"; a second one with its head is new."""
        actor = self._get(known)
        words = " ".join(self.page.said(self.page.span(noun)).split())
        if actor is None or actor.name or actor.kind not in ("person", "group") or words in actor.roles:
            return known
        short = next((role for role in actor.roles if words.lower().startswith(f"{role.lower()} ")), None)
        if short is None:
            return known
        if known in self.lengthened:
            return self._unnamed(noun, words)
        self.lengthened.add(known)
        return self._add(msgspec.structs.replace(actor, roles=(words, *actor.roles)))

    def _named(self, noun: Range) -> tuple[str, ...]:
        span = self.page.span(noun)
        head = self._head(noun)
        inside = [m for m in self._touching(span) if m.of]
        holding = [m for m in inside if m.span[0] <= head[0] and head[1] <= m.span[1]]
        if not holding and (first := [m for m in inside if m.span[0] == span[0] and m.span[1] >= span[1]]):
            holding = first
        if not holding:
            return ()
        best = max(holding, key=lambda m: (min(m.span[1], span[1]) - max(m.span[0], span[0]), m.span[0] - m.span[1]))
        pair = self._pair(span, best, inside)
        ids = [i for mention in pair for i in mention.of]
        return tuple(dict.fromkeys(found for i in ids if (found := self._actor(i)) is not None))

    def _pair(self, span: Span, best: Mention, inside: list[Mention]) -> list[Mention]:
        """Return the mention, and those joined to it by "and" and commas within the phrase."""
        found = [best]
        text = self.page.text
        for mention in sorted(inside, key=lambda m: -m.span[0]):
            if span[0] <= mention.span[0] and _joins(text[mention.span[1] : found[0].span[0]]):
                found.insert(0, mention)
        for mention in sorted(inside, key=lambda m: m.span[0]):
            if mention.span[1] <= span[1] and _joins(text[found[-1].span[1] : mention.span[0]]):
                found.append(mention)
        return found

    def _touching(self, span: Span) -> list[Mention]:
        found = [self.page.mention_from.get(i) for i in range(*self.page.range(span))]
        longer = [m for m in found if m is not None]
        near = self.mentions[max(0, bisect_left(self.starts, span[0]) - 8) : bisect_left(self.starts, span[1])]
        return [*longer, *(m for m in near if m not in longer and m.span[1] > span[0])]

    def _head(self, noun: Range) -> Span:
        found = self.page.phrase_from.get(noun[0])
        if found is not None and self.page.range(found.span) == noun:
            return found.head
        last = noun[1]
        for i in range(noun[0] + 1, noun[1]):
            if self.page.word(i) in ("of", "for", "from", "in", "to", "at", "on", "close", "with", "familiar"):
                last = i
                break
        return self.page.span((last - 1, last))

    def _state_of(self, known: str | None) -> str | None:
        """Return the state whose a person is."""
        actor = self._get(known) if known else None
        return self.states.get(actor.country or "") if actor else None

    def _actor(self, known: str) -> str | None:
        """Return the id of an actor; of a place, the state whose capital or country it is ("Seoul said")."""
        if known in self.page.actors or known in self.made:
            return known
        place = self.page.places.get(known)
        if place is None:
            return None
        if place.country in self.states:
            return self.states[place.country]
        if place.country is None:
            return None
        self._add(Actor(id=place.country.lower(), name=place.name, kind="state", country=place.country))
        self.states[place.country] = place.country.lower()
        return place.country.lower()

    def _together(self, ids: tuple[str, ...], noun: Range) -> str:
        """Return the group of several speakers: "Yeltsin and Kuchma called for"."""
        for actor in (*self.page.actors.values(), *self.made.values()):
            if set(actor.members) == set(ids):
                return actor.id
        names = [found.name or " ".join(found.roles[:1]) for i in ids if (found := self._get(i))]
        words = self.page.said(self.page.span(noun))
        return self._add(
            Actor(
                id="-".join(ids)[:60],
                name=" and ".join(names),
                kind="group",
                members=ids,
                roles=(words,),
                sources=(self._source(noun),),
            )
        )

    def _unnamed(self, noun: Range, words: str) -> str:
        """Return an actor known by its words only: "a senior diplomat", "sources close to the talks"."""
        role = " ".join(words.split())
        for actor in (*self.made.values(), *self.page.actors.values()):
            if any(role.lower() == known.lower() for known in (*actor.roles, actor.name or "")):
                return actor.id
        head = self.page.said(self._head(noun))
        owner = self._get(self.holder(noun) or "")
        country = owner.country if owner else None
        return self._add(
            Actor(
                id=self._fresh(role),
                name=None,
                kind=_kind(head),
                country=country,
                acts_for=owner.id if owner and owner.kind == "state" else None,
                roles=(role,),
                sources=(self._source(noun),),
            )
        )

    def agency(self) -> str | None:
        """Return the actor that speaks in the document's own voice: the agency of the dateline, or the publisher."""
        document = self.page.marked.document
        name = (document.dateline.agency if document.dateline else None) or document.publisher
        if not name:
            return None
        written = re.search(r"\(([^()]+)\)", document.dateline.text) if document.dateline else None
        roles = (written.group(1),) if written else ()
        for actor in self.page.actors.values():
            if name.lower() in (actor.id.lower(), (actor.name or "").lower()):
                called = actor.name if actor.name != actor.id or not written else written.group(1)
                fresh = tuple(role for role in roles if role not in (*actor.roles, called))
                return self._add(msgspec.structs.replace(actor, name=called, roles=(*actor.roles, *fresh)))
        known = self._fresh(name)
        called = written.group(1) if written else name
        return self._add(Actor(id=known, name=called, kind="organisation", sector="JRN", roles=roles))

    def _get(self, known: str) -> Actor | None:
        return self.made.get(known) or self.page.actors.get(known)

    def country(self, known: str | None) -> str | None:
        """Return the country of an actor."""
        actor = self._get(known) if known else None
        return actor.country if actor else None

    def sector(self, known: str | None) -> str | None:
        """Return the sector of an actor."""
        actor = self._get(known) if known else None
        return actor.sector if actor else None

    def people(self, noun: Range) -> str | None:
        """Return the group of all people whom words name, if they name more than one."""
        ids = (one for mention in self._touching(self.page.span(noun)) for one in mention.of)
        people = tuple(dict.fromkeys(one for one in ids if self.kind(one) == "person" and self.name(one)))
        return self._together(people, noun) if len(people) > 1 else None

    def names(self, known: str) -> tuple[str, ...]:
        """Return the name and the roles of an actor."""
        actor = self._get(known)
        return tuple(words for words in (actor.name, *actor.roles) if words) if actor else ()

    def members(self, known: str | None) -> tuple[str, ...]:
        """Return who belongs to a group."""
        actor = self._get(known) if known else None
        return actor.members if actor else ()

    def kind(self, known: str | None) -> str | None:
        """Return the kind of an actor."""
        actor = self._get(known) if known else None
        return actor.kind if actor else None

    def name(self, known: str | None) -> str | None:
        """Return the name of an actor."""
        actor = self._get(known) if known else None
        return actor.name if actor else None

    def _add(self, actor: Actor) -> str:
        self.made[actor.id] = actor
        return actor.id

    def _source(self, noun: Range) -> Source:
        span = self.page.span(noun)
        return Source(span=span, quote=self.page.said(span))

    def _fresh(self, words: str) -> str:
        slug = "-".join(w for w in re.findall(r"\w+", words.lower()) if w not in ARTICLES)[:40] or "actor"
        return slug if slug not in self.page.actors and slug not in self.page.places else f"{slug}-says"


def _joins(words: str) -> bool:
    return words.strip().removesuffix("the").strip() in ("and", ",", ", and", "as well as")


def _kind(head: str) -> ActorKind:
    word = head.lower()
    if ORGANISATION.search(word):
        return "organisation"
    plural = word.endswith("s") and not word.endswith("ss") and word not in SINGULAR_S
    return "group" if plural or word in ("people", "media", "police", "men", "women", "analysts") else "person"
