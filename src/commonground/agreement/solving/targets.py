"""What is asked about: each issue, each outcome, the case's own targets, and any more that a caller names.

A *target* is a formula over issues: what would have to be agreed. A zone is defined only for a target, because
leaving everything as it is meets bare mandates trivially. The target of an issue, named by the issue's id, says that
it leaves its status quo; ``issue=outcome`` says that it comes out so, the status quo included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonground.case.model import Case, Issue, Target
from commonground.errors import Problem, UsageError, Where
from commonground.logic import Among, read

__all__ = ["issue_target", "outcome_target", "target", "targets_of"]


def issue_target(issue: Issue) -> Target:
    """The issue leaves its status quo."""
    others = tuple(outcome for outcome in issue.outcomes if outcome != issue.status_quo)
    return Target(issue.id, Among(issue.id, others), f"{issue.id} != {issue.status_quo}", issue.where)


def outcome_target(issue: Issue, outcome: str) -> Target:
    """The issue comes out as ``outcome``."""
    return Target(f"{issue.id}={outcome}", Among(issue.id, (outcome,)), f"{issue.id} = {outcome}", issue.where)


def target(case: Case, text: str, name: str | None = None) -> Target:
    """A target from a formula; names in it that the case does not know are a ``FormulaError``."""
    return Target(name or text, read(text, case.names), text, Where(field=f"targets.{name}" if name else None))


def targets_of(case: Case, extra: Mapping[str, str] | None = None) -> dict[str, Target]:
    """All targets of a case by name: issues, outcomes, the case's own, extra ones.

    Raises
    ------
    UsageError
        A name is used for two different formulas.
    """
    found: dict[str, Target] = {}
    for item in _all(case, extra or {}):
        known = found.setdefault(item.id, item)
        if known.formula != item.formula:
            raise UsageError(_taken(known, item))
    return found


def _all(case: Case, extra: Mapping[str, str]) -> Iterator[Target]:
    for issue in case.issues.values():
        yield issue_target(issue)
    for issue in case.issues.values():
        yield from (outcome_target(issue, outcome) for outcome in issue.outcomes)
    yield from case.targets.values()
    yield from (target(case, text, name) for name, text in extra.items())


def _taken(known: Target, again: Target) -> Problem:
    return Problem(
        f"The target name “{again.id[:80]}” already stands for “{known.text[:80]}”.",
        again.where,
        read=again.text,
        expected="another name; an issue's id is the target that the issue leaves its status quo",
        code="target-name-taken",
    )
