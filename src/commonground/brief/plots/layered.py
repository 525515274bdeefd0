"""Where the nodes of a picture of arrows stand, and how its arrows run: in layers from left to right.

The usual way (Sugiyama, Tagawa and Toda, 1981): turn round as few arrows as possible so that no circle is left, put
each node one layer to the right of all before it, let long arrows pass each layer between its nodes, and order the
nodes of a layer by the middle of their neighbours. An arrow that was turned round is drawn the way it was, against the
stream, so a circle is seen as arrows that come back. Everything is decided by the order given: no chance is in it, so a
picture is the same every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

__all__ = ["Arc", "Layout", "layered"]

_EXACT = 11  # nodes of a circle up to which the fewest arrows to turn round are found
_SWEEPS = 12
_SMOOTH = 16  # points of each bend of an arrow
_PORT = 17  # between two arrows on one side of a node

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arc:
    """An arrow; of two that run against each other in a circle the one with less weight is turned round."""

    key: str
    tail: str
    head: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The top left corner and the height of each node, the way of each arrow, and the places where it bends between
    two layers, where there is room for words.
    """

    corners: Mapping[str, Place]
    heights: Mapping[str, float]
    routes: Mapping[str, tuple[Place, ...]]
    gaps: Mapping[str, tuple[tuple[Place, ...], ...]]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """A node of the picture, or the place where a long arrow passes a layer."""

    name: str
    arc: str | None = None


def layered(nodes: Sequence[str], arcs: Sequence[Arc], *, width: float, height: float, gap: float) -> Layout:
    """Lay out nodes of one width and least height, with a gap between layers."""
    arcs = [arc for arc in arcs if arc.tail != arc.head and {arc.tail, arc.head} <= set(nodes)]
    order = {name: at for at, name in enumerate(_unknotted(nodes, arcs))}
    layers = _longest(nodes, arcs, order)
    chains = _chains(arcs, order, layers)
    ranks = _ordered(_filled(nodes, chains, layers), chains)
    heights = _heights(ranks, chains, height)
    tops = _levelled(ranks, chains, heights)
    step = width + gap
    corners = {point: (at * step, tops[point]) for at, rank in enumerate(ranks) for point in rank}
    back = {arc.key for arc in arcs if order[arc.tail] > order[arc.head]}
    routes, gaps = _routes(chains, corners, heights, width, back)
    drawn = {point.name: corner for point, corner in corners.items() if point.arc is None}
    reach = max((tops[point] + heights[point] for point in corners), default=0.0)
    return Layout(
        corners=drawn,
        heights={point.name: heights[point] for point in corners if point.arc is None},
        routes=routes,
        gaps=gaps,
        width=max(0.0, len(ranks) * step - gap),
        height=reach,
    )


def _unknotted(nodes: Sequence[str], arcs: Sequence[Arc]) -> list[str]:
    """An order of the nodes that few arrows run against; in small circles the fewest."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((arc.tail, arc.head) for arc in arcs)
    place = {name: at for at, name in enumerate(nodes)}
    parts = [sorted(part, key=place.__getitem__) for part in nx.strongly_connected_components(graph)]
    of = {name: at for at, part in enumerate(parts) for name in part}
    rough: nx.DiGraph[int] = nx.DiGraph()
    rough.add_nodes_from(range(len(parts)))
    rough.add_edges_from((of[a.tail], of[a.head]) for a in arcs if of[a.tail] != of[a.head])
    line = nx.lexicographical_topological_sort(rough, key=lambda at: place[parts[at][0]])
    return [name for at in line for name in _circle(parts[at], arcs)]


def _circle(part: list[str], arcs: Sequence[Arc]) -> list[str]:
    inside = [arc for arc in arcs if {arc.tail, arc.head} <= set(part)]
    if len(part) > _EXACT:
        return _greedy(part, inside)
    # The least weight of arrows turned round when a set of nodes stands first, by adding one node at a time.
    bit = {name: 1 << at for at, name in enumerate(part)}
    best: dict[int, tuple[int, tuple[str, ...]]] = {0: (0, ())}
    for chosen in range(1, 1 << len(part)):
        ways = []
        for name in part:
            if chosen & bit[name]:
                before = best[chosen ^ bit[name]]
                against = sum(a.weight for a in inside if a.tail == name and (chosen ^ bit[name]) & bit[a.head])
                ways.append((before[0] + against, (*before[1], name)))
        best[chosen] = min(ways, key=lambda way: (way[0], [part.index(name) for name in way[1]]))
    return list(best[(1 << len(part)) - 1][1])


def _greedy(part: list[str], inside: Sequence[Arc]) -> list[str]:
    """Next the node with most going out and least coming in (after Eades, Lin and Smyth, 1993)."""
    left, line = list(part), []
    while left:
        score = {
            name: sum(a.weight for a in inside if a.tail == name and a.head in left)
            - sum(a.weight for a in inside if a.head == name and a.tail in left)
            for name in left
        }
        line.append(max(left, key=score.__getitem__))
        left.remove(line[-1])
    return line


def _longest(nodes: Sequence[str], arcs: Sequence[Arc], order: Mapping[str, int]) -> dict[str, int]:
    layers = dict.fromkeys(nodes, 0)
    ends = [sorted((arc.tail, arc.head), key=order.__getitem__) for arc in arcs]
    for name in sorted(nodes, key=order.__getitem__):
        layers[name] = max((layers[left] + 1 for left, right in ends if right == name), default=0)
    # What nothing comes before stands right before what comes after it.
    for name in nodes:
        after = [layers[right] for left, right in ends if left == name]
        if after and not any(right == name for _, right in ends):
            layers[name] = min(after) - 1
    return layers


def _chains(arcs: Iterable[Arc], order: Mapping[str, int], layers: Mapping[str, int]) -> dict[str, tuple[Point, ...]]:
    """The points each arrow passes, from left to right."""
    chains = {}
    for arc in arcs:
        left, right = sorted((arc.tail, arc.head), key=order.__getitem__)
        between = range(layers[left] + 1, layers[right])
        chains[arc.key] = (Point(left), *(Point(f"{arc.key}@{at}", arc.key) for at in between), Point(right))
    return chains


def _filled(
    nodes: Sequence[str], chains: Mapping[str, tuple[Point, ...]], layers: Mapping[str, int]
) -> list[list[Point]]:
    ranks: list[list[Point]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for name in nodes:
        ranks[layers[name]].append(Point(name))
    for chain in chains.values():
        for at, point in enumerate(chain[1:-1], layers[chain[0].name] + 1):
            ranks[at].append(point)
    return ranks


def _neighbours(chains: Mapping[str, tuple[Point, ...]]) -> tuple[dict[Point, list[Point]], dict[Point, list[Point]]]:
    left: dict[Point, list[Point]] = {}
    right: dict[Point, list[Point]] = {}
    for chain in chains.values():
        for one, two in pairwise(chain):
            right.setdefault(one, []).append(two)
            left.setdefault(two, []).append(one)
    return left, right


def _ordered(ranks: list[list[Point]], chains: Mapping[str, tuple[Point, ...]]) -> list[list[Point]]:
    """The order within each layer with the fewest crossings met on some sweeps to and fro."""
    left, right = _neighbours(chains)
    best, fewest = [list(rank) for rank in ranks], _crossings(ranks, right)
    for sweep in range(_SWEEPS):
        beside, run = (left, ranks[1:]) if sweep % 2 == 0 else (right, ranks[-2::-1])
        for rank in run:
            place = {point: at for other in ranks for at, point in enumerate(other)}
            middle = {p: _mean([place[q] for q in beside.get(p, ())], place[p]) for p in rank}
            rank.sort(key=lambda point: (middle[point], place[point]))
        crossed = _crossings(ranks, right)
        if crossed < fewest:
            best, fewest = [list(rank) for rank in ranks], crossed
    return best


def _crossings(ranks: Sequence[Sequence[Point]], right: Mapping[Point, list[Point]]) -> int:
    place = {point: at for rank in ranks for at, point in enumerate(rank)}
    count = 0
    for rank in ranks:
        ends = [(place[one], place[two]) for one in rank for two in right.get(one, ())]
        count += sum(a < c and b > d for a, b in ends for c, d in ends)
    return count


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _heights(
    ranks: Sequence[Sequence[Point]], chains: Mapping[str, tuple[Point, ...]], height: float
) -> dict[Point, float]:
    left, right = _neighbours(chains)
    ports = {point: max(len(left.get(point, ())), len(right.get(point, ()))) for rank in ranks for point in rank}
    return {point: _PORT if point.arc else max(height, _PORT * count + 6.0) for point, count in ports.items()}


def _levelled(
    ranks: Sequence[Sequence[Point]], chains: Mapping[str, tuple[Point, ...]], heights: Mapping[Point, float]
) -> dict[Point, float]:
    """The top of each point: near its neighbours, below those before it in its layer."""
    left, right = _neighbours(chains)
    space = 22.0
    tops: dict[Point, float] = {}
    for rank in ranks:
        y = 0.0
        for point in rank:
            tops[point] = y
            y += heights[point] + space
    for sweep in range(_SWEEPS):
        beside = left if sweep % 2 == 0 else right
        for rank in ranks if sweep % 2 == 0 else ranks[::-1]:
            wished = [
                _mean([tops[q] + heights[q] / 2 for q in beside.get(p, ())], tops[p] + heights[p] / 2) - heights[p] / 2
                for p in rank
            ]
            _stacked(rank, wished, tops, heights, space)
    least = min(tops.values(), default=0.0)
    return {point: top - least for point, top in tops.items()}


def _stacked(
    rank: Sequence[Point],
    wished: Sequence[float],
    tops: dict[Point, float],
    heights: Mapping[Point, float],
    space: float,
) -> None:
    """As wished, pushed down where they would overlap, and then moved up together by as much on the average."""
    y = float("-inf")
    for point, wish in zip(rank, wished, strict=True):
        tops[point] = max(wish, y)
        y = tops[point] + heights[point] + space
    pushed = _mean([tops[point] - wish for point, wish in zip(rank, wished, strict=True)], 0.0)
    for point in rank:
        tops[point] -= pushed


def _routes(
    chains: Mapping[str, tuple[Point, ...]],
    corners: Mapping[Point, Place],
    heights: Mapping[Point, float],
    width: float,
    back: set[str],
) -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[tuple[Place, ...], ...]]]:
    middle = {point: corners[point][1] + heights[point] / 2 for point in corners}
    out: dict[Point, list[tuple[float, str]]] = {}
    into: dict[Point, list[tuple[float, str]]] = {}
    for key, chain in chains.items():
        out.setdefault(chain[0], []).append((middle[chain[1]], key))
        into.setdefault(chain[-1], []).append((middle[chain[-2]], key))
    starts = _ports(out, corners, heights, width)
    ends = _ports(into, corners, heights, 0.0)
    routes, gaps = {}, {}
    for key, chain in chains.items():
        bends = []
        at = starts[key]
        for point in chain[1:-1]:
            bends.append(_bend(at, (corners[point][0], middle[point])))
            at = (corners[point][0] + width, middle[point])
        bends.append(_bend(at, ends[key]))
        way = [place for bend in bends for place in bend]
        routes[key] = tuple(way[::-1] if key in back else way)
        gaps[key] = tuple(bends[::-1] if key in back else bends)
    return routes, gaps


def _ports(
    meeting: Mapping[Point, list[tuple[float, str]]],
    corners: Mapping[Point, Place],
    heights: Mapping[Point, float],
    width: float,
) -> dict[str, Place]:
    """Where on the side of its node each arrow begins or ends: spread, in the order of where they lead."""
    found = {}
    for point, ways in meeting.items():
        x, y = corners[point]
        share = heights[point] / len(ways)
        for at, (_, key) in enumerate(sorted(ways)):
            found[key] = (x + width, y + share * (at + 0.5))
    return found


def _bend(start: Place, end: Place) -> tuple[Place, ...]:
    """A curve that leaves and arrives level."""
    (x0, y0), (x1, y1) = start, end
    shares = [step / _SMOOTH for step in range(_SMOOTH + 1)]
    # The Bezier curve whose inner points lie in the middle: x = x0 + d (1.5 t - 1.5 t^2 + t^3), y by the smooth step.
    return tuple(
        (x0 + (x1 - x0) * (1.5 * t - 1.5 * t**2 + t**3), y0 + (y1 - y0) * (3 * t**2 - 2 * t**3)) for t in shares
    )
