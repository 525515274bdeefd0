"""The fewest wishes to give up, against all models of small formulas; problems that grow; searches cut short."""

from __future__ import annotations

import random
from itertools import product

import pytest

from commonground.agreement import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving import oracle
from commonground.agreement.solving.fewest import Fewest

Clauses = list[list[int]]


def least(hard: Clauses, wishes: list[int], top: int) -> int | None:
    """By looking at every assignment."""
    found: list[int] = []
    for values in product((False, True), repeat=top):

        def true(literal: int, values: tuple[bool, ...] = values) -> bool:
            return values[abs(literal) - 1] == (literal > 0)

        if all(any(map(true, clause)) for clause in hard):
            found.append(sum(not true(wish) for wish in wishes))
    return min(found, default=None)


def random_clauses(draw: random.Random, top: int, count: int) -> Clauses:
    return [
        [draw.choice((1, -1)) * v for v in draw.sample(range(1, top + 1), draw.randint(1, 3))] for _ in range(count)
    ]


def random_wishes(draw: random.Random, top: int) -> list[int]:
    return [draw.choice((1, -1)) * v for v in draw.sample(range(1, top + 1), draw.randint(0, top))]


@pytest.mark.parametrize("stretch", [1, 2_000])
def test_as_few_are_given_up_as_in_any_model_and_again_after_each_clause(
    stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oracle, "STRETCH", stretch)
    impossible = 0
    for seed in range(150):
        draw = random.Random(seed)
        top = draw.randint(3, 6)
        hard, wishes = random_clauses(draw, top, draw.randint(0, 6)), random_wishes(draw, top)
        with Fewest(hard, wishes, top) as problem:
            for more in [None, *random_clauses(draw, top, 4)]:
                if more is not None:
                    problem.require(more)
                    hard = [*hard, more]
                given_up = problem.given_up(UNLIMITED)
                expected = least(hard, wishes, top)
                assert (given_up is None) == (expected is None)
                impossible += given_up is None
                if given_up is None or expected is None:
                    break
                assert len(given_up) == expected
                kept = [[wish] for wish in wishes if wish not in given_up]
                assert least([*hard, *kept], [], top) == 0, "the wishes kept cannot all be met"
    assert impossible > 0


def test_wishes_may_come_later() -> None:
    with Fewest((), (), 0) as problem:
        for element in (1, 2, 3):
            problem.wish(-element)
        problem.require([1, 2])
        problem.require([2, 3])
        assert problem.given_up(UNLIMITED) == [-2]


def pigeons(count: int) -> tuple[Clauses, int]:
    """One pigeon more than holes: short to say, long to refute."""
    place = {(p, h): p * count + h + 1 for p in range(count + 1) for h in range(count)}
    housed = [[place[p, h] for h in range(count)] for p in range(count + 1)]
    apart = [[-place[p, h], -place[q, h]] for h in range(count) for p in range(count + 1) for q in range(p)]
    return housed + apart, len(place)


def test_a_search_that_takes_too_long_is_left() -> None:
    hard, top = pigeons(13)
    with Fewest(hard, [], top) as problem, pytest.raises(OutOfTime):
        problem.given_up(Budget(0.3))


def test_a_search_cut_into_stretches_ends_with_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "STRETCH", 10)
    hard, top = pigeons(5)
    with Fewest(hard, [], top) as problem:
        assert problem.given_up(UNLIMITED) is None
    with oracle.Oracle(hard, UNLIMITED) as solver:
        assert not solver.satisfiable(())
    with oracle.Oracle(pigeons(13)[0], Budget(0.3)) as solver, pytest.raises(OutOfTime):
        solver.satisfiable(())
