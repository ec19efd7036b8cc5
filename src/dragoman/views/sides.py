"""Say who speaks for whom, who only reports, and what kind of act an undertaking is: what grades are derived from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Literal

from dragoman.kinds import entries
from dragoman.model import Actor, Entry, Record, Statement, Verification
from dragoman.terms import rows
from dragoman.views.called import PRESS
from dragoman.views.lines import Words
from dragoman.views.steps import Party

Act = Literal["physical", "paper", "talk"]
NEAR = 4  # words after a physical one in which a list or a treaty makes paper of it
LITTLE = 5  # letters of "the", "these", "other": they are no part of what is asked
AHEAD = 60  # characters in which "to ensure that" stands before what is to be ensured
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Sides:
    """Look up the actors of a record: whom each acts for, whether it has a name, who speaks behind words."""

    def __init__(self, record: Record) -> None:
        self.actors: dict[str, Actor] = {}
        self.entries: dict[tuple[str, str], Entry] = {}
        self.checks: dict[str, Verification] = {}
        self.texts: dict[str, str] = {}
        for reading in record.readings:
            for actor in reading.actors:
                known = self.actors.get(actor.id)
                if known is None or (known.acts_for is None and actor.acts_for) or not known.name:
                    self.actors[actor.id] = actor
            self.texts[reading.document.id] = reading.document.text
            for entry in entries(reading):
                self.entries[reading.document.id, entry.id] = entry
                if isinstance(entry, Verification):
                    self.checks[entry.id] = entry
        self.states = {actor.country: id for id, actor in self.actors.items() if actor.kind == "state"}

    def of(self, id: str) -> frozenset[str]:
        """Return all that an actor speaks for: itself, whom it acts for, its members, its state where it governs."""
        found: set[str] = set()
        waiting = [id]
        while waiting:
            this = waiting.pop()
            actor = self.actors.get(this)
            if this in found:
                continue
            found.add(this)
            if actor is None:
                continue
            if actor.acts_for and actor.sector != PRESS:
                waiting.append(actor.acts_for)
            waiting += actor.members
            if actor.sector in ("GOV", "MIL", "LEG") and (state := self.states.get(actor.country)):
                waiting.append(state)
        return frozenset(found)

    def same(self, one: Iterable[Party], other: Iterable[Party]) -> bool:
        """Return whether one of some parties speaks for one of others, or for whom one of these speaks."""
        mine = frozenset().union(*(self.of(party.id) for party in one))
        return any(not mine.isdisjoint(self.of(party.id)) for party in other)

    def press(self, parties: Iterable[Party]) -> bool:
        """Return whether all of some parties report for a living: they can witness, not inspect."""
        found = [self.actors.get(party.id) for party in parties]
        return bool(found) and all(actor is not None and actor.sector == PRESS for actor in found)

    def named(self, party: Party) -> bool:
        """Return whether a party is somebody in particular: "IAEA" is, "inspectors" are not."""
        actor = self.actors.get(party.id)
        name = actor.name if actor else party.name
        return bool(name) and name != (name or "").casefold() and not unnamed(name or "")

    def hosts(self, check: str) -> tuple[Party, ...]:
        """Return who invited or admitted those of a check."""
        entry = self.checks.get(check)
        if entry is None or not entry.invited_by:
            return ()
        actor = self.actors.get(entry.invited_by)
        return (Party(id=entry.invited_by, name=(actor.name if actor else None) or entry.invited_by),)

    def item(self, check: str) -> str | None:
        """Return the part that a check is about, None for the whole."""
        entry = self.checks.get(check)
        return entry.item if entry else None

    def speaker(self, words: Words) -> tuple[Party, ...]:
        """Return who says words: the innermost speaker, nobody for a document's own voice."""
        statement = self.entries.get((words.document, words.statement or ""))
        if not isinstance(statement, Statement) or not statement.speaker:
            return ()
        actor = self.actors.get(statement.speaker)
        return (Party(id=statement.speaker, name=(actor.name if actor else None) or words.voice.split(" via ")[0]),)

    def purpose(self, words: Words) -> bool:
        """Return whether words say what somebody is to look for: "to ensure that it has been dismantled"."""
        before = self.texts.get(words.document, "")[max(words.span[0] - AHEAD, 0) : words.span[0]]
        return bool(_purpose().search(before.casefold()))


def act_of(action: str) -> Act | None:
    """Return what kind of act an undertaking is, by its first word that tells: physical, paper or talk."""
    known = _acts()
    tokens = WORD.findall(action.casefold())
    for at, token in enumerate(tokens):
        pair = " ".join(tokens[at : at + 2])
        kind = known.get(pair) or known.get(token)
        if kind == "physical" and not _words("paper-object").isdisjoint(tokens[at + 1 : at + 1 + NEAR]):
            return "paper"
        if kind:
            return kind
    return None


def undefined(action: str) -> str | None:
    """Return the words of an undertaking that say too little to be checked: "corresponding measures"."""
    tokens = ["take", *WORD.findall(action.casefold())]
    for before, word in pairwise(tokens):
        if word in _words("bare") and before in (*_words("loose"), "take", "takes", "of"):
            return f"{before} {word}" if before in _words("loose") and len(before) > LITTLE else word
    return None


def effort(action: str) -> bool:
    """Return whether an undertaking is to try: "work toward", "best efforts"."""
    text = f" {' '.join(WORD.findall(action.casefold()))} "
    return any(f" {phrase} " in text for phrase in _words("effort"))


def gives_access(action: str) -> bool:
    """Return whether an undertaking is to let somebody check: "let inspectors into the site"."""
    tokens = WORD.findall(action.casefold())
    return not _words("access").isdisjoint(tokens) and not _words("checking").isdisjoint(tokens)


def unspecified(action: str) -> bool:
    """Return whether an undertaking names no act at all, but a noun that says too little: "the steps of ..."."""
    tokens = [token for token in WORD.findall(action.casefold()) if token not in _words("loose")]
    return bool(tokens) and tokens[0] in _words("bare")


def unnamed(name: str) -> bool:
    """Return whether a name is that of a trade alone: "international inspectors"."""
    return (WORD.findall(name.casefold()) or [""])[-1] in _words("unnamed") and name == name.casefold()


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("ledger") if row["part"] == part)


@cache
def _purpose() -> re.Pattern[str]:
    verbs = "|".join(sorted(_words("purpose")))
    lead = "to|may|can|could|would|will|should|and"
    return re.compile(rf"\b(?:{lead})\W+(?:[a-z]+\W+){{0,2}}(?:{verbs})(?:\W+(?:that|whether|if))?\W*$")


@cache
def _acts() -> dict[str, Act]:
    kinds: tuple[Act, ...] = ("physical", "paper", "talk")
    found: dict[str, Act] = {}
    for kind in kinds:
        for word in _words(kind):
            first, _, rest = word.partition(" ")
            for form in _forms(first):
                found.setdefault(f"{form} {rest}".strip(), kind)
    return found


def _forms(word: str) -> set[str]:
    """Return a verb or noun with the endings that it can have: "seals", "sealed", "cutting", "deliveries"."""
    doubled = word + word[-1]
    found = {word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{doubled}ed", f"{doubled}ing"}
    if word.endswith("e"):
        found |= {f"{word}d", f"{word[:-1]}ing"}
    if word.endswith("y"):
        found |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    return found
