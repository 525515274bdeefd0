"""What a hypothesis does to the mandates of a round: the clauses that fall under it, and why it is no lever if it is
none.

Let M be the clauses in force of the parties at the table without the hypothesis, M' those with it, F the meaning
rules. A clause of M *falls* if it is not in M', and is *relaxed* if M' has it with another formula that F and the old
one entail. The hypothesis is a *lever* iff some clause falls or is relaxed and nothing else differs that a zone
depends on: no clause came or was made to rule out more, and meaning rules, issues and parties at the table are the
same. So levers can only open, and two together fall no clause that neither does. A hypothesis that also binds is a
different case rather than a lever: it can be asked about as a layer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question, ask, in_natural_order
from commonground.case.model import Acceptance, Case, Clause
from commonground.logic import Formula

__all__ = ["Lever", "NoLever", "effect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A hypothesis under which clauses fall. Whose assumption it is stands in ``source``: nobody has said it works."""

    id: str
    title: str
    source: str
    falls: tuple[str, ...]
    relaxes: Mapping[str, Clause] = field(repr=False)  # id -> the clause as it would be
    supposed: tuple[Acceptance, ...] = field(repr=False)  # that it takes as given beside

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that it touches."""
        return in_natural_order((*self.falls, *self.relaxes))

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "source": self.source,
            "falls": list(self.falls),
            "relaxes": {name: clause.text for name, clause in self.relaxes.items()},
            "acceptances": [item.id for item in self.supposed],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLever:
    """A hypothesis that is no lever at this round, and why."""

    id: str
    title: str
    source: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"title": self.title, "source": self.source, "reason": self.reason}


def effect(question: Question, under: Case, name: str, budget: Budget = UNLIMITED) -> Lever | NoLever:
    """What the hypothesis ``name``, the last layer of ``under``, does to a question."""
    info = under.layers[-1]
    other = ask(under, question.round) if question.round in (None, *under.rounds) else None
    common = {"id": name, "title": info.title, "source": info.source or ""}
    reason = "it has other rounds" if other is None else next(_binding(question, other, budget), None)
    if reason is not None or other is None:
        return NoLever(**common, reason=str(reason))
    falls = tuple(clause for clause in question.clauses if clause not in other.clauses)
    relaxes = {c: other.clauses[c] for c in question.clauses if c in other.clauses and _differ(question, other, c)}
    if not falls and not relaxes:
        return NoLever(**common, reason="no clause in force at this round falls under it")
    known = _accepted(question)
    supposed = tuple(item for item in other.acceptances if not known[item.id].issuperset(item.outcomes))
    return Lever(**common, falls=falls, relaxes=relaxes, supposed=supposed)


def _binding(question: Question, other: Question, budget: Budget) -> Iterator[str]:
    """Why a hypothesis does more than relax, if it does."""
    old, new = question.case.names, other.case.names
    if dict(old.issues) != dict(new.issues) or old.options != new.options:
        yield "it changes the issues"
    if question.parties != other.parties:
        yield "it changes who sits at the table"
    if {rule.id: rule.formula for rule in question.rules} != {rule.id: rule.formula for rule in other.rules}:
        yield "it changes what the words mean"
    came = [clause for clause in other.clauses if clause not in question.clauses]
    if came:
        yield f"it adds {', '.join(came)}; a clause that becomes weaker is changed under “replace”"
    lost = [name for name, outcomes in _accepted(question).items() if not outcomes <= _accepted(other)[name]]
    if lost:
        yield f"it takes back {', '.join(lost)}"
    harder = [c for c in question.clauses if c in other.clauses and not _weaker(question, other, c, budget)]
    if harder:
        yield f"under it {', '.join(harder)} would rule out what is not ruled out now"


def _accepted(question: Question) -> Mapping[str, frozenset[str]]:
    return defaultdict(frozenset, {item.id: frozenset(item.outcomes) for item in question.acceptances})


def _differ(question: Question, other: Question, clause: str) -> bool:
    return question.clauses[clause].formula != other.clauses[clause].formula


def _weaker(question: Question, other: Question, clause: str, budget: Budget) -> bool:
    """Whether what a clause would be follows from what it is."""
    if not _differ(question, other, clause):
        return True
    return _entails(question, question.clauses[clause].id, other.clauses[clause].formula, budget)


def _entails(question: Question, clause: str, formula: Formula, budget: Budget) -> bool:
    encoded = question.encoded
    placed = encoded.placed(formula)
    with Oracle((*encoded.ground, *placed.definitions), budget) as oracle:
        return not oracle.satisfiable([encoded.selectors[clause], -placed.literal])
