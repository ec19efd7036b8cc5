"""Make the outlines of the map: `python -m training.outlines PACKAGE > src/dragoman/terms/outlines.tsv`.

PACKAGE is a folder with the npm package world-atlas 2.0.2, as `npm pack world-atlas@2.0.2` and `tar xzf` leave it (from
https://registry.npmjs.org/world-atlas): Natural Earth 4.1.0 at 1:50,000,000 as TopoJSON, in which two countries share
the line between them, so that it is simplified once. Natural Earth is in the public domain, world-atlas is ISC.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from math import cos, hypot, radians
from pathlib import Path
from typing import Any, TypeAlias

Point: TypeAlias = tuple[float, float]  # longitude, latitude in degrees
Ring: TypeAlias = list[Point]

CELLS = 20  # points stand on a grid of so many to a degree
TOLERANCE = 0.08  # degrees that a simplified line strays at most
SMALLEST = 0.05  # square degrees: smaller islands are left out where their country has a larger one
SOUTH = -60.0  # Antarctica is left out


def main(package: str) -> int:
    """Print the table."""
    world = json.loads((Path(package) / "countries-50m.json").read_text("utf-8"))
    arcs = [simple(points) for points in decoded(world)]
    countries = world["objects"]["countries"]["geometries"]
    where = "Natural Earth 4.1.0 (public domain), countries at 1:50m, by way of world-atlas 2.0.2 (npm)"
    how = f"simplified by training/outlines.py to {TOLERANCE} degrees, Antarctica left out"
    print(f"# source: {where}; {how}; points: west to east and south to north in 1/{CELLS} degree, the first from 0, 0, each other from the one before; version: {date.today()}")  # fmt: skip # noqa: E501
    print("kind\tpoints")
    for kind, lines in (("land", land(world, countries, arcs)), ("border", borders(countries, arcs))):
        for cells in sorted(lines, key=len, reverse=True):
            print(f"{kind}\t{' '.join(steps(cells))}")
    return 0


def decoded(world: dict[str, Any]) -> Iterator[Ring]:
    """Yield the arcs of a quantised topology (github.com/topojson/topojson-specification)."""
    (width, height), (west, south) = world["transform"]["scale"], world["transform"]["translate"]
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for right, up in arc:
            x, y = x + right, y + up
            points.append((x * width + west, y * height + south))
        yield unwrapped(points)


def unwrapped(points: Iterable[Point]) -> Ring:
    """Return the points without a leap at 180 degrees: a line goes on beyond it."""
    found: Ring = []
    for x, y in points:
        if found:
            x += 360 * round((found[-1][0] - x) / 360)
        found.append((x, y))
    return found


def simple(points: Ring) -> Ring:
    """Return the points that matter (Douglas and Peucker), the first and the last among them."""
    keep = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        between = ((away(points[i], points[first], points[last]), i) for i in range(first + 1, last))
        far, at = max(between, default=(0.0, 0))
        if far > TOLERANCE:
            keep.add(at)
            stretches += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def away(point: Point, first: Point, last: Point) -> float:
    """Return how far a point lies from the line between two others, in degrees of latitude."""
    narrow = cos(radians(point[1]))  # a degree of longitude in degrees of latitude
    x, y = (point[0] - first[0]) * narrow, point[1] - first[1]
    along, up = (last[0] - first[0]) * narrow, last[1] - first[1]
    length = along * along + up * up
    share = min(1.0, max(0.0, (x * along + y * up) / length)) if length else 0.0
    return hypot(x - share * along, y - share * up)


def land(world: dict[str, Any], countries: list[dict[str, Any]], arcs: list[Ring]) -> Iterator[list[tuple[int, int]]]:
    """Yield the coasts as closed lines, those of islands too small to be seen left out."""
    largest = {max(rings(country), key=lambda ring: area(joined(ring, arcs)), default=()) for country in countries}
    only = {arc if arc >= 0 else ~arc for ring in largest for arc in ring}
    for ring in rings(world["objects"]["land"]["geometries"][0]):
        points = joined(ring, arcs)
        wanted = area(points) >= SMALLEST or any((arc if arc >= 0 else ~arc) in only for arc in ring)
        if wanted and max(y for _, y in points) > SOUTH and len(cells := gridded(points)) > 3:
            yield cells


def borders(countries: list[dict[str, Any]], arcs: list[Ring]) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines that two countries share."""
    sides: dict[int, set[int]] = defaultdict(set)
    for number, country in enumerate(countries):
        for ring in rings(country):
            for arc in ring:
                sides[arc if arc >= 0 else ~arc].add(number)
    for arc, both in sides.items():
        if len(both) > 1 and len(cells := gridded(arcs[arc])) > 1:
            yield cells


def rings(shape: dict[str, Any]) -> Iterator[tuple[int, ...]]:
    """Yield the rings of a polygon or of several, as numbers of arcs; one below zero runs backwards."""
    polygons = {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}[shape["type"]]
    yield from (tuple(ring) for polygon in polygons for ring in polygon)


def joined(ring: Iterable[int], arcs: list[Ring]) -> Ring:
    """Return the points of a ring."""
    found: Ring = []
    for arc in ring:
        found += (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[1 if found else 0 :]
    return unwrapped(found)


def area(points: Ring) -> float:
    """Return the area in square degrees of latitude."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2 * cos(radians(points[0][1]))


def gridded(points: Ring) -> list[tuple[int, int]]:
    """Return the points on the grid, none twice in a row."""
    found: list[tuple[int, int]] = []
    for x, y in points:
        cell = round(x * CELLS), round(y * CELLS)
        if not found or cell != found[-1]:
            found.append(cell)
    return found


def steps(cells: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the way from each point to the next."""
    for (a, b), (x, y) in zip([(0, 0), *cells], cells, strict=False):
        yield f"{x - a},{y - b}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
