"""What every stability back end promises.

A back end is made from a model and answers, for one party and one concept, in which states the party is *stable*: it
has no improvement, or something deters it from each. All back ends answer alike on every model that they take;
``tests/conflict/contract.py`` holds the shared tests.

Definitions, for party i, state s, ``R_i`` its moves, ``R_i+`` those that are strict improvements for it, ``R_-i`` the
ends of *legal sequences* of the others (at least one move; nobody moves twice in succession), ``R_-i+`` the same with
every step an improvement of its mover on the state just left:

=====  ==================================================================================================
nash   ``R_i+(s)`` is empty (Nash 1951)
gmr    for every s1 in ``R_i+(s)`` there is s2 in ``R_-i(s1)`` not better than s for i (Howard 1971)
smr    that s2, and every s3 in ``R_i(s2)`` not better than s either (Howard 1971)
seq    as gmr, with s2 in ``R_-i+(s1)`` (Fraser and Hipel 1979)
sseq   as smr, with s2 in ``R_-i+(s1)`` (Rego and Vieira 2017)
sim    each improvement fails against some combination of the others' staying or improving from s (GMCR+)
=====  ==================================================================================================

A response that leaves i exactly indifferent deters. A state is an *equilibrium* under a concept when every party is
stable there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CONCEPTS", "EVERY_CONCEPT", "BackEnd", "Concept", "Model", "Progress"]

Concept = Literal["nash", "gmr", "smr", "seq", "sseq", "sim"]
EVERY_CONCEPT: tuple[Concept, ...] = get_args(Concept)
CONCEPTS: tuple[Concept, ...] = EVERY_CONCEPT[:-1]  # sim only by name: it is no sweep, and bounded


class Model(Protocol):
    """What both forms of a graph model can say; a state is a whole number, its place in flat arrays of ``size``."""

    @property
    def parties(self) -> tuple[str, ...]: ...
    @property
    def status_quo(self) -> int | None: ...
    @property
    def size(self) -> int: ...
    @property
    def count(self) -> int: ...
    def states(self) -> NDArray[np.intp]: ...
    def is_feasible(self, state: int) -> bool: ...
    def name(self, state: int) -> str: ...
    def number(self, name: str) -> int: ...
    def rank(self, party: int) -> NDArray[np.unsignedinteger]: ...
    def moves(self, party: int, state: int) -> Iterator[int]: ...


class Progress(Protocol):
    """Called during long work with how much is done, from 0 to 1 as far as it can be told, and what is being done."""

    def __call__(self, share: float, doing: str) -> None: ...


class BackEnd(Protocol):
    """One way of finding stable states."""

    def stable(self, party: int, concept: Concept) -> NDArray[np.bool_]:
        """Flat array over all cells of the model: where the party is stable; False at infeasible cells."""
        ...
