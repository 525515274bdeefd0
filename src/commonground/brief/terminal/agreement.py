"""Answers on a terminal: tables that a person understands, with the same words as the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from commonground.agreement import AgreementReport, TargetAnswer, TurnsOn, tellers
from commonground.brief.rests_words import rests_in_words
from commonground.brief.terminal.console import MARKS, new_console, plain, print_frame, table_of, zone_text
from commonground.brief.wording import mandate_words, party_name
from commonground.case import Case
from commonground.errors import Problem

if TYPE_CHECKING:
    from rich.console import Console

    from commonground.case.attach import AttachmentState

__all__ = ["print_agreement", "print_attachments", "print_problems"]


def print_agreement(
    case: Case, report: AgreementReport, extra: Mapping[str, str] | None = None, turning: TurnsOn | None = None
) -> None:
    """The verdicts of ``report``, the caveats first, and what the verdicts on its targets rest on."""
    console = new_console()
    print_frame(console, case, report.round)
    console.print()
    console.print(_issues(case, report))
    names = [*case.targets, *(extra or {})]
    if names:
        console.print(_targets(case, report, names))
    if turning is not None:
        _print_rests(console, case, turning)
    _print_clauses(console, case, report, [*case.issues, *names])
    _print_notes(console, case, report, [*case.issues, *names])


def print_problems(problems: Iterable[Problem]) -> None:
    """What ``check`` found, errors first."""
    console = new_console()
    found = list(problems)
    for problem in found:
        colour = "red" if problem.severity == "error" else "yellow"
        console.print(plain(problem.severity, f"bold {colour}"), plain(f"{problem} [{problem.code}]"))
    errors = sum(problem.severity == "error" for problem in found)
    warnings = len(found) - errors
    if not found:
        console.print("Nothing to remark.")
    else:
        console.print(f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}.")


def print_attachments(case: Case, states: Iterable[AttachmentState]) -> None:
    """Which texts are at hand, and how their anchors fare."""
    console = new_console()
    table = table_of(case.title, ("Source", "Text", "Statements with an anchor", "Words"))
    rows = list(states)
    for state in rows:
        count = f"{state.anchored} of {state.statements}"
        table.add_row(plain(state.source), plain(state.text), count, plain(_anchor_words(state)))
    console.print(table if rows else "No statement of this case is anchored in a text.")
    for state in rows:
        if state.as_recorded is False:
            console.print(
                plain(f"{state.source}: not byte for byte the text that was coded; anchors were searched for.")
            )
        if state.lost:
            console.print(plain(f"{state.source}: not found in one place: {', '.join(state.lost)}."))


def _anchor_words(state: AttachmentState) -> str:
    """``26 found again, 1 moved``; a dash while the text is not at hand."""
    words = {"exact": "found again", "moved": "moved", "ambiguous": "in several places", "lost": "lost"}
    told = [f"{state.anchors[status]} {word}" for status, word in words.items() if state.anchors[status]]
    return ", ".join(told) or "–"


def _issues(case: Case, report: AgreementReport) -> object:
    table = table_of("Issues", ("Issue", "Verdict", "Outcomes not excluded", "Stands in the way"))
    for issue in case.issues.values():
        answer = report.issues[issue.id]
        possible = [
            f"{MARKS.get(zone or '', '?')} {issue.outcomes[outcome]}"
            for outcome, zone in answer.outcomes.items()
            if outcome != issue.status_quo and zone != "excluded"
        ]
        blocked = _in_the_way(case, report.targets[issue.id])
        table.add_row(plain(issue.title), zone_text(answer.zone), plain("\n".join(possible) or "–"), plain(blocked))
    return table


def _targets(case: Case, report: AgreementReport, names: Iterable[str]) -> object:
    sides = [f"{party.name} alone could open it by giving up" for party in case.table]
    table = table_of("Targets", ("To be agreed", "Verdict", "Stands in the way", *sides))
    for name in names:
        answer = report.targets[name]
        prices = [plain(_way_out(answer, party.id)) for party in case.table]
        table.add_row(plain(name), zone_text(answer.zone), plain(_in_the_way(case, answer)), *prices)
    return table


def _in_the_way(case: Case, answer: TargetAnswer) -> str:
    if answer.zone != "excluded":
        return "–"
    if answer.by_meaning:
        return "what the words mean"
    if answer.keystones:
        return f"{', '.join(answer.keystones)} (in every blocking set)"
    if len(answer.disjoint_blocking_sets) > 1:
        return "; ".join(" + ".join(group) for group in answer.disjoint_blocking_sets)
    return " + ".join(answer.blocking_set) or "not computed"


def _way_out(answer: TargetAnswer, party: str) -> str:
    if answer.zone != "excluded" or answer.by_meaning:
        return "–"
    if "price" in answer.not_computed:
        return "not computed"
    clauses = answer.price_clauses.get(party)
    return "cannot" if clauses is None else ", ".join(clauses)


def _print_clauses(console: Console, case: Case, report: AgreementReport, names: Iterable[str]) -> None:
    named = set().union(*(report.targets[name].clauses for name in names)) if report.targets else set()
    shown = [clause for clause in case.clauses.values() if clause.id in named]
    if not shown:
        return
    console.print(plain("Clauses named", "bold"))
    for clause in shown:
        who = f"{party_name(case, clause.party)}, {clause.level}, {clause.kind}"
        record = report.clauses[clause.id]
        told = f"; by {party_name(case, record.told_only_by)}'s account alone" if record.told_only_by else ""
        evidence = "hypothesis" if clause.hypothesis else ", ".join(clause.evidence) or "UNSOURCED"
        console.print(
            plain(f"  {clause.id}  {mandate_words(case, clause)} ({who}) [{evidence}{told}]"), soft_wrap=False
        )


def _print_rests(console: Console, case: Case, turning: TurnsOn) -> None:
    console.print(plain("What the verdicts on these targets rest on", "bold"))
    for sentence in turning.sentences.values():
        told = [f"without {those}: {verdict}" for those, verdict in rests_in_words(case, sentence, in_short=True)]
        words = "; ".join(told) or "nothing single changes it"
        console.print(plain(f"  “{sentence.name}” is {sentence.verdict.zone}; {words}."))
    if not turning.exhaustive:
        console.print(plain("  Not everything was tried for lack of time.", "bold yellow"))


def _print_notes(console: Console, case: Case, report: AgreementReport, names: Iterable[str]) -> None:
    told = {by for name in names for by in tellers(case, report, report.targets[name]).values()}
    if told:
        who = " and ".join(sorted(party_name(case, party) for party in told))
        console.print(plain(f"Some verdicts turn on {who}'s account of another side alone; see `commonground check`."))
    if not report.exhaustive:
        console.print(plain("Not exhaustive: the search stopped at its limit.", "bold yellow"))
    console.print(plain("“Excluded” does not mean impossible, nor “not excluded” likely or just.", "dim"))
