"""Reach, shortest paths and lock-in, transcribed from their definitions with plain sets and no cleverness."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.conflict.evolution import Step
from commonground.conflict.model.contract import Model
from tests.conflict.literal import Definitions, States

__all__ = ["Future", "is_legal_path"]

Path = tuple[Step, ...]


def is_legal_path(
    model: Model, path: Path, start: int, goal: int, improving: bool, movers: Iterable[int] | None = None
) -> bool:
    """Every step allowed, from the start to the goal, nobody twice in succession, and improving where that is asked."""
    here, last, allowed = start, None, set(range(len(model.parties)) if movers is None else movers)
    for step in path:
        ranks = model.rank(step.mover)
        if step.before != here or step.mover == last or step.mover not in allowed:
            return False
        if step.after not in set(model.moves(step.mover, here)):
            return False
        if improving and not ranks[step.after] > ranks[here]:
            return False
        here, last = step.after, step.mover
    return here == goal


class Future(Definitions):
    """One model from one state on."""

    def steps(self, party: int, s: int, improving: bool) -> States:
        return self.improvements(party, s) if improving else self.moves(party, s)

    def least_moves(self, start: int, improving: bool, movers: Iterable[int] | None = None) -> dict[int, int]:
        """V(h, i): the states reached in exactly h legal moves with last mover i; the least h of each state."""
        who = self.everybody if movers is None else tuple(movers)
        found = {start: 0}
        last: dict[int, set[int]] = {i: set(self.steps(i, start, improving)) for i in who}
        for h in range(1, len(self.all_states) * len(who) + 1):
            for state in set().union(*last.values()):
                found.setdefault(state, h)
            last = {i: {q for j in who if j != i for s in last[j] for q in self.steps(i, s, improving)} for i in who}
        return found

    def paths(self, start: int, goal: int, length: int, improving: bool, movers: Iterable[int] | None) -> set[Path]:
        """Every legal path of this length, by trying all sequences of moves."""
        who = self.everybody if movers is None else tuple(movers)
        paths: set[Path] = {()}
        for _ in range(length):
            paths = {
                (*path, Step(here, i, q))
                for path in paths
                for here, last in [(path[-1].after, path[-1].mover) if path else (start, None)]
                for i in who
                if i != last
                for q in self.steps(i, here, improving)
            }
        return {path for path in paths if (path[-1].after if path else start) == goal}

    def ever(self, s: int) -> States:
        """The state and all that any moves of anybody lead to, with no rule on turns."""
        if ("ever", s) in self._reached:
            return self._reached["ever", s]
        found, waiting = {s}, [s]
        while waiting:
            here = waiting.pop()
            for i in self.everybody:
                for q in self.moves(i, here) - found:
                    found.add(q)
                    waiting.append(q)
        self._reached["ever", s] = frozenset(found)
        return self._reached["ever", s]

    def traps(self, start: int) -> set[States]:
        """Sets in which everything leads everywhere and nothing leads out."""
        return {self.ever(s) for s in self.ever(start) if all(s in self.ever(q) for q in self.ever(s))}

    def lasting(self, goal: States) -> States:
        return frozenset(s for s in goal if self.ever(s) <= goal)

    def lost(self, start: int, goal: States) -> States:
        return frozenset(s for s in self.ever(start) if not self.ever(s) & goal)

    def crossings(self, here: Iterable[int], there: Iterable[int]) -> set[Step]:
        inside = set(there)
        return {Step(s, i, q) for s in here for i in self.everybody for q in self.moves(i, s) & inside}
