"""The decoupling test: links are cut and nothing else, and what changes is what one would see by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement import ask, decoupling, target
from commonground.agreement.solving.parts import parts
from commonground.case import Case, load
from commonground.errors import CommongroundError, UsageError
from commonground.logic import And, mentions
from tests.agreement.asked import blocked, told
from tests.agreement.cases import case
from tests.agreement.literal import Twin


def two_valleys() -> Case:
    """Invented, after the pattern of Camp David in 1978: a desert could be given back, and hangs on a valley."""
    return case(
        {
            "desert": ("held", "returned"),
            "peace": ("none", "treaty"),
            "bases": ("stay", "moved"),
            "valley": ("held", "self_rule"),
        },
        {
            "nile": [
                "peace = treaty -> desert = returned",
                {"id": "LINK", "text": "peace = treaty -> valley = self_rule"},
            ],
            "jordan": ["desert = returned -> peace = treaty", "desert = returned -> bases = moved", "valley = held"],
        },
        targets={"peace in the desert": "peace = treaty and desert = returned"},
    )


def test_what_hangs_on_another_valley_is_held_by_a_link() -> None:
    found = decoupling(two_valleys(), "peace in the desert")
    assert found.matter == ("desert", "peace")
    assert found.cut == ("J2", "LINK")
    assert (found.before.zone, found.after.zone) == ("excluded", "not excluded")
    assert found.held_by_links
    assert (found.enough, found.enough_unique) == (("LINK",), True)
    assert found.before.blocking_set == ("J3", "LINK")
    assert found.after.own == {"nile": (), "jordan": ()}
    assert {"zone", "alone", "blocking_set", "concession", "own"} <= set(found.changes)


def test_the_matter_can_be_drawn_wider() -> None:
    found = decoupling(two_valleys(), "peace in the desert", ["desert", "peace", "bases"])
    assert found.cut == ("LINK",)
    assert not decoupling(two_valleys(), "peace in the desert", two_valleys().issues).changes


def test_a_meaning_rule_is_listed_and_stays_unless_it_is_named() -> None:
    base = two_valleys()
    tied = case(
        {issue: tuple(item.outcomes) for issue, item in base.issues.items()},
        {"nile": [], "jordan": ["valley = held"]},
        rules=["peace = treaty -> valley = self_rule"],
    )
    kept = decoupling(tied, "peace", ["peace"])
    assert (kept.rules_across, kept.rules_cut, kept.after.zone) == (("M1",), (), "excluded")
    assert decoupling(tied, "peace").matter == ("peace", "valley")
    cut = decoupling(tied, "peace", ["peace"], rules=["M1"])
    assert (cut.rules_across, cut.rules_cut, cut.after.zone) == ((), ("M1",), "not excluded")
    assert cut.enough == ()


def test_a_clause_in_two_parts_loses_the_one_that_crosses() -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x and (a = x or b = y)"], "south": ["b = x"]})
    found = decoupling(small, "a")
    assert (found.cut, found.in_part) == (("N1",), ("N1",))
    assert (found.before.zone, found.after.zone, found.enough) == ("excluded", "excluded", None)


@pytest.mark.parametrize("seed", range(0, 400, 100))
def test_before_and_after_are_the_twins_answers(seed: int) -> None:
    looked = 0
    for question, twin, wanted in list(blocked(seed + 100))[-60:]:
        found = decoupling(question, wanted)
        loose = Twin(cut_by_hand(question.case, set(found.matter)), question.round)
        assert found.before.zone == twin.zone(wanted) == "excluded"
        assert found.after.zone == loose.zone(wanted), told(question, wanted)
        assert found.after.alone == loose.zone(wanted, alone=True), told(question, wanted)
        if loose.zone(wanted) == "excluded":
            assert frozenset(found.after.concession or ()) in loose.concessions(wanted, loose.clauses)
            assert len(found.after.concession or ()) <= len(found.before.concession or ())
            assert len(found.after.blocking_set or ()) >= len(found.before.blocking_set or ())
        else:
            assert found.held_by_links
            assert found.enough
            assert set(found.enough) <= set(found.cut)
        looked += found.cut != ()
    assert looked


def cut_by_hand(case: Case, matter: set[str]) -> Case:
    def crosses(names: frozenset[str]) -> bool:
        issues = names & set(case.issues)
        return bool(issues & matter) and bool(issues - matter)

    clauses = {}
    for name, clause in case.clauses.items():
        stay = [part for part in parts(clause.formula, case.names) if not crosses(mentions(part))]
        clauses[name] = replace(clause, formula=And(tuple(stay)))
    return replace(case, clauses=clauses)


def test_apart_from_the_settlement_a_meeting_would_cost_either_side_one_clause() -> None:
    found = decoupling(load("istanbul-2025"), "leaders meet")
    assert found.matter == ("leaders", "settlement")
    assert found.cut == ("R2", "R3", "R4", "R5", "R6", "R7", "U11")
    assert not found.held_by_links
    assert len((found.before.own or {})["ukraine"] or ()) == 7
    assert found.after.own == {"ukraine": ("U8",), "russia": ("R8",)}
    assert found.changes == ("keystones", "own")


def test_a_full_ceasefire_is_blocked_in_itself() -> None:
    found = decoupling(load("istanbul-2025"), "full ceasefire")
    assert found.cut == ("R2", "R5", "R7")
    assert found.changes == ()
    assert found.to_dict()["held_by_links"] is False


def test_without_time_it_is_said_what_is_missing() -> None:
    found = decoupling(two_valleys(), "peace in the desert", budget=0)
    assert found.held_by_links is None
    assert "zone" in found.not_computed
    assert not found.exhaustive


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"within": ["desrt"]}, "unknown-issue"),
        ({"within": ["desert"]}, "target-outside-matter"),
        ({"rules": ["M9"]}, "unknown-id"),
        ({"round": "r9"}, "unknown-round"),
        ({"budget": -1}, "bad-budget"),
    ],
)
def test_what_cannot_be_asked(change: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        decoupling(two_valleys(), "peace in the desert", **change)  # type: ignore[arg-type]
    assert caught.value.problems[0].code == code


def test_a_target_may_be_a_name_a_formula_or_itself() -> None:
    small = two_valleys()
    by_formula = decoupling(small, "peace = treaty and desert = returned")
    by_itself = decoupling(ask(small), target(small, "peace = treaty and desert = returned"))
    assert by_formula == by_itself
    with pytest.raises(CommongroundError):
        decoupling(small, "peace in the dessert")
