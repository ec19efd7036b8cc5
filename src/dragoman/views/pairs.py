"""Say which entries may be one act and are not joined, why, and which reports are copies of one text."""

from __future__ import annotations

from dragoman.model import Record, Value
from dragoman.views.lines import Index, Line, line
from dragoman.views.linking import linked


class Pair(Value, frozen=True, kw_only=True):
    """Two entries of different documents that may be one act, and what speaks for and against it in words."""

    a: Line
    b: Line
    why: str


class Linking(Value, frozen=True, kw_only=True):
    """What linking came to: `acts` told by several documents, the `unsure` pairs, families of copies (document ids)."""

    acts: int
    unsure: tuple[Pair, ...]
    families: tuple[tuple[str, ...], ...]


def linking(record: Record) -> Linking:
    """Return what linking came to. A pair is settled by a judgement: the same, different, or unsure for good."""
    found = linked(record)
    lines = {id for link in found.unsure for id in (link.a, link.b)}
    shown: dict[str, Line] = {}
    for reading in record.readings:
        index = Index(reading)
        shown |= {id: line(index, entry) for id, entry in index.entries.items() if id in lines}
    families: dict[str, list[str]] = {}
    for document, family in sorted(found.families.items()):
        families.setdefault(family, []).append(document)
    return Linking(
        acts=sum(len({index.reading.document.id for index, _ in act}) > 1 for act in found.acts),
        unsure=tuple(Pair(a=shown[link.a], b=shown[link.b], why=link.why) for link in found.unsure),
        families=tuple(map(tuple, families.values())),
    )
