"""What a brief says, before it is set as a page: frozen rows of words, each with the ids it rests on.

The order is the reader's: what can be agreed, what blocks the rest, what each side would have to give up to open it
alone, and only then the evidence. Every party gets the same row. Nothing here decides anything: verdicts come from
:mod:`commonground.agreement`, words from the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from commonground.agreement import AgreementReport, TargetAnswer, TurnsOn, ask, targets_of, tellers, zone
from commonground.brief.ledger import Ledger, ledger
from commonground.brief.rests_words import rests_in_words
from commonground.brief.summary import caveats, summary
from commonground.brief.wording import NOT_COMPUTED, day, formula_in_words, party_name
from commonground.case import Case, Issue, shares_told_by_others
from commonground.case.quotes import Quote

__all__ = ["AgreedRow", "Contents", "IssueRow", "RoundRow", "TargetSection", "WayOut", "contents"]

VERSION = 1


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """An issue that can be agreed with everybody on record: the outcome, and each side's acceptance of it."""

    title: str
    outcome: str
    acceptances: tuple[str, ...]
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue at a glance."""

    id: str
    title: str
    status_quo: str
    zone: str
    alone: str
    outcomes: tuple[tuple[str, str], ...]  # words of an outcome off the status quo, and its zone
    blocked_by: tuple[tuple[str, ...], ...]  # the clauses in every blocking set; else sets without one in common


@dataclass(frozen=True, slots=True)
class WayOut:
    """What one party would have to give up to open a target by itself; clauses None: it cannot."""

    party: str
    clauses: tuple[str, ...] | None
    only_within_package: bool
    level: str | None
    unique: bool | None
    computed: bool


@dataclass(frozen=True, slots=True)
class TargetSection:
    """One target that is not an accepted issue: what blocks it and what would open it."""

    title: str
    asked: str
    zone: str
    alone: str
    by_meaning: bool
    blocking_set: tuple[str, ...]
    smallest: bool | None
    keystones: tuple[str, ...]
    disjoint: tuple[tuple[str, ...], ...]
    concession: tuple[str, ...]
    concession_unique: bool | None
    ways_out: tuple[WayOut, ...]
    told_by: tuple[str, ...]  # parties on whose word about another the verdict turns
    rests: tuple[tuple[str, str], ...]  # without these, it would be that
    not_computed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A target's zone at each round, in the order of rounds."""

    title: str
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a brief prints."""

    version: int
    program: str
    case: str
    title: str
    round: str | None
    caveats: tuple[str, ...]
    summary: tuple[str, ...]
    agreed: tuple[AgreedRow, ...]
    issues: tuple[IssueRow, ...]
    sections: tuple[TargetSection, ...]
    rounds: tuple[str, ...]
    by_round: tuple[RoundRow, ...]
    shares: tuple[tuple[str, int, int, str], ...]  # party, clauses told only by others, clauses in all, their ids
    ledger: Ledger
    layers: tuple[str, ...]
    withdrawn: tuple[tuple[str, str], ...]
    exhaustive: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``brief --json`` prints it."""
        return asdict(self)


def contents(
    case: Case, report: AgreementReport, turning: TurnsOn, program: str, quotes: Mapping[str, Quote]
) -> Contents:
    """The brief of ``case`` as ``report`` answers it, and what its verdicts turn on."""
    names = _asked(case, report)
    rounds, by_round = _by_round(case)
    table = {party.id for party in case.table}
    clauses = [c for c in case.clauses.values() if c.party in table and case.in_force(c, report.round)]
    accepted = [a for a in case.acceptances.values() if a.party in table and case.in_force(a, report.round)]
    return Contents(
        version=VERSION,
        program=program,
        case=case.id,
        title=case.title,
        round=None if report.round is None else case.rounds[report.round].title,
        caveats=caveats(case),
        summary=summary(case, report),
        agreed=tuple(_agreed(case, report, i) for i in case.issues.values() if report.issues[i.id].zone == "accepted"),
        issues=tuple(_issue(report, issue) for issue in case.issues.values()),
        sections=tuple(_section(case, report, turning, name) for name in names),
        rounds=rounds,
        by_round=by_round,
        shares=_shares(case, report.round),
        ledger=ledger(case, clauses, accepted, quotes),
        layers=tuple(f"{layer.title} ({layer.kind})" for layer in case.layers),
        withdrawn=tuple(case.withdrawn.items()),
        exhaustive=report.exhaustive and turning.exhaustive,
    )


def _asked(case: Case, report: AgreementReport) -> list[str]:
    """The case's own targets, then every issue that is not accepted and asks something else."""
    targets = targets_of(case)
    told = {targets[name].formula for name in case.targets}
    left = (issue for issue in case.issues if report.issues[issue].zone != "accepted")
    return [*case.targets, *(issue for issue in left if targets[issue].formula not in told)]


def _title(case: Case, name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}" if name in case.targets else case.issues[name].title


def _agreed(case: Case, report: AgreementReport, issue: Issue) -> AgreedRow:
    answer = report.targets[issue.id]
    outcome = (answer.example or {}).get(issue.id)
    return AgreedRow(
        title=issue.title,
        outcome=NOT_COMPUTED if outcome is None else issue.outcomes[outcome],
        acceptances=tuple(answer.acceptances),
        told_by=tuple(sorted({party_name(case, teller) for teller in tellers(case, report, answer).values()})),
    )


def _issue(report: AgreementReport, issue: Issue) -> IssueRow:
    answer, target = report.issues[issue.id], report.targets[issue.id]
    moves = [outcome for outcome in issue.outcomes if outcome != issue.status_quo]
    return IssueRow(
        id=issue.id,
        title=issue.title,
        status_quo=issue.outcomes[issue.status_quo],
        zone=answer.zone or NOT_COMPUTED,
        alone=answer.alone or NOT_COMPUTED,
        outcomes=tuple((issue.outcomes[outcome], answer.outcomes[outcome] or NOT_COMPUTED) for outcome in moves),
        blocked_by=(target.keystones,) if target.keystones else target.disjoint_blocking_sets or (target.blocking_set,),
    )


def _section(case: Case, report: AgreementReport, turning: TurnsOn, name: str) -> TargetSection:
    answer, sentence = report.targets[name], turning.sentences.get(name)
    return TargetSection(
        title=_title(case, name),
        asked=formula_in_words(case, targets_of(case)[name].formula),
        zone=answer.zone or NOT_COMPUTED,
        alone=answer.alone or NOT_COMPUTED,
        by_meaning=bool(answer.by_meaning),
        blocking_set=answer.blocking_set,
        smallest=answer.blocking_set_smallest,
        keystones=answer.keystones,
        disjoint=answer.disjoint_blocking_sets,
        concession=answer.concession,
        concession_unique=answer.concession_unique,
        ways_out=tuple(_way_out(answer, party.id, party.name) for party in case.table),
        told_by=tuple(sorted({party_name(case, teller) for teller in tellers(case, report, answer).values()})),
        rests=() if sentence is None else rests_in_words(case, sentence, in_short=True),
        not_computed=answer.not_computed if turning.exhaustive else (*answer.not_computed, "all it rests on"),
    )


def _way_out(answer: TargetAnswer, party: str, name: str) -> WayOut:
    clauses = answer.price_clauses.get(party)
    return WayOut(
        party=name,
        clauses=clauses,
        only_within_package=clauses is not None and answer.price_alone.get(party) is None,
        level=answer.can_open.get(party),
        unique=answer.price_unique.get(party),
        computed="price" not in answer.not_computed,
    )


def _by_round(case: Case) -> tuple[tuple[str, ...], tuple[RoundRow, ...]]:
    if len(case.rounds) < 2:
        return (), ()
    targets = targets_of(case)
    named = {targets[name].formula for name in case.targets}
    names = [*case.targets, *(issue for issue in case.issues if targets[issue].formula not in named)]
    questions = [ask(case, at) for at in case.rounds]
    heads = tuple(f"{at.title}, {day(at.date)}" if at.date else at.title for at in case.rounds.values())
    rows = (RoundRow(_title(case, n), tuple(zone(question, targets[n]).zone for question in questions)) for n in names)
    return heads, tuple(rows)


def _shares(case: Case, round: str | None) -> tuple[tuple[str, int, int, str], ...]:
    return tuple(
        (party_name(case, party), len(told), total, ", ".join(clause.id for clause in told))
        for party, (told, total) in shares_told_by_others(case, round).items()
    )
