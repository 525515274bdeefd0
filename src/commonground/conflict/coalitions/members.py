"""Coalitions are non-empty sets of parties, written as ascending tuples of places among the model's parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from typing import TYPE_CHECKING

from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Model

__all__ = ["Members", "checked", "coalitions", "partition"]

Members = tuple[int, ...]


def coalitions(parties: Iterable[int]) -> Iterable[Members]:
    """Every non-empty subset, smallest first."""
    own = sorted(parties)
    return chain.from_iterable(combinations(own, size) for size in range(1, len(own) + 1))


def checked(model: Model, members: Iterable[int]) -> Members:
    """The members, once each and ascending."""
    found = tuple(sorted(set(members)))
    if not found or not set(found) <= set(range(len(model.parties))):
        what = "A coalition has one member or more, each a party of the model."
        raise UsageError(Problem(what, expected="some of " + ", ".join(model.parties), code="unknown-coalition"))
    return found


def partition(model: Model, blocks: Iterable[Sequence[int]]) -> tuple[Members, ...]:
    """The blocks, and every party that is in none of them by itself; ordered by their first member."""
    made = [checked(model, block) for block in blocks]
    within = [member for block in made for member in block]
    if len(within) != len(set(within)):
        twice = model.parties[next(member for member in within if within.count(member) > 1)]
        what = f"{twice} is in two blocks, and a party moves with one of them."
        raise UsageError(Problem(what, expected="blocks that share no party", code="unknown-coalition"))
    alone = [(party,) for party in range(len(model.parties)) if party not in within]
    return tuple(sorted([*made, *alone]))
