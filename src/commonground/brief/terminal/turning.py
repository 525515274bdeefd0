"""What an answer turns on, on a terminal: a row for each change of what is assumed, up to a few, and how many more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commonground.brief.terminal.changes import change_in_words
from commonground.brief.terminal.console import plain
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console

    from commonground.conflict.stability.flips import Flip, Flips

__all__ = ["MOST_ROWS", "print_presumed", "print_rows", "print_tried"]

MOST_ROWS = 8


def print_rows(console: Console, case: Case, rows: Sequence[tuple[Flip[Any], str]]) -> None:
    """``Without V6 of Russia: …``, for the first rows."""
    for flip, told in rows[:MOST_ROWS]:
        what = change_in_words(case, flip)
        console.print(plain(f"{what[0].upper()}{what[1:]}: {told}."))
    more = len(rows) - MOST_ROWS
    if more > 0:
        console.print(
            plain(f"{more} more {'change gives' if more == 1 else 'changes give'} another answer: see --json.")
        )


def print_tried(console: Console, found: Flips[Any]) -> None:
    """What kind of changes were tried, how many, and whether that was all of them."""
    if found.exhaustive:
        kinds = "one presumed preference left out, or two neighbours in the other order"
        none = "" if found.flips or not found.tried else " None gives another answer."
        console.print(plain(f"Tried, one at a time: {kinds} ({found.tried}).{none}", "dim"))
    else:
        told = f"{found.tried} single changes of what is assumed were tried in the time given, and there are more"
        console.print(plain(f"Not exhaustive: {told}.", "bold yellow"))


def print_presumed(console: Console, presumed: Sequence[str]) -> None:
    """The preferences that no statement stands behind."""
    if presumed:
        told = f"{len(presumed)} preference{' is' if len(presumed) == 1 else 's are'} presumed, without a statement: "
        console.print(plain(f"{told}{', '.join(presumed)}.", "dim"))
