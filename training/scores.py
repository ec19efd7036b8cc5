"""Compare spans with gold ones: the kinds in which a corpus is scored, and precision, recall and F1. Needs no torch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language.encoder.bio import Span

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

CONLL = {"PERSON": "PER", "ORGANISATION": "ORG", "PLACE": "LOC", "GROUP": "MISC", "MISC": "MISC"}
THREE = {"PERSON": "PER", "ORGANISATION": "ORG", "PLACE": "LOC"}
POLITICS = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
    "location": "LOC",
}  # fmt: skip
UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def percent(above: float, below: float) -> float:
    """Give a share in per cent, two decimals."""
    return round(100 * above / below, 2) if below else 0.0


def mapped(spans: Iterable[Span], start: int, kinds: dict[str, str] | None) -> set[Span]:
    """Move spans by `start` words and rename their kinds; a kind that is not in `kinds` does not count."""
    return {
        Span(s.start + start, s.end + start, s.kind if kinds is None else kinds[s.kind])
        for s in spans
        if kinds is None or s.kind in kinds
    }


def count(counts: Counter[str], right: set[Span], found: set[Span]) -> None:
    """Add the gold and found spans of a text to the counts, `bare` whatever their kinds."""
    counts.update(right=len(right & found), gold=len(right), found=len(found))
    counts.update(bare=len({s[:2] for s in right} & {s[:2] for s in found}))


def prf(counts: Counter[str]) -> dict[str, float]:
    """Give precision, recall and F1 in per cent."""
    f1 = percent(2 * counts["right"], counts["gold"] + counts["found"])
    return {"p": percent(counts["right"], counts["found"]), "r": percent(counts["right"], counts["gold"]), "f1": f1}


def bare(counts: Counter[str]) -> float:
    """Give the F1 of spans alone, in per cent."""
    return percent(2 * counts["bare"], counts["gold"] + counts["found"])
