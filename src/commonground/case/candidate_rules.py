"""What each act may stand for: one rule an act, and never an outcome that nobody coded.

=========  =====================================================================================================
demand     an offer ``X = ?``, and a clause ``X in {status quo, ?}``: what else a deal may hold, if anything
propose    an offer ``X = ?``
reject     a clause ``X not in {?}``; everything but the status quo refused is ``X = status quo``
mandate    with an issue a clause ``X in {status quo, ?}``, without one a power of a level
condition  an order edge ``? before ?``, filled where its words name two steps; with an issue, a clause that ties ``X``
           to an outcome of another
accept     an acceptance ``X = ?``
commit     an acceptance ``X = ?``
concede    an acceptance ``X = ?``; an earlier clause may end here
=========  =====================================================================================================

A demand, a mandate or a commitment coded *against* an issue is a clause ``X not in {?}``. A clause always leaves the
status quo to a party unless the person says otherwise: a mandate rules out what a deal may hold, and an aim that the
present state does not meet belongs among acceptances and offers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from commonground.case.holes import (
    Hole,
    acts_hole,
    answer_hole,
    level_hole,
    linked_holes,
    outcomes_hole,
    steps_holes,
)
from commonground.case.model import Case, Issue
from commonground.case.named_steps import named_steps
from commonground.statements import Act, Statement

__all__ = ["Drawn", "Form", "Section", "drawn_from"]

Section = Literal["mandates", "acceptances", "offers", "powers", "order"]
Form = Literal["is", "allows", "excludes", "tied", "may", "order"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one statement may stand for, before it is known when and on whose word."""

    section: Section
    form: Form
    pattern: str
    holes: tuple[Hole, ...]
    reason: str
    issue: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)  # holes that the coding fills


def drawn_from(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    """What a statement of ``party``'s position may stand for, in the order in which a person would be asked."""
    for drawn in _RULES[statement.act](case, statement, party):
        yield replace(drawn, reason=drawn.reason + _modality(statement))


def _modality(statement: Statement) -> str:
    if statement.modality == "conditional":
        return " It was said with a condition, which this formula does not hold."
    if statement.modality == "habitual":
        return " It is told as what is usually said, and not of one time."
    return ""


def _demand(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    issue = case.issues[statement.issue or ""]
    if statement.polarity == "against":
        yield _excludes(issue, "It demands that something not be.")
        return
    yield _offer(issue, "A demand is what a party puts forward.")
    yield _allows(issue, "A demand may rule out everything less; it does not say so by itself.")


def _propose(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    reason = "A proposal is an offer; what it is short of is not thereby ruled out."
    yield _offer(case.issues[statement.issue or ""], reason)


def _reject(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    yield _excludes(case.issues[statement.issue or ""], "What a party rejects its mandate may rule out.")


def _mandate(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    if statement.issue is None:
        yield _power(case, statement, party)
    elif statement.polarity == "against":
        yield _excludes(case.issues[statement.issue], "It says what somebody was not sent to accept.")
    else:
        reason = "It says what somebody was sent for; how much may be accepted is to be chosen."
        yield _allows(case.issues[statement.issue], reason)


def _condition(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    reason = "A condition says that one thing has to come before another."
    if len(case.steps) > 1:
        given = named_steps(case, statement)
        if given:
            said = f"{reason} Both steps are named in its words."
            pattern = f"{given['before']} before {given['after']}"
            yield Drawn("order", "order", pattern, (), said, statement.issue, given)
        else:
            yield Drawn("order", "order", "? before ?", steps_holes(case), reason, statement.issue)
    if statement.issue is not None and len(case.issues) > 1:
        issue = case.issues[statement.issue]
        pattern = f"{issue.id} != {issue.status_quo} -> ?, or ? -> {issue.id} != {issue.status_quo}"
        reason = "A condition ties one matter to another; which to which the coding does not say."
        yield Drawn("mandates", "tied", pattern, linked_holes(case, issue), reason, issue.id)


def _accept(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    yield _acceptance(case.issues[statement.issue or ""], "It is on record as accepting something of this matter.")


def _commit(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    issue = case.issues[statement.issue or ""]
    if statement.polarity == "against":
        yield _excludes(issue, "It commits itself not to do something.")
        return
    yield _acceptance(issue, "What a party commits itself to it accepts.")


def _concede(case: Case, statement: Statement, party: str) -> Iterator[Drawn]:
    reason = "What a party concedes it accepts. An earlier clause may end in this round; that is for you to write."
    yield _acceptance(case.issues[statement.issue or ""], reason)


_RULES: Mapping[Act, Callable[[Case, Statement, str], Iterator[Drawn]]] = MappingProxyType(
    {
        "demand": _demand,
        "propose": _propose,
        "reject": _reject,
        "mandate": _mandate,
        "condition": _condition,
        "accept": _accept,
        "commit": _commit,
        "concede": _concede,
    }
)


def _offer(issue: Issue, reason: str) -> Drawn:
    return Drawn("offers", "is", f"{issue.id} = ?", (outcomes_hole(issue, "What was put forward?"),), reason, issue.id)


def _acceptance(issue: Issue, reason: str) -> Drawn:
    hole = outcomes_hole(issue, "Which outcomes does it accept?")
    return Drawn("acceptances", "is", f"{issue.id} = ?", (hole,), reason, issue.id)


def _allows(issue: Issue, reason: str) -> Drawn:
    hole = outcomes_hole(issue, "Which outcomes does its mandate leave open? The status quo stays among them.")
    pattern = f"{issue.id} in {{{issue.status_quo}, ?}}"
    return Drawn("mandates", "allows", pattern, (hole,), reason, issue.id)


def _excludes(issue: Issue, reason: str) -> Drawn:
    hole = outcomes_hole(issue, "Which outcomes are ruled out?", status_quo=False)
    return Drawn("mandates", "excludes", f"{issue.id} not in {{?}}", (hole,), reason, issue.id)


def _power(case: Case, statement: Statement, party: str) -> Drawn:
    actor = case.actors.get(statement.source)
    given: dict[str, str] = {}
    holes: tuple[Hole, ...] = (acts_hole(),)
    if statement.polarity == "neutral":
        holes = (*holes, answer_hole())
    else:
        given["answer"] = "yes" if statement.polarity == "for" else "no"
    if actor is not None and actor.level is not None:
        given["level"] = actor.level
    else:
        holes = (level_hole(case, party), *holes)
    pattern = f"{given.get('level', '?')} may ?: {given.get('answer', '?')}"
    reason = "It says what somebody is empowered to do, or not to do."
    return Drawn("powers", "may", pattern, holes, reason, given=MappingProxyType(given))
