"""Whether deals would hold, as an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from commonground.case.frame import Framed
from commonground.conflict.model.contract import Concept, Model
from commonground.conflict.stability.flips import Flips

if TYPE_CHECKING:
    from commonground.conflict.evolution.paths import Paths
    from commonground.conflict.witness.records import Witness

__all__ = ["DealAnswer", "DurabilityReport", "HoldVerdict"]

HoldVerdict = Literal["would hold", "would hold in some ways", "would not hold", "not assessed"]
Verdicts = tuple[tuple[Concept, HoldVerdict], ...]


@dataclass(frozen=True, kw_only=True)
class DealAnswer:
    """Whether one deal would hold, under the preferences that the case assumes.

    Attributes
    ----------
    name, text
        As it is asked: a target of the case, an offer, or a formula.
    zone
        What the mandates at the round say of it: ``accepted``, ``not excluded`` or ``excluded``.
    missing, left_out, rests_on
        See :class:`commonground.durability.realising.Realising`.
    ways
        In how many feasible states it is carried out.
    held
        Concept: in how many of these nobody gains by leaving.
    verdicts
        Concept: ``would hold`` in all of these states, ``in some ways`` in some, ``would not hold`` in none. ``not
        assessed`` where the links are missing or no feasible state carries it out.
    state
        One of these states: an equilibrium under as many concepts as any, and then nearest to today.
    leaves
        Concept: the parties that gain by leaving that state.
    witnesses
        What shows it: for each party the witness under the strongest concept under which the state holds; where it
        holds under none, of those who leave under the weakest concept asked.
    path, path_of_improvements
        From today's state to that one: by any legal moves, and by moves that are each an improvement for who makes it.
    turns_on
        The presumed preferences and the neighbours in a list of preferences that would change a verdict.
    """

    name: str
    text: str
    zone: str | None
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    rests_on: tuple[str, ...]
    ways: int
    held: Mapping[Concept, int]
    verdicts: Mapping[Concept, HoldVerdict]
    state: str | None = None
    leaves: Mapping[Concept, tuple[str, ...]] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = field(default=(), repr=False)
    path: Paths | None = field(default=None, repr=False)
    path_of_improvements: Paths | None = field(default=None, repr=False)
    turns_on: Flips[Verdicts] | None = field(default=None, repr=False)

    @property
    def assessed(self) -> bool:
        """Whether anything can be said."""
        return not self.missing and self.ways > 0

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Plain data, states by name."""
        return {
            "name": self.name,
            "formula": self.text,
            "zone": self.zone,
            "missing": list(self.missing),
            "left_out": list(self.left_out),
            "rests_on": list(self.rests_on),
            "ways": self.ways,
            "held": dict(self.held),
            "verdicts": dict(self.verdicts),
            "state": self.state,
            "leaves": {concept: list(parties) for concept, parties in self.leaves.items()},
            "witnesses": [witness.to_dict() for witness in self.witnesses],
            "path": None if self.path is None else self.path.to_dict(model),
            "path_of_improvements": (
                None if self.path_of_improvements is None else self.path_of_improvements.to_dict(model)
            ),
            "turns_on": None if self.turns_on is None else _flips(self.turns_on),
        }


def _flips(found: Flips[Verdicts]) -> dict[str, Any]:
    plain = found.to_dict()
    for told, flip in zip(plain["flips"], found.flips, strict=True):
        told["verdicts"] = dict(flip.verdict)
    return plain


@dataclass(frozen=True, kw_only=True)
class DurabilityReport(Framed):
    """Whether the deals asked about would hold. ``presumed``: preferences that no statement stands behind."""

    concepts: tuple[Concept, ...]
    deals: Mapping[str, DealAnswer]
    presumed: tuple[str, ...]
    status_quo: str | None
    elapsed: float = field(compare=False)
    model: Model = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``durable --json`` prints it."""
        return self.frame() | {
            "assumed": True,
            "concepts": list(self.concepts),
            "status_quo": self.status_quo,
            "deals": {name: deal.to_dict(self.model) for name, deal in self.deals.items()},
            "presumed": list(self.presumed),
            "exhaustive": all(d.turns_on is None or d.turns_on.exhaustive for d in self.deals.values()),
        }
