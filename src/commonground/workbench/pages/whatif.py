"""What if: clauses switched off, outcomes moved, preferences in another order; every answer's difference, at once.

The changes stand in the address and nowhere else: the case is not touched until they are kept as a layer or taken over,
which have pages of their own. They are told in the lines that the command line takes with ``--what-if``; the form is
put into such lines. What is typed and cannot be read is given back with what is wrong with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from commonground.agreement import compare
from commonground.brief.document import Section
from commonground.brief.otherwise import Otherwise, otherwise
from commonground.case.what_if import what_if
from commonground.errors import CommongroundError, Problem
from commonground.workbench.answers import Answers
from commonground.workbench.asking import lines_of
from commonground.workbench.asking_form import form_of
from commonground.workbench.differing import differences, in_one_line
from commonground.workbench.page import Opened, Page
from commonground.workbench.problems import is_json

__all__ = ["difference_of", "whatif"]


def whatif(found: Opened) -> Page | Response:
    """The changes asked about, what they would make different, and a form to ask for others."""
    query = found.request.query_params
    base = found.cases.answers(found.entry, replace(found.view, what_if=()))
    problems: tuple[Problem, ...] = ()
    lines = found.view.what_if
    try:
        lines = lines_of(query, base.case, found.view.round)
        what_if(base.case, lines)
    except CommongroundError as error:
        problems, lines = error.problems, found.view.what_if
    if not problems and lines != found.view.what_if:
        at = query.get("at", "")
        where = found.links.to("what-if", what_if=lines)
        return RedirectResponse(f"{where}{_also(where, at)}{'#issue-moved' if 'move' in query else ''}", 303)
    data: dict[str, Any] = {"what_if": list(lines), "difference": None, "answers": None}
    sections: tuple[Section, ...] = ()
    more = {**form_of(found, base, lines), "problems": problems, "typed": query if problems else {}, "told": ""}
    if found.view.changed:
        different = difference_of(found)
        if is_json(found.request):
            changes = compare(different.before.case, found.case, found.view.round, budget=found.answers.time.seconds)
            data |= {"difference": changes.to_dict(), "answers": different.to_dict()}
        sections = differences(different)
        more["told"] = in_one_line(different)
    data["problems"] = [problem.to_dict() for problem in problems]
    return Page("What if", data, sections, "whatif.html", more, 422 if problems else 200)


def difference_of(found: Opened) -> Otherwise:
    """Every answer of the case as it is looked at beside those of the case as it stands."""
    before: Answers = found.cases.plain(found.entry, found.view)
    after = found.answers
    states = (before.states, after.states) if before.has_conflict and after.has_conflict else (None, None)
    one, two = states
    return otherwise(before, after, (one, two) if one is not None and two is not None else None)


def _also(where: str, at: str) -> str:
    return f"{'&' if '?' in where else '?'}{urlencode({'at': at})}" if at else ""
