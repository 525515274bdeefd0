"""Messages about texts that are no formulas, pinned word for word."""

from __future__ import annotations

import pytest

from commonground.errors import FormulaError
from commonground.logic import parse

OPERAND = "a comparison, an option, “not” or “(”"
CHARACTERS = "letters, digits, underscores, brackets and comparison signs"


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        ("", "formula-empty", 1, "there is no formula. Expected: a comparison or an option."),
        (" \n", "formula-empty", 1, "there is no formula. Expected: a comparison or an option."),
        ("a and", "formula-syntax", 6, f"the formula stops too early. Expected: {OPERAND}."),
        ("a =  ", "formula-syntax", 4, "the formula stops too early. Expected: a name."),
        ("(a", "formula-syntax", 3, "the formula stops too early. Expected: “and”, “or”, “->”, “iff” or “)”."),
        ("x not", "formula-syntax", 6, "the formula stops too early. Expected: “in”."),
        ("x in", "formula-syntax", 5, "the formula stops too early. Expected: “{”."),
        ("x in {a,", "formula-syntax", 9, "the formula stops too early. Expected: a name."),
        ("x in {", "formula-syntax", 7, "the formula stops too early. Expected: a name or “}”."),
        ("x in {a b}", "formula-syntax", 9, "“b” does not belong here. Read: b. Expected: “,” or “}”."),
        ("x in a", "formula-syntax", 6, "“a” does not belong here. Read: a. Expected: “{”."),
        (
            "a b",
            "formula-syntax",
            3,
            "“b” does not belong here. Read: b. Expected: a comparison sign, “and”, “or”, “->”, “iff” or the end.",
        ),
        (
            "(a AND b)",
            "formula-syntax",
            4,
            "“AND” does not belong here. Read: AND. "
            "Expected: a comparison sign, “and”, “or”, “->”, “iff” or “)”. Did you mean “and”?",
        ),
        (
            "x = y then b",
            "formula-syntax",
            7,
            "“then” does not belong here. Read: then. Expected: “and”, “or”, “->”, “iff” or the end. "
            "Did you mean “->”?",
        ),
        ("a)", "formula-syntax", 2, "this “)” closes nothing. Read: ). Expected: “and”, “or”, “->”, “iff” or the end."),
        ("and a", "formula-syntax", 1, f"“and” does not belong here. Read: and. Expected: {OPERAND}."),
        (
            "x = in",
            "formula-syntax",
            5,
            "“in” is a word of the language and cannot be a name. Read: in. Expected: a name.",
        ),
        (
            "x in {true}",
            "formula-syntax",
            7,
            "“true” is a word of the language and cannot be a name. Read: true. Expected: a name or “}”.",
        ),
        (
            "a = b = c",
            "formula-syntax",
            7,
            "“=” does not belong here. Read: =. Expected: “and”, “or”, “->”, “iff” or the end.",
        ),
        ("a == b", "formula-character", 3, "“==” is not a sign of this language. Read: ==. Did you mean “=”?"),
        ("a => b", "formula-character", 3, "“=>” is not a sign of this language. Read: =>. Did you mean “->”?"),
        ("a → b", "formula-character", 3, "“→” is not a sign of this language. Read: →. Did you mean “->”?"),
        ("a <-> b", "formula-character", 3, "“<->” is not a sign of this language. Read: <->. Did you mean “iff”?"),
        ("a && b", "formula-character", 3, "“&&” is not a sign of this language. Read: &&. Did you mean “and”?"),
        ("a || b", "formula-character", 3, "“||” is not a sign of this language. Read: ||. Did you mean “or”?"),
        ("!a", "formula-character", 1, "“!” is not a sign of this language. Read: !. Did you mean “not”?"),
        ("a <> b", "formula-character", 3, "“<>” is not a sign of this language. Read: <>. Did you mean “!=”?"),
        ("é≥b", "formula-character", 2, "“≥” is not a sign of this language. Read: ≥. Did you mean “>=”?"),
        ("a: b", "formula-character", 2, "“:” is not a sign of this language. Read: :. Did you mean “=”?"),
        (
            "to-sign = x",
            "formula-character",
            3,
            "“-” has no meaning in a formula. Read: -. Expected: names of letters, digits and underscores only.",
        ),
        ("a % b", "formula-character", 3, f"“%” has no meaning in a formula. Read: %. Expected: {CHARACTERS}."),
        (
            "x = “full”",
            "formula-character",
            5,
            "““” has no meaning in a formula. Read: “. Expected: names without quotation marks.",
        ),
        (
            "e\u0301 = x",
            "formula-character",
            2,
            "the character U+0301 (combining acute accent) has no meaning in a formula. "
            f"Read: \u0301. Expected: {CHARACTERS}.",
        ),
        (
            "(" * 65 + "a",
            "formula-too-deep",
            65,
            "the formula is nested more than 64 levels deep. Expected: several simpler formulas.",
        ),
        (
            "a" * 10_001,
            "formula-too-long",
            10_001,
            "the formula is 10,001 characters long; at most 10,000 can be read. Expected: several shorter formulas.",
        ),
    ],
)
def test_the_message_says_the_character_what_was_read_and_what_would_be_right(
    text: str, code: str, column: int, message: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert str(problem) == f"At character {column}: {message}"
    assert (problem.code, problem.where.column) == (code, column)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("value", [True, 3, None, ["a"]])
def test_what_is_no_text_is_told_so(value: object) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(value)  # type: ignore[arg-type]
    assert str(caught.value) == (
        f"A formula has to be a text. Read: {value!r}. Expected: the formula in quotation marks."
    )
