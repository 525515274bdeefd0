"""What coalitions can do together: where they are stable, and which can improve on a state."""

from __future__ import annotations

from commonground.conflict.coalitions.back_end import CoalitionBackEnd
from commonground.conflict.coalitions.result import (
    CoalitionConcept,
    CoalitionEnd,
    CoalitionStability,
    ImprovingCoalition,
    ImprovingCoalitions,
    Reading,
)
from commonground.conflict.coalitions.search import improving_coalitions, vulnerability

__all__ = [
    "CoalitionBackEnd",
    "CoalitionConcept",
    "CoalitionEnd",
    "CoalitionStability",
    "ImprovingCoalition",
    "ImprovingCoalitions",
    "Reading",
    "improving_coalitions",
    "vulnerability",
]
