"""The pages of actors: everybody, one of them, who has to do with whom; and what is judged of them there."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, get_args, get_type_hints

from dragoman.model import ActorKind, Reading, Value
from dragoman.problems import UsageError
from dragoman.record import Judged, file
from dragoman.record.judgements import OF_ACTORS
from dragoman.record.standing import Standing
from dragoman.record.state import State
from dragoman.views import as_it_stood
from dragoman.views.actors import (
    Crowd,
    Listed,
    Looked,
    People,
    Portrait,
    Ties,
    gathered,
    likely,
    listed,
    network,
    people,
    portrait,
)
from dragoman.views.actors.network import KINDS, TieKind, joined
from dragoman.views.actors.parts import Part
from dragoman.views.acts import act_line, by_name, lead
from dragoman.views.lines import Line
from dragoman.views.linking import linked
from dragoman.views.linking.people import Names, everywhere
from dragoman.views.paging.pages import telling_of
from dragoman.views.stood import last_day
from dragoman.web.asked import Asked, Shown, View, cut
from dragoman.web.derived import MOST
from dragoman.web.desk import Desk
from dragoman.web.maker import Wanted
from dragoman.web.network import legend, network_svg
from dragoman.web.render import drawn
from dragoman.web.sheets import Laid
from dragoman.web.whole import NotYet

FEW, LINES = 8, 50  # acts of a sort, where a page shows all sorts; where it shows one
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


class Decision(NamedTuple):
    """What a person decided of an actor: one judgement or several, the last one first, undone together."""

    verdict: str
    old: str
    new: str
    made: tuple[Judged, ...]


class Shape(Value, frozen=True, kw_only=True):
    """What the page of an actor holds, as JSON: acts only as far as the page shows them."""

    portrait: Portrait
    acts: dict[str, Sequence[Line]]
    judged: tuple[Judged, ...]


def people_of(desk: Desk, as_of: str | None = None) -> People:
    """Return who is who in the record, or as it stood on a day; of a large one as another process made it last.

    Raises NotYet where that is still to be made.
    """
    if not desk.large():
        return desk.view(("people", as_of), lambda: people(as_it_stood(desk.record(), as_of)))
    return _of(desk, _laid(desk, as_of)[0], as_of)


def _laid(desk: Desk, as_of: str | None) -> tuple[Laid, State]:
    """Return what another process made of a large record, and of which state of it."""
    if as_of:
        last_day(as_of)
    made, laid = desk.whole.ask(Wanted(name="actors", as_of=as_of), desk.state())
    return laid, made.state


def _of(desk: Desk, laid: Laid, as_of: str | None) -> People:
    """Return who is who as another process laid it: one for all pages, also once the record has changed."""
    return laid.once("people", lambda: _of_crowd(desk, laid, as_of))


def _state(desk: Desk, as_of: str | None) -> State | None:
    """Return the state that pages of a large record are made of; those of a small one are made of what is now."""
    return _laid(desk, as_of)[1] if desk.large() else None


def _of_crowd(desk: Desk, laid: Laid, as_of: str | None) -> People:
    """Return who is who as another process laid it; reports and acts come from the file."""
    kinds = get_type_hints(Crowd)
    lists = {name: laid.items(get_args(kinds[name])[0], name) for name in laid.starts}
    made = Crowd(**lists, names=laid.plain("names", dict[str, str]))

    def readings(documents: Iterable[str]) -> Mapping[str, Reading]:
        with desk.store() as store:
            return store.readings(documents)

    def lines(shown: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Line]:
        keys = list(shown)
        with desk.store() as store, file.errors(store.path), store.connection:
            record = as_it_stood(telling_of(store, [entry for _, entry in keys]), as_of)
        acts = {(index.reading.document.id, entry.id): act for act in linked(record).acts for index, entry in act}
        chosen = {key: lead(acts[key]) for key in keys if key in acts}
        return dict(zip(chosen, map(act_line, by_name(chosen.values(), found.cast)), strict=True))

    found = gathered(made, readings, lines).ready()
    _set_aside()
    return found


def _set_aside() -> None:
    """Spare the garbage collector what stays: each look through a large record's people takes it a third of a second.

    What was set aside before is looked through now: it may be nobody's any more.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def names_of(desk: Desk) -> tuple[Names | None, bool]:
    """Return who is who in a large record as another process made it last, None before, and whether it is of now."""
    try:
        return people_of(desk).cast, _about(desk, None)["kept_at"] is None
    except NotYet:
        return None, False


def _about(desk: Desk, as_of: str | None) -> Shown:
    """Return when that was read what a page is made of, where that is not what the record is now."""
    if not desk.large():
        return {"kept_at": None}
    made, _ = desk.whole.ask(Wanted(name="actors", as_of=as_of), desk.state())
    return {"kept_at": None if made.state == desk.state() else made.read}


def everybody(desk: Desk, asked: Asked) -> tuple[Listed, ...]:
    """Return everybody who has a part in an act."""
    as_of = asked.get("as_of")
    if not desk.large():
        return desk.view(("actors", as_of), lambda: listed(people_of(desk, as_of)))
    laid, _ = _laid(desk, as_of)
    return laid.once("listed", lambda: listed(_of(desk, laid, as_of)))


def actors(desk: Desk, asked: Asked) -> Shown:
    """Return everybody who acts or speaks, by words, kind, country."""
    found = everybody(desk, asked)
    wanted = Looked(words=asked.get("who"), kind=asked.get("kind"), country=asked.get("country"))
    lands = {one.country: one.land or one.country for one in found if one.country}
    part = cut([one for one in found if wanted.fits(one)], asked, MOST)
    return {
        **part,
        "kinds": get_args(ActorKind),
        "lands": sorted(lands.items(), key=lambda pair: pair[1]),
    }


def actor(desk: Desk, asked: Asked) -> Shown:
    """Return one actor: roles, names, acts with their words, who may be the same, what people judged."""
    as_of = asked.get("as_of")
    known = people_of(desk, as_of)
    who = now_called(desk, known, asked.id, as_of)
    every = everybody(desk, asked)
    about = portrait(known, who, next((one for one in every if one.id == who), None))
    beside = asked.get("with")
    other = now_called(desk, known, beside, as_of) if beside else None
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
        "step": LINES,
        "start": asked.start(),
        "likely": likely(known, about.listed, every),
        "judged": list(reversed(list(_together(made)))),
        "reports": [(id, known.reports[id]) for id in reversed(about.reports)][:MOST],
    }


def knots(desk: Desk, asked: Asked) -> Shown:
    """Return who met, spoke to, promised whom, as a picture and as a table."""
    kind, most = asked.get("kind"), asked.get("most") or str(STEP)
    kinds: tuple[TieKind, ...] = tuple(one for one in KINDS if one == kind)
    number = min(max(int(most), 2), LARGEST) if most.isdecimal() and len(most) < 6 else STEP
    wanted = Ties(kinds=kinds, since=asked.get("since"), until=asked.get("until"), most=number)
    as_of = asked.get("as_of")
    key = as_of, wanted, _state(desk, as_of)
    found = desk.view(("network", *key), lambda: network(people_of(desk, as_of), wanted))
    picture = desk.view(("network drawn", *key), lambda: network_svg(found))
    return {
        **cut(found.ties, asked, MOST),
        "data": found,
        "found": found,
        "picture": drawn(picture),
        "kinds": KINDS,
        "legend": [(one, drawn(line)) for one, line in legend(kinds or KINDS)],
        "most": number,
        "more": min(number + STEP, LARGEST) if number < min(found.total, LARGEST) else 0,
    }


def _told(page: View) -> View:
    """Return a page that says from when it is: asked before it is made, as what was made may come anew meanwhile."""

    def whole(desk: Desk, asked: Asked) -> Shown:
        about = _about(desk, asked.get("as_of"))
        return {**page(desk, asked), **about}

    return whole


PAGES = {"actors": _told(actors), "actor": _told(actor), "network": _told(knots)}


def _acts(known: People, who: str, other: str | None, asked: Asked) -> Iterator[Acts]:
    """Yield the acts of each sort, a few; of the one sort that is asked for a page."""
    chosen, start = asked.get("kind"), asked.start()
    tie = next((one for one in KINDS if one == asked.get("tie")), None)
    mine: dict[str, dict[int, Part]] = {sort: {} for sort in (*SORTS, OTHER)}
    for part in known.doing.get(who, ()):
        if not other or _with(known.within[part.act], who, other, tie):
            sort = part.kind if part.part in SORTS.get(part.kind, ()) else OTHER
            mine[sort][part.act] = part
    for act in {act for sort in SORTS for act in mine[sort]}:
        mine[OTHER].pop(act, None)
    shown = {
        sort: _newest_first(found)[start : start + LINES] if chosen else _newest_first(found)[:FEW]
        for sort, found in mine.items()
        if found and chosen in (None, sort)
    }
    lines = known.lines([act for acts in shown.values() for act in acts])
    for sort, acts in shown.items():
        yield Acts(sort, len(mine[sort]), [lines[act] for act in acts if act in lines])


def _newest_first(acts: Mapping[int, Part]) -> list[int]:
    return sorted(acts, key=lambda act: (acts[act].last, acts[act].first, act), reverse=True)


def _with(within: Sequence[Part], who: str, other: str, tie: TieKind | None) -> bool:
    """Return whether another has a part in an act, or whether such a tie joins the two in it."""
    if tie is None:
        return any(part.who == other for part in within)
    pairs = set(joined(tie, within))
    return (who, other) in pairs or (tie == "met" and (other, who) in pairs)


def now_called(desk: Desk, known: People, id: str, as_of: str | None = None) -> str:
    """Return the key of an actor, by key or id, also one that went by it before people judged.

    Raises UsageError for one that nobody goes by; NotYet where that may be so because pages are of an earlier state.
    """
    with suppress(UsageError):
        return known.find(id)
    document, _, ref = id.partition(" ")
    if document not in known.reports:
        document, ref = "", id
    with desk.store() as store:
        called = store.judgements.standing().called
        text = store.document_as_read(document).document.sha256 if document else ""
    try:
        return known.find(f"{document} {called.id_of(ref, text)}".strip())
    except UsageError:
        if desk.large() and (_about(desk, as_of)["kept_at"] or people_of(desk, as_of) is not known):
            raise NotYet(Wanted(name="actors", as_of=as_of), 0, "", again=True) from None
        raise


# ---- what people judge ----------------------------------------------------------------------------------------------


def _judged(desk: Desk, known: People, who: str) -> tuple[Judged, ...]:
    """Return the judgements of an actor that stand, in the order of making."""
    with desk.store() as store:
        standing = store.judgements.standing()
        made = [one for one in standing.judged if one.verdict in OF_ACTORS and one.anchor]
        return tuple(one for one in made if who in _of_whom(known, standing, one))


def _together(made: Iterable[Judged]) -> Iterator[Decision]:
    """Yield judgements as they were asked for: what was split off and merged again in one breath is one decision."""
    group: list[Judged] = []
    for one in made:
        if group and not _goes_on(group, one):
            yield _decision(group)
            group = []
        group.append(one)
    if group:
        yield _decision(group)


def _goes_on(group: Sequence[Judged], one: Judged) -> bool:
    first, last = group[0], group[-1]
    if (one.who, one.why) != (first.who, first.why):
        return False
    here = one.anchor and last.anchor and one.anchor.document == last.anchor.document
    just_split = one.verdict == "merge" and last.verdict == "split" and here
    return bool(just_split or (one.new == first.new and (one.verdict == "split" or one.verdict == last.verdict)))


def _decision(group: Sequence[Judged]) -> Decision:
    verdicts = [one.verdict for one in group]
    more_split = verdicts.count("split") > verdicts.count("merge")
    old = next((str(one.old) for one in group if one.old), "")
    return Decision("split" if more_split else verdicts[-1], old, str(group[0].new), tuple(reversed(group)))


def _of_whom(known: People, standing: Standing, one: Judged) -> Iterator[str]:
    """Yield the key of whom a judgement is about now, and of whom it was split from."""
    for anchor in (one.anchor, one.other):
        id = standing.found(anchor)[0] if anchor else None
        texts = reversed(standing.texts(anchor.document)) if anchor else ()
        text = next((text for text in texts if text[:12] in known.reports), None)
        if id and text:
            yield known.cast.key(text[:12], standing.called.id_of(id, text))
            yield known.cast.key(text[:12], id)  # where what is shown was made before
            if one.verdict == "split":
                same = ((at, actor) for (at, ref), actor in known.cast.actors.items() if ref == id)
                yield from (known.cast.key(at, id) for at, actor in same if everywhere(actor))
