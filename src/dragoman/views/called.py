"""Find whom or what a name stands for in a record: by id, name, role, title or metonym, as its documents use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache, lru_cache, partial

from dragoman.model import Actor, Reading, Record, Value
from dragoman.terms import cached, rows, values

WORD = re.compile(r"\w+")
ARTICLES = frozenset(("the", "a", "an"))
PRONOUNS = ("pronoun", "possessive", "determiner", "her", "reflexive", "relative")
PRESS = "JRN"
NEAREST = 5  # as many names are offered for one that nobody has


class Meant(Value, frozen=True, kw_only=True):
    """The ids that a name stands for: in every document of the record, or in some of them only."""

    everywhere: frozenset[str] = frozenset()
    here: dict[str, frozenset[str]] = {}  # document -> ids

    def within(self, document: str) -> frozenset[str]:
        """Return the ids that the name stands for in one document."""
        return self.everywhere | self.here.get(document, frozenset())


class Directory:
    """Look up the names of a record.

    An id or a name stands for its bearer everywhere. A role or a mention ("the minister", "Seoul") does so where the
    whole record uses it of one actor alone; else it counts in the documents that use it, each for its own actor.
    """

    def __init__(self, record: Record) -> None:
        self.names: dict[str, set[str]] = {}
        self.words: dict[str, dict[str, set[str]]] = {}  # role or mention -> document -> ids
        self.roles: set[str] = set()  # a title ends in its noun: "US Secretary of State" is a secretary of state
        self.proper: set[str] = set()  # persons and places: part of the name is a name
        self.groups: dict[str, set[str]] = {}  # member -> groups
        self.agents: dict[str, set[str]] = {}  # state or body -> those who act for it; its press does not
        self.called: dict[str, str] = {}
        for reading in record.readings:
            self._enter(reading)

    def find(self, wanted: str, *, loose: bool = True) -> Meant:
        """Return whom a name stands for. Without bearers of the very name, `loose` takes those that contain its words.

        Case, hyphens, stops and articles do not count: "kim jong un", "the U.S.", "us state department".
        """
        key = key_of(wanted)
        if not key:
            return Meant()
        ids = {id for name in (key, *elsewhere(key)) for id in self.names.get(name, ())}
        ids |= {id for name, bearers in self.names.items() if contains(name, key) for id in bearers & self.proper}
        here = self._here(lambda words: words == key or (words in self.roles and ends(words, key)))
        if not ids and not here and loose:
            ids, here = self._loosely(key)
        return self._meant(ids, here)

    def acting_for(self, meant: Meant) -> set[str]:
        """Return those who act for those meant, or for somebody who does: a ministry's spokeswoman, for the state."""
        waiting = list(meant.everywhere.union(*meant.here.values()))
        found: set[str] = set()
        while waiting:
            fresh = self.agents.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        return found

    def nearest(self, wanted: str, among: Iterable[str]) -> tuple[str, ...]:
        """Return the names or words, of those given, that are spelt most like one that nobody has."""
        known = {key_of(name): name for name in among}
        key = key_of(wanted)
        parts: dict[str, list[str]] = {}
        for name in known:
            for part in name.split():
                parts.setdefault(part, []).append(name)
        close = get_close_matches(key, known, NEAREST, 0.75)
        close += [name for part in get_close_matches(key, parts, NEAREST, 0.75) for name in parts[part]]
        return tuple(known[name] for name in dict.fromkeys(close))[:NEAREST]

    def _enter(self, reading: Reading) -> None:
        document = reading.document.id
        for actor in reading.actors:
            self._enter_actor(actor, document)
        for place in reading.places:
            self._name(place.id, place.id, place.name, place.written)
            self.proper.add(place.id)
            self.called.setdefault(place.id, place.name)
        for made in reading.statements:
            for id in filter(None, (made.speaker, made.addressee)):  # words where the text names no actor
                self._name(id, id)
        for mention in reading.mentions:
            if len(mention.of) == 1 and not pronoun(mention.quote):
                self._say(mention.quote, document, mention.of[0])

    def _enter_actor(self, actor: Actor, document: str) -> None:
        self._name(actor.id, actor.id, actor.name)
        for role in actor.roles:
            self.roles.add(key_of(role))
            self._say(role, document, actor.id)
        if actor.kind == "person" and actor.name:
            self.proper.add(actor.id)
        if actor.acts_for and actor.sector != PRESS:
            self.agents.setdefault(actor.acts_for, set()).add(actor.id)
        for member in actor.members:
            self.groups.setdefault(member, set()).add(actor.id)
        self.called.setdefault(actor.id, actor.name or next(iter(actor.roles), actor.id))

    def _name(self, id: str, *names: str | None) -> None:
        for name in filter(None, names):
            self.names.setdefault(key_of(name), set()).add(id)

    def _say(self, words: str, document: str, id: str) -> None:
        self.words.setdefault(key_of(words), {}).setdefault(document, set()).add(id)

    def _loosely(self, key: str) -> tuple[set[str], dict[str, set[str]]]:
        """Return the bearers of names and roles that contain the words, or else words that begin so."""
        for fits in (contains, begins):
            ids = {id for name, bearers in self.names.items() if fits(name, key) for id in bearers}
            here = self._here(partial(fits, words=key))
            if ids or here:
                return ids, here
        return set(), {}

    def _here(self, fits: Callable[[str], bool]) -> dict[str, set[str]]:
        """Return for each document the bearers of the roles and mentions that fit."""
        here: dict[str, set[str]] = {}
        for words in filter(fits, self.words):
            for document, bearers in self.words[words].items():
                here.setdefault(document, set()).update(bearers)
        return here

    def _meant(self, ids: set[str], here: dict[str, set[str]]) -> Meant:
        bearers = set().union(*here.values())
        if len(bearers) == 1:
            ids, here = ids | bearers, {}
        return Meant(
            everywhere=frozenset(self._with_groups(ids)),
            here={document: frozenset(self._with_groups(found)) for document, found in here.items()},
        )

    def _with_groups(self, ids: set[str]) -> set[str]:
        """Return the ids and the groups they speak in: "Mike Pompeo and Kim Jong Un" are both of them."""
        return ids.union(*(self.groups.get(id, ()) for id in ids))


@lru_cache(maxsize=1 << 15)
def key_of(name: str) -> str:
    """Return a name as it is compared: small letters, words alone, no article before them."""
    words = WORD.findall(name.casefold().replace(".", "").replace("'s", "").replace("’s", "").replace("_", " "))
    return " ".join(words[1:] if words[:1] and words[0] in ARTICLES else words)


def stem(word: str) -> str:
    """Return a word without its ending, so that "inspection" and "inspections", "agreed" and "agree" are one."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) > 2:
            word = word[: -len(ending)] + rest
            break
    return word.rstrip("e") or word


def contains(name: str, words: str) -> bool:
    """Return whether the words stand in the name one after the other, whole."""
    return f" {words} " in f" {name} "


def ends(title: str, words: str) -> bool:
    """Return whether a title ends in the words as its noun: the "foreign minister of Norland" is not Norland."""
    before = title.removesuffix(f" {words}")
    return before != title and before.rsplit(" ", 1)[-1] not in _words("preposition")


def begins(name: str, words: str) -> bool:
    """Return whether the words stand in the name one after the other, the last one perhaps unfinished."""
    return f" {words}" in f" {name}"


def elsewhere(key: str) -> Iterator[str]:
    """Yield the other names that the tables know for a state, institution or person: "Seoul" is South Korea."""
    yield from _elsewhere().get(key, ())


@cached
def _elsewhere() -> dict[str, list[str]]:
    """Return the names in the tables by each of the other names there."""
    found: dict[str, list[str]] = {}
    for table, columns in (
        ("countries", ("iso3", "variants", "metonyms", "capital")),
        ("institutions", ("id", "variants")),
        ("people", ("variants",)),
    ):
        for row in rows(table):
            for key in {key_of(other) for column in columns for other in values(row[column])}:
                found.setdefault(key, []).append(key_of(row["name"]))
    return found


def institution(name: str) -> str:
    """Return the name that the tables have for an institution, any other name as it is.

    Who issues a paper writes it in the letterhead's way: "UNITED STATES DEPARTMENT OF STATE".
    """
    return _institutions().get(key_of(name), name)


@cached
def _institutions() -> dict[str, str]:
    return {key_of(other): row["name"] for row in rows("institutions") for other in values(row["variants"])}


def pronoun(quote: str) -> bool:
    """Return whether a mention is one small word or a pronoun ("he", "They"); "US" in capitals is a state."""
    if " " in quote or (quote.isupper() and len(quote) > 1):
        return False
    return quote.islower() or quote.casefold() in _words(*PRONOUNS)


@cache
def _words(*kinds: str) -> frozenset[str]:
    """Return the words of some kinds in terms/words.tsv; a kind is named by its end."""
    return frozenset(word for row in rows("words") if row["kind"].endswith(kinds) for word in row["words"].split())
