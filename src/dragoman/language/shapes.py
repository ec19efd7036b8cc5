"""Tell names by their shape: where a run of capitals ends, and what kind of thing it names."""

from __future__ import annotations

from functools import cache
from typing import Literal

from dragoman.language.atoms import is_capital, is_caps
from dragoman.language.gazetteer import by_surname, longest, named, role_words
from dragoman.language.page import Line, Page, given_names, glued, is_hyphen, shape_keys, shape_words, starts
from dragoman.language.words import tagged

Shape = Literal["person", "organisation", "place", "event", "people", "none"]


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


@cache
def _never() -> frozenset[str]:
    return shape_words("month") | shape_words("day") | shape_words("not-a-name")


def nameable(line: Line, page: Page, at: int) -> bool:
    """Return whether the word at a place may be part of a name."""
    if at >= len(line.atoms):
        return False
    word = line.atoms[at]
    if not is_capital(word.text) or word.text in _never():
        return False
    if line.headline:
        return word.key in page.capital and word.key not in page.small
    if not starts(line, at):
        return not (word.key in function_words() and word.key in page.small)
    return word.key not in function_words() and not (word.key in page.small and word.key not in page.capital)


def run(line: Line, page: Page, at: int) -> int:
    """Return where the run of capitalised words ends that starts at a place; the place itself where none does."""
    if not nameable(line, page, at):
        return at
    end = at + 1
    while (after := _next(line, page, at, end)) > end:
        end = after
    return _with_connectors(line, page, at, end)


def _next(line: Line, page: Page, at: int, end: int) -> int:
    """Return the end of the run with one more word, or the same end."""
    if end >= len(line.atoms):
        return end
    if is_hyphen(line, end):
        return end + 2 if _part(line, page, end + 1, end) else end
    word = line.atoms[end]
    if word.text == "." and glued(line, end) and len(line.atoms[end - 1].text) == 1:
        return end + 1 if nameable(line, page, end + 1) else end
    if word.text in ("Jr", "Sr", "III", "II"):
        return end + 1
    if _part(line, page, end, at):
        return end + 1
    if word.text in shape_words("particle"):
        return _particles(line, page, at, end)
    return end


def _particles(line: Line, page: Page, at: int, end: int) -> int:
    """Step over "van der", "bin", "al-" before the next capital."""
    step = end
    while step < len(line.atoms) and step - end < 4 and line.atoms[step].text in shape_words("particle"):
        step += 2 if is_hyphen(line, step + 1) else 1
    return step + 1 if step < len(line.atoms) and _part(line, page, step, at) else end


def _part(line: Line, page: Page, at: int, first: int) -> bool:
    """Return whether a word belongs to the run before it: a capital, and no name or role of its own."""
    if glued(line, at) and line.atoms[at - 1].text in "-" and not is_capital(line.atoms[at].text):
        return line.atoms[at].text[:1].isalpha() and line.atoms[at].key not in (
            "based",
            "backed",
            "led",
            "born",
            "style",
        )
    if not nameable(line, page, at):
        return False
    end, known = longest(named(), line.atoms, at)
    if known:
        alone = end == at + 1 and at - first == 1 and line.atoms[first].key in given_names()
        return alone and known[0].kind in ("state", "capital", "place")
    end, roles = longest(role_words(), line.atoms, at)
    if roles and roles[0].kind == "modifier":
        return not longest(role_words(), line.atoms, end)[1] if end < len(line.atoms) else True
    if roles and roles[0].kind != "title":
        given = at - first == 1 and line.atoms[first].key in given_names()
        return given and not nameable(line, page, end)
    return True


def _with_connectors(line: Line, page: Page, at: int, end: int) -> int:
    """Extend an organisation over "of", "for", "and": "Organization for Security and Cooperation in Europe"."""
    if not any(atom.text in shape_words("org") | shape_words("event") for atom in line.atoms[at:end]):
        return end
    joined = False
    while end < len(line.atoms) - 1:
        word = line.atoms[end].text
        if word not in ("of", "for", "on") and not (word in ("and", "in", "the") and joined):
            return end
        step = end + (2 if line.atoms[end + 1].text == "the" else 1)
        after = step
        while nameable(line, page, after) and not _known_person(line, after):
            after += 1
        if after == step:
            return end
        end, joined = after, True
    return end


def _known_person(line: Line, at: int) -> bool:
    return line.atoms[at].key in given_names()


def shape(line: Line, page: Page, at: int, end: int) -> Shape:
    """Return what kind of thing a run of capitalised words names, by its words and those around it."""
    words = [atom.text for atom in line.atoms[at:end] if atom.text[:1].isalpha()]
    before = line.atoms[at - 1].key if at else ""
    if not words:
        return "none"
    if _organisation(words):
        return "organisation"
    if any(word in shape_words("event") for word in words):
        return "event"
    if len(words) > 1 and (
        words[-1] in shape_words("place") or words[0] in shape_words("place-prefix") - {"New", "Van"}
    ):
        return "place"
    if words[-1] in ("ri", "dong", "do") and len(words) > 1:
        return "place"
    if len(words) > 1 and line.atoms[at].key in given_names():
        return "person"
    return _by_neighbours(line, page, at, end, words, before)


def _organisation(words: list[str]) -> bool:
    heads = shape_words("org") | shape_words("org-mil") | shape_words("org-press")
    if len(words) > 1 and any(word in heads for word in words):
        return True
    return len(words) == 1 and is_caps(words[0]) and 2 <= len(words[0].replace(".", "")) <= 6


def _by_neighbours(line: Line, page: Page, at: int, end: int, words: list[str], before: str) -> Shape:
    two_before = line.atoms[at - 2].key if at > 1 else ""
    if before == "of" and two_before in shape_words("place-noun") or before in shape_words("place-noun"):
        return "place"
    if (
        before in shape_words("locative")
        and line.atoms[end : end + 1]
        and line.atoms[end].key != "'s"
        or before == "near"
    ):
        return "place"
    if len(words) == 1:
        return _single(line, page, at, words[0])
    return "person"


def _single(line: Line, page: Page, at: int, word: str) -> Shape:
    name = line.atoms[at].key
    if name in by_surname() or name in given_names():
        return "person"
    if starts(line, at) and name not in page.capital:
        return "person" if at + 1 < len(line.atoms) and line.atoms[at + 1].key in tagged_speech() else "none"
    if word.endswith(("ism", "ist", "ists", "ian", "ians", "ese", "ic", "ish", "ites")):
        return "people"
    return "person"


@cache
def tagged_speech() -> frozenset[str]:
    """Return the commonest forms of the verbs of speech, which follow a name at the start of a sentence."""
    return frozenset(
        "said says told tells added adds warned warns stated states insisted wrote asked replied noted".split()
    )
