"""What statements propose for a case: never an outcome, always a reason, and whose word it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commonground.case import Case, load
from commonground.case.candidates import FEEDING, Candidate, candidate_named, candidates_of
from commonground.errors import UsageError
from commonground.logic import parse
from tests.case.folders import folder, statement

CASE = """\
case: A bridge
record_ends: 2025-03-31
parties:
  north: {name: North, levels: [council, envoy]}
  south: {name: South, levels: [council, envoy]}
  judge: {name: The judge, role: outside}
actors:
  ann: {name: Ann, party: north, level: envoy}
  bob: {name: Bob, party: south}
  eve: {name: Eve}
rounds:
  - {id: r1, date: 2025-01-01}
  - {id: r2, date: 2025-02-01}
issues:
  bridge: {title: The bridge, outcomes: {closed: Closed, foot: On foot, open: Open}}
  toll: [none, low, high]
steps: {DIG: Dig, PAY: Pay}
"""
SOURCES = """\
letter: {title: A letter, said: 2025-01-20}
undated: {title: A note}
late: {title: A book, said: 2025-04-01}
"""


def of(path: Path, *coded: str, case: str = CASE) -> Case:
    return load(folder(path, case, sources_yaml=SOURCES, statements__me_jsonl="".join(coded)))


def told(path: Path, act: str, *, document: str = "letter", case: str = CASE, **body: Any) -> list[Candidate]:
    body = {"speaker": "ann", "source": "ann", "issue": "bridge", "polarity": "for"} | body
    speaker = body.pop("speaker")
    found = candidates_of(of(path, statement("t", document, speaker, act=act, **body), case=case))
    assert len(found.items) + len(found.left) > 0
    return list(found.items)


@pytest.mark.parametrize(
    ("act", "polarity", "expected"),
    [
        ("demand", "for", [("offers", "bridge = ?"), ("mandates", "bridge in {closed, ?}")]),
        ("demand", "neutral", [("offers", "bridge = ?"), ("mandates", "bridge in {closed, ?}")]),
        ("demand", "against", [("mandates", "bridge not in {?}")]),
        ("propose", "for", [("offers", "bridge = ?")]),
        ("reject", "against", [("mandates", "bridge not in {?}")]),
        ("mandate", "for", [("mandates", "bridge in {closed, ?}")]),
        ("mandate", "against", [("mandates", "bridge not in {?}")]),
        ("accept", "for", [("acceptances", "bridge = ?")]),
        ("concede", "for", [("acceptances", "bridge = ?")]),
        ("commit", "for", [("acceptances", "bridge = ?")]),
        ("commit", "against", [("mandates", "bridge not in {?}")]),
        (
            "condition",
            "for",
            [("order", "? before ?"), ("mandates", "bridge != closed -> ?, or ? -> bridge != closed")],
        ),
        ("accept", "against", []),
        ("propose", "against", []),
        ("concede", "against", []),
    ],
)
def test_what_each_act_proposes(tmp_path: Path, act: str, polarity: str, expected: list[tuple[str, str]]) -> None:
    found = told(tmp_path, act, polarity=polarity)
    assert [(item.section, item.pattern) for item in found] == expected
    assert all(item.evidence == ("t",) and item.reason for item in found)
    assert all("?" in item.pattern and item.holes for item in found), "nothing is chosen beforehand"


@pytest.mark.parametrize("act", ["threaten", "claim", "appeal", "praise", "criticise"])
def test_other_acts_propose_nothing_and_are_not_missed(tmp_path: Path, act: str) -> None:
    found = candidates_of(of(tmp_path, statement("t", "letter", "ann", act=act, issue="bridge")))
    assert (found.items, found.left) == ((), ())


def test_a_hole_lists_what_the_case_has_in_its_words(tmp_path: Path) -> None:
    offer, clause = told(tmp_path / "a", "demand")
    assert dict(offer.holes[0].options) == {"closed": "Closed", "foot": "On foot", "open": "Open"}
    assert dict(clause.holes[0].options) == dict(offer.holes[0].options)
    (refused,) = told(tmp_path / "b", "reject")
    assert list(refused.holes[0].options) == ["foot", "open"], "how things stand is not for a mandate to rule out"
    edge, tied = told(tmp_path / "c", "condition")
    assert [list(hole.options) for hole in edge.holes] == [["DIG", "PAY"]] * 2
    assert list(tied.holes[0].options) == ["toll = none", "toll = low", "toll = high"]


def test_without_steps_there_is_no_edge_and_without_another_issue_no_tie(tmp_path: Path) -> None:
    sparse = CASE.replace("steps: {DIG: Dig, PAY: Pay}\n", "").replace("  toll: [none, low, high]\n", "")
    found = candidates_of(of(tmp_path, statement("t", "letter", "ann", act="condition", issue="bridge"), case=sparse))
    assert found.items == ()
    assert [left.statement for left in found.left] == ["t"]


@pytest.mark.parametrize(
    ("source", "polarity", "pattern", "holes"),
    [
        ("ann", "against", "envoy may ?: no", ["acts"]),
        ("ann", "for", "envoy may ?: yes", ["acts"]),
        ("north", "neutral", "? may ?: ?", ["level", "acts", "answer"]),
        ("bob", "for", "? may ?: yes", ["level", "acts"]),
    ],
)
def test_a_mandate_about_no_issue_is_a_power(
    tmp_path: Path, source: str, polarity: str, pattern: str, holes: list[str]
) -> None:
    (power,) = told(tmp_path, "mandate", source=source, polarity=polarity, issue=None)
    assert (power.section, power.pattern) == ("powers", pattern)
    assert [hole.name for hole in power.holes] == holes


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"source": "eve"}, "no party"),
        ({"source": "zed"}, "no party"),
        ({"source": "judge"}, "outside the table"),
        ({"modality": "questioned"}, "asked"),
        ({"issue": "tunnel"}, "no issue “tunnel”"),
        ({"issue": None}, "about no issue"),
        ({"said": "2025-04-02"}, "after the record ends"),
        ({"document": "late"}, "after the record ends"),
    ],
)
def test_what_proposes_nothing_is_listed_with_the_reason(tmp_path: Path, fields: dict[str, Any], reason: str) -> None:
    body = {"document": "letter", "act": "demand", "issue": "bridge"} | fields
    found = candidates_of(of(tmp_path, statement("t", body.pop("document"), "ann", **body)))
    assert found.items == ()
    assert [left.statement for left in found.left] == ["t"]
    assert reason in found.left[0].reason


def test_a_party_outside_the_table_may_still_offer(tmp_path: Path) -> None:
    (offer,) = told(tmp_path, "propose", source="judge", speaker="judge")
    assert (offer.section, offer.party) == ("offers", "judge")


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_only_what_a_person_stood_up_for_proposes(tmp_path: Path, status: str) -> None:
    found = candidates_of(
        of(tmp_path, statement("t", "letter", "ann", issue="bridge", status=status)),
    )
    assert (found.items, found.left, found.unconfirmed) == ((), (), int(status == "proposed"))


@pytest.mark.parametrize(("modality", "words"), [("conditional", "with a condition"), ("habitual", "usually")])
def test_how_it_was_said_is_in_the_reason(tmp_path: Path, modality: str, words: str) -> None:
    assert words in told(tmp_path, "accept", modality=modality)[0].reason


@pytest.mark.parametrize(
    ("document", "said", "expected", "asks"),
    [
        ("letter", None, "r1", False),
        ("letter", "2025-02-01", "r2", False),
        ("undated", "2024-12-31", None, False),
        ("undated", None, None, True),
    ],
)
def test_the_round_is_the_last_by_the_day_or_is_asked_for(
    tmp_path: Path, document: str, said: str | None, expected: str | None, asks: bool
) -> None:
    (accept,) = told(tmp_path, "accept", document=document, said=said)
    assert accept.round == expected
    assert ("round" in [hole.name for hole in accept.holes]) is asks


def test_among_rounds_without_days_the_round_is_asked_for(tmp_path: Path) -> None:
    (accept,) = told(tmp_path, "accept", case=CASE.replace("{id: r2, date: 2025-02-01}", "{id: r2}"))
    assert accept.round is None
    assert [hole.name for hole in accept.holes] == ["outcomes", "round"]


def test_the_level_is_that_of_the_one_whose_position_it_is(tmp_path: Path) -> None:
    assert told(tmp_path / "a", "reject")[0].level == "envoy"
    assert told(tmp_path / "b", "reject", source="north")[0].level is None


def test_what_only_the_other_side_tells_is_marked_and_counted(tmp_path: Path) -> None:
    case = of(
        tmp_path,
        statement("own", "letter", "ann", act="accept", issue="bridge"),
        statement("told", "letter", "bob", source="north", act="accept", issue="bridge"),
        statement("third", "letter", "eve", source="north", act="accept", issue="bridge"),
    )
    found = candidates_of(case)
    assert [item.told_by for item in found.items] == [None, "south", None]
    assert dict(found.shares) == {"north": (1, 3), "south": (0, 0)}
    assert found.to_dict()["shares"]["north"] == {"told_by_others": 1, "candidates": 3}


def test_what_the_case_rests_on_already_is_not_proposed_again(tmp_path: Path) -> None:
    has = CASE + 'mandates: {north: [{id: N1, clause: "bridge in {closed, foot}", evidence: [t]}]}\n'
    (offer,) = told(tmp_path, "demand", case=has)
    assert offer.section == "offers"


def test_what_stands_beside_it_is_named(tmp_path: Path) -> None:
    has = (
        CASE
        + 'mandates:\n  north: [{id: N1, clause: "bridge = closed"}]\n  south: [{id: S1, clause: "bridge = open"}]\n'
    )
    (clause,) = told(tmp_path, "reject", case=has)
    assert clause.beside == ("N1",)


def test_a_candidate_is_found_by_its_id_or_the_nearest_named(tmp_path: Path) -> None:
    found = candidates_of(of(tmp_path, statement("t", "letter", "ann", act="accept", issue="bridge")))
    assert candidate_named(found, "accept-t") == found.items[0]
    with pytest.raises(UsageError) as caught:
        candidate_named(found, "acept-t")
    assert (caught.value.problems[0].code, caught.value.problems[0].nearest) == ("unknown-candidate", "accept-t")


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_of_a_finished_case_every_feeding_statement_is_used_proposed_or_left(name: str) -> None:
    case = load(name)
    found = candidates_of(case)
    judged = (case.clauses, case.acceptances, case.offers, case.powers, case.order)
    used = {name for objects in judged for item in objects.values() for name in item.evidence}
    proposed = {name for item in found.items for name in item.evidence}
    left = {each.statement for each in found.left}
    feeding = {s.id for s in case.statements.values() if s.act in FEEDING and s.counts}
    assert feeding
    assert feeding <= used | proposed | left
    assert not proposed & left
    for item in found.items:
        for hole in item.holes:
            for value in hole.options if hole.name == "other" else ():
                assert parse(value)
