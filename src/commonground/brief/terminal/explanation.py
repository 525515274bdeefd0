"""An explanation on a terminal: the frame, and the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.brief.terminal.console import new_console, plain, print_frame
from commonground.case import Case

if TYPE_CHECKING:
    from commonground.conflict.witness.explanation import Explanation

__all__ = ["print_explanation"]


def print_explanation(case: Case, told: Explanation) -> None:
    """One sentence a line."""
    console = new_console()
    print_frame(console, case)
    console.print()
    for sentence in told.sentences:
        console.print(plain(sentence))
