"""Say what pages of lists show where the record is large: one page, read from the file (views/paging/).

Each is the page of the small record with part of its lists. `.json` and `.csv` have all of it, page after page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from dragoman import views
from dragoman.problems import UsageError
from dragoman.record import Store, file
from dragoman.views.card import card
from dragoman.views.doubt import candidates
from dragoman.views.linking.people import Names
from dragoman.views.open import OPEN
from dragoman.views.paging import Page, little_in_order, pages
from dragoman.views.places import spots
from dragoman.views.timeline import ACTS
from dragoman.web.asked import Asked, Shown, cut
from dragoman.web.desk import Desk
from dragoman.web.judge import entries_shown
from dragoman.web.lanes import timelines
from dragoman.web.maker import Wanted
from dragoman.web.people import names_of
from dragoman.web.whole import NotYet

MOST = 50  # lines of a page
PLACES, FEW = 100, 8  # of the map, of each sort on the first page
FEW_PAIRS = 25
A_SHEET = 500  # lines that are read at once for .json and .csv

One = Callable[[Store, int, int], Page]  # the page of a view that begins at a line and has so many
Named = Callable[[Store, int, int, Names | None], Page]  # the same with the names that people go by in the record


def timeline(desk: Desk, asked: Asked) -> Shown:
    """Return a page of the acts in the order of time, as a list and as a picture."""
    kind, who = asked.get("kind"), asked.get("who")
    part = _named(desk, asked, lambda store, at, most, names: pages.timeline(store, kind, who, at, most, names=names))
    return {**part, **timelines(part["lines"]), "kinds": ACTS}


def statements(desk: Desk, asked: Asked) -> Shown:
    """Return a page of who said what to whom, through whom."""
    named = {name: (value,) for name in ("speaker", "addressee", "about") if (value := asked.get(name))}
    days = {name: value for name in ("since", "until") if (value := asked.get(name))}
    wanted = msgspec.convert({**named, **days}, views.Asked)
    narrowed = wanted != views.EVERYTHING
    part = _page(desk, asked, lambda store, start, most: pages.said(store, wanted, start, most))
    return {**part, "narrowed": narrowed}


def meetings(desk: Desk, asked: Asked) -> Shown:
    """Return a page of who met whom, and who is still to meet."""
    return _named(desk, asked, pages.meetings)


def open_(desk: Desk, asked: Asked) -> Shown:
    """Return a page of what still has to happen."""
    return _named(desk, asked, lambda store, at, most, names: pages.open_(store, at, most, names=names))


def documents(desk: Desk, asked: Asked) -> Shown:
    """Return a page of the reports of the record, newest first."""
    return _page(desk, asked, pages.documents)


def pairs(desk: Desk, asked: Asked) -> Shown:
    """Return a page of the pairs that may be one act; which reports are copies, `dragoman link` says."""
    part = _page(desk, asked, pages.pairs, FEW_PAIRS)
    return {**part, "found": {"unsure": part["lines"]}}


def review(desk: Desk, asked: Asked) -> Shown:
    """Return a page of what waits for a person, the most doubtful first."""
    part = _page(desk, asked, pages.doubts)
    others = {one.line.entry: candidates(one) for one in part["lines"]}
    wanted = {*others, *(other for ids in others.values() for other in ids)}
    with _opened(desk) as store:
        known = pages.entries_of(store, wanted)
    return {**part, "others": others, **entries_shown(known)}


def entry(desk: Desk, asked: Asked) -> Shown:
    """Return everything about one entry, and what people judged of it."""
    with _opened(desk) as store:
        found = card(pages.telling_of(store, (asked.id,)), asked.id)
    return {"data": found, "rows": found.passages, "card": found}


def accounts(desk: Desk, asked: Asked) -> Shown:
    """Return who vouches for what of one act, side by side."""
    _as_it_is(asked)
    with _opened(desk) as store:
        found = views.accounts(pages.telling_of(store, (asked.id,)), asked.id)
    return {"data": found, "rows": found.rows, "found": found, "silent": views.NOT_MENTIONED}


def overview(desk: Desk, asked: Asked) -> Shown:
    """Return how much there is, what is open, and what the newest reports are."""
    _as_it_is(asked)
    names, _ = names_of(desk)
    with _opened(desk) as store:
        found, counts = pages.documents(store, 0, FEW), pages.counts(store)
        decisions, *others = (pages.open_(store, 0, FEW, (kind,), names) for kind in OPEN)
    lines = (*decisions.lines, *(line for page in others for line in page.lines))
    in_all = decisions.total + sum(page.total for page in others)
    data = {"documents": found.total, "counts": counts, "open": lines, "open_in_all": in_all}
    return {**data, "data": data, "rows": lines, "newest": found.lines, "flawed": ()}


def places(desk: Desk, asked: Asked) -> Shown:
    """Return where things happen or are to happen, place by place; of one place a page of its acts."""
    _as_it_is(asked)
    kind, who, one = asked.get("kind"), asked.get("who"), asked.get("place")
    known, _ = names_of(desk)
    with _opened(desk) as store:
        tallies, nowhere = pages.tallies(store, kind, who, known)
    found = spots(tallies)
    chosen = next((spot for spot in found if spot.id == one), None)
    if one:
        part = _named(desk, asked, lambda store, at, most, told: pages.timeline(store, kind, who, at, most, one, told))
    else:
        part = cut(found, asked, PLACES)
    return {**part, "told": {}, "few": 0, "one": chosen, "nowhere": nowhere, "kinds": ACTS, "spots": found}


# ---- inside ---------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(desk: Desk) -> Iterator[Store]:
    """Open the record for one page, all of whose queries see one state of it."""
    with desk.store() as store:
        little_in_order(store)
        with file.errors(store.path), store.connection:
            yield store


def _as_it_is(asked: Asked) -> None:
    """Refuse a day that is asked for, with UsageError: the file is in order for what the record is now."""
    if asked.get("as_of"):
        raise UsageError(
            "the record is too large to show it as it stood on a day, page by page. "
            "`dragoman show timeline --as-of DAY` prints it; ledger, sequence, options and agenda have it here."
        )


def _named(desk: Desk, asked: Asked, one: Named) -> Shown:
    """Return a page of a view in which people go by their names in the record; all of it waits for these."""
    names, fresh = names_of(desk)
    part = _page(desk, asked, lambda store, start, most: one(store, start, most, names))

    def sheets() -> Iterator[Sequence[Any]]:
        if not fresh:
            raise NotYet(Wanted(name="actors"), 0, "Names are still looked up.", again=True)
        return _sheets(desk, lambda store, start, most: one(store, start, most, names))

    return {**part, "sheets": sheets, "names_coming": not fresh}


def _page(desk: Desk, asked: Asked, one: One, most: int = MOST) -> Shown:
    """Return a page of a view, and how to read all of it."""
    _as_it_is(asked)
    with _opened(desk) as store:
        start = asked.start()
        page = one(store, start, most)
        if start >= page.total > 0:  # an address typed by hand, or the record became smaller
            start = page.total - 1
            page = one(store, start, most)

    part = {"lines": page.lines, "total": page.total, "start": start, "step": most}
    return {**part, "next": page.next, "sheets": lambda: _sheets(desk, one)}


def _sheets(desk: Desk, one: One) -> Iterator[Sequence[Any]]:
    """Yield all of a view, part by part."""
    with _opened(desk) as store:
        at: int | None = 0
        while at is not None:
            sheet = one(store, at, A_SHEET)
            yield sheet.lines
            at = sheet.next if sheet.next is not None else at + A_SHEET
            at = at if at < sheet.total else None
