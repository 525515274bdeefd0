"""A game for Gambit has the model's pure Nash equilibria; what is no such game is refused in a sentence."""

from __future__ import annotations

import importlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from commonground.case import load
from commonground.conflict.exchange.gambit import nfg_from_model
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.model.option_form import OptionForm, Reversible
from commonground.errors import UsageError
from tests.case.folders import folder
from tests.conflict.exchange.cases import PRISONERS, conflict
from tests.conflict.literal import Definitions

Game = tuple[list[str], list[list[str]], dict[tuple[int, ...], list[int]]]


def read_nfg(text: str) -> Game:
    """Players, strategies and payoffs by strategy numbers, read by the published description of the format."""
    tokens = re.findall(r'"(?:[^"\\]|\\.)*"|[{}]|\S+', text)
    assert tokens[:3] == ["NFG", "1", "R"]
    rest = iter(tokens[4:])
    players = braced(rest)
    assert next(rest) == "{"
    strategies = [braced(rest) for _ in players]
    assert next(rest) == "}"
    next(rest)  # the comment
    numbers = [int(token) for token in rest]
    cells = list(itertools.product(*(range(len(own)) for own in reversed(strategies))))
    assert len(numbers) == len(cells) * len(players)
    size = len(players)
    payoffs = {cell[::-1]: numbers[n * size : (n + 1) * size] for n, cell in enumerate(cells)}
    return players, strategies, payoffs


def braced(tokens: Iterator[str]) -> list[str]:
    assert next(tokens) == "{"
    return list(iter(lambda: next(tokens).strip('"'), "}"))


def made(path: Path, text: str) -> OptionForm:
    form = graph_model(load(folder(path, text)))
    assert isinstance(form, OptionForm)
    return form


def nash(model: OptionForm) -> set[str]:
    definitions = Definitions(model)
    return {
        model.name(state)
        for state in model.states().tolist()
        if all(state in definitions.stable(party, "nash") for party in range(len(model.parties)))
    }


def pure_equilibria(game: Game) -> set[str]:
    players, strategies, payoffs = game
    found = set()
    for cell, mine in payoffs.items():
        rivals = (
            (i, (*cell[:i], other, *cell[i + 1 :])) for i in range(len(players)) for other in range(len(strategies[i]))
        )
        if all(payoffs[rival][i] <= mine[i] for i, rival in rivals):
            found.add("".join(own[n] for own, n in zip(strategies, cell, strict=True)))
    return found


def test_the_prisoners(tmp_path: Path) -> None:
    form = made(tmp_path / "c", PRISONERS)
    exported = nfg_from_model(form, 'A "dilemma"\n')
    assert exported.data.decode() == (
        'NFG 1 R "A \\"dilemma\\"" { "one" "two" }\n{ { "N" "Y" } { "N" "Y" } }\n'
        '"Payoffs are ranks: higher is better."\n\n2 2 1 4 4 1 3 3\n'
    )
    assert exported.lost == ("What the options are called: a strategy is written as its string of Y and N.",)
    assert pure_equilibria(read_nfg(exported.data.decode())) == nash(form) == {"NN"}


@pytest.mark.parametrize("seed", range(40))
def test_its_feasible_pure_equilibria_are_the_nash_stable_states(tmp_path: Path, seed: int) -> None:
    form = made(tmp_path / "c", conflict(seed, one_way=False))
    game = read_nfg(nfg_from_model(form, infeasible="worst").data.decode())
    assert {name for name in pure_equilibria(game) if form.is_feasible(form.number(name))} == nash(form)


@pytest.mark.parametrize("seed", range(8))
def test_gambit_reads_it_and_finds_the_same(tmp_path: Path, seed: int) -> None:
    gambit = pytest.importorskip("pygambit")
    form = made(tmp_path / "c", conflict(seed, masked=False, one_way=False))
    (tmp_path / "game.nfg").write_bytes(nfg_from_model(form, "A game").data)
    game = gambit.read_nfg(str(tmp_path / "game.nfg"))
    for ranks, payoffs in zip(form.ranks, game.to_arrays(dtype=float), strict=True):
        assert (payoffs == ranks).all()
    solve = importlib.import_module("pygambit.nash").enumpure_solve
    assert len(solve(game).equilibria) == len(nash(form))


def test_one_who_can_do_nothing_has_one_strategy(tmp_path: Path) -> None:
    text = PRISONERS.replace("parties: {", "parties: {judge: Judge, ").replace(
        "preferences:\n", "preferences:\n  judge: [quiet_1]\n"
    )
    players, strategies, payoffs = read_nfg(nfg_from_model(made(tmp_path / "c", text)).data.decode())
    assert players == ["one", "two", "judge"]
    assert strategies == [["N", "Y"], ["N", "Y"], ["-"]]
    assert [payoffs[one, 0, 0][2] for one in (0, 1)] == [1, 2]


def form(width: int, *, one_way: bool = False, masked: bool = False) -> OptionForm:
    shape = (1 << width - 1, 2)
    flat = np.ones(shape, dtype=np.uint16)
    mask = np.ones(shape, dtype=np.bool_)
    mask[0, 0] = False
    options = tuple(f"o{n}" for n in range(width - 1))
    last: Reversible = "once taken" if one_way else "both ways"
    first = tuple[Reversible, ...](["both ways"] * (width - 1))
    return OptionForm(("a", "b"), (options, ("p",)), (first, (last,)), mask if masked else None, (flat, flat))


def named() -> GraphForm:
    flat = np.ones(2, dtype=np.uint16)
    return GraphForm(("a", "b"), ("s", "t"), (np.array([[0, 1]]), np.empty((0, 2), dtype=np.intp)), (flat, flat))


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (named(), "Named states with moves are no game in strategic form. Expected: a case in option form."),
        (
            form(2, one_way=True),
            "In a strategic game every strategy can be taken back. Expected: a case without irreversible options.",
        ),
        (
            form(3, masked=True),
            "A strategic game has all 8 combinations, and in this case 7 are feasible. "
            "Expected: that infeasible states be worst for everybody (infeasible=worst).",
        ),
        (form(17), "131,072 combinations are too many for such a file. Expected: 65,536 or fewer."),
    ],
)
def test_what_is_no_such_game_is_refused_in_a_sentence(model: OptionForm | GraphForm, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        nfg_from_model(model)
    assert [str(problem) for problem in caught.value.problems] == [said]
