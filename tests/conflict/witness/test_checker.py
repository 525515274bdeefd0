"""The checker is worth something: it rejects witnesses that were tampered with, each way of doing so."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from commonground.conflict.model.contract import CONCEPTS, EVERY_CONCEPT
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.witness import Deterrence, Escape, Opening, Step, Witness, witness
from tests.agreement.often import often
from tests.conflict.random_models import both_forms
from tests.conflict.witness.checker import faults

if TYPE_CHECKING:
    from commonground.conflict.model.graph_form import GraphForm

Tamper = Callable[[Witness, random.Random], "Witness | None"]


def _honest(count: int) -> Iterator[tuple[OptionForm | GraphForm, Witness]]:
    for _, model in both_forms(often(count)):
        concepts = EVERY_CONCEPT if isinstance(model, OptionForm) else CONCEPTS
        for party in range(len(model.parties)):
            for concept in concepts:
                for state in model.states().tolist()[:4]:
                    yield model, witness(model, state, party, concept)


def _first(claim: Witness, change: Callable[[Deterrence], Deterrence | None]) -> Witness | None:
    """The claim with its first deterrence changed."""
    if not claim.deterrences:
        return None
    changed = change(claim.deterrences[0])
    return None if changed is None else replace(claim, deterrences=(changed, *claim.deterrences[1:]))


def _step(claim: Witness, change: Callable[[Step], Step]) -> Witness | None:
    return _first(claim, lambda found: replace(found, steps=(change(found.steps[0]), *found.steps[1:])))


def somebody_else_moved(claim: Witness, draw: random.Random) -> Witness | None:
    """Only where that one cannot make this very move, as with a common move it could."""

    def other(step: Step) -> Step:
        movers = [j for j in range(len(claim.model.parties)) if step.end not in set(claim.model.moves(j, step.start))]
        return replace(step, mover=draw.choice([*movers, claim.party]))

    return _step(claim, other)


def the_same_mover_twice(claim: Witness, draw: random.Random) -> Witness | None:
    def again(found: Deterrence) -> Deterrence | None:
        last = found.steps[-1]
        further = sorted(set(claim.model.moves(last.mover, found.end)))
        ranks = claim.model.rank(claim.party)
        low = [q for q in further if ranks[q] <= ranks[claim.state]]
        if claim.concept == "sim" or not low:
            return None
        return replace(found, steps=(*found.steps, Step(last.mover, found.end, low[0])), end=low[0])

    return _first(claim, again)


def a_step_where_there_is_no_move(claim: Witness, draw: random.Random) -> Witness | None:
    def elsewhere(found: Deterrence) -> Deterrence | None:
        step, ranks = found.steps[-1], claim.model.rank(claim.party)
        moves = set(claim.model.moves(step.mover, step.start))
        ends = [q for q in claim.model.states().tolist() if q not in moves and ranks[q] <= ranks[claim.state]]
        if not ends:
            return None
        end = draw.choice(ends)
        return replace(found, steps=(*found.steps[:-1], replace(step, end=end)), end=end)

    return _first(claim, elsewhere)


def a_step_left_out(claim: Witness, draw: random.Random) -> Witness | None:
    return _first(claim, lambda found: replace(found, steps=found.steps[:-1]))


def an_end_that_is_better(claim: Witness, draw: random.Random) -> Witness | None:
    def better(found: Deterrence) -> Deterrence | None:
        step, ranks = found.steps[0], claim.model.rank(claim.party)
        ends = [q for q in claim.model.moves(step.mover, step.start) if ranks[q] > ranks[claim.state]]
        if claim.concept == "sim" or not ends:
            return None
        return replace(found, steps=(replace(step, end=ends[0]),), end=ends[0])

    return _first(claim, better)


def another_end_said(claim: Witness, draw: random.Random) -> Witness | None:
    return _first(claim, lambda found: replace(found, end=found.improvement))


def an_improvement_missing(claim: Witness, draw: random.Random) -> Witness | None:
    return replace(claim, deterrences=claim.deterrences[1:]) if claim.deterrences else None


def an_improvement_twice(claim: Witness, draw: random.Random) -> Witness | None:
    return replace(claim, deterrences=(*claim.deterrences, *claim.deterrences[:1])) if claim.deterrences else None


def an_escape_hushed_up(claim: Witness, draw: random.Random) -> Witness | None:
    """Moves from the end miscounted, so that one could be missing."""
    return _first(claim, lambda found: replace(found, own_moves=found.own_moves - 1) if found.own_moves else None)


def a_worse_best(claim: Witness, draw: random.Random) -> Witness | None:
    return _first(claim, lambda found: replace(found, best=claim.state) if found.best is not None else None)


def stable_after_all(claim: Witness, draw: random.Random) -> Witness | None:
    return None if claim.stable else replace(claim, stable=True, opening=None)


def unstable_after_all(claim: Witness, draw: random.Random) -> Witness | None:
    """Claims that there is no response to an improvement that has one."""
    if not claim.deterrences:
        return None
    return replace(claim, stable=False, opening=Opening(claim.deterrences[0].improvement, 0), deterrences=())


def _opening(claim: Witness, change: Callable[[Opening], Opening | None]) -> Witness | None:
    changed = None if claim.opening is None else change(claim.opening)
    return None if changed is None else replace(claim, opening=changed)


def a_response_overlooked(claim: Witness, draw: random.Random) -> Witness | None:
    return _opening(claim, lambda found: replace(found, responses=found.responses - 1) if found.responses else None)


def one_not_better_overlooked(claim: Witness, draw: random.Random) -> Witness | None:
    return _opening(
        claim,
        lambda found: (
            replace(found, not_better=found.not_better - 1, escapes=found.escapes[1:]) if found.escapes else None
        ),
    )


def no_improvement_at_all(claim: Witness, draw: random.Random) -> Witness | None:
    return _opening(claim, lambda found: replace(found, improvement=claim.state))


def an_escape_to_nothing_better(claim: Witness, draw: random.Random) -> Witness | None:
    return _opening(
        claim,
        lambda found: (
            replace(found, escapes=(Escape(found.escapes[0].start, claim.state), *found.escapes[1:]))
            if found.escapes
            else None
        ),
    )


def moves_of_its_own_miscounted(claim: Witness, draw: random.Random) -> Witness | None:
    return replace(claim, own_moves=claim.own_moves + 1)


def another_sense(claim: Witness, draw: random.Random) -> Witness | None:
    """What deters is no answer to one who asks about moves alone."""
    return replace(claim, concept="nash") if claim.deterrences else None


TAMPERED: list[Tamper] = [
    somebody_else_moved,
    the_same_mover_twice,
    a_step_where_there_is_no_move,
    a_step_left_out,
    an_end_that_is_better,
    another_end_said,
    an_improvement_missing,
    an_improvement_twice,
    an_escape_hushed_up,
    a_worse_best,
    stable_after_all,
    unstable_after_all,
    a_response_overlooked,
    one_not_better_overlooked,
    no_improvement_at_all,
    an_escape_to_nothing_better,
    moves_of_its_own_miscounted,
    another_sense,
]


@pytest.fixture(scope="module")
def honest() -> list[tuple[OptionForm | GraphForm, Witness]]:
    return list(_honest(60))


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda each: each.__name__)
def test_it_rejects(tamper: Tamper, honest: list[tuple[OptionForm | GraphForm, Witness]]) -> None:
    draw, seen = random.Random(5), Counter[str]()
    for model, claim in honest:
        tampered = tamper(claim, draw)
        if tampered is not None and tampered != claim:
            if tamper is a_worse_best and _as_good(claim, tampered):
                continue
            seen[claim.concept] += 1
            assert faults(model, tampered), (claim, tampered)
    assert sum(seen.values()) >= 20, seen


def _as_good(claim: Witness, tampered: Witness) -> bool:
    """The state that was left is itself a best move from the end."""
    one, two = claim.deterrences[0], tampered.deterrences[0]
    ranks = claim.model.rank(claim.party)
    own = set(claim.model.moves(claim.party, one.end))
    return two.best in own and bool(ranks[one.best] == ranks[two.best])


def test_it_rejects_a_claim_of_nothing() -> None:
    _, model = next(iter(both_forms(1)))
    claim = witness(model, int(model.states()[0]), 0, "gmr")
    assert "nothing claimed" in faults(model, replace(claim, stable=None))


def test_it_rejects_a_return_that_does_not_count() -> None:
    rejected = 0
    for _, model in both_forms(often(200)):
        for party in range(len(model.parties)):
            for state in model.states().tolist()[:4]:
                claim = witness(model, state, party, "gmr")
                if any(each.end == state for each in claim.deterrences):
                    rejected += 1
                    assert "the end is better" in faults(model, replace(claim, back_to_start="does not deter"))
    assert rejected > 20
