"""The words a case offers to formulas: frozen, comparable, and refused where a formula could not tell them apart."""

from __future__ import annotations

import pickle

import pytest

from commonground.errors import FormulaError
from commonground.logic import Names


def test_names_do_not_change_when_what_they_were_made_from_does() -> None:
    issues: dict[str, tuple[str, ...]] = {"levy": ("0", "4")}
    names = Names(issues)
    issues["talks"] = ("none",)
    assert list(names.issues) == ["levy"]
    with pytest.raises(TypeError):
        names.issues["talks"] = ("none",)  # type: ignore[index]


def test_equal_names_are_equal_and_hash_alike_and_travel_to_other_processes() -> None:
    names = Names({"levy": ("0", "4"), "talks": ("none",)}, frozenset({"levy"}), frozenset({"strike"}))
    again = Names({"talks": ("none",), "levy": ("0", "4")}, frozenset({"levy"}), frozenset({"strike"}))
    assert names == again
    assert hash(names) == hash(again)
    assert pickle.loads(pickle.dumps(names)) == names
    assert names != Names({"levy": ("4", "0"), "talks": ("none",)}, frozenset({"levy"}), frozenset({"strike"}))


@pytest.mark.parametrize(
    ("issues", "options", "message", "code"),
    [
        (
            {"strike": ("none",)},
            {"strike"},
            "“strike” is an issue and an option at once; a formula could mean either.",
            "name-twice",
        ),
        ({"levy": ("0", "0")}, set(), "The issue “levy” has the same outcome twice.", "outcome-twice"),
        ({"levy": ()}, set(), "The issue “levy” has no outcomes.", "no-outcomes"),
    ],
)
def test_names_that_formulas_could_not_use_are_refused(
    issues: dict[str, tuple[str, ...]], options: set[str], message: str, code: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        Names(issues, options=frozenset(options))
    (problem,) = caught.value.problems
    assert (str(problem), problem.code) == (message, code)
