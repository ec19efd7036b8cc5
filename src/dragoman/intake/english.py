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
SHARE = 0.12
SAMPLE = 20_000  # characters


def english(text: str) -> bool:
    """Return whether the text looks like English. A text of fewer than five words gets the benefit of the doubt."""
    words = [match[0].lower() for match in WORD.finditer(text[:SAMPLE])]
    if len(words) < 5:
        return text.isascii()
    return sum(word in COMMON for word in words) >= SHARE * len(words)
