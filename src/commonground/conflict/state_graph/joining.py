"""Which moves are drawn between the states of a picture.

An arrow is a move by which its mover gains. Of the state asked about all moves are drawn, to it and from it. Where
these are too many, those that touch today's state, the state asked about or an equilibrium come first; in option form
then those that change fewest options.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

from commonground.conflict.model.contract import Model
from commonground.conflict.model.option_form import OptionForm

__all__ = ["MOST_MOVES", "Arc", "Joined", "joined"]

MOST_MOVES = 1_500


class Arc(NamedTuple):
    """A move between two states; whether its mover gains by it."""

    before: int
    mover: int
    after: int
    gains: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """The moves drawn, in order of their states, and how many more there would be."""

    arcs: tuple[Arc, ...]
    left_out: int


def joined(
    model: Model,
    states: Sequence[int],
    marked: Collection[int] = (),
    around: int | None = None,
    *,
    most: int = MOST_MOVES,
) -> Joined:
    """The moves among ``states``; ``marked`` are those whose moves come first."""
    found = []
    for mover in range(len(model.parties)):
        ranks = model.rank(mover)
        for before, after in _legal(model, mover, states):
            gains = bool(ranks[after] > ranks[before])
            if gains or around in (before, after):
                found.append(Arc(before, mover, after, gains))
    first, alike = {*marked, around}, not isinstance(model, OptionForm)
    found.sort(key=lambda arc: (not {arc.before, arc.after} & first, alike or _changes(arc), arc))
    return Joined(tuple(sorted(found[:most])), max(0, len(found) - most))


def _changes(arc: Arc) -> int:
    return (arc.before ^ arc.after).bit_count()


def _legal(model: Model, mover: int, states: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of these states that the mover can go between."""
    if isinstance(model, OptionForm):
        yield from _on_axis(model, mover, states)
        return
    shown = set(states)
    for before in states:
        yield from ((before, after) for after in model.moves(mover, before) if after in shown)


def _on_axis(form: OptionForm, mover: int, states: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The same in option form: states that differ in the mover's own options alone, far fewer than all it could do."""
    inner = 1 << sum(len(own) for own in form.options[mover + 1 :])
    length = form.shape[mover]
    lines: dict[int, list[int]] = {}
    for state in states:
        lines.setdefault(state - state // inner % length * inner, []).append(state)
    kept, given_up = form.stuck(mover, "once taken") * inner, form.stuck(mover, "once dropped") * inner
    for line in lines.values():
        for before, after in permutations(line, 2):
            if not (before & ~after & kept or after & ~before & given_up):
                yield before, after
