"""Draw a sequence: as Mermaid, as GraphML, as an SVG picture. Article text is escaped: it never becomes markup."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from dragoman.publish.agenda import allowed
from dragoman.views.agenda import called
from dragoman.views.sequence import Sequence
from dragoman.views.sequence.state import SIGNS, State, state
from dragoman.views.steps import Ordering, Step

FILLS: dict[State, str] = {"done": "#dcefe0", "in part": "#fdf3d6", "ended": "#eeeeee", "pending": "#ffffff"}
WIDE, HIGH, GAP_X, GAP_Y, EDGE = 236, 66, 136, 22, 24  # pixels
LETTERS, LINES = 34, 3  # that a box holds
NAME = 20  # letters of whoever says so, beside an arrow


def mermaid(found: Sequence) -> str:
    """Return the sequence as a Mermaid flowchart: an arrow leads from each step to what waits for it."""
    names = {id: f"n{number}" for number, id in enumerate(_nodes(found))}
    lines = ["flowchart LR"]
    lines += [f'  {names[id]}["{_mermaid(text)}"]' for id, text in _nodes(found).items()]
    for one in found.orderings:
        arrow = "<-->" if one.kind == "simultaneous" else "-->"
        lines.append(f'  {names[one.of]} {arrow}|"{_mermaid(_why(one))}"| {names[one.step]}')
    return "\n".join(lines) + "\n"


def graphml(found: Sequence) -> str:
    """Return the sequence as GraphML: steps with state and words, orderings with kind, who says so, and the quote."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    known = {step.id: step for step in found.steps}
    for id, text in _nodes(found).items():
        step = known.get(id)
        quote = step.words[0].quote if step and step.words else ""
        document = step.document if step else ""
        how = state(step) if step else "words"
        graph.add_node(allowed(id), label=allowed(text), state=how, document=document, quote=allowed(quote))
    for one in found.orderings:
        who = ", ".join(party.name for party in one.by)
        graph.add_edge(
            allowed(one.of),
            allowed(one.step),
            kind=one.kind,
            says=allowed(who),
            quote=allowed(one.words.quote),
            document=one.words.document,
        )
    return "\n".join(nx.generate_graphml(graph)) + "\n"


class Box(NamedTuple):
    """Where a step is drawn: its upper left corner, in pixels."""

    x: int
    y: int


def svg(found: Sequence) -> str:
    """Return the sequence as a picture: layers from left to right, disputed orders dashed and marked.

    Steps that nothing orders are left out where others are.
    """
    joined = {id for one in found.orderings for id in (one.of, one.step)} or {step.id for step in found.steps}
    columns = [kept for layer in found.layers if (kept := [id for id in layer if id in joined])]
    outside = [id for id in _nodes(found) if id not in {step.id for step in found.steps}]
    columns = [outside, *columns] if outside else columns
    boxes = {
        id: Box(EDGE + column * (WIDE + GAP_X), EDGE + row * (HIGH + GAP_Y))
        for column, layer in enumerate(columns)
        for row, id in enumerate(layer)
    }
    wide = 2 * EDGE + len(columns) * (WIDE + GAP_X) - GAP_X
    high = 2 * EDGE + max((len(layer) for layer in columns), default=1) * (HIGH + GAP_Y)
    disputed = {(one.of, one.step) for dispute in found.disputes for one in dispute.orderings}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        'font-family="system-ui, DejaVu Sans, sans-serif" font-size="12">',
        "<title>What waits on what</title>",
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 z" fill="#555555"/></marker></defs>',
        f'<rect width="{wide}" height="{high}" fill="#fafafa"/>',
        *(_arrow(one, boxes, (one.of, one.step) in disputed) for one in found.orderings),
        *_boxes(found, boxes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _boxes(found: Sequence, boxes: dict[str, Box]) -> Iterator[str]:
    known = {step.id: step for step in found.steps}
    for id, text in _nodes(found).items():
        if id not in boxes:
            continue
        step = known.get(id)
        fill = FILLS[state(step)] if step else "#f1f1fb"
        quote = step.words[0].quote if step and step.words else text
        x, y = boxes[id]
        yield f"<g><title>{_xml(quote)}</title>"
        yield f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="5" fill="{fill}" stroke="#555555"/>'
        for number, line in enumerate(_wrapped(text)):
            yield f'<text x="{x + 10}" y="{y + 20 + number * 16}" fill="#1a1a1a">{_xml(line)}</text>'
        yield "</g>"


def _arrow(one: Ordering, boxes: dict[str, Box], disputed: bool) -> str:
    """Return an arrow to what waits; back to an earlier column it goes below the boxes."""
    start, end = boxes[one.of], boxes[one.step]
    x1, y1, x2, y2 = start.x + WIDE, start.y + HIGH // 2, end.x, end.y + HIGH // 2
    bend = GAP_X // 2
    path = f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    if start.x == end.x:
        side = start.x + WIDE
        path = f"M{side} {y1 + 8} C{side + bend} {y1 + 8} {side + bend} {y2 - 8} {side} {y2 - 8}"
    colour, dashes = ("#b3261e", ' stroke-dasharray="6 4"') if disputed else ("#555555", "")
    both = ' marker-start="url(#arrow)"' if one.kind == "simultaneous" else ""
    why = _xml(f"{_why(one)}: {one.words.quote}")
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}{both} marker-end="url(#arrow)">'
        f"<title>{why}</title></path>" + _whose(one, x1 + 6, y1 + 14 if y2 < y1 else y1 - 5)
    )


def _whose(one: Ordering, x: int, y: int) -> str:
    """Return who says so, where an arrow begins; of what an agreed text says, nobody does."""
    if not one.by:
        return ""
    who = textwrap.shorten(f"says {', '.join(party.name for party in one.by)}", NAME, placeholder="…")
    return f'<text x="{x}" y="{y}" font-size="11" fill="#555555">{_xml(who)}</text>'


def _nodes(found: Sequence) -> dict[str, str]:
    """Return the steps, and the words that steps wait for, by id, each as it is labelled."""
    nodes = {step.id: _label(step) for step in found.steps}
    return nodes | {one.of: f"“{one.of}”" for one in found.orderings if one.of not in nodes}


def _label(step: Step) -> str:
    return f"{SIGNS[state(step)]} {called(step)}"


def _why(one: Ordering) -> str:
    who = ", ".join(party.name for party in one.by) or one.words.voice
    return f"{one.kind}, says {who}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, LETTERS, max_lines=LINES, placeholder=" …") or [""]


def _xml(text: str) -> str:
    return escape(allowed(text))


def _mermaid(text: str) -> str:
    """Return a text as a quoted Mermaid label holds it: nothing in it ends the quotation or begins a tag."""
    plain = " ".join(allowed(text).split())
    for sign, code in (("#", "#35;"), ("&", "#amp;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        plain = plain.replace(sign, code)
    return plain
