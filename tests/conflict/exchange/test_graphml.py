"""GraphML that networkx reads back as the very states and moves of the model."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx
import numpy as np
import pytest

from commonground.case import load
from commonground.conflict.exchange import graphml
from commonground.conflict.exchange.graphml import graphml_from_model
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import UsageError
from tests.case.folders import folder
from tests.conflict.exchange.cases import PRISONERS, conflict

MODEL = OptionForm | GraphForm


def read(model: MODEL) -> Any:
    return networkx.read_graphml(io.BytesIO(graphml_from_model(model, "A & B").data), force_multigraph=True)


def assert_told(model: MODEL) -> None:
    graph = read(model)
    states = model.states().tolist()
    assert list(graph.nodes) == [model.name(state) for state in states]
    for state in states:
        node = graph.nodes[model.name(state)]
        assert [node[f"rank {party}"] for party in model.parties] == [
            model.rank(n)[state] for n in range(len(model.parties))
        ]
        assert node["status_quo"] is (state == model.status_quo)
        if isinstance(model, OptionForm):
            assert "".join("NY"[node[f"option {option}"]] for option in model.option_names) == model.name(state)
    moves = {
        (model.name(state), model.name(end), party, bool(model.rank(n)[end] > model.rank(n)[state]))
        for n, party in enumerate(model.parties)
        for state in states
        for end in model.moves(n, state)
    }
    edges = [(start, end, data["party"], data["improvement"]) for start, end, data in graph.edges(data=True)]
    assert len(edges) == len(moves)
    assert set(edges) == moves


@pytest.mark.parametrize("seed", range(12))
def test_option_form(tmp_path: Path, seed: int) -> None:
    assert_told(graph_model(load(folder(tmp_path / "c", conflict(seed)))))


def test_the_status_quo_is_marked(tmp_path: Path) -> None:
    graph = read(graph_model(load(folder(tmp_path / "c", PRISONERS))))
    assert [name for name, data in graph.nodes(data=True) if data["status_quo"]] == ["YY"]


def test_graph_form_with_common_moves_and_odd_names() -> None:
    ranks = np.array([2, 1, 3], dtype=np.uint16)
    arcs = np.array([[0, 1], [1, 2]]), np.array([[0, 1]])
    model = GraphForm(("a", "b"), ("peace & quiet", "<war>", "мир"), arcs, (ranks, ranks[::-1]), 1)
    assert_told(model)
    assert read(model).number_of_edges("peace & quiet", "<war>") == 2


def test_what_is_too_much_to_show_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    flat = np.ones((2, 2), dtype=np.uint16)
    model = OptionForm(("a", "b"), (("p",), ("q",)), (("both ways",), ("both ways",)), None, (flat, flat))
    monkeypatch.setattr(graphml, "MOST_MOVES", 7)
    with pytest.raises(UsageError, match=r"^More than 7 moves. Expected: a smaller model.$"):
        graphml_from_model(model)
    monkeypatch.setattr(graphml, "MOST_STATES", 3)
    with pytest.raises(UsageError, match=r"^4 states are too many for such a file. Expected: 3 or fewer.$"):
        graphml_from_model(model)
