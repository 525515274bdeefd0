"""The Istanbul talks of 2025 as bundled: what the model of them is known to say."""

from __future__ import annotations

import pytest

from commonground.agreement import AgreementReport, agreement
from commonground.case import Case, load

HUMANITARIAN = ("prisoners", "bodies", "children", "contacts")


@pytest.fixture(scope="module")
def istanbul() -> Case:
    return load("istanbul-2025")


@pytest.fixture(scope="module")
def report(istanbul: Case) -> AgreementReport:
    return agreement(istanbul)


def test_everything_is_settled(report: AgreementReport) -> None:
    assert report.exhaustive
    assert (report.round, str(report.record_ends)) == ("r3", "2025-07-25")


@pytest.mark.parametrize("issue", HUMANITARIAN)
def test_humanitarian_matters_are_accepted(report: AgreementReport, issue: str) -> None:
    answer = report.issues[issue]
    assert (answer.zone, answer.alone, answer.label) == ("accepted", "accepted", "negotiated")


def test_children_are_accepted_case_by_case_only(report: AgreementReport) -> None:
    assert report.issues["children"].outcomes == {
        "none": "accepted",
        "case_by_case": "accepted",
        "all": "excluded",
    }
    assert report.targets["children"].acceptances == ("A8", "U10")
    assert report.targets["children=all"].keystones == ("R9",)
    assert report.targets["children=all"].can_open == {"ukraine": None, "russia": "delegation"}


def test_a_ceasefire_is_open_only_for_infrastructure(report: AgreementReport) -> None:
    answer = report.issues["ceasefire"]
    assert (answer.zone, answer.alone, answer.label) == ("not excluded", "not excluded", "open")
    assert answer.outcomes == {
        "none": "accepted",
        "short_local": "excluded",
        "infrastructure_only": "not excluded",
        "full": "excluded",
    }
    assert report.targets["ceasefire"].example == {"ceasefire": "infrastructure_only"}


def test_a_full_ceasefire_turns_on_one_clause(report: AgreementReport) -> None:
    answer = report.targets["full ceasefire"]
    assert (answer.zone, answer.blocking_set, answer.keystones) == ("excluded", ("R1", "U1"), ("R1",))
    assert (answer.concession, answer.concession_unique) == (("R1",), True)
    assert answer.price == {"russia": 1, "ukraine": 2}
    assert answer.price_clauses == {"russia": ("R1",), "ukraine": ("U1", "U2")}
    assert answer.can_open == {"russia": "leader", "ukraine": "leader"}


def test_a_meeting_of_leaders_turns_on_one_clause(report: AgreementReport) -> None:
    answer = report.targets["leaders meet"]
    assert (answer.zone, answer.keystones, answer.concession) == ("excluded", ("R8",), ("R8",))
    assert "R8" in answer.blocking_set
    assert answer.price == {"russia": 1, "ukraine": 7}
    assert answer.price_alone == {"russia": 1, "ukraine": None}


def test_the_settlement_is_blocked_six_times_over(report: AgreementReport) -> None:
    answer = report.targets["settlement"]
    pairs = {("R2", "U2"), ("R3", "U3"), ("R4", "U4"), ("R5", "U5"), ("R6", "U7"), ("R7", "U6")}
    assert set(answer.disjoint_blocking_sets) == pairs
    assert answer.disjoint_blocking_sets[0] == answer.blocking_set
    assert (answer.zone, answer.keystones) == ("excluded", ())
    assert (len(answer.concession), answer.concession_unique) == (6, False)
    assert all(len(set(pair) & set(answer.concession)) == 1 for pair in pairs)
    assert answer.price == {"russia": 6, "ukraine": 6}
    assert answer.price_alone == {"russia": 6, "ukraine": None}


def test_five_issues_can_move_together_and_no_more(report: AgreementReport) -> None:
    assert report.together == ((*HUMANITARIAN, "ceasefire"),)


def test_every_clause_named_leads_to_a_source_or_says_it_has_none(istanbul: Case, report: AgreementReport) -> None:
    assert {"R1", "R8", "U1", "U2"} <= set(report.clauses)
    for record in report.clauses.values():
        assert record.unsourced == (not istanbul.clauses[record.id].evidence)
        assert all(item.source in istanbul.sources for item in record.evidence)
        assert all(item.status in ("confirmed", "corrected") for item in record.evidence)


def test_on_a_ceasefire_both_sides_moved_and_on_its_terms_neither(report: AgreementReport) -> None:
    ceasefire = {item.party: item for item in report.issues["ceasefire"].movements or ()}
    assert [(len(m.first), len(m.last)) for m in (ceasefire["russia"], ceasefire["ukraine"])] == [(2, 1), (1, 0)]
    terms = {item.party: item for item in report.issues["terms"].movements or ()}
    assert [(len(m.first), len(m.last)) for m in (terms["russia"], terms["ukraine"])] == [(2, 2), (1, 1)]
    assert report.issues["terms"].label == "ultimatum-like"


def test_in_may_less_was_accepted_than_in_july(istanbul: Case) -> None:
    may = agreement(istanbul, "r1")
    assert may.issues["prisoners"].zone == "accepted"
    assert may.issues["bodies"].zone == "not excluded"
    assert may.issues["children"].zone == "not excluded"


def test_without_the_presumed_clause_ukraines_prices_fall(istanbul: Case) -> None:
    from dataclasses import replace

    fewer = replace(istanbul, clauses={c.id: c for c in istanbul.clauses.values() if c.id != "U6"})
    made = agreement(fewer)
    assert made.targets["leaders meet"].price == {"russia": 1, "ukraine": 6}
    assert made.targets["settlement"].price == {"russia": 5, "ukraine": 5}
