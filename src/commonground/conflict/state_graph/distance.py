"""How far states are from today's: by how many options they differ; in graph form by how many moves lead there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.evolution.reach import reachable
from commonground.conflict.model.contract import Model
from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["base_of", "distances", "nearest"]


def base_of(model: Model) -> int:
    """Where distances are counted from: today's state; where the case does not say it, that in which nothing is done,
    and in graph form the first.
    """
    if model.status_quo is not None:
        return model.status_quo
    return 0 if isinstance(model, OptionForm) else int(model.states()[0])


def distances(model: Model, states: Iterable[int]) -> dict[int, int]:
    """The distance of each state from :func:`base_of`.

    In graph form a state that no legal moves lead to stands one further than all that some do.
    """
    wanted = np.fromiter(states, np.intp)
    return dict(zip(wanted.tolist(), _far(model, wanted).tolist(), strict=True))


def nearest(model: Model) -> list[int]:
    """All states, those with the least distance first."""
    states = model.states()
    ordered: list[int] = states[np.argsort(_far(model, states), kind="stable")].tolist()
    return ordered


def _far(model: Model, states: NDArray[np.intp]) -> NDArray[np.intp]:
    base = base_of(model)
    if isinstance(model, OptionForm):
        otherwise = states ^ base
        return np.asarray(sum((otherwise >> bit & 1 for bit in range(model.width)), np.zeros_like(states)))
    steps = reachable(model, base).steps
    return np.where(steps < 0, steps.max() + 1, steps)[states]
