"""Join the entries of several documents that are one act, where one candidate alone is clearly the best.

What is most exactly dated comes first, and the vague is held against it: "the talks between the two", told months
later, then has two candidates and joins neither, but is put to a person with the reasons. What people judged wins:
entries judged the same are one act whatever speaks against it, those judged different or unsure are never joined here.

Nothing depends on the order in which documents were added: all entries are put into one order first. Entries of one
document are joined by its reader alone, or by a person.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from dragoman.kinds import entries
from dragoman.model import Commitment, Decision, Entry, Event, Link, Meeting, Record, Statement, Verification
from dragoman.views.lines import Index, rejected
from dragoman.views.linking.compare import DOUBT, ENOUGH, MARGIN, Compared, compare
from dragoman.views.linking.facts import Facts, facts
from dragoman.views.linking.families import families
from dragoman.views.linking.people import Cast
from dragoman.views.linking.words import in_news

Found: TypeAlias = tuple[Index, Entry]  # an entry with the index of its reading
Key: TypeAlias = tuple[str, str]  # document, entry
# Decisions and checks come last: they are about acts, which have to be known by then.
ACTS = (Meeting, Commitment, Event, Verification, Decision)
ORDER = (*ACTS, Statement)
ASKED = 2  # as many candidates are put to a person for one entry


class Linked(NamedTuple):
    """A record with its acts told apart: each act is the entries that are it, in the order of the documents.

    `unsure` are pairs for a person to judge. `families` gives the documents that are copies of one text one id,
    `voices` each document the name it speaks in; `cast` knows actors across documents.
    """

    acts: list[list[Found]]
    unsure: tuple[Link, ...]
    families: dict[str, str]
    voices: dict[str, str]
    cast: Cast


class Judgements:
    """What people said of pairs, by the ids of entries."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.one: dict[str, str] = {}
        self.apart: dict[frozenset[str], Link] = {}
        for link in links:
            if link.judgement == "same":
                first, second = sorted((self.of(link.a), self.of(link.b)))
                self.one.update({id: first for id, of in self.one.items() if of == second})
                self.one.update({link.a: first, link.b: first})
            else:
                self.apart[frozenset((link.a, link.b))] = link

    def of(self, entry: str) -> str:
        """Return what all entries judged the same as this one have in common."""
        return self.one.get(entry, entry)

    def on(self, entry: str, others: Iterable[str]) -> Link | None:
        """Return what keeps an entry from being joined with one of the others."""
        found = (self.apart.get(frozenset((entry, other))) for other in others)
        return next((link for link in found if link), None)


class Group:
    """An act in the making: its entries, and of those the ones that differ in what is compared."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.documents: set[str] = set()
        self.different: dict[Hashable, Facts] = {}

    def add(self, found: Facts) -> None:
        """Take an entry in."""
        self.keys.append((found.document, found.entry))
        self.documents.add(found.document)
        seen = (found.edtf, found.who, found.whom, found.ordinal, found.place, found.about, found.past, found.off)
        self.different.setdefault((*seen, tuple(found.said)), found)

    def compared(self, found: Facts) -> Compared:
        """Return the best comparison with an entry of the act; none may be impossible."""
        best = Compared(score=None)
        for other in self.different.values():
            compared = compare(found, other)
            if compared.score is None:
                return compared
            if best.score is None or compared.score > best.score:
                best = compared
        return best


class Joining:
    """The work of one record."""

    def __init__(self, judged: Judgements) -> None:
        self.judged = judged
        self.groups: list[Group] = []
        self.number: dict[Key, int] = {}
        self.blocks: dict[Hashable, set[int]] = {}
        self.by_judgement: dict[str, int] = {}
        self.unsure: list[tuple[Key, int, str]] = []

    def about(self, document: str, entry: str) -> Hashable:
        """Return the act that an entry belongs to, None when it is not known yet."""
        return self.number.get((document, entry))

    def put(self, found: Facts, alone: bool) -> None:
        """Put an entry into the act it is, or into a new one; `alone`: into a new one in any case."""
        at = self.by_judgement.get(self.judged.of(found.entry))
        if at is None and not alone:
            at = self._clearly(found)
        if at is None:
            at = len(self.groups)
            self.groups.append(Group())
        self.groups[at].add(found)
        self.number[found.document, found.entry] = at
        if found.entry in self.judged.one:
            self.by_judgement[self.judged.of(found.entry)] = at
        if not alone:
            for key in found.blocks():
                self.blocks.setdefault(key, set()).add(at)

    def _clearly(self, found: Facts) -> int | None:
        """Return the one act that an entry clearly is; note those that it may be."""
        near = {at for key in found.sought() for at in self.blocks.get(key, ())}
        candidates = sorted(self._candidates(found, near), key=lambda one: (-one[0], one[1]))
        if not candidates or candidates[0][0] < DOUBT:
            return None
        best = candidates[0]
        rivals = [one for one in candidates[1:] if one[0] > best[0] - MARGIN and one[0] >= DOUBT]
        if best[0] >= ENOUGH and not rivals:
            return best[1]
        if found.kind == "statement":
            return None  # who said so twice in one report, and which of the two another repeats, is nobody's question
        several = f"{len(rivals) + 1} acts come close; " if rivals else ""
        self.unsure += [((found.document, found.entry), at, several + why) for _, at, why in [best, *rivals][:ASKED]]
        return None

    def _candidates(self, found: Facts, near: Iterable[int]) -> Iterator[tuple[float, int, str]]:
        """Yield the acts that an entry can be: score, number, reasons. A person's word keeps some out."""
        for at in sorted(near):
            group = self.groups[at]
            if found.document in group.documents:
                continue
            compared = group.compared(found)
            kept_apart = self.judged.on(found.entry, (entry for _, entry in group.keys))
            if kept_apart and kept_apart.judgement == "unsure":
                self.unsure.append(((found.document, found.entry), at, kept_apart.why))
            elif not kept_apart and compared.score is not None:
                yield compared.score, at, compared.why


def linked(record: Record, kinds: tuple[type[Entry], ...] = ORDER) -> Linked:
    """Return the acts of a record and what may be one act but is not joined; of the `kinds`, in their order.

    Statements are the most, and no other kind hangs on them: a view without any leaves them out.
    """
    indexes = [Index(reading) for reading in record.readings]
    cast = Cast(record.readings)
    rarity = in_news()
    joining = Joining(Judgements(record.links))
    found = [(index, entry) for index in indexes for entry in entries(index.reading) if isinstance(entry, kinds)]
    for kind in kinds:
        those = [
            (facts(index, entry, cast, rarity, joining.about), rejected(entry))
            for index, entry in found
            if isinstance(entry, kind)
        ]
        for one, alone in sorted(those, key=lambda pair: pair[0].order):
            joining.put(one, alone)
    acts: dict[int, list[Found]] = {}
    for index, entry in found:
        acts.setdefault(joining.number[index.reading.document.id, entry.id], []).append((index, entry))
    return Linked(
        acts=list(acts.values()),
        unsure=tuple(_unsure(joining)),
        families=families(reading.document for reading in record.readings),
        voices={index.reading.document.id: index.own_voice for index in indexes},
        cast=cast,
    )


def _unsure(joining: Joining) -> Iterator[Link]:
    """Yield the pairs that are still apart, each once: the entry, and the first of the act that it may be."""
    seen: set[frozenset[int]] = set()
    for key, at, why in joining.unsure:
        own = joining.number[key]
        if own != at and frozenset((own, at)) not in seen:
            seen.add(frozenset((own, at)))
            yield Link(a=key[1], b=joining.groups[at].keys[0][1], judgement="unsure", why=why)
