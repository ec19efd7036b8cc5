"""Compare texts by the words they share, a rare word counting more than one that every text has.

How rare a word is comes from news at large (terms/common_words.tsv), not from the record: one more report then changes
nothing in what was compared before.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeAlias

from dragoman.terms import rows
from dragoman.views.called import WORD, stem

Vector: TypeAlias = Mapping[str, float]  # stem -> weight; the sum of the squares is 1, or there are no words
Weights: TypeAlias = Mapping[str, int]  # the same in thousandths, as they are kept
TEXTS = 256  # as many news reports the table of common words counts in
DIGITS = 3  # of a weight; more of them only take room
# Nouns of verbs: "shooting", "shoots", "injury" is too far.
ENDINGS = ("ation", "ition", "ment", "ion", "ance", "ence", "er", "or", "al", "ure", "ing", "ed")
SHORT = 3  # letters: "the", "has", "who" say nothing of what a text is about; numbers do


class Rarity:
    """How rare each word is among some texts, of which so many hold it."""

    def __init__(self, counts: Mapping[str, int], texts: int) -> None:
        self.counts = counts
        self.texts = texts

    def weight(self, word: str) -> float:
        """Return how much a word counts: 0 where all texts have it, more the fewer do."""
        return math.log((self.texts + 1) / (self.counts.get(word, 0) + 0.5)) if self.texts else 1.0

    def vector(self, *texts: str, without: Collection[str] = ()) -> Vector:
        """Return the words of some texts, weighted, of length 1; `without` are stems that do not count."""
        counts = Counter(word for text in texts for word in stems(text) if word not in without)
        weights = {word: max(self.weight(word), 0.0) * (1 + math.log(count)) for word, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return (
            {word: round(weight / length, DIGITS) for word, weight in weights.items() if weight > 0} if length else {}
        )


@cache
def in_news() -> Rarity:
    """Return how rare words are in news reports."""
    counts = {word: int(row["texts"]) for row in rows("common_words") for word in row["words"].split()}
    return Rarity(counts, TEXTS)


def among(texts: Iterable[str]) -> Rarity:
    """Return how rare words are among these texts."""
    found = [set(stems(text)) for text in texts]
    return Rarity(Counter(word for words in found for word in words), len(found))


def cosine(a: Vector, b: Vector) -> float:
    """Return how much two texts share, in hundredths: 0 nothing, 1 all."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return round(sum(weight * large[word] for word, weight in small.items() if word in large), 2)


def in_thousandths(vector: Vector, part: float = 1.0) -> Weights:
    """Return some part of the weights of words as whole numbers."""
    return {word: round(weight * part * 10**DIGITS) for word, weight in vector.items()}


def in_common(a: Weights, b: Weights) -> float:
    """Return the cosine of two texts whose weights are in thousandths."""
    return round(sum([a[word] * b[word] for word in a.keys() & b.keys()]) / 10.0 ** (2 * DIGITS), 2)


def shared(a: Weights, b: Weights, most: int = 3) -> tuple[str, ...]:
    """Return the words that weigh most in what two texts share."""
    both = {word: a[word] * b[word] for word in a.keys() & b.keys()}
    return tuple(sorted(both, key=lambda word: (-both[word], word))[:most])


def stems(text: str) -> list[str]:
    """Return the words that can say what a text is about, without their endings."""
    found = (word for word in WORD.findall(text.casefold()) if len(word) > SHORT or word.isdigit())
    return [_stem(word) for word in found]


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """Return a word without the ending that makes a noun of a verb."""
    short = (stems(word) or [word])[0]
    ending = next((end for end in ENDINGS if short.endswith(end) and len(short) - len(end) > 3), "")
    return re.sub("e$", "", short.removesuffix(ending)) or short


def act(word: str) -> str:
    """Return the root of the word by which acts of this kind are known: of "slaying" "kill"; any other word as it is.

    Source: terms/same_acts.tsv.
    """
    return _acts().get(root(word), word)


def by_acts(vector: Vector) -> Vector:
    """Return the same words, those for one kind of act as one: "slain" and "killings" are both "kill"."""
    found: dict[str, float] = {}
    for word, weight in vector.items():
        known = act(word)
        found[known] = round(math.hypot(found.get(known, 0.0), weight), DIGITS)
    return found


@cache
def _acts() -> dict[str, str]:
    kinds = [row["words"].split() for row in rows("same_acts") if row["kind"] == "act"]
    return {root(word): root(words[0]) for words in kinds for word in words}


_stem = lru_cache(maxsize=1 << 16)(stem)
