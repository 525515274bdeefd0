"""An outcome moved: a party stands there under the lines that come of it, whichever way it stood before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.case import load
from commonground.case.moving_outcomes import STANDS, moved, on_outcome
from commonground.case.what_if import what_if
from commonground.errors import UsageError

CASES = {name: load(name) for name in ("istanbul-2025", "cuba-1962", "saltmarsh")}


@st.composite
def moves(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, str, str]]]:
    name = draw(st.sampled_from(sorted(CASES)))
    case = CASES[name]
    made: list[tuple[str, str, str, str]] = []
    for _ in range(draw(st.integers(1, 5))):
        issue = draw(st.sampled_from(list(case.issues)))
        outcome = draw(st.sampled_from(list(case.issues[issue].outcomes)))
        party = draw(st.sampled_from([each.id for each in case.table]))
        made.append((party, issue, outcome, draw(st.sampled_from(STANDS))))
    return name, made


@settings(max_examples=120, deadline=None)
@given(moves())
def test_it_stands_where_it_was_moved_to_and_nothing_else_does(
    asked: tuple[str, list[tuple[str, str, str, str]]],
) -> None:
    case, lines = CASES[asked[0]], tuple[str, ...]()
    for party, issue, outcome, to in asked[1]:
        before = what_if(case, lines)
        lines = moved(case, lines, party, issue, outcome, to)
        after = what_if(case, lines)
        for one in case.table:
            for each in case.issues.values():
                for name in each.outcomes:
                    stand = on_outcome(after, one.id, each.id, name).stand
                    if (one.id, each.id, name) == (party, issue, outcome):
                        assert stand == to
                    else:
                        assert stand == on_outcome(before, one.id, each.id, name).stand


def test_there_and_back_leaves_no_line() -> None:
    case = CASES["istanbul-2025"]
    there = moved(case, (), "ukraine", "ceasefire", "full", "ruled out")
    assert there == ("add ukraine: ceasefire != full",)
    assert moved(case, there, "ukraine", "ceasefire", "full", "silent") == ()
    lifted = moved(case, (), "russia", "terms", "unconditional", "silent")
    assert lifted == ("drop R1",)
    assert moved(case, lifted, "russia", "terms", "unconditional", "ruled out") == ()


def test_conditions_that_join_issues_are_named_and_left() -> None:
    found = on_outcome(CASES["istanbul-2025"], "russia", "territory", "line")
    assert (found.stand, found.conditions) == ("silent", ("R2",))


@pytest.mark.parametrize(
    ("party", "issue", "outcome", "to", "told"),
    [
        ("rusia", "terms", "none", "silent", "no party"),
        ("russia", "term", "none", "silent", "no issue"),
        ("russia", "terms", "never", "silent", "no outcome of terms"),
        ("russia", "terms", "none", "open", "no way to stand"),
    ],
)
def test_what_is_not_there_is_said(party: str, issue: str, outcome: str, to: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        moved(CASES["istanbul-2025"], (), party, issue, outcome, to)
