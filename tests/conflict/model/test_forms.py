"""Both forms of a graph model: how states are numbered and named, and who can move where."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm, Reversible


def _pair(feasible: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None = None) -> OptionForm:
    ways: tuple[tuple[Reversible, ...], ...] = (("once taken", "both ways"), ("once dropped",))
    flat = np.ones((4, 2), dtype=np.uint16)
    return OptionForm(("a", "b"), (("strike", "march"), ("listen",)), ways, feasible, (flat, flat))


def test_a_state_is_its_string_read_as_a_binary_number() -> None:
    form = _pair()
    assert [form.name(state) for state in range(8)] == ["NNN", "NNY", "NYN", "NYY", "YNN", "YNY", "YYN", "YYY"]
    assert all(form.number(form.name(state)) == state for state in range(8))
    assert np.ravel_multi_index(form.axes.index({"strike": True, "march": False, "listen": True}), form.shape) == 5


@pytest.mark.parametrize("wrong", ["", "YN", "YNNN", "yyy", "Y-N"])
def test_what_is_no_state_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        _pair().number(wrong)


def test_one_forbidden_change_forbids_the_whole_move() -> None:
    form = _pair()
    assert [form.name(q) for q in form.moves(0, form.number("YNN"))] == ["YYN"]
    assert [form.name(q) for q in form.moves(0, form.number("NYN"))] == ["NNN", "YNN", "YYN"]
    assert list(form.moves(1, form.number("NNN"))) == []
    assert [form.name(q) for q in form.moves(1, form.number("NNY"))] == ["NNN"]


def test_moves_end_on_feasible_states_and_pass_over_others() -> None:
    feasible = np.ones((4, 2), dtype=np.bool_)
    feasible[1] = False
    form = _pair(feasible)
    assert form.count == 6
    assert [form.name(q) for q in form.moves(0, form.number("NNN"))] == ["YNN", "YYN"]
    assert not form.is_feasible(form.number("NYN"))
    assert form.states().tolist() == [0, 1, 4, 5, 6, 7]


def test_graph_form_moves_are_those_given() -> None:
    ranks = np.array([1, 2, 3], dtype=np.uint16)
    arcs = np.array([[0, 2], [0, 1]]), np.array([[2, 0]])
    form = GraphForm(("a", "b"), ("peace", "talks", "war"), arcs, (ranks, ranks))
    assert list(form.moves(0, 0)) == [1, 2]
    assert list(form.moves(1, 0)) == []
    assert form.name(form.number("talks")) == "talks"
    with pytest.raises(ValueError, match="truce"):
        form.number("truce")
