"""The scopes at which a side's demands are tested: the issue in any form, and the demanded forms of it.

For every issue the target "it leaves its status quo" is the scope *any form*. A *demanded form* is an outcome off the
status quo that an offer of some party puts forward and that still leaves something to choose: it does not by itself
entail what a party that asks for it has offered. (Full ceasefire is one: on which terms is left. "All children return"
is none: to ask whether a side insists on its way to that is to ask whether it insists on that.) An issue with one
outcome off the status quo has no form beside "any". The case's own targets, and any that a caller names, are scopes
too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from commonground.agreement.insisting.side_sets import SideSets
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.targets import issue_target, outcome_target, targets_of
from commonground.case.model import Issue, Target
from commonground.logic import Formula

__all__ = ["Scope", "ScopeKind", "any_forms", "demanded_forms", "scopes"]

ScopeKind = Literal["any form", "demanded form", "target"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a side's demands are tested on."""

    kind: ScopeKind
    issue: str | None  # None: a target of the case or of the caller
    target: Target
    also: tuple[str, ...] = ()  # other names under which the case or the caller knows the same formula

    @property
    def name(self) -> str:
        """As in the report of ``agreement``: the issue, ``issue=outcome``, or the target's name."""
        return self.target.id


def any_forms(sets: SideSets) -> tuple[Scope, ...]:
    return tuple(Scope("any form", issue.id, issue_target(issue)) for issue in sets.question.case.issues.values())


def demanded_forms(sets: SideSets, budget: Budget = UNLIMITED) -> tuple[Scope, ...]:
    """The demanded forms of all issues, in the order of the file."""
    issues = [issue for issue in sets.question.case.issues.values() if len(issue.outcomes) > 2]
    return tuple(scope for issue in issues for scope in _forms(sets, issue, budget))


def scopes(sets: SideSets, extra: Mapping[str, str] | None = None, budget: Budget = UNLIMITED) -> tuple[Scope, ...]:
    """All scopes of a question: issue by issue its demanded forms and any form, then the targets of their own."""
    forms = demanded_forms(sets, budget)
    found: dict[Formula, Scope] = {}
    for whole in any_forms(sets):
        for scope in (*(form for form in forms if form.issue == whole.issue), whole):
            found[scope.target.formula] = scope
    case = sets.question.case
    known = targets_of(case, extra)
    for name in (*case.targets, *(extra or {})):
        item = known[name]
        found[item.formula] = _named(found.get(item.formula, Scope("target", None, item)), name)
    return tuple(found.values())


def _named(scope: Scope, name: str) -> Scope:
    also = scope.also if name in (scope.name, *scope.also) else (*scope.also, name)
    return Scope(scope.kind, scope.issue, scope.target, also)


def _forms(sets: SideSets, issue: Issue, budget: Budget) -> Iterator[Scope]:
    for outcome in issue.outcomes:
        if outcome == issue.status_quo:
            continue
        target = outcome_target(issue, outcome)
        wanted = sets.literal(target.formula)
        menus = (sets.offers_on(target, party.id, budget) for party in sets.question.parties)
        if any(menu and sets.possible([wanted, *sets.none_of(menu)], budget) for menu in menus):
            yield Scope("demanded form", issue.id, target)
