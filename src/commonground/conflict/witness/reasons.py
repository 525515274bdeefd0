"""Which of a party's stated preferences tells two states apart.

With priorities, the most important first: the first whose truth differs decides (Fang, Hipel, Kilgour and Peng 2003).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from commonground.case.model import Priority, Ranking, Weights
from commonground.conflict.model.of_case import preferences_of
from commonground.conflict.model.option_form import OptionForm
from commonground.logic import evaluate

if TYPE_CHECKING:
    from commonground.case.model import Case, Preference
    from commonground.conflict.model.contract import Model
    from commonground.conflict.witness.titles import Titles

__all__ = ["Comparison", "compared"]

Verdict = Literal["better", "worse", "level"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A party's view of one state beside another, and the preference that decides; None where nothing does."""

    verdict: Verdict
    decided_by: Preference | None
    words: str


def compared(case: Case | None, titles: Titles, model: Model, party: int, there: int, here: int) -> Comparison:
    """``there`` beside ``here``, for a party."""
    ranks = model.rank(party)
    verdict: Verdict = "level"
    if ranks[there] != ranks[here]:
        verdict = "better" if ranks[there] > ranks[here] else "worse"
    said = () if case is None else preferences_of(case, model.parties[party])
    if not said:
        return Comparison(verdict, None, "it ranks the two level" if verdict == "level" else f"it ranks that {verdict}")
    first = said[0]
    if isinstance(first, Ranking):
        words = {"better": "its ranking has it higher", "worse": "its ranking has it lower"}
        return Comparison(verdict, first, words.get(verdict, "its ranking has the two level") + _id(first))
    if isinstance(first, Weights):
        there_, before = _sum(first, model, there), _sum(first, model, here)
        weighs = (
            f"weighs {there_} for it, and {before} before" if there_ != before else f"weighs {there_} for it, as before"
        )
        return Comparison(verdict, first, f"what is done there {weighs}{_id(first)}")
    deciding = _deciding([item for item in said if isinstance(item, Priority)], model, there, here)
    if deciding is None:
        return Comparison(verdict, None, "none of its priorities tells the two apart")
    wanted = f"it wants {titles.formula(deciding.formula)}{_id(deciding)}"
    so = "that is so then and was not before" if verdict == "better" else "that was so before and is not then"
    return Comparison(verdict, deciding, f"{wanted}: {so}")


def _deciding(priorities: list[Priority], model: Model, there: int, here: int) -> Priority | None:
    if not isinstance(model, OptionForm):
        return None
    one, two = _values(model, there), _values(model, here)
    return next((item for item in priorities if evaluate(item.formula, one) != evaluate(item.formula, two)), None)


def _values(model: OptionForm, state: int) -> dict[str, str | bool]:
    return {option: letter == "Y" for option, letter in zip(model.option_names, model.name(state), strict=True)}


def _sum(item: Weights, model: Model, state: int) -> str:
    if not isinstance(model, OptionForm):
        return "nothing"
    values = _values(model, state)
    total = sum((weight for option, weight in item.weights.items() if values[option]), Fraction(0))
    short = f"{float(total):g}"
    return short if Fraction(short) == total else str(total)


def _id(item: Preference) -> str:
    return f" ({item.id}, presumed)" if item.presumed else f" ({item.id})"
