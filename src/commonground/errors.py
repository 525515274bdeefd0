"""One tree of errors, each saying what, where, what was read and what would be right.

    CommongroundError
    ├── FormulaError      a formula cannot be read, or names something unknown
    ├── CaseError         a case folder, layer or statement file cannot be read as one
    ├── RecordError       a text of the record cannot be read, or an anchor is not in it
    ├── StoreError        a file cannot be written safely
    │   ├── LockedError       another writer holds the folder
    │   └── NewerVersionError the file changed since it was read
    └── UsageError        a call that makes no sense: an unknown round, party, case or target

A user's mistake is always one of these and never a bare traceback::

    try:
        case = commonground.load("my-talks")
    except commonground.CommongroundError as error:
        for problem in error.problems:
            print(problem.where, problem.what)

Several problems can be raised at once: a case file with five mistakes reports five, not the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, Literal

__all__ = [
    "CaseError",
    "CommongroundError",
    "FormulaError",
    "LockedError",
    "NewerVersionError",
    "Problem",
    "RecordError",
    "StoreError",
    "UsageError",
    "Where",
    "nearest_word",
    "shortened",
]

Severity = Literal["error", "warning"]

MOST_COMPARED = 5_000  # names a misspelt word is compared with; each comparison takes some microseconds


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the user's material: file, line and column from 1, and the field's path."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = self.file or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
            if self.column is not None:
                place += f":{self.column}"
        return ", ".join(part for part in (place, self.field) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, in the words of somebody who would like to put it right.

    ``code`` is a short stable name (``unknown-issue``) that documentation and tests refer to.
    """

    what: str
    where: Where = field(default_factory=Where)
    read: str | None = None
    expected: str | None = None
    nearest: str | None = None
    code: str = "error"
    severity: Severity = "error"

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if str(self.where) else self.what
        if self.read is not None:
            text += f" Read: {shortened(self.read)}."
        if self.expected is not None:
            text += f" Expected: {self.expected}."
        if self.nearest is not None:
            text += f" Did you mean “{self.nearest}”?"
        return text

    def at(self, where: Where) -> Problem:
        """The same problem seen from a wider place (a formula's character inside a file)."""
        return replace(self, where=where)

    def to_dict(self) -> dict[str, Any]:
        return {
            "severity": self.severity,
            "code": self.code,
            "what": self.what,
            "file": self.where.file,
            "line": self.where.line,
            "column": self.where.column,
            "field": self.where.field,
            "read": self.read,
            "expected": self.expected,
            "nearest": self.nearest,
        }


class CommongroundError(Exception):
    """Base of every error that a user of Commonground can cause or meet."""

    def __init__(self, problems: Problem | str | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FormulaError(CommongroundError):
    """A formula cannot be read, or names an issue, outcome or option that does not exist."""


class CaseError(CommongroundError):
    """A case folder, one of its layers, or a statement file cannot be read as one."""


class RecordError(CommongroundError):
    """A text of the record cannot be read, or an anchor does not occur in it."""


class StoreError(CommongroundError):
    """A file cannot be written safely; what was there before is still there."""


class LockedError(StoreError):
    """Another program or person is writing to the same folder."""


class NewerVersionError(StoreError):
    """The file on disk changed since it was read; writing would lose that change."""


class UsageError(CommongroundError):
    """A call that makes no sense as it stands: an unknown round, party, case or target."""


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, or None when nothing is near enough to suggest.

    >>> nearest_word("ceasfire", ["ceasefire", "prisoners"])
    'ceasefire'
    """
    candidates: Sequence[str] = [name for name in islice(known, MOST_COMPARED) if isinstance(name, str)]
    folded = {name.casefold(): name for name in candidates}
    match = get_close_matches(word[:80].casefold(), list(folded), n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def shortened(text: str, limit: int = 120) -> str:
    """``text`` on one line and at most ``limit`` characters, for showing what was read."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
