"""Tell names by their shape: where a run of capitals ends, and what kind of thing it names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from dragoman.language.names.atoms import is_capital, is_caps, keys
from dragoman.language.names.gazetteer import by_surname, longest, named, role_words
from dragoman.language.names.page import Line, Page, given_names, glued, is_hyphen, shape_keys, shape_words, starts
from dragoman.language.syntax.words import forms, tagged

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
    if not is_capital(word.text) or word.text in _never() or _month(line, at):
        return False
    if line.headline:
        return (word.key in page.named or _leads(word.key, page.year)) and word.key not in page.small
    if not starts(line, at):
        return not (word.key in function_words() and word.key in page.small)
    if word.key in function_words() or word.key in page.small and word.key not in page.capital:
        return False
    return not _opens(line, at)


@cache
def _auxiliaries() -> frozenset[str]:
    return tagged("modal") | tagged("be") | tagged("have") | tagged("do")


def _opens(line: Line, at: int) -> bool:
    """Return whether a word only opens a sentence: "Certainly Saddam Hussein", "Urging Iran"."""
    word = line.atoms[at]
    if is_hyphen(line, at + 1):
        return word.key in shape_keys("prefix")  # "Anti-abortion"
    if word.key in given_names() or word.key in by_surname():
        return False
    if word.key in _auxiliaries():
        return True  # "Does Trump"
    form = forms().get(word.key)
    return word.key.endswith("ly") and len(word.key) > 5 or form is not None and "VBG" in form.tags


@lru_cache(maxsize=4096)
def _leads(surname: str, year: int | None) -> bool:
    """Return whether a surname is that of one who held a high office that year: "Putin Hosts Macron" needs no body."""
    if year is None or surname in shape_keys("surname-word") or surname in forms():
        return False
    return any(
        entry.since <= year <= entry.until + 1 and entry.office.replace(" ", "_") in shape_words("known-office")
        for entry in by_surname().get(surname, ())
        if keys(entry.name)[-1] == surname
    )


def _month(line: Line, at: int) -> bool:
    """Return whether "Jan" or "Mar" is a month here: with a stop or a number after it."""
    if line.atoms[at].text not in shape_words("month-short") or at + 1 >= len(line.atoms):
        return False
    after = line.atoms[at + 1].text
    return after == "." or after[0].isdigit()


def run(line: Line, page: Page, at: int) -> int:
    """Return where the run of capitalised words ends that starts at a place; the place itself where none does."""
    if not nameable(line, page, at):
        return at
    end = at + 1
    while (after := _next(line, page, at, end)) > end:
        end = after
    return end


def _next(line: Line, page: Page, at: int, end: int) -> int:
    """Return the end of the run with one more word, or the same end."""
    if end >= len(line.atoms):
        return end
    if is_hyphen(line, end):
        return end + 2 if _part(line, page, end + 1, end) and not _two_people(line, at, end) else end
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


def _two_people(line: Line, at: int, hyphen: int) -> bool:
    """Return whether a hyphen joins two surnames: "the Trump-Kim summit", "Clinton-Yeltsin talks"."""
    if hyphen - at != 1 or line.atoms[at].key in given_names():
        return False
    after = line.atoms[hyphen + 2].key if hyphen + 2 < len(line.atoms) else ""
    both = line.atoms[at].key in by_surname() and line.atoms[hyphen + 1].key in by_surname()
    return both or after in shape_keys("venue-noun")


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
    if line.atoms[at].text in shape_words("month-name") and at - first == 1:
        return line.atoms[first].key in given_names()  # "Theresa May"
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
    return starts(line, at) and line.atoms[at].key in function_words() or line.atoms[at].text in _never()


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


def shape(line: Line, page: Page, at: int, end: int) -> Shape:
    """Return what kind of thing a run of capitalised words names, by its words and those around it."""
    words = [atom.text for atom in line.atoms[at:end] if atom.text[:1].isalpha()]
    before = line.atoms[at - 1].key if at else ""
    if not words:
        return "none"
    if _organisation(words) and not (line.shouted and len(words) == 1 and words[0].capitalize() in page.text):
        return "organisation"
    if len(words) > 1 and words[-1] in shape_words("place"):
        return "place"
    if before == "the" and line.atoms[at].key not in given_names():
        return "organisation" if len(words) > 1 and not words[-1].endswith("s") else "none"
    if any(word in shape_words("event") for word in words):
        return "event"
    if len(words) > 1 and words[0] in shape_words("place-prefix") - {"New", "Van"}:
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
    noun = line.atoms[at - 1].text if at else ""  # "the town of Yeoncheon", but not "Secretary of State Pompeo"
    if before == "of" and two_before in shape_words("place-noun") or noun in shape_words("place-noun"):
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


def _before_state(line: Line, end: int) -> bool:
    """Return whether a comma and a state follow a name: "Lockerbie, Scotland"."""
    if end + 1 >= len(line.atoms) or line.atoms[end].text != ",":
        return False
    after, known = longest(named(), line.atoms, end + 1)
    mark = line.atoms[after].text if after < len(line.atoms) else "."
    return bool(known) and known[0].kind in ("state", "place", "capital") and mark in (",", ".", ")", ";")


def _single(line: Line, page: Page, at: int, word: str) -> Shape:
    name = line.atoms[at].key
    if name in by_surname() or name in given_names():
        return "person"
    if starts(line, at) and name not in page.capital:
        return "person" if at + 1 < len(line.atoms) and line.atoms[at + 1].key in speech_words() else "none"
    if word.endswith(("ism", "ist", "ists", "ian", "ians", "ese", "ic", "ish", "ites")):
        return "people"
    return "person"


@cache
def speech_words() -> frozenset[str]:
    """Return the commonest forms of the verbs of speech, which stand beside the name of a speaker."""
    return shape_keys("speech")
