"""Writing a formula back: the same tree after reading, in either form, with no bracket too many."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from commonground.logic import And, Constant, Formula, Name, Not, Or, Written, bind, parse, read, to_text
from tests.logic.random_formulas import NAMES, anything_written, bound, written


@given(anything_written)
def test_a_written_formula_reads_back_the_same(formula: Written) -> None:
    assert parse(to_text(formula)) == formula


@given(bound)
def test_a_bound_formula_reads_back_the_same_over_its_names(formula: Formula) -> None:
    assert read(to_text(formula), NAMES) == formula


@given(written)
def test_binding_then_writing_means_the_same(formula: Written) -> None:
    meant = bind(formula, NAMES)
    assert read(to_text(meant), NAMES) == meant


@given(anything_written)
def test_every_bracket_is_needed(formula: Written) -> None:
    text = to_text(formula)
    for opening, closing in _pairs(text):
        without = f"{text[:opening]} {text[opening + 1 : closing]} {text[closing + 1 :]}"
        assert parse(without) != formula


def _pairs(text: str) -> list[tuple[int, int]]:
    pairs, still_open = [], []
    for match in re.finditer(r"[()]", text):
        if match.group() == "(":
            still_open.append(match.start())
        else:
            pairs.append((still_open.pop(), match.start()))
    return pairs


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (And(()), "true"),
        (Or(()), "false"),
        (And((Name("a"),)), "a"),
        (Not(Or((Name("a"),))), "not a"),
        (And((Or(()), Or((Name("a"), Name("b"))))), "false and (a or b)"),
        (Not(And(())), "not true"),
        (Constant(False), "false"),
    ],
)
def test_connectives_over_fewer_than_two_parts_are_written_as_what_they_mean(formula: Written, text: str) -> None:
    assert to_text(formula) == text
