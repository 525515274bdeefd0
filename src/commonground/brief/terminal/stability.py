"""Stability on a terminal: the states that are equilibria, by what differs from today, and who would leave one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonground.brief.state_words import difference_in_words, state_in_words
from commonground.brief.terminal.changes import change_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.terminal.turning import MOST_ROWS, print_presumed, print_rows, print_tried
from commonground.brief.wording import listed, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console
    from rich.table import Table

    from commonground.conflict.model.contract import Concept
    from commonground.conflict.stability.results import StabilityReport
    from commonground.conflict.stability.turning import Answer, Turning

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
    if report.turns_on is not None:
        _print_sets(console, case, report.turns_on)
        print_tried(console, report.turns_on.found)


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
    if report.turns_on is not None:
        print_tried(console, report.turns_on.found)


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
    print_presumed(console, report.presumed)
    if report.turns_on is not None:
        _print_turning(console, case, report.turns_on)


def _print_turning(console: Console, case: Case, turning: Turning) -> None:
    """What is said of one state, change by change."""
    found = turning.found
    was = dict(found.verdict.leaving) if found.verdict else {}
    rows = [
        (flip, f"{_otherwise(case, flip.verdict, was)} {turning.state}") for flip in turning.of_state if flip.verdict
    ]
    print_rows(console, case, rows)
    if turning.state is not None and found.tried and not rows:
        console.print(plain(f"What is said of {turning.state} is the same after each single change that was tried."))


def _otherwise(case: Case, answer: Answer, was: Mapping[Concept, tuple[str, ...]]) -> str:
    by_parties: dict[tuple[str, ...], list[str]] = {}
    for concept, parties in answer.leaving:
        if parties != was[concept]:
            by_parties.setdefault(parties, []).append(concept)
    return "; ".join(_leaving(case, parties, concepts) for parties, concepts in by_parties.items())


def _print_sets(console: Console, case: Case, turning: Turning) -> None:
    """Which changes alter the equilibria at all: the few by name, many as a count."""
    changed = [flip for flip in turning.found.flips if flip.verdict and any(map(sum, _counts(flip.verdict)))]
    if len(changed) > MOST_ROWS:
        many = f"{len(changed)} of {turning.found.tried} single changes alter which other states are equilibria"
        console.print(plain(f"{many}: --json names each."))
        return
    out = [flip.ids[0] for flip in changed if flip.kind == "left out"]
    order = [" and ".join(flip.ids) for flip in changed if flip.kind == "swapped" and flip.ids[0] in case.priorities]
    told = [f"without {listed(out, 'or')}"] if out else []
    told += [f"with the other order of {listed(order, 'or of')}"] if order else []
    told += [change_in_words(case, each) for each in changed if not {*each.ids} & case.priorities.keys()]
    if told:
        console.print(plain(f"Some other states would be equilibria, or some of these not, {', or '.join(told)}."))


def _counts(answer: Answer) -> list[tuple[int, int]]:
    return [(more, fewer) for _, more, fewer in answer.changed]


def _leaving(case: Case, parties: tuple[str, ...], concepts: list[str]) -> str:
    who = listed(party_name(case, party) for party in parties) if parties else "nobody"
    return f"under {listed(concepts)} {who} would gain by leaving"
