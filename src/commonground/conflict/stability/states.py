"""A state as a person writes it: one Y or N per option in file order, or a name."""

from __future__ import annotations

from commonground.conflict.model.contract import Model
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError, Where, nearest_word

__all__ = ["known_state", "state_or_today"]


def known_state(model: Model, written: str) -> int:
    """The feasible state so written.

    Raises
    ------
    UsageError
        There is no such state, or it is not feasible.
    """
    name = written.strip()
    try:
        state = model.number(name.upper() if isinstance(model, OptionForm) else name)
    except ValueError:
        raise UsageError(_unknown(model, name)) from None
    if not model.is_feasible(state):
        what = f"The state {model.name(state)} is not feasible: a rule of the case rules it out."
        raise UsageError(Problem(what, Where(), name, "a state that the rules under feasible allow", code="infeasible"))
    return state


def state_or_today(model: Model, written: str | None) -> int:
    """The state so written; today's where none is.

    Raises
    ------
    UsageError
        There is no such state, or the case does not say what today's is.
    """
    if written is not None:
        return known_state(model, written)
    if model.status_quo is None:
        what = "The case does not say what today's state is."
        expected = "status_quo in the case, or a state to begin from"
        raise UsageError(Problem(what, Where(), expected=expected, code="no-status-quo"))
    return model.status_quo


def _unknown(model: Model, name: str) -> Problem:
    what = f"“{name[:80]}” is no state of this model."
    if isinstance(model, OptionForm):
        expected = f"{model.width} letters, Y or N for each of {', '.join(model.option_names)}"
        return Problem(what, Where(), name, expected, code="unknown-state")
    names = [model.name(state) for state in model.states().tolist()]
    return Problem(what, Where(), name, "one of " + ", ".join(names[:12]), nearest_word(name, names), "unknown-state")
