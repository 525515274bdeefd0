"""Looking names up: what each comparison comes to mean, and what is said of names that are not there."""

from __future__ import annotations

import pytest
from hypothesis import given

from commonground.errors import FormulaError
from commonground.logic import Among, Comparison, Formula, Name, Names, Not, Taken, Written, bind, mentions, read
from tests.logic.random_formulas import NAMES, written


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("levy = 4", Among("levy", ("4",))),
        ("levy != 4", Among("levy", ("0", "8"))),
        ("levy in {8, 0, 8}", Among("levy", ("0", "8"))),
        ("levy not in {8, 0}", Among("levy", ("4",))),
        ("levy in {}", Among("levy", ())),
        ("levy < 0", Among("levy", ())),
        ("levy < 8", Among("levy", ("0", "4"))),
        ("levy <= 4", Among("levy", ("0", "4"))),
        ("levy > 0", Among("levy", ("4", "8"))),
        ("levy >= 4", Among("levy", ("4", "8"))),
        ("attack", Taken("attack")),
        ("not attack", Not(Taken("attack"))),
    ],
)
def test_a_comparison_means_the_outcomes_it_is_true_of(text: str, formula: Formula) -> None:
    assert read(text, NAMES) == formula


@given(written)
def test_a_formula_mentions_what_it_names(formula: Written) -> None:
    assert mentions(bind(formula, NAMES)) == _named(formula)


def _named(node: object) -> set[str]:
    if isinstance(node, Comparison):
        return {node.issue}
    if isinstance(node, Name):
        return {node.name}
    parts = [getattr(node, field) for field in ("arg", "left", "right") if hasattr(node, field)]
    return set().union(*map(_named, [*parts, *getattr(node, "args", ())]))


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        (
            "not ceasfire = full",
            "unknown-issue",
            5,
            "there is no issue “ceasfire”. Read: ceasfire. Expected: one of ceasefire, levy, talks, law. "
            "Did you mean “ceasefire”?",
        ),
        (
            "full = ceasefire",
            "unknown-issue",
            1,
            "there is no issue “full”. Read: full. Expected: the issue first, as in `ceasefire = full`.",
        ),
        (
            "ceasefire in {local, ful}",
            "unknown-outcome",
            22,
            "the issue “ceasefire” has no outcome “ful”. Read: ful. Expected: one of none, local, full, 3_days. "
            "Did you mean “full”?",
        ),
        (
            "law = changed",
            "unknown-outcome",
            7,
            "the issue “law” has no outcome “changed”. Read: changed. Expected: as_is.",
        ),
        (
            "levy = 4 and Atack",
            "unknown-option",
            14,
            "there is no option “Atack”. Read: Atack. Expected: one of attack, blockade, strike. "
            "Did you mean “attack”?",
        ),
        (
            "leavy",
            "unknown-option",
            1,
            "there is no option “leavy”. Read: leavy. Expected: one of attack, blockade, strike. Did you mean “levy”?",
        ),
        (
            "held",
            "unknown-option",
            1,
            "there is no option “held”. Read: held. Expected: the issue first, as in `talks = held`.",
        ),
        (
            "talks < held",
            "not-ordered",
            1,
            "the outcomes of “talks” have no order, so `<` says nothing about them. Read: talks <. "
            "Expected: `=`, `!=` or `in {…}`; or `ordered: true` where the issue is defined.",
        ),
        (
            "attack -> talks",
            "issue-as-option",
            11,
            "“talks” is an issue, not an option; say which outcomes are meant. Read: talks. "
            "Expected: a comparison such as `talks != none`.",
        ),
        (
            "attack = none",
            "option-as-issue",
            1,
            "“attack” is an option, not an issue; it is taken or not. Read: attack. "
            "Expected: `attack` or `not attack`, without a comparison.",
        ),
    ],
)
def test_the_message_says_the_character_what_was_read_and_the_nearest_word(
    text: str, code: str, column: int, message: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        read(text, NAMES)
    (problem,) = caught.value.problems
    assert str(problem) == f"At character {column}: {message}"
    assert (problem.code, problem.where.column) == (code, column)


def test_all_problems_of_a_formula_are_told_at_once() -> None:
    with pytest.raises(FormulaError) as caught:
        read("ceasfire = full or talks >= hold -> (atack iff not levy) and levy in {1, 2}", NAMES)
    assert [(problem.code, problem.where.column) for problem in caught.value.problems] == [
        ("unknown-issue", 1),
        ("unknown-outcome", 29),
        ("not-ordered", 20),
        ("unknown-option", 38),
        ("issue-as-option", 52),
        ("unknown-outcome", 71),
        ("unknown-outcome", 74),
    ]


@pytest.mark.parametrize(("before", "between", "after"), [("", " or ", ""), ("levy in {", ", ", "}")])
def test_a_formula_full_of_strangers_is_told_the_first_twenty(before: str, between: str, after: str) -> None:
    with pytest.raises(FormulaError) as caught:
        read(before + between.join(f"stranger_{n}" for n in range(500)) + after, NAMES)
    assert [problem.read for problem in caught.value.problems] == [f"stranger_{n}" for n in range(20)]


def test_a_very_long_name_does_not_fill_the_message() -> None:
    with pytest.raises(FormulaError) as caught:
        read("a" * 9_000, NAMES)
    assert len(str(caught.value)) < 400


def test_a_case_without_options_offers_none() -> None:
    with pytest.raises(FormulaError, match=r"^At character 1: there is no option “x”\. Read: x\.$"):
        read("x", Names({}))


def test_a_comparison_made_by_hand_is_bound_without_its_outcomes_columns() -> None:
    by_hand = Comparison("levy", "in", ("4", "9"), column=3)
    with pytest.raises(FormulaError) as caught:
        bind(by_hand, NAMES)
    assert caught.value.problems[0].where.column == 3
