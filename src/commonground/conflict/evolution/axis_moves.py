"""Moves in option form, for many states at once.

Two ways, for whichever is less work. *Dense*: a set of states as an array of bool, spread along a party's axis.
*Listed*: a few states one by one, each with all the strategies of the party. Going *backwards* is going forwards in the
model whose one-way options point the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.array.one_way import along_axis
from commonground.conflict.model.option_form import OptionForm, Reversible

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Flat = NDArray[np.intp]

__all__ = ["backwards", "can_move", "improved_from", "listed_ends", "spread"]

TURNED: dict[Reversible, Reversible] = {
    "both ways": "both ways",
    "once taken": "once dropped",
    "once dropped": "once taken",
}


def backwards(ways: Sequence[Reversible]) -> tuple[Reversible, ...]:
    """The same options seen from where a move ends."""
    return tuple(TURNED[way] for way in ways)


def spread(form: OptionForm, party: int, here: Mask, *, back: bool = False) -> Mask:
    """These states and where the party can go from them in one move; ``back``: and from where it can come to them."""
    ways = form.reversible[party]
    # along_axis looks from each cell to where its moves lead: that is the way back.
    found = along_axis(here.reshape(form.shape), party, ways if back else backwards(ways), np.logical_or)
    return _feasible(form, found)


def improved_from(form: OptionForm, party: int, here: Mask) -> Mask:
    """Where the party can go from one of these states in one move that it strictly gains by."""
    ranks = form.ranks[party]
    top = np.array(np.iinfo(ranks.dtype).max, dtype=ranks.dtype)  # no rank is above it
    left = np.where(here.reshape(form.shape), ranks, top)
    least = along_axis(left, party, backwards(form.reversible[party]), np.minimum)
    return _feasible(form, least < ranks)


def can_move(form: OptionForm, party: int) -> Mask:
    """From where the party has a move at all: among the strategies it could take up, its own included, two are left."""
    there = np.ones(form.shape, np.int32) if form.feasible is None else form.feasible.astype(np.int32)
    return _feasible(form, along_axis(there, party, form.reversible[party], np.add) > 1)


def listed_ends(
    form: OptionForm, party: int, states: Flat, *, improving: bool = False, back: bool = False
) -> tuple[Flat, Flat]:
    """All moves of a party from a few states, as two arrays: from and to; ``back``: all moves to them, to and from."""
    after = sum(map(len, form.options[party + 1 :]))
    width = len(form.options[party])
    own = ((1 << width) - 1) << after
    start = np.repeat(states, 1 << width)
    end = ((states & ~own)[:, np.newaxis] | np.arange(1 << width) << after).reshape(-1)
    old, new = (end, start) if back else (start, end)
    stuck_taken, stuck_dropped = (form.stuck(party, way) << after for way in ("once taken", "once dropped"))
    chosen = (old != new) & ((old & ~new & stuck_taken | new & ~old & stuck_dropped) == 0)
    if form.feasible is not None:
        chosen &= form.feasible.reshape(-1)[end]
    if improving:
        ranks = form.rank(party)
        chosen &= ranks[new] > ranks[old]
    return start[chosen], end[chosen]


def _feasible(form: OptionForm, found: NDArray[Any]) -> Mask:
    if form.feasible is not None:
        found &= form.feasible
    return found.reshape(-1)
