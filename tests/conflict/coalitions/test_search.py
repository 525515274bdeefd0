"""The search for coalitions that can improve on a state, and the vulnerability of equilibria."""

from __future__ import annotations

from itertools import islice

import numpy as np

from commonground.conflict.coalitions import CoalitionEnd, improving_coalitions, vulnerability
from commonground.conflict.evolution import Step
from commonground.conflict.model.option_form import OptionForm
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.coalitions.test_back_end import DILEMMA
from tests.conflict.evolution.literal import Future, is_legal_path
from tests.conflict.literal import Definitions, parts
from tests.conflict.random_models import both_forms


def jumps(literal: Definitions, members: tuple[int, ...], s: int) -> frozenset[int]:
    """Better states for all that differ from s in the members' options only, each changed the way it can be."""
    form = literal.model
    assert isinstance(form, OptionForm)
    own = [(party, way) for party, ways in enumerate(form.reversible) for way in ways]

    def can(old: str, new: str) -> bool:
        return all(
            a == b or (party in members and way != ("once taken" if a == "Y" else "once dropped"))
            for a, b, (party, way) in zip(old, new, own, strict=True)
        )

    return frozenset(
        q
        for q in literal.all_states
        if all(literal.better(member, q, s) for member in members) and can(form.name(s), form.name(q))
    )


def test_it_finds_every_coalition_and_every_end() -> None:
    found_some = only_joint = 0
    for seed, model in both_forms(often(35), start=80_000):
        literal, optional = Future(model), isinstance(model, OptionForm)
        for state in islice(literal.all_states, seed % 3, None, 5):
            said = improving_coalitions(model, state, most_ends=10**6)
            assert said.exhaustive
            assert said.asked == 2 ** len(literal.everybody) - 1
            by_members = {each.members: each for each in said.coalitions}
            for members in parts(literal.everybody):
                sequence = literal.coalition_improvements(members, state)
                joint = jumps(literal, members, state) if optional else frozenset[int]()
                ends = {end.state: end for end in by_members[members].ends} if members in by_members else {}
                assert set(ends) == sequence | joint, (seed, state, members)
                least = literal.least_moves(state, False, members) if ends else {}
                for end in ends.values():
                    assert (end.path is not None) == (end.state in sequence)
                    assert end.joint == ((end.state in joint) if optional else None)
                    only_joint += end.path is None
                    if end.path is not None:
                        assert is_legal_path(model, end.path, state, end.state, False, members)
                        assert len(end.path) == least[end.state]
                if ends:
                    found_some += len(members) > 1
                    assert by_members[members].count == len(ends)
                    assert by_members[members].exhaustive
                    assert by_members[members].needs_all == (not any(set(m) < set(members) for m in by_members))
    assert found_some > 100
    assert only_joint > 5


def test_an_end_is_best_when_no_other_is_as_good_for_all_and_better_for_one() -> None:
    seen = {True: 0, False: 0}
    for seed, model in both_forms(often(40), start=81_000):
        rank = [model.rank(party) for party in range(len(model.parties))]
        said = improving_coalitions(model, int(model.states()[0]), most_ends=10**6)
        for each in said.coalitions:
            places = [[int(rank[member][end.state]) for member in each.members] for end in each.ends]
            for end, own in zip(each.ends, places, strict=True):
                above = [p for p in places if all(a >= b for a, b in zip(p, own, strict=True)) and p != own]
                assert end.best is not bool(above), seed
                seen[not above] += 1
            flags = [bool(end.best) for end in each.ends]
            assert flags == sorted(flags, reverse=True), "best first"
    assert min(seen.values()) > 100


def test_from_the_war_that_neither_can_leave_alone() -> None:
    said = improving_coalitions(DILEMMA, DILEMMA.number("YY"))
    both = said.coalitions[0]
    assert [each.members for each in said.coalitions] == [(0, 1)]
    assert (both.needs_all, both.count) == (True, 1)
    assert both.ends == (CoalitionEnd(0, True, (Step(3, 0, 1), Step(1, 1, 0)), True),)
    assert said.to_dict(DILEMMA) == {
        "state": "YY",
        "coalitions": [
            {
                "members": ["row", "column"],
                "needs_all": True,
                "count": 1,
                "ends": [
                    {
                        "state": "NN",
                        "best": True,
                        "path": [
                            {"from": "YY", "mover": "row", "to": "NY", "takes": [], "drops": ["defect"]},
                            {"from": "NY", "mover": "column", "to": "NN", "takes": [], "drops": ["defect too"]},
                        ],
                        "joint": True,
                    }
                ],
                "exhaustive": True,
            }
        ],
        "asked": 3,
        "exhaustive": True,
    }


def test_vulnerable_only_to_another_equilibrium_and_to_two_or_more() -> None:
    vulnerable = 0
    for seed, model in both_forms(often(60), start=82_000):
        literal = Definitions(model)
        equilibria = literal.equilibria("gmr")
        for state in sorted(equilibria)[:4]:
            said = vulnerability(model, state, equilibria)
            true = {
                members
                for members in parts(literal.everybody)
                if len(members) > 1 and literal.coalition_improvements(members, state) & equilibria
            }
            assert {each.members for each in said.coalitions} == true, (seed, state)
            assert all(end.state in equilibria for each in said.coalitions for end in each.ends)
            vulnerable += bool(true)
    assert vulnerable > 20
    war, peace = DILEMMA.number("YY"), DILEMMA.number("NN")
    assert [each.members for each in vulnerability(DILEMMA, war, [war, peace]).coalitions] == [(0, 1)]
    assert vulnerability(DILEMMA, war, [war]).coalitions == ()


def test_bounds_are_said() -> None:
    own = {f"P{party}": [f"o{party}"] for party in range(5)}
    order = sorted((f"{k:05b}".replace("0", "N").replace("1", "Y") for k in range(32)), reverse=True)
    form = by_hand.options(own, dict.fromkeys(own, order))
    few = improving_coalitions(form, 0, most_ends=3, most_coalitions=6)
    assert (few.asked, few.exhaustive) == (6, False)
    pair = few.coalitions[-1]
    assert (pair.members, pair.count, len(pair.ends), pair.exhaustive) == ((0, 1), 3, 3, True)
    whole = improving_coalitions(form, 0, most_ends=3)
    assert (whole.asked, whole.exhaustive) == (31, True)
    everybody = whole.coalitions[-1]
    assert (everybody.count, len(everybody.ends), everybody.exhaustive, everybody.needs_all) == (31, 3, False, False)
    assert everybody.ends[0].state == 31, "what all prefer to everything else comes first"


def test_too_many_ends_to_compare_are_not_called_best() -> None:
    draw = np.random.default_rng(1)
    size = 1 << 12
    own = {"i": [f"x{k}" for k in range(6)], "j": [f"y{k}" for k in range(6)]}
    empty = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": [], "j": []})
    both_ways = tuple(("both ways",) * 6 for _ in own)
    ranks = tuple((draw.permutation(size) + 1).astype(np.uint16).reshape(64, 64) for _ in own)
    low = ranks[0].reshape(-1).astype(int) + ranks[1].reshape(-1)
    form = OptionForm(empty.parties, tuple(map(tuple, own.values())), both_ways, None, ranks)  # type: ignore[arg-type]
    said = improving_coalitions(form, int(low.argmin()), most_ends=5).coalitions[-1]
    assert said.members == (0, 1)
    assert said.count > 2_000
    assert [end.best for end in said.ends] == [None] * 5
    assert [len(end.path or ()) for end in said.ends] == [1] * 5, "then the nearest come first"


def test_progress_counts_coalitions() -> None:
    told: list[float] = []
    improving_coalitions(DILEMMA, 0, progress=lambda share, _: told.append(share))
    assert told == [0, 1 / 3, 2 / 3]
