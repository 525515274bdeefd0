"""Targets: issues, outcomes, the case's own, extra ones; one name, one formula."""

from __future__ import annotations

import pytest

from commonground.agreement import issue_target, outcome_target, target, targets_of
from commonground.errors import FormulaError, UsageError
from commonground.logic import read
from tests.agreement.cases import case

ISSUES = {"bridge": ("closed", "foot", "open"), "toll": ("none", "low"), "sign": ("up",)}


def test_every_issue_and_every_outcome_is_a_target_the_status_quo_too() -> None:
    small = case(ISSUES, targets={"all": "bridge = open and toll = low"})
    assert list(targets_of(small, {"more": "toll = low"})) == [
        "bridge",
        "toll",
        "sign",
        "bridge=closed",
        "bridge=foot",
        "bridge=open",
        "toll=none",
        "toll=low",
        "sign=up",
        "all",
        "more",
    ]


def test_texts_of_made_targets_mean_what_their_formulas_do() -> None:
    small = case(ISSUES)
    for issue in small.issues.values():
        made = [issue_target(issue), *(outcome_target(issue, outcome) for outcome in issue.outcomes)]
        for item in made:
            assert read(item.text, small.names) == item.formula


def test_a_name_used_twice_for_the_same_formula_is_one_target() -> None:
    small = case(ISSUES, targets={"toll": "toll = low"})
    assert targets_of(small)["toll"].text == "toll != none"


@pytest.mark.parametrize("extra", [{}, {"bridge": "bridge = open"}])
def test_a_name_used_for_two_formulas_is_refused(extra: dict[str, str]) -> None:
    small = case(ISSUES, targets={} if extra else {"bridge": "bridge = open"})
    with pytest.raises(UsageError) as caught:
        targets_of(small, extra)
    (problem,) = caught.value.problems
    assert problem.code == "target-name-taken"
    assert "“bridge” already stands for “bridge != closed”" in problem.what
    assert problem.read == "bridge = open"


def test_an_extra_target_may_not_name_what_the_case_does_not_know() -> None:
    small = case(ISSUES)
    with pytest.raises(FormulaError, match="bridge"):
        targets_of(small, {"x": "brige = open"})
    with pytest.raises(FormulaError, match="foot"):
        target(small, "bridge = foott")
