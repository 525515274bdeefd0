"""What can come of today: reach, shortest paths, and what cannot be left or undone."""

from __future__ import annotations

from commonground.conflict.evolution.lock_in import lock_in, states_where
from commonground.conflict.evolution.locked import Crossing, GoalLock, LockIn, Trap
from commonground.conflict.evolution.paths import Paths, paths_to, shortest_paths
from commonground.conflict.evolution.reach import Reach, reachable
from commonground.conflict.evolution.steps import Step

__all__ = [
    "Crossing",
    "GoalLock",
    "LockIn",
    "Paths",
    "Reach",
    "Step",
    "Trap",
    "lock_in",
    "paths_to",
    "reachable",
    "shortest_paths",
    "states_where",
]
