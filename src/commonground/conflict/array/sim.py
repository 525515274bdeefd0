"""Simultaneous stability (sim), as the program GMCR+ has it.

State s is stable for party i when each improvement s1 of i from s fails against some combination of the others' staying
or improving *from s*: taken together with i's move, it gives a feasible state that is not better for i than s. The
others' answers depend on s, so no label of a state can say it and no sweep finds it: every state is looked at alone,
which is bounded. One who asks past the bound is told so; nothing is said in place of an answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.array.levels import Mask
from commonground.conflict.array.one_way import ways_of
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError

__all__ = ["MOST_LOOKS", "MOST_STATES", "simultaneous"]

MOST_STATES = 1 << 14
MOST_LOOKS = 100_000_000  # states looked at for one party, each improvement with each combination counted


def simultaneous(form: OptionForm, party: int) -> Mask:
    """Where the party is simultaneously stable, by flat index; `UsageError` past the bound."""
    if form.count > MOST_STATES:
        raise _past(f"{form.count:,} states", f"{MOST_STATES:,} states")
    allowed = [_allowed(form, each) for each in range(len(form.parties))]
    stable = np.zeros(form.size, dtype=np.bool_)
    feasible = np.ones(form.shape, dtype=np.bool_) if form.feasible is None else form.feasible
    looks = 0
    for state in form.states():
        place = np.unravel_index(state, form.shape)
        can = [_improving(form, each, place, allowed[each], feasible) for each in range(len(form.parties))]
        chosen = [
            moves if each == party else np.append(moves, place[each]).astype(np.intp) for each, moves in enumerate(can)
        ]
        looks += int(np.prod([len(each) for each in chosen]))
        if looks > MOST_LOOKS:
            raise _past(f"more than {MOST_LOOKS:,} combinations of moves", "that many")
        together = np.ix_(*chosen)
        ranks = form.ranks[party]
        fails = feasible[together] & (ranks[together] <= ranks[place])
        stable[state] = fails.any(axis=tuple(each for each in range(len(chosen)) if each != party)).all()
    return stable


def _improving(
    form: OptionForm, party: int, place: tuple[NDArray[np.intp], ...], allowed: Mask, feasible: Mask
) -> NDArray[np.intp]:
    """The strategies by which the party alone improves from a place."""
    line = tuple(slice(None) if each == party else at for each, at in enumerate(place))
    ranks = form.ranks[party]
    return np.flatnonzero(feasible[line] & allowed[place[party]] & (ranks[line] > ranks[place]))


def _allowed(form: OptionForm, party: int) -> Mask:
    """Which strategy may be changed to which in one move, as (from, to)."""
    strategies = np.arange(form.shape[party])
    taken, dropped = strategies & ~strategies[:, None], ~strategies & strategies[:, None]
    forbidden = np.zeros_like(taken)
    for bit, way in enumerate(reversed(ways_of(form, party))):
        if way != "both ways":
            forbidden |= (dropped if way == "once taken" else taken) & (1 << bit)
    free: Mask = forbidden == 0
    return free


def _past(asked: str, most: str) -> UsageError:
    what = f"Simultaneous stability (sim) was not computed: the model asks for {asked}, and it is bounded at {most}."
    return UsageError(Problem(what, expected="the other concepts, or a smaller model", code="sim-too-large"))
