"""A model and its stable states as a data frame: a row for each state and party.

Polars if it is there, else pandas. The columns: ``state`` (its name), one for each option (whether it is taken; option
form only), ``status_quo``, ``party``, ``rank`` (higher is better), and for each concept whether the state is stable for
the party.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError, Where, nearest_word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.graph_form import GraphForm

__all__ = ["columns", "frame"]

LIBRARIES = ("polars", "pandas")


def frame(model: OptionForm | GraphForm, stable: Mapping[str, Mapping[str, NDArray[np.bool_]]]) -> Any:
    """The data frame.

    Parameters
    ----------
    model
        What was analysed.
    stable
        Concept: party: flat array over all cells of the model, where the party is stable.

    Raises
    ------
    UsageError
        Neither Polars nor pandas is installed, or ``stable`` is not told of just the parties of the model.
    """
    made = columns(model, stable)
    for library in LIBRARIES:
        if find_spec(library) is not None:
            return import_module(library).DataFrame(made)
    what = "A data frame needs Polars or pandas, and neither is installed."
    expected = "pip install polars, or pip install pandas"
    raise UsageError(Problem(what, Where(), expected=expected, code="no-frame-library"))


def columns(
    model: OptionForm | GraphForm, stable: Mapping[str, Mapping[str, NDArray[np.bool_]]]
) -> dict[str, NDArray[Any]]:
    """The columns of that frame by name; parties one after the other, states ascending within each."""
    states, parties = model.states(), model.parties
    for concept, by_party in stable.items():
        _check(concept, by_party, parties)
    made: dict[str, NDArray[Any]] = {"state": np.tile(np.array([model.name(s) for s in states.tolist()]), len(parties))}
    if isinstance(model, OptionForm):
        for place, option in enumerate(model.option_names):
            taken = (states >> (model.width - 1 - place) & 1).astype(np.bool_)
            made[f"option {option}"] = np.tile(taken, len(parties))
    quo = np.zeros(states.size, dtype=np.bool_) if model.status_quo is None else states == model.status_quo
    made["status_quo"] = np.tile(quo, len(parties))
    made["party"] = np.repeat(np.array(parties), states.size)
    made["rank"] = np.concatenate([model.rank(number)[states] for number in range(len(parties))])
    for concept, by_party in stable.items():
        made[concept] = np.concatenate([by_party[party][states] for party in parties])
    return made


def _check(concept: str, said: Collection[str], parties: Sequence[str]) -> None:
    for party in said:
        if party not in parties:
            what = f"“{party[:80]}” is no party of this model, for {concept}."
            expected, nearest = "one of " + ", ".join(parties), nearest_word(party, parties)
            raise UsageError(Problem(what, Where(), party, expected, nearest, "unknown-party"))
    missing = [party for party in parties if party not in said]
    if missing:
        what = f"For {concept} nothing is said of {', '.join(missing)}."
        raise UsageError(Problem(what, Where(), expected="what is stable for every party", code="unknown-party"))
