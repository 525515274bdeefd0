"""On which of the assumed preferences it turns who could together do better, and whether the rest could deter it.

What is tried is what `commonground.conflict.stability.flips` tries, one change at a time. Two answers are the same
where the same coalitions can improve on the state and the same of them are deterred, under each concept; by which
steps, and to how many states, may differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonground.conflict.coalitions.members import Members
from commonground.conflict.stability.flips import Flips

__all__ = ["CoalitionVerdict", "CoalitionsTurning"]

CoalitionVerdict = dict[Members, dict[str, bool | None]]  # who can improve: by concept, whether the rest deter it


@dataclass(frozen=True, slots=True)
class CoalitionsTurning:
    """The single changes of preferences that give another answer, and how many were tried."""

    found: Flips[CoalitionVerdict | None]

    def altered(self, answer: CoalitionVerdict) -> list[Members]:
        """The coalitions of which the answer says something else, smallest first."""
        was = self.found.verdict or {}
        other = {members for members in was.keys() | answer.keys() if was.get(members) != answer.get(members)}
        return sorted(other, key=lambda members: (len(members), members))

    def to_dict(self, parties: tuple[str, ...]) -> dict[str, Any]:
        """Of each change the coalitions of which something else would be so; ``deterred`` null: no improvement."""
        plain = self.found.to_dict()
        for told, flip in zip(plain["flips"], self.found.flips, strict=True):
            answer = flip.verdict or {}
            told["coalitions"] = [
                {
                    "members": [parties[member] for member in members],
                    "improves": members in answer,
                    "deterred": answer.get(members),
                }
                for members in self.altered(answer)
            ]
        return plain
