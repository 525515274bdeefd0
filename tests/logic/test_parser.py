"""Reading a text: precedence, names, columns, and the limits that keep every later walk safe."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import FormulaError
from commonground.logic import (
    And,
    Comparison,
    Constant,
    Iff,
    Implies,
    Name,
    Not,
    Or,
    Written,
    evaluate,
    is_name,
    mentions,
    parse,
    read,
    to_text,
)
from commonground.logic.names import Names
from commonground.logic.parser import DEEPEST, LONGEST

A, B, C, D = (Name(letter) for letter in "abcd")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a", A),
        ("(a)", A),
        ("true", Constant(True)),
        ("false", Constant(False)),
        ("x = y", Comparison("x", "=", ("y",))),
        ("x != y", Comparison("x", "!=", ("y",))),
        ("x<y", Comparison("x", "<", ("y",))),
        ("x<=y", Comparison("x", "<=", ("y",))),
        ("x>y", Comparison("x", ">", ("y",))),
        ("x>=y", Comparison("x", ">=", ("y",))),
        ("x in {y}", Comparison("x", "in", ("y",))),
        ("x in{y,z}", Comparison("x", "in", ("y", "z"))),
        ("x not  in { y , z }", Comparison("x", "not in", ("y", "z"))),
        ("x in {}", Comparison("x", "in", ())),
        ("not x = y", Not(Comparison("x", "=", ("y",)))),
        ("not not a", Not(Not(A))),
        ("not a and b", And((Not(A), B))),
        ("a and b or c", Or((And((A, B)), C))),
        ("a or b and c", Or((A, And((B, C))))),
        ("a or b -> c", Implies(Or((A, B)), C)),
        ("a -> b -> c", Implies(A, Implies(B, C))),
        ("(a -> b) -> c", Implies(Implies(A, B), C)),
        ("a -> b iff c -> d", Iff(Implies(A, B), Implies(C, D))),
        ("a iff b iff c", Iff(Iff(A, B), C)),
        ("a iff (b iff c)", Iff(A, Iff(B, C))),
        ("a and b and c", And((A, B, C))),
        ("a and (b and c)", And((A, And((B, C))))),
        ("a or b or c or d", Or((A, B, C, D))),
        ("\n a\tand\u00a0b \n", And((A, B))),
    ],
)
def test_a_text_means_one_tree(text: str, formula: Written) -> None:
    assert parse(text) == formula


@pytest.mark.parametrize(
    "name", ["android", "order", "nothing", "into", "iffy", "truest", "not_in", "AND", "In", "True"]
)
def test_a_name_may_begin_like_a_keyword_or_be_one_in_capitals(name: str) -> None:
    assert parse(f"{name} = {name} and {name}") == And((Comparison(name, "=", (name,)), Name(name)))


@pytest.mark.parametrize("name", ["перемирие", "停火", "وقف", "évacuation", "3_days", "2025", "_x"])
def test_a_name_may_be_in_any_script_and_begin_with_a_digit(name: str) -> None:
    assert is_name(name)
    names = Names({name: (name, "other")})
    assert evaluate(read(f"{name} = {name}", names), {name: name})


@pytest.mark.parametrize("word", ["and", "or", "not", "in", "iff", "true", "false"])
@pytest.mark.parametrize("text", ["{} = x", "x = {}", "x in {{{}}}", "a and {} = b"])
def test_a_keyword_is_never_a_name(word: str, text: str) -> None:
    assert not is_name(word)
    with pytest.raises(FormulaError):
        parse(text.format(word))


def test_columns_count_characters_from_one_and_do_not_matter_to_equality() -> None:
    formula = parse("停火 = x and (b or y in {p,  q})")
    assert isinstance(formula, And)
    left, right = formula.args
    assert (left.column, left.outcome_columns) == (1, (6,))
    assert (right.args[0].column, right.args[1].column, right.args[1].outcome_columns) == (13, 18, (24, 28))
    assert formula == parse("停火=x and(b or y in{p,q})")


@pytest.mark.parametrize(
    ("before", "after", "each"),
    [
        ("(", ")", 1),
        ("not ", "", 1),
        ("b -> ", "", 1),
        ("", " iff b", 1),
        ("(not ", ")", 1),
        ("b and not (", ")", 2),
        ("b or (c and (", "))", 2),
    ],
)
def test_nesting_ends_at_a_clear_limit(before: str, after: str, each: int) -> None:
    levels = DEEPEST // each
    deepest = f"{before * levels}a{after * levels}"
    assert mentions(read(deepest, Names({}, options=frozenset("abc")))) >= {"a"}
    assert parse(to_text(parse(deepest))) == parse(deepest)
    for deeper in (levels + 1, 10 * levels, LONGEST // (len(before) + len(after)) - 1):
        with pytest.raises(FormulaError) as caught:
            parse(f"{before * deeper}a{after * deeper}")
        (problem,) = caught.value.problems
        assert problem.code == "formula-too-deep"
        assert f"more than {DEEPEST} levels deep" in problem.what


@pytest.mark.parametrize("opening", ["(", "not ", "not(", "a -> ", "a -> (", "((", "x in {", "a iff (", ")", "{"])
@pytest.mark.parametrize("times", [2_000, 10_000, 100_000])
def test_ten_thousand_openings_are_a_formula_error(opening: str, times: int) -> None:
    for text in (opening * times, opening * times + "a", opening * times + "a" + ")" * times):
        with pytest.raises(FormulaError) as caught:
            parse(text)
        assert len(str(caught.value)) < 400


def test_the_longest_text_is_read_and_one_character_more_is_not() -> None:
    longest = "a or " * 1_999 + "bcdef"
    assert len(longest) == LONGEST
    wide = parse(longest)
    assert isinstance(wide, Or)
    assert len(wide.args) == 2_000
    with pytest.raises(FormulaError, match="10,001 characters long"):
        parse(longest + " ")


@given(
    st.lists(st.sampled_from(["a", "é", "in", "not", "and", "->", "-", "=", "(", ")", "{", ",", "}", " ", "\n", "$"]))
)
def test_any_text_is_a_formula_or_an_error_with_its_character(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        formula = parse(text)
    except FormulaError as error:
        (problem,) = error.problems
        column = problem.where.column
        assert column is not None
        assert 1 <= column <= len(text) + 1
        assert problem.what.startswith(f"At character {column}: ")
    else:
        assert parse(to_text(formula)) == formula


def test_the_grammar_is_built_when_the_first_formula_is_read_and_no_earlier() -> None:
    program = (
        "import sys, commonground.logic as logic\n"
        "assert 'lark' not in sys.modules\n"
        "logic.parse('a')\n"
        "assert 'lark' in sys.modules and 'pysat' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
