"""Where one can ever come from, and ever get to, by any moves of anybody: one face for both forms.

Here a party may move, wait, and move again, because the question is whether something can *ever* be undone and not who
moves next. So this is plain reachability in the graph of everybody's moves, and a set of states that no single move
leaves is never left. In option form that is the same as by legal sequences; with hand-made arcs it reaches more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from commonground.conflict.evolution.axis_moves import can_move, listed_ends, spread
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.sparse.listing import Listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Model

    Mask = NDArray[np.bool_]
    Flat = NDArray[np.intp]

__all__ = ["Ground", "ground_of"]


class Ground(Protocol):
    """The states of a model as flat masks, and the moves between them."""

    def after(self, here: Mask) -> Mask:
        """These states and all that any moves lead to from them."""
        ...

    def before(self, here: Mask) -> Mask:
        """These states and all from which any moves lead to them."""
        ...

    def one_move_before(self, party: int, here: Mask) -> Mask:
        """From where one move of the party leads into these states; the states themselves may be among them."""
        ...

    def left_by_somebody(self) -> Mask:
        """The states from which somebody can move."""
        ...

    def ends(self, party: int, state: int) -> Flat:
        """Where one move of the party leads from a state."""
        ...


def ground_of(model: Model) -> Ground:
    """The face of a model in either form."""
    return _OnAxes(model) if isinstance(model, OptionForm) else _OnArcs(model)


class _OnAxes:
    def __init__(self, form: OptionForm) -> None:
        self.form = form
        self.movers = [party for party, own in enumerate(form.options) if own]

    def after(self, here: Mask) -> Mask:
        return self._until_still(here, lambda party, mask: spread(self.form, party, mask))

    def before(self, here: Mask) -> Mask:
        return self._until_still(here, self.one_move_before)

    def one_move_before(self, party: int, here: Mask) -> Mask:
        return spread(self.form, party, here, back=True)

    def left_by_somebody(self) -> Mask:
        found = np.zeros(self.form.size, dtype=np.bool_)
        for party in self.movers:
            found |= can_move(self.form, party)
        return found

    def ends(self, party: int, state: int) -> Flat:
        return listed_ends(self.form, party, np.array([state], dtype=np.intp))[1]

    def _until_still(self, here: Mask, step: Callable[[int, Mask], Mask]) -> Mask:
        waiting = set(self.movers)
        while waiting:
            for party in self.movers:
                if party in waiting:
                    waiting.remove(party)
                    now = step(party, here)
                    if not np.array_equal(now, here):
                        waiting.update(other for other in self.movers if other != party)
                    here = now
        return here


class _OnArcs:
    def __init__(self, model: Model) -> None:
        self.moves = Listed(model).moves
        self.turned = tuple(arcs.backwards() for arcs in self.moves)

    def after(self, here: Mask) -> Mask:
        return _spread_until_still(here, lambda mask: [_into(arcs.over_ends, mask) for arcs in self.turned])

    def before(self, here: Mask) -> Mask:
        return _spread_until_still(here, lambda mask: [_into(arcs.over_ends, mask) for arcs in self.moves])

    def one_move_before(self, party: int, here: Mask) -> Mask:
        return _into(self.moves[party].over_ends, here)

    def left_by_somebody(self) -> Mask:
        found: Mask = np.logical_or.reduce([np.diff(arcs.first) > 0 for arcs in self.moves])
        return found

    def ends(self, party: int, state: int) -> Flat:
        arcs = self.moves[party]
        return arcs.ends[arcs.first[state] : arcs.first[state + 1]].astype(np.intp)


def _into(over_ends: Callable[..., Mask], here: Mask) -> Mask:
    return over_ends(here, np.logical_or, nothing=False)


def _spread_until_still(here: Mask, step: Callable[[Mask], list[Mask]]) -> Mask:
    while True:
        now: Mask = np.logical_or.reduce([here, *step(here)])
        if np.array_equal(now, here):
            return now
        here = now
