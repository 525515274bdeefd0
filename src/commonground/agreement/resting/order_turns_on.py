"""Which sources and speakers the verdict on the order of steps turns on.

The verdict is its word, how many circles of demands there are, and which demands survive every change of order. For
each source and each speaker the order is asked again without the edges that rest on their words alone. What it turns
on edge by edge stands in the :class:`OrderReport` itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.steps.order import order
from commonground.agreement.steps.results import OrderReport
from commonground.agreement.steps.verdict import OrderVerdict
from commonground.case.drop import drop, falls_with
from commonground.case.model import Case

__all__ = ["OrderTurn", "OrderTurnsOn", "order_turns_on"]


@dataclass(frozen=True, slots=True)
class OrderTurn:
    """Something without which the verdict on the order is another, the edges that fall with it, and that verdict."""

    id: str
    falls: tuple[str, ...]
    verdict: OrderVerdict
    cycles: int
    surviving: tuple[tuple[str, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "falls": list(self.falls),
            "verdict": self.verdict,
            "cycles": self.cycles,
            "surviving": [list(edges) for edges in self.surviving],
        }


@dataclass(frozen=True, slots=True)
class OrderTurnsOn:
    """The verdict on the order, all it turns on among what was tried, and what was not tried for lack of time."""

    verdict: OrderVerdict
    cycles: int
    surviving: tuple[tuple[str, ...], ...]
    turns: tuple[OrderTurn, ...]
    untried: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "cycles": self.cycles,
            "surviving": [list(edges) for edges in self.surviving],
            "turns_on": [turn.to_dict() for turn in self.turns],
            "untried": list(self.untried),
        }


def order_turns_on(case: Case, budget: Budget | float | None = 10.0) -> OrderTurnsOn:
    """What the verdict on the order of a case's steps turns on.

    >>> from commonground.case import load
    >>> [turn.cycles for turn in order_turns_on(load("istanbul-2025")).turns if turn.id == "sources.ki-interview"]
    [1]
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    base = order(case, budget=limit)
    turns: list[OrderTurn] = []
    waiting = dict(_supports(case))
    for name in list(waiting):
        try:
            limit.check()
        except OutOfTime:
            break
        falls = waiting.pop(name)
        found = order(drop(case, falls), budget=limit)
        if _verdict(found) != _verdict(base):
            turns.append(OrderTurn(name, falls, *_verdict(found)))
    return OrderTurnsOn(*_verdict(base), tuple(turns), tuple(waiting))


def _supports(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    whole = {f"sources.{source}": [f"sources.{source}"] for source in case.sources}
    for statement in case.statements.values():
        whole.setdefault(f"speaker {statement.speaker}", []).append(statement.id)
    for name, dropped in whole.items():
        falls = tuple(edge for edge in sorted(falls_with(case, dropped)) if edge in case.order)
        if falls:
            yield name, falls


def _verdict(found: OrderReport) -> tuple[OrderVerdict, int, tuple[tuple[str, ...], ...]]:
    return found.verdict, len(found.cycles), found.surviving
