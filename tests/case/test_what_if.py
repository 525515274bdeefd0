"""Changes asked about in a line, and dropping objects with what rests on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.agreement import agreement
from commonground.case import load
from commonground.case.drop import drop, falls_with
from commonground.case.what_if import LAYER, what_if
from commonground.conflict.stability.analysis import stability
from commonground.errors import CommongroundError
from commonground.logic import to_text
from tests.case.folders import folder

ISTANBUL = load("istanbul-2025")
MILL = """\
case: A mill
parties: {up: Upstream, down: Downstream}
options: {up: {dam: builds the dam}, down: {sue: goes to court}}
feasible: [{id: F1, rule: dam or sue}]
preferences:
  up: [{id: V1, priority: not sue}, {id: V2, priority: dam}]
  down: [{id: V3, priority: not dam}, {id: V4, priority: not sue}]
"""


def zone(name: str, *changes: str) -> str | None:
    return agreement(what_if(ISTANBUL, changes)).targets[name].zone


def test_dropping_a_clause_opens_what_it_blocks() -> None:
    assert zone("full ceasefire") == "excluded"
    assert zone("full ceasefire", "drop R1") == "not excluded"


def test_adding_a_clause_closes_what_was_open() -> None:
    assert zone("any ceasefire", "add russia: ceasefire = none") == "excluded"


def test_an_acceptance_more_makes_agreement() -> None:
    assert zone("any ceasefire", "accept russia: ceasefire = infrastructure_only") == "accepted"


def test_a_clause_a_rule_or_an_acceptance_read_otherwise() -> None:
    assert zone("full ceasefire", "change R1: terms in {none, unconditional}") == "not excluded"
    assert zone("leaders meet", "change M6: true", "drop U8") == "not excluded"
    assert zone("children", "change A8: children = none") == "not excluded"


def test_a_priority_read_otherwise_is_presumed_and_gives_the_same_answer_as_in_the_file(tmp_path: Path) -> None:
    changed = what_if(ISTANBUL, ["change V3: reach"])
    assert (changed.priorities["V3"].evidence, changed.priorities["V3"].kind) == ((), "presumed")
    assert ISTANBUL.priorities["V3"].evidence
    assert "V3" in stability(changed, ["nash"], seconds=0).presumed
    case = folder(tmp_path / "c", MILL)
    asked = stability(what_if(load(case), ["change V1: sue", "change F1: dam iff sue"]), seconds=0)
    (case / "case.yaml").write_text(MILL.replace("not sue", "sue").replace("dam or sue", "dam iff sue"), "utf-8")
    written = stability(load(case), seconds=0)
    assert (asked.count, written.count) == (2, 2)
    for concept in asked.masks:
        assert asked.names(asked.equilibria(concept)) == written.names(written.equilibria(concept))


def test_when_an_outcome_holds_may_be_read_otherwise() -> None:
    changed = what_if(ISTANBUL, ["change W4: not withdraw"])
    assert changed.holdings["W4"].text == "not withdraw"
    assert (changed.holdings["W4"].issue, changed.holdings["W4"].outcome) == ("terms", "withdrawal_first")
    assert to_text(changed.holdings["W4"].formula) == "not withdraw"


def test_what_was_asked_is_a_hypothesis_on_the_case_and_leaves_the_case_alone() -> None:
    changed = what_if(ISTANBUL, ["drop R1", "add russia: ceasefire = none"])
    assert (changed.layers[-1].id, changed.layers[-1].kind) == (LAYER, "hypothesis")
    assert changed.clauses["what-if.2"].hypothesis
    assert not changed.clauses["what-if.2"].evidence
    assert "R1" in changed.withdrawn
    assert "R1" in ISTANBUL.clauses
    assert what_if(ISTANBUL, []) is ISTANBUL


def test_a_source_falls_with_its_statements_and_what_rests_on_them_alone() -> None:
    gone = falls_with(ISTANBUL, ["sources.ru-memorandum"])
    assert {"R2", "s25"} <= gone
    assert "R1" not in gone
    without = drop(ISTANBUL, ["sources.ru-memorandum"])
    assert "ru-memorandum" not in without.sources
    assert "s25" not in without.statements


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("drop R99", "There is nothing “R99”"),
        ("drop sources.ru-memorandun", "Did you mean “sources.ru-memorandum”?"),
        ("dorp R1", "Did you mean “drop”?"),
        ("drop", "This change cannot be read."),
        ("", "This change cannot be read."),
        ("add russia ceasefire = none", "This change cannot be read."),
        ("add rusia: ceasefire = none", "Did you mean “russia”?"),
        ("add russia: ceasfire = none", "Did you mean “ceasefire”?"),
        ("add russia: ceasefire =", "character"),
        ("accept russia: ceasefire = none and aid = halted", "one issue"),
        ("change R99: aid = halted", "There is nothing “R99” in this case that could be read otherwise"),
        ("change V55: reach", "Did you mean “V5”?"),
        ("change V5: reech", "Did you mean “reach”?"),
        ("change A8: children = none or aid = halted", "one issue"),
        (
            "change P1: aid = halted",
            "“P1” has no formula that could be read otherwise. Read: P1. Expected: the id of a clause",
        ),
    ],
)
def test_a_change_that_makes_no_sense_is_one_clear_sentence(change: str, told: str) -> None:
    with pytest.raises(CommongroundError) as caught:
        what_if(ISTANBUL, [change])
    assert len(caught.value.problems) == 1
    assert told.lower() in str(caught.value).lower()
