"""How much memory it takes to lay out the states of a case, said before it is taken.

A model of 30 options has 2^30 states. Each party's ranks take two or four bytes a state for as long as the model is
there, and while they are made several times that. So what the system has free is asked first: a program that takes more
is ended by the system without a word, and others may be ended with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING

from commonground.case.model import Preference, Priority, Rule, Weights
from commonground.logic import Axes, mentions

if TYPE_CHECKING:
    from commonground.logic import Formula

__all__ = ["bytes_to_build", "refuse_unbuildable"]

SMALL = 1 << 18  # states: not worth asking the system
SORTING = 25  # bytes a state that sorting scores takes beside the scores themselves
BESIDES = 16 << 20  # what does not grow with the model


def refuse_unbuildable(
    said: Sequence[Sequence[Preference]], rules: Sequence[Rule], axes: Axes, limit: int | None = None
) -> None:
    """Raise `UsageError` where the model alone would take more than ``limit`` bytes, or than the system says is free.

    Parameters
    ----------
    said
        What is said of the preferences of each party.
    rules
        Those that say what is feasible.
    axes
        Where the options lie.
    limit
        Bytes that may be used at most; what is free, unless given.
    """
    from commonground.conflict.array.memory import available_memory, too_large

    if prod(axes.shape) < SMALL:
        return
    needed = bytes_to_build(said, rules, axes)
    there = available_memory() if limit is None else limit
    if there is not None and needed > there:
        width = sum(map(len, axes.variables))
        raise too_large(width, "the model alone", needed, there, free=limit is None)


def bytes_to_build(said: Sequence[Sequence[Preference]], rules: Sequence[Rule], axes: Axes) -> int:
    """Bytes used at most while a model is made: all ranks, the mask, and what making the largest of them takes."""
    size = prod(axes.shape)
    mask = size * bool(rules)
    making, kept = 2 * mask, mask
    for own in said:
        passing, ranks = _of_party(own, axes, masked=bool(rules))
        making = max(making, kept + passing + ranks)
        kept += ranks
    return max(making, kept) + BESIDES


def _of_party(own: Sequence[Preference], axes: Axes, *, masked: bool) -> tuple[int, int]:
    """Bytes taken for a while, and those that stay."""
    size = prod(axes.shape)
    formulas = [item.formula for item in own if isinstance(item, Priority)]
    cells, score, levels = size, 4, size  # of a ranking
    if formulas:
        cells = _touched(formulas, axes)
        score, levels = _bytes_of(min(len(formulas), 63)), min(size, 1 << min(len(formulas), 63))
    elif any(isinstance(item, Weights) for item in own):
        score = 8
    stays = size * (2 if levels < 1 << 16 else 4)
    sorts = masked or levels > 1 << 16
    while_made = cells * (2 * score + 1)
    while_sorted = (size if masked else cells) * (2 * score + SORTING if sorts else score + 4)
    return max(while_made, while_sorted), stays


def _touched(formulas: Sequence[Formula], axes: Axes) -> int:
    """How many cells scores have that are spread over the axes that some formula names, and over no other."""
    named = {axes.place[name][0] for formula in formulas for name in mentions(formula)}
    return prod(axes.shape[axis] for axis in named)


def _bytes_of(digits: int) -> int:
    return next(size for size in (1, 2, 4, 8) if digits <= 8 * size)
