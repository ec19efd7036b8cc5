"""Tell whether a text looks like English, by the share of its commonest words."""

from __future__ import annotations

import re

# Words that English texts are full of and its neighbours are not: "in", "was", "of" (Dutch), "for" (Danish) stay out.
COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and to that with said his its it be from they their were will would not this which who but he "
        "she her after about between by has are been our you as we have at",
    )
)
WORD = re.compile(r"[^\W\d_]+")
SHORT = frozenset(["on", "of", "for", "met", "says", "said", "talks", "visits"])  # a sign in few words
FEW = 25
SHARE = 0.12
SAMPLE = 20_000  # characters


def english(text: str) -> bool:
    """Return whether the text looks like English. A few words without an accent need one word of it."""
    words = [match[0].lower() for match in WORD.finditer(text[:SAMPLE])]
    common = sum(word in COMMON for word in words)
    if len(words) < FEW and text.isascii():
        return len(words) < 5 or any(word in COMMON | SHORT for word in words)
    return bool(words) and common >= SHARE * len(words)
