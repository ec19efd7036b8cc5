"""Attribute speech by patterns alone: what any reader has to beat. No model, no tables, no knowledge of people.

Three forms: a quotation and a verb of saying near it; "according to X"; "X said (that) ..." without quotation marks.
The speaker is the nearest capitalised subject or pronoun. A quotation that begins its sentence goes on with the speaker
before it in the paragraph; nothing else is joined, and nothing is resolved or nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

QUOTE = re.compile(r"[“\"](?P<in>[^“”\"\n]+)(?:[”\"]|$)", re.M)
ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|[A-Z])\.")
SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?![”\"’]?\s+[“\"A-Z]|\s*$))*[.!?]?[”\"’]?", re.M)
VERBS = (
    r"(?:has |had |have |also |later |then )?(?:said|says|say|told|tells|added|adds|wrote|writes|tweeted|asked|asks|"
    r"argued|argues|claimed|claims|noted|notes|explained|insisted|warned|warns|announced|replied|continued|reported|"
    r"acknowledged|suggested|suggests|stressed|declared|denied|denies|believes|thinks|predicted|promised|called)"
)
NAME = r"(?:(?:[A-Z][\w.’'-]*|of|for|the|and)\s+)*[A-Z][\w.’'-]*"
NOUN = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+"
SUBJECT = rf"(?:{NOUN}|{NAME}|[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t)"
BESIDE = rf"(?:(?P<who>{SUBJECT})\s+(?P<cue>{VERBS})|(?P<cue2>{VERBS})\s+(?P<who2>{SUBJECT}))"
AFTER = re.compile(rf"\s*,?\s*{BESIDE}\b")
BEFORE = re.compile(rf"(?P<who>{SUBJECT})\s+(?P<cue>{VERBS})\b[^“\"]{{0,60}}$")
ACCORDING = re.compile(rf"(?P<cue>[Aa]ccording to)\s+(?P<who>{SUBJECT})")
SAID = re.compile(rf"(?P<who>{SUBJECT})\s+(?P<cue>{VERBS})(?:\s+(?:on\s)?\w+day)?\s+(?P<in>(?:that\s)?\w.*)", re.S)
TAIL = re.compile(rf"^(?P<in>.+?),\s+{BESIDE}\W*$", re.S)
SHORT = 3  # words: less is a title or an odd word, unless a comma or stop stands at its end


def floor(text: str) -> list[dict[str, Any]]:
    """Return the attributions of a text: spans of source, cue and content, in characters."""
    found: list[dict[str, Any]] = []
    for sentence in SENTENCE.finditer(_unstopped(text)):
        first, end = sentence.span()
        quotes = [quote.span() for quote in QUOTE.finditer(text, first, end) if _is_speech(quote["in"])]
        made = _quoted(text, (first, end), quotes)
        if made:
            found.append(made)
        elif quotes and found and quotes[0][0] == first and "\n" not in text[found[-1]["content"][-1][1] : first]:
            found[-1]["content"] += quotes  # "A," he said. "B."
        else:
            found += _unquoted(text, first, end)
    return found


def _unstopped(text: str) -> str:
    """Return the text, as long as it is, without the stops that end no sentence: in abbreviations and quotations."""
    plain = ABBREVIATED.sub(lambda found: found[0][:-1] + ",", text)
    return QUOTE.sub(lambda found: re.sub(r"[.!?](?!.?$)", ",", found[0]), plain)


def _is_speech(words: str) -> bool:
    return len(words.split()) > SHORT or words.rstrip()[-1:] in ",.!?"


def _quoted(text: str, sentence: tuple[int, int], quotes: list[tuple[int, int]]) -> dict[str, Any] | None:
    """Attribute all quotations of a sentence to the first speaker beside one of them."""
    for start, end in quotes:
        match = AFTER.match(text, end, sentence[1]) or BEFORE.search(text, sentence[0], start)
        if match:
            return _made(match, quotes)
    return None


def _unquoted(text: str, first: int, end: int) -> Iterator[dict[str, Any]]:
    words = text[first:end]
    if match := ACCORDING.search(words):
        left, right = words[: match.start()].rstrip(" ,"), words[match.end() :].strip(" ,.\n")
        at = 0 if left else words.rindex(right) if right else -1
        if at >= 0:
            yield _made(match, [(at, at + len(left or right))], first)
    elif match := TAIL.match(words) or SAID.search(words):
        yield _made(match, [(match.start("in"), match.start("in") + len(match["in"].rstrip(" .\n")))], first)


def _made(match: re.Match[str], content: list[tuple[int, int]], by: int = 0) -> dict[str, Any]:
    number = "2" if "cue2" in match.re.groupindex and match["cue2"] else ""
    source, cue = ([[match.start(name + number) + by, match.end(name + number) + by]] for name in ("who", "cue"))
    return {"source": source, "cue": cue, "content": [[start + by, end + by] for start, end in content]}
