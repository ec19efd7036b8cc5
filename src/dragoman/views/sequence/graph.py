"""Order steps by what they wait for: layers, and circles of those that wait for each other.

networkx takes a fifth of a second to import, so whoever asks for no order does without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.views.steps import Ordering, Step

if TYPE_CHECKING:
    import networkx as nx


def layers(steps: Sequence[Step], orderings: Iterable[Ordering]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the steps layer by layer: each waits for steps of earlier layers only.

    Steps to be done at the same time are in one layer, and so are those that wait for each other.
    """
    import networkx as nx

    order = {step.id: at for at, step in enumerate(steps)}
    graph = _graph(order, orderings)
    together = nx.condensation(graph)
    found = (
        sorted((id for node in generation for id in together.nodes[node]["members"]), key=order.__getitem__)
        for generation in nx.topological_generations(together)
    )
    return tuple(tuple(layer) for layer in found)


def circles(steps: Sequence[Step], orderings: Iterable[Ordering]) -> tuple[tuple[str, ...], ...]:
    """Return the steps that wait for each other in a circle, in the order of the steps."""
    import networkx as nx

    order = {step.id: at for at, step in enumerate(steps)}
    graph = _graph(order, (one for one in orderings if one.kind != "simultaneous"))
    found = (sorted(circle, key=order.__getitem__) for circle in nx.strongly_connected_components(graph))
    return tuple(sorted((tuple(one) for one in found if len(one) > 1), key=lambda one: order[one[0]]))


def _graph(order: dict[str, int], orderings: Iterable[Ordering]) -> nx.DiGraph[str]:
    """Return the steps with an edge from each to what waits for it; both ways where both are to come together."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(order)
    for one in orderings:
        if one.of in order and one.of != one.step:
            graph.add_edge(one.of, one.step)
            if one.kind == "simultaneous":
                graph.add_edge(one.step, one.of)
    return graph
