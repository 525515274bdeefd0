"""Which issues hang together: the independent blocks of a round.

Take the issues as points. A *tie* joins all issues that one part of a mandate clause in force, or of a meaning rule,
mentions together; a conjunction counts as its parts (``solving.parts``), so cutting a clause in two
changes nothing. A *block* is a connected component: what is not in one block can be talked about apart, as far as the
record goes. Clauses are those of the parties at the table; an option of the conflict part joins the issues it is
mentioned with and is itself no issue.

Blocks are independent in this sense: a set of issues can leave the status quo together iff in each block its share
can, so the largest such sets of the whole are all ways to take one of each block. A target within one block has the
zone that it has in that block alone, unless another block's mandates contradict each other outright.

A clause or rule *carries* a block if without it the block would fall apart. A tie is a fact about formulas: that two
issues are mentioned together, not that they could not be told apart (see ``zones.decoupling``).

Connected components of the constraint graph: standard (Freuder, J. ACM 29, 1982). Their use on mandates is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.agreement.solving.budget import Budget, budget_of
from commonground.agreement.solving.parts import parts
from commonground.agreement.solving.question import Question, ask
from commonground.agreement.zones.together import CAP, Together, maximal_sets
from commonground.case.model import Case
from commonground.logic import Encoding, Formula, Names, mentions

__all__ = ["Block", "Blocks", "blocks", "blocks_by_round"]


@dataclass(frozen=True, slots=True)
class Block:
    """Issues that hang together, in the order of the file.

    ``ties`` and ``carried_by`` name clauses and rules; ``clauses`` gives each party's that are about the block, in
    whole or in part. ``together`` are the largest sets of the block's issues that can leave the status quo together
    by the block's own clauses and rules, and those about no issue at all; no set: these contradict each other outright.
    """

    issues: tuple[str, ...]
    ties: tuple[str, ...]
    carried_by: tuple[str, ...]
    rules: tuple[str, ...]
    clauses: Mapping[str, tuple[str, ...]]
    together: Together

    def to_dict(self) -> dict[str, Any]:
        return {
            "issues": list(self.issues),
            "ties": list(self.ties),
            "carried_by": list(self.carried_by),
            "rules": list(self.rules),
            "clauses": {party: list(own) for party, own in self.clauses.items()},
            "together": [list(issues) for issues in self.together.sets],
            "together_exhaustive": self.together.exhaustive,
        }


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a round, those of more issues first."""

    case: str
    round: str | None
    blocks: tuple[Block, ...]
    cap: int  # sets of issues told of one block, at most

    @property
    def exhaustive(self) -> bool:
        """Blocks are always all; the sets that can move together may have met the cap or the end of the budget."""
        return all(block.together.exhaustive for block in self.blocks)

    def of(self, issue: str) -> Block:
        """The block of an issue."""
        return next(block for block in self.blocks if issue in block.issues)

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "case": self.case,
            "round": self.round,
            "blocks": [block.to_dict() for block in self.blocks],
            "cap": self.cap,
            "exhaustive": self.exhaustive,
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a clause (of a party) or of a rule (of nobody), and the issues and options it mentions."""

    id: str
    party: str | None
    formula: Formula
    names: frozenset[str]


def blocks(
    case: Case | Question, round: str | None = None, *, budget: Budget | float | None = 10.0, cap: int = CAP
) -> Blocks:
    """The independent blocks of a round of a case; by default the latest.

    Examples
    --------
    >>> from commonground.case import load
    >>> blocks(load("cuba-1962"), "r1").blocks[0].issues
    ('missiles', 'quarantine')
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    question = case if isinstance(case, Question) else ask(case, round)
    pieces = tuple(_pieces(question))
    told: list[Block] = []
    components = _components(question.case.names, [piece.names for piece in pieces])
    nowhere = [piece for piece in pieces if piece.names.isdisjoint(frozenset().union(*components))]
    for names in components:
        own = [piece for piece in pieces if piece.names & names]
        told.append(_block(question, names, own, _together(question, names, [*own, *nowhere], limit, cap)))
    told.sort(key=lambda block: -len(block.issues))
    return Blocks(question.case.id, question.round, tuple(told), cap)


def blocks_by_round(case: Case, *, budget: Budget | float | None = 10.0, cap: int = CAP) -> tuple[Blocks, ...]:
    """The blocks of every round, in order of time; of the case as it is if it has no rounds."""
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    rounds: Sequence[str | None] = tuple(case.rounds) or (None,)
    return tuple(blocks(case, now, budget=limit.share(len(rounds) - done), cap=cap) for done, now in enumerate(rounds))


def _pieces(question: Question) -> Iterator[_Part]:
    names = question.case.names
    for rule in question.rules:
        yield from (_Part(rule.id, None, part, mentions(part)) for part in parts(rule.formula, names))
    for clause in question.clauses.values():
        yield from (_Part(clause.id, clause.party, part, mentions(part)) for part in parts(clause.formula, names))


def _block(question: Question, names: frozenset[str], own: Sequence[_Part], together: Together) -> Block:
    clauses = {
        party.id: tuple(dict.fromkeys(piece.id for piece in own if piece.party == party.id))
        for party in question.parties
    }
    return Block(
        issues=tuple(issue for issue in question.case.issues if issue in names),
        ties=tuple(dict.fromkeys(piece.id for piece in own if len(piece.names) > 1)),
        carried_by=tuple(_carriers(names, own)),
        rules=tuple(dict.fromkeys(piece.id for piece in own if piece.party is None)),
        clauses=clauses,
        together=together,
    )


def _components(names: Names, sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The connected components that hold an issue, by their first issue in the file."""
    every = (*names.issues, *names.options)
    joined = _Joined(every)
    for each in sets:
        joined.join(each)
    found: dict[str, set[str]] = {}
    for name in every:
        found.setdefault(joined.end(name), set()).add(name)
    return [frozenset(each) for each in found.values() if not each.isdisjoint(names.issues)]


class _Joined:
    """Names, and which of them are joined (union-find)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._towards = {name: name for name in names}
        self.groups = len(self._towards)

    def end(self, name: str) -> str:
        """One name of the group, the same for all in it."""
        towards = self._towards
        while towards[name] != name:
            towards[name] = towards[towards[name]]
            name = towards[name]
        return name

    def join(self, names: frozenset[str]) -> bool:
        """Make one group of these; whether they were several before."""
        ends = {self.end(name) for name in names}
        for other in ends:
            self._towards[other] = min(ends)
        self.groups -= max(0, len(ends) - 1)
        return len(ends) > 1


def _carriers(names: frozenset[str], own: Sequence[_Part]) -> Iterator[str]:
    """The clauses and rules without which a block falls apart.

    Only one that a spanning forest uses can be such, and a forest uses fewer than there are names.
    """
    forest = _Joined(names)
    for name in dict.fromkeys(piece.id for piece in own if forest.join(piece.names)):
        rest = _Joined(names)
        for piece in own:
            if piece.id != name:
                rest.join(piece.names)
        if rest.groups > 1:
            yield name


def _together(question: Question, names: frozenset[str], own: Sequence[_Part], limit: Budget, cap: int) -> Together:
    """What of a block can move together: a problem of the block's own, so small blocks stay quick in large cases."""
    known = question.encoded.names
    issues = {issue: outcomes for issue, outcomes in known.issues.items() if issue in names}
    options = known.options.intersection(name for piece in own for name in piece.names)
    encoding = Encoding(Names(issues, known.ordered & names, options))
    for piece in own:
        encoding.require(piece.formula)
    moves = {issue: -encoding.outcome(issue, outcomes[0]) for issue, outcomes in issues.items()}
    return maximal_sets(question, encoding.clauses, moves, limit, cap)
