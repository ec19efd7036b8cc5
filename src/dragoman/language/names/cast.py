"""Gather the mentions of a document into its actors and places: one person however often and however shortly named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.language.coreference.offices import held_by, holds
from dragoman.language.names.atoms import keys, slug, without_article
from dragoman.language.names.gazetteer import Known, by_surname, institutions, people, positions, state_names
from dragoman.language.names.page import Page, given_names, shape_words
from dragoman.language.names.sightings import Sighting
from dragoman.model import Actor, ActorKind, Mention, Place, Problem, Span


class Cast:
    """The actors and places of one document while its mentions are read, in the order of the text."""

    def __init__(self, page: Page, text: str) -> None:
        self.page, self.text = page, text
        self.actors: dict[str, Actor] = {}
        self.places: dict[str, Place] = {}
        self.mentions: list[Mention] = []
        self.problems: list[Problem] = []
        self.persons: dict[str, list[str]] = defaultdict(list)  # a word of the name -> ids of the persons named in full
        self.gender: dict[str, str] = {}
        self.last: dict[str, int] = {}  # id of a person -> the line of the last mention
        self.table: dict[str, tuple[str, ...]] = {}  # id of a person of the tables -> the words of the full name
        self.countries: set[str] = set()  # the states that the text names in any way
        self.kin: set[str] = set()  # ids of those told to be somebody's wife, son, sister
        self.defined: dict[str, str] = {}  # "IAEA" -> id, as the text itself defines it

    def words(self, span: Span) -> str:
        """Return the words of a span, on one line."""
        return " ".join(self.text[span[0] : span[1]].split())

    def mention(self, span: Span, *of: str) -> None:
        """Note a mention of actors or places."""
        self.mentions.append(Mention(span=span, quote=self.text[span[0] : span[1]], of=of))

    def state(self, known: Known) -> str:
        """Return the id of a state, which becomes an actor if it was none."""
        self.actors.setdefault(known.id, Actor(id=known.id, name=known.name, kind="state", country=known.country))
        return known.id

    def institution(self, known: Known) -> str:
        """Return the id of a known institution, which becomes an actor if it was none."""
        kind: ActorKind = "body" if known.kind == "body" else "organisation"
        actor = Actor(
            id=known.id, name=known.name, kind=kind, country=known.country, sector=known.sector, acts_for=known.acts_for
        )
        return self.add(actor)

    def place(self, id: str, name: str, kind: str, country: str | None, written: str | None) -> str:
        """Return the id of a place, noted if it is new."""
        lies = positions().get(id) or positions().get(slug(name))
        id = f"{id}-place" if id in self.actors else id
        new = Place(id=id, name=name, kind=kind, country=country, written=written if written != name else None)  # type: ignore[arg-type]
        if lies:
            new = msgspec.structs.replace(new, lat=lies.lat, lon=lies.lon, geonames=lies.geonames)
        return self.places.setdefault(id, new).id

    def add(self, actor: Actor) -> str:
        """Note an actor; one of the same id gains what it did not have."""
        if actor.id in self.places:
            actor = msgspec.structs.replace(actor, id=f"{actor.id}-{actor.kind}")
        old = self.actors.get(actor.id)
        if old is None:
            self.actors[actor.id] = actor
        else:
            roles = (*old.roles, *(role for role in actor.roles if role not in old.roles))
            self.actors[actor.id] = msgspec.structs.replace(
                old,
                country=old.country or actor.country,
                sector=old.sector or actor.sector,
                acts_for=old.acts_for or actor.acts_for,
                roles=roles,
            )
        return actor.id

    def person(self, sighting: Sighting, beside: str | None = None) -> str | None:
        """Return the id of the person that a mention names, or None where two fit; "and" joins `beside` to it."""
        name = keys(self.words(sighting.name)) if sighting.name else ()
        candidates = self._candidates(name, sighting)
        if len(candidates) > 1:
            candidates = self._peers(candidates, beside) or self._near(candidates, sighting.line)
        if len(candidates) > 1 and len(name) == 1 and not sighting.head:
            leaders = [id for id in candidates if holds(self.actors[id], "leader")]
            candidates = leaders if len(leaders) == 1 else candidates  # a report calls him alone by the bare surname
        if len(candidates) > 1:
            self.problems.append(
                Problem(
                    code="ambiguous-antecedent",
                    message=f"{self.words(sighting.span)}: {', '.join(candidates)} all fit",
                    span=sighting.span,
                )
            )
            return None
        id = candidates[0] if candidates else self._new_person(name, sighting)
        self._learn(id, sighting)
        return id

    def _peers(self, candidates: list[str], beside: str | None) -> list[str]:
        """Return the one candidate who leads a state, where a leader stands beside: "Trump and Kim"."""
        if beside is None or not holds(self.actors[beside], "leader"):
            return []
        leaders = [id for id in candidates if holds(self.actors[id], "leader")]
        return leaders if len(leaders) == 1 else []

    def _near(self, candidates: list[str], line: int) -> list[str]:
        """Return the one candidate spoken of in these lines, or the only one named so far, or all."""
        for reach in (2, 10**9):
            near = [id for id in candidates if line - self.last.get(id, -(10**10)) <= reach]
            if len(near) == 1:
                return near
            if near:
                break
        return candidates

    def _candidates(self, name: tuple[str, ...], sighting: Sighting) -> list[str]:
        """Return the persons already named whom the words fit: the same full name, or a part that stands alone."""
        if not name:
            return []
        found = [id for id in self.persons.get(name[-1], ()) if self.fits(id, name)]
        found += [id for id in self.persons.get(name[0], ()) if self.fits(id, name) and id not in found]
        same = [id for id in found if len(name) > 1 and keys(self.actors[id].name or "") == name]
        if same:
            return same
        if len(name) == 1:
            found = self._surnamed(found, name, sighting)
        if len(found) > 1 and sighting.country:
            found = [id for id in found if self.actors[id].country in (None, sighting.country)] or found
        if len(found) > 1 and sighting.gender:
            found = [id for id in found if self.gender.get(id) in (None, sighting.gender)] or found
        if len(found) > 1 and sighting.head:
            found = [
                id for id in found if any(sighting.head in role.lower() for role in self.actors[id].roles)
            ] or found
        return found

    def _surnamed(self, found: list[str], name: tuple[str, ...], sighting: Sighting) -> list[str]:
        """Return whom a bare surname fits: with an office its holder, not a relative; "Mr." no woman."""
        told = sighting.gender
        fitting = [id for id in found if told is None or self.gender.get(id) in (None, told)]
        if sighting.head:
            known = self._known(name, sighting)
            fitting = [id for id in fitting if not self._stands_in(id, sighting.head)]
            holders = [id for id in fitting if holds(self.actors[id], sighting.head)]
            if holders or known and known.office == sighting.head and known.id not in fitting:
                return holders
            return [id for id in fitting if id not in self.kin]
        if told:
            return [id for id in fitting if self.gender.get(id) == told] or fitting
        if len(fitting) > 1:
            fitting = [id for id in fitting if id not in self.kin] or fitting
        if len(fitting) > 1:
            official = [id for id in fitting if held_by(self.actors[id])]
            fitting = official if len(official) == 1 else fitting
        return fitting

    def _stands_in(self, id: str, office: str) -> bool:
        """Return whether somebody only stands in for an office: "Vice Chairman Kim Yong Chol" is not "Chairman Kim"."""
        roles = {" ".join(keys(role)) for role in self.actors[id].roles}
        return any(f"{rank} {office}" in roles for rank in ("vice", "deputy", "assistant"))

    def fits(self, id: str, name: tuple[str, ...]) -> bool:
        """Return whether words may name a person known by a fuller name."""
        known = keys(self.actors[id].name or "")
        full = self.table.get(id)
        if full and len(name) > 1 and len(known) == 1 and name[0][:1] not in (full[0][:1], full[-1][:1]):
            return any(entry.id == id for entry in people().entries.get(name, ()))  # Melania is not "President Trump"
        return set(name) <= set(known) or (len(known) == 1 and known[0] in (name[0], name[-1]))

    def _new_person(self, name: tuple[str, ...], sighting: Sighting) -> str:
        known = self._known(name, sighting)
        assert sighting.name is not None
        written = self.words(sighting.name)
        id = known.id if known else slug(written)
        if id in self.actors and self.actors[id].kind != "person":
            id = f"{id}-person"
        country = known.country if known else None
        id = self.add(
            Actor(id=id, name=written, kind="person", country=country, sector=(known.sector if known else None))
        )
        if known:
            self.table[id] = keys(known.name)
        for word in {*name, *(keys(known.name) if known else ())} - shape_words("particle"):
            if id not in self.persons[word]:
                self.persons[word].append(id)
        gender = (known.gender if known else None) or given_names().get(name[0] if name else "", "u")
        if gender != "u":
            self.gender[id] = gender
        return id

    def _known(self, name: tuple[str, ...], sighting: Sighting) -> Known | None:
        """Return the one person of the tables who is meant: by full name, or by a surname that is theirs alone now."""
        if len(name) > 1:
            found = people().entries.get(name, ())
        else:
            found = by_surname().get(name[0], ()) if name else ()
            found = tuple(
                known for known in found if keys(known.name)[-1] == name[0] or name[0] in shape_keys_surname_first()
            )
            found = tuple(
                known
                for known in found
                if self.page.year is None or known.since - 2 <= self.page.year <= known.until + 3
            )
            if not sighting.head:
                found = tuple(known for known in found if self._at_home(known))
        if sighting.country:
            found = tuple(known for known in found if known.country == sighting.country)
        if sighting.head and len({known.id for known in found}) > 1:
            found = tuple(known for known in found if known.office == sighting.head)  # "President Clinton"
        return found[0] if len({known.id for known in found}) == 1 else None

    def _at_home(self, known: Known) -> bool:
        """Return whether a text may mean a person of the tables by a bare surname: it names the state, or all know."""
        return (
            known.country is None
            or known.country in self.countries
            or known.sector == "IGO"
            or known.office in shape_offices()
        )

    def _learn(self, id: str, sighting: Sighting) -> None:
        """Give a person what this mention tells: role, country, office, the longer name."""
        actor = self.actors[id]
        written = self.words(sighting.name) if sighting.name else ""
        if len(written.split()) > len((actor.name or "").split()):
            actor = msgspec.structs.replace(actor, name=written)
            for word in set(keys(written)) - shape_words("particle"):
                if id not in self.persons[word]:
                    self.persons[word].append(id)
        self.actors[id] = actor
        role = (self.words(sighting.role),) if sighting.role else ()
        self.add(
            Actor(
                id=id,
                name=actor.name,
                kind="person",
                country=sighting.country,
                sector=sighting.sector,
                acts_for=self.acts_for(sighting),
                roles=role,
            )
        )
        if sighting.gender:
            self.gender[id] = sighting.gender

    def acts_for(self, sighting: Sighting) -> str | None:
        """Return the actor that a role speaks for: its organisation where one is named, else its state."""
        if sighting.body:
            return self.institution(institutions()[sighting.body])
        if sighting.body_span is not None:
            inside = [m.of for m in self.mentions[-8:] if m.span == sighting.body_span and m.of]
            if inside:
                return inside[0][0]
        return sighting.country.lower() if sighting.country else None

    def described(self, sighting: Sighting, kind: ActorKind) -> str:
        """Return the id of a new actor without a name: "a spokesman for the South Korean presidency"."""
        words = self.words(sighting.span)
        base = slug(without_article(words))[:60].strip("-")
        actor = Actor(
            id=base,
            name=None,
            kind=kind,
            country=sighting.country,
            sector=sighting.sector,
            acts_for=self.acts_for(sighting),
            roles=(words,),
            members=sighting.members,
        )
        id = self.add(actor)
        if sighting.gender:
            self.gender[id] = sighting.gender
        return id


def finished(cast: Cast) -> list[Actor]:
    """Return the actors; officials whom only the tables place act for their state where the text has it."""
    found = []
    for actor in cast.actors.values():
        state = (actor.country or "").lower()
        if (
            actor.kind == "person"
            and not actor.acts_for
            and actor.sector in ("GOV", "MIL", "LEG")
            and state in cast.actors
        ):
            actor = msgspec.structs.replace(actor, acts_for=state)
        found.append(actor)
    missing = {actor.acts_for for actor in found if actor.acts_for} - cast.actors.keys()
    found += [
        Actor(id=id, name=state_names()[id.upper()], kind="state", country=id.upper())
        for id in sorted(missing)
        if id.upper() in state_names()
    ]
    known = {actor.id for actor in found}
    return [actor if actor.acts_for in known else msgspec.structs.replace(actor, acts_for=None) for actor in found]


@cache
def shape_offices() -> frozenset[str]:
    """Return the offices whose holders are known everywhere by surname."""
    return frozenset(word.replace("_", " ") for word in shape_words("known-office"))


@cache
def shape_keys_surname_first() -> frozenset[str]:
    """Return the keys of the surnames that stand first: Kim, Xi, Nguyen."""
    return frozenset(word.lower() for word in shape_words("surname-first"))


def in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions in the order of the text, each span once."""
    seen: dict[Span, Mention] = {}
    for mention in mentions:
        if mention.span not in seen or not seen[mention.span].of:
            seen[mention.span] = mention
    return tuple(sorted(seen.values(), key=lambda mention: (mention.span[0], -mention.span[1])))
