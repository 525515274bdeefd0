"""What a statement says of itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from commonground.errors import Where
from commonground.statements import ACTS, CLAIMS, MOVES, STATUSES, Statement, Version

ONE = Statement(id="s1", document="d", speaker="ann", source="ann", act="claim")


def test_only_what_a_person_stood_up_for_counts() -> None:
    assert [status for status in STATUSES if replace(ONE, status=status).counts] == ["confirmed", "corrected"]


def test_a_position_told_by_another_is_attributed() -> None:
    assert not ONE.attributed
    assert replace(ONE, source="bob").attributed


def test_every_act_is_a_move_or_a_claim() -> None:
    assert set(ACTS) == MOVES | CLAIMS
    assert not MOVES & CLAIMS


def test_a_statement_never_changes_and_where_it_stands_is_not_what_it_says() -> None:
    with pytest.raises(FrozenInstanceError):
        ONE.act = "demand"  # type: ignore[misc]
    assert replace(ONE, where=Where("f", 3)) == ONE
    assert replace(ONE, history=(Version("proposed"),)) != ONE
