"""A new case, asked for in plain words: what the talks are called, who takes part, and what is to be settled.

The rows that a form shows are those that are filled and a few more; *More room* sends it back with what was typed and
longer. Nothing needs a script. A title alone, with no side and no matter, makes the invented case of the starter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case import new
from commonground.case.beginning import Matter, Side, begin
from commonground.errors import CommongroundError, Problem
from commonground.workbench.page import Page, cases_of, respond
from commonground.workbench.pages.bringing import free_folder, slug, to_new_case, unused_name
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import refused, text

__all__ = ["EXAMPLE", "beginning", "make"]

MOST = 30  # rows of one kind
ROOM = 3  # rows shown at least, and added at a time
_ROWS: Mapping[str, tuple[str, ...]] = {
    "sides": ("name", "people", "levels", "outside"),
    "matters": ("title", "today", "others"),
}
EXAMPLE: Mapping[str, Any] = {
    "title": "The Saltmarsh: a sluice, six cutters and a line",
    "sides": [
        {
            "name": "Halvora",
            "people": "Ilsabet Corrane, the Prime Minister",
            "levels": "government, delegation",
            "outside": "",
        },
        {"name": "Orvane", "people": "Mattis Urlow, Birte Skaum", "levels": "council, delegation", "outside": ""},
        {"name": "Pellimar", "people": "Sorley Wenn", "levels": "", "outside": "1"},
    ],
    "matters": [
        {
            "title": "The Grey Sluice",
            "today": "The gates are closed",
            "others": "Open four times a year\nOpen all the year",
        },
        {
            "title": "Detained fishing crews",
            "today": "All are held",
            "others": "The six sick men go home\nAll fourteen go home",
        },
        {
            "title": "The boundary in the marsh",
            "today": "No line is drawn",
            "others": "Along the main channel\nAlong the old dyke",
        },
    ],
}
# What stands between several, as commas and semicolons are written in Arabic and Chinese too.
_LINES = "\n;\u061b\uff1b"
_COMMAS = _LINES + ",\u060c\u3001\uff0c"


def beginning(request: Request) -> Page:
    """The form, empty or with the example in it."""
    return _page(EXAMPLE if "example" in request.query_params else {})


def make(request: Request, form: FormData) -> Response:
    """The new case, or the form again with more room or with what is missing."""
    values = _values(form)
    if "more" in form:
        shown = {kind: sum(f"{kind}.{n}.{_ROWS[kind][0]}" in form for n in range(MOST)) for kind in _ROWS}
        return respond(request, _page(values, room={kind: count + ROOM for kind, count in shown.items()}))
    sides, matters = _sides(values["sides"]), _matters(values["matters"])
    try:
        otherwise = unused_name(cases_of(request).settings.folder, "my-talks")
        folder = free_folder(request, values["folder"] or slug(values["title"]) or otherwise)
        if sides or matters or "sides.0.name" in form:  # whoever was asked and said nothing gets no invented example
            begin(folder, values["title"], sides, matters)
        else:
            new(folder, values["title"] or None)
    except CommongroundError as error:
        status = status_of(error)
        told = refused(request, error, status)
        return told or respond(request, _page(values, error.problems, status=status))
    return to_new_case(request, folder)


def _page(
    values: Mapping[str, Any],
    problems: Sequence[Problem] = (),
    room: Mapping[str, int] | None = None,
    status: int = 200,
) -> Page:
    given: dict[str, Any] = {"title": "", "folder": "", "sides": [], "matters": [], **values}
    shown: dict[str, Any] = {"values": given, "problems": tuple(problems), "example": values is EXAMPLE}
    for kind, fields in _ROWS.items():
        rows = max((room or {}).get(kind, ROOM), len(given[kind]) + 1)
        empty = (dict.fromkeys(fields, "") for _ in range(rows - len(given[kind])))
        shown[kind] = [*given[kind], *empty][:MOST]
    data = {"asks": {"title": "", "folder": "", **_ROWS}, "problems": [problem.to_dict() for problem in problems]}
    return Page("A new case", data, (), "beginning.html", shown, status)


def _values(form: FormData) -> dict[str, Any]:
    """What stands in the form; rows without a word are left out."""
    values: dict[str, Any] = {"title": text(form, "title"), "folder": text(form, "folder")}
    for kind, fields in _ROWS.items():
        rows = [{field: text(form, f"{kind}.{n}.{field}") for field in fields} for n in range(MOST)]
        values[kind] = [row for row in rows if any(row.values())]
    return values


def _sides(rows: Sequence[Mapping[str, str]]) -> list[Side]:
    return [Side(row["name"], _listed(row["people"]), _listed(row["levels"]), bool(row["outside"])) for row in rows]


def _matters(rows: Sequence[Mapping[str, str]]) -> list[Matter]:
    return [Matter(row["title"], row["today"], _listed(row["others"], _LINES)) for row in rows]


def _listed(words: str, between: str = _COMMAS) -> tuple[str, ...]:
    """What stands between these signs, without the empty ones."""
    return tuple(" ".join(part.split()) for part in re.split(f"[{between}]", words) if part.strip())
