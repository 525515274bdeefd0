"""A budget of time that many questions share, so that nothing hangs and a limit reached is said.

Deciding satisfiability is NP-complete and the minima above it are harder, so no bound on the time of one question can
be promised. A *budget* is a moment in time. Solvers work in stretches of a bounded number of conflicts, after each of
which the clock is read; when the time is over the question ends with :class:`OutOfTime`, which a report turns into a
list of the answers that are missing. Stretches are counted in conflicts and not in seconds, so an answer that is
reached does not depend on how fast the machine is.

Budgets are parted, never added up: a part ends no later than the whole, and what one part leaves over is there for
the next.
"""

from __future__ import annotations

import math
from time import monotonic

from commonground.errors import Problem, UsageError

__all__ = ["UNLIMITED", "Budget", "OutOfTime", "budget_of"]

LEAST_SHARE = 0.5  # seconds


class OutOfTime(Exception):
    """The budget is used up. A report tells it as "not computed"; only who passes a budget to one question meets it."""


class Budget:
    """A moment until which one may compute; ``None`` seconds mean without a limit.

    >>> Budget(0).over, UNLIMITED.over
    (True, False)
    """

    __slots__ = ("_ends",)

    def __init__(self, seconds: float | None) -> None:
        self._ends = math.inf if seconds is None else monotonic() + seconds

    @property
    def remaining(self) -> float:
        """Seconds left; never below zero."""
        return max(0.0, self._ends - monotonic())

    @property
    def over(self) -> bool:
        return monotonic() >= self._ends

    def check(self) -> None:
        """Raise `OutOfTime` if there is none left."""
        if self.over:
            raise OutOfTime

    def part(self, fraction: float) -> Budget:
        """A budget of a fraction of what is left."""
        return UNLIMITED if math.isinf(self._ends) else Budget(self.remaining * fraction)

    def share(self, waiting: int) -> Budget:
        """What one of several that wait may use: an even share, but enough to get something done.

        Shares too small to answer anything would leave everybody with nothing, so those that come first go first.
        """
        even = self.remaining / max(1, waiting)
        return UNLIMITED if math.isinf(self._ends) else Budget(min(self.remaining, max(even, LEAST_SHARE)))


UNLIMITED = Budget(None)


def budget_of(seconds: float | None) -> Budget:
    """A budget from what a caller wrote."""
    if seconds is None:
        return UNLIMITED
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not seconds >= 0:
        problem = Problem(
            "A budget is a number of seconds.",
            read=repr(seconds),
            expected="0 or more, or None for no limit",
            code="bad-budget",
        )
        raise UsageError(problem)
    return Budget(seconds)
