"""Parts of a formula: together they say what it says, and cutting a clause up by hand changes none of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.agreement.solving.parts import atoms, parts
from commonground.logic import And, Formula, Names, evaluate, read, to_text
from tests.agreement.cases import random_formula

NAMES = Names({"a": ("x", "y", "z"), "b": ("x", "y"), "c": ("x", "y"), "d": ("x", "y")}, options=frozenset({"strike"}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = x and b = y", ["a = x", "b = y"]),
        ("not (a = x or b = y)", ["a in {y, z}", "b = x"]),
        ("a = x -> b = y and c = y", ["a in {y, z} or b = y", "a in {y, z} or c = y"]),
        ("a = x or b = y -> c = y", ["a in {y, z} or c = y", "b = x or c = y"]),
        ("a = x and (b = y and (c = y and true))", ["a = x", "b = y", "c = y"]),
        ("(a = x and b = y) or (c = y and d = y)", ["a = x and b = y or c = y and d = y"]),
        ("a = x iff b = y", ["a = x iff b = y"]),
        ("not strike and b = y", ["not strike", "b = y"]),
        ("true or a = x", []),
        ("false", ["false"]),
        ("a = x and a = x", ["a = x"]),
    ],
)
def test_parts_of(text: str, found: list[str]) -> None:
    assert [to_text(part) for part in parts(read(text, NAMES), NAMES)] == found


def formula(seed: int) -> Formula:
    draw = random.Random(seed)
    one, two, three = (random_formula(draw, NAMES.issues, ("strike",)) for _ in range(3))
    return read(
        draw.choice(("({0}) and not ({1})", "({0}) -> ({1})", "not (({0}) or ({1})) or ({2})")).format(one, two, three),
        NAMES,
    )


def worlds(seed: int) -> dict[str, str | bool]:
    draw = random.Random(seed)
    return {**{issue: draw.choice(outcomes) for issue, outcomes in NAMES.issues.items()}, "strike": draw.random() < 0.5}


@given(st.integers().map(formula), st.integers().map(worlds))
def test_parts_together_say_what_the_formula_says(whole: Formula, world: dict[str, str | bool]) -> None:
    found = parts(whole, NAMES)
    assert all(evaluate(part, world) for part in found) == evaluate(whole, world)
    for part in found:
        assert not isinstance(part, And)
        assert parts(part, NAMES) == (part,)
        signed = atoms(part)
        if signed is not None:
            assert any(world[issue] in among for issue, among in signed.items()) == evaluate(part, world)


@given(st.integers().map(formula), st.integers().map(formula))
def test_two_clauses_and_their_conjunction_have_the_same_parts(one: Formula, two: Formula) -> None:
    assert set(parts(And((one, two)), NAMES)) == {*parts(one, NAMES), *parts(two, NAMES)}
