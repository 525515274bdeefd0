"""What a stability analysis answers.

Sets of states are kept as arrays over all cells of the model, so that a result of millions of states stays small; lists
of names are made when somebody asks for them. Above `MOST_LISTED` states no lists are made: ``to_dict`` then gives
counts, and :func:`commonground.conflict.stability.keep.keep_states` writes the sets to a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.case.frame import Framed
from commonground.conflict.model.contract import Concept, Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.stability.turning import Turning

    Mask = NDArray[np.bool_]

__all__ = ["MOST_LISTED", "StabilityReport"]

MOST_LISTED = 10_000


@dataclass(frozen=True, kw_only=True)
class StabilityReport(Framed):
    """Stable states by concept and party, and equilibria by concept. Exact.

    Attributes
    ----------
    form
        ``option`` or ``graph``.
    parties
        Parties of the graph model, in its order.
    options
        Ids of the options in file order; a state is one Y or N for each. Empty in graph form.
    concepts
        What was asked.
    count
        How many states are feasible.
    status_quo
        Today's state, by name, where the case says it.
    presumed
        Ids of the preferences that no statement stands behind. Every verdict here holds *under these assumed
        preferences*.
    turns_on
        Which single changes of what is assumed would give another answer; None where it was not looked for.
    not_computed
        Concepts asked for that were not computed, and why.
    """

    form: str
    parties: tuple[str, ...]
    options: tuple[str, ...]
    concepts: tuple[Concept, ...]
    count: int
    status_quo: str | None
    presumed: tuple[str, ...]
    not_computed: Mapping[str, str]
    elapsed: float = field(compare=False)
    model: Model = field(repr=False, compare=False)
    masks: Mapping[Concept, tuple[NDArray[np.uint8], ...]] = field(repr=False, compare=False)  # bits, a row a party
    turns_on: Turning | None = field(default=None, repr=False, compare=False)

    def stable(self, concept: Concept, party: str) -> Mask:
        """Where a party is stable, by flat index over all cells of the model."""
        packed = self.masks[concept][self.parties.index(party)]
        return np.unpackbits(packed, count=self.model.size).view(np.bool_)

    def equilibria(self, concept: Concept) -> Mask:
        """Where every party is stable, by flat index."""
        return np.unpackbits(np.bitwise_and.reduce(self.masks[concept]), count=self.model.size).view(np.bool_)

    def names(self, mask: Mask) -> list[str]:
        """The states of a set by name, in ascending order."""
        return [self.model.name(state) for state in np.flatnonzero(mask).tolist()]

    @property
    def listed(self) -> bool:
        """Whether states are listed, or only counted."""
        return self.count <= MOST_LISTED

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``stability --json`` prints it."""
        told = self.names if self.listed else np.count_nonzero
        return self.frame() | {
            "form": self.form,
            "parties": list(self.parties),
            "options": list(self.options),
            "states": self.count,
            "status_quo": self.status_quo,
            "listed": self.listed,
            "equilibria": {concept: _plain(told(self.equilibria(concept))) for concept in self.masks},
            "stable": {
                concept: {party: _plain(told(self.stable(concept, party))) for party in self.parties}
                for concept in self.masks
            },
            "presumed": list(self.presumed),
            "turns_on": None if self.turns_on is None else self.turns_on.to_dict(),
            "not_computed": dict(self.not_computed),
            "exhaustive": not self.not_computed,
        }

    def to_frame(self) -> Any:
        """A data frame with a row for each state and party: Polars if it is there, else pandas."""
        from commonground.conflict.frames import frame

        stable = {concept: {party: self.stable(concept, party) for party in self.parties} for concept in self.masks}
        return frame(self.model, stable)  # type: ignore[arg-type]


def _plain(told: Any) -> list[str] | int:
    return told if isinstance(told, list) else int(told)
