"""Tables on a terminal whose heads are words of a case, and so never read as markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["table_of"]


def table_of(title: str, heads: Iterable[str]) -> Table:
    """An empty table; ``title`` and ``heads`` are words as they are."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title, style="italic"), title_justify="left")
    for head in heads:
        table.add_column(Text(head), overflow="fold")  # a long word is broken, never cut off
    return table
