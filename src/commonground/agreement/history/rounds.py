"""What changed between two rounds of a case, or between two cases: in what is written, and in the verdicts.

A *verdict* is how a target stands: its zone within a package and alone, whether meaning by itself rules it out, the
keystones, and each party's price. A target is an issue leaving its status quo, one outcome, or one that the case or the
caller names. A verdict has changed iff one of these differs; that a price changed says nothing about what it is worth.
What changed in the verdicts follows from what changed in the case, but which change carries which is not said here.

Two cases are compared by ids: two versions of one folder, a case with and without a layer, two coders. That a name
means the same in both is taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from commonground.agreement.history.object_changes import SectionChanges, between_cases, between_rounds, record_of
from commonground.agreement.history.standing import FIELDS, Standing, TargetKind, kind_of, named_first, standings
from commonground.agreement.solving.budget import Budget, budget_of
from commonground.agreement.solving.question import Question, ask, in_natural_order
from commonground.agreement.solving.targets import targets_of
from commonground.case.frame import layers_told
from commonground.case.model import Case, LayerInfo
from commonground.errors import Problem, UsageError

__all__ = ["Changes", "Seen", "VerdictChange", "changes", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case at a round, as one of two things compared."""

    case: str
    title: str
    round: str | None
    layers: tuple[LayerInfo, ...]
    record_ends: str | None
    as_of: str | None
    reading: str | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "title": self.title,
            "round": self.round,
            "layers": layers_told(self.layers),
            "record_ends": self.record_ends,
            "as_of": self.as_of,
            "reading": self.reading,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A target that stands otherwise. ``before`` or ``after`` is None where the case does not have the target."""

    name: str
    kind: TargetKind
    before: Standing | None
    after: Standing | None
    fields: tuple[str, ...]  # which of zone, alone, by_meaning, keystones, price differ

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "fields": list(self.fields),
            "before": None if self.before is None else self.before.to_dict(),
            "after": None if self.after is None else self.after.to_dict(),
        }


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What changed, in what is written and in the verdicts. ``sections`` holds those with a change."""

    version: ClassVar[int] = 1

    kind: Literal["rounds", "cases"]
    before: Seen
    after: Seen
    sections: Mapping[str, SectionChanges] = field(repr=False)
    verdicts: Mapping[str, VerdictChange] = field(repr=False)
    unchanged: int  # targets that stand as they did
    not_computed: Mapping[str, tuple[str, ...]] = field(repr=False)  # target -> what could not be compared
    records: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(repr=False)  # before | after -> id -> what it says
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        """Whether every verdict was compared in full."""
        return not self.not_computed

    @property
    def told_only_by(self) -> dict[str, str]:
        """Of the objects named, those known from another side alone: id to that side."""
        told: dict[str, str] = {}
        for records in self.records.values():
            told |= {name: by for name, record in records.items() if (by := record.get("told_only_by")) is not None}
        return told

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "kind": self.kind,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "changed": {name: section.to_dict() for name, section in self.sections.items()},
            "verdicts": {name: verdict.to_dict() for name, verdict in self.verdicts.items()},
            "unchanged": self.unchanged,
            "exhaustive": self.exhaustive,
            "not_computed": {name: list(fields) for name, fields in self.not_computed.items()},
            "told_only_by": self.told_only_by,
            "records": {
                side: {name: dict(record) for name, record in records.items()} for side, records in self.records.items()
            },
            "parameters": dict(self.parameters),
        }


def changes(
    case: Case,
    earlier: str,
    later: str,
    *,
    targets: Mapping[str, str] | None = None,
    budget: Budget | float | None = 10.0,
) -> Changes:
    """What changed between two rounds of a case.

    Parameters
    ----------
    case
        A loaded case.
    earlier, later
        Ids of two rounds, in order of time.
    targets
        More targets than the case has, name to formula.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Raises
    ------
    UsageError
        An unknown round, or a second one that is not later than the first.

    Examples
    --------
    >>> from commonground.case import load
    >>> found = changes(load("cuba-1962"), "r3", "r4")
    >>> found.sections["clauses"].went, found.verdicts["missiles leave"].after.zone
    (('A3o',), 'not excluded')
    """
    before, after = ask(case, earlier), ask(case, later)
    if case.rounds[later].position <= case.rounds[earlier].position:
        raise UsageError(_not_later(case, earlier, later))
    parameters = {"earlier": earlier, "later": later, "targets": dict(targets or {})}
    return _compared("rounds", before, after, between_rounds(case, earlier, later), parameters, budget)


def compare(
    before: Case,
    after: Case,
    round: str | None = None,
    *,
    targets: Mapping[str, str] | None = None,
    budget: Budget | float | None = 10.0,
) -> Changes:
    """What differs between two cases: two folders, two revisions of one, the same with another layer.

    Parameters
    ----------
    before, after
        Two loaded cases; their objects are told apart by id.
    round
        A round that both have; by default the latest of each.
    targets
        More targets, name to formula, that both cases can read.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Raises
    ------
    UsageError
        One of the cases has no such round.
    FormulaError
        A target names something that one of them does not have.
    """
    parameters = {"round": round, "targets": dict(targets or {})}
    return _compared("cases", ask(before, round), ask(after, round), between_cases(before, after), parameters, budget)


def _compared(
    kind: Literal["rounds", "cases"],
    before: Question,
    after: Question,
    sections: Mapping[str, SectionChanges],
    parameters: dict[str, Any],
    budget: Budget | float | None,
) -> Changes:
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    extra = parameters["targets"]
    asked = [(each, named_first(each.case, targets_of(each.case, extra), extra)) for each in (before, after)]
    old, new = standings(asked, limit)
    names = {name: kind_of(before.case, name) for name in targets_of(before.case, extra)}
    names |= {name: kind_of(after.case, name) for name in targets_of(after.case, extra) if name not in names}
    verdicts: dict[str, VerdictChange] = {}
    missing: dict[str, tuple[str, ...]] = {}
    for name, target_kind in names.items():
        one, two = old.get(name), new.get(name)
        fields = tuple(_differing(one, two))
        if fields or one is None or two is None:
            verdicts[name] = VerdictChange(name=name, kind=target_kind, before=one, after=two, fields=fields)
        lost = {each for item in (one, two) if item for each in item.not_computed}
        if lost:
            missing[name] = tuple(each for each in FIELDS if each in lost)
    return Changes(
        kind=kind,
        before=_seen(before),
        after=_seen(after),
        sections={name: section for name, section in sections.items() if section},
        verdicts=verdicts,
        unchanged=len(names) - len({*verdicts, *missing}),
        not_computed=missing,
        records={
            "before": _records(before.case, sections, [item.before for item in verdicts.values()]),
            "after": _records(after.case, sections, [item.after for item in verdicts.values()]),
        },
        parameters=parameters | {"budget": None if isinstance(budget, Budget) else budget},
    )


def _differing(one: Standing | None, two: Standing | None) -> Iterator[str]:
    """The fields of a verdict that were settled on both sides and differ."""
    if one is None or two is None:
        return
    for name in FIELDS:
        old, new = getattr(one, name), getattr(two, name)
        settled = name not in one.not_computed and name not in two.not_computed
        if settled and (set(old) != set(new) if name == "keystones" else old != new):
            yield name


def _records(
    case: Case, sections: Mapping[str, SectionChanges], verdicts: list[Standing | None]
) -> dict[str, dict[str, Any]]:
    """What every id named says in one of the cases, as far as it has them."""
    clauses: set[str] = set()
    for item in verdicts:
        if item is not None:
            priced = (ids or () for ids in (item.price_clauses or {}).values())
            clauses = clauses.union(item.keystones or (), *priced)
    named = [(name, in_natural_order(section.ids)) for name, section in sections.items()]
    named.append(("clauses", in_natural_order(clauses)))
    found = {each: record_of(case, name, each) for name, ids in named for each in ids}
    return {name: record for name, record in found.items() if record is not None}


def _seen(question: Question) -> Seen:
    case = question.case
    return Seen(
        case=case.id,
        title=case.title,
        round=question.round,
        layers=case.layers,
        record_ends=None if case.record_ends is None else case.record_ends.isoformat(),
        as_of=None if case.as_of is None else case.as_of.isoformat(),
        reading=case.reading,
    )


def _not_later(case: Case, earlier: str, later: str) -> Problem:
    what = f"Round {later} is not later than round {earlier}."
    return Problem(what, read=f"{earlier}, {later}", expected="two rounds, the earlier first", code="not-later")
