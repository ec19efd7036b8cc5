"""Tell names by their words: where an organisation ends that has a head, which surname everybody knows."""

from __future__ import annotations

from functools import cache, lru_cache

from dragoman.language.names.atoms import is_capital, keys
from dragoman.language.names.gazetteer import by_surname, longest, named, role_words
from dragoman.language.names.page import Line, Page, given_names, is_hyphen, never, shape_keys, shape_words, starts
from dragoman.language.syntax.words import forms, tagged


@cache
def function_words() -> frozenset[str]:
    """Return the words that start sentences and name nobody."""
    kinds = (
        "determiner",
        "possessive",
        "subject-pronoun",
        "preposition",
        "subordinator",
        "conjunction",
        "adverb",
        "starter",
    )
    found = frozenset(word for kind in kinds for word in tagged(kind))
    return found | shape_keys("sentence-word")


@lru_cache(maxsize=4096)
def leads(surname: str, year: int | None) -> bool:
    """Return whether a surname is that of one who held a high office that year: "Putin Hosts Macron" needs no body."""
    if year is None or surname in shape_keys("surname-word") or surname in forms():
        return False
    return any(
        entry.since <= year <= entry.until + 1 and entry.office.replace(" ", "_") in shape_words("known-office")
        for entry in by_surname().get(surname, ())
        if keys(entry.name)[-1] == surname
    )


def organisation(line: Line, page: Page, at: int) -> int:
    """Return where the organisation ends that starts at a place by its shape; the place itself where none does.

    A chain of capitals with a head among them: "the French Communist Party", "Bank of Japan", "Organization for
    Security and Cooperation in Europe".
    """
    word = line.atoms[at]
    if line.headline or not is_capital(word.text) or word.text == "The" or _function_start(line, at):
        return at
    end, step, joined = at, at, False
    while step < len(line.atoms):
        if _chained(line, step):
            step += 1
            end = step if joined or _headed(line, at, step) else end
        elif _owning(line, step):
            step += 1
        elif end == step and (after := _after_link(line, step, joined)):
            step, joined = after, True
        else:
            break
    return end if end - at > 1 else at


def _headed(line: Line, at: int, end: int) -> bool:
    """Return whether a chain ends in a head that makes it a name: "Peace Institute", "Institute for"."""
    if line.atoms[end - 1].text not in _heads():
        return False
    return end - at > 1 or end < len(line.atoms) and line.atoms[end].text in ("of", "for")


@cache
def _heads() -> frozenset[str]:
    return shape_words("org") | shape_words("org-mil") | shape_words("org-press")


def _function_start(line: Line, at: int) -> bool:
    return starts(line, at) and line.atoms[at].key in function_words() or line.atoms[at].text in never()


def _chained(line: Line, at: int) -> bool:
    """Return whether a word may belong to the name of an organisation: a capital that opens no title or date."""
    word = line.atoms[at].text
    if is_hyphen(line, at):
        return True
    if not is_capital(word) or word in shape_words("month") | shape_words("day"):
        return False
    _, roles = longest(role_words(), line.atoms, at)
    return word in _heads() or not any(role.kind in ("head", "title") for role in roles)


def _owning(line: Line, at: int) -> bool:
    """Return whether an apostrophe stands inside a name: "People's Army", "Workers' Party"."""
    if not (0 < at < len(line.atoms) - 1 and is_capital(line.atoms[at + 1].text)):
        return False
    owner = line.atoms[at - 1].text
    if line.atoms[at].text in ("'", "’"):
        return is_capital(owner) and owner.endswith("s")
    return line.atoms[at].key == "'s" and owner in shape_words("owner")


def _after_link(line: Line, at: int, joined: bool) -> int:
    """Return where a name goes on after "of", "for the", "and"; 0 where it does not."""
    if line.atoms[at].text not in (("of", "for", "on", "and", "in", "to") if joined else ("of", "for", "on")):
        return 0
    step = at + (2 if line.atoms[at + 1 : at + 2] and line.atoms[at + 1].text == "the" else 1)
    if step >= len(line.atoms) or not is_capital(line.atoms[step].text) or not _chained(line, step):
        return 0
    return 0 if line.atoms[step].key in given_names() and line.atoms[at].text in ("and", "to", "in") else step


def event(line: Line, at: int, end: int) -> bool:
    """Return whether a name is that of an act or a text, by its last word: "Espionage Act"."""
    words = [atom.text for atom in line.atoms[at:end]]
    return len(words) > 1 and words[-1] in shape_words("event") and _heads().isdisjoint(words)


def before_state(line: Line, end: int) -> bool:
    """Return whether a comma and a state follow a name: "Lockerbie, Scotland"."""
    if end + 1 >= len(line.atoms) or line.atoms[end].text != ",":
        return False
    after, known = longest(named(), line.atoms, end + 1)
    mark = line.atoms[after].text if after < len(line.atoms) else "."
    return bool(known) and known[0].kind in ("state", "place", "capital") and mark in (",", ".", ")", ";")
