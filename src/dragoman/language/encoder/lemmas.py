"""Lemmas as edit rules: how many letters to cut from the word and what to put there.

A rule reads `<case><cut>+<suffix>`: `l0+` lower-cases ("Talks" -> "talks"), `k3+y` keeps the case ("parties", "party").
A lemma that shares no start with its word is the same rule with everything cut: `l4+go` ("went").
"""

from __future__ import annotations

KEEP, LOWER = "k", "l"


def rule_for(word: str, lemma: str) -> str:
    """Write the rule that makes the lemma from the word."""
    lowered = word.lower()
    case, base = (KEEP, word) if _shared(word, lemma) >= _shared(lowered, lemma) else (LOWER, lowered)
    kept = _shared(base, lemma)
    return f"{case}{len(base) - kept}+{lemma[kept:]}"


def apply_rule(word: str, rule: str) -> str:
    """Make the lemma of a word; a rule that cuts more than there is leaves only its suffix."""
    case, rest = rule[0], rule[1:]
    cut, _, suffix = rest.partition("+")
    base = word.lower() if case == LOWER else word
    return base[: max(0, len(base) - int(cut))] + suffix


def _shared(one: str, other: str) -> int:
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))
