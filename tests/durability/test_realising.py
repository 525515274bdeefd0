"""Which states carry a deal out: against the meaning, state by state."""

from __future__ import annotations

import random
from itertools import product

import pytest

import commonground as cg
from commonground.case import Case
from commonground.durability.realising import realising
from commonground.logic import Among, And, Formula, Iff, Implies, Not, Or, evaluate, read

_ISTANBUL = cg.load("istanbul-2025")
_LINKED = ("terms", "aid")


def _carried_out(case: Case, deal: Formula, options: dict[str, bool], *, wanted: bool = True) -> bool:
    """Word for word: an outcome is there when its formula is; not an outcome when another of its issue is."""
    match deal:
        case Among(issue, outcomes):
            there = {h.outcome for h in case.holdings.values() if h.issue == issue and evaluate(h.formula, options)}
            asked = set(outcomes) if wanted else case.issues[issue].outcomes.keys() - set(outcomes)
            return bool(there & asked)
        case Not(inner):
            return _carried_out(case, inner, options, wanted=not wanted)
        case And(parts):
            return (all if wanted else any)(_carried_out(case, p, options, wanted=wanted) for p in parts)
        case Or(parts):
            return (any if wanted else all)(_carried_out(case, p, options, wanted=wanted) for p in parts)
        case Implies(left, right):
            return _carried_out(case, Or((Not(left), right)), options, wanted=wanted)
        case Iff(left, right):
            both = Or((And((left, right)), And((Not(left), Not(right)))))
            return _carried_out(case, both, options, wanted=wanted)
    raise AssertionError(deal)


def _random_deal(draw: random.Random, depth: int) -> Formula:
    if depth == 0 or draw.random() < 0.3:
        issue = _ISTANBUL.issues[draw.choice(_LINKED)]
        names = list(issue.outcomes)
        return Among(issue.id, tuple(sorted(draw.sample(names, draw.randint(1, len(names))))))
    kind = draw.choice((Not, And, Or, Implies, Iff))
    if kind is Not:
        return Not(_random_deal(draw, depth - 1))
    pair = _random_deal(draw, depth - 1), _random_deal(draw, depth - 1)
    return kind(pair) if kind in {And, Or} else kind(*pair)  # type: ignore[arg-type, call-arg]


def test_each_state_carries_out_what_the_links_say() -> None:
    draw = random.Random(7)
    options = list(_ISTANBUL.options)
    states = [dict(zip(options, taken, strict=True)) for taken in product((False, True), repeat=len(options))]
    assessed = 0
    for _ in range(150):
        deal = _random_deal(draw, 3)
        found = realising(_ISTANBUL, deal)
        if found.formula is None:
            continue
        assessed += 1
        for state in draw.sample(states, 40):
            assert evaluate(found.formula, state) == _carried_out(_ISTANBUL, deal, state), deal
    assert assessed > 50


@pytest.mark.parametrize(
    ("deal", "missing", "left_out"),
    [
        ("ceasefire = full", (), ()),
        ("ceasefire != none", (), ("ceasefire=short_local",)),
        ("not (ceasefire in {none, full, infrastructure_only})", ("ceasefire=short_local",), ()),
        ("settlement = agreed and aid = halted", ("settlement=agreed",), ()),
        ("settlement = agreed -> aid = halted", ("settlement=none",), ()),
    ],
)
def test_what_is_not_linked_is_named_and_never_guessed(
    deal: str, missing: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    found = realising(_ISTANBUL, read(deal, _ISTANBUL.names))
    assert (found.missing, found.left_out) == (missing, left_out)
    assert (found.formula is None) == bool(missing)
