"""How long the questions of a case may take: all of them together, or each by itself.

A brief asks everything and shares its seconds: each question may use a part of what is left, so what one leaves over is
there for the next. Four questions take seconds and not a shared budget; they get a fixed part of the whole, so that
the parameters told with their answers are the same in every run. A page asks one or two things, whenever
somebody opens it: each question has all the seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.agreement import Budget

__all__ = ["TimeGiven"]


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """``seconds`` None: no limit. ``shared``: what is left of them; None where each question has all of them."""

    seconds: float | None
    shared: Budget | None = None

    @classmethod
    def together(cls, seconds: float | None) -> TimeGiven:
        """From now on, for all questions."""
        return cls(seconds, Budget(seconds))

    def fixed(self, share: float) -> float | None:
        """Seconds for a question that takes seconds."""
        return self.seconds if self.shared is None or self.seconds is None else self.seconds * share

    def rest(self, share: float) -> Budget | float | None:
        """For a question that takes part of a budget."""
        return self.seconds if self.shared is None else self.shared.part(share)
