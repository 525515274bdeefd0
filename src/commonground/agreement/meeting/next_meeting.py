"""The next meeting: what those present could close, what they could ask, and what is beyond them.

For the level at which each party will sit, at the mandates of one round, every matter goes into one of five lists: what
is accepted and can be closed, what is open and can be asked, what is excluded and in the hands of those present, what
is excluded and needs another level or a new mandate, and what the words themselves exclude
(``meeting.agenda``). Beside the lists stand the open questions
(``meeting.unknowns``) and four forms: *going* as said; *going higher*, with every party one level
up where it has one; *a narrower agenda*, with those issues only that are accepted or open; *not going*, where every
issue stays as it is. They are put side by side and none is recommended.

The narrower agenda loses no outcome that is accepted or open: whatever issue a package in a zone moves has a zone
itself, and so is on it. What it does not touch is told with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from commonground.agreement.meeting.agenda import Asking, Beyond, Closing, asking, beyond, closing, may_close
from commonground.agreement.meeting.forms import forms
from commonground.agreement.meeting.present import present_at
from commonground.agreement.meeting.results import NextMeeting
from commonground.agreement.meeting.unknowns import Matters, Unknown, unknowns
from commonground.agreement.ranks.ownership import ownership
from commonground.agreement.ranks.powers import powers
from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import ask, in_natural_order
from commonground.agreement.solving.targets import issue_target, outcome_target, targets_of
from commonground.agreement.whole.grounds import acceptance_record, clause_record
from commonground.agreement.zones.zone import ZoneAnswer, zone
from commonground.case.frame import frame_of
from commonground.case.model import Case, Target

__all__ = ["next_meeting"]

T = TypeVar("T")


def next_meeting(
    case: Case,
    present: Mapping[str, str] | None = None,
    round: str | None = None,
    targets: Mapping[str, str] | None = None,
    budget: float | None = 10.0,
    absent: Iterable[str] = (),
) -> NextMeeting:
    """What a meeting at these levels could do, at the mandates of a round (by default the latest).

    Parameters
    ----------
    case
        A loaded case.
    present
        The level of each party; those left out sit as at their last round.
    round
        The round whose mandates and acceptances count.
    targets
        More matters than the case names, name to formula.
    budget
        Seconds in all; None for no limit.
    absent
        Parties that will not be there. Nothing can be closed without them, and they give up nothing.

    Raises
    ------
    UsageError
        An unknown party, level or round; a party outside the table; a level that is neither said nor on record.

    Examples
    --------
    >>> from commonground.case import load
    >>> meeting = next_meeting(load("istanbul-2025"), {"ukraine": "delegation", "russia": "delegation"})
    >>> [(item.target, [(word.party, word.outcome) for word in item.missing]) for item in meeting.asking][-1]
    ('ceasefire=infrastructure_only', [('russia', 'infrastructure_only')])
    """
    limit = budget_of(budget)
    question = ask(case, round)
    away = tuple(dict.fromkeys(absent))
    at, taken = present_at(case, present, question.round, away)
    main, outcomes, names = _matters(case, targets or {})
    late: list[str] = []
    zones = _each((*main, *outcomes), late, limit, lambda target, b: zone(question, target, b))
    may = powers(case)
    closes = may_close(may, at, away)
    told = _told(case, main, outcomes, zones)
    accepted = [target for target in told if zones[target.id].zone == "accepted"]
    open_ = [target for target in told if zones[target.id].zone == "not excluded"]
    shut = [target for target in told if zones[target.id].zone == "excluded" and not zones[target.id].by_meaning]
    closings = _each(accepted, late, limit.part(0.3), lambda target, b: closing(question, target, closes, b))
    closings = {name: item for name, item in closings.items() if item.package}  # the others hold as things stand
    askings = _each(open_, late, limit.part(0.3), lambda target, b: asking(question, target, b))
    beyonds = _each(shut, late, limit.part(0.5), lambda target, b: beyond(question, target, at, b))
    compared, complete = forms(
        question, at, {target.id: target for target in told}, zones, closings, askings, beyonds, may, limit, away
    )
    late += [] if complete else ["forms"]
    every = {name: zones[target.id] for name, target in names.items() if target.id in zones}
    asked = unknowns(question, Matters(main, outcomes, every, tuple(closings.values()), at, may), limit)
    late += [] if all(item.computed for item in asked) else ["questions"]
    clauses, acceptances = _named(closings.values(), askings.values(), beyonds.values(), asked)
    return NextMeeting(
        **frame_of(case, question.round),
        present=at,
        absent=away,
        taken_over=taken,
        zones={target.id: zones[target.id].zone for target in (*main, *outcomes) if target.id in zones},
        closing=tuple(closings.values()),
        asking=tuple(askings.values()),
        beyond=tuple(beyonds.values()),
        by_meaning=tuple(target.id for target in told if zones[target.id].by_meaning),
        questions=asked,
        forms=compared,
        powers=may,
        ownership={name: ownership(case, case.clauses[name]) for name in clauses},
        clauses={name: clause_record(case, case.clauses[name]) for name in clauses},
        acceptances={name: acceptance_record(case, case.acceptances[name]) for name in acceptances},
        not_computed=tuple(dict.fromkeys(late)),
        parameters={
            "present": dict(present or {}),
            "round": round,
            "targets": dict(targets or {}),
            "budget": budget,
            **({"absent": list(away)} if away else {}),
        },
    )


def _matters(case: Case, extra: Mapping[str, str]) -> tuple[list[Target], list[Target], dict[str, Target]]:
    """Issues and named targets; outcomes that are none of these; and every name with the matter it stands for."""
    known = targets_of(case, extra)
    quo = {outcome_target(issue, issue.status_quo).id for issue in case.issues.values()}
    outcomes = [
        outcome_target(issue, outcome).id for issue in case.issues.values() for outcome in tuple(issue.outcomes)[1:]
    ]
    first = [name for name in known if name not in quo and name not in outcomes]
    by_formula = {known[name].formula: known[name] for name in reversed((*first, *outcomes))}
    names = {name: by_formula[known[name].formula] for name in (*first, *outcomes)}
    main = dict.fromkeys(names[name].id for name in first)
    rest = dict.fromkeys(names[name].id for name in outcomes if names[name].id not in main)
    return [known[name] for name in main], [known[name] for name in rest], names


def _told(
    case: Case, main: Iterable[Target], outcomes: Iterable[Target], zones: Mapping[str, ZoneAnswer]
) -> list[Target]:
    """The matters that go into the lists: an issue as a whole only if it is excluded, and then not its outcomes."""
    whole = {issue_target(issue).id: issue for issue in case.issues.values()}
    single = {name for name, issue in whole.items() if len(issue.outcomes) == 2}
    shut = {name for name in whole if name in zones and zones[name].zone == "excluded"}
    kept = [target for target in main if target.id not in whole or target.id in single | shut]
    kept += [target for target in outcomes if target.id.partition("=")[0] not in shut]
    return [target for target in kept if target.id in zones]


def _each(
    targets: Iterable[Target], late: list[str], limit: Budget, work: Callable[[Target, Budget], T]
) -> dict[str, T]:
    """Some work on each of several targets; those it was not done for are noted as late."""
    waiting = list(targets)
    done: dict[str, T] = {}
    for place, target in enumerate(waiting):
        share = limit.share(len(waiting) - place)
        try:
            share.check()
            done[target.id] = work(target, share)
        except OutOfTime:
            late.append(target.id)
    return done


def _named(
    closings: Iterable[Closing], askings: Iterable[Asking], beyonds: Iterable[Beyond], asked: Iterable[Unknown]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clauses and the acceptances that the answer names."""
    clauses = set().union(*(item.clauses for item in beyonds))
    clauses |= {item.id for item in asked if item.kind == "clause" and item.id is not None}
    acceptances = {name for item in closings for name in item.acceptances}
    acceptances |= {name for item in askings for word in item.words for name in word.acceptances}
    acceptances |= {item.id for item in asked if item.kind == "acceptance" and item.id is not None}
    return in_natural_order(clauses), in_natural_order(acceptances)
