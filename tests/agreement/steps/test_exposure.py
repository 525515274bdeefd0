"""Exposure: what is done and cannot be undone while its counterpart is to come, the same for every side."""

from __future__ import annotations

from typing import Any

from commonground.agreement import Exposure, order
from commonground.agreement.steps.exposure import NOT_SAID
from commonground.case import Case
from tests.agreement.orders import random_order, steps_in_order

LEAVE = {"irreversible": True, "by": "north", "covered_by": ("pay",)}


def exposed(case: Case) -> Exposure:
    found = order(case).exposure
    assert found is not None
    return found


def uncovered(case: Case) -> dict[str, dict[str, int]]:
    return {side: dict(steps) for side, steps in exposed(case).uncovered.items()}


def case(*edges: str, **steps: dict[str, Any]) -> Case:
    return steps_in_order({"north": [], "south": edges}, {"leave": LEAVE, **steps})


def test_a_step_is_exposed_until_its_counterpart_is_done() -> None:
    assert uncovered(case("leave < talk", "talk < pay")) == {"north": {"leave": 2}, "south": {}}


def test_done_in_one_stage_is_covered() -> None:
    assert uncovered(case("talk < leave", "talk < pay")) == {"north": {}, "south": {}}


def test_every_counterpart_has_to_be_done() -> None:
    both = LEAVE | {"covered_by": ("pay", "pledge")}
    made = steps_in_order({"north": [], "south": ["pledge < leave", "leave < pay"]}, {"leave": both})
    assert uncovered(made) == {"north": {"leave": 1}, "south": {}}


def test_the_same_test_for_both_sides() -> None:
    steps = {"leave": LEAVE, "pay": {"irreversible": True, "by": "south", "covered_by": ("leave",)}}
    first = uncovered(steps_in_order({"north": [], "south": ["leave < pay"]}, steps))
    second = uncovered(steps_in_order({"north": ["pay < leave"], "south": []}, steps))
    assert first == {"north": {"leave": 1}, "south": {}}
    assert second == {"north": {}, "south": {"pay": 1}}


def test_what_the_order_forces_is_told_apart_from_what_a_schedule_happens_to_do() -> None:
    forced = exposed(case("leave < talk", "talk < pay"))
    free = exposed(case("talk < pay"))
    assert forced.forced["north"] == ("leave",)
    assert free.forced["north"] == ()
    assert free.uncovered["north"] == {"leave": 1}


def test_without_a_counterpart_nothing_is_known() -> None:
    found = exposed(case("sign < leave", sign={"irreversible": True}, leave={}))
    assert found.undeclared == ("sign",)
    assert not any(found.uncovered.values())


def test_steps_of_nobody_in_particular_stand_apart() -> None:
    made = case("leave < pay", leave={"irreversible": True, "shifts_power": True, "covered_by": ("pay",)})
    found = exposed(made)
    assert found.uncovered[NOT_SAID] == {"leave": 1}
    assert [stage.shifted[NOT_SAID] for stage in found.stages] == [("leave",), ("leave",)]


def test_a_step_done_before_the_talks_counts_from_the_start() -> None:
    made = case("talk < pay", leave=LEAVE | {"done": True})
    assert uncovered(made)["north"] == {"leave": 1}


def test_a_split_step_exposes_from_its_first_phase_and_covers_with_its_last() -> None:
    phases = {"phases": ("first", "rest")}
    made = steps_in_order(
        {"north": ["pay < leave"], "south": ["leave < pay"]}, {"leave": LEAVE | phases, "pay": {"by": "south"}}
    )
    (split,) = (repair for repair in order(made).repairs if repair.split)
    assert split.schedule.stages == ((("leave:first",),), (("pay",),), (("leave:rest",),))
    assert split.exposure.uncovered["north"] == {"leave": 1}
    other = steps_in_order(
        {"north": ["pay < leave"], "south": ["leave < pay"]}, {"leave": LEAVE, "pay": {"by": "south"} | phases}
    )
    (split,) = (repair for repair in order(other).repairs if repair.split)
    assert split.schedule.stages == ((("pay:first",),), (("leave",),), (("pay:rest",),))
    assert split.exposure.uncovered["north"] == {"leave": 1}


def test_forced_exposure_is_exposure_in_the_schedule_too() -> None:
    seen = 0
    for seed in range(200):
        for repair in order(random_order(seed), budget=None).repairs:
            for side, steps in repair.exposure.forced.items():
                seen += len(steps)
                assert set(steps) <= set(repair.exposure.uncovered[side])
    assert seen > 20
