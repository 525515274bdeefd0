"""A party that is not there signs nothing and gives up nothing; all else is as if it sat at the least of its levels."""

from __future__ import annotations

import pytest

from commonground.agreement import next_meeting
from commonground.case import load
from commonground.errors import UsageError
from tests.agreement.cases import case


def test_nothing_is_closed_without_it_and_it_gives_up_nothing() -> None:
    whole = next_meeting(load("istanbul-2025"), {"ukraine": "leader", "russia": "leader"})
    alone = next_meeting(load("istanbul-2025"), {"ukraine": "leader"}, absent=["russia"])
    assert (alone.present, alone.absent) == ({"ukraine": "leader"}, ("russia",))
    assert [item.target for item in alone.closing] == [item.target for item in whole.closing]
    assert {item.may for item in alone.closing} == {"no"}
    gives = {alone.clauses[name].party for item in alone.in_hand for name in item.give}
    assert gives <= {"ukraine"}
    assert {item.target for item in alone.in_hand} <= {item.target for item in whole.in_hand}
    assert alone.zones == whole.zones
    assert "russia" not in next(form for form in alone.forms if form.name == "going higher").present
    assert alone.to_dict()["absent"] == ["russia"]


def test_nobody_there_opens_nothing() -> None:
    made = case({"a": ("no", "yes")}, {"north": ["a = no"]})
    meeting = next_meeting(made, absent=["north"])
    assert (dict(meeting.present), meeting.in_hand) == ({}, ())


@pytest.mark.parametrize(("name", "told"), [("rusia", "no party"), ("us", "outside the table")])
def test_who_is_not_at_the_table_cannot_be_absent(name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        next_meeting(load("istanbul-2025"), absent=[name])
