"""A question as clauses: targets as literals, blockages that know nothing of other targets."""

from __future__ import annotations

from commonground.agreement import UNLIMITED, ask, issue_target, outcome_target, target
from commonground.agreement.solving.oracle import Oracle
from tests.agreement.asked import asked, targets, told
from tests.agreement.cases import case


def test_a_blockage_is_met_by_selectors_exactly_where_some_joint_outcome_meets_their_clauses() -> None:
    for seed in range(60):
        question, twin = asked(seed)
        for wanted in targets(seed):
            for alone in (False, True):
                blockage = question.encoded.blockage(wanted, alone)
                with Oracle(blockage.hard, UNLIMITED) as oracle:
                    for clause, selector in blockage.selectors.items():
                        met = oracle.satisfiable([selector])
                        assert met != twin.blocks([clause], wanted, alone), told(question, wanted)


def test_targets_of_the_domain_need_no_definitions() -> None:
    small = case({"a": ("x", "y", "z"), "b": ("x",)})
    encoded = ask(small).encoded
    for issue in small.issues.values():
        for wanted in (issue_target(issue), *(outcome_target(issue, outcome) for outcome in issue.outcomes)):
            if wanted.text != "b != x":  # never true: an issue with one outcome cannot leave it
                assert encoded.placed(wanted.formula).definitions == ()


def test_a_blockage_does_not_depend_on_what_else_was_asked() -> None:
    small = case({"a": ("x", "y", "z"), "b": ("x", "y")}, {"north": ["a = x or b = x"]})
    wanted = target(small, "a in {y, z} and b = y")
    fresh, used = ask(small), ask(small)
    for text in ("a = y iff b = y", "not (a = z) or b = x"):
        used.encoded.blockage(target(small, text))
        used.encoded.zones.literal(target(small, text).formula)
    assert fresh.encoded.blockage(wanted) == used.encoded.blockage(wanted)


def test_the_order_in_which_issues_and_clauses_are_written_is_not_in_the_clauses() -> None:
    issues, clauses = {"a": ("x", "y"), "b": ("x", "y")}, [{"id": "N1", "text": "a = x"}, {"id": "N2", "text": "b = x"}]
    one = case(issues, {"north": clauses})
    other = case(dict(reversed(issues.items())), {"north": clauses[::-1]})
    assert ask(one).encoded.ground == ask(other).encoded.ground
