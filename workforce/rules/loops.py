"""Chains that must end somewhere: teams under teams, managers of managers."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


def knots(edges: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """Every set of nodes that can be reached from each other, itself included: where chains loop.

    Tarjan's strongly connected components, without recursion, so that a long chain is no danger.
    Single nodes count only when they point to themselves. Nodes of a knot come in chain order.
    """
    search: _Search[Node] = _Search(edges)
    for node in list(edges):
        if node not in search.index:
            search.visit(node)
    return [_ordered(knot, edges) for knot in search.found]


class _Search(Generic[Node]):
    """The state of one search for knots."""

    def __init__(self, edges: Mapping[Node, Iterable[Node]]) -> None:
        self.edges = edges
        self.index: dict[Node, int] = {}
        self.low: dict[Node, int] = {}
        self.stack: list[Node] = []
        self.open: set[Node] = set()
        self.found: list[list[Node]] = []

    def visit(self, start: Node) -> None:
        """Depth first from one node, with a stack of our own."""
        work = [(start, iter(self._enter(start)))]
        while work:
            node, following = work[-1]
            step = next((n for n in following if n not in self.index or n in self.open), None)
            if step is None:
                work.pop()
                self._leave(node, work[-1][0] if work else None)
            elif step in self.index:
                self.low[node] = min(self.low[node], self.index[step])
            else:
                work.append((step, iter(self._enter(step))))

    def _enter(self, node: Node) -> Iterable[Node]:
        self.index[node] = self.low[node] = len(self.index)
        self.stack.append(node)
        self.open.add(node)
        return self.edges.get(node, ())

    def _leave(self, node: Node, above: Node | None) -> None:
        if above is not None:
            self.low[above] = min(self.low[above], self.low[node])
        if self.low[node] != self.index[node]:
            return
        cut = self.stack.index(node)
        knot, self.stack = self.stack[cut:], self.stack[:cut]
        self.open.difference_update(knot)
        if len(knot) > 1 or node in self.edges.get(node, ()):
            self.found.append(knot)


def _ordered(knot: list[Node], edges: Mapping[Node, Iterable[Node]]) -> list[Node]:
    """One way round the knot, from its first node, for the message."""
    inside, path = set(knot), [knot[0]]
    while True:
        following = next((n for n in edges.get(path[-1], ()) if n in inside and n not in path), None)
        if following is None:
            return path + [node for node in knot if node not in path]
        path.append(following)
