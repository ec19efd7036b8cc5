"""Say what each page shows: from the record to what its template, its .json and its .csv are made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from dragoman import views
from dragoman.kinds import ENTRIES, entries
from dragoman.publish.agenda import whence
from dragoman.publish.graph import svg
from dragoman.publish.options import table
from dragoman.views import as_it_stood
from dragoman.views.agenda import by_why
from dragoman.views.card import card
from dragoman.views.doubt import candidates, told
from dragoman.views.ledger import ledger as ledger_of
from dragoman.views.lines import Index, Line, line, position
from dragoman.views.linking.people import Cast, names_with
from dragoman.views.options import options as options_of
from dragoman.views.pairs import linking
from dragoman.views.places import Site, Spot, placed, spots
from dragoman.views.sequence.part import TOGETHER, surroundings
from dragoman.views.sequence.state import state
from dragoman.views.timeline import ACTS
from dragoman.web import derived, paged
from dragoman.web.arrive import EMPTY
from dragoman.web.asked import Asked, Shown, View, cut
from dragoman.web.atlas import SIZES, map_svg
from dragoman.web.derived import MOST, either
from dragoman.web.desk import Desk
from dragoman.web.globe import WORLD, around, world
from dragoman.web.judge import entries_shown
from dragoman.web.lanes import timelines
from dragoman.web.maker import ONLY, blocks, chosen
from dragoman.web.marks import asked_for, found_in, marks_of, pieces
from dragoman.web.render import drawn
from dragoman.wording import furthest

if TYPE_CHECKING:
    from dragoman.model import Record

AT_A_TIME = 50  # of what waits for a person
PLACES, FEW = 100, 5  # of the map's page, and the acts of each that it shows


def record_of(desk: Desk, asked: Asked) -> Record:
    """Return the record, or as it stood on the day that is asked for."""
    as_of = asked.get("as_of")
    return desk.view(("record", as_of), lambda: as_it_stood(desk.record(), as_of)) if as_of else desk.record()


def overview(desk: Desk, asked: Asked) -> Shown:
    """Return how much there is, what is open, and what the newest reports are."""
    record = record_of(desk, asked)
    as_of = asked.get("as_of")
    open_ = desk.view(("open", as_of), lambda: views.open_(record_of(desk, asked), as_of))
    counts = {kind: sum(len(getattr(reading, kind)) for reading in record.readings) for kind in ENTRIES}
    newest = [reading.document for reading in reversed(record.readings)][:8]
    bad = [reading.document for reading in record.readings if any(p.code for p in reading.problems if p.entry is None)]
    data = {"documents": len(record.readings), "counts": counts, "open": open_}
    return {**data, "data": data, "rows": open_, "newest": newest, "flawed": bad[:8]}


def timeline(desk: Desk, asked: Asked) -> Shown:
    """Return the acts in the order of time, as a list and as a picture."""
    kind, who = asked.get("kind"), _names(desk, asked)
    lines = desk.view(("timeline", asked.get("as_of")), lambda: views.timeline(record_of(desk, asked), ACTS))
    found = [one for one in lines if _asked_for(one, kind, who)]
    part = cut(found, asked, MOST)
    return {**part, **timelines(part["lines"]), "kinds": ACTS}


def map_(desk: Desk, asked: Asked) -> Shown:
    """Return where things happen or are to happen, as a picture and place by place; of one place all its acts."""
    kind, who, one = asked.get("kind"), _names(desk, asked), asked.get("place")
    every = desk.view(("places", asked.get("as_of")), lambda: placed(record_of(desk, asked)))
    told: dict[str, list[Line]] = {}
    tallies: list[tuple[Site, str | None, int]] = []
    wanted = [(site, act) for site, act in every if _asked_for(act, kind, who)]
    for site, act in wanted:
        if site:
            told.setdefault(site.id, []).append(act)
            tallies.append((site, act.status, 1))
    found = spots(tallies)
    part = cut(told.get(one, []), asked, MOST) if one else cut(found, asked, PLACES)
    here = next((spot for spot in found if spot.id == one), None)
    pages = {"told": told, "few": FEW, "one": here, "nowhere": sum(site is None for site, _ in wanted), "kinds": ACTS}
    return {**part, **pages, **_maps(found, () if one else part["lines"], asked)}


def large_map(desk: Desk, asked: Asked) -> Shown:
    """Return the same of a large record: of each place how much is told of it, of one place a page of its acts."""
    part = paged.places(desk, asked)
    return {**part, **_maps(part["spots"], () if part["one"] else part["lines"], asked)}


def _names(desk: Desk, asked: Asked) -> tuple[str, ...]:
    """Return the names under which to look for who is asked for; none where nobody is."""
    who, as_of = asked.get("who"), asked.get("as_of")
    return names_with(desk.view(("cast", as_of), lambda: Cast(record_of(desk, asked).readings)), who) if who else ()


def _asked_for(act: Line, kind: str | None, names: Sequence[str]) -> bool:
    there = " ".join(act.who).casefold()
    return (not kind or act.kind == kind) and (not names or any(name in there for name in names))


def _maps(found: Sequence[Spot], listed: Sequence[Spot], asked: Asked) -> Shown:
    """Return the map for wide and for narrow screens; a mark leads to its place on this page, or to one of its own."""
    numbers = {spot.id: number for number, spot in enumerate(listed, 1)}
    leads = {spot.id: f"?{urlencode({**asked.query, 'place': spot.id, 'from': ''})}" for spot in found}
    leads.update({id: f"#place-{number}" for id, number in numbers.items()})
    near = asked.get("near")
    laid = [(spot.id, (spot.lon, spot.lat)) for spot in found if spot.lon is not None and spot.lat is not None]
    points = [point for id, point in laid if id == near] or [point for _, point in laid]
    pictures = [
        (shape, drawn(map_svg(found, world(*size) if near == WORLD else around(points, *size), leads)))
        for shape, size in SIZES.items()
        if points
    ]
    return {"pictures": pictures, "numbers": numbers, "signs": furthest({spot.status for spot in found if spot.status})}


def statements(desk: Desk, asked: Asked) -> Shown:
    """Return who said what to whom, through whom: "what has X said about Y"."""
    named = {name: (value,) for name in ("speaker", "addressee", "about") if (value := asked.get(name))}
    days = {name: value for name in ("since", "until") if (value := asked.get(name))}
    wanted = msgspec.convert({**named, **days}, views.Asked)
    key = "statements", asked.get("as_of"), wanted
    found = desk.view(key, lambda: views.statements(record_of(desk, asked), wanted))
    return {**cut(found, asked, MOST), "narrowed": False}


def meetings(desk: Desk, asked: Asked) -> Shown:
    """Return who met whom, and who is still to meet."""
    return cut(desk.view(("meetings", asked.get("as_of")), lambda: views.meetings(record_of(desk, asked))), asked, MOST)


def open_(desk: Desk, asked: Asked) -> Shown:
    """Return what still has to happen."""
    as_of = asked.get("as_of")
    return cut(desk.view(("open", as_of), lambda: views.open_(record_of(desk, asked), as_of)), asked, MOST)


def ledger(desk: Desk, asked: Asked) -> Shown:
    """Return who undertook what, how far it is and how that is known."""
    as_of, only = asked.get("as_of"), derived.picked(asked)
    rows = desk.view(("ledger", as_of), lambda: ledger_of(desk.record(), as_of))
    part = cut([row for row in rows if only is None or chosen(row, only)], asked, MOST)
    return {**part, "data": rows, "rows": rows, "only": only, "words": ONLY}


def evidence(desk: Desk, asked: Asked) -> Shown:
    """Return how things are known: who claims, who saw, who found, what would raise it a rung."""
    what, as_of = asked.get("step"), asked.get("as_of")
    found = desk.view(("evidence", what, as_of), lambda: views.evidence(desk.record(), what, as_of))
    part = cut(found, asked, MOST)
    return {**part, "steps": [list(ladders) for _, ladders in groupby(part["lines"], key=lambda one: one.id)]}


def options(desk: Desk, asked: Asked) -> Shown:
    """Return which options remain, what blocks the others, and what would have to give."""
    wanted = derived.matter(asked)
    found = desk.view(("options", wanted), lambda: options_of(desk.record(), wanted))
    is_open = any(cell.front is not None for cell in found.cells)
    page = derived.matrix(found, found.positions, blocks(found), is_open)
    return {"data": found, "rows": found.cells, "table": "".join(table(found)), "counts": {}, **page}


def sequence(desk: Desk, asked: Asked) -> Shown:
    """Return what waits on what, according to whom."""
    as_of, says = asked.get("as_of"), asked.get("says") or "all"
    found = desk.view(("sequence", as_of, says), lambda: views.sequence(desk.record(), as_of, says))
    known = {step.id: step for step in found.steps}
    states = {step.id: state(step) for step in found.steps}
    step = asked.get("step")
    return {
        "data": found,
        "rows": found.steps,
        "found": found,
        "known": known,
        "states": states,
        "many": len(found.orderings) > TOGETHER,
        **dict.fromkeys(("counts", "roots", "in_all"), ()),
        "picture": drawn(svg(surroundings(found, step) if step else found)) if found.orderings else "",
    }


def agenda(desk: Desk, asked: Asked) -> Shown:
    """Return what those who negotiate have before them."""
    as_of = asked.get("as_of")
    found = desk.view(("agenda", as_of), lambda: views.agenda(desk.record(), as_of))
    return {"data": found, "rows": found.points, "groups": by_why(found), "counts": {}, "whence": whence}


def documents(desk: Desk, asked: Asked) -> Shown:
    """Return the reports of the record, newest first."""
    found = [reading.document for reading in reversed(record_of(desk, asked).readings)]
    part = cut(found, asked, MOST)
    return {**part, "data": [msgspec.structs.replace(document, text="", problems=()) for document in found]}


def document(desk: Desk, asked: Asked) -> Shown:
    """Return one report as it lies, all that was read in it marked, and the list of it beside."""
    reading = desk.reading(asked.id)
    index = Index(reading)
    listed = [line(index, entry) for entry in sorted(entries(reading), key=position)]
    depth = {one.id: _depth(index, one.id) for one in reading.statements}
    return {
        "data": reading,
        "rows": listed,
        "reading": reading,
        "pieces": pieces(reading.document.text, [*marks_of(reading), *asked_for(asked.get("words"))]),
        "listed": listed,
        "depth": depth,
        "voices": {one.id: " via ".join(index.voices(one.id)) for one in reading.statements},
        "problems": list(dict.fromkeys(told(index, problem) for problem in reading.problems)),
    }


def _depth(index: Index, statement: str) -> int:
    return max(len(index.voices(statement)) - 1, 0)


def entry(desk: Desk, asked: Asked) -> Shown:
    """Return everything about one entry, and what people judged of it."""
    found = card(desk.record(), asked.id)
    return {"data": found, "rows": found.passages, "card": found}


def accounts(desk: Desk, asked: Asked) -> Shown:
    """Return who vouches for what of one act, side by side."""
    found = desk.view(
        ("accounts", asked.id, asked.get("as_of")), lambda: views.accounts(record_of(desk, asked), asked.id)
    )
    return {"data": found, "rows": found.rows, "found": found, "silent": views.NOT_MENTIONED}


def search(desk: Desk, asked: Asked) -> Shown:
    """Return where words stand, in reports and entries."""
    query = asked.get("q")
    hits: tuple[Any, ...] = ()
    if query:
        with desk.store() as store:
            hits = store.find(query)
    parts = [(hit, found_in(hit, query or "")) for hit in hits]
    return {"data": hits, "rows": hits, "hits": parts, "query": query or ""}


def history(desk: Desk, asked: Asked) -> Shown:
    """Return what people judged, newest first."""
    with desk.store() as store:
        made = tuple(reversed(store.judgements.all()))
    return cut(made, asked, MOST)


def review(desk: Desk, asked: Asked) -> Shown:
    """Return what waits for a person, the most doubtful first."""
    found = desk.view("doubts", lambda: views.doubts(desk.record()))
    part = cut(found, asked, AT_A_TIME)
    known = desk.view("entries", lambda: {one.id: one for each in desk.record().readings for one in entries(each)})
    others = {one.line.entry: candidates(one) for one in part["lines"]}
    about = {id: known[id] for id in (*others, *(other for ids in others.values() for other in ids)) if id in known}
    return {**part, "others": others, **entries_shown(about)}


def pairs(desk: Desk, asked: Asked) -> Shown:
    """Return the pairs that may be one act."""
    found = desk.view(("pairs", asked.get("as_of")), lambda: linking(record_of(desk, asked)))
    return {"data": found, "rows": found.unsure, "found": found}


def add(desk: Desk, asked: Asked) -> Shown:
    """Return the page on which reports are pasted or dropped."""
    return {"data": [], "rows": [], **EMPTY}


SMALL: dict[str, View] = {
    "overview": overview, "timeline": timeline, "map": map_, "statements": statements, "meetings": meetings,
    "open": open_, "ledger": ledger, "evidence": evidence, "options": options, "sequence": sequence, "agenda": agenda,
    "documents": documents, "document": document, "entry": entry, "accounts": accounts, "search": search,
    "history": history, "review": review, "pairs": pairs, "add": add,
}  # fmt: skip
# Of a large record: lists page by page from the file, what follows from the whole of it from what a child process made.
LARGE: dict[str, View] = {
    "overview": paged.overview, "timeline": paged.timeline, "map": large_map, "statements": paged.statements,
    "meetings": paged.meetings, "open": paged.open_, "documents": paged.documents, "entry": paged.entry,
    "accounts": paged.accounts, "review": paged.review, "pairs": paged.pairs,
    "ledger": derived.ledger, "evidence": derived.evidence, "options": derived.options, "sequence": derived.sequence,
    "agenda": derived.agenda,
}  # fmt: skip
PAGES = {name: either(LARGE[name], small) if name in LARGE else small for name, small in SMALL.items()}
MENU = (
    ("overview", "new", "timeline", "map", "statements", "meetings", "open"),
    ("ledger", "evidence", "options", "sequence", "agenda"),
    ("actors", "network", "documents", "search", "review", "pairs", "history", "add"),
)
