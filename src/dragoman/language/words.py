"""Look up words: the closed classes of English and the verbs of news, from terms/words.tsv and terms/verbs.tsv."""

from __future__ import annotations

from functools import cache

from dragoman.terms import rows


@cache
def tagged(kind: str) -> frozenset[str]:
    """Return the words of one kind in terms/words.tsv."""
    return frozenset(word for row in rows("words") if row["kind"] == kind for word in row["words"].split())
