"""What cannot be left, what can be lost for good, and whose move makes it so.

A *goal* is a set of states: one state, the equilibria, all states where an outcome holds. Of each it is asked

* whether it is *closed*: no move of anybody leads out of it;
* its *lasting* part: the states of it from which no moves of anybody, however many, ever lead out of it. A move into
  the lasting part from elsewhere *seals* it: from then on the goal holds, whatever anyone does;
* where it is *lost*: the states from which no moves of anybody, however many, ever lead to it. A move into a lost state
  from one where it could still be reached is a *point of no return*.

The *traps* are the smallest closed sets: from everywhere moves lead into one, and no move leads out. All this is asked
of the states that can ever come from the start. A party may move, wait and move again: what is lost here is lost
under every rule on whose turn it is. (`coming_and_going` says how that compares with legal sequences.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.evolution.closed_sets import only, smallest_closed_sets
from commonground.conflict.evolution.coming_and_going import Ground, ground_of
from commonground.conflict.evolution.locked import Crossing, GoalLock, LockIn, Trap
from commonground.conflict.evolution.steps import Step
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError
from commonground.logic import to_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Model, Progress
    from commonground.logic import Formula

    Mask = NDArray[np.bool_]

__all__ = ["lock_in", "states_where"]

Crossings = Callable[..., Crossing]  # of two sets: the moves from one into the other

MOST_STEPS = 100  # moves listed of each party for each crossing
MOST_TRAPS = 100
MOST_STATES = 1_000  # states listed of a trap


def states_where(form: OptionForm, formula: Formula) -> Mask:
    """The feasible states in which a formula over options is true, as a flat mask."""
    truth = np.broadcast_to(to_array(formula, form.axes), form.shape)
    found = truth.copy() if form.feasible is None else truth & form.feasible
    return found.reshape(-1)


def lock_in(
    model: Model,
    start: int,
    goals: Mapping[str, Iterable[int] | Mask | Formula],
    most_traps: int = MOST_TRAPS,
    most_steps: int = MOST_STEPS,
    progress: Progress | None = None,
) -> LockIn:
    """What cannot be left or undone from a state on, and whose move makes it so.

    Parameters
    ----------
    model
        In either form.
    start
        Today's state, as a rule.
    goals
        By name: states one by one, or a flat mask of them, or in option form a bound formula over options.
    most_traps
        How many smallest closed sets are looked for.
    most_steps
        How many moves of each party are listed for each crossing.
    progress
        Told which goal is looked at.

    Examples
    --------
    >>> from commonground.conflict.model.graph_form import GraphForm
    >>> arcs = (np.array([[0, 1], [1, 0], [0, 2]]), np.zeros((0, 2), np.intp))
    >>> ranks = (np.ones(3, np.uint16),) * 2
    >>> bridge = GraphForm(("a", "b"), ("open", "shut", "blown up"), arcs, ranks)
    >>> found = lock_in(bridge, 0, {"open": [0]})
    >>> found.goals[0].points_of_no_return.steps
    (Step(before=0, mover=0, after=2),)
    >>> [trap.states for trap in found.traps]
    [(2,)]
    """
    ground = ground_of(model)
    crossing = partial(_crossing, model, ground, most_steps)
    after = ground.after(only(model.size, start))
    tell = _telling(progress, len(goals) + 1)
    answers = []
    for done, (name, goal) in enumerate(goals.items()):
        tell(done, f"looking at {name}")
        answers.append(_of_goal(model, ground, crossing, after, name, _mask(model, name, goal)))
    tell(len(goals), "looking for what cannot be left")
    sets = list(islice(smallest_closed_sets(ground, after), most_traps + 1))
    traps = tuple(_trap(crossing, after, inside) for inside in sets[:most_traps])
    return LockIn(start, int(np.count_nonzero(after)), tuple(answers), traps, len(sets) <= most_traps)


def _of_goal(model: Model, ground: Ground, crossing: Crossings, after: Mask, name: str, goal: Mask) -> GoalLock:
    outside = np.zeros_like(goal)
    outside[model.states()] = True
    outside &= ~goal
    open_to = ground.before(outside)  # from where something outside the goal can come about
    lasting, lost = goal & ~open_to, after & ~ground.before(goal)
    closed = bool(goal.any()) and not any((ground.one_move_before(p, outside) & goal).any() for p in _parties(model))
    return GoalLock(
        name=name,
        reachable=bool((goal & after).any()),
        closed=closed,
        states=int(np.count_nonzero(goal & after)),
        lasting=int(np.count_nonzero(lasting & after)),
        lost=int(np.count_nonzero(lost)),
        sealing=crossing(after & ~lasting, lasting & after),
        points_of_no_return=crossing(after & ~lost, lost),
        lasting_states=lasting & after,
        lost_states=lost,
    )


def _trap(crossing: Crossings, after: Mask, inside: Mask) -> Trap:
    states = np.flatnonzero(inside)
    return Trap(tuple(states[:MOST_STATES].tolist()), states.size, crossing(after & ~inside, inside))


def _crossing(model: Model, ground: Ground, most: int, here: Mask, there: Mask) -> Crossing:
    """The moves from one set into another."""
    steps: list[Step] = []
    states: list[tuple[int, int]] = []
    exhaustive = True
    for party in _parties(model):
        leaving = np.flatnonzero(ground.one_move_before(party, there) & here)
        if not leaving.size:
            continue
        states.append((party, leaving.size))
        moves = (
            Step(state, party, end)
            for state in leaving.tolist()
            for end in ground.ends(party, state).tolist()
            if there[end]
        )
        some = list(islice(moves, most + 1))
        exhaustive &= len(some) <= most
        steps += some[:most]
    return Crossing(tuple(steps), tuple(states), exhaustive)


def _mask(model: Model, name: str, goal: Iterable[int] | Mask | Formula) -> Mask:
    if isinstance(goal, np.ndarray) and goal.dtype == np.bool_:
        return goal.reshape(-1)
    if not isinstance(goal, Iterable):
        if isinstance(model, OptionForm):
            return states_where(model, goal)
        what = f"The goal {name} is a formula over options, and this model has named states instead."
        raise UsageError(Problem(what, expected="the names of the states that are meant", code="goal-needs-options"))
    mask = np.zeros(model.size, dtype=np.bool_)
    mask[list(goal)] = True
    return mask


def _parties(model: Model) -> range:
    return range(len(model.parties))


def _telling(progress: Progress | None, whole: int) -> Callable[[int, str], None]:
    return lambda done, doing: None if progress is None else progress(done / whole, doing)
