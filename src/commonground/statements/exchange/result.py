"""What an export wrote and an import read, and what was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commonground.errors import Problem
from commonground.statements.schema import Statement

__all__ = ["Exported", "Imported"]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file written: how many of the statements it holds, and in sentences what of them it does not."""

    path: Path
    format: str
    written: int
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """Statements read and accepted; why others were not (``problems``); what of the file no statement can hold."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()
