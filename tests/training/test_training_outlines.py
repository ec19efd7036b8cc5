"""The outlines of the map are made of a topology: lines between two countries once, simple, none opened."""

from __future__ import annotations

from typing import Any

import pytest

from training.outlines import CELLS, area, borders, decoded, gridded, joined, land, rings, simple, steps, unwrapped

# Two squares side by side, ten degrees each: arc 0 is the line between them, 1 goes round the left, 2 round the right.
LINES = [
    [(10.0, 0.0), (10.0, 10.0)],
    [(10.0, 10.0), (0.0, 10.0), (0.0, 0.0), (10.0, 0.0)],
    [(10.0, 0.0), (20.0, 0.0), (20.0, 10.0), (10.0, 10.0)],
]
LEFT: dict[str, Any] = {"type": "Polygon", "arcs": [[0, 1]]}
RIGHT: dict[str, Any] = {"type": "MultiPolygon", "arcs": [[[2, ~0]]]}
WORLD: dict[str, Any] = {"objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[1, 2]]}]}}}


def test_a_quantised_topology_is_read_in_degrees() -> None:
    world = {"transform": {"scale": [0.5, 2.0], "translate": [-180, -90]}, "arcs": [[[2, 3], [4, -1]]]}
    assert list(decoded(world)) == [[(-179.0, -84.0), (-177.0, -86.0)]]


def test_a_line_goes_on_beyond_the_date_line() -> None:
    assert unwrapped([(179.0, 0.0), (-179.0, 1.0), (-178.0, 1.0), (178.0, 0.0)]) == [
        (179.0, 0.0), (181.0, 1.0), (182.0, 1.0), (178.0, 0.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "kept"),
    [
        ([(0.0, 0.0), (1.0, 0.01), (2.0, 0.0)], 2),
        ([(0.0, 0.0), (1.0, 0.5), (2.0, 0.0)], 3),
        ([(0.0, 80.0), (0.2, 80.5), (0.4, 81.0), (0.2, 81.5), (0.0, 82.0)], 2),  # 0.4 degrees, but near the pole
        ([(0.0, 0.0), (3.0, 3.0), (0.0, 0.0)], 3),  # a ring
        ([(0.0, 0.0), (1.0, 1.0)], 2),
    ],
)
def test_points_are_left_out_where_the_line_stays_within_the_tolerance(points: Any, kept: int) -> None:
    found = simple(points)
    assert len(found) == kept
    assert (found[0], found[-1]) == (points[0], points[-1])


def test_what_two_countries_share_is_a_border_and_is_told_once() -> None:
    assert list(borders([LEFT, RIGHT], LINES)) == [[(10 * CELLS, 0), (10 * CELLS, 10 * CELLS)]]


def test_rings_are_joined_from_their_arcs_and_backwards() -> None:
    ((ring,), (other,)) = (list(rings(shape)) for shape in (LEFT, RIGHT))
    for points in (joined(ring, LINES), joined(other, LINES)):
        assert points[0] == points[-1]
        assert area(points) == pytest.approx(100, rel=0.05)


def test_small_islands_and_the_far_south_are_left_out_but_for_a_country_that_is_one() -> None:
    square = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)]
    islands = [square, [(x + 5, y) for x, y in square], [(10 * x, y - 75) for x, y in square]]
    shapes = [{"type": "Polygon", "arcs": [[0]]}]
    world = {"objects": {"land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0]], [[1]], [[2]]]}]}}}
    assert list(land(world, shapes, islands)) == [gridded(square)]
    assert len(list(land(WORLD, [LEFT, RIGHT], LINES))) == 1


def test_steps_lead_from_point_to_point() -> None:
    assert list(steps([(3, 4), (5, 4), (5, 1)])) == ["3,4", "2,0", "0,-3"]
