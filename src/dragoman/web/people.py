"""The pages of actors: everybody, one of them, who has to do with whom; and what is judged of them there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, get_args

from dragoman.model import ActorKind, Value
from dragoman.problems import UsageError
from dragoman.record import Judged, Store, Verdict
from dragoman.record.judgements import OF_ACTORS
from dragoman.record.standing import Standing
from dragoman.views.actors import Listed, Looked, People, Portrait, Ties, likely, listed, network, people, portrait
from dragoman.views.actors.network import KINDS, TieKind, joined
from dragoman.views.actors.parts import Part
from dragoman.views.actors.portrait import words_of
from dragoman.views.lines import Line
from dragoman.views.linking.kept import when_little_waits
from dragoman.views.linking.people import everywhere
from dragoman.web.desk import Desk
from dragoman.web.network import legend, network_svg
from dragoman.web.render import drawn
from dragoman.web.shown import MOST, Shown, cut, record_of

if TYPE_CHECKING:
    from dragoman.web.app import Asked

FEW = 8  # acts of a sort, where a page shows all sorts
STEP, LARGEST = 40, 200  # actors in the picture: as many more at a time, and at most
SORTS = {
    "statement": ("speaker",),
    "meeting": ("participants", "host"),
    "commitment": ("by",),
}  # what somebody does themselves: the parts of entries of that kind
OTHER = "other"


class Acts(NamedTuple):
    """Acts of a sort that somebody has a part in, the newest first: how many, and those that are shown."""

    sort: str
    total: int
    lines: Sequence[Line]


class Shape(Value, frozen=True, kw_only=True):
    """What the page of an actor holds, as JSON: acts only as far as the page shows them."""

    portrait: Portrait
    acts: dict[str, Sequence[Line]]
    judged: tuple[Judged, ...]


def people_of(desk: Desk, asked: Asked) -> People:
    """Return who is who in the record, or as it stood on the day that is asked for."""
    if not asked.get("as_of"):
        return people_now(desk)
    return desk.view(("people", asked.get("as_of")), lambda: people(record_of(desk, asked)))


def people_now(desk: Desk) -> People:
    """Return who is who in the whole record."""
    return desk.view(("people", None), lambda: people(desk.record()))


def everybody(desk: Desk, asked: Asked) -> tuple[Listed, ...]:
    """Return everybody who has a part in an act."""
    return desk.view(("actors", asked.get("as_of")), lambda: listed(people_of(desk, asked)))


def actors(desk: Desk, asked: Asked) -> Shown:
    """Return everybody who acts or speaks, by words, kind, country."""
    found = everybody(desk, asked)
    wanted = Looked(words=asked.get("who"), kind=asked.get("kind"), country=asked.get("country"))
    lands = {one.country: one.land or one.country for one in found if one.country}
    part = cut([one for one in found if wanted.fits(one)], asked)
    return {**part, "kinds": get_args(ActorKind), "lands": sorted(lands.items(), key=lambda pair: pair[1])}


def actor(desk: Desk, asked: Asked) -> Shown:
    """Return one actor: roles, names, acts with their words, who may be the same, what people judged."""
    known = people_of(desk, asked)
    who = _now(desk, known, asked.id)
    about = portrait(known, who)
    beside = asked.get("with")
    other = _now(desk, known, beside) if beside else None
    acts = list(_acts(known, who, other, asked))
    made = _judged(desk, known, who)
    shape = Shape(portrait=about, acts={one.sort: one.lines for one in acts}, judged=made)
    return {
        "data": shape,
        "rows": [line for one in acts for line in one.lines],
        "who": who,
        "about": about,
        "one": about.listed,
        "acts": acts,
        "beside": (other, known.called(other)) if other else None,
        "step": MOST,
        "start": _start(asked),
        "likely": likely(known, about.listed, everybody(desk, asked)),
        "judged": [list(group) for _, group in groupby(reversed(made), key=lambda one: (one.who, one.new, one.why))],
        "reports": [(id, known.reports[id]) for id in reversed(about.reports)][:MOST],
    }


def knots(desk: Desk, asked: Asked) -> Shown:
    """Return who met, spoke to, promised whom, as a picture and as a table."""
    kind, most = asked.get("kind"), asked.get("most") or str(STEP)
    kinds: tuple[TieKind, ...] = tuple(one for one in KINDS if one == kind)
    number = min(max(int(most), 2), LARGEST) if most.isdecimal() and len(most) < 6 else STEP
    wanted = Ties(kinds=kinds, since=asked.get("since"), until=asked.get("until"), most=number)
    found = desk.view(("network", asked.get("as_of"), wanted), lambda: network(people_of(desk, asked), wanted))
    picture = desk.view(("network drawn", asked.get("as_of"), wanted), lambda: network_svg(found))
    return {
        **cut(found.ties, asked),
        "data": found,
        "found": found,
        "picture": drawn(picture),
        "kinds": KINDS,
        "legend": [(one, drawn(line)) for one, line in legend(kinds or KINDS)],
        "most": number,
        "more": min(number + STEP, LARGEST) if number < min(found.total, LARGEST) else 0,
    }


PAGES: dict[str, Callable[[Desk, Asked], Shown]] = {"actors": actors, "actor": actor, "network": knots}


def _start(asked: Asked) -> int:
    number = asked.get("from") or "0"
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _acts(known: People, who: str, other: str | None, asked: Asked) -> Iterator[Acts]:
    """Yield the acts of each sort, a few; of the one sort that is asked for a page."""
    chosen, start = asked.get("kind"), _start(asked)
    tie = next((one for one in KINDS if one == asked.get("tie")), None)
    mine: dict[str, dict[int, Part]] = {sort: {} for sort in (*SORTS, OTHER)}
    for part in known.doing.get(who, ()):
        if not other or _with(known.within[part.act], who, other, tie):
            sort = part.kind if part.part in SORTS.get(part.kind, ()) else OTHER
            mine[sort][part.act] = part
    for act in {act for sort in SORTS for act in mine[sort]}:
        mine[OTHER].pop(act, None)
    for sort, found in mine.items():
        if found and chosen in (None, sort):
            order = sorted(found, key=lambda act: (found[act].last, found[act].first, act), reverse=True)
            shown = order[start : start + MOST] if chosen else order[:FEW]
            yield Acts(sort, len(found), known.lines(shown))


def _with(within: Sequence[Part], who: str, other: str, tie: TieKind | None) -> bool:
    """Return whether another has a part in an act, or whether such a tie joins the two in it."""
    if tie is None:
        return any(part.who == other for part in within)
    pairs = set(joined(tie, within))
    return (who, other) in pairs or (tie == "met" and (other, who) in pairs)


def _now(desk: Desk, known: People, id: str) -> str:
    """Return the key of an actor, by key or id, also one that went by it before people judged."""
    try:
        return known.find(id)
    except UsageError:
        document, _, ref = id.partition(" ")
        if document not in known.reports:
            document, ref = "", id
        with desk.store() as store:
            called = store.judgements.standing().called
            text = store.document_as_read(document).document.sha256 if document else ""
        return known.find(f"{document} {called.id_of(ref, text)}".strip())


# ---- what people judge ----------------------------------------------------------------------------------------------


def _judged(desk: Desk, known: People, who: str) -> tuple[Judged, ...]:
    """Return the judgements of an actor that stand, in the order of making."""
    with desk.store() as store:
        standing = store.judgements.standing()
        made = [one for one in standing.judged if one.verdict in OF_ACTORS and one.anchor]
        return tuple(one for one in made if who in _of_whom(known, standing, one))


def _of_whom(known: People, standing: Standing, one: Judged) -> Iterator[str]:
    """Yield the key of whom a judgement is about now, and of whom it was split from."""
    for anchor in (one.anchor, one.other):
        id = standing.found(anchor)[0] if anchor else None
        texts = reversed(standing.texts(anchor.document)) if anchor else ()
        text = next((text for text in texts if text[:12] in known.reports), None)
        if id and text:
            yield known.cast.key(text[:12], standing.called.id_of(id, text))
            if one.verdict == "split":
                same = ((at, actor) for (at, ref), actor in known.cast.actors.items() if ref == id)
                yield from (known.cast.key(at, id) for at, actor in same if everywhere(actor))


class Judging:
    """Turn what is judged of one actor, however many ids and reports they have, into judgements of the record."""

    def __init__(self, store: Store, known: People, by: str, why: str | None) -> None:
        self.store = store
        self.known = known
        self.by = by
        self.why = why
        self.made: list[Judged] = []

    def rename(self, who: str, name: str) -> None:
        """Give somebody a name in every report."""
        for document, id in self._whole(who):
            self._make(id, "rename", name, document)
        for document, id in self._bound(who):
            self._split_off(document, id, name)

    def merge(self, who: str, other: str) -> None:
        """Let somebody be another from now on, in every report."""
        into, name = self._id_of(other), self.known.called(other)
        for document, id in self._whole(who):
            self._make(id, "merge", into, document)
        for document, id in self._bound(who):
            self._make(self._split_off(document, id, name), "merge", into, document)

    def split(self, who: str, name: str, document: str, on: bool) -> None:
        """Let somebody be somebody else in a report, or in it and all later ones."""
        order = {id: number for number, id in enumerate(self.known.reports)}
        known = sorted(self.known.known.get(who, ()), key=lambda found: order[found[0]])
        here = [(at, actor.id) for at, actor in known
                if at == document or (on and order[at] > order.get(document, len(order)))]  # fmt: skip
        if not here:
            raise UsageError(f"'{self.known.called(who)}' is not in the report '{document}'. Choose one of the list.")
        first = ""
        for at, id in here:
            own = self._split_off(at, id, name)
            if first:
                self._make(own, "merge", first, at)
            first = first or own

    def _make(self, target: str, verdict: Verdict, value: str, document: str) -> Judged:
        made = self.store.judgements.make(target, verdict, (value,), who=self.by, why=self.why, document=document)
        self.made.append(made)
        return made

    def _split_off(self, document: str, id: str, name: str) -> str:
        """Give somebody an id in one report; return it."""
        made = self._make(id, "split", name, document)
        standing = self.store.judgements.standing()
        found = standing.found(made.anchor)[0] if made.anchor else None
        return standing.called.id_of(found or id, made.anchor.document if made.anchor else "")

    def _id_of(self, who: str) -> str:
        """Return an id that stands for somebody and nobody else."""
        for _, id in self._whole(who):
            return id
        for document, id in self._bound(who):
            return self._split_off(document, id, self.known.called(who))
        return who

    def _whole(self, who: str) -> list[tuple[str, str]]:
        """Return each id that stands for somebody in all reports, with a report whose words name them by it."""
        found: dict[str, str] = {}
        for document, actor in self.known.known.get(who, ()):
            if everywhere(actor) and actor.id not in found and words_of(self.known.reading(document), actor.id):
                found[actor.id] = document
        return [(document, id) for id, document in found.items()]

    def _bound(self, who: str) -> list[tuple[str, str]]:
        """Return the ids that stand for somebody in one report only."""
        return [(document, actor.id) for document, actor in self.known.known.get(who, ()) if not everywhere(actor)]


def kept(
    desk: Desk, by: str, id: str, verdict: str, value: str, document: str, on: bool, why: str | None
) -> list[Judged]:
    """Keep what somebody judges of an actor, all of it or nothing. Raises UsageError for what does not fit."""
    known = people_now(desk)
    who = _now(desk, known, id)
    with desk.store() as store:
        judging = Judging(store, known, by, why)
        with store.together():
            if not value:
                raise UsageError(f"{verdict} needs {'another actor' if verdict == 'merge' else 'a name'}.")
            match verdict:
                case "rename":
                    judging.rename(who, value)
                case "merge":
                    judging.merge(who, _meant(desk, known, value))
                case "split":
                    judging.split(who, value, document, on)
                case _:
                    raise UsageError(f"no verdict '{verdict}' of actors; known: {', '.join(sorted(OF_ACTORS))}.")
            if not judging.made:
                raise UsageError(f"no words of a report name '{known.called(who)}': nothing can hold a judgement.")
        when_little_waits(store)
    return judging.made


def _meant(desk: Desk, known: People, value: str) -> str:
    """Return the key of whom an id or a whole name stands for."""
    try:
        return _now(desk, known, value)
    except UsageError as error:
        named = [who for who in known.known if known.called(who).casefold() == value.casefold()]
        if len(named) > 1:
            raise UsageError(f"more than one actor is called '{value}': give an id.") from error
        if not named:
            raise
        return named[0]
