"""Two people's models of one record: laws of comparing, and each kind of difference."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonground.agreement import Budget, ModelsCompared, models_compared
from commonground.case import Case, load
from commonground.errors import UsageError
from commonground.record import Document, anchor_at
from commonground.statements import Statement
from tests.agreement.cases import case, random_case
from tests.agreement.often import often

ISSUES = {"ceasefire": ["none", "full"], "terms": ["none", "package", "first"]}
TEXT = Document.from_text("They ask for terms first. We do not accept that. " * 9)
OTHER = Document.from_text("They ask for nothing. " * 9)


def model(north: Sequence[Any], south: Sequence[Any] = (), **more: Any) -> Case:
    return case(ISSUES, {"north": north, "south": south}, **more)


def renamed(given: Case) -> Case:
    """The same case by somebody who numbers clauses otherwise, and in another order."""
    clauses = {f"{name}x": replace(item, id=f"{name}x") for name, item in reversed(list(given.clauses.items()))}
    return replace(given, clauses=clauses)


def said(id: str, start: int, end: int, document: Document | None = TEXT, **more: Any) -> Statement:
    usual: dict[str, Any] = {"document": "letter", "speaker": "north", "source": "north", "act": "demand"}
    anchor = None if document is None else anchor_at(document, start, end)
    return Statement(id=id, anchor=anchor, **(usual | {"status": "confirmed"} | more))


def with_statements(*statements: Statement, evidence: Sequence[str] = ()) -> Case:
    made = model([{"text": "terms != none", "evidence": evidence}])
    return replace(made, statements={item.id: item for item in statements})


@pytest.mark.parametrize("seed", range(often(25)))
def test_a_model_agrees_with_itself_whatever_its_clauses_are_called(seed: int) -> None:
    one = random_case(seed)
    two = renamed(one)
    found = models_compared(one, two, budget=None)
    assert len(found.clauses.alike) == len(one.clauses)
    assert found.clauses.only == ((), ())
    assert found.issues_alike == tuple(one.issues)
    same = {name: item for name, item in found.verdicts.items() if item.fields == ("keystones",)}
    assert found.verdicts.keys() == same.keys()  # only where one formula stands twice may ids be told apart
    if len({(c.party, c.formula) for c in one.clauses.values()}) == len(one.clauses):
        assert not found.verdicts
        assert found.verdicts_alike == found.changes.unchanged + len(found.changes.verdicts)


@pytest.mark.parametrize("seed", range(often(25)))
def test_seen_from_the_other_side_the_same_differences(seed: int) -> None:
    one = random_case(seed)
    two = replace(one, clauses={name: item for n, (name, item) in enumerate(one.clauses.items()) if n % 2})
    there, back = models_compared(one, two, budget=None), models_compared(two, one, budget=None)
    assert there.clauses.only == back.clauses.only[::-1]
    assert there.clauses.only == (tuple(name for n, name in enumerate(one.clauses) if n % 2 == 0), ())
    assert there.verdicts.keys() == back.verdicts.keys()
    assert {name: item.before for name, item in there.verdicts.items()} == {
        name: item.after for name, item in back.verdicts.items()
    }


def test_a_clause_is_in_both_by_what_it_says_and_its_other_fields_are_told() -> None:
    one = model([{"id": "a1", "text": "terms in {none, package}", "kind": "red line"}], ["ceasefire = none"])
    two = model([{"id": "b7", "text": "terms in {package, none}"}], ["ceasefire = full"])
    found = models_compared(one, two)
    (pair,) = found.clauses.alike
    assert (pair.a, pair.b, pair.party, pair.fields) == ("a1", "b7", "north", {"kind": ("red line", "position")})
    (other,) = found.clauses.otherwise
    assert (other.a, other.fields) == ("S1", {"text": ("ceasefire = none", "ceasefire = full")})
    assert found.clauses.only == ((), ())


def test_one_id_for_two_parties_is_two_clauses() -> None:
    one = model([{"id": "c", "text": "terms = none"}], ["ceasefire = none"])
    two = model(["ceasefire = none"], [{"id": "c", "text": "terms = package"}])
    found = models_compared(one, two)
    assert found.clauses.otherwise == found.clauses.alike == ()
    assert found.clauses.only == (("c", "S1"), ("N1", "c"))


def test_of_clauses_that_say_the_same_those_of_like_rounds_go_together() -> None:
    rounds = ["r1", "r2"]
    early, late = {"text": "terms = none", "until": "r2"}, {"text": "terms = none", "round": "r2"}
    one = model([{"id": "a1", **early}, {"id": "a2", **late}], rounds=rounds)
    two = model([{"id": "b1", **late}, {"id": "b2", **early}], rounds=rounds)
    assert [(pair.a, pair.b) for pair in models_compared(one, two).clauses.alike] == [("a1", "b2"), ("a2", "b1")]


def test_verdicts_that_are_others_are_told_and_renamed_keystones_are_not() -> None:
    one = model([{"id": "a1", "text": "terms = none"}], ["ceasefire = full -> terms != none"])
    same = model([{"id": "b1", "text": "terms = none"}], ["ceasefire = full -> terms != none"])
    other = model(["terms != first"], ["ceasefire = full -> terms != none"])
    assert models_compared(one, same).verdicts == {}
    assert models_compared(one, same).changes.verdicts != {}
    found = models_compared(one, other).verdicts["terms=package"]
    assert found.before is not None
    assert found.after is not None
    assert (found.before.zone, found.after.zone) == ("excluded", "not excluded")


def test_issues_and_targets_that_only_one_has_or_that_differ() -> None:
    one = case(ISSUES, {"north": ["terms != first"]}, targets={"peace": "ceasefire = full"})
    two = case(
        {"ceasefire": ["full", "none"], "terms": ["none", "package"], "aid": ["no", "yes"]},
        {"north": ["terms = none"]},
        targets={"peace": "terms = package"},
    )
    found = models_compared(one, two)
    assert found.issues_alike == ()
    assert found.issues_otherwise["terms"].only_a == ("first",)
    assert found.issues_otherwise["ceasefire"].status_quo == ("none", "full")
    assert found.issues_only == ((), ("aid",))
    assert found.asked_otherwise == ("peace",)
    assert found.targets_only == (("terms=first",), ("aid", "aid=no", "aid=yes"))


def test_statements_are_compared_where_both_coded_the_same_text() -> None:
    one = with_statements(
        said("a1", 0, 20), said("a2", 26, 47), said("a3", 60, 70), said("a4", 0, 9, None), said("a5", 0, 9, OTHER)
    )
    two = with_statements(
        said("b1", 0, 20), said("b2", 26, 47, act="reject"), said("b3", 90, 99), said("b4", 60, 70, status="proposed")
    )
    found = models_compared(one, two).statements
    assert (found.documents, found.alike, found.not_compared) == (("letter",), 1, 2)
    assert [item.labels for item in found.otherwise] == [{"act": {"a": "demand", "b": "reject"}}]
    assert (found.only_a, found.only_b) == (("a3",), ("b3",))


def test_whose_word_is_told_of_both() -> None:
    one = with_statements(said("s1", 0, 9, speaker="south"), evidence=["s1"])
    two = with_statements(said("s1", 0, 9), evidence=["s1"])
    told = models_compared(one, two).whose_word["north"]
    assert [item and (item.clauses, item.total) for item in told] == [(("N1",), 1), ((), 1)]
    alone = case(ISSUES, {"east": ["terms = none"]})
    assert models_compared(one, alone).whose_word["east"][0] is None


def test_bundled_cases_in_plain_data_and_within_a_budget() -> None:
    one, two = load("istanbul-2025"), load("istanbul-2025", layers=["without-russian-memorandum"])
    told = json.loads(json.dumps(models_compared(one, two).to_dict()))
    assert told["version"] == 1
    assert told["clauses"]["only_a"] == ["R2", "R3", "R4", "R5", "R6", "R7"]
    assert told["verdicts"]["otherwise"]["settlement"]["b"]["zone"] == "not excluded"
    assert told["whose_word"]["russia"]["b"]["total"] == 3
    assert not models_compared(one, two, budget=Budget(0.0)).exhaustive
    with pytest.raises(UsageError, match="r9"):
        models_compared(one, two, "r9")


def edited(folder: Path, title: str, *changes: tuple[str, str]) -> Case:
    """A copy of a bundled case that somebody has changed in the editor."""
    root = Path(shutil.copytree(str(load(title).path), folder / "theirs"))
    text = (root / "case.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / "case.yaml").write_text(text, encoding="utf-8")
    return load(root)


def zones(found: ModelsCompared) -> dict[str, tuple[str | None, str | None]]:
    """The verdicts whose zone is another."""
    held = [(name, v.before, v.after) for name, v in found.verdicts.items()]
    told = {name: (one.zone, two.zone) for name, one, two in held if one is not None and two is not None}
    return {name: pair for name, pair in told.items() if pair[0] != pair[1]}


DUES = 'clause: "dues <= half", level: council'


def test_two_peoples_saltmarsh_and_the_verdicts_that_are_others_because_of_it(tmp_path: Path) -> None:
    theirs = edited(
        tmp_path,
        "saltmarsh",
        ('{id: H5, clause: "sluice != seasonal"', '{id: H9, clause: "sluice != seasonal or crews = all"'),
        (f"{{id: O3, {DUES}, owner: delegation", f"{{id: O7, {DUES}, owner: council"),
        ('    - {id: A10, outcome: "dues = half", round: r3, evidence: [v04]}\n', ""),
        ('rule: "sluice = open -> survey = joint"', 'rule: "sluice != closed -> survey = joint"'),
        ('{id: F12, offer: "survey = joint"', '{id: F20, offer: "survey = joint"'),
    )
    found = models_compared(load("saltmarsh"), theirs, budget=None)
    assert zones(found) == {
        "sluice=seasonal": ("excluded", "not excluded"),
        "dues": ("accepted", "not excluded"),
        "dues=half": ("accepted", "not excluded"),
    }
    (pair,) = (pair for pair in found.clauses.alike if pair.fields)
    assert (pair.a, pair.b, dict(pair.fields)) == ("O3", "O7", {"owner": ("delegation", "council")})
    assert found.clauses.only == (("H5",), ("H9",))
    assert (found.acceptances.only, found.acceptances.otherwise) == ((("A10",), ()), ())
    assert [(each.a, each.fields["text"]) for each in found.meaning.otherwise] == [
        ("M1", ("sluice = open -> survey = joint", "sluice != closed -> survey = joint"))
    ]
    assert found.offers.same
    assert [(each.a, each.b) for each in found.offers.alike if each.a != each.b] == [("F12", "F20")]
    assert found.statements.alike == 143
    told = found.to_dict()
    assert told["acceptances"]["only_a"] == ["A10"]
    assert told["verdicts"]["otherwise"]["dues"]["b"]["zone"] == "not excluded"


def test_a_clause_less_in_istanbul_opens_what_it_alone_kept_shut(tmp_path: Path) -> None:
    ours = load("istanbul-2025")
    assert zones(models_compared(ours, edited(tmp_path, "istanbul-2025", ("    - id: R1\n", "    - id: R99\n")))) == {}
    without = replace(ours, clauses={name: item for name, item in ours.clauses.items() if name != "R1"})
    found = models_compared(ours, without, budget=None)
    assert zones(found)["full ceasefire"] == ("excluded", "not excluded")
    assert found.clauses.only == (("R1",), ())
