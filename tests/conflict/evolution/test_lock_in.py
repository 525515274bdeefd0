"""What cannot be left or undone, held to the definitions on both forms, and small ones by hand."""

from __future__ import annotations

import random

import numpy as np
import pytest

from commonground.conflict.evolution import Step, lock_in, states_where
from commonground.errors import UsageError
from commonground.logic import Formula, Names, read
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.evolution.literal import Future
from tests.conflict.evolution.test_reach import start_of
from tests.conflict.random_models import both_forms

BOTH: dict[str, by_hand.Ranking] = {"i": [], "j": []}


def about(text: str, *options: str) -> Formula:
    return read(text, Names({}, options=frozenset(options)))


def test_it_says_what_the_definitions_say() -> None:
    seen = {"sealing": 0, "no return": 0, "closed": 0, "traps": 0, "large": 0}
    for seed, model in both_forms(often(200), start=50_000):
        start, literal, draw = start_of(model), Future(model), random.Random(seed)
        goal = frozenset(draw.sample(literal.all_states, draw.randint(1, min(4, len(literal.all_states)))))
        found = lock_in(model, start, {"goal": sorted(goal)}, most_steps=10**6)
        after = literal.ever(start)
        said = found.goals[0]
        assert found.reached == len(after)
        lasting, lost = literal.lasting(goal), literal.lost(start, goal)
        assert (said.reachable, said.states) == (bool(goal & after), len(goal & after))
        assert said.closed == all(literal.moves(i, s) <= goal for s in goal for i in literal.everybody)
        assert set(np.flatnonzero(said.lasting_states).tolist()) == lasting & after
        assert set(np.flatnonzero(said.lost_states).tolist()) == lost
        assert (said.lasting, said.lost) == (len(lasting & after), len(lost))
        assert set(said.sealing.steps) == literal.crossings(after - lasting, lasting), seed
        assert set(said.points_of_no_return.steps) == literal.crossings(after - lost, lost), seed
        traps = {frozenset(trap.states): trap for trap in found.traps}
        assert found.exhaustive
        assert set(traps) == literal.traps(start), seed
        assert len(traps) == len(found.traps)
        for inside, trap in traps.items():
            assert trap.count == len(inside)
            assert set(trap.entries.steps) == literal.crossings(after - inside, inside)
        for crossing in (said.sealing, said.points_of_no_return):
            leaving = {(step.mover, step.before) for step in crossing.steps}
            assert dict(crossing.states) == {i: n for i in literal.everybody if (n := sum(m == i for m, _ in leaving))}
        seen["sealing"] += bool(said.sealing.steps)
        seen["no return"] += bool(said.points_of_no_return.steps)
        seen["closed"] += said.closed
        seen["traps"] += len(traps) > 1
        seen["large"] += any(2 <= len(inside) < len(after) for inside in traps)
    assert min(seen.values()) >= 10, seen


def test_who_burns_the_bridge() -> None:
    form = by_hand.options(
        {"north": ["burn"], "south": ["cross"]}, {"north": ["YN"], "south": ["NY"]}, ways={"burn": "once taken"}
    )
    today, burnt, standing = form.number("NN"), about("burn", "burn", "cross"), about("not burn", "burn", "cross")
    found = lock_in(form, today, {"bridge stands": standing, "burnt": burnt, "today": [today]})
    stands, gone, back = found.goals
    assert (stands.closed, stands.lasting, stands.lost) == (False, 0, 2)
    assert stands.points_of_no_return.steps == (Step(0, 0, 2), Step(1, 0, 3))
    assert stands.points_of_no_return.states == ((0, 2),), "only north can, from two states"
    assert (gone.closed, gone.lasting, gone.lost) == (True, 2, 0)
    assert gone.sealing.steps == stands.points_of_no_return.steps
    assert back.points_of_no_return.steps == stands.points_of_no_return.steps
    assert [trap.states for trap in found.traps] == [(2, 3)]
    assert np.flatnonzero(states_where(form, burnt)).tolist() == [2, 3]


def test_a_party_may_wait_and_move_again() -> None:
    """What is asked is whether it can ever be undone: i alone leads back, in two moves with a rest between them."""
    ring = by_hand.graph(["a", "b", "c"], {"i": ["b c", "c a"], "j": ["a b"]}, BOTH)
    found = lock_in(ring, 0, {"start": [0]})
    assert found.goals[0].points_of_no_return.steps == ()
    assert found.traps[0].count == 3


def test_states_where_a_formula_holds_are_feasible_ones() -> None:
    form = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YN"], "j": ["NY"]}, infeasible=["YY"])
    assert np.flatnonzero(states_where(form, about("x or y", "x", "y"))).tolist() == [1, 2]


def test_a_goal_that_cannot_be_reached_and_one_that_is_nowhere() -> None:
    named = by_hand.graph(["a", "b", "c"], {"i": ["a b"], "j": []}, BOTH)
    away, nowhere = lock_in(named, 0, {"c": [2], "nowhere": []}).goals
    assert (away.reachable, away.states, away.closed, away.lost) == (False, 0, True, 2)
    assert away.points_of_no_return.steps == (), "it was lost from the start"
    assert (nowhere.reachable, nowhere.closed, nowhere.lasting) == (False, False, 0)


def test_a_formula_about_named_states_is_refused_in_a_sentence() -> None:
    named = by_hand.graph(["a", "b"], {"i": ["a b"], "j": []}, BOTH)
    formula = about("x", "x")
    with pytest.raises(
        UsageError, match="The goal peace is a formula over options, and this model has named states"
    ) as e:
        lock_in(named, 0, {"peace": formula})
    assert e.value.problems[0].code == "goal-needs-options"


def test_bounds_are_said() -> None:
    states = ["hub", *(f"end{k}" for k in range(150))]
    star = by_hand.graph(states, {"i": [f"hub {end}" for end in states[1:]], "j": []}, BOTH)
    found = lock_in(star, 0, {"hub": [0]}, most_traps=149)
    assert (len(found.traps), found.exhaustive) == (149, False)
    assert lock_in(star, 0, {}, most_traps=150).exhaustive
    crossing = found.goals[0].points_of_no_return
    assert (len(crossing.steps), crossing.states, crossing.exhaustive) == (100, ((0, 1),), False)


def test_as_a_dictionary_with_names() -> None:
    named = by_hand.graph(["open", "shut", "gone"], {"i": ["open shut", "shut open"], "j": ["shut gone"]}, BOTH)
    said = lock_in(named, 0, {"open": [0]}).to_dict(named)
    entries = {
        "moves": [{"from": "shut", "mover": "j", "to": "gone"}],
        "states": {"j": 1},
        "exhaustive": True,
    }
    assert said == {
        "from": "open",
        "reached": 3,
        "goals": [
            {
                "name": "open",
                "reachable": True,
                "closed": False,
                "states": 1,
                "lasting": 0,
                "lost": 1,
                "sealing": {"moves": [], "states": {}, "exhaustive": True},
                "points_of_no_return": entries,
            }
        ],
        "traps": [{"states": ["gone"], "count": 1, "entries": entries}],
        "exhaustive": True,
    }


def test_progress_names_each_goal() -> None:
    told: list[tuple[float, str]] = []
    form = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YY"], "j": ["YY"]})
    lock_in(form, 0, {"peace": [0]}, progress=lambda share, doing: told.append((share, doing)))
    assert told == [(0, "looking at peace"), (0.5, "looking for what cannot be left")]
