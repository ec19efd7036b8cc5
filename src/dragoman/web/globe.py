"""What of the earth a picture shows: a window on it, with the coasts and borders of `terms/outlines.tsv` in it.

The projection is plain: a degree of latitude is as long everywhere, one of longitude as in the middle of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple, TypeAlias

from dragoman.terms import rows

Point: TypeAlias = tuple[float, float]  # on the earth longitude and latitude in degrees, in a picture pixels

WORLD = "world"  # asks for all of it
GRID = 20  # points of terms/outlines.tsv to a degree
SOUTH, NORTH = -60.0, 84.0  # what a map of the world shows
ATLANTIC = 11.0  # in the middle of a map that is cut where there is only sea
STEEPEST = 65.0  # degrees of latitude beyond which a degree of longitude is drawn no shorter
ROOM = 0.76  # of the width and the height that all marks may take up
FLATTEST = 0.5  # of the width that a picture is high at least, where the earth is
CLOSEST = 36.0  # pixels to a degree at most: outlines are no finer
FINE = 0.7  # pixels: points nearer than that are one


class Window(NamedTuple):
    """A part of the earth: its middle in degrees, pixels to a degree of latitude and of longitude, its size in them."""

    lon: float
    lat: float
    up: float
    along: float
    wide: int
    high: int

    def at(self, lon: float, lat: float) -> Point:
        """Return where a place lies in the picture."""
        return self.straight(self.lon + (lon - self.lon + 180) % 360 - 180, lat)

    def straight(self, lon: float, lat: float) -> Point:
        """Return where a point lies, one more turn of the earth being one more width of the world."""
        return self.wide / 2 + (lon - self.lon) * self.along, self.high / 2 - (lat - self.lat) * self.up

    def shows(self, point: Point) -> bool:
        """Return whether a point of the picture is in its frame."""
        return 0 <= point[0] <= self.wide and 0 <= point[1] <= self.high


def world(wide: int, high: int) -> Window:
    """Return the window on the whole world."""
    return _window((ATLANTIC, (SOUTH + NORTH) / 2), 0.0, wide, high)


def around(places: Sequence[Point], wide: int, high: int) -> Window:
    """Return the window that holds all places, on whichever side of 180 degrees they lie."""
    if not places:
        return world(wide, high)
    west, across = _stretch([lon for lon, _ in places])
    lats = [lat for _, lat in places]
    low, top = min(lats), max(lats)
    middle = (west + across / 2, (low + top) / 2)
    room = [CLOSEST]
    if across:
        room.append(ROOM * wide / (across * _narrow(middle[1])))
    if top > low:
        room.append(ROOM * high / (top - low))
    needed = max(FLATTEST * wide, (top - low) * min(room) / ROOM)
    return _window(middle, min(room), wide, min(high, round(needed)))


def _window(middle: Point, scale: float, wide: int, high: int) -> Window:
    """Return a window of at most one world, without what is north and south of it."""
    lon, lat = middle
    narrow = _narrow(lat)
    scale = max(scale, wide / 360 / narrow)
    high = min(high, round((NORTH - SOUTH) * scale))
    half = high / 2 / scale
    return Window(lon, min(max(lat, SOUTH + half), NORTH - half), scale, scale * narrow, wide, high)


def _narrow(lat: float) -> float:
    return cos(radians(min(abs(lat), STEEPEST)))


def _stretch(lons: Sequence[float]) -> tuple[float, float]:
    """Return where the shortest stretch that holds all longitudes begins, and how long it is, in degrees."""
    ordered = sorted({lon % 360 for lon in lons})
    ends = [*ordered[1:], ordered[0] + 360]
    gap, at = max((end - start, end) for start, end in zip(ordered, ends, strict=True))
    return at % 360, 360 - gap


class Outline(NamedTuple):
    """A coast (a closed line) or a border as points, with the lowest and the highest longitude and latitude."""

    points: tuple[Point, ...]
    west: float
    south: float
    east: float
    north: float


@cache
def outlines(kind: str) -> tuple[Outline, ...]:
    """Return the outlines of a kind, `land` or `border`."""
    return tuple(_outline(row["points"]) for row in rows("outlines") if row["kind"] == kind)


def _outline(steps: str) -> Outline:
    x = y = 0
    points = []
    for step in steps.split(" "):
        right, up = step.split(",")
        x, y = x + int(right), y + int(up)
        points.append((x / GRID, y / GRID))
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return Outline(tuple(points), min(lons), min(lats), max(lons), max(lats))


@lru_cache(maxsize=16)
def drawn_in(window: Window) -> tuple[str, str]:
    """Return the land and the borders of a window as paths of SVG."""
    land = (f"{_path(_cut(ring, window))}Z" for ring in _lines("land", window))
    borders = (_path(line) for line in _lines("border", window))
    return "".join(path for path in land if path != "Z"), "".join(borders)


def _lines(kind: str, window: Window) -> Iterator[list[Point]]:
    """Yield the outlines that may touch the window, in pixels: those at its edges also one turn farther."""
    left, right = (window.lon - side * window.wide / 2 / window.along for side in (1, -1))
    low, top = (window.lat - side * window.high / 2 / window.up for side in (1, -1))
    for one in outlines(kind):
        if one.south <= top and one.north >= low:
            for turn in (-360, 0, 360):
                if one.west + turn <= right and one.east + turn >= left:
                    yield list(_thinned(window.straight(lon + turn, lat) for lon, lat in one.points))


def _thinned(points: Iterable[Point]) -> Iterator[Point]:
    last: Point | None = None
    for point in points:
        if last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) >= FINE:
            yield point
            last = point


def _cut(ring: list[Point], window: Window) -> list[Point]:
    """Return the part of a closed line in the window, cut at one edge after the other (Sutherland and Hodgman)."""
    for axis, edge, side in ((0, -2.0, 1), (0, window.wide + 2.0, -1), (1, -2.0, 1), (1, window.high + 2.0, -1)):
        if any((point[axis] - edge) * side < 0 for point in ring):
            ring = list(_cut_at(ring, axis, edge, side))
    return ring


def _cut_at(ring: list[Point], axis: int, edge: float, side: int) -> Iterator[Point]:
    """Yield a closed line without what lies beyond an edge."""
    for a, b in pairwise([*ring[-1:], *ring]):
        before, now = (a[axis] - edge) * side, (b[axis] - edge) * side
        if (before < 0) != (now < 0):
            share = before / (before - now)
            yield a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        if now >= 0:
            yield b


def _path(points: list[Point]) -> str:
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in points)}" if len(points) > 1 else ""
