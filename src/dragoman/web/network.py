"""Draw the network: actors as boxes, what joins two as lines, told apart by dashes as well as colour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape, quoteattr

from dragoman.views.actors import Knot, Network, Tie
from dragoman.views.actors.network import TieKind
from dragoman.wording import clean, counted

if TYPE_CHECKING:
    import networkx as nx

WIDE, HIGH, EDGE, LINE = 1180, 620, 26, 22  # pixels; LINE is the height of a box
CROWDED = 40  # more actors than this get a higher picture, and their names stay apart
LETTER, LONGEST = 6.7, 26  # pixels of a letter, letters of a name
GAP = 8  # pixels between two boxes
FEW = 3  # actors that hang together with nobody else stand in a column beside the others
ROW, BETWEEN = 44, 30  # pixels of such a column: from one to the next below it, from it to the others
STEPS, ROUNDS = 80, 400  # of laying out, of pushing boxes apart
BEND: dict[TieKind, float] = {"met": 0.0, "said": 0.14, "promised": 0.26}  # of its length, to the right of its way
THICKEST = 6.0
ARROW = (
    '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="context-stroke"/></marker></defs>'
)


class Spot(NamedTuple):
    """The box of an actor: its middle and half its width, in pixels."""

    id: str
    x: float
    y: float
    half: float


def network_svg(found: Network) -> str:
    """Return the network as a picture: the same network gives the same picture. Nothing for one without ties."""
    if not found.ties:
        return ""
    high = HIGH if len(found.knots) <= CROWDED else round(HIGH * (len(found.knots) / CROWDED) ** 0.8)
    spots = laid_out(found, high)
    most = max(tie.count for tie in found.ties)
    title = f"{counted(len(found.knots), 'actor')}, {counted(len(found.ties), 'line')}"
    return "\n".join(
        (
            f'<svg class="network" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="group">',
            f"<title>{escape(title)}</title>",
            ARROW,
            *(_line(tie, spots[tie.a], spots[tie.b], most) for tie in found.ties),
            *(_box(knot, spots[knot.id]) for knot in found.knots if knot.id in spots),
            "</svg>",
        )
    )


def laid_out(found: Network, high: int = HIGH) -> dict[str, Spot]:
    """Return where each actor with a line stands: those with many ties to each other near each other, none on another.

    Whoever hangs together with a few only stands in a column beside the rest.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(knot.id for knot in found.knots)
    for tie in found.ties:
        before = graph.get_edge_data(tie.a, tie.b, {"weight": 0})["weight"]
        graph.add_edge(tie.a, tie.b, weight=before + min(tie.count, 5))
    halves = {knot.id: max(len(_short(knot.name)), 3) * LETTER / 2 + 8 for knot in found.knots}
    groups = [group for group in nx.connected_components(graph) if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), min(group)))
    large = [group for group in groups if len(group) > FEW]
    columns = _columns([group for group in groups if len(group) <= FEW], halves, high)
    widths = [2 * max(spot.half for spot in column) for column in columns]
    room = WIDE - sum(widths)
    between = BETWEEN if large else room / (len(columns) + 1)
    room -= between * len(columns)
    spots: dict[str, Spot] = {}
    left, knots = 0.0, sum(map(len, large))
    for group in large:
        width = room * len(group) / knots
        order = [knot.id for knot in found.knots if knot.id in group]
        spots |= _spread(_placed(graph, order), left, width, high, halves)
        left += width
    for column, width in zip(columns, widths, strict=True):
        middle = left + between + width / 2
        spots |= {spot.id: Spot(spot.id, middle, spot.y, spot.half) for spot in column}
        left += between + width
    return _apart(spots, high)


def _placed(graph: nx.Graph[str], order: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return coordinates by force (Fruchterman and Reingold), turned so that they are wider than high.

    From a circle in a given order, so that nothing is left to chance.
    """
    import networkx as nx

    part = graph.subgraph(order)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(order)
    ordered.add_edges_from(part.edges(data=True))
    circle = nx.circular_layout(ordered)
    placed = nx.spring_layout(ordered, pos=circle, iterations=STEPS, k=1.6 / len(order) ** 0.5, seed=1)
    points = {id: (float(place[0]), float(place[1])) for id, place in placed.items()}
    x, y = (sum(point[side] for point in points.values()) / len(points) for side in (0, 1))
    across = sum((point[0] - x) ** 2 - (point[1] - y) ** 2 for point in points.values())
    turn = math.atan2(2 * sum((point[0] - x) * (point[1] - y) for point in points.values()), across) / 2
    cos, sin = math.cos(turn), math.sin(turn)
    return {id: (cos * (a - x) + sin * (b - y), cos * (b - y) - sin * (a - x)) for id, (a, b) in points.items()}


def _columns(groups: Sequence[set[str]], halves: dict[str, float], high: int) -> list[list[Spot]]:
    """Return columns of small groups, the members of each one below the other."""
    columns: list[list[Spot]] = []
    y = float(high)
    for group in groups:
        if y + len(group) * ROW > high:
            columns.append([])
            y = 0.0
        for id in sorted(group):
            columns[-1].append(Spot(id, 0.0, y + ROW / 2, halves[id]))
            y += ROW
        y += ROW / 2
    return columns


def _spread(
    points: dict[str, tuple[float, float]], left: float, wide: float, high: int, halves: dict[str, float]
) -> dict[str, Spot]:
    """Return the points over a part of the picture, by order more than by distance: nowhere a crowd, nowhere a void."""
    axes = []
    for side, (start, size) in enumerate(((left, wide), (0.0, high))):
        values = {id: point[side] for id, point in points.items()}
        low, most = min(values.values()), max(values.values())
        order = sorted(values, key=lambda id: (values[id], id))
        last = max(len(order) - 1, 1)
        axes.append(
            {
                id: start + EDGE + ((values[id] - low) / ((most - low) or 1) + number / last) / 2 * (size - 2 * EDGE)
                for number, id in enumerate(order)
            }
        )
    return {id: _inside(Spot(id, axes[0][id], axes[1][id], halves[id]), high) for id in points}


def _apart(spots: dict[str, Spot], high: int) -> dict[str, Spot]:
    """Push boxes that touch apart, up and down mostly: they are wide and low."""
    ids = sorted(spots)
    for _ in range(ROUNDS):
        moved = False
        for at, one in enumerate(ids):
            for other in ids[at + 1 :]:
                a, b = spots[one], spots[other]
                over_x = a.half + b.half + GAP - abs(a.x - b.x)
                over_y = LINE + GAP - abs(a.y - b.y)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                x, y = (0.0, over_y / 2 + 0.1) if over_y < over_x else (over_x / 2 + 0.1, 0.0)
                x, y = (x if a.x <= b.x else -x), (y if a.y <= b.y else -y)
                spots[one] = _inside(Spot(one, a.x - x, a.y - y, a.half), high)
                spots[other] = _inside(Spot(other, b.x + x, b.y + y, b.half), high)
        if not moved:
            break
    return spots


def _inside(spot: Spot, high: int) -> Spot:
    x = min(max(spot.x, spot.half + 2), WIDE - spot.half - 2)
    return Spot(spot.id, x, min(max(spot.y, LINE / 2 + 2), high - LINE / 2 - 2), spot.half)


def _line(tie: Tie, a: Spot, b: Spot, most: int) -> str:
    """Return what joins two as a link to the acts behind it: bent by its kind, so that no line lies on another."""
    start, end = _rim(a, b), _rim(b, a)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    bend = BEND[tie.kind]
    x, y = x + (end[1] - start[1]) * bend, y - (end[0] - start[0]) * bend
    thick = round(1 + (THICKEST - 1) * (tie.count - 1) / max(most - 1, 5), 1)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{x:.1f} {y:.1f} {end[0]:.1f} {end[1]:.1f}"
    arrow = "" if tie.kind == "met" else ' marker-end="url(#to)"'
    told = f"{clean(tie.a_name)} {tie.kind if tie.kind == 'met' else tie.kind + ' to'} {clean(tie.b_name)}: {tie.count}"
    return (
        f'<a href={quoteattr(address(tie.a, **{"with": tie.b, "tie": tie.kind}))} class="tie {tie.kind}">'
        f'<title>{escape(told)}</title><path class="wide" d="{path}"/>'
        f'<path class="line" d="{path}" stroke-width="{thick}"{arrow}/></a>'
    )


def _rim(here: Spot, there: Spot) -> tuple[float, float]:
    """Return the point on the rim of a box that lies towards another."""
    x, y = there.x - here.x, there.y - here.y
    scale = min(here.half / abs(x) if x else 9.0, (LINE / 2) / abs(y) if y else 9.0, 1.0)
    return here.x + x * scale, here.y + y * scale


def _box(knot: Knot, spot: Spot) -> str:
    left, top = spot.x - spot.half, spot.y - LINE / 2
    corner = 11 if knot.kind == "person" else 2
    return (
        f'<a href={quoteattr(address(knot.id))} class="knot {knot.kind or "words"}">'
        f"<title>{escape(clean(knot.name))}: {knot.ties}</title>"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{2 * spot.half:.1f}" height="{LINE}" rx="{corner}"/>'
        f'<text x="{spot.x:.1f}" y="{spot.y + 4:.1f}">{escape(_short(knot.name))}</text></a>'
    )


def address(actor: str, **asked: str) -> str:
    """Return the address of an actor's page."""
    return f"/actor/{quote(actor, safe='')}" + (f"?{urlencode(asked)}" if asked else "")


def _short(name: str) -> str:
    name = clean(name)
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def legend(kinds: Iterable[TieKind]) -> Iterator[tuple[TieKind, str]]:
    """Yield each kind with a small picture of its line."""
    for kind in kinds:
        yield (
            kind,
            f'<svg class="network key" viewBox="0 0 44 12" width="44" height="12" aria-hidden="true">'
            f'<g class="tie {kind}"><path class="line" d="M2 6H40" stroke-width="2.5"/></g></svg>',
        )
