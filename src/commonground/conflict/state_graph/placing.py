"""Where each state of a picture stands: to the right by how far it is from today, in its column near its neighbours.

The columns are given: the distance from today (see :mod:`commonground.conflict.state_graph.distance`). Within a column
states are ordered by the middle of their neighbours in the columns beside it, swept to and fro (the barycentre method
of Sugiyama, Tagawa and Toda, 1981); a long column is broken into several. No chance is in it, so a picture stays the
same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["placed"]

TALL = 16  # states one above another
_SWEEPS = 8
_ACROSS, _BESIDE, _DOWN = 150.0, 92.0, 58.0  # between columns, between parts of one, between states
_ASIDE = 16.0  # every other part stands so much lower, so that an arrow past it does not run through its states

Place = tuple[float, float]


def placed(distance: Mapping[int, int], pairs: Iterable[tuple[int, int]]) -> dict[int, Place]:
    """The middle of each state, in pixels from the middle of the first column; ``pairs`` are those joined by moves.

    >>> placed({0: 0, 1: 1, 2: 1}, [(0, 1), (0, 2)])
    {0: (0.0, 0.0), 1: (150.0, -13.0), 2: (150.0, 45.0)}
    """
    columns: dict[int, list[int]] = {}
    for state in sorted(distance):
        columns.setdefault(distance[state], []).append(state)
    ordered = [columns[far] for far in sorted(columns)]
    _sweep(ordered, _neighbours(distance, pairs))
    places: dict[int, Place] = {}
    x, aside = 0.0, 0.0
    for column in ordered:
        for part in _parts(column):
            top = aside - _DOWN * (len(part) - 1) / 2
            aside = _ASIDE - aside
            places |= {state: (x, top + _DOWN * at) for at, state in enumerate(part)}
            x += _BESIDE
        x += _ACROSS - _BESIDE
    return places


def _neighbours(distance: Mapping[int, int], pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Of each state those that moves join it to, in other columns, each once."""
    beside: dict[int, dict[int, None]] = {state: {} for state in distance}
    for one, two in pairs:
        if distance[one] != distance[two]:
            beside[one][two] = beside[two][one] = None
    return {state: list(others) for state, others in beside.items()}


def _sweep(columns: Sequence[list[int]], beside: Mapping[int, Sequence[int]]) -> None:
    """Order each column by the middle of where its neighbours stand, as a share of their columns."""
    where: dict[int, float] = {}
    for column in columns:
        _note(column, where)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            middle = {state: _mean([where[other] for other in beside[state]], where[state]) for state in column}
            column.sort(key=lambda state: (middle[state], state))
            _note(column, where)


def _note(column: Sequence[int], where: dict[int, float]) -> None:
    for at, state in enumerate(column):
        where[state] = (at + 0.5) / len(column)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _parts(column: Sequence[int]) -> list[Sequence[int]]:
    """A column in as few parts as are not too tall, all about as long."""
    count = -(-len(column) // TALL)
    high = -(-len(column) // count)
    return [column[at : at + high] for at in range(0, len(column), high)]
