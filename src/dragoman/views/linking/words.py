"""Compare texts by the words they share, a rare word counting more than one that every text has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from dragoman.views.called import WORD, stem

Vector: TypeAlias = Mapping[str, float]  # stem -> weight; the sum of the squares is 1, or there are no words
SHORT = 3  # letters: "the", "has", "who" say nothing of what a text is about; numbers do


class Rarity:
    """How rare each word is among some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        self.texts = 0
        for text in texts:
            counts.update(set(stems(text)))
            self.texts += 1
        self.counts = counts

    def weight(self, word: str) -> float:
        """Return how much a word counts: 0 where all texts have it, more the fewer do."""
        return math.log((self.texts + 1) / (self.counts.get(word, 0) + 0.5)) if self.texts else 1.0

    def vector(self, *texts: str) -> Vector:
        """Return the words of some texts, weighted, of length 1."""
        counts = Counter(word for text in texts for word in stems(text))
        weights = {word: max(self.weight(word), 0.0) * (1 + math.log(count)) for word, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items() if weight > 0} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Return how much two texts share: 0 nothing, 1 all."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[word] for word, weight in small.items() if word in large)


def shared(a: Vector, b: Vector, most: int = 3) -> tuple[str, ...]:
    """Return the words that weigh most in what two texts share."""
    both = {word: a[word] * b[word] for word in a.keys() & b.keys()}
    return tuple(sorted(both, key=lambda word: (-both[word], word))[:most])


def stems(text: str) -> list[str]:
    """Return the words that can say what a text is about, without their endings."""
    found = (word for word in WORD.findall(text.casefold()) if len(word) > SHORT or word.isdigit())
    return [stem(word) for word in found]
