"""What each level may do: yes or no only where the record says so, and whose word it is."""

from __future__ import annotations

import pytest

from commonground.agreement import powers
from commonground.agreement.ranks.powers import ACTS, each_may, one_may
from commonground.case import Case, Power, load
from commonground.case.model import YesNo
from commonground.errors import Where
from commonground.statements import Statement
from tests.agreement.cases import LEVELS, case

VALUES: tuple[YesNo, ...] = ("yes", "no", "unknown")


def power(id: str, may: dict[str, YesNo], evidence: tuple[str, ...] = (), told: str | None = None) -> Power:
    return Power(id, evidence, told, None, None, False, Where(), party="north", level="delegation", may=may)


def with_powers(*items: Power) -> Case:
    said = {
        name: Statement(id=name, document="d", speaker=name, act="claim", source=name) for name in ("north", "south")
    }
    mandates: dict[str, list[str]] = {"north": [], "south": []}
    found = {item.id: item for item in items}
    return case({"a": ("x", "y")}, mandates, levels={"north": LEVELS}, powers=found, statements=said)


def test_everything_is_unknown_where_nothing_is_recorded() -> None:
    can = powers(case({"a": ("x", "y")}, {"north": []}, levels={"north": LEVELS}))
    assert list(can.answers["north"]) == list(LEVELS)
    for level in LEVELS:
        assert list(can.answers["north"][level]) == list(ACTS)
        assert {item.value for item in can.answers["north"][level].values()} == {"unknown"}
        assert not any(item.recorded for item in can.answers["north"][level].values())


def test_what_one_level_may_do_says_nothing_of_others() -> None:
    can = powers(with_powers(power("P1", {"sign": "yes", "listen": "no"})))
    assert can.of("north", "delegation", "sign").value == "yes"
    assert can.of("north", "delegation", "listen").value == "no"
    assert {can.of("north", level, "sign").value for level in ("leader", "experts")} == {"unknown"}
    assert can.of("south", "leader", "sign").value == "unknown"


@pytest.mark.parametrize("first", VALUES)
@pytest.mark.parametrize("second", VALUES)
def test_two_records_of_one_power(first: YesNo, second: YesNo) -> None:
    answer = powers(with_powers(power("P1", {"sign": first}), power("P2", {"sign": second}))).of(
        "north", "delegation", "sign"
    )
    said = {first, second} - {"unknown"}
    assert answer.value == (said.pop() if len(said) == 1 else "unknown")
    assert answer.contested == ({first, second} == {"yes", "no"})
    assert answer.powers == ("P1", "P2")


def test_an_answer_is_an_account_only_if_all_that_give_it_are() -> None:
    theirs, own = power("P1", {"sign": "no"}, ("south",)), power("P2", {"sign": "no"}, ("north",))
    assert powers(with_powers(theirs)).of("north", "delegation", "sign").told_only_by == "south"
    assert powers(with_powers(theirs, own)).of("north", "delegation", "sign").told_only_by is None
    unknown = powers(with_powers(power("P1", {"sign": "unknown"}, ("south",)))).of("north", "delegation", "sign")
    assert (unknown.recorded, unknown.told_only_by) == (True, None)


def test_signing_or_initialling_is_enough_to_close() -> None:
    for sign in VALUES:
        for initial in VALUES:
            can = powers(with_powers(power("P1", {"sign": sign, "initial": initial})))
            expected = "yes" if "yes" in (sign, initial) else "no" if sign == initial == "no" else "unknown"
            assert can.close("north", "delegation") == expected


@pytest.mark.parametrize(
    ("values", "one", "each"),
    [
        (("no", "yes", "unknown"), "yes", "no"),
        (("no", "unknown"), "unknown", "no"),
        (("no", "no"), "no", "no"),
        (("yes", "unknown"), "yes", "unknown"),
        (("yes", "yes"), "yes", "yes"),
        ((), "no", "unknown"),
    ],
)
def test_one_of_several_and_each_of_several(values: tuple[YesNo, ...], one: YesNo, each: YesNo) -> None:
    assert (one_may(values), each_may(values)) == (one, each)


def test_the_powers_at_istanbul_are_told_with_whose_word_they_are() -> None:
    can = powers(load("istanbul-2025"))
    assert can.records["P1"].told_by == ("ukraine",)
    for act in ("listen", "explore"):
        answer = can.of("russia", "delegation", act)
        assert (answer.value, answer.powers, answer.told_only_by) == ("no", ("P1",), "ukraine")
    explore = can.of("ukraine", "delegation", "explore")
    assert (explore.value, explore.told_only_by) == ("yes", None)
    assert {can.close(party, "delegation") for party in ("ukraine", "russia")} == {"unknown"}
    assert can.to_dict()["russia"]["experts"]["sign"] == {
        "value": "no",
        "contested": False,
        "powers": ["P3"],
        "told_only_by": "ukraine",
    }
