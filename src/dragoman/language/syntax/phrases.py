"""Find noun phrases from the tags: names, pronouns, determined and bare nouns, and what "of" and "and" build of them.

"the head of US diplomacy" is one phrase, "US diplomacy" inside it another. "Kim and Pompeo" gives Kim, Pompeo and both.
A date is no phrase ("said Sunday the State Department").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dragoman.language.syntax.clauses import Words, sentence_words
from dragoman.language.syntax.words import lemmas, tagged
from dragoman.markup import Marked, Phrase

MODIFIERS = frozenset({"DT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "POS"})
ENDS = frozenset({"NN", "NNS", "NNP", "CD", "PRP", "DT", "JJ"})
NOUNS = frozenset({"NN", "NNS", "NNP"})
ALONE = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "both",
        "all",
        "some",
        "many",
        "most",
        "several",
        "few",
        "each",
        "either",
        "neither",
        "none",
        "another",
        "much",
        "more",
        "any",
        "half",
    }
)
BEFORE_DETERMINER = frozenset({"all", "both", "half", "such", "what", "many"})
REACH = 40  # words in one phrase: a list longer than this is read as several


class Chunk(NamedTuple):
    """A noun phrase as a range of words of its sentence, with the range of its head."""

    start: int
    end: int
    head: tuple[int, int]


def phrases(marked: Marked) -> Marked:
    """Fill `phrases`, the longer before the shorter where they begin together."""
    found: list[Phrase] = []
    for words in sentence_words(marked):
        chunks = sorted(set(every(words)), key=lambda chunk: (chunk.start, -chunk.end))
        found += [Phrase(span=words.span(c.start, c.end), head=words.span(*c.head)) for c in chunks]
    return msgspec.structs.replace(marked, phrases=tuple(found))


def every(words: Words) -> Iterator[Chunk]:
    """Yield every phrase of a sentence: the plain ones, those that "of" joins, and those that "and" joins."""
    plain = list(chunks(words))
    yield from plain
    joined = attached(words, plain)
    yield from joined
    yield from joined_by_and(words, joined)


def chunks(words: Words) -> Iterator[Chunk]:
    """Yield the plain phrases of a sentence, from left to right."""
    at = 0
    while at < len(words.tags):
        end = _end(words, at)
        if end > at:
            yield Chunk(at, end, head(words, at, end))
        at = max(end, at + 1)


def _end(words: Words, start: int) -> int:
    """Return the end of the phrase that begins at a word; `start` itself when none begins there."""
    if words.tags[start] == "PRP":
        return start + 1
    if words.tags[start] not in MODIFIERS - {"POS"} and not _adverb(words, start, False) or words.standalone(start):
        return start
    at, last = start, start
    while at < len(words.tags) and at - start < REACH:
        tag = words.tags[at]
        if at > start and not words.glued(at) and _breaks(words, start, at):
            break
        if tag in ENDS or words.glued(at):
            last = at + 1
        elif not (tag in MODIFIERS or tag in ("HYPH", "''", "_SP") or _adverb(words, at, last > start)) and not _bridge(
            words, at
        ):
            break
        at += 1
    return _fits(words, start, last)


def _breaks(words: Words, start: int, at: int) -> bool:
    """Tell whether a new phrase begins at a word: a determiner after a noun, a date, a pronoun."""
    tag = words.tags[at]
    if tag == "PRP" or words.standalone(at):
        return True
    if tag == "NNP" and words.low[at - 1] in tagged("time-noun") and words.tags[at - 1] == "NN":
        return True
    if tag == "NNP" and words.tags[at - 1] == "NN" and not _is_office(words.low[at - 1]) and _clause_of_name(words, at):
        return True  # an area Moscow considers its own
    if tag in ("DT", "PRP$"):
        return words.low[at - 1] not in BEFORE_DETERMINER
    if tag == "''":
        return not _goes_on(words, start, at)
    return tag in ("CD", "JJ") and words.tags[at - 1] == "PRP"


def _is_office(low: str) -> bool:
    """Tell whether a noun can stand before a name: `spokesman Yoon`."""
    return low in tagged("title") or low in tagged("role") or low.endswith(("er", "or", "ist", "man", "ant", "ent"))


def _clause_of_name(words: Words, at: int) -> bool:
    """Tell whether the names from a word on are followed by a finite verb."""
    while at < words.size and words.tags[at] in ("NNP", "HYPH"):
        at += 1
    return words.finite_after(at)


def _goes_on(words: Words, start: int, at: int) -> bool:
    """Tell whether a quotation mark stands inside the phrase: `a “near-date” working group`, not `talks “in`."""
    after = words.tags[at + 1] if at + 1 < len(words.tags) else ""
    if after not in MODIFIERS - {"DT", "PRP$", "POS"} and after != "VBG":
        return False
    opens = words.opens(at)
    return not (opens and words.tags[at - 1] in NOUNS and words.tags[start] not in ("DT", "PRP$", "JJ"))


def _adverb(words: Words, at: int, inside: bool) -> bool:
    """Tell whether an adverb belongs to an adjective in the phrase: `a very good meeting`, `nearly two years`."""
    after = words.tags[at + 1] if at + 1 < len(words.tags) else ""
    if words.tags[at] == "VBG":
        return inside and after in NOUNS and words.tags[at - 1] in ("DT", "JJ", "HYPH", "''")
    return (
        words.tags[at] == "RB"
        and not inside
        and (after in ("JJ", "CD") or words.low[at] == "at")
        and words.low[at] in tagged("degree")
    )


def _bridge(words: Words, at: int) -> bool:
    """Tell whether a word joins two modifiers: `political and economic ties`, `a very good`."""
    before, after = words.tags[at - 1], words.tags[at + 1] if at + 1 < len(words.tags) else ""
    later = words.tags[at + 2] if at + 2 < len(words.tags) else ""
    if words.tags[at] == "CC" or words.low[at] == ",":
        return before == "JJ" and after == "JJ" and later in NOUNS
    return words.tags[at] == "RB" and before in ("DT", "PRP$", "POS", "RB") and after in ("JJ", "CD", "RB", "HYPH")


def _fits(words: Words, start: int, end: int) -> int:
    """Cut the phrase back to its last noun; a bare determiner or adjective is none, unless it stands for a noun."""
    while end > start and words.tags[end - 1] in ("''", "HYPH", "POS", "_SP"):
        end -= 1
    tags = words.tags[start:end]
    if any(tag in NOUNS for tag in tags):
        last = end
        while words.tags[last - 1] not in NOUNS and not words.glued(last - 1) and words.tags[last - 1] != "CD":
            last -= 1
        is_noun = last < end and words.tags[last] in ("DT", "PRP$", "POS")
        return end if is_noun else last  # the country's military
    if not tags:
        return start
    if tags[-1] == "DT":
        return end if words.low[end - 1] in ALONE else start
    if "CD" in tags:
        return start + len(tags) - tags[::-1].index("CD")
    if tags[0] == "DT":
        return end  # "the two", "the latter", "the accused"
    return start


def head(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return the head of a plain phrase: its last noun, or the name at its end without titles."""
    last = end - 1
    while last > start and words.tags[last] not in NOUNS:
        last -= 1
    if words.tags[last] not in NOUNS:
        return end - 1, end
    first = last
    if words.tags[last] != "NNP":
        return last, last + 1
    while first > start and words.tags[first - 1] in ("NNP", "HYPH"):
        first -= 1
    while first < last and _before_name(words, start, first):
        first += 1
    if words.low[first] in tagged("portfolio") and words.low[first - 1] == "of" and first - 1 > start:
        return first - 2, first - 1  # the US Secretary of State
    return first, last + 1


def _before_name(words: Words, start: int, at: int) -> bool:
    """Tell whether a capital word is a title or, after "of", a portfolio: `Secretary of State Mike Pompeo`."""
    low = words.low[at]
    if low in tagged("title") or words.tags[at] == "HYPH":
        return True
    return low in tagged("portfolio") and "of" in words.low[start:at]


def attached(words: Words, plain: Sequence[Chunk]) -> list[Chunk]:
    """Join phrases by "of", and by "for" or "to" after an office: `a spokesman for the South Korean presidency`."""
    found: list[Chunk] = []
    for chunk in plain:
        before = found[-1] if found else None
        if before is not None and _governs(words, before, chunk):
            found[-1] = Chunk(before.start, chunk.end, before.head)
        else:
            found.append(chunk)
    return found


def _governs(words: Words, before: Chunk, chunk: Chunk) -> bool:
    between = [k for k in range(before.end, chunk.start) if words.tags[k] not in ("''", "_SP")]
    if len(between) != 1 or words.tags[before.end - 1] == "PRP":
        return False
    word = words.low[between[0]]
    if word == "of":
        return True
    if word == "'s" or words.tags[between[0]] == "POS":
        return True
    noun = words.low[before.head[1] - 1]
    if word in ("for", "on") and noun in tagged("institution") and words.text[before.head[0]][0].isupper():
        return words.tags[chunk.start] == "NNP"  # the Organization for Security and Cooperation
    if word in ("for", "to") and noun.removesuffix("s") in tagged("role"):
        return before.head[1] == before.end
    return word == "between" and words.tags[before.head[1] - 1] in ("NN", "NNS")


def joined_by_and(words: Words, found: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the whole of phrases that "and" or "or" joins, unless the last is the subject of a new clause."""
    at = 0
    while at < len(found):
        end = at
        while end + 1 < len(found) and _conjoined(words, found, end, at):
            end += 1
        while end > at and _link(words, found[end - 1], found[end]) == ",":
            end -= 1  # a list ends with "and": Seoul, the capital
        if end > at:
            yield Chunk(found[at].start, found[end].end, found[at].head)
        at = end + 1


def _is_name(words: Words, chunk: Chunk) -> bool:
    return words.tags[chunk.head[1] - 1] == "NNP"


def _link(words: Words, before: Chunk, after: Chunk) -> str:
    if after.start - before.end > 5:
        return "far"
    return " ".join(words.low[k] for k in range(before.end, after.start) if words.tags[k] not in ("''", "_SP"))


def _list_goes_on(words: Words, found: Sequence[Chunk], at: int) -> bool:
    """Tell whether commas and at last "and" follow: `Seoul, Tokyo and Beijing`."""
    for k in range(at, min(at + 8, len(found) - 1)):
        link = _link(words, found[k], found[k + 1])
        if link in ("and", "or", ", and"):
            return True
        if link != ",":
            return False
    return False


def _conjoined(words: Words, found: Sequence[Chunk], at: int, first: int) -> bool:
    link = _link(words, found[at], found[at + 1])
    if "," in link and _is_name(words, found[at]) and not _is_name(words, found[at + 1]):
        return False  # Maurer, chief officer and treasurer
    if link not in ("and", "or", "&", ", and", ",", "nor", "and also", "as well as"):
        return False
    if link == "," and not _list_goes_on(words, found, at + 1):
        return False
    if link == ",":
        return True
    begins_clause = words.finite_after(found[at + 1].end)
    first_word = found[first].start
    if first_word and words.tags[first_word - 1][:1] == "V" and words.lemmas[first_word - 1] in lemmas("reports"):
        return True
    is_object = any(tag[:1] == "V" for tag in words.tags[words.clause_start(found[first].start) : found[first].start])
    return not (begins_clause and (is_object or link == ", and"))
