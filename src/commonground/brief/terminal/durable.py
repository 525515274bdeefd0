"""Whether deals would hold, on a terminal: a row a deal, and for each what leads there and what it turns on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.brief.state_words import difference_in_words
from commonground.brief.terminal.changes import change_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of, zone_text
from commonground.brief.terminal.stability import ASSUMED
from commonground.brief.wording import formula_in_words, listed, party_name
from commonground.case import Case
from commonground.logic import read

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from commonground.durability.results import DealAnswer, DurabilityReport

__all__ = ["print_durability"]


def print_durability(case: Case, report: DurabilityReport) -> None:
    """The frame, the table, then the deals that can be assessed one by one."""
    console = new_console()
    print_frame(console, case)
    console.print(plain(ASSUMED, "bold"))
    console.print()
    console.print(_table(case, report))
    for answer in report.deals.values():
        if answer.assessed:
            _print_deal(console, case, report, answer)
    _print_unassessed(console, case, report)
    if report.presumed:
        console.print(plain(f"Presumed, without a statement: {', '.join(report.presumed)}.", "dim"))


def _table(case: Case, report: DurabilityReport) -> Table:
    table = table_of(
        "Would it hold? In some: in some of the states that carry it out.",
        ("Deal", "By the mandates", *report.concepts),
    )
    short = {"would hold": "yes", "would hold in some ways": "some", "would not hold": "no"}
    for answer in report.deals.values():
        if answer.assessed:
            cells = [plain(short[answer.verdicts[concept]]) for concept in report.concepts]
            table.add_row(plain(_deal(case, answer)), zone_text(answer.zone), *cells)
    return table


def _deal(case: Case, answer: DealAnswer) -> str:
    """``Ukraine's offer F10: Ceasefire: “...”``, a target by its name, a formula in words."""
    words = formula_in_words(case, read(answer.text, case.names))
    if answer.name in case.offers:
        return f"{party_name(case, case.offers[answer.name].party)}'s offer {answer.name}: {words}"
    return f"“{answer.name}”" if answer.name in case.targets else words


def _print_deal(console: Console, case: Case, report: DurabilityReport, answer: DealAnswer) -> None:
    console.print()
    console.print(plain(_deal(case, answer), "bold"))
    most = max(answer.held.values())
    held = "none holds" if not most else f"at most {most:,} hold" if most > 1 else "at most one holds"
    console.print(
        plain(
            f"{answer.ways:,} of the states carry it out; {held}. The one told about is {answer.state}: "
            f"{_state(case, report, answer)}."
        )
    )
    for line in _leaving(case, answer):
        console.print(plain(line))
    if answer.path is not None:
        by_improvements = answer.path_of_improvements is not None and answer.path_of_improvements.steps is not None
        steps = answer.path.steps
        told = "No legal moves lead there from today." if steps is None else f"{steps} moves lead there from today."
        if steps:
            told = told.replace("1 moves lead", "1 move leads")
            told += (
                " Each can be an improvement for who makes it."
                if by_improvements
                else (" Not every one of them can be an improvement for who makes it.")
            )
        console.print(plain(told))
    if answer.left_out:
        console.print(plain(f"Left out, since nothing says which states carry it out: {', '.join(answer.left_out)}."))
    _print_turns_on(console, case, answer)


def _leaving(case: Case, answer: DealAnswer) -> list[str]:
    """Who would gain by leaving, the concepts that say the same together."""
    by_parties: dict[tuple[str, ...], list[str]] = {}
    for concept, parties in answer.leaves.items():
        if parties:
            by_parties.setdefault(parties, []).append(concept)
    return [
        f"Under {listed(concepts)} {listed(party_name(case, party) for party in parties)} would gain by leaving it."
        for parties, concepts in by_parties.items()
    ]


def _state(case: Case, report: DurabilityReport, answer: DealAnswer) -> str:
    return difference_in_words(case, answer.state or "", report.status_quo)


def _print_turns_on(console: Console, case: Case, answer: DealAnswer) -> None:
    found = answer.turns_on
    if found is None:
        return
    was = dict(found.verdict)
    for flip in found.flips:
        by_verdict: dict[str, list[str]] = {}
        for concept, verdict in flip.verdict:
            if verdict != was[concept]:
                by_verdict.setdefault(verdict, []).append(concept)
        other = "; ".join(f"{verdict} under {listed(concepts)}" for verdict, concepts in by_verdict.items())
        what = change_in_words(case, flip)
        console.print(plain(f"{what[0].upper()}{what[1:]} it {other}."))
    if not found.flips and found.exhaustive:
        console.print(plain("No single presumed preference and no two neighbours change this."))
    if not found.exhaustive:
        console.print(plain(f"Not exhaustive: {found.tried} changes were tried in the time given.", "bold yellow"))


def _print_unassessed(console: Console, case: Case, report: DurabilityReport) -> None:
    left = [answer for answer in report.deals.values() if not answer.assessed]
    if left:
        told = "; ".join(_deal(case, answer) for answer in left)
        console.print()
        console.print(plain(f"Not assessed, since no states are said to carry them out: {told}.", "dim"))
