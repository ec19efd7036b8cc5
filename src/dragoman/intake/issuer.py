"""Say in which form a text was given out, and who speaks in it: the office of a letterhead, an account, a newspaper.

A byline or the agency of a dateline makes a text news, whatever institution its head names. The name of a body alone
("NATO", "The White House") is a section of a news site rather than a letterhead, unless something goes with it: an
office under it, "For immediate release", "Readout of ...".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.intake import header
from dragoman.intake.header import Part
from dragoman.model import Dateline

CHANNELS = {"post": "tweet", "transcript": "transcript", "readout": "readout"}  # the first that the head shows wins
RELEASES = frozenset(("readout", "press-release", "statement", "letter"))
FORMS = ("title", "press-release", "readout")
SPEECHES = 4  # so many speeches make a transcript
READOUT = re.compile(r"readout(?:\s+(?:of|from|on)\b|\s*:|$)", re.IGNORECASE)
GIVEN = re.compile(
    r"(?:(?:joint|press|media|opening|closing|official|written|final|full|text|of|the|a)\s+){0,4}"
    r"(?:statement|declaration|remarks|communiqu[eé]|message|address|speech|intervention|letter)\s+"
    r"(?:to\s+(?:the\s+)?(?:press|media|nation)\s+)?(?P<by>by|from|on\s+behalf\s+of|of)\s+",
    re.IGNORECASE,
)
MET = re.compile(  # a readout that is not called one: "Telephone conversation with President of France"
    r"(?:.{3,80}['’]s\s+|on\s+(?:the|a)\s+)?(?:\w+\s+){0,2}(?:call|conversation|meeting|talks|visit)\s+(?:with|between|to)\b",
    re.IGNORECASE,
)
ISSUED_BY = re.compile(r".{3,60}?\b(?:by|from|of)\s+(?:the\s+)?(?P<office>.{3,120})")
BESIDE = re.compile(r"(?P<office>.{3,120}?)\s*(?:[|:–—]|\s-\s)\s*")
SHORT = 3  # letters: "EU", "UN" and "USA" stay in capitals


def channel_of(parts: Sequence[Part], title: str, opening: Dateline | None, text: str) -> str:
    """Return the form: tweet, transcript, readout, press-release, statement, letter, or else a news report."""
    kinds = {part.kind for part in parts}
    shown = next((channel for kind, channel in CHANNELS.items() if kind in kinds), None)
    if shown is not None:
        return shown
    is_news = "person" in kinds or (opening is not None and opening.agency is not None)
    if not is_news and READOUT.match(title, beside.end() if (beside := _beside(title)) else 0):
        return "readout"
    if header.speeches(text) >= SPEECHES:
        return "transcript"
    if "press-release" in kinds:
        return "readout" if MET.match(title) and offices(parts, title) else "press-release"
    if is_news:
        return "news-report"
    if GIVEN.match(title):
        return "statement"
    if offices(parts, title):
        return "readout" if MET.match(title) else "press-release"
    return "letter" if {"from", "to"} <= kinds else "news-report"


def publisher_of(parts: Sequence[Part], title: str, channel: str, known: str | None) -> str | None:
    """Return who published the text; of a release, who issues it, whatever site prints it. `known` are the metadata."""
    by_kind = {part.kind: part.value for part in reversed(parts)}
    if channel == "tweet" and "post" in by_kind:
        return known or header.account(by_kind["post"])
    office = next(iter(offices(parts, title)), None)
    if office and "state" in by_kind:
        state = by_kind["state"]
        office = f"{office}, {state if office.isupper() else proper(state)}"
    issuer = office or by_kind.get("from")
    if channel in RELEASES and issuer:
        return issuer
    return known or by_kind.get("publisher") or issuer or by_kind.get("masthead")


def offices(parts: Sequence[Part], title: str) -> list[str]:
    """Return the institutions of a letterhead, none where a body's name stands alone."""
    found = [part.value for part in parts if part.kind == "institution"]
    beside = {"press-release", "readout", "transcript", "state"} & {part.kind for part in parts}
    if len(found) == 1 and not beside and header.topical(found[0]) and not (GIVEN.match(title) or READOUT.match(title)):
        return []
    if not found:
        found = [office for part in parts if part.kind in FORMS for office in _within(part.value)]
    return sorted(found, key=_is_person)  # the office before its spokesperson


def _within(words: str) -> list[str]:
    """Return the office that a line names beside its form: "Press release by the Ministry of Defence"."""
    if (beside := _beside(words)) is not None:
        return [beside["office"]]
    by = ISSUED_BY.match(words) if any(header.form_words(form).match(words) for form in FORMS[1:]) else None
    return [by["office"]] if by and header.named(by["office"], "institution") else []


def _beside(words: str) -> re.Match[str] | None:
    """Return the office that stands before the form on a line: "Office of the Premier: Readout of ..."."""
    found = BESIDE.match(words)
    if found is None or not header.named(found["office"], "institution"):
        return None
    return found if any(header.form_words(form).match(words, found.end()) for form in FORMS[1:]) else None


def _is_person(name: str) -> bool:
    """Tell whether a line of a letterhead names a person by the post: "Acting Department Spokesperson"."""
    words = name.lower().split()
    return words[-1] in header.terms("letterheads", "words")["person"] and "of" not in words


def proper(words: str) -> str:
    """Return a name in capitals as it is written in running text: "MINISTRY OF DEFENCE" gives Ministry of Defence."""
    if not words.isupper():
        return words
    return header.WORD.sub(lambda found: _proper(found[0], found.start() == 0), words)


def _proper(word: str, is_first: bool) -> str:
    if word.lower() in header.SMALL and not is_first:
        return word.lower()
    return word if len(word) <= SHORT and word.lower() not in header.SMALL else word.capitalize()
