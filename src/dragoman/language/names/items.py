"""Cut a line into items: known names, role words, runs of capitals, and the words between."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.language.names.atoms import is_capital, is_caps
from dragoman.language.names.gazetteer import Known, longest, named, people, role_words
from dragoman.language.names.heard import Heard
from dragoman.language.names.page import Line, Page, glued, nameable, shape_words, starts
from dragoman.language.names.shapes import before_state, event, leads, organisation
from dragoman.language.syntax.words import forms
from dragoman.terms import cached

KINDS = {"person": "person", "organisation": "organisation", "place": "place", "group": "people", "misc": "event"}


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
        heard = at in line.heard and line.heard[at].start == at
        if word.key not in known and not heard and not is_capital(word.text):  # most words
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
    told = _extended(line, page, at)
    if line.headline and told and any(atom.key in page.small for atom in line.atoms[at : told.end]):
        told = None  # "Moderators Ignore Scandals"
    person_end, person = longest(people(), line.atoms, at) if is_capital(line.atoms[at].text) else (at, ())
    if person and len(person[0].words) > 1 and (told is None or person_end >= told.end):
        return Item("person", at, person_end, person)
    known_end, known = longest(named(), line.atoms, at)
    role_end, role = longest(role_words(), line.atoms, at)
    by_role = told is not None and (_by_role(told, role_end, role) or _quality(line, told, role_end, role))
    if told and told.end > known_end and not by_role and not _of_known(line, told, known_end, known):
        return Item(_kind(line, told, at), at, told.end)
    if known and known_end >= role_end and (told or not _only_a_word(line, page, at, known)):
        return Item(known[0].kind, at, known_end, known)
    if role:
        return _role(line, role, at, role_end)
    return _again(line, page, at) or Item("word", at, at + 1)


def _extended(line: Line, page: Page, at: int) -> Heard | None:
    """Return what the model hears at a word; an organisation as far as "of" and "for" lead on from its head.

    The model may hear parts only: "Party of [Regions]", "[Democratic Front] for the [Liberation of Palestine]".
    """
    told = line.heard.get(at)
    if told and told.kind == "person" and told.end == at + 1 and _goes_on(line, page, told.end):
        return told._replace(end=told.end + 1)  # "Omar" Said told
    if told and line.atoms[told.end : told.end + 1] and line.atoms[told.end].text == "and":
        return told  # "the Academy of Sciences and the Institute of Physics" are two
    whole = organisation(line, page, at) if is_capital(line.atoms[at].text) else at
    last = line.heard.get(whole - 1)
    longer = whole > (told.end if told and told.kind == "organisation" else at)
    if longer and (told is None if last is None else last.kind == "organisation" and last.end == whole):
        return Heard(at, whole, "organisation")
    return told


def _goes_on(line: Line, page: Page, at: int) -> bool:
    """Return whether a capital that nothing explains stands behind a name that the model hears."""
    if line.headline or at >= len(line.atoms) or at in line.heard or not nameable(line, page.small, at):
        return False
    return not longest(role_words(), line.atoms, at)[1] and not longest(named(), line.atoms, at)[1]


def _by_role(told: Heard, end: int, role: tuple[Known, ...]) -> bool:
    """Return whether the word is the role before a name, and not the name: "President" Bush, the "government"."""
    if not role:
        return False
    if role[0].kind == "title" and is_caps(role[0].id.replace(".", "")) and end == told.end:
        return True  # "H.E." is nobody's name
    return end < told.end if told.kind in ("person", "group") else end >= told.end


def _quality(line: Line, told: Heard, end: int, role: tuple[Known, ...]) -> bool:
    """Return whether a people is named only to describe a role: "a Western diplomat"."""
    return told.kind == "group" and bool(role) and role[0].kind == "modifier" and _before_role(line, end)


def _of_known(line: Line, told: Heard, known_end: int, known: tuple[Known, ...]) -> bool:
    """Return whether a name is made of what the tables know: "Iraqi" villagers, "U.S. State Department"."""
    around = line.atoms[told.end - 1 : told.end + 1]
    if known and told.kind == "misc" and any(atom.text.islower() and atom.text.isalpha() for atom in around):
        return True  # "the NATO Washington summit"
    if not known or known[0].kind not in ("demonym", "state", "capital"):
        return False
    if told.kind == "organisation" and _described(line, told.end, known_end, known):
        return True
    return told.kind == "group" or longest(named(), line.atoms, known_end)[0] >= told.end


def _kind(line: Line, told: Heard, at: int) -> str:
    if told.kind != "person" and event(line, at, told.end):
        return "event"
    if told.kind == "organisation" and told.end - at == 1 and before_state(line, told.end):
        return "place"
    return KINDS[told.kind]


def _again(line: Line, page: Page, at: int) -> Item | None:
    """Return a name that the text has elsewhere, or the surname of one in high office that year."""
    if at in line.heard and not line.headline or not nameable(line, page.small, at):
        return None
    end, found = longest(page.again, line.atoms, at)
    if found:
        return Item(found[0].kind, at, end)
    return Item("person", at, at + 1) if leads(line.atoms[at].key, page.year) else None


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
