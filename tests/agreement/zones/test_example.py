"""Examples: a joint outcome in the zone that moves nothing it need not."""

from __future__ import annotations

from commonground.agreement import Question, ask, example, target
from commonground.agreement.zones.example import rests_on
from commonground.logic import evaluate
from tests.agreement.asked import every, told
from tests.agreement.cases import case
from tests.agreement.literal import Outcome, Twin


def completed(question: Question, twin: Twin, package: dict[str, str]) -> list[tuple[Outcome, bool]]:
    """The joint outcomes an example can stand for (options may be either way), and whether mandates allow each."""
    whole = {issue: package.get(issue, item.status_quo) for issue, item in question.case.issues.items()}
    clauses = question.clauses.values()
    fitting = [world for world in twin.worlds if whole.items() <= world.items()]
    return [(world, all(evaluate(c.formula, world) for c in clauses)) for world in fitting]


def test_an_example_is_in_the_zone_and_moves_nothing_it_need_not() -> None:
    moved = 0
    for question, twin, wanted in every(250):
        for on_record in (False, True):
            package = example(question, wanted, on_record=on_record)
            allowed = [w for w, fine in zip(twin.worlds, twin._broken, strict=True) if not fine]
            zone = [w for w in allowed if evaluate(wanted.formula, w)]
            if on_record:
                zone = [w for w in zone if not twin.moved(w) or twin.on_record(w)]
            if package is None:
                assert not zone, told(question, wanted)
                continue
            own = [world for world, fine in completed(question, twin, package) if fine and world in zone]
            assert own, told(question, wanted)
            assert not any(twin.moved(other) < set(package) for other in zone), told(question, wanted)
            moved = max(moved, len(package))
    assert moved >= 2


def test_issues_stand_in_the_order_of_the_file() -> None:
    small = case({"b": ("x", "y"), "a": ("x", "y")}, {"north": []})
    package = example(ask(small), target(small, "a = y and b = y"))
    assert list(package or ()) == ["b", "a"]


def test_an_issue_that_has_to_move_gets_the_first_outcome_the_zone_allows() -> None:
    small = case({"a": ("w", "x", "y", "z")}, {"north": ["a != x"]})
    assert example(ask(small), target(small, "a != w")) == {"a": "y"}


def test_an_accepted_package_rests_on_the_acceptances_of_its_outcomes() -> None:
    record = {"north": ["a in {y, z}", "b = y"], "south": ["a = z"]}
    small = case({"a": ("x", "y", "z"), "b": ("x", "y")}, {}, acceptances=record)
    question = ask(small)
    package = example(question, target(small, "a != x"), on_record=True)
    assert package == {"a": "z"}
    assert rests_on(question, package) == ("AN1", "AS1")
    assert rests_on(question, {}) == ()
