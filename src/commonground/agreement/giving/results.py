"""What is told of the ways out of a block: what each party gives in each, and how they compare.

The definitions stand with the question, ``giving.ways_out``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.agreement.giving.ranking import Ranking
from commonground.agreement.solving.question import natural
from commonground.agreement.zones.zone import ZoneValue

__all__ = ["Give", "LevelPoint", "Point", "Steps", "WayOut", "WaysOut"]


@dataclass(frozen=True, slots=True)
class Steps:
    """Rungs along an ordered issue: the bound moves from ``from_`` to ``to``, ``rungs`` of the ``of`` there are."""

    issue: str
    from_: str
    to: str
    rungs: int
    of: int

    def to_dict(self) -> dict[str, Any]:
        return {"issue": self.issue, "from": self.from_, "to": self.to, "rungs": self.rungs, "of": self.of}


@dataclass(frozen=True, slots=True)
class Give:
    """What one party gives in one matter.

    ``clauses`` are those that have to fall, or with ``steps`` to be weakened; ``in_part`` those of them that say other
    things too, which stay. ``matter`` are all clauses of the party and the owner on it: with several, giving all of
    them is not always needed, and where different ones would do, those first in order are kept.
    """

    party: str
    owner: str
    about: tuple[str, ...]
    clauses: tuple[str, ...]
    in_part: tuple[str, ...]
    matter: tuple[str, ...]
    steps: Steps | None

    @property
    def size(self) -> int:
        """How many units: the rungs, or 1."""
        return self.steps.rungs if self.steps else 1

    def to_dict(self) -> dict[str, Any]:
        return {
            "party": self.party,
            "owner": self.owner,
            "about": list(self.about),
            "clauses": list(self.clauses),
            "in_part": list(self.in_part),
            "matter": list(self.matter),
            "steps": self.steps.to_dict() if self.steps else None,
        }


@dataclass(frozen=True, slots=True)
class WayOut:
    """What is given in all; ``minimum`` if no way out is smaller, None if that is not known."""

    gives: tuple[Give, ...]
    minimum: bool | None

    @property
    def size(self) -> int:
        return sum(give.size for give in self.gives)

    @property
    def clauses(self) -> tuple[str, ...]:
        """All clauses that fall or are weakened, in natural order."""
        return tuple(sorted({name for give in self.gives for name in give.clauses}, key=natural))

    def given_by(self, party: str) -> tuple[Give, ...]:
        return tuple(give for give in self.gives if give.party == party)

    def to_dict(self) -> dict[str, Any]:
        return {
            "clauses": list(self.clauses),
            "size": self.size,
            "minimum": self.minimum,
            "gives": [give.to_dict() for give in self.gives],
        }


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the front: how many units each party gives, and ways out that do it."""

    gives: Mapping[str, int]
    ways: tuple[WayOut, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"gives": dict(self.gives), "ways": [list(way.clauses) for way in self.ways]}


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """A point of the front by level: the highest owner of what each party gives (None: it gives nothing); one way."""

    levels: Mapping[str, str | None]
    way: WayOut

    def to_dict(self) -> dict[str, Any]:
        return {"levels": dict(self.levels), "way": list(self.way.clauses)}


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The ways out of one target at one round.

    Nothing is given where the target is not excluded, and nothing helps where meaning rules it out. None stands for
    what was not computed; ``not_computed`` and ``exhaustive`` say so too.
    """

    case: str
    round: str | None
    target: str
    formula: str
    alone: bool  # the issues that the target does not mention stay at their status quo
    cap: int
    zone: ZoneValue | None
    by_meaning: bool | None
    ways: tuple[WayOut, ...]
    all_ways: bool  # these are all there are
    by_size: bool  # none that is missing is smaller than those told
    must_move: Mapping[str, bool] | None
    front: tuple[Point, ...]
    front_exhaustive: bool
    level_front: tuple[LevelPoint, ...]
    level_front_exhaustive: bool
    rankings: Mapping[str, Ranking] = field(default_factory=dict)
    told_only_by: Mapping[str, str] = field(default_factory=dict)  # clause -> the other party that alone tells of it
    not_computed: tuple[str, ...] = ()

    @property
    def exhaustive(self) -> bool:
        return self.all_ways and self.front_exhaustive and self.level_front_exhaustive and not self.not_computed

    @property
    def minimum(self) -> tuple[WayOut, ...]:
        return tuple(way for way in self.ways if way.minimum)

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "case": self.case,
            "round": self.round,
            "target": self.target,
            "formula": self.formula,
            "alone": self.alone,
            "cap": self.cap,
            "zone": self.zone,
            "by_meaning": self.by_meaning,
            "ways": [way.to_dict() for way in self.ways],
            "all_ways": self.all_ways,
            "by_size": self.by_size,
            "must_move": None if self.must_move is None else dict(self.must_move),
            "front": [point.to_dict() for point in self.front],
            "front_exhaustive": self.front_exhaustive,
            "level_front": [point.to_dict() for point in self.level_front],
            "level_front_exhaustive": self.level_front_exhaustive,
            "rankings": {party: each.to_dict() for party, each in self.rankings.items()},
            "told_only_by": dict(self.told_only_by),
            "not_computed": list(self.not_computed),
            "exhaustive": self.exhaustive,
        }
