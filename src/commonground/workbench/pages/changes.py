"""What was changed from this workbench: in sentences, line by line, and with a way back from each."""

from __future__ import annotations

from difflib import ndiff

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case.taking_back import taken_back
from commonground.errors import Problem, UsageError
from commonground.workbench.page import Opened, Page
from commonground.workbench.to_write import done, to_write
from commonground.workbench.undo import Saved, saves_of, take_back_save

__all__ = ["changes", "take_back_change"]

MOST_LINES = 4_000  # of a file that is compared
KINDS = {"-": "taken", "+": "added"}


def changes(found: Opened) -> Page:
    """Every save, the latest first."""
    saves = saves_of(found.request, found.entry)[::-1]
    rows = [{"saved": each, "lines": _lines(each), "can": not each.taken and _can(found, each)} for each in saves]
    data = {
        "case": found.case.id,
        "changes": [
            {
                "number": each.number,
                "time": each.time.isoformat(timespec="seconds"),
                "told": list(each.told),
                "files": sorted(each.files),
                "taken_back": each.taken,
            }
            for each in saves
        ],
    }
    more = {"rows": rows, "writable": found.entry.writable}
    return Page("What was changed here", data, (), "changes.html", more)


def take_back_change(request: Request, form: FormData) -> Response:
    """The case without what one save changed."""
    found = to_write(request)
    name = found.name("number")
    if not (name.isascii() and name.isdecimal() and len(name) < 9):
        raise UsageError(Problem("There is no such change that was made here.", read=name[:80], code="nothing-made"))
    made = take_back_save(request, found.entry, int(name))
    return done(request, found.links.to("changes"), {"taken_back": int(name), "saved": made.number if made else None})


def _can(found: Opened, saved: Saved) -> bool:
    return found.entry.writable and taken_back(found.entry.path, saved.files) is not None


def _lines(saved: Saved) -> list[tuple[str, str, str]]:
    """File, kind and words of each line that differs."""
    told: list[tuple[str, str, str]] = []
    for file, (before, after) in saved.files.items():
        one, other = (data.decode("utf-8", "replace").splitlines()[:MOST_LINES] for data in (before, after))
        told += [(file, KINDS[line[0]], line[2:]) for line in _differing(one, other) if line[0] in KINDS]
    return told


def _differing(one: list[str], other: list[str]) -> list[str]:
    """Compared without what both begin and end with, which is nearly all."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return list(ndiff(one[start : len(one) - end], other[start : len(other) - end]))
