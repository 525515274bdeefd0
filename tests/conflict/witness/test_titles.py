"""Parties, options, formulas and changes in words."""

from __future__ import annotations

import pytest

from commonground.conflict.witness.titles import Titles, listed
from commonground.logic import And, Constant, Formula, Iff, Implies, Not, Or, Taken
from tests.conflict import by_hand

OWN = {"r": ["attack", "sign"], "u": ["aid"]}
TITLES = Titles(
    {"r": "Russia", "u": "Ukraine"},
    {"attack": "attacks at the front", "sign": "Signature", "aid": "aid"},
    {"attack": "r", "sign": "r", "aid": "u"},
)
ATTACK, SIGN, AID = "“Russia attacks at the front”", "“Russia: Signature”", "“Ukraine: aid”"


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (Taken("attack"), ATTACK),
        (Not(Taken("sign")), f"not {SIGN}"),
        (Not(Not(Taken("sign"))), f"not (not {SIGN})"),
        (And((Taken("attack"), Not(Taken("sign")))), f"both {ATTACK} and not {SIGN}"),
        (And((Not(Taken("attack")), Taken("sign"), Taken("aid"))), f"all of these: not {ATTACK}, {SIGN} and {AID}"),
        (
            Or((Not(Taken("attack")), Taken("sign"), Taken("aid"))),
            f"one or more of these: not {ATTACK}, {SIGN} and {AID}",
        ),
        (Or((Taken("attack"), And((Taken("sign"), Taken("aid"))))), f"either {ATTACK} or (both {SIGN} and {AID})"),
        (Not(Or((Taken("attack"), Taken("sign")))), f"not (either {ATTACK} or {SIGN})"),
        (Implies(Taken("aid"), Not(Taken("attack"))), f"if {AID}, then not {ATTACK}"),
        (
            Iff(Taken("aid"), Not(And((Taken("attack"), Taken("sign"))))),
            f"{AID} just when not (both {ATTACK} and {SIGN})",
        ),
        (Constant(True), "always"),
        (Not(Constant(False)), "not never"),
        (And((Taken("attack"),)), ATTACK),
        (And(()), "always"),
        (Or(()), "never"),
    ],
)
def test_a_formula(formula: Formula, words: str) -> None:
    assert TITLES.formula(formula) == words


def test_a_change_says_who_does_what_differently_and_what_is_final() -> None:
    model = by_hand.options(OWN, {"r": ["YNN"], "u": ["YNN"]}, ways={"sign": "once taken", "attack": "once dropped"})
    start, end = model.number("YNN"), model.number("NYY")
    assert (
        TITLES.change(model, "r", start, end)
        == "no longer “attacks at the front”, for good and takes up “Signature”, for good"
    )
    assert TITLES.change(model, "u", start, end) == "takes up “aid”"
    assert TITLES.change(model, "u", end, start) == "drops “aid”"
    assert TITLES.changes(model, start, model.number("YNY")) == "Ukraine takes up “aid”"
    free = by_hand.options(OWN, {"r": ["YNN"], "u": ["YNN"]})
    assert (
        TITLES.changes(free, end, start)
        == "Russia now “attacks at the front” and drops “Signature”; Ukraine drops “aid”"
    )


def test_a_state_is_told_by_all_that_is_done_where_there_is_no_today() -> None:
    model = by_hand.options(OWN, {"r": ["YNN"], "u": ["YNN"]})
    assert TITLES.state(model, model.number("YYN")) == f"the state with {ATTACK} and {SIGN}"
    assert TITLES.state(model, model.number("NNN")) == "the state with nothing done"


def test_a_model_alone_has_its_own_names() -> None:
    model = by_hand.options(OWN, {"r": ["YNN"], "u": ["YNN"]})
    titles = Titles.of_model(model)
    assert titles.changes(model, 0, model.number("YNN")) == "r takes up “attack”"
    assert titles.formula(Taken("aid")) == "“u: aid”"
    graph = by_hand.graph(["war", "peace"], {"a": ["war peace"], "b": []}, {"a": ["peace", "war"], "b": ["peace"]})
    assert Titles.of_model(graph).change(graph, "a", 0, 1) == "moves from “war” to “peace”"
    assert Titles.of_model(graph).changes(graph, 0, 1) == "from “war” to “peace”"
    assert Titles.of_model(graph).state(graph, 0) == "the state “war”"


def test_lists() -> None:
    assert listed([]) == "nothing"
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
