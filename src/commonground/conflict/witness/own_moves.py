"""Where one party can go by itself, all at once; in option form also from where it could have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Model

    States = NDArray[np.intp]

__all__ = ["improvements_of", "inner_size", "own_moves", "strategy", "strategy_after", "strategy_before"]


def own_moves(model: Model, party: int, state: int) -> States:
    """The ends of the party's moves from a state, ascending.

    Examples
    --------
    >>> ranks = np.array([[1, 1], [1, 1], [1, 1], [1, 1]], dtype=np.uint16)
    >>> ways = ("once taken", "both ways"), ("both ways",)
    >>> form = OptionForm(("a", "b"), (("sign", "arm"), ("wait",)), ways, None, (ranks, ranks))
    >>> own_moves(form, 0, form.number("YNY")).tolist() == [form.number("YYY")]
    True
    """
    if not isinstance(model, OptionForm):
        return np.fromiter(model.moves(party, state), dtype=np.intp)
    own, inner = strategy(model, party, state), inner_size(model, party)
    cells = state + (strategy_after(model, party, own) - own) * inner
    there: States = cells if model.feasible is None else cells[model.feasible.reshape(-1)[cells]]
    elsewhere: States = there[there != state]
    return elsewhere


def improvements_of(model: Model, party: int, state: int) -> list[int]:
    """The ends of moves that are better for the party, the best first."""
    ranks, moves = model.rank(party), own_moves(model, party, state)
    better = moves[ranks[moves] > ranks[state]]
    found: list[int] = better[np.argsort(-ranks[better].astype(np.int64), kind="stable")].tolist()
    return found


def inner_size(form: OptionForm, party: int) -> int:
    """How far apart in the flat array two neighbouring strategies of a party are."""
    return 1 << sum(map(len, form.options[party + 1 :]))


def strategy(form: OptionForm, party: int, state: int) -> int:
    """The party's own strategy in a state."""
    return state // inner_size(form, party) % form.shape[party]


def strategy_after(form: OptionForm, party: int, own: int) -> States:
    """The strategies that the party can change ``own`` to, itself included, whatever is feasible."""
    return _with(form, party, own & form.stuck(party, "once taken"), ~own & form.stuck(party, "once dropped"))


def strategy_before(form: OptionForm, party: int, own: int) -> States:
    """The strategies from which the party can change to ``own``, itself included."""
    return _with(form, party, own & form.stuck(party, "once dropped"), ~own & form.stuck(party, "once taken"))


def _with(form: OptionForm, party: int, taken: int, dropped: int) -> States:
    """The strategies in which these options are taken and those dropped."""
    strategies = np.arange(form.shape[party])
    found: States = np.flatnonzero((strategies & taken == taken) & (strategies & dropped == 0))
    return found
