"""Movement and the class of an issue: a label about form, the same test for every side."""

from __future__ import annotations

from typing import Any

import pytest

from commonground.agreement import IssueClass, Movement, ask, class_of, movements
from commonground.agreement.zones.movement import Broken
from tests.agreement.asked import COUNT, asked
from tests.agreement.cases import case

ISSUES = {"bridge": ("closed", "foot", "open"), "toll": ("none", "low", "high")}
SOUTH = ["bridge != open", "bridge != foot", "toll = none"]


def offers(*made: tuple[str, str | None]) -> dict[str, list[dict[str, Any]]]:
    return {"north": [{"text": text, "round": when} for text, when in made]}


def movement(*made: tuple[str, str | None], **more: Any) -> Movement:
    small = case(ISSUES, {"north": [], "south": SOUTH}, offers=offers(*made), rounds=["r1", "r2", "r3"], **more)
    (found,) = movements(ask(small), "bridge")
    return found


def test_movements_of_random_cases_are_those_of_all_joint_outcomes() -> None:
    seen: set[bool] = set()
    for seed in range(COUNT):
        question, twin = asked(seed)
        for issue in question.case.issues:
            found = {item.party: item for item in movements(question, issue)}
            for party in question.parties:
                expected = twin.movement(issue, party.id)
                if expected is None:
                    assert party.id not in found
                    continue
                item = found.pop(party.id)
                assert (len(item.first), len(item.last), item.off_status_quo) == expected
                assert item.moved == (expected[1] < expected[0])
                seen.add(item.moved)
            assert not found, "a party outside the table has no movement"
    assert seen == {True, False}


def test_an_offer_nearer_to_the_other_mandate_is_movement() -> None:
    found = movement(("bridge = open and toll = high", "r1"), ("bridge = open", "r2"))
    assert (found.first, found.last, found.moved) == (("S1", "S3"), ("S1",), True)
    assert found.offers == ("FN1", "FN2")


def test_a_wider_menu_with_the_same_distance_is_none() -> None:
    found = movement(("bridge = open", "r1"), ("bridge = foot", "r2"))
    assert (len(found.first), len(found.last), found.moved) == (1, 1, False)


def test_offers_of_one_round_are_one_menu_and_the_nearest_counts() -> None:
    assert not movement(("bridge = open and toll = high", "r1"), ("bridge = foot", "r1")).moved


def test_going_back_is_no_movement_and_undoes_none() -> None:
    assert not movement(("bridge = open", "r1"), ("bridge = open and toll = high", "r3")).moved
    back = movement(
        ("bridge = open and toll = low", "r1"), ("bridge = open", "r2"), ("bridge = open and toll = low", "r3")
    )
    assert back.moved


def test_an_offer_without_a_round_counts_as_made_in_the_first() -> None:
    assert not movement(("bridge = open and toll = high", None), ("bridge = open", "r1")).moved
    assert movement(("bridge = open and toll = high", None), ("bridge = open", "r2")).moved


def test_offers_after_the_round_asked_about_are_not_known_yet() -> None:
    made = offers(("bridge = open and toll = high", "r1"), ("bridge = open", "r3"))
    small = case(ISSUES, {"north": [], "south": SOUTH}, offers=made, rounds=["r1", "r2", "r3"])
    (early,) = movements(ask(small, "r2"), "bridge")
    assert early.offers == ("FN1",)
    assert not early.moved


def test_one_meaning_rule_can_put_an_offer_farther_away() -> None:
    plain, ruled = (
        movement(("bridge = open", "r1")),
        movement(("bridge = open", "r1"), rules=["bridge = open -> toll = low"]),
    )
    assert (plain.first, ruled.first) == (("S1",), ("S1", "S3"))


def test_an_offer_that_meaning_forbids_is_left_out() -> None:
    small = case(ISSUES, {"north": []}, offers={"north": ["bridge = open"]}, rules=["bridge != open"])
    assert movements(ask(small), "bridge") == ()


def test_an_offer_that_may_be_met_at_the_status_quo_does_not_leave_it() -> None:
    assert movement(("bridge = open", "r1")).off_status_quo
    assert not movement(("bridge in {closed, open}", "r1")).off_status_quo


def test_what_is_known_of_an_offer_is_kept_for_the_next_issue() -> None:
    made = {"north": ["bridge = open and toll = low"]}
    small = case(ISSUES, {"north": [], "south": SOUTH}, offers=made)
    known: dict[str, Broken] = {}
    movements(ask(small), "bridge", known=known)
    assert known == {"FN1": ("S1", "S3")}
    known["FN1"] = ("S2",)
    (again,) = movements(ask(small), "toll", known=known)
    assert again.first == ("S2",)


STOOD = Movement("north", ("F1",), ("S1",), ("S1",), off_status_quo=True)
CAME = Movement("south", ("F2",), ("N1", "N2"), ("N1",), off_status_quo=True)
STAYED = Movement("east", ("F3",), (), (), off_status_quo=False)


@pytest.mark.parametrize(
    ("moves", "label"),
    [
        ((STOOD,), "ultimatum-like"),
        ((STOOD, STAYED), "ultimatum-like"),
        ((STOOD, CAME), "exchange of demands"),
        ((STAYED,), "exchange of demands"),
        ((), "exchange of demands"),
    ],
)
def test_an_excluded_issue_is_ultimatum_like_only_if_somebody_offered_and_nobody_moved(
    moves: tuple[Movement, ...], label: IssueClass
) -> None:
    assert class_of("excluded", moves) == label
    assert class_of("excluded", tuple(reversed(moves))) == label
    assert class_of("accepted", moves) == "negotiated"
    assert class_of("not excluded", moves) == "open"
