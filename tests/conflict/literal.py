"""The definitions of the graph model, transcribed word for word and as slow as they are.

States are whole numbers, sets are Python sets, and a question is answered by looking at every state that it names. It
takes any model with ``moves`` and ``rank``, so it serves option form and graph form alike. Written to be compared with
the text and not to be run on anything but small models.

Individual stability (Howard 1971; Fraser and Hipel 1979; Fang, Hipel and Kilgour 1993; Rego and Vieira 2017):
`stable`, `is_stable`. Coalitions (Inohara and Hipel 2008; Xu et al. 2018): `coalition_stable`. A block that moves as
one player (the behaviour of GMCR+): `merged_stable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, TypeVar

from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Model

__all__ = ["Definitions", "States", "parts"]

States = frozenset[int]
Party = int
Mover = TypeVar("Mover")


def parts(parties: Iterable[Party]) -> list[tuple[Party, ...]]:
    """Every non-empty part of a set of parties, smallest first."""
    own = sorted(parties)
    return list(chain.from_iterable(combinations(own, size) for size in range(1, len(own) + 1)))


class Definitions:
    """One model, and what the definitions say about it.

    ``return_deters`` says whether a response that brings the conflict back to the very state that was left counts as
    one that is not better than it. In logical form it does; in matrix form (Xu, Hipel and Kilgour 2009) it does not.
    """

    def __init__(self, model: Model, return_deters: bool = True) -> None:
        self.model = model
        self.return_deters = return_deters
        self.everybody = tuple(range(len(model.parties)))
        self.all_states = tuple(int(state) for state in model.states())
        self._ranks = [model.rank(party).tolist() for party in self.everybody]
        self._moves = [{s: frozenset(model.moves(party, s)) for s in self.all_states} for party in self.everybody]
        self._improvements = [
            {s: frozenset(q for q in self._moves[party][s] if self.better(party, q, s)) for s in self.all_states}
            for party in self.everybody
        ]
        self._reached: dict[tuple[object, ...], States] = {}

    # -- one party

    def better(self, party: Party, q: int, s: int) -> bool:
        """The party strictly prefers q to s."""
        return bool(self._ranks[party][q] > self._ranks[party][s])

    def moves(self, party: Party, s: int) -> States:
        return self._moves[party][s]

    def improvements(self, party: Party, s: int) -> States:
        return self._improvements[party][s]

    # -- several parties, one after the other

    def reach(self, movers: Iterable[Party], s: int, improving: bool = False) -> States:
        """Ends of legal sequences of one move or more: nobody moves twice in succession.

        With ``improving``, each step is an improvement of its mover on the state just left.
        """
        who = tuple(movers)
        key = ("reach", who, s, improving)
        if key not in self._reached:
            steps = self._improvements if improving else self._moves
            self._reached[key] = legal_sequences(who, s, lambda party, state: steps[party][state])
        return self._reached[key]

    # -- individual stability

    def others(self, party: Party) -> tuple[Party, ...]:
        return tuple(other for other in self.everybody if other != party)

    def is_stable(self, party: Party, concept: str, s: int) -> bool:
        """Whether the state is stable for the party."""
        if concept == "sim":
            return self._is_sim_stable(party, s)
        return all(self._is_deterred(party, concept, s, s1) for s1 in self.improvements(party, s))

    def _is_deterred(self, party: Party, concept: str, s: int, s1: int) -> bool:
        if concept == "nash":
            return False
        responses = self.reach(self.others(party), s1, improving=concept in {"seq", "sseq"})
        return any(
            self._is_not_better(party, s2, s)
            and (concept in {"gmr", "seq"} or all(not self.better(party, s3, s) for s3 in self.moves(party, s2)))
            for s2 in responses
        )

    def _is_not_better(self, party: Party, s2: int, s: int) -> bool:
        if s2 == s and not self.return_deters:
            return False
        return not self.better(party, s2, s)

    def stable(self, party: Party, concept: str) -> States:
        """All states that are stable for the party."""
        return frozenset(s for s in self.all_states if self.is_stable(party, concept, s))

    def equilibria(self, concept: str) -> States:
        """The states that are stable for everybody."""
        return frozenset.intersection(*(self.stable(party, concept) for party in self.everybody))

    def _is_sim_stable(self, party: Party, s: int) -> bool:
        """Option form: each improvement fails against some combination of the others' staying or improving from s."""
        assert isinstance(self.model, OptionForm)
        changes = [[0, *(q ^ s for q in self.improvements(other, s))] for other in self.others(party)]
        return all(
            any(
                self.model.is_feasible(together) and not self.better(party, together, s)
                for combined in product(*changes)
                for together in [_changed(s1, combined)]
            )
            for s1 in self.improvements(party, s)
        )

    # -- coalitions

    def coalition_improvements(self, coalition: Iterable[Party], s: int) -> States:
        """States that the coalition can reach by legal sequences and that every member prefers to s."""
        members = tuple(coalition)
        return frozenset(q for q in self.reach(members, s) if all(self.better(i, q, s) for i in members))

    def blocked(self, coalition: Iterable[Party], q: int, s: int) -> bool:
        """At least one member does not prefer q to s."""
        return any(not self.better(i, q, s) for i in coalition)

    def is_coalition_stable(self, coalition: Iterable[Party], concept: str, s: int) -> bool:
        """``concept``: cnash, cgmr, csmr, cseq (responses by coalition improvements) or cseq-individual."""
        members = tuple(coalition)
        if concept == "cnash":
            return not self.coalition_improvements(members, s)
        return all(
            any(
                self._blocks(members, s2, s)
                and (concept != "csmr" or all(self.blocked(members, s3, s) for s3 in self.reach(members, s2)))
                for s2 in self._responses(members, concept, s1)
            )
            for s1 in self.coalition_improvements(members, s)
        )

    def _blocks(self, members: tuple[Party, ...], s2: int, s: int) -> bool:
        if s2 == s and not self.return_deters:
            return False
        return self.blocked(members, s2, s)

    def _responses(self, members: tuple[Party, ...], concept: str, s1: int) -> States:
        rest = tuple(other for other in self.everybody if other not in members)
        if concept == "cseq":
            key = ("coalitions", rest, s1)
            if key not in self._reached:
                self._reached[key] = legal_sequences(parts(rest), s1, self.coalition_improvements)
            return self._reached[key]
        return self.reach(rest, s1, improving=concept == "cseq-individual")

    def coalition_stable(self, coalition: Iterable[Party], concept: str) -> States:
        members = tuple(coalition)
        return frozenset(s for s in self.all_states if self.is_coalition_stable(members, concept, s))

    # -- blocks that move as one player

    def merged(self, blocks: Iterable[Iterable[Party]]) -> Merged:
        """The same model with each block of parties as one player; every party in exactly one block."""
        return Merged(self, tuple(tuple(block) for block in blocks))


class Merged:
    """Blocks as players: one move changes any of a block's options at once, and must please every member to improve."""

    def __init__(self, definitions: Definitions, blocks: tuple[tuple[Party, ...], ...]) -> None:
        assert isinstance(definitions.model, OptionForm)
        self.of = definitions
        self.form = definitions.model
        self.blocks = blocks

    @cached_property
    def _moves(self) -> list[dict[int, States]]:
        free = replace(self.form, feasible=None)  # what lies between need not be feasible
        return [{s: self._jumps(free, block, s) for s in self.of.all_states} for block in self.blocks]

    def _jumps(self, free: OptionForm, block: tuple[Party, ...], s: int) -> States:
        changes = [[0, *(q ^ s for q in free.moves(member, s))] for member in block]
        ends = {_changed(s, combined) for combined in product(*changes)}
        return frozenset(q for q in ends if q != s and self.form.is_feasible(q))

    def better(self, block: int, q: int, s: int) -> bool:
        return all(self.of.better(member, q, s) for member in self.blocks[block])

    def moves(self, block: int, s: int) -> States:
        return self._moves[block][s]

    def improvements(self, block: int, s: int) -> States:
        return frozenset(q for q in self.moves(block, s) if self.better(block, q, s))

    def is_stable(self, block: int, concept: str, s: int) -> bool:
        """nash, gmr, smr, seq or sseq, for one block among the blocks."""
        rest = [other for other in range(len(self.blocks)) if other != block]
        step = self.improvements if concept in {"seq", "sseq"} else self.moves
        return all(
            concept != "nash"
            and any(
                not self.better(block, s2, s)
                and (concept in {"gmr", "seq"} or all(not self.better(block, s3, s) for s3 in self.moves(block, s2)))
                for s2 in legal_sequences(rest, s1, step)
            )
            for s1 in self.improvements(block, s)
        )

    def stable(self, block: int, concept: str) -> States:
        return frozenset(s for s in self.of.all_states if self.is_stable(block, concept, s))


def legal_sequences(movers: Iterable[Mover], s: int, step: Callable[[Mover, int], States]) -> States:
    """Ends of sequences of one step or more in which nobody steps twice in succession: a search over (state, last)."""
    who = list(movers)
    seen: set[tuple[int, int]] = set()
    fresh = [(q, k) for k, mover in enumerate(who) for q in step(mover, s)]
    while fresh:
        here = fresh.pop()
        if here in seen:
            continue
        seen.add(here)
        state, last = here
        fresh += [(q, k) for k, mover in enumerate(who) if k != last for q in step(mover, state)]
    return frozenset(state for state, _ in seen)


def _changed(s: int, changes: Iterable[int]) -> int:
    for change in changes:
        s ^= change
    return s
