"""Small models written down by hand, with names and rankings as a person would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm, Reversible

__all__ = ["Ranking", "Ways", "both_ways", "graph", "options"]

Ranking = Sequence[str | Sequence[str]]
Ways = tuple[tuple[Reversible, ...], ...]


def options(
    own: Mapping[str, Sequence[str]],
    rankings: Mapping[str, Ranking],
    infeasible: Sequence[str] = (),
    ways: Mapping[str, Reversible] | None = None,
) -> OptionForm:
    """Option form: states as strings of Y and N, rankings best first with ties as inner lists.

    ``infeasible`` are patterns over Y, N and - (either). States that a ranking leaves out are its worst, all tied.
    """
    reversible = tuple(tuple((ways or {}).get(name, "both ways") for name in names) for names in own.values())
    shape = tuple(1 << len(names) for names in own.values())
    width = sum(map(len, own.values()))
    names = [format(state, f"0{width}b").replace("0", "N").replace("1", "Y") for state in range(1 << width)]
    feasible = np.array([not any(_matches(name, pattern) for pattern in infeasible) for name in names])
    ranks = tuple(_ranks(names, rankings[party]).reshape(shape) for party in own)
    return OptionForm(
        tuple(own), tuple(map(tuple, own.values())), reversible, feasible.reshape(shape) if infeasible else None, ranks
    )


def both_ways(options: Sequence[Sequence[str]]) -> Ways:
    """Every option of every party can be taken and dropped."""
    return tuple(tuple("both ways" for _ in own) for own in options)


def graph(states: Sequence[str], moves: Mapping[str, Sequence[str]], rankings: Mapping[str, Ranking]) -> GraphForm:
    """Graph form: per party its moves as ``"from to"`` and its ranking, best first."""
    arcs = tuple(
        np.array([[states.index(end) for end in move.split()] for move in own], dtype=np.intp).reshape(-1, 2)
        for own in moves.values()
    )
    ranks = tuple(_ranks(states, rankings[party]) for party in moves)
    return GraphForm(tuple(moves), tuple(states), arcs, ranks)


def _matches(name: str, pattern: str) -> bool:
    return all(wanted in ("-", letter) for letter, wanted in zip(name, pattern, strict=True))


def _ranks(names: Sequence[str], ranking: Ranking) -> np.ndarray[tuple[int, ...], np.dtype[np.uint16]]:
    groups = [[group] if isinstance(group, str) else list(group) for group in ranking]
    left_out = [name for name in names if not any(name in group for group in groups)]
    groups = [*groups, left_out] if left_out else groups
    place = {name: len(groups) - number for number, group in enumerate(groups) for name in group}
    return np.array([place[name] for name in names], dtype=np.uint16)
