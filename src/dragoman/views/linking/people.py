"""Know somebody again in another document: by an id that stands for one name, or by last name with role or country.

A person without a name ("a spokesman", "a spokeswoman") is nobody of another document. A last name alone ("Kim") is
somebody whose whole name the record knows where it can be one person only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Protocol

from dragoman.model import Actor, Reading, Value
from dragoman.views.called import ends, key_of

SPLIT = re.compile(r"-([0-9a-f]{4})$")


class Known(Value, frozen=True, kw_only=True, array_like=True):
    """An actor as some documents know it."""

    id: str
    name: str  # as key_of gives it
    person: bool
    countries: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the words of the name."""
        return _words_of(self.name)


@lru_cache(maxsize=1 << 15)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(name.split())


def known_as(document: str, actor: Actor | None, ref: str, groups: bool = False) -> tuple[str, Known | None]:
    """Return the key of somebody in an entry, and the person where there is one to be known again by name.

    An id is the key for all documents, but not of one word of a name ("kim") or of somebody without a name; with
    `groups` that of a group without a name ("inspectors") is. What is no actor goes by its words.
    """
    if actor is None:
        name = key_of(ref) or ref
        return name, Known(id="", name=name, person=True) if name.split() else None
    if groups and actor.kind == "group":
        return ref, None
    if not _lasting(actor):
        return f"{document} {ref}", None
    if actor.kind != "person":
        return ref, None
    person = _known(ref, [actor])
    return f"{document} {ref}" if _short(actor) else ref, person if person.name else None


def found_by(key: str, known: Known | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words under which somebody is kept, and those under which to look for him in other documents.

    Two whole names are of one person only with the same last word; one word may be the first or the last of a name.
    """
    if known is None:
        return frozenset((key,)), frozenset((key,))
    first, last = known.parts[0], known.parts[-1]
    if len(known.parts) == 1:
        return frozenset((f"{last} alone",)), frozenset((f"{last} alone", f"{last} first", last))
    return frozenset((f"{first} first", last)), frozenset((f"{first} alone", f"{last} alone", last))


def surname(key: str, known: Known | None) -> str:
    """Return the last word of a person's name, else the key."""
    return known.parts[-1] if known else key


def same(a: Known, b: Known) -> bool:
    """Return whether two that go by other keys are one person, as far as their two documents tell."""
    one, other = len(a.parts), len(b.parts)
    if one > 1 and other > 1:
        return _one_person(a, b)
    short, whole = (a, b) if one < other else (b, a)
    fits = a.name == b.name and not _apart(a, b) if len(whole.parts) == 1 else _may_be(short, whole)
    return fits and (not short.id or not whole.id or _alike(a, b))


class Names(Protocol):
    """Who is who: the key of each, the name by key, and what each document knows of its actors, as Cast has it."""

    actors: dict[tuple[str, str], Actor]

    @property
    def names(self) -> dict[str, str]:
        """Return the names by key."""

    @property
    def spelt(self) -> Mapping[str, set[str]]:
        """Return by key all whole names that documents have, in small letters."""

    def key(self, document: str, ref: str) -> str:
        """Return the key of an actor of a document."""


def called(names: Names, reading: Reading) -> dict[str, str]:
    """Return what the actors of a reading are called in the whole record, by id; not those without a name."""
    document = reading.document.id
    found = ((actor.id, names.names.get(names.key(document, actor.id))) for actor in reading.actors)
    return {id: name for id, name in found if name and name != id}


def names_with(names: Names, words: str) -> tuple[str, ...]:
    """Return under which names to look for somebody: the words, and all whole names of those who have them in one.

    All are in small letters: "michael r." stands for "mike pompeo" too, where the record knows him by both. A name that
    has the words in it is found by these.
    """
    words = words.casefold()
    fitting = (found for found in names.spelt.values() if any(words in name for name in found))
    return (words, *sorted({name for found in fitting for name in found if words not in name}))


def spellings(told: Iterable[tuple[str, Actor]], names: Mapping[str, str]) -> dict[str, set[str]]:
    """Return by key the whole names of actors, in small letters: those that documents tell of, and their chief ones."""
    found = {key: {name.casefold()} for key, name in names.items()}
    for key, actor in told:
        if actor.name and len(key_of(actor.name).split()) > 1:
            found.setdefault(key, set()).add(actor.name.casefold())
    return found


class Cast:
    """All actors of a record, each under one key however its documents call it."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.actors = {(reading.document.id, actor.id): actor for reading in readings for actor in reading.actors}

    def key(self, document: str, ref: str, groups: bool = False) -> str:
        """Return the key of an actor; of what is no actor its words. Unnamed actors have one in their document only.

        With `groups`, those of a group without a name ("inspectors") have one for all documents.
        """
        actor = self.actors.get((document, ref))
        if actor is None:
            return self._worded(key_of(ref)) or ref
        if groups and actor.kind == "group":
            return ref
        if not _lasting(actor):
            return f"{document} {ref}"
        return self._same.get((document, ref)) or self._same.get(("", ref)) or ref

    def name(self, document: str, ref: str) -> str | None:
        """Return the name that most documents have for an actor, a whole one; None for one without a name."""
        return self.names.get(self.key(document, ref))

    def _worded(self, name: str) -> str:
        """Return the key of the one whole name that words can stand for, else the words."""
        if not name:
            return ""
        words = Known(id="", name=name, person=True)
        last = self._by_part.get(words.parts[-1], ())
        meant = [known for known in last if (_may_be if len(words.parts) == 1 else _one_person)(words, known)]
        keys = {self._same.get(("", known.id), known.id) for known in meant}
        return keys.pop() if len(keys) == 1 else name

    @cached_property
    def _by_part(self) -> dict[str, list[Known]]:
        """Return the whole names by each of their words."""
        by_part: dict[str, list[Known]] = {}
        for known in self._whole.values():
            for part in set(known.parts):
                by_part.setdefault(part, []).append(known)
        return by_part

    @cached_property
    def spelt(self) -> dict[str, set[str]]:
        """Return by key all whole names that documents have, in small letters."""
        return spellings(((self.key(*at), actor) for at, actor in self.actors.items()), self.names)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return by key the name that most documents have, a whole one; those without a name have none."""
        names: dict[str, Counter[str]] = {}
        for (document, id), actor in self.actors.items():
            if actor.name:
                names.setdefault(self.key(document, id), Counter())[actor.name] += 1
        return {
            key: max(found, key=lambda name: (len(key_of(name).split()) > 1, found[name], len(name), name))
            for key, found in names.items()
        }

    @cached_property
    def _same(self) -> dict[tuple[str, str], str]:
        """Return the key of those who go by another id: everywhere (document ""), or where they have a last name only.

        "Michael R. Pompeo" is Mike Pompeo in all documents; "Kim" may be somebody else in the next.
        """
        same: dict[tuple[str, str], str] = {}
        for known in sorted(self._whole.values(), key=lambda known: known.id):
            others = [other for other in self._by_part[known.parts[-1]] if _one_person(known, other)]
            if others and all(_one_person(a, b) for a, b in combinations(others, 2)):  # else: whose other name is it?
                same["", known.id] = min((known, *others), key=_rank).id
        for at, known in self._short().items():
            others = [other for other in self._by_part.get(known.name, ()) if _may_be(known, other)]
            keys = {same.get(("", other.id), other.id) for other in others}
            if len(keys) == 1 and any(_alike(known, other) for other in others):
                same[at] = keys.pop()
            else:
                same[at] = " ".join(at)
        return same

    @cached_property
    def _whole(self) -> dict[str, Known]:
        """Return persons by id who have more than a last name, with all that the documents know of them."""
        found: dict[str, list[Actor]] = {}
        for actor in self.actors.values():
            if actor.kind == "person" and actor.name and not _short(actor):
                found.setdefault(actor.id, []).append(actor)
        return {id: _known(id, actors) for id, actors in found.items()}

    def _short(self) -> dict[tuple[str, str], Known]:
        """Return those of whom a document gives one word of a name only."""
        return {
            at: _known(actor.id, [actor])
            for at, actor in self.actors.items()
            if actor.kind == "person" and actor.name and _short(actor)
        }


def everywhere(actor: Actor) -> bool:
    """Return whether the id of an actor stands for the same one in all documents: not "a spokesman", not "Kim"."""
    return _lasting(actor) and not (actor.kind == "person" and _short(actor))


def _short(actor: Actor) -> bool:
    """Return whether an actor has one word of a name only; the id of one in the tables holds the whole name."""
    return len(key_of(actor.name or "").split()) < 2 and len(key_of(actor.id.replace("-", " ")).split()) < 2


def _lasting(actor: Actor) -> bool:
    """Return whether an id can mean the same actor in another document."""
    if actor.kind in ("person", "group"):
        return bool(actor.name)
    return bool(actor.name or actor.country)


def _known(id: str, actors: list[Actor]) -> Known:
    names = {key_of(actor.name or "") for actor in actors}
    name = max(names, key=lambda name: (len(name.split()), name))
    return Known(
        id=id,
        name=name if len(name.split()) > 1 else key_of(id.replace("-", " ")) or name,
        person=actors[0].kind == "person",
        countries=frozenset(actor.country for actor in actors if actor.country),
        roles=frozenset(key_of(role) for actor in actors for role in actor.roles),
    )


def _one_person(a: Known, b: Known) -> bool:
    """Return whether two whole names are of one person: last name, first letter, and role or country or first name."""
    one, other = a.parts[0], b.parts[0]
    if a.id == b.id or a.parts[-1] != b.parts[-1] or one[0] != other[0] or _apart(a, b):
        return False
    if _between_differs(a, b) or _split_off(a) or _split_off(b):
        return False
    return one == other or 1 in (len(one), len(other)) or _alike(a, b)


def _between_differs(a: Known, b: Known) -> bool:
    """Return whether each has one long word between first and last, and other ones: Kim Hyok Chol, Kim Yong Chol."""
    one, other = a.parts[1:-1], b.parts[1:-1]
    return len(one) == len(other) == 1 and min(len(one[0]), len(other[0])) > 3 and one[0][0] != other[0][0]


def _split_off(known: Known) -> bool:
    """Return whether a person made the id (record/actors.py): whoever was split off is nobody else by name alone."""
    made = SPLIT.search(known.id)
    return made is not None and made[1] not in known.parts


def _may_be(short: Known, whole: Known) -> bool:
    return short.name in (whole.parts[0], whole.parts[-1]) and not _apart(short, whole)


def _apart(a: Known, b: Known) -> bool:
    return bool(a.countries and b.countries and not a.countries & b.countries)


def _alike(a: Known, b: Known) -> bool:
    """Return whether two share a country or a role: "Secretary of State", "US Secretary of State"."""
    if a.countries & b.countries:
        return True
    return any(one == other or ends(one, other) or ends(other, one) for one in a.roles for other in b.roles)


def _rank(known: Known) -> tuple[int, int, str]:
    """Return a key that puts first the id to keep: the one with a country, then the shorter."""
    return 0 if known.countries else 1, len(known.id), known.id
