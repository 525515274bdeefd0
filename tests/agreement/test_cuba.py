"""The Cuban missile crisis, round by round: excluded, open, excluded, open, and who could open it."""

from __future__ import annotations

import pytest

from commonground.agreement import TargetAnswer, agreement
from commonground.case import Case, load


@pytest.fixture(scope="module")
def cuba() -> Case:
    return load("cuba-1962")


@pytest.fixture(scope="module")
def by_round(cuba: Case) -> dict[str, TargetAnswer]:
    return {name: agreement(cuba, name).targets["missiles leave"] for name in cuba.rounds}


def test_the_zone_opens_and_shuts_and_opens(by_round: dict[str, TargetAnswer]) -> None:
    assert [answer.zone for answer in by_round.values()] == ["excluded", "not excluded", "excluded", "not excluded"]


def test_on_the_24th_one_side_alone_blocks_and_can_open(by_round: dict[str, TargetAnswer]) -> None:
    answer = by_round["r1"]
    assert (answer.blocking_set, answer.keystones, answer.concession) == (("S1",), ("S1",), ("S1",))
    assert answer.price == {"us": None, "ussr": 1}
    assert answer.can_open == {"us": None, "ussr": "leader"}


def test_on_the_morning_of_the_27th_either_side_can_open(by_round: dict[str, TargetAnswer]) -> None:
    answer = by_round["r3"]
    assert (answer.blocking_set, answer.keystones) == (("A3o", "S4"), ("A3o", "S4"))
    assert answer.price == {"us": 1, "ussr": 1}
    assert answer.can_open == {"us": "leader", "ussr": "leader"}
    assert (len(answer.concession), answer.concession_unique) == (1, False)


def test_that_evening_the_form_of_the_jupiter_move_is_part_of_the_package(by_round: dict[str, TargetAnswer]) -> None:
    example = by_round["r4"].example or {}
    assert example["missiles"] == "withdrawn"
    assert example["form"] == "secret_assurance"
    assert by_round["r4"].alone == "excluded"


def test_the_class_of_the_first_day_does_not_foretell_the_last(cuba: Case) -> None:
    labels = [agreement(cuba, name).issues["missiles"].label for name in cuba.rounds]
    assert labels == ["ultimatum-like", "open", "ultimatum-like", "open"]
