"""A case that cannot be read: what is wrong with it, each thing beside the lines of the file that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from commonground.case.mending import can_be_mended
from commonground.errors import CommongroundError, Problem
from commonground.store import Folder
from commonground.workbench.links import Links
from commonground.workbench.page import Page, cases_of
from commonground.workbench.view import View, view_of

__all__ = ["Excerpt", "broken", "excerpts"]

_AROUND = 3  # lines before and after


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file around what is wrong there; no lines where the file cannot be read."""

    file: str
    lines: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]

    def wrong(self, line: int) -> list[Problem]:
        return [problem for problem in self.problems if problem.where.line == line]


def broken(request: Request, error: CommongroundError) -> Page:
    """What stands in the way of reading the case as it was asked for."""
    entry = cases_of(request).entry(str(request.path_params["case"]))
    view = view_of(request.query_params)
    return Page(
        title=entry.key,
        data={"case": entry.key, "errors": len(error.problems), "problems": [p.to_dict() for p in error.problems]},
        template="broken.html",
        status=422,
        more={
            "entry": entry,
            "problems": error.problems,
            "excerpts": excerpts(cases_of(request).folder(entry), error.problems),
            "links": Links(entry.key, view),
            "plain": Links(entry.key, View()),
            "view": view,
            "mendable": [
                name for name in cases_of(request).folder(entry).names() if can_be_mended(name, error.problems)
            ],
        },
    )


def excerpts(folder: Folder, problems: tuple[Problem, ...]) -> tuple[Excerpt, ...]:
    """The lines around each problem, file by file, those that touch put together."""
    names = set(folder.names())
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.where.file or "", []).append(problem)
    found: list[Excerpt] = []
    for file, wrong in by_file.items():
        lines = _lines(folder, file) if file in names else []
        placed = sorted((p for p in wrong if p.where.line is not None and lines), key=lambda p: p.where.line or 0)
        found += _excerpts(file, lines, placed)
        rest = tuple(problem for problem in wrong if problem not in placed)
        if rest:
            found.append(Excerpt(file, (), rest))
    return tuple(found)


def _excerpts(file: str, lines: list[str], placed: list[Problem]) -> list[Excerpt]:
    spans: list[tuple[int, int, list[Problem]]] = []
    for problem in placed:
        line = min(problem.where.line or 1, len(lines))
        low, high = max(1, line - _AROUND), min(len(lines), line + _AROUND)
        if spans and low <= spans[-1][1] + 1:
            before = spans.pop()
            spans.append((before[0], max(high, before[1]), [*before[2], problem]))
        else:
            spans.append((low, high, [problem]))
    return [
        Excerpt(file, tuple((n, lines[n - 1]) for n in range(low, high + 1)), tuple(wrong))
        for low, high, wrong in spans
    ]


def _lines(folder: Folder, file: str) -> list[str]:
    try:
        return folder.read(file).decode("utf-8-sig", "replace").splitlines() or [""]
    except CommongroundError:
        return []
