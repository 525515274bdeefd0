"""What a brief says, before it is set as a page: frozen rows of words, each with the ids it rests on.

The order is the reader's: what can be agreed, what blocks the rest, what each side would have to give up to open it
alone, and only then the evidence. Every party gets the same row. Nothing here decides anything: verdicts come from
:mod:`commonground.agreement`, words from the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from commonground.agreement import AgreementReport, TargetAnswer, ask, targets_of, zone
from commonground.brief.ledger import Ledger, ledger
from commonground.brief.wording import day, formula_in_words, listed, party_name, zone_words
from commonground.case import Case, Clause, Issue, shares_told_by_others, told_only_by
from commonground.case.quotes import Quote

__all__ = ["Contents", "IssueRow", "RoundRow", "TargetSection", "WayOut", "contents"]

VERSION = 1
NOT_COMPUTED = "not computed"


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue at a glance."""

    id: str
    title: str
    status_quo: str
    zone: str
    zone_words: str
    alone: str
    outcomes: tuple[tuple[str, str], ...]  # words of an outcome off the status quo, and its zone
    blocked_by: tuple[str, ...]  # clause ids


@dataclass(frozen=True, slots=True)
class WayOut:
    """What one party would have to give up to open a target by itself; None: it cannot."""

    party: str
    clauses: tuple[str, ...] | None
    alone_price: int | None
    level: str | None
    computed: bool


@dataclass(frozen=True, slots=True)
class TargetSection:
    """One target that is not accepted: what blocks it and what would open it."""

    name: str
    title: str
    formula: str
    zone: str
    zone_words: str
    alone: str
    by_meaning: bool
    blocking_set: tuple[str, ...]
    smallest: bool | None
    keystones: tuple[str, ...]
    disjoint: tuple[tuple[str, ...], ...]
    concession: tuple[str, ...]
    concession_unique: bool | None
    ways_out: tuple[WayOut, ...]
    told_by: tuple[str, ...]  # parties on whose word about another the block rests
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
    issues: tuple[IssueRow, ...]
    sections: tuple[TargetSection, ...]
    rounds: tuple[str, ...]
    by_round: tuple[RoundRow, ...]
    shares: tuple[tuple[str, int, int, str], ...]  # party, clauses told only by others, clauses, their ids
    ledger: Ledger
    meaning: tuple[tuple[str, str, str, bool], ...]  # id, words, kind, unsourced
    layers: tuple[str, ...]
    withdrawn: tuple[tuple[str, str], ...]
    exhaustive: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``brief --json`` prints it."""
        return asdict(self)


def contents(case: Case, report: AgreementReport, program: str, quotes: Mapping[str, Quote]) -> Contents:
    """The brief of ``case`` as ``report`` answers it."""
    sections = tuple(_section(case, report, name) for name in _asked(case, report))
    book = ledger(case, _clauses_named(case, report), _other_evidence(case), quotes)
    rounds, by_round = _by_round(case, sections)
    return Contents(
        version=VERSION,
        program=program,
        case=case.id,
        title=case.title,
        round=None if report.round is None else case.rounds[report.round].title,
        caveats=caveats(case),
        summary=_summary(case, report, sections),
        issues=tuple(_issue(case, report, issue) for issue in case.issues.values()),
        sections=sections,
        rounds=rounds,
        by_round=by_round,
        shares=_shares(case, report.round),
        ledger=book,
        meaning=tuple(
            (rule.id, formula_in_words(case, rule.formula), rule.kind, not rule.evidence)
            for rule in case.meaning.values()
        ),
        layers=tuple(f"{layer.title} ({layer.kind})" for layer in case.layers),
        withdrawn=tuple(case.withdrawn.items()),
        exhaustive=report.exhaustive,
    )


def caveats(case: Case) -> tuple[str, ...]:
    """What stands before everything else: where the record ends, whose reading, whose sources, and what it is not."""
    sides = Counter(source.side for source in case.sources.values())
    by_side = [f"{party_name(case, side)} {count}" for side, count in sorted(sides.items(), key=str) if side]
    others = f"others {sides[None]}" if sides[None] else ""
    lines = [
        f"The record ends on {day(case.record_ends)}."
        if case.record_ends
        else "Where the record ends is not recorded.",
        f"Sources by side: {', '.join(filter(None, [*by_side, others]))}." if sides else "No sources are recorded.",
        f"{(case.reading or 'Whose reading it is, is not recorded').rstrip('.')}.",
        "Not a finding on law or responsibility.",
    ]
    if case.as_of is not None:
        lines.insert(1, f"Seen as the record stood on {day(case.as_of)}.")
    lines += [f"Layer on: {layer.title} ({layer.kind})." for layer in case.layers]
    return tuple(lines)


def _asked(case: Case, report: AgreementReport) -> list[str]:
    """The case's own targets, then every issue that is not accepted and asks something else."""
    formulas = targets_of(case)
    names = list(case.targets)
    told = {formulas[name].formula for name in names}
    return names + [
        issue
        for issue in case.issues
        if report.issues[issue].zone != "accepted" and formulas[issue].formula not in told
    ]


def _issue(case: Case, report: AgreementReport, issue: Issue) -> IssueRow:
    verdict, target = report.issues[issue.id], report.targets[issue.id]
    moves = [outcome for outcome in issue.outcomes if outcome != issue.status_quo]
    return IssueRow(
        id=issue.id,
        title=issue.title,
        status_quo=issue.outcomes[issue.status_quo],
        zone=verdict.zone or NOT_COMPUTED,
        zone_words=zone_words(verdict.zone or NOT_COMPUTED),
        alone=verdict.alone or NOT_COMPUTED,
        outcomes=tuple((issue.outcomes[outcome], verdict.outcomes[outcome] or NOT_COMPUTED) for outcome in moves),
        blocked_by=tuple(target.keystones or target.blocking_set),
    )


def _section(case: Case, report: AgreementReport, name: str) -> TargetSection:
    verdict, target = report.targets[name], targets_of(case)[name]
    title = f"{name[:1].upper()}{name[1:]}" if name in case.targets else case.issues[name].title
    named = {*verdict.blocking_set, *verdict.keystones}
    tellers = [told_only_by(case, case.clauses[clause]) for clause in sorted(named)]
    return TargetSection(
        name=name,
        title=title,
        formula=formula_in_words(case, target.formula),
        zone=verdict.zone or NOT_COMPUTED,
        zone_words=zone_words(verdict.zone or NOT_COMPUTED),
        alone=verdict.alone or NOT_COMPUTED,
        by_meaning=bool(verdict.by_meaning),
        blocking_set=tuple(verdict.blocking_set),
        smallest=verdict.blocking_set_smallest,
        keystones=tuple(verdict.keystones),
        disjoint=tuple(tuple(group) for group in verdict.disjoint_blocking_sets),
        concession=tuple(verdict.concession),
        concession_unique=verdict.concession_unique,
        ways_out=tuple(_way_out(case, verdict, party.id) for party in case.table),
        told_by=tuple(sorted({party_name(case, teller) for teller in tellers if teller is not None})),
        not_computed=tuple(verdict.not_computed),
    )


def _way_out(case: Case, verdict: TargetAnswer, party: str) -> WayOut:
    clauses = verdict.price_clauses.get(party)
    return WayOut(
        party=party_name(case, party),
        clauses=None if clauses is None else tuple(clauses),
        alone_price=verdict.price_alone.get(party),
        level=verdict.can_open.get(party),
        computed="price" not in verdict.not_computed,
    )


def _summary(case: Case, report: AgreementReport, sections: Iterable[TargetSection]) -> tuple[str, ...]:
    by_zone: dict[str, list[str]] = {
        "accepted": [],
        "not excluded": [],
        "excluded": [],
        "not computed": [],
    }
    for issue, verdict in report.issues.items():
        by_zone[verdict.zone or "not computed"].append(case.issues[issue].title)
    lines = [
        f"Of {len(case.issues)} issues, {len(by_zone['accepted'])} can be agreed with the consent of all on record "
        f"({listed(by_zone['accepted'])}), {len(by_zone['not excluded'])} "
        f"{'is' if len(by_zone['not excluded']) == 1 else 'are'} open ({listed(by_zone['not excluded'])}), "
        f"and {len(by_zone['excluded'])} {'is' if len(by_zone['excluded']) == 1 else 'are'} excluded by the mandates "
        "as they stand."
    ]
    for section in sections:
        if section.name in case.targets and section.zone == "excluded":
            lines.append(f"{section.title}: {_why(case, section)}")
    return tuple(lines)


def _why(case: Case, section: TargetSection) -> str:
    if section.by_meaning:
        return "excluded by what the words mean, whatever the mandates say."
    account = f" (by {listed(section.told_by)}'s account alone)" if section.told_by else ""
    if section.keystones:
        ids = listed(f"{key} of {party_name(case, case.clauses[key].party)}" for key in section.keystones)
        verb = "stands" if len(section.keystones) == 1 else "stand"
        return f"excluded; {ids} {verb} in every blocking set{account}."
    pairs = len(section.disjoint)
    return f"excluded; no single clause decides it: {pairs} blocking sets without a clause in common{account}."


def _by_round(case: Case, sections: Iterable[TargetSection]) -> tuple[tuple[str, ...], tuple[RoundRow, ...]]:
    if len(case.rounds) < 2:
        return (), ()
    targets = targets_of(case)
    named = {target.formula for target in case.targets.values()}
    names = [*case.targets, *(issue for issue in case.issues if targets[issue].formula not in named)]
    questions = [ask(case, at) for at in case.rounds]
    titles = {issue.id: issue.title for issue in case.issues.values()} | {s.name: s.title for s in sections}
    rows = tuple(
        RoundRow(titles.get(name, name), tuple(zone(question, targets[name]).zone for question in questions))
        for name in names
    )
    heads = tuple(f"{r.title}, {day(r.date)}" if r.date else r.title for r in case.rounds.values())
    return heads, rows


def _shares(case: Case, round: str | None) -> tuple[tuple[str, int, int, str], ...]:
    shares = shares_told_by_others(case, round)
    return tuple(
        (party_name(case, party), len(told), total, ", ".join(clause.id for clause in told))
        for party, (told, total) in shares.items()
    )


def _clauses_named(case: Case, report: AgreementReport) -> list[Clause]:
    table = {party.id for party in case.table}
    return [c for c in case.clauses.values() if c.party in table and case.in_force(c, report.round)]


def _other_evidence(case: Case) -> list[str]:
    items = (*case.acceptances.values(), *case.offers.values(), *case.meaning.values())
    return [name for item in items for name in item.evidence]
