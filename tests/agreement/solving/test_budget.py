"""Budgets: parts end no later than the whole, shares are never too small to use, nonsense is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest

from commonground.agreement.solving.budget import LEAST_SHARE, UNLIMITED, Budget, OutOfTime, budget_of
from commonground.errors import UsageError


def test_a_budget_of_nothing_is_over_and_says_so() -> None:
    assert Budget(0).over
    assert Budget(0).remaining == 0
    with pytest.raises(OutOfTime):
        Budget(0).check()


def test_a_part_ends_before_the_whole_and_a_share_no_later() -> None:
    whole = Budget(1_000)
    assert 0 < whole.part(0.5).remaining <= 500
    assert 0 < whole.share(10).remaining <= 100
    assert Budget(0).share(3).over


def test_a_share_is_enough_to_get_something_done_while_there_is_time() -> None:
    share = Budget(1_000).share(1_000_000)
    assert 0.5 * LEAST_SHARE < share.remaining <= LEAST_SHARE
    assert Budget(LEAST_SHARE / 10).share(1_000_000).remaining <= LEAST_SHARE / 10


def test_without_a_limit_every_part_and_share_is_without_one() -> None:
    assert budget_of(None) is UNLIMITED
    assert math.isinf(UNLIMITED.part(0.1).share(7).remaining)
    UNLIMITED.check()


@pytest.mark.parametrize("wrong", [-1, "ten", True, math.nan])
def test_what_is_no_number_of_seconds_is_refused(wrong: Any) -> None:
    with pytest.raises(UsageError) as caught:
        budget_of(wrong)
    assert caught.value.problems[0].code == "bad-budget"
    assert caught.value.problems[0].read == repr(wrong)
