"""Smallest hitting sets of families that grow."""

from __future__ import annotations

import random
from itertools import combinations

from commonground.agreement import UNLIMITED
from commonground.agreement.solving.hitting import HittingSets


def least(family: list[set[int]]) -> int:
    elements = sorted(set().union(*family))
    sizes = (
        n for n in range(len(elements) + 1) for pick in combinations(elements, n) if all(s & set(pick) for s in family)
    )
    return next(sizes)


def test_a_smallest_set_meets_every_set_so_far() -> None:
    sizes: set[int] = set()
    for seed in range(100):
        draw = random.Random(seed)
        family: list[set[int]] = []
        with HittingSets() as hitting:
            assert hitting.smallest(UNLIMITED) == []
            for _ in range(6):
                family.append(set(draw.sample(range(100, 110), draw.randint(1, 4))))
                hitting.meet(sorted(family[-1]))
                found = set(hitting.smallest(UNLIMITED))
                assert all(found & each for each in family)
                assert len(found) == least(family)
                sizes.add(len(found))
    assert {1, 2, 3, 4} <= sizes
