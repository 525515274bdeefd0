"""The kernel of coalition stability, for a block of states at a time.

For a coalition that leaves s, three sets matter: the states that every member strictly prefers to s, those that are
*blocked* because at least one member does not, and those from which the others can bring about a blocked one. Each is
a set for each s. So s is a column of bits, 64 columns in a word, with one row for each state of the model::

    better    = every member strictly prefers the row to the column
    blocked   = not better; with the symmetric concept, also nothing better within the coalition's reach
    deterred  = the others' legal responses lead from the row to something blocked
    unstable  = the coalition's legal sequences lead from the column's own row to something better and not deterred

The rows that "lead to" a set are found by `over_legal_ends`, so no reach is ever held for all pairs at once. Where
nobody is left to respond, nothing is deterred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.sparse.arcs import Arcs, from_pairs
from commonground.conflict.sparse.legal import over_legal_ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.sparse.listing import Listed

    Mask = NDArray[np.bool_]
    Places = NDArray[np.intp]
    Words = NDArray[np.uint64]

__all__ = ["Leaving", "blocks_of_states", "improvement_pairs", "stable_in"]

MOST_WORDS = 1 << 23  # gathered at a time: 64 MiB


@dataclass(frozen=True, eq=False)
class Leaving:
    """A coalition, what it can do, what the others can answer, and what counts.

    Parameters
    ----------
    members
        The coalition.
    own
        The moves of each mover in it: of each member, or of the block as one.
    answers
        The moves, or the improvements, of each mover that can respond; None where responses do not matter at all.
    symmetric
        Whether the coalition may still escape from where a response has led.
    return_deters
        Whether a response back to the state that was left counts as blocked.
    """

    members: tuple[int, ...]
    own: Sequence[Arcs]
    answers: Sequence[Arcs] | None
    symmetric: bool
    return_deters: bool


def blocks_of_states(count: int, movers: Sequence[Arcs]) -> Iterator[Places]:
    """All states in blocks that fit the memory the kernel may take."""
    longest = max((arcs.ends.size for arcs in movers), default=0)
    width = 64 * max(1, MOST_WORDS // max(longest, count))
    for first in range(0, count, width):
        yield np.arange(first, min(first + width, count))


def stable_in(listed: Listed, leaving: Leaving, states: Places) -> Mask:
    """For each of some states, whether the coalition is stable there."""
    better = _better(listed, leaving.members, states)
    word, bit = np.arange(states.size) // 64, np.uint64(1) << (np.arange(states.size) % 64).astype(np.uint64)
    undeterred = better
    if leaving.answers is not None:
        blocked = ~better
        if not leaving.return_deters:
            blocked[states, word] &= ~bit
        if leaving.symmetric:
            blocked &= ~_leading_to(leaving.own, better)
        undeterred = better & ~_leading_to(leaving.answers, blocked)
    left = _leading_to(leaving.own, undeterred)[states, word] & bit
    stable: Mask = left == 0
    return stable


def improvement_pairs(
    listed: Listed, members: tuple[int, ...], most: int, tell: Callable[[float], None]
) -> Arcs | None:
    """A coalition's improvements as moves: to where its legal sequences lead and every member prefers to be.

    None where there are more than ``most``.
    """
    own = [listed.moves[member] for member in members]
    count = listed.states.size
    starts, ends, found = [], [], 0
    for states in blocks_of_states(count, own):
        target = np.zeros((count, states.size), dtype=np.bool_)
        target[states, np.arange(states.size)] = True
        reaching = _unpacked(_leading_to(own, _packed(target)), states.size)
        for member in members:
            ranks = listed.ranks[member]
            reaching &= ranks[np.newaxis, states] > ranks[:, np.newaxis]
        start, end = np.nonzero(reaching)
        found += start.size
        if found > most:
            return None
        starts.append(start.astype(np.int32))
        ends.append(states[end].astype(np.int32))
        tell((int(states[-1]) + 1) / count)
    start, end = np.concatenate(starts), np.concatenate(ends)
    order = np.argsort(start, kind="stable")
    return from_pairs(start[order], end[order], count)


def _better(listed: Listed, members: tuple[int, ...], states: Places) -> Words:
    better = np.ones((listed.states.size, states.size), dtype=np.bool_)
    for member in members:
        ranks = listed.ranks[member]
        better &= ranks[:, np.newaxis] > ranks[np.newaxis, states]
    return _packed(better)


def _leading_to(movers: Sequence[Arcs], targets: Words) -> Words:
    return over_legal_ends(movers, targets, np.bitwise_or, np.uint64(0))


def _packed(truth: Mask) -> Words:
    """Rows of bool as rows of words, the first column in the lowest bit of the first word."""
    padded = np.zeros((truth.shape[0], -(-truth.shape[1] // 64) * 8), dtype=np.uint8)
    bits = np.packbits(truth, axis=1, bitorder="little")
    padded[:, : bits.shape[1]] = bits
    return padded.view("<u8")


def _unpacked(words: Words, columns: int) -> Mask:
    return np.unpackbits(words.view(np.uint8), axis=1, count=columns, bitorder="little").view(np.bool_)
