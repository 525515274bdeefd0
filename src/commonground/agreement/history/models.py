"""Two people's models of one record: what both hold, where they part, and which verdicts are others because of it.

Issues, rounds, parties and documents are taken to mean the same where they have the same id. Clauses, acceptances,
offers and meaning rules are not, for two people number their own: which of them are in both is told by what they say
(:mod:`commonground.agreement.history.same_objects`).

Verdicts are those of :func:`commonground.agreement.compare`. A keystone that is in both under two ids is the same
keystone. Statements are compared where both coded the same text, letter by letter: those whose stretches match, and
those that only one has. *Whose word* tells for each party at the table which clauses of its mandate are known from
another side alone, in each model: two models may hold the same clause on different words.

Neither model is the measure of the other, and no number is made of how far apart they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from commonground.agreement.history.rounds import Changes, Seen, VerdictChange, compare
from commonground.agreement.history.same_objects import ObjectsCompared, objects_compared
from commonground.agreement.solving.budget import Budget
from commonground.case.evidence import shares_told_by_others
from commonground.case.model import Case, Issue
from commonground.statements import Statement
from commonground.statements.reliability import Disagreement, disagreements, matched_units

__all__ = ["IssueDifference", "ModelsCompared", "StatementsCompared", "WhoseWord", "models_compared"]


@dataclass(frozen=True, slots=True)
class IssueDifference:
    """An issue of both models with other outcomes, or another status quo."""

    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    status_quo: tuple[str, str]

    def to_dict(self) -> dict[str, Any]:
        return {"only_a": list(self.only_a), "only_b": list(self.only_b), "status_quo": list(self.status_quo)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsCompared:
    """The statements that each stands up for, where both coded one text. Coders are called ``a`` and ``b``."""

    documents: tuple[str, ...]  # that both coded
    alike: int  # matched, with all labels the same
    otherwise: tuple[Disagreement, ...]  # matched, with labels that differ
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    not_compared: int  # without a place, or in a text that the other did not code

    def to_dict(self) -> dict[str, Any]:
        return {
            "documents": list(self.documents),
            "alike": self.alike,
            "otherwise": [item.to_dict() for item in self.otherwise],
            "only_a": list(self.only_a),
            "only_b": list(self.only_b),
            "not_compared": self.not_compared,
        }


@dataclass(frozen=True, slots=True)
class WhoseWord:
    """The clauses of one party's mandate known from another side alone, and how many it has, in one model."""

    clauses: tuple[str, ...]
    total: int

    def to_dict(self) -> dict[str, Any]:
        return {"clauses": list(self.clauses), "total": self.total}


@dataclass(frozen=True, kw_only=True)
class ModelsCompared:
    """Where two models of one record agree and where they part."""

    version: ClassVar[int] = 1

    a: Seen
    b: Seen
    issues_alike: tuple[str, ...]
    issues_otherwise: Mapping[str, IssueDifference] = field(repr=False)
    issues_only: tuple[tuple[str, ...], tuple[str, ...]]
    clauses: ObjectsCompared = field(repr=False)
    acceptances: ObjectsCompared = field(repr=False)
    offers: ObjectsCompared = field(repr=False)
    meaning: ObjectsCompared = field(repr=False)
    statements: StatementsCompared = field(repr=False)
    whose_word: Mapping[str, tuple[WhoseWord | None, WhoseWord | None]] = field(repr=False)  # None: not at the table
    verdicts: Mapping[str, VerdictChange] = field(repr=False)  # of targets of both that stand otherwise
    verdicts_alike: int
    targets_only: tuple[tuple[str, ...], tuple[str, ...]]
    asked_otherwise: tuple[str, ...]  # targets of one name with other formulas
    changes: Changes = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        """Whether every verdict was compared in full."""
        return self.changes.exhaustive

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            "issues": {
                "alike": list(self.issues_alike),
                "otherwise": {name: item.to_dict() for name, item in self.issues_otherwise.items()},
                **_only(self.issues_only),
            },
            "clauses": self.clauses.to_dict(),
            "acceptances": self.acceptances.to_dict(),
            "offers": self.offers.to_dict(),
            "meaning": self.meaning.to_dict(),
            "statements": self.statements.to_dict(),
            "whose_word": {
                party: {side: item and item.to_dict() for side, item in zip("ab", pair, strict=True)}
                for party, pair in self.whose_word.items()
            },
            "verdicts": {
                "alike": self.verdicts_alike,
                "otherwise": {name: _verdict(item) for name, item in self.verdicts.items()},
                "asked_otherwise": list(self.asked_otherwise),
                **_only(self.targets_only),
            },
            "exhaustive": self.exhaustive,
            "not_computed": {name: list(fields) for name, fields in self.changes.not_computed.items()},
            "parameters": dict(self.changes.parameters),
        }


def models_compared(
    case_a: Case, case_b: Case, round: str | None = None, *, budget: Budget | float | None = 10.0
) -> ModelsCompared:
    """Where two people's models of one record agree and where they part.

    Parameters
    ----------
    case_a, case_b
        Two loaded cases, or one with two coders' layers.
    round
        A round that both have; by default the latest of each.
    budget
        Seconds after which verdicts that are left are told as not compared; None for no limit.

    Raises
    ------
    UsageError
        One of the cases has no such round.

    Examples
    --------
    >>> from commonground.case import load
    >>> one, two = load("istanbul-2025"), load("istanbul-2025", layers=["without-russian-memorandum"])
    >>> models_compared(one, two).clauses.only
    (('R2', 'R3', 'R4', 'R5', 'R6', 'R7'), ())
    """
    found = compare(case_a, case_b, round, budget=budget)
    clauses = objects_compared(case_a.clauses, case_b.clauses)
    same = {pair.b: pair.a for pair in clauses.alike}
    both = {name: item for name, item in found.verdicts.items() if item.before is not None and item.after is not None}
    apart = {name: item for name, item in both.items() if not _only_renamed(item, same)}
    issues = {
        name: _difference(case_a.issues[name], case_b.issues[name]) for name in _both(case_a.issues, case_b.issues)
    }
    return ModelsCompared(
        a=found.before,
        b=found.after,
        issues_alike=tuple(name for name, item in issues.items() if item is None),
        issues_otherwise={name: item for name, item in issues.items() if item is not None},
        issues_only=_each_only(case_a.issues, case_b.issues),
        clauses=clauses,
        acceptances=objects_compared(case_a.acceptances, case_b.acceptances),
        offers=objects_compared(case_a.offers, case_b.offers),
        meaning=objects_compared(case_a.meaning, case_b.meaning),
        statements=_statements(case_a, case_b),
        whose_word=_whose_word(case_a, case_b, found),
        verdicts=apart,
        verdicts_alike=found.unchanged + len(both) - len(apart),
        targets_only=(
            tuple(name for name, item in found.verdicts.items() if item.after is None),
            tuple(name for name, item in found.verdicts.items() if item.before is None),
        ),
        asked_otherwise=tuple(
            name
            for name in _both(case_a.targets, case_b.targets)
            if case_a.targets[name].formula != case_b.targets[name].formula
        ),
        changes=found,
    )


def _only_renamed(item: VerdictChange, same: Mapping[str, str]) -> bool:
    """Whether all that differs are the ids by which keystones go that both models have."""
    if item.fields != ("keystones",) or item.before is None or item.after is None:
        return False
    return set(item.before.keystones or ()) == {same.get(name, name) for name in item.after.keystones or ()}


def _difference(one: Issue, two: Issue) -> IssueDifference | None:
    only = _each_only(one.outcomes, two.outcomes)
    if not any(only) and one.status_quo == two.status_quo and list(one.outcomes) == list(two.outcomes):
        return None
    return IssueDifference(*only, (one.status_quo, two.status_quo))


def _statements(case_a: Case, case_b: Case) -> StatementsCompared:
    stood = {side: [s for s in case.statements.values() if s.counts] for side, case in (("a", case_a), ("b", case_b))}
    texts = {side: {_text(s) for s in items} - {None} for side, items in stood.items()}
    shared = texts["a"] & texts["b"]
    coded = {side: [s for s in items if _text(s) in shared] for side, items in stood.items()}
    units = matched_units(coded)
    told = disagreements(units, ("a", "b"))
    otherwise = tuple(item for item in told if not item.without)
    return StatementsCompared(
        documents=tuple(dict.fromkeys(s.document for s in coded["a"])),
        alike=sum(len(unit.statements) == 2 for unit in units) - len(otherwise),
        otherwise=otherwise,
        only_a=tuple(item.statements["a"] for item in told if item.without == ("b",)),
        only_b=tuple(item.statements["b"] for item in told if item.without == ("a",)),
        not_compared=sum(len(stood[side]) - len(coded[side]) for side in ("a", "b")),
    )


def _text(statement: Statement) -> tuple[str, str] | None:
    return None if statement.anchor is None else (statement.document, statement.anchor.sha256)


def _whose_word(case_a: Case, case_b: Case, found: Changes) -> dict[str, tuple[WhoseWord | None, WhoseWord | None]]:
    shares = [shares_told_by_others(case, seen.round) for case, seen in ((case_a, found.before), (case_b, found.after))]
    told = [
        {party: WhoseWord(tuple(clause.id for clause in clauses), total) for party, (clauses, total) in each.items()}
        for each in shares
    ]
    return {party: (told[0].get(party), told[1].get(party)) for party in (*told[0], *_each_only(*told)[1])}


def _verdict(item: VerdictChange) -> dict[str, Any]:
    told = item.to_dict()
    return {"kind": told["kind"], "fields": told["fields"], "a": told["before"], "b": told["after"]}


def _both(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    known = set(two)
    return tuple(name for name in one if name in known)


def _each_only(one: Iterable[str], two: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = dict.fromkeys(one), dict.fromkeys(two)
    return tuple(name for name in first if name not in second), tuple(name for name in second if name not in first)


def _only(pair: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[str, list[str]]:
    return {"only_a": list(pair[0]), "only_b": list(pair[1])}
