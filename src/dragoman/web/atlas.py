"""Draw the map: one mark a place, the larger the more happens there, its shape and colour by the furthest status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, dist, pi, sin, sqrt
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dragoman.views.places import Spot
from dragoman.web.globe import Point, Window, drawn_in
from dragoman.web.lanes import CLASSES
from dragoman.wording import STATUSES, clean, counted, plain

SIZES = {"broad": (900, 560), "slim": (366, 400)}  # pixels: width, and height at most, for wide and narrow screens
SMALL, LARGE = 6.5, 22.0  # pixels: the radius of one act's mark, and of the largest
MOST = 200  # marks of one picture
LETTER = 6.6  # pixels that a letter takes up, about
TALL = 14.0  # pixels of a line of words
TURNS = 12  # directions in which a mark that would cover another steps aside
STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0)  # and how far, in its own radius
CHARACTERS = 34  # of a name

# The symbols of `wording.STATUSES` in a circle of radius 1 about the middle; `f` is filled, `c` is a line alone.
SHAPES = {
    "◇": '<path d="M0-1.15 1.15 0 0 1.15-1.15 0Z"/>',
    "◆": '<path class="f" d="M0-1.15 1.15 0 0 1.15-1.15 0Z"/>',
    "◈": '<path d="M0-1.15 1.15 0 0 1.15-1.15 0Z"/><path class="f" d="M0-.6.6 0 0 .6-.6 0Z"/>',
    "○": '<circle r="1"/>',
    "◑": '<circle r="1"/><path class="f" d="M0-1A1 1 0 0 1 0 1Z"/>',
    "◐": '<circle r="1"/><path class="f" d="M0-1A1 1 0 0 0 0 1Z"/>',
    "●": '<circle class="f" r="1"/>',
    "◌": '<circle class="dots" r="1"/>',
    "↷": '<path class="c" d="M-1.1.8A.95.95 0 0 1 .7 0"/><path class="f h" d="M-.05.05H1.4L.75 1.1Z"/>',
    "✕": '<path class="c" d="M-.8-.8.8.8M.8-.8-.8.8"/>',
    "✗": '<path class="c" d="M-.8-.3.8.9M.9-1Q0-.3-.4 1"/>',
    "⊗": '<circle r="1"/><path class="c" d="M-.7-.7.7.7M.7-.7-.7.7"/>',
    "·": '<circle class="f" r=".6"/>',
}


class Mark(NamedTuple):
    """A place in the picture: where it lies, where its mark stands and how large it is, in pixels."""

    spot: Spot
    place: Point
    point: Point
    radius: float


class Box(NamedTuple):
    """Where words stand: from left to right and from top to bottom, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def map_svg(spots: Sequence[Spot], window: Window, leads: Mapping[str, str]) -> str:
    """Return the places that have a position as a picture. `leads` says where each mark leads, by the id of its place.

    A mark that would cover another stands beside its place, with a line to it.
    """
    marks = _marks(spots, window)
    land, borders = drawn_in(window)
    return "\n".join(
        [
            f'<svg class="atlas" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {window.wide} {window.high}" '
            'role="group">',
            f"<title>{escape(counted(len(marks), 'place'))}</title>",
            f'<path class="land" d="{land}"/><path class="border" d="{borders}"/>',
            *_words(marks, window),
            *(_lead(mark) for mark in marks if mark.place != mark.point),
            *(_mark(mark, leads[mark.spot.id]) for mark in marks),
            "</svg>",
        ]
    )


def _marks(spots: Sequence[Spot], window: Window) -> list[Mark]:
    """Return the marks in the window, the largest first, so that small ones lie on top."""
    seen = [(spot, window.at(spot.lon, spot.lat)) for spot in spots if spot.lat is not None and spot.lon is not None]
    seen = sorted((one for one in seen if window.shows(one[1])), key=lambda one: -one[0].acts)[:MOST]
    unit = min(SMALL, LARGE / sqrt(seen[0][0].acts)) if seen else SMALL
    marks: list[Mark] = []
    for spot, place in seen:
        radius = max(SMALL, unit * sqrt(spot.acts))
        marks.append(Mark(spot, place, _aside(place, radius, marks), radius))
    return marks


def _aside(place: Point, radius: float, marks: Sequence[Mark]) -> Point:
    """Return the nearest point at which a mark covers no other; its own place where there is none."""
    reach = radius * STEPS[-1] + radius + LARGE
    near = [(mark.point, mark.radius + radius) for mark in marks if dist(place, mark.point) < reach]
    if all(dist(place, point) >= apart for point, apart in near):
        return place
    beside = (
        (place[0] + radius * step * cos(2 * pi * turn / TURNS), place[1] + radius * step * sin(2 * pi * turn / TURNS))
        for step in STEPS
        for turn in range(TURNS)
    )
    return next((to for to in beside if all(dist(to, point) > apart + 1 for point, apart in near)), place)


def _lead(mark: Mark) -> str:
    (x, y), (a, b) = mark.place, mark.point
    line = f'<path class="lead" d="M{x:.1f} {y:.1f}L{a:.1f} {b:.1f}"/>'
    return f'{line}<circle class="lead" cx="{x:.1f}" cy="{y:.1f}" r="2"/>'


def _mark(mark: Mark, lead: str) -> str:
    """Return a mark: a link named after the place, its symbol in a circle large enough to be hit."""
    symbol, _, colour = STATUSES.get(mark.spot.status or "", ("·", "", ""))
    told = f"{clean(mark.spot.name)}: {counted(mark.spot.acts, 'act')} ({plain(', '.join(mark.spot.statuses))})"
    (x, y), radius = mark.point, mark.radius
    return (
        f'<a href={quoteattr(lead)} class="act {CLASSES.get(colour, "said")}" aria-label={quoteattr(told)}>'
        f'<g transform="translate({x:.1f} {y:.1f}) scale({radius:.1f})"><title>{escape(told)}</title>'
        f'<circle class="reach" r="{max(1.2, 12 / radius):.2f}"/>{SHAPES[symbol]}</g></a>'
    )


def _words(marks: Sequence[Mark], window: Window) -> Iterator[str]:
    """Yield the names of places, as far as none covers another name or a mark; the others are in the list."""
    taken = [_about(mark.point, mark.radius) for mark in marks]
    for mark in marks:
        name = clean(mark.spot.name)
        words = name if len(name) <= CHARACTERS else f"{name[: CHARACTERS - 1]}…"
        words = f"{words} {mark.spot.acts}" if mark.spot.acts > 1 else words
        kind = "name region" if mark.spot.kind in ("country", "region") else "name"
        for x, y, anchor in _beside(mark):
            box = _box(x, y, anchor, words)
            if _free(box, taken, window):
                taken.append(box)
                yield f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
                break


def _beside(mark: Mark) -> Iterator[tuple[float, float, str]]:
    """Yield where the name of a place may stand, the best first: a point, and what of the words is there."""
    (x, y), beside = mark.point, mark.radius + 4
    yield x + beside, y + TALL * 0.3, "start"
    yield x - beside, y + TALL * 0.3, "end"
    yield x, y - beside, "middle"
    yield x, y + beside + TALL * 0.7, "middle"
    yield x + beside * 0.7, y - beside * 0.7, "start"
    yield x + beside * 0.7, y + beside * 0.7 + TALL * 0.7, "start"


def _box(x: float, y: float, anchor: str, words: str) -> Box:
    long = sum(LETTER if letter < "\u1100" else 2 * LETTER for letter in words)  # from there on, letters of full width
    left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
    return Box(left, y - TALL * 0.75, left + long, y + TALL * 0.25)


def _about(point: Point, radius: float) -> Box:
    return Box(point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def _free(box: Box, taken: Iterable[Box], window: Window) -> bool:
    """Return whether nothing stands there yet and all of it is in the picture."""
    inside = box.left >= 2 and box.top >= 2 and box.right <= window.wide - 2 and box.bottom <= window.high - 2
    return inside and all(
        box.right <= other.left or box.left >= other.right or box.bottom <= other.top or box.top >= other.bottom
        for other in taken
    )
