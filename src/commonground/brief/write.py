"""Write a brief: analyse, put into words, set as a page, save."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from commonground._version import __version__
from commonground.case.model import Case
from commonground.errors import Problem, StoreError, UsageError, Where
from commonground.store import write_atomic

if TYPE_CHECKING:
    from commonground.brief.contents import Contents

__all__ = ["brief", "brief_contents", "page_path"]


def brief(
    case: Case, to: str | PathLike[str] = "brief.html", *, round: str | None = None, budget: float | None = 10.0
) -> Path:
    """Write the brief of ``case`` as one self-contained HTML page to ``to``; the path it was written to.

    Raises
    ------
    UsageError
        ``to`` is not a name for an HTML page, or the case has no such round.
    StoreError
        The page cannot be written there.
    """
    path = page_path(to)
    from commonground.brief.page import page

    write_atomic(path, page(brief_contents(case, round=round, budget=budget)).encode("utf-8"))
    return path


def brief_contents(case: Case, *, round: str | None = None, budget: float | None = 10.0) -> Contents:
    """What the brief says, as frozen rows of words."""
    from commonground.agreement import agreement, turns_on
    from commonground.brief.contents import contents
    from commonground.case.quotes import quotes

    report = agreement(case, round=round, budget=budget)
    turning = turns_on(case, round, budget=budget)
    return contents(case, report, turning, f"commonground {__version__}", quotes(case))


def page_path(to: str | PathLike[str]) -> Path:
    """Where a page is to be written; UsageError if that is no name for one, StoreError if there is no such folder."""
    path = Path(to)
    if path.suffix.lower() not in (".html", ".htm"):
        what = "A brief is written as an HTML page."
        raise UsageError(Problem(what, Where(str(path)), path.name, "a name that ends in .html", code="not-html"))
    if not path.parent.is_dir():
        raise StoreError(Problem("There is no such folder to write into.", Where(str(path.parent)), code="no-folder"))
    return path
