"""Find what is to be decided: the questions that the record has about one thing, and who decides them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from dragoman.model import Actor, Decision, Meeting, Question, Record
from dragoman.problems import UsageError
from dragoman.terms import rows
from dragoman.views.asked import SHORT_ID
from dragoman.views.called import contains, key_of
from dragoman.views.lines import Index, process_of, rejected, summary
from dragoman.views.linking import Found, Linked
from dragoman.views.linking.people import Cast
from dragoman.views.steps import Party
from dragoman.views.stood import by_hand

Raised: TypeAlias = tuple[Index, Decision]
GOVERNMENT = ("GOV", "MIL", "SPY", "COP")
HIGHER = 5  # as many steps up are asked for whom somebody acts: a spokeswoman, of a ministry, of a state
UNSAID = "what is to be decided"


class Matter:
    """One thing to be decided: the decisions about it, what it is called, and who decides."""

    def __init__(self, name: str, ids: frozenset[str], quotes: Sequence[str]) -> None:
        self.name = name
        self.ids = ids  # of the meeting, or whatever it is, in all documents
        self.quotes = quotes
        self.raised: list[Raised] = []

    def on(self, slots: Iterable[Question]) -> list[Raised]:
        """Return the decisions on some questions."""
        wanted = frozenset(slots)
        return [(index, decision) for index, decision in self.raised if decision.question in wanted]

    def weight(self, slots: Iterable[Question]) -> tuple[int, int]:
        """Return how many options and how many decisions there are: the matter with most is meant."""
        found = self.on(slots)
        return sum(len(decision.options) for _, decision in found), len(found)

    def answers_to(self, words: str) -> bool:
        """Return whether it is asked for by this id (or its beginning), or by words of what it is called."""
        ids = self.ids | {decision.id for _, decision in self.raised}
        if len(words) >= SHORT_ID and any(id.startswith(words) for id in ids):
            return True
        key = key_of(words)
        return bool(key) and any(contains(key_of(name), key) for name in (self.name, *self.quotes))


class Known:
    """The matters that are known so far, in their order; found by ids and words without asking each of them."""

    def __init__(self) -> None:
        self.by_key: dict[str, Matter] = {}
        self.number: dict[str, int] = {}  # of a key: which came first
        self.words: dict[str, set[str]] = {}  # the keys of those that are called by a word
        self.ids: list[tuple[str, str]] = []  # sorted, each with its key

    def raise_at(self, key: str, matter: Matter, raised: Raised) -> None:
        """Note a decision at the matter of a key, which is new where that is."""
        if key not in self.by_key:
            self.number[key] = len(self.by_key)
            self.by_key[key] = matter
            for word in {word for name in (matter.name, *matter.quotes) for word in key_of(name).split()}:
                self.words.setdefault(word, set()).add(key)
            for id in matter.ids:
                insort(self.ids, (id, key))
        self.by_key[key].raised.append(raised)
        insort(self.ids, (raised[1].id, key))

    def answering(self, words: str) -> str | None:
        """Return the key of the first matter that answers to an id or words, None where none does."""
        found: set[str] = set()
        at = bisect_left(self.ids, (words,)) if len(words) >= SHORT_ID else len(self.ids)
        while at < len(self.ids) and self.ids[at][0].startswith(words):
            found.add(self.ids[at][1])
            at += 1
        called = [self.words.get(word, set()) for word in key_of(words).split()]
        found |= min(called, key=len, default=set())
        answer = (key for key in found if self.by_key[key].answers_to(words))
        return min(answer, key=self.number.__getitem__, default=None)


class Sides:
    """Tell for somebody in a document which of the deciding parties he belongs to."""

    def __init__(self, cast: Cast, deciders: Sequence[Party]) -> None:
        self.cast = cast
        self.deciders = frozenset(party.id for party in deciders)

    def of(self, document: str, ref: str) -> str | None:
        """Return the id of the deciding party that somebody is or acts for, None for others."""
        for _ in range(HIGHER):
            key = key_in(self.cast, document, ref)
            if key in self.deciders:
                return key
            actor = self.cast.actors.get((document, ref))
            if actor is None:
                return None
            if actor.acts_for is None or actor.acts_for == ref:
                state = state_of(actor)
                return state if state in self.deciders else None
            ref = actor.acts_for
        return None

    def members(self, document: str, ref: str | None) -> tuple[str | None, ...]:
        """Return those who hold a position together: "both sides" are two holders."""
        actor = self.cast.actors.get((document, ref or ""))
        return actor.members if actor and actor.members else (ref,)


def matters(record: Record, found: Linked, slots: Iterable[Question]) -> list[Matter]:
    """Return what is to be decided, with all decisions about it; first what has most options on some questions.

    What a decision is about is an entry, the words for one, or not said: then it is the matter with most options.
    """
    acts = {(index.reading.document.id, entry.id): act for act in found.acts for index, entry in act}
    known = Known()
    homeless: list[Raised] = []
    raised = list(_raised(record))
    for index, decision in sorted(raised, key=lambda one: not _is_entry(acts, *one)):
        if decision.about is None or decision.about == decision.id:
            homeless.append((index, decision))
            continue
        known.raise_at(*_matter(acts, known, index, decision.about), (index, decision))
    ordered = sorted(known.by_key.values(), key=lambda matter: matter.weight(slots), reverse=True)
    if homeless and not ordered:
        ordered = [Matter(UNSAID, frozenset(), ())]
    if homeless:
        ordered[0].raised += homeless
    return ordered


def chosen(found: list[Matter], about: str | None) -> tuple[Matter, list[Matter]]:
    """Return the matter that is asked for, or the one with most options, and the others.

    Raises UsageError where nothing answers to `about`.
    """
    if about is None:
        first = found[0] if found else Matter(UNSAID, frozenset(), ())
        return first, found[1:]
    asked = next((matter for matter in found if matter.answers_to(about)), None)
    if asked is None:
        known = "; ".join(matter.name for matter in found) or "nothing"
        raise UsageError(f"nothing to be decided answers to '{about}'. The record has questions about: {known}.")
    return asked, [matter for matter in found if matter is not asked]


def deciders(matter: Matter, found: Linked, named: Sequence[str]) -> tuple[Party, ...]:
    """Return who decides: those `named`, those whom its decisions name, the parties of the process, or who meet."""
    refs = [("", ref) for ref in named]
    refs = refs or [(index.reading.document.id, ref) for index, one in matter.raised for ref in one.decided_by]
    refs = refs or list(_parties(matter)) or list(_meeting(matter, found))
    parties: dict[str, Party] = {}
    for document, ref in refs:
        key = key_in(found.cast, document, ref)
        parties.setdefault(key, Party(id=key, name=named_in(found.cast, document, ref)))
    return tuple(parties.values())


def key_in(cast: Cast, document: str, ref: str) -> str:
    """Return the key of an actor in all documents; the code or name of a state is that state."""
    key = cast.key(document, ref)
    return _states().get(key_of(key), (key, ""))[0]


def named_in(cast: Cast, document: str, ref: str) -> str:
    """Return what to call somebody: by the name that most documents have, the name of the state, or the words."""
    key = key_in(cast, document, ref)
    return cast.name(document, ref) or cast.name(document, key) or _states().get(key, ("", ref))[1]


def state_of(actor: Actor) -> str | None:
    """Return the id of the state whose government somebody belongs to."""
    if actor.kind == "state":
        return actor.id
    return actor.country.casefold() if actor.country and actor.sector in GOVERNMENT else None


@cache
def _states() -> dict[str, tuple[str, str]]:
    """Return id and name of a state by its code and its name."""
    return {
        key_of(name): (row["iso3"].casefold(), row["name"])
        for row in rows("countries")
        for name in (row["iso3"], row["name"])
    }


def _parties(matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield the parties of the processes that were entered by hand, or that the decisions are about."""
    for index, decision in matter.raised:
        for id in filter(None, (decision.about, process_of(index.reading))):
            if id in index.actors:
                yield from ((index.reading.document.id, ref) for ref in index.actors[id].members)


def _meeting(matter: Matter, found: Linked) -> Iterator[tuple[str, str]]:
    """Yield the states that take part in the meeting that the matter is about."""
    for index, entry in (one for act in found.acts for one in act):
        if isinstance(entry, Meeting) and entry.id in matter.ids:
            for ref in entry.participants:
                state = state_of(index.actors[ref]) if ref in index.actors else None
                yield index.reading.document.id, state or ref


def _raised(record: Record) -> Iterator[Raised]:
    for reading in record.readings:
        index = Index(reading)
        asked = (one for one in reading.decisions if not rejected(one))
        yield from ((index, one) for one in asked if not (by_hand(reading) and one.constraint))  # a day by a rule


def _is_entry(acts: dict[tuple[str, str], list[Found]], index: Index, decision: Decision) -> bool:
    return (index.reading.document.id, decision.about or "") in acts


def _matter(acts: dict[tuple[str, str], list[Found]], known: Known, index: Index, about: str) -> tuple[str, Matter]:
    """Return the key of what a decision is about and the matter itself; words may stand for one that is known."""
    act = acts.get((index.reading.document.id, about))
    if act:
        first, entry = act[0]
        key = f"{first.reading.document.id} {entry.id}"
        return key, known.by_key.get(key) or Matter(summary(first, entry), _ids(act), _quotes(act))
    if answering := known.answering(about):
        return answering, known.by_key[answering]
    document = index.reading.document
    name = document.title if about == process_of(index.reading) and document.title else index.name(about)
    return key_of(name), Matter(name, frozenset((about,)), ())


def _ids(act: Iterable[Found]) -> frozenset[str]:
    return frozenset(entry.id for _, entry in act)


def _quotes(act: Iterable[Found]) -> tuple[str, ...]:
    return tuple(source.quote for _, entry in act for source in entry.sources)
