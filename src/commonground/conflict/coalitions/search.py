"""Which coalitions can improve on a state, by which path.

Every coalition is asked, single parties among them, smallest first: to which states can its members bring the conflict,
by a legal sequence or by one joint move, that **each** of them strictly prefers? That is where an agreement that nobody
can yet see from where they stand may lie, and whose agreement it would take. What the others would answer is another
question (`CoalitionBackEnd`).

A *joint move* changes any options of the members at once, so that what lies between need not be feasible. A state is
*vulnerable* when a coalition of two or more can lead from it to another equilibrium that each member strictly prefers
(Kilgour, Hipel, Fang and Peng 2001).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.array.one_way import along_axis
from commonground.conflict.coalitions.frontier import undominated
from commonground.conflict.coalitions.members import Members, coalitions
from commonground.conflict.coalitions.result import CoalitionEnd, ImprovingCoalition, ImprovingCoalitions
from commonground.conflict.evolution import Reach, paths_to, reachable
from commonground.conflict.evolution.axis_moves import backwards
from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Model, Progress

    Mask = NDArray[np.bool_]
    Flat = NDArray[np.intp]

__all__ = ["improving_coalitions", "vulnerability"]

MOST_COALITIONS = 1_023  # all of ten parties
MOST_ENDS = 20


def improving_coalitions(
    model: Model,
    state: int,
    most_ends: int = MOST_ENDS,
    most_coalitions: int = MOST_COALITIONS,
    progress: Progress | None = None,
) -> ImprovingCoalitions:
    """The coalitions that can bring about something that every member strictly prefers.

    Parameters
    ----------
    model
        In either form and of any size that fits the memory.
    state
        What they would improve on.
    most_ends
        How many states are named for each coalition, each with a path; all are counted.
    most_coalitions
        How many coalitions are asked, smallest first.
    progress
        Told how many of them have been asked.

    Examples
    --------
    >>> from commonground.conflict.model.graph_form import GraphForm
    >>> arcs = (np.array([[0, 1]]), np.array([[1, 2]]))
    >>> ranks = (np.array([2, 1, 3], np.uint16), np.array([2, 1, 3], np.uint16))
    >>> model = GraphForm(("a", "b"), ("quarrel", "trust", "deal"), arcs, ranks)
    >>> [found.members for found in improving_coalitions(model, 0).coalitions]
    [(0, 1)]
    """
    return _asked(model, state, None, 1, most_ends, most_coalitions, progress)


def vulnerability(
    model: Model,
    state: int,
    equilibria: Iterable[int],
    most_ends: int = MOST_ENDS,
    most_coalitions: int = MOST_COALITIONS,
    progress: Progress | None = None,
) -> ImprovingCoalitions:
    """The coalitions of two or more that can lead from a state to another of these equilibria, by legal sequences.

    The state is vulnerable when there is one. Under which concept they are equilibria is for the caller to choose.
    """
    among = np.zeros(model.size, dtype=np.bool_)
    among[list(equilibria)] = True
    return _asked(model, state, among, 2, most_ends, most_coalitions, progress)


def _asked(
    model: Model,
    state: int,
    among: Mask | None,
    least: int,
    most_ends: int,
    most_coalitions: int,
    progress: Progress | None,
) -> ImprovingCoalitions:
    every = (members for members in coalitions(range(len(model.parties))) if len(members) >= least)
    wanted = list(islice(every, most_coalitions + 1))
    asked, exhaustive = wanted[:most_coalitions], len(wanted) <= most_coalitions
    better = [model.rank(party) > model.rank(party)[state] for party in range(len(model.parties))]
    found: list[ImprovingCoalition] = []
    for done, members in enumerate(asked):
        if progress is not None:
            progress(done / len(asked), "asking which coalitions could do better")
        preferred = np.logical_and.reduce([better[member] for member in members])
        if among is not None:
            preferred &= among
        needs_all = not any(set(smaller.members) < set(members) for smaller in found)
        one = _of_coalition(model, state, members, preferred, needs_all, most_ends, joint=among is None)
        if one.count:
            found.append(one)
    return ImprovingCoalitions(state, tuple(found), len(asked), exhaustive)


def _of_coalition(
    model: Model, state: int, members: Members, preferred: Mask, needs_all: bool, most_ends: int, *, joint: bool
) -> ImprovingCoalition:
    reach = reachable(model, state, movers=members)
    by_sequence = (reach.steps >= 0) & preferred
    by_jump = _joint_moves(model, state, members) & preferred if joint and isinstance(model, OptionForm) else None
    ends = np.flatnonzero(by_sequence if by_jump is None else by_sequence | by_jump)
    best = undominated([model.rank(member) for member in members], ends)
    steps = np.where(by_sequence[ends], reach.steps[ends], np.iinfo(np.int32).max)
    order = _first(steps, best, most_ends)
    return ImprovingCoalition(
        members,
        needs_all,
        ends.size,
        tuple(_end(model, reach, int(ends[k]), None if best is None else bool(best[k]), by_jump) for k in order),
        ends.size <= most_ends,
    )


def _end(model: Model, reach: Reach, state: int, best: bool | None, by_jump: Mask | None) -> CoalitionEnd:
    paths = paths_to(model, reach, state, most=1).paths
    return CoalitionEnd(state, best, paths[0] if paths else None, None if by_jump is None else bool(by_jump[state]))


def _joint_moves(form: OptionForm, state: int, members: Members) -> Mask:
    """Where one move of the members together leads: each along its own axis, and only the end need be feasible."""
    here = np.zeros(form.shape, dtype=np.bool_)
    here.reshape(-1)[state] = True
    for member in members:
        here = along_axis(here, member, backwards(form.reversible[member]), np.logical_or)
    if form.feasible is not None:
        here &= form.feasible
    return here.reshape(-1)


def _first(steps: NDArray[np.int32], best: Mask | None, most: int) -> list[int]:
    """The best ends first, of these the nearest, of these those with the lowest index; no more than that is sorted."""
    key = steps.astype(np.int64)
    if best is not None:
        key[~best] += 1 << 32
    if key.size > most:
        last = np.partition(key, most - 1)[most - 1]
        sure = np.flatnonzero(key < last)
        among = np.concatenate((sure, np.flatnonzero(key == last)[: most - sure.size]))
    else:
        among = np.arange(key.size)
    order: list[int] = among[np.lexsort((among, key[among]))].tolist()
    return order
