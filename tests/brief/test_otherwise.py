"""Every answer's difference at once is the difference of the answers, one by one."""

from __future__ import annotations

import pytest

import commonground as cg
from commonground.agreement import compare
from commonground.brief.material import Material
from commonground.brief.otherwise import Otherwise, otherwise
from commonground.brief.time_given import TimeGiven
from commonground.case import Case, what_if
from commonground.conflict.stability.analysis import stability
from tests.agreement.cases import case as made_up

ISTANBUL = cg.load("istanbul-2025")
PLAIN = Material(case=ISTANBUL, time=TimeGiven(10.0))


def of(case: Case, *lines: str) -> Otherwise:
    both = (case, what_if(case, lines))
    states = tuple(stability(each, seconds=0) for each in both) if case.options else None
    return otherwise(PLAIN, Material(case=both[1], time=TimeGiven(10.0)), states)  # type: ignore[arg-type]


def test_nothing_changed_is_nothing_otherwise() -> None:
    found = of(ISTANBUL)
    assert found.nothing
    assert found.same == ("verdicts", "order", "tests", "meeting", "states")
    assert found.tests_same
    assert found.verdicts_same == len(found.before.report.targets)
    assert not found.not_computed


@pytest.mark.parametrize("line", ["drop R1", "drop U8", "add russia: ceasefire = none", "drop A2", "change M6: true"])
def test_the_verdicts_are_those_that_a_comparison_of_the_cases_finds(line: str) -> None:
    found = {item.matter: item for item in of(ISTANBUL, line).verdicts}
    known = compare(ISTANBUL, what_if(ISTANBUL, [line])).verdicts
    assert set(known) <= set(found)
    for name, change in known.items():
        assert set(change.fields) <= set(found[name].fields)
    for name in set(found) - set(known):  # what only this tells of
        assert set(found[name].fields) <= {"blocks", "least", "levels"}


def test_an_order_without_one_demand() -> None:
    assert PLAIN.order is not None
    found = of(ISTANBUL, f"drop {PLAIN.order.cycles[0][0]}").order
    assert found is not None
    assert found[0] is not None
    assert found[1] is not None
    assert (found[0].verdict, found[0].cycles) != (found[1].verdict, found[1].cycles)


def test_another_preference_changes_states_alone() -> None:
    found = of(ISTANBUL, "prefer russia: V7, V6")
    assert found.states
    for item in found.states:
        assert item.came is not None
        assert item.went is not None
        assert item.before + len(item.came) - len(item.went) == item.after
    assert found.same == ("verdicts", "order", "tests", "meeting")


def test_tests_and_the_meeting_say_where_each_stood() -> None:
    found = of(ISTANBUL, "accept russia: ceasefire = infrastructure_only")
    assert found.meeting["ceasefire=infrastructure_only"] == ("asking", "closing")
    lifted = of(ISTANBUL, "drop R1", "drop R2")
    assert {item.scope for item in lifted.tests} <= set(lifted.before.ultimatum.scopes)
    assert all(item.before != item.after for item in (*found.tests, *lifted.tests))


def test_a_matter_that_only_one_has_and_another_set_of_options() -> None:
    one = made_up({"a": ["no", "yes"]}, {"north": ["a = no"], "south": []})
    two = made_up({"a": ["no", "yes"], "b": ["no", "yes"]}, {"north": ["a = no"], "south": []})
    both = tuple(Material(case=each, time=TimeGiven(5.0)) for each in (one, two))
    found = otherwise(both[0], both[1])
    assert {item.matter for item in found.verdicts} == {"b", "b=no", "b=yes"} & set(both[1].report.targets)
    assert all(item.before is None for item in found.verdicts)
    assert found.to_dict()["verdicts"]["b"]["before"] is None
