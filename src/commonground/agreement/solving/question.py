"""What is asked: one case at one round, with the parties at the table only.

A *question* fixes what every answer ranges over: the meaning rules, the clauses in force of the parties at the table,
and their acceptances in force. Clauses of parties outside the table never enter. Clauses and rules stand in the
natural order of their ids (``R2`` before ``R10``), issues likewise, so that the order in which a file happens to be
written decides nothing.

Two corners. Without a party at the table nothing is forbidden and nobody accepts: no zone that moves an issue is
more than *not excluded*. With one party, its own mandate and its own acceptances are all there is.
Options of the conflict part may be named in a clause or a target; they are free facts without a status quo, and the
feasibility rules, which belong to that part, are not applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from commonground.case.model import Acceptance, Case, Clause, Party, Rule
from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.agreement.solving.encoding import Encoded

__all__ = ["Question", "ask"]


@dataclass(frozen=True)
class Question:
    """One case at one round. Made by :func:`ask`."""

    case: Case
    round: str | None
    parties: tuple[Party, ...]  # at the table, in file order
    rules: tuple[Rule, ...]
    clauses: Mapping[str, Clause]  # of the parties at the table, in force
    acceptances: tuple[Acceptance, ...]  # likewise

    @cached_property
    def encoded(self) -> Encoded:
        """The question as clauses for SAT, made once."""
        from commonground.agreement.solving.encoding import Encoded

        return Encoded(self)

    def accepted(self, issue: str) -> frozenset[str]:
        """The outcomes of an issue that every party at the table is on record as accepting."""
        by_party = [self._accepted_by(party.id, issue) for party in self.parties]
        return frozenset.intersection(*by_party) if by_party else frozenset()

    def _accepted_by(self, party: str, issue: str) -> frozenset[str]:
        own = (item for item in self.acceptances if item.party == party and item.issue == issue)
        return frozenset(outcome for item in own for outcome in item.outcomes)


def ask(case: Case, round: str | None = None) -> Question:
    """The question for a round of a case; by default its latest.

    Raises
    ------
    UsageError
        The case has no such round.
    """
    if round is not None and round not in case.rounds:
        raise UsageError(_unknown_round(case, round))
    now = case.latest_round if round is None else round
    table = {party.id for party in case.table}
    clauses = (c for c in case.clauses.values() if c.party in table and case.in_force(c, now))
    acceptances = (a for a in case.acceptances.values() if a.party in table and case.in_force(a, now))
    return Question(
        case=case,
        round=now,
        parties=case.table,
        rules=tuple(sorted(case.meaning.values(), key=lambda rule: natural(rule.id))),
        clauses=MappingProxyType({c.id: c for c in sorted(clauses, key=lambda clause: natural(clause.id))}),
        acceptances=tuple(sorted(acceptances, key=lambda item: natural(item.id))),
    )


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers inside names as numbers.

    >>> sorted(["R10", "R9", "A3o", "A3"], key=natural)
    ['A3', 'A3o', 'R9', 'R10']
    """
    pieces = re.findall(r"[0-9]+|[^0-9]+", name)
    return (*((0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in pieces), (-1, 0, name))


def in_natural_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=natural))


def _unknown_round(case: Case, round: str) -> Problem:
    known = tuple(case.rounds)
    return Problem(
        f"The case has no round “{str(round)[:80]}”." if known else "The case has no rounds.",
        read=str(round),
        expected="one of " + ", ".join(known) if known else "no round at all",
        nearest=nearest_word(str(round), known),
        code="unknown-round",
    )
