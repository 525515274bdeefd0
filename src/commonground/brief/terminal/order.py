"""The order of steps on a terminal: the verdict, what waits for what, the repairs side by side, and who is exposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.agreement import OrderReport, Repair
from commonground.brief.order_words import (
    cycle_in_words,
    exposure_in_words,
    share_in_words,
    stages_in_words,
    step_in_words,
    tranches_in_words,
    verdict_in_words,
)
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import listed, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["print_order"]

MOST = 20  # rows of a table; --json has them all
SIDE_BY_SIDE = 4  # repairs whose schedules are shown


def print_order(case: Case, result: OrderReport) -> None:
    """The answers of ``result``, the caveats first."""
    console = new_console()
    print_frame(console, case)
    console.print()
    for line in verdict_in_words(case, result):
        console.print(plain(line))
    if result.cycles:
        console.print(_cycles(case, result))
    if result.repairs:
        console.print(_repairs(case, result))
        _print_alone(console, case, result)
    console.print(_schedules(case, result))
    for pair in result.tranches:
        console.print(plain(f"Could be done in turns: {tranches_in_words(case, pair)}."))
    _print_notes(console, case, result)


def _cycles(case: Case, result: OrderReport) -> Table:
    table = table_of("Circles", ("Edges", "What waits for what"))
    for cycle in result.cycles[:MOST]:
        table.add_row(plain(", ".join(cycle)), plain(cycle_in_words(case, result, cycle)))
    return table


def _repairs(case: Case, result: OrderReport) -> Table:
    sides = [*result.parties, "structural"]
    heads = [party_name(case, side) if side != "structural" else "Structural edges" for side in sides]
    table = table_of("Ways to make an order possible", (*heads, "Split", "At once", "Left uncovered"))
    for repair in result.repairs[:MOST]:
        cells = [share_in_words(repair, side) for side in sides]
        split = ", ".join(case.steps[step].title for step in repair.split) or "–"
        at_once = "; ".join(" with ".join(step_in_words(case, name) for name in moment) for moment in repair.at_once)
        uncovered = "; ".join(
            f"{party_name(case, side)}: {', '.join(case.steps[step].title for step in steps)}"
            for side, steps in repair.exposure.uncovered.items()
            if steps
        )
        table.add_row(*map(plain, (*cells, split, at_once or "–", uncovered or "–")))
    return table


def _print_alone(console: Console, case: Case, result: OrderReport) -> None:
    if len(result.repairs) > MOST:
        console.print(plain(f"{len(result.repairs) - MOST} more are in --json.", "dim"))
    if result.alone:
        told = [
            f"{party_name(case, party)} {'cannot' if ids is None else f'by dropping {listed(ids)}'}"
            for party, ids in result.alone.items()
        ]
        console.print(plain(f"Who could make an order possible alone: {'; '.join(told)}."))


def _schedules(case: Case, result: OrderReport) -> Table:
    table = table_of(
        "Schedules, and who is left uncovered in them", ("Order", "Stages", "Done for good, answer to come")
    )
    for party, order in result.orders.items():
        made, found = order.schedule, order.exposure
        stages = "its own demands run in a circle" if made is None else "\n".join(stages_in_words(case, made.stages))
        exposed = "–" if found is None else exposure_in_words(case, found)
        table.add_row(*map(plain, (f"as {party_name(case, party)} wants it", stages, exposed)))
    first = [repair for repair in result.repairs if repair.counts == result.repairs[0].counts]
    for repair in first[:SIDE_BY_SIDE]:
        stages = "\n".join(stages_in_words(case, repair.schedule.stages))
        table.add_row(*map(plain, (_named(case, repair), stages, exposure_in_words(case, repair.exposure))))
    if not result.repairs and result.schedule is not None and result.exposure is not None:
        stages = "\n".join(stages_in_words(case, result.schedule.stages))
        table.add_row(*map(plain, ("as all want it", stages, exposure_in_words(case, result.exposure))))
    return table


def _named(case: Case, repair: Repair) -> str:
    """What tells one repair from another: ``without O6; O1, O4 at once; “Settlement text” split``."""
    told = [f"without {', '.join(repair.drop)}"] if repair.drop else []
    told += [f"{', '.join(repair.soften)} at once"] if repair.soften else []
    told += [f"{listed(f'“{case.steps[step].title}”' for step in repair.split)} split"] if repair.split else []
    return "; ".join(told)


def _print_notes(console: Console, case: Case, result: OrderReport) -> None:
    if result.turns_on:
        told = listed(f"{name} ({otherwise})" for name, otherwise in result.turns_on.items())
        console.print(plain(f"The verdict would be another without any one of: {told}."))
    for name, record in result.edges.items():
        count = sum(name in cycle for cycle in result.cycles)
        if record.told_only_by is not None and count:
            teller = party_name(case, record.told_only_by)
            console.print(plain(f"{name} is known by {teller}'s account alone; {_of(count, len(result.cycles))} it."))
    if any(repair.soften for repair in result.repairs):
        console.print(plain("Softened: “not later than” instead of “before”, so that steps may be at once.", "dim"))
    if any(repair.by_party["structural"].reaim for repair in result.repairs):
        line = (
            "Where a structural edge is aimed at a phase, whether the nature of things allows that is for you to judge."
        )
        console.print(plain(line, "dim"))
    if any(not repair.schedule.forced for repair in result.repairs[:MOST]):
        console.print(plain("Some edges could be aimed at other phases as well; ask with a split of your own.", "dim"))
    if result.exposure is not None and result.exposure.undeclared:
        titles = listed(f"“{case.steps[step].title}”" for step in result.exposure.undeclared)
        console.print(
            plain(f"Irreversible, and no counterpart is declared, so whether covered is unknown: {titles}.", "dim")
        )
    if result.left_out:
        console.print(plain(f"Left out, of parties outside the table: {', '.join(result.left_out)}.", "dim"))
    if any(not repair.least for repair in result.repairs):
        console.print(plain("The way shown was found in short time; others may drop less.", "bold yellow"))
    if not result.exhaustive:
        missing = ", ".join(name.replace("_", " ") for name in result.not_computed)
        console.print(plain(f"Not exhaustive: {missing} cut short at a limit.", "bold yellow"))
    console.print(
        plain(
            "Ways are listed by how many edges they touch, the less exposed first. Counts of edges are not costs.",
            "dim",
        )
    )


def _of(count: int, total: int) -> str:
    return f"{count} of the {total} circles run{'s' * (count == 1)} through"
