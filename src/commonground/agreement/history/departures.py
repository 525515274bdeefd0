"""Turning points: rounds after which some zone is another than before.

Druckman describes a turning point in three parts: a *precipitant* (something inside or outside the talks), a
*departure* (an abrupt or notable change in their course) and a *consequence*. What can be read off a case is the
middle one, and the operation is ours: a round is a *departure* iff the zone of some target (an issue leaving its
status quo, an outcome, a target of the case) has another of its three values there than at the round before. It may
go either way:

* a zone *opens* (excluded before, not so now) or *closes*;
* it is *accepted* (not excluded before) or the acceptance *lapses*.

What caused it, and whether it lasted, the case does not say. Two readings have to be guarded against. The first round
has nothing before it and can be no departure. And a zone that closes may close because a position was put on record
for the first time, not because anybody hardened: clauses are in force from the round in which they were heard. So
every change is told with the clauses and acceptances that came and went at that round.

Meetings held stand beside the departures so far, by the levels at which the parties sat there. These are counts of a
few events; they show no effect of a level.

Druckman, D. (2004), "Departures in negotiation: extensions and new directions", Negotiation Journal 20.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from commonground.agreement.history.object_changes import SectionChanges, between_rounds, record_of
from commonground.agreement.history.standing import Standing, TargetKind, kind_of, named_first, standings
from commonground.agreement.solving.budget import Budget, budget_of
from commonground.agreement.solving.question import ask, in_natural_order
from commonground.agreement.solving.targets import targets_of
from commonground.agreement.zones.zone import ZoneValue
from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case, Round

__all__ = ["Departure", "Departures", "LevelCount", "Meeting", "ZoneChange", "departures"]

Direction = Literal["opens", "closes", "accepted", "lapses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChange:
    """A target whose zone is another than at the round before."""

    name: str
    kind: TargetKind
    before: ZoneValue
    after: ZoneValue

    @property
    def direction(self) -> Direction:
        if self.before == "excluded":
            return "opens"
        if self.after == "excluded":
            return "closes"
        return "accepted" if self.after == "accepted" else "lapses"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "before": self.before, "after": self.after, "direction": self.direction}


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A round with another zone than the one before it, and what came and went on record between the two."""

    round: str
    since: str
    changes: tuple[ZoneChange, ...]
    clauses: SectionChanges
    acceptances: SectionChanges

    def to_dict(self) -> dict[str, Any]:
        return {
            "round": self.round,
            "since": self.since,
            "changes": {change.name: change.to_dict() for change in self.changes},
            "clauses": self.clauses.to_dict(),
            "acceptances": self.acceptances.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One round: who sat there at which level, and how many meetings and departures there were by then."""

    round: str
    title: str
    day: str | None
    present: Mapping[str, str]
    meetings: int
    departures: int
    departure: bool | None  # None: nothing to compare it with, or not computed

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "day": self.day,
            "present": dict(self.present),
            "meetings": self.meetings,
            "departures": self.departures,
            "departure": self.departure,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount:
    """Meetings at which the parties sat at these levels, and how many of them were departures."""

    present: Mapping[str, str]  # empty: not recorded
    meetings: int
    departures: int

    def to_dict(self) -> dict[str, Any]:
        return {"present": dict(self.present), "meetings": self.meetings, "departures": self.departures}


@dataclass(frozen=True, kw_only=True)
class Departures(Framed):
    """The turning points of a case, and its meetings beside them."""

    departures: tuple[Departure, ...] = field(repr=False)
    meetings: tuple[Meeting, ...] = field(repr=False)
    by_levels: tuple[LevelCount, ...] = field(repr=False)  # by who sat there together
    by_party: Mapping[str, Mapping[str, LevelCount]] = field(repr=False)  # table party -> its level
    records: Mapping[str, Mapping[str, Any]] = field(repr=False)  # of every clause and acceptance named
    not_computed: Mapping[str, tuple[str, ...]] = field(repr=False)  # round -> targets without a zone
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        return not self.not_computed

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "departures": {item.round: item.to_dict() for item in self.departures},
            "meetings": {item.round: item.to_dict() for item in self.meetings},
            "by_levels": [item.to_dict() for item in self.by_levels],
            "by_party": {
                party: {level: item.to_dict() for level, item in own.items()} for party, own in self.by_party.items()
            },
            "records": {name: dict(record) for name, record in self.records.items()},
            "exhaustive": self.exhaustive,
            "not_computed": {name: list(lost) for name, lost in self.not_computed.items()},
            "parameters": dict(self.parameters),
        }


def departures(
    case: Case, *, targets: Mapping[str, str] | None = None, budget: Budget | float | None = 10.0
) -> Departures:
    """The rounds of a case after which some zone is another, and the meetings held beside them.

    Parameters
    ----------
    case
        A loaded case; one without rounds has no meetings.
    targets
        More targets than the case has, name to formula.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Examples
    --------
    >>> from commonground.case import load
    >>> [(item.round, item.changes[0].direction) for item in departures(load("cuba-1962")).departures]
    [('r2', 'opens'), ('r3', 'closes'), ('r4', 'opens')]
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    asked = named_first(case, targets_of(case, targets), targets or {})
    at = list(case.rounds)
    found = standings([(ask(case, name), asked) for name in at], limit, deep=False)
    steps = pairwise(zip(at, found, strict=True))
    turned = [item for one, two in steps if (item := _departure(case, one, two))]
    missing = {
        name: lost
        for name, standing in zip(at, found, strict=True)
        if (lost := tuple(each for each, item in standing.items() if item.zone is None))
    }
    meetings = _meetings(case, {item.round for item in turned}, set(missing))
    return Departures(
        **frame_of(case),
        departures=tuple(turned),
        meetings=meetings,
        by_levels=_by_levels(meetings),
        by_party={party.id: _by_level(party.id, meetings) for party in case.table},
        records=_records(case, turned),
        not_computed=missing,
        parameters={"targets": dict(targets or {}), "budget": None if isinstance(budget, Budget) else budget},
    )


def _departure(
    case: Case, earlier: tuple[str, Mapping[str, Standing]], later: tuple[str, Mapping[str, Standing]]
) -> Departure | None:
    """The change of zones from one round to the next, if there is any."""
    (since, before), (at, after) = earlier, later
    changed = []
    for name in before:
        old, new = before[name].zone, after[name].zone
        if old is not None and new is not None and old != new:
            changed.append(ZoneChange(name=name, kind=kind_of(case, name), before=old, after=new))
    if not changed:
        return None
    written = between_rounds(case, since, at)
    return Departure(
        round=at,
        since=since,
        changes=tuple(changed),
        clauses=written["clauses"],
        acceptances=written["acceptances"],
    )


def _meetings(case: Case, turned: set[str], missing: set[str]) -> tuple[Meeting, ...]:
    made: list[Meeting] = []
    so_far = 0
    earlier: Round | None = None
    for number, held in enumerate(case.rounds.values(), 1):
        so_far += held.id in turned
        # A change that was found stands even where other zones could not be compared.
        unknown = earlier is None or bool({earlier.id, held.id} & missing)
        made.append(
            Meeting(
                round=held.id,
                title=held.title,
                day=None if held.date is None else held.date.isoformat(),
                present={party: level for party, level in held.present.items() if party in case.parties},
                meetings=number,
                departures=so_far,
                departure=True if held.id in turned else None if unknown else False,
            )
        )
        earlier = held
    return tuple(made)


def _by_levels(meetings: Iterable[Meeting]) -> tuple[LevelCount, ...]:
    """One count for each way of sitting together, in the order in which it first happened."""
    kinds: dict[tuple[tuple[str, str], ...], list[Meeting]] = {}
    for meeting in meetings:
        kinds.setdefault(tuple(sorted(meeting.present.items())), []).append(meeting)
    return tuple(_count(dict(held[0].present), held) for held in kinds.values())


def _by_level(party: str, meetings: Iterable[Meeting]) -> dict[str, LevelCount]:
    """One count for each level at which one party sat; ``""`` where that is not recorded."""
    kinds: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        kinds.setdefault(meeting.present.get(party, ""), []).append(meeting)
    return {level: _count({party: level} if level else {}, held) for level, held in kinds.items()}


def _count(present: dict[str, str], held: list[Meeting]) -> LevelCount:
    return LevelCount(present=present, meetings=len(held), departures=sum(each.departure is True for each in held))


def _records(case: Case, turned: Iterable[Departure]) -> dict[str, dict[str, Any]]:
    named: dict[str, dict[str, Any] | None] = {}
    for item in turned:
        named |= {name: record_of(case, "clauses", name) for name in in_natural_order(item.clauses.ids)}
        named |= {name: record_of(case, "acceptances", name) for name in in_natural_order(item.acceptances.ids)}
    return {name: record for name, record in named.items() if record is not None}
