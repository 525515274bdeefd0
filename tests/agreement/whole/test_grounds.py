"""From an id in an answer to the clause or acceptance, to its statements, to their sources."""

from __future__ import annotations

from commonground.agreement import agreement
from commonground.statements import Statement
from tests.agreement.cases import case

ISSUES = {"a": ("x", "y"), "b": ("x", "y")}


def test_a_clause_leads_to_its_statements_and_their_sources() -> None:
    clause = {"text": "a = x", "evidence": ["s1", "s9"], "kind": "red line", "as_told_by": "south", "layer": "other"}
    said = Statement(id="s1", document="letter", speaker="south", act="mandate", source="north", status="confirmed")
    small = case(ISSUES, {"north": [clause], "south": []}, statements={"s1": said})
    assert agreement(small).to_dict()["clauses"] == {
        "N1": {
            "party": "north",
            "level": "leader",
            "owner": "leader",
            "kind": "red line",
            "text": "a = x",
            "round": None,
            "until": None,
            "evidence": [
                {"statement": "s1", "source": "letter", "speaker": "south", "status": "confirmed"},
                {"statement": "s9", "source": None, "speaker": None, "status": None},
            ],
            "unsourced": False,
            "as_told_by": "south",
            "told_only_by": "south",
            "layer": "other",
            "hypothesis": False,
        }
    }


def test_without_evidence_it_is_unsourced() -> None:
    record = agreement(case(ISSUES, {"north": ["a = x"]})).clauses["N1"]
    assert record.unsourced
    assert record.told_only_by is None


def test_every_clause_named_anywhere_is_there_and_no_other() -> None:
    # N2 blocks nothing anybody asks about; S1 to S3 are named by the movement of offers only, at first or at last.
    far, near = ["a = y -> b = y", "b = x -> a = x"], ["b = y -> a = x"]
    offers = [{"text": "a = y and b = x", "round": "r1"}, {"text": "a = y and b = y", "round": "r2"}]
    mandates = {"north": ["a = x", "b = x or b = y"], "south": far + near}
    made = agreement(case(ISSUES, mandates, offers={"north": offers}, rounds=["r1", "r2"]))
    assert set(made.clauses) == {"N1", "S1", "S2", "S3"}


def test_an_accepted_zone_leads_to_the_acceptances_it_rests_on() -> None:
    record = {"north": ["a = y"], "south": ["a = y", "b = y"]}
    made = agreement(case(ISSUES, {}, acceptances=record)).to_dict()
    assert made["targets"]["a"]["acceptances"] == ["AN1", "AS1"]
    assert set(made["acceptances"]) == {"AN1", "AS1"}
    assert made["acceptances"]["AN1"]["outcomes"] == ["y"]
    assert made["acceptances"]["AN1"]["unsourced"]
