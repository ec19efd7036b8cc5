"""Tell who holds which office: which words may name the same one, and what an actor's roles say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.language.names.atoms import keys
from dragoman.language.names.gazetteer import people, role_words
from dragoman.model import Actor
from dragoman.terms import cached, rows, values


@cache
def offices() -> dict[str, frozenset[str]]:
    """Return for each word for an office the words that may name the same one."""
    found: dict[str, set[str]] = {}
    for row in rows("offices"):
        words = values(row["words"])
        for word in words if row["mutual"] == "yes" else (row["office"],):
            found.setdefault(word, set()).update(words)
    return {word: frozenset(words) for word, words in found.items()}


@cached
def head_words() -> frozenset[str]:
    """Return the words for roles, as written in terms/roles.tsv."""
    return frozenset(entry.name for row in role_words().entries.values() for entry in row if entry.kind == "head")


def heads_in(roles: Sequence[str]) -> set[str]:
    """Return the role words in some roles: "the Russian foreign minister" gives foreign minister and minister."""
    found = set()
    for role in roles:
        words = role.lower().replace("’", "'").split(" of the ")[0].split(" for ")[0].split()
        for size in (4, 3, 2, 1):
            for at in range(len(words) - size + 1):
                phrase = " ".join(words[at : at + size])
                found |= {phrase, phrase.removesuffix("s")} & head_words()
    return found


def held_by(actor: Actor) -> set[str]:
    """Return the role words of an actor: by the roles that the text gives, and by the tables."""
    known = people().entries.get(keys(actor.name or ""), ()) if actor.name else ()
    offices = {entry.office for entry in known}
    return heads_in(actor.roles) | offices | {"minister" for office in offices if office.endswith(" minister")}


def holds(actor: Actor, office: str, *, exact: bool = False) -> bool:
    """Return whether an actor holds an office, or, unless `exact`, one that the word may stand for."""
    held = held_by(actor)
    return office in held or not exact and bool(held & offices().get(office, frozenset()))
