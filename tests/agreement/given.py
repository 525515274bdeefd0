"""Random cases with ordered issues and several owners, and the ways out of them by looking at all joint outcomes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from commonground.agreement import Question, ask, targets_of
from commonground.agreement.giving.matters import Unit, matters, units
from commonground.case import Case, Target
from commonground.logic import Names, evaluate, mentions
from tests.agreement.cases import case as small_case
from tests.agreement.cases import random_formula
from tests.agreement.literal import Outcome, Twin
from tests.agreement.often import often

COUNT = often(200)
LEVELS = {"north": ("leader", "delegation"), "south": ("leader", "delegation", "experts")}
Given = frozenset[int]  # places of units in the list of all


def ordered_case(seed: int) -> Case:
    """Up to three issues of up to four outcomes, most of them ordered, and two sides that bound them."""
    draw = random.Random(seed)
    issues = {f"i{n}": tuple("abcd"[: draw.choice((2, 3, 4))]) for n in range(draw.randint(1, 3))}
    rules = [random_formula(draw, issues) for _ in range(draw.choice((0, 0, 1)))]

    def clause(party: str) -> dict[str, str]:
        issue = draw.choice(list(issues))
        outcomes = issues[issue]
        low, high = sorted((draw.randrange(len(outcomes)), draw.randrange(len(outcomes))))
        among = f"{issue} in {{{', '.join(outcomes[low : high + 1])}}}"
        bounded = draw.choice((among, f"{random_formula(draw, issues)} or {among}", random_formula(draw, issues)))
        return {"text": bounded, "owner": draw.choice(LEVELS[party])}

    mandates = {party: [clause(party) for _ in range(draw.randint(1, 4))] for party in LEVELS}
    made = small_case(issues, mandates, rules=rules, targets={"t": random_formula(draw, issues)}, levels=LEVELS)
    ordered = frozenset(issue for issue in issues if draw.random() < 0.8)
    names = Names(made.names.issues, ordered)
    return replace(made, names=names, issues={i: replace(v, ordered=i in ordered) for i, v in made.issues.items()})


class Giving:
    """All ways out of a target, from what each joint outcome asks to be given."""

    def __init__(self, question: Question, target: Target, alone: bool = False) -> None:
        twin = Twin(question.case, question.round)
        self.units: list[Unit] = [unit for each in matters(question) for unit in units(each, question.case.names)]
        named = mentions(target.formula)
        self.worlds = [
            world
            for world in twin.worlds
            if evaluate(target.formula, world) and (not alone or twin.moved(world) <= named)
        ]
        self.asked = {self.broken(world) for world in self.worlds}
        self.ways = {given for given in self.asked if not any(other < given for other in self.asked)}

    def broken(self, world: Outcome) -> Given:
        return frozenset(
            number
            for number, unit in enumerate(self.units)
            if not all(evaluate(formula, world) for _, formula in unit.parts)
        )

    def counts(self, given: Given) -> tuple[int, ...]:
        return tuple(sum(self.units[n].matter.party == party for n in given) for party in LEVELS)

    def heights(self, given: Given) -> tuple[int, ...]:
        """0 where a party gives nothing, 1 where its lowest level could, and so on."""
        return tuple(
            max(
                (
                    len(own) - own.index(self.units[n].matter.owner)
                    for n in given
                    if self.units[n].matter.party == party
                ),
                default=0,
            )
            for party, own in LEVELS.items()
        )

    def left_open(self, given: Given) -> list[Outcome]:
        return [world for world in self.worlds if self.broken(world) <= given]


def lowest(points: set[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Those that no other is at most as high as everywhere."""
    return {p for p in points if not any(q != p and all(a <= b for a, b in zip(q, p, strict=True)) for q in points)}


@cache
def asked_ordered(seed: int) -> Question:
    return ask(ordered_case(seed))


def blocked_ordered(count: int = COUNT, alone: bool = False) -> Iterator[tuple[Question, Target, Giving]]:
    """Targets of random cases that mandates exclude and meaning does not."""
    for seed in range(count):
        question = asked_ordered(seed)
        for target in {each.formula: each for each in targets_of(question.case).values()}.values():
            giving = Giving(question, target, alone)
            if giving.asked and frozenset() not in giving.asked:
                yield question, target, giving
