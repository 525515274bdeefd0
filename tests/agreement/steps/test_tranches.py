"""Steps done in turns, part by part, with either side beginning."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import commonground as cg
from commonground.agreement import order
from tests.agreement.orders import steps_in_order

MUTUAL = {"north": ["free < lift"], "south": ["lift < free"]}
DIVISIBLE: dict[str, Any] = {"divisible": True}


def turns(steps: dict[str, dict[str, Any]], parts: int = 2) -> list[tuple[str, ...]]:
    return [row for pair in order(steps_in_order(MUTUAL, steps), tranches=parts).tranches for row in pair.turns]


def test_both_divisible_alternate_and_either_may_begin() -> None:
    assert turns({"free": DIVISIBLE, "lift": DIVISIBLE}) == [
        ("free:1", "lift:1", "free:2", "lift:2"),
        ("lift:1", "free:1", "lift:2", "free:2"),
    ]


def test_no_side_is_ever_more_than_one_part_ahead() -> None:
    for row in turns({"free": DIVISIBLE, "lift": DIVISIBLE}, parts=5):
        assert len(set(row)) == len(row) == 10
        assert all(one.split(":")[0] != other.split(":")[0] for one, other in pairwise(row))


def test_a_whole_step_comes_between_the_parts_of_the_other() -> None:
    assert turns({"free": DIVISIBLE}, parts=3) == [("free:1", "lift", "free:2", "free:3")]
    assert turns({"lift": DIVISIBLE}) == [("lift:1", "free", "lift:2")]


def test_the_edges_that_keep_them_waiting_are_named() -> None:
    (pair,) = order(steps_in_order(MUTUAL, {"free": DIVISIBLE})).tranches
    assert pair.steps == ("free", "lift")
    assert set(pair.edges) == {"N1", "S1"}


def test_a_step_and_its_counterpart_can_be_done_in_turns_without_a_circle() -> None:
    covered: dict[str, dict[str, Any]] = {"free": {"covered_by": ("lift",)} | DIVISIBLE}
    (pair,) = order(steps_in_order({"north": ["free < lift"]}, covered)).tranches
    assert pair.to_dict() == {"steps": ["free", "lift"], "edges": [], "turns": [["free:1", "lift", "free:2"]]}


def test_what_is_indivisible_or_done_is_not_shown() -> None:
    assert turns({}) == []
    assert turns({"free": DIVISIBLE | {"done": True}}) == []
    assert order(cg.load("istanbul-2025")).tranches == ()
