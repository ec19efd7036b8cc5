"""Find the reports that are copies of one text: a wire story under other titles, cut here, with a line added there.

Copies are one family: however many reports, they are one voice. Candidates share some of the smallest hashes of their
runs of words (a sketch, so that each report is compared with few others); then all runs of the two are compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from itertools import combinations
from zlib import crc32

from dragoman.model import Document
from dragoman.views.called import WORD

RUN = 5  # words in a run
SKETCH = 48  # hashes kept of each report to find candidates
SHARED = 0.6  # of the runs of the shorter report: two accounts of one event share far less than a tenth
LEAST = 20  # runs; a text shorter than that repeats others by chance


def families(documents: Iterable[Document]) -> dict[str, str]:
    """Return for each document that has copies the id of its family: the first of the ids in it."""
    runs = {document.id: found for document in documents if len(found := runs_of(document)) >= LEAST}
    near: dict[int, list[str]] = {}
    for id in sorted(runs):
        for key in nsmallest(SKETCH, runs[id]):
            near.setdefault(key, []).append(id)
    family = {id: id for id in runs}
    for a, b in sorted({pair for ids in near.values() for pair in combinations(ids, 2)}):
        if family[a] != family[b] and copies(runs[a], runs[b]):
            first, second = sorted((family[a], family[b]))
            family.update({id: first for id, of in family.items() if of == second})
    sizes: dict[str, int] = {}
    for of in family.values():
        sizes[of] = sizes.get(of, 0) + 1
    return {id: of for id, of in family.items() if sizes[of] > 1}


def copies(a: frozenset[int], b: frozenset[int]) -> bool:
    """Return whether most runs of the shorter text stand in the other."""
    return len(a & b) >= SHARED * min(len(a), len(b))


def runs_of(document: Document) -> frozenset[int]:
    """Return the hashes of all runs of words in what readers look at."""
    text, end = [], len(document.text)
    for drop in sorted(document.dropped, key=lambda dropped: dropped.span, reverse=True):
        text.append(document.text[drop.span[1] : end])
        end = min(end, drop.span[0])
    text.append(document.text[:end])
    words = WORD.findall(" ".join(reversed(text)).casefold())
    return frozenset(crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1))
