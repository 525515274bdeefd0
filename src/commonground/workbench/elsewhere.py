"""What became of a case since a page was opened on it: when it was changed, in which files, and what in it, if known.

A case is changed by other people, in other windows, by an editor, by Git. An open page asks now and then whether it
was; what is told is for somebody in the middle of something, so it is short, and nothing on the page is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonground.brief.earlier import objects_told
from commonground.case import Case
from commonground.errors import CommongroundError
from commonground.workbench.cases import Cases, Entry, Marks

__all__ = ["Change", "change_since", "difference"]

MOST = 8  # names told of one kind of change
_CODER = re.compile(r"statements/(.+)\.jsonl")
_THINGS = ("parties", "issues", "targets", "rounds", "sources", "options", "steps")


@dataclass(frozen=True, slots=True)
class Change:
    """``version``: as it is now. ``told``: one sentence for each kind of change, as far as it is known."""

    version: str
    at: datetime | None
    files: tuple[str, ...]
    told: tuple[str, ...]
    readable: bool

    def to_dict(self) -> dict[str, Any]:
        return {
            "changed": True,
            "version": self.version,
            "at": None if self.at is None else self.at.isoformat(timespec="seconds"),
            "files": list(self.files),
            "told": list(self.told),
            "readable": self.readable,
        }


def change_since(cases: Cases, entry: Entry, seen: str) -> Change | None:
    """What is another since the case was ``seen``, a version of it; None where nothing is."""
    now = cases.version(entry)
    if now == seen:
        return None
    marks = dict(_by_name(cases.marks(entry, now)))
    before = cases.marks(entry, seen)
    known = dict(_by_name(before))
    files = () if before is None else tuple(sorted(n for n in {*marks, *known} if marks.get(n) != known.get(n)))
    times = [marks[name][0] for name in (files or marks) if name in marks]
    at = datetime.fromtimestamp(max(times) / 1e9).astimezone() if times else None
    old = cases.kept(entry, seen)
    try:
        new: Case | None = cases.answers(entry).case
    except CommongroundError:
        new = None
    told = () if old is None or new is None else tuple(difference(old.case, new))
    return Change(now, at, files, told or tuple(_in_files(files)), new is not None)


def difference(before: Case, after: Case) -> Iterator[str]:
    """What is another in a case, by name: entries, then statements, then the rest of what it is made of."""
    yield from _told("", objects_told(before), objects_told(after))
    statements = [{s.id: s.version for s in case.statements.values()} for case in (before, after)]
    yield from _told("statement ", *statements)
    for section in _THINGS:
        one, two = dict(getattr(before, section, {})), dict(getattr(after, section, {}))
        yield from _told(f"{section}: ", one, two)


def _told(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for words, names in (
        ("Changed", [name for name in after if name in before and before[name] != after[name]]),
        ("New", [name for name in after if name not in before]),
        ("Gone", [name for name in before if name not in after]),
    ):
        if names:
            more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
            yield f"{words}: {kind}{', '.join(names[:MOST])}{more}."


def _in_files(files: tuple[str, ...]) -> Iterator[str]:
    for name in files[:MOST]:
        coder = _CODER.fullmatch(name)
        yield f"Changed: statements by {coder[1]}." if coder else f"Changed: {name}."
    if len(files) > MOST:
        yield f"Changed: {len(files) - MOST} more files."


def _by_name(marks: Marks | None) -> Iterator[tuple[str, tuple[int, int]]]:
    return ((name, (time, size)) for name, time, size in marks or ())
