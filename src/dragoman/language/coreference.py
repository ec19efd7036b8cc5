"""Find whom pronouns and descriptions stand for: "he", "the latter", "the two men", "the North Korean leader"."""

from __future__ import annotations

from dragoman.markup import Marked


def coreference(marked: Marked) -> Marked:
    """Fill in the referents of pronouns and descriptions, with a problem where more than one fits."""
    return marked
