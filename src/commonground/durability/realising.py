"""Which states of the conflict carry a deal out.

A deal is a formula over issues (``ceasefire = full and terms = unconditional``). Where an outcome says under
``holds_when`` which states carry it out, the deal becomes a formula over options: each ``issue in {outcomes}`` turns
into “one of the formulas of these outcomes”. Negations are first pushed down to the issues, where “not these outcomes”
means “one of the others”; so every outcome is asked for and none is ruled out by silence.

What the case does not link cannot be assessed. An outcome without such a formula is left out where others of the same
issue would do as well, which is said; where nothing is left for an issue, the deal is *not assessed*, and the issues
that lack a link are named.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.case.model import Case
from commonground.logic import Among, And, Constant, Formula, Iff, Implies, Not, Or, Taken

__all__ = ["Realising", "realising"]


@dataclass(frozen=True, slots=True)
class Realising:
    """A deal as a formula over options.

    ``formula`` None: not assessed, for want of the links ``missing`` (outcomes as ``issue=outcome``). ``left_out``:
    outcomes that would meet the deal too, and of which the case does not say which states carry them out. ``rests_on``:
    ids of the links used.
    """

    formula: Formula | None
    rests_on: tuple[str, ...]
    left_out: tuple[str, ...]
    missing: tuple[str, ...]


def realising(case: Case, deal: Formula) -> Realising:
    """``deal`` in terms of options, as far as the case links them.

    >>> from commonground.case import load
    >>> from commonground.logic import read
    >>> case = load("istanbul-2025")
    >>> realising(case, read("ceasefire != none", case.names)).left_out
    ('ceasefire=short_local',)
    >>> realising(case, read("settlement = agreed", case.names)).missing
    ('settlement=agreed',)
    """
    turn = _Turning(case)
    formula = turn.into_options(deal, wanted=True)
    missing = tuple(dict.fromkeys(turn.missing))
    return Realising(
        None if missing else formula,
        tuple(dict.fromkeys(turn.used)),
        tuple(dict.fromkeys(turn.left_out)),
        missing,
    )


class _Turning:
    """One pass over a formula; what it meets on the way is kept."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._links = {(item.issue, item.outcome): item for item in case.holdings.values()}
        self.used: list[str] = []
        self.left_out: list[str] = []
        self.missing: list[str] = []

    def into_options(self, formula: Formula, *, wanted: bool) -> Formula:
        """The formula, or where it is not wanted its negation, over options."""
        match formula:
            case Among(issue, outcomes):
                all_of_it = self._case.issues[issue].outcomes
                asked = outcomes if wanted else tuple(each for each in all_of_it if each not in outcomes)
                return self._one_of(issue, asked)
            case Taken():
                return formula if wanted else Not(formula)
            case Constant(value):
                return Constant(value is wanted)
            case Not(inner):
                return self.into_options(inner, wanted=not wanted)
            case And(parts):
                return (And if wanted else Or)(tuple(self.into_options(part, wanted=wanted) for part in parts))
            case Or(parts):
                return (Or if wanted else And)(tuple(self.into_options(part, wanted=wanted) for part in parts))
            case Implies(left, right):
                return self.into_options(Or((Not(left), right)), wanted=wanted)
            case Iff(left, right):
                both, neither = And((left, right)), And((Not(left), Not(right)))
                return self.into_options(Or((both, neither)), wanted=wanted)
        raise AssertionError(formula)

    def _one_of(self, issue: str, outcomes: tuple[str, ...]) -> Formula:
        linked = [self._links[issue, outcome] for outcome in outcomes if (issue, outcome) in self._links]
        unlinked = [f"{issue}={outcome}" for outcome in outcomes if (issue, outcome) not in self._links]
        if unlinked:
            (self.left_out if linked else self.missing).extend(unlinked)
        self.used.extend(link.id for link in linked)
        return linked[0].formula if len(linked) == 1 else Or(tuple(link.formula for link in linked))
