"""Cut a line into items: known names, role words, runs of capitals, and the words between."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.language.names.atoms import is_capital
from dragoman.language.names.gazetteer import Known, longest, named, people, role_words
from dragoman.language.names.page import Line, Page, given_names, glued, shape_words, starts
from dragoman.language.names.shapes import nameable, organisation, run, shape
from dragoman.language.syntax.words import forms
from dragoman.terms import cached

ABSORBABLE = frozenset({"state", "capital", "place", "metonym", "demonym"})


class Item(NamedTuple):
    """A piece of a line from one atom to another: `kind` is a known kind, the shape of a name, or "word"."""

    kind: str
    start: int
    end: int
    known: tuple[Known, ...] = ()


def items(line: Line, page: Page) -> list[Item]:
    """Return the items of a line, one after the other."""
    found: list[Item] = []
    at, count, known = 0, len(line.atoms), _small()
    while at < count:
        word = line.atoms[at]
        if word.key not in known and not is_capital(word.text):  # most words: no capital, and no term starts here
            found.append(Item("word", at, at + 1))
            at += 1
            continue
        found.append(_item(line, page, at))
        at = found[-1].end
    return found


@cached
def _small() -> frozenset[str]:
    """Return the words that a name or a role of the tables starts with."""
    return frozenset(role_words().lengths) | frozenset(named().lengths)


def _item(line: Line, page: Page, at: int) -> Item:
    capital = is_capital(line.atoms[at].text)
    person_end, person = longest(people(), line.atoms, at) if capital else (at, ())
    if person and len(person[0].words) > 1 and not nameable(line, page, person_end):
        return Item("person", at, person_end, person)
    known_end, known = longest(named(), line.atoms, at)
    role_end, role = longest(role_words(), line.atoms, at)
    body_end = organisation(line, page, at) if capital else at
    if body_end > max(known_end, role_end) and not _described(line, body_end, known_end, known):
        return Item("organisation", at, body_end)
    if known and known_end >= role_end and not _only_a_word(line, page, at, known):
        whole = _absorbed(line, page, at, known_end, known)
        return whole or Item(known[0].kind, at, known_end, known)
    if role:
        return _role(line, role, at, role_end)
    end = run(line, page, at)
    if end > at:
        return Item(shape(line, page, at, end), at, end)
    return Item("word", at, at + 1)


def _described(line: Line, end: int, known_end: int, known: tuple[Known, ...]) -> bool:
    """Return whether an organisation is a state's body, told by a common noun: "the Iraqi Foreign Ministry"."""
    if not known or known[0].kind not in ("demonym", "state", "capital"):
        return False
    body_end, body = longest(role_words(), line.atoms, known_end)
    return any(entry.kind == "bodynoun" for entry in body) and body_end == end


def _only_a_word(line: Line, page: Page, at: int, known: tuple[Known, ...]) -> bool:
    """Return whether a known name is an everyday word here: "Nice to meet you", "SPLIT DECISION"."""
    word = line.atoms[at]
    if known[0].words[0] == "the":  # "the North" is a Korea only where the text speaks of Korea
        after = line.atoms[at + 2 : at + 3]
        return not {"korea", "korean", "pyongyang"} & page.capital or bool(after) and is_capital(after[0].text)
    if len(known[0].words) > 1:
        return False
    if known[0].words[0] in shape_words("ambiguous"):
        return line.headline or starts(line, at) or word.key in page.small and word.key not in page.capital
    return line.shouted and word.key in page.small and word.key not in page.capital


def _absorbed(line: Line, page: Page, at: int, end: int, known: tuple[Known, ...]) -> Item | None:
    """Return the longer name that starts with a known one: "Kenya Television", "Iraqi News Agency", "Paris Hilton"."""
    if known[0].kind not in ABSORBABLE or line.headline or not nameable(line, page, end):
        return None
    if longest(role_words(), line.atoms, end)[1] or longest(named(), line.atoms, end)[1]:
        return None
    whole = run(line, page, end)
    if whole == end or _starts_person(line, end):
        return None
    kind = shape(line, page, end if end - at > 1 else at, whole)
    if kind == "organisation" and line.atoms[end].text.isupper() and whole == end + 1:
        return None
    if kind in ("organisation", "place", "event"):
        return Item(kind, at, whole)
    return None


def _starts_person(line: Line, at: int) -> bool:
    """Return whether a person's name starts at a word: "the President of the United States Donald Trump"."""
    word = line.atoms[at]
    return bool(longest(people(), line.atoms, at)[1]) or (
        word.key in given_names() or word.text in shape_words("surname-first")
    )


def _role(line: Line, role: tuple[Known, ...], at: int, end: int) -> Item:
    if (
        end < len(line.atoms)
        and line.atoms[end].text == "."
        and glued(line, end)
        and len(line.atoms[end - 1].text) <= 4
    ):
        titles = [known for known in role if known.kind == "title"]
        if titles:
            return Item("title", at, end + 1, tuple(titles))
    fitting = [known for known in role if known.kind != "title" or is_capital(line.atoms[at].text)]
    if not fitting:
        return Item("word", at, at + 1)
    form = forms().get(line.atoms[at].key) if line.headline and fitting[0].kind == "group" else None
    if form is not None and "VBZ" in form.tags:
        return Item("word", at, at + 1)  # "Putin Hosts Erdogan"
    bodies = [known for known in fitting if known.kind == "bodynoun"]
    if bodies and not _before_role(line, end):  # "the government said", but "a government official said"
        return Item("bodynoun", at, end, tuple(bodies))
    return Item(fitting[0].kind, at, end, tuple(fitting))


def _before_role(line: Line, end: int) -> bool:
    """Return whether a head or a group follows, which the word before it only describes."""
    if end >= len(line.atoms):
        return False
    _, after = longest(role_words(), line.atoms, end)
    return any(known.kind in ("head", "group") for known in after)
