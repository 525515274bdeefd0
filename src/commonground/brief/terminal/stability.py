"""Stability on a terminal: the states that are equilibria, by what differs from today, and who would leave one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonground.brief.state_words import difference_in_words, state_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from commonground.conflict.model.contract import Concept
    from commonground.conflict.stability.results import StabilityReport

    Marks = dict[Concept, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]

__all__ = ["ASSUMED", "print_stability", "print_state"]

ASSUMED = "All of it holds under these assumed preferences only, and none of it says what anybody will do."
_WORDS = {
    "nash": "no way to improve alone",
    "gmr": "any answer of the others deters",
    "smr": "any answer deters, and there is no way round it",
    "seq": "an answer that the others would want deters",
    "sseq": "such an answer deters, and there is no way round it",
    "sim": "answers given at the same time deter",
}


def print_stability(case: Case, report: StabilityReport, most: int = 20) -> None:
    """The frame, what each concept asks, and the equilibria: those under most concepts first."""
    console = new_console()
    _print_head(console, case, report)
    marks: Marks = {concept: report.equilibria(concept) for concept in report.masks}
    console.print(_concepts(report, {concept: int(np.count_nonzero(mask)) for concept, mask in marks.items()}))
    if marks:
        console.print(_equilibria(case, report, marks, most))
    _print_foot(console, case, report)


def print_state(case: Case, report: StabilityReport, state: str) -> None:
    """For one state, for whom it is stable under which concept."""
    console = new_console()
    _print_head(console, case, report)
    console.print(plain(f"{state}: {state_in_words(case, state)}."))
    console.print()
    number = report.model.number(state)
    table = table_of(f"Does anybody gain by leaving {state}?", ("Party", *report.masks))
    for party in report.parties:
        stable = [bool(report.stable(concept, party)[number]) for concept in report.masks]
        cells = [plain("stays" if stays else "leaves", "" if stays else "yellow") for stays in stable]
        table.add_row(plain(party_name(case, party)), *cells)
    console.print(table)
    _print_foot(console, case, report)


def _print_head(console: Console, case: Case, report: StabilityReport) -> None:
    print_frame(console, case)
    console.print(plain(ASSUMED, "bold"))
    if report.status_quo is not None and report.options:
        console.print(plain(f"Today, {report.status_quo}: {state_in_words(case, report.status_quo)}."))
    elif report.status_quo is not None:
        console.print(plain(f"Today: {report.status_quo}."))
    console.print()


def _concepts(report: StabilityReport, counts: dict[str, int]) -> Table:
    table = table_of(f"Equilibria among {report.count:,} states", ("Concept", "A party stays when", "Equilibria"))
    for concept in report.concepts:
        count = f"{counts[concept]:,}" if concept in counts else "not computed"
        table.add_row(plain(concept), plain(_WORDS[concept]), plain(count))
    return table


def _equilibria(case: Case, report: StabilityReport, marks: Marks, most: int) -> Table:
    votes = np.stack(list(marks.values())).sum(axis=0)
    states = np.flatnonzero(votes)
    order = np.argsort(-votes[states], kind="stable")[:most]
    title = "States from which nobody gains by leaving"
    if states.size > most:
        title += f": the first {most} of {states.size:,}, those under most concepts first"
    heads = ("State", "Otherwise than today" if report.status_quo else "What is done", "Under")
    table = table_of(title, heads)
    for state in states[order].tolist():
        name = report.model.name(state)
        under = ", ".join(concept for concept, mask in marks.items() if mask[state])
        table.add_row(plain(name), plain(difference_in_words(case, name, report.status_quo)), plain(under))
    return table


def _print_foot(console: Console, case: Case, report: StabilityReport) -> None:
    for concept, reason in report.not_computed.items():
        console.print(plain(f"{concept}: {reason}", "bold yellow"))
    if report.presumed:
        said = len(report.presumed)
        told = f"{said} preference{' is' if said == 1 else 's are'} presumed, without a statement: "
        console.print(plain(f"{told}{', '.join(report.presumed)}.", "dim"))
