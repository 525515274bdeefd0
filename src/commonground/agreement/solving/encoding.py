"""A question as clauses for SAT: meaning hard, each mandate clause behind its selector.

Variables are those of :class:`commonground.logic.Encoding`: one per outcome of an issue, exactly one of them true.
Let F be the meaning rules, c a mandate clause. Then

* the *ground* holds the domains, F, and for each c: selector(c) -> c. Assuming a selector puts its clause in force,
  leaving it out relaxes it; a set of selectors that cannot be assumed together is a set of clauses that block;
* a *target* T is a literal, with definitions where its formula needs them. "The issue leaves its status quo" and "the
  issue comes out as v" are literals of the domain and need none;
* *alone* means assuming the status quo of every issue that T does not mention;
* a *blockage* is the ground with T (and perhaps *alone*) made hard: what then still fails, fails by the mandates.

Definitions of one target never stand in the blockage of another, so asking one more question cannot change which of
several equally good answers another one gets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from commonground.agreement.solving.budget import UNLIMITED
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question, in_natural_order
from commonground.case.model import Target
from commonground.logic import Among, Encoding, Formula, Names, mentions

__all__ = ["Blockage", "Encoded", "Placed"]


@dataclass(frozen=True)
class Placed:
    """A target as a literal, and the clauses that define it."""

    literal: int
    definitions: tuple[tuple[int, ...], ...]
    top: int


@dataclass(frozen=True)
class Blockage:
    """A target made hard: satisfiable or not, depending on which selectors are assumed."""

    hard: tuple[list[int] | tuple[int, ...], ...]
    selectors: Mapping[str, int]  # clause id -> literal, in natural order
    top: int

    def ids(self, literals: Iterable[int]) -> tuple[str, ...]:
        """The clauses of some selectors, in natural order."""
        chosen = set(literals)
        return tuple(clause for clause, selector in self.selectors.items() if selector in chosen)


class Encoded:
    """The ground of a question, and its targets placed on it."""

    def __init__(self, question: Question) -> None:
        issues = {issue: question.case.names.issues[issue] for issue in in_natural_order(question.case.names.issues)}
        self.names = Names(issues, question.case.names.ordered, question.case.names.options)
        self._question = question
        ground = Encoding(self.names)
        self._domain = ground.top
        self.status_quo = {issue: ground.outcome(issue, outcomes[0]) for issue, outcomes in issues.items()}
        for rule in question.rules:
            ground.require(rule.formula)
        self.selectors: dict[str, int] = {}
        for clause in question.clauses.values():
            selector = self.selectors[clause.id] = ground.fresh()
            ground.require(clause.formula, unless=-selector)
        self._ground = ground

    @property
    def ground(self) -> list[list[int]]:
        return self._ground.clauses

    @property
    def top(self) -> int:
        return self._ground.top

    def outcome(self, issue: str, outcome: str) -> int:
        return self._ground.outcome(issue, outcome)

    def placed(self, formula: Formula, top: int | None = None) -> Placed:
        """A formula as a literal; variables that its definitions need are numbered from above ``top``."""
        top = self.top if top is None else top
        plain = self._plain(formula)
        if plain is not None:
            return Placed(plain, (), top)
        own = Encoding(self.names)
        domain = len(own.clauses)
        literal = own.literal(formula)
        shift = top - self._domain

        def moved(lit: int) -> int:
            if abs(lit) <= self._domain:
                return lit
            return lit + shift if lit > 0 else lit - shift

        definitions = tuple(tuple(moved(lit) for lit in clause) for clause in own.clauses[domain:])
        return Placed(moved(literal), definitions, own.top + shift)

    def _plain(self, formula: Formula) -> int | None:
        """The literal of a formula that the domain has one for."""
        if not isinstance(formula, Among):
            return None
        outcomes = self.names.issues[formula.issue]
        if len(formula.outcomes) == 1:
            return self.outcome(formula.issue, formula.outcomes[0])
        if len(formula.outcomes) == len(outcomes) - 1:
            (left_out,) = set(outcomes) - set(formula.outcomes)
            return -self.outcome(formula.issue, left_out)
        return None

    def rest(self, target: Target) -> list[int]:
        """Every issue that the target does not mention, at its status quo."""
        named = mentions(target.formula)
        return [literal for issue, literal in self.status_quo.items() if issue not in named]

    def blockage(self, target: Target, alone: bool = False) -> Blockage:
        placed = self.placed(target.formula)
        units = [[placed.literal], *([literal] for literal in (self.rest(target) if alone else ()))]
        return Blockage((*self.ground, *placed.definitions, *units), self.selectors, placed.top)

    @cached_property
    def zones(self) -> Zones:
        return Zones(self, self._question)


class Zones:
    """One incremental solver for the zones of many targets.

    Two guards: ``mandates`` puts every clause in force at once, and ``on_record`` lets an issue leave its status quo
    only for an outcome that every party at the table accepts. What is learnt for one target serves the next; a yes or
    no does not depend on what was asked before.
    """

    def __init__(self, encoded: Encoded, question: Question) -> None:
        self._encoded = encoded
        self.mandates = encoded.top + 1
        self.on_record = encoded.top + 2
        self._top = encoded.top + 2
        self._placed: dict[Formula, int] = {}
        self.oracle = Oracle(encoded.ground, UNLIMITED)
        self.oracle.add([-self.mandates, selector] for selector in encoded.selectors.values())
        for issue, status_quo in encoded.status_quo.items():
            accepted = (encoded.outcome(issue, outcome) for outcome in sorted(question.accepted(issue)))
            self.oracle.add([[-self.on_record, status_quo, *accepted]])
        # Models that move little make short work of "alone" and of examples.
        self.oracle.prefer(list(encoded.status_quo.values()))

    def literal(self, formula: Formula) -> int:
        """The literal of a formula, defined in the solver at first use."""
        if formula not in self._placed:
            placed = self._encoded.placed(formula, self._top)
            self._top = placed.top
            self.oracle.add(placed.definitions)
            self._placed[formula] = placed.literal
        return self._placed[formula]
