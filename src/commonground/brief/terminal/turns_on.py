"""What the verdicts rest on, on a terminal: a row a verdict, and without what it would be which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.agreement import OrderTurnsOn, Sentence, TurnsOn
from commonground.brief.rests_words import rests_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import listed
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_turns_on"]


def print_turns_on(case: Case, result: TurnsOn, steps: OrderTurnsOn | None = None) -> None:
    """A row for each verdict that turns on something, the caveats first."""
    console = new_console()
    print_frame(console, case)
    console.print()
    table = table_of("What each verdict rests on", ("Verdict", "Without", "it would be"))
    for sentence in result.sentences.values():
        for without, told in rests_in_words(case, sentence):
            table.add_row(plain(_verdict(case, sentence)), plain(without), plain(told))
    console.print(table)
    firm = [name for name, sentence in result.sentences.items() if not sentence.turns]
    if firm:
        console.print(plain(f"No single support changes: {listed(_title(case, name) for name in firm)}."))
    if steps is not None:
        _print_order(console, steps)
    if not result.exhaustive:
        left = listed(support.id for support in result.untried)
        console.print(plain(f"Not exhaustive; not tried for lack of time: {left}.", "bold yellow"))
    note = "One support at a time: two that are each dispensable may not both be."
    console.print(plain(note, "dim"))


def _verdict(case: Case, sentence: Sentence) -> str:
    return f"{_title(case, sentence.name)}: {sentence.verdict.zone}"


def _title(case: Case, name: str) -> str:
    return case.issues[name].title if name in case.issues else f"“{name}”"


def _print_order(console: Console, steps: OrderTurnsOn) -> None:
    for turn in steps.turns:
        circles = f"{turn.cycles} circle{'s' * (turn.cycles != 1)} of demands"
        console.print(
            plain(f"Order of steps ({steps.verdict}, {steps.cycles}): without {turn.id}: {turn.verdict}, {circles}.")
        )
