"""What every printer needs: a console, words that are never markup, the frame of an answer, tables, marks of zones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from commonground.brief.frame_line import caveats
from commonground.brief.wording import NOT_COMPUTED, day
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["MARKS", "STYLES", "new_console", "plain", "print_frame", "table_of", "zone_text"]

MARKS = {"accepted": "●", "not excluded": "◐", "excluded": "○"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # what could tell a terminal to do something
STYLES = {"accepted": "green", "not excluded": "yellow", "excluded": "red"}


def new_console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def plain(words: str, style: str = "") -> Text:
    """Words as they are: what a case or a text says is neither read as markup nor obeyed by the terminal."""
    from rich.text import Text

    return Text(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words), style=style)


def print_frame(
    console: Console, case: Case, round: str | None = None, title: str | None = None, asked: str = "Round asked about"
) -> None:
    """What stands before every answer: the case, its caveats, and the round asked about."""
    console.print(plain(title or case.title, "bold"))
    console.print(plain(" ".join(caveats(case)), "dim"))
    if round is not None:
        at = case.rounds[round]
        console.print(plain(f"{asked}: {round}, {at.title} ({day(at.date)}).", "dim"))


def zone_text(zone: str | None) -> Text:
    """A zone with its mark; the colour only repeats them."""
    value = zone or NOT_COMPUTED
    return plain(f"{MARKS.get(value, '?')} {value}", STYLES.get(value, ""))


def table_of(title: str, heads: Iterable[str]) -> Table:
    """An empty table; ``title`` and ``heads`` are words as they are."""
    from rich.table import Table

    table = Table(title=plain(title, "italic"), title_justify="left")
    for head in heads:
        table.add_column(plain(head), overflow="fold")  # a long word is broken, never cut off
    return table
