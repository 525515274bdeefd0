"""Checks a witness against the model alone: its moves, its ranks and which states are feasible. No engine is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Model
    from commonground.conflict.witness import Deterrence, Opening, Witness

__all__ = ["faults"]


def faults(model: Model, claim: Witness) -> list[str]:
    """Everything that is wrong with a claim; empty when it is shown."""
    return list(Checker(model, claim).faults())


class Checker:
    def __init__(self, model: Model, claim: Witness) -> None:
        self.model, self.claim = model, claim
        self.i, self.s = claim.party, claim.state
        self.others = [j for j in range(len(model.parties)) if j != self.i]

    def better(self, j: int, q: int, s: int) -> bool:
        return bool(self.model.rank(j)[q] > self.model.rank(j)[s])

    def improvements(self, j: int, s: int) -> set[int]:
        return {q for q in self.model.moves(j, s) if self.better(j, q, s)}

    def step(self, j: int, s: int) -> set[int]:
        return self.improvements(j, s) if self.claim.concept in {"seq", "sseq"} else set(self.model.moves(j, s))

    def may_deter(self, q: int) -> bool:
        return not self.better(self.i, q, self.s) and (q != self.s or self.claim.back_to_start == "deters")

    def faults(self) -> Iterator[str]:
        if not self.model.is_feasible(self.s):
            yield "no feasible state"
        if self.claim.own_moves != len(set(self.model.moves(self.i, self.s))):
            yield "own moves miscounted"
        if self.claim.stable is None:
            yield "nothing claimed"
        elif self.claim.stable:
            yield from self.of_stable()
        elif self.claim.opening is None or self.claim.deterrences:
            yield "not stable, and not one opening"
        else:
            yield from self.of_opening(self.claim.opening)

    # -- stable

    def of_stable(self) -> Iterator[str]:
        answered = [each.improvement for each in self.claim.deterrences]
        if self.claim.opening is not None or len(answered) != len(set(answered)):
            yield "more said than one answer to each improvement"
        if set(answered) != self.improvements(self.i, self.s):
            yield "not just the improvements are answered"
        if self.claim.concept == "nash" and answered:
            yield "nash knows no answers"
        for each in self.claim.deterrences:
            yield from self.at_once(each) if self.claim.concept == "sim" else self.in_turn(each)
            if not self.may_deter(each.end):
                yield "the end is better"

    def in_turn(self, found: Deterrence) -> Iterator[str]:
        steps = found.steps
        if not steps or steps[0].start != found.improvement or steps[-1].end != found.end:
            yield "does not lead from the improvement to the end"
        if any(one.end != two.start for one, two in pairwise(steps)):
            yield "steps do not follow each other"
        if any(one.mover == two.mover for one, two in pairwise(steps)):
            yield "the same mover twice in succession"
        if any(step.mover not in self.others or step.end not in self.step(step.mover, step.start) for step in steps):
            yield "a step is not legal"
        if self.claim.concept in {"smr", "sseq"}:
            own = set(self.model.moves(self.i, found.end))
            ranks = self.model.rank(self.i)
            if found.own_moves != len(own) or (found.best is None) != (not own):
                yield "moves from the end miscounted"
            if own and (found.best not in own or any(ranks[q] > ranks[found.best] for q in own)):
                yield "not the best move from the end"
            if any(self.better(self.i, q, self.s) for q in own):
                yield "there is an escape from the end"

    def at_once(self, found: Deterrence) -> Iterator[str]:
        movers = [step.mover for step in found.steps]
        if len(movers) != len(set(movers)) or not set(movers) <= set(self.others):
            yield "somebody moves twice, or is not one of the others"
        if any(step.start != self.s or step.end not in self.improvements(step.mover, self.s) for step in found.steps):
            yield "a step is not legal"
        if found.end != self.changed(found.improvement, (step.end for step in found.steps)):
            yield "the end is not what comes of it together"
        if not self.model.is_feasible(found.end):
            yield "the end is not feasible"

    def changed(self, s1: int, ends: Iterable[int]) -> int:
        for end in ends:
            s1 ^= end ^ self.s
        return s1

    # -- not stable

    def of_opening(self, found: Opening) -> Iterator[str]:
        if found.improvement not in self.improvements(self.i, self.s):
            yield "no improvement"
        if self.claim.concept == "nash":
            if found.responses:
                yield "nash knows no answers"
            return
        reached = set(self.together(found) if self.claim.concept == "sim" else self.reached(found)) - {
            found.improvement
        }
        if found.responses != len(reached):
            yield "responses miscounted"
        left = {q for q in reached if self.may_deter(q)}
        if found.not_better != len(left):
            yield "responses that are not better miscounted"
        if self.claim.concept not in {"smr", "sseq"} and left:
            yield "a response deters"
        if self.claim.concept in {"smr", "sseq"}:
            if {escape.start for escape in found.escapes} != left or len(found.escapes) != len(left):
                yield "not an escape from each"
            for escape in found.escapes:
                if escape.end not in set(self.model.moves(self.i, escape.start)):
                    yield "an escape that is no move"
                if not self.better(self.i, escape.end, self.s):
                    yield "an escape to nothing better"

    def reached(self, found: Opening) -> set[int]:
        seen: set[tuple[int, int]] = set()
        open_ = [(found.improvement, -1)]
        while open_:
            state, last = open_.pop()
            for j in self.others:
                fresh = {(q, j) for q in self.step(j, state) if j != last} - seen
                seen |= fresh
                open_ += fresh
        return {state for state, _ in seen}

    def together(self, found: Opening) -> set[int]:
        can = [[self.s, *self.improvements(j, self.s)] for j in self.others]
        ends = {self.changed(found.improvement, each) for each in product(*can)}
        return {end for end in ends if self.model.is_feasible(end)}
