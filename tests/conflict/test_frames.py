"""A model and its stable states as a data frame of whichever library is there."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from commonground.conflict import frames
from commonground.conflict.frames import columns, frame
from commonground.conflict.model.graph_form import GraphForm
from commonground.errors import UsageError
from tests.conflict.by_hand import graph, options


def pair() -> Any:
    form = options({"a": ["p"], "b": ["q"]}, {"a": ["YN", "NN", "YY"], "b": ["NN", ["YN", "YY"]]}, infeasible=["NY"])
    return type(form)(form.parties, form.options, form.reversible, form.feasible, form.ranks, form.number("YN"))


def stable(model: Any, **named: Sequence[str]) -> dict[str, Any]:
    flat = np.zeros(model.size, dtype=np.bool_)
    return {party: _with(flat, [model.number(name) for name in names]) for party, names in named.items()}


def _with(flat: Any, states: Sequence[int]) -> Any:
    made = flat.copy()
    made[list(states)] = True
    return made


def test_a_row_for_each_feasible_state_and_party() -> None:
    model = pair()
    said = {"nash": stable(model, a=["YN"], b=["NN", "YN", "YY"]), "gmr": stable(model, a=[], b=["NN"])}
    made = {name: column.tolist() for name, column in columns(model, said).items()}
    assert made == {
        "state": ["NN", "YN", "YY", "NN", "YN", "YY"],
        "option p": [False, True, True, False, True, True],
        "option q": [False, False, True, False, False, True],
        "status_quo": [False, True, False, False, True, False],
        "party": ["a", "a", "a", "b", "b", "b"],
        "rank": [3, 4, 2, 3, 2, 2],
        "nash": [False, True, False, True, True, True],
        "gmr": [False, False, False, True, False, False],
    }


def test_named_states_have_no_options() -> None:
    model = graph(["war", "peace"], {"a": ["war peace"], "b": []}, {"a": ["peace", "war"], "b": [["peace", "war"]]})
    assert isinstance(model, GraphForm)
    made = {name: column.tolist() for name, column in columns(model, {}).items()}
    assert made == {
        "state": ["war", "peace", "war", "peace"],
        "status_quo": [False] * 4,
        "party": ["a", "a", "b", "b"],
        "rank": [1, 2, 1, 1],
    }


@pytest.mark.parametrize(
    ("there", "taken"), [({"polars", "pandas"}, "polars"), ({"pandas"}, "pandas"), ({"polars"}, "polars")]
)
def test_polars_before_pandas(monkeypatch: pytest.MonkeyPatch, there: set[str], taken: str) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda name: object() if name in there else None)
    monkeypatch.setattr(frames, "import_module", lambda name: SimpleNamespace(DataFrame=lambda made: (name, made)))
    library, made = frame(pair(), {})
    assert library == taken
    assert list(made) == ["state", "option p", "option q", "status_quo", "party", "rank"]


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_the_library_itself_takes_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    library = pytest.importorskip(name)
    monkeypatch.setattr(frames, "LIBRARIES", (name,))
    made = frame(pair(), {"nash": stable(pair(), a=["YN"], b=[])})
    assert isinstance(made, library.DataFrame)
    assert made.shape == (6, 7)
    assert list(made["nash"]) == [False, True, False, False, False, False]


def test_without_either_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    with pytest.raises(UsageError) as caught:
        frame(pair(), {})
    assert str(caught.value) == (
        "A data frame needs Polars or pandas, and neither is installed. "
        "Expected: pip install polars, or pip install pandas."
    )


def test_stability_of_somebody_else_is_refused() -> None:
    flat = np.zeros(4, dtype=np.bool_)
    with pytest.raises(UsageError, match="“c” is no party of this model, for nash"):
        columns(pair(), {"nash": {"a": flat, "b": flat, "c": flat}})


def test_stability_that_was_not_worked_out_is_not_false() -> None:
    with pytest.raises(UsageError, match="For nash nothing is said of b"):
        columns(pair(), {"nash": {"a": np.zeros(4, dtype=np.bool_)}})
