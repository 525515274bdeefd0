"""On which of the assumed preferences the answer of a stability analysis turns.

What is tried is what `commonground.conflict.stability.flips` tries, one change at a time. Of each change that gives
another answer two things are kept: who would gain by leaving the one state asked about (today's unless another is
named), and how many equilibria there would be more and fewer. Most changes alter some equilibria somewhere; few alter
what is said of one state, and those are the ones to look at first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from commonground.conflict.stability.flips import Flip, Flips, flips
from commonground.errors import CommongroundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from commonground.case.model import Case
    from commonground.conflict.model.contract import Concept
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["Answer", "Turning", "asked_otherwise", "turning"]

Verdict = TypeVar("Verdict")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reading of the preferences gives.

    ``leaving``: by concept, who would gain by leaving the state; empty where no state was asked about. ``changed``: by
    concept, how many states are equilibria that were none, and the other way round.
    """

    leaving: tuple[tuple[Concept, tuple[str, ...]], ...]
    changed: tuple[tuple[Concept, int, int], ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """The single changes of preferences that give another answer, and how many were tried."""

    state: str | None
    found: Flips[Answer | None]

    @property
    def of_state(self) -> tuple[Flip[Answer | None], ...]:
        """Those that change who would leave the state."""
        was = self.found.verdict
        return tuple(each for each in self.found.flips if each.verdict and was and each.verdict.leaving != was.leaving)

    def to_dict(self) -> dict[str, Any]:
        was = dict(self.found.verdict.leaving) if self.found.verdict else {}
        plain = self.found.to_dict()
        pairs = zip(plain["flips"], self.found.flips, strict=True)
        changes = [told | (_plain(flip.verdict, was) if flip.verdict else {}) for told, flip in pairs]
        return {"state": self.state} | plain | {"flips": changes}


def turning(
    case: Case,
    report: StabilityReport,
    again: Callable[[Case], StabilityReport],
    state: str | None,
    seconds: float | None,
) -> Turning:
    """What the answer turns on; nothing is tried where one more analysis would take longer than ``seconds``."""
    base = _answer(report, report, state)

    found = asked_otherwise(
        case,
        report.parties,
        base,
        lambda otherwise: _answer(again(otherwise), report, state),
        took=report.elapsed,
        seconds=seconds,
    )
    return Turning(state, found)


def asked_otherwise(
    case: Case,
    parties: Iterable[str],
    base: Verdict,
    ask: Callable[[Case], Verdict],
    *,
    took: float,
    seconds: float | None,
) -> Flips[Verdict | None]:
    """The changes under which ``ask`` gives another verdict than ``base``, which took so many seconds to find.

    A change that leaves no model, as where what is left takes more memory, is not told, and then these are not all.
    """
    if seconds is not None and took > seconds:
        return Flips(base, (), 0, exhaustive=False)

    def asked(otherwise: Case) -> Verdict | None:
        if otherwise is case:
            return base
        try:
            return ask(otherwise)
        except CommongroundError:
            return None

    tried = flips(case, parties, asked, seconds)
    kept = tuple(flip for flip in tried.flips if flip.verdict is not None)
    return Flips(base, kept, tried.tried, tried.exhaustive and len(kept) == len(tried.flips))


def _answer(report: StabilityReport, base: StabilityReport, state: str | None) -> Answer:
    number = None if state is None else report.model.number(state)
    leaving, changed = [], []
    for concept in report.masks:
        now, was = report.equilibria(concept), base.equilibria(concept)
        changed.append((concept, int(np.count_nonzero(now & ~was)), int(np.count_nonzero(was & ~now))))
        if number is not None:
            away = tuple(party for party in report.parties if not report.stable(concept, party)[number])
            leaving.append((concept, away))
    return Answer(tuple(leaving), tuple(changed))


def _plain(answer: Answer, was: Mapping[Concept, tuple[str, ...]]) -> dict[str, Any]:
    return {
        "leaving": {concept: list(parties) for concept, parties in answer.leaving if parties != was[concept]},
        "equilibria": {
            concept: {"more": more, "fewer": fewer} for concept, more, fewer in answer.changed if more or fewer
        },
    }
