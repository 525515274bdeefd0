"""The nodes of a formula, as written and as bound.

A formula exists in two forms. The *written* form is what the text says: comparisons (``ceasefire != none``) and
bare names, each with the column where it stands. The *bound* form is what the text means for one case: every
comparison has become "the outcome of this issue is among these", every bare name "this option is taken". The
connectives are shared by both forms: a `Not` over written nodes is written, over bound nodes bound.

All nodes are frozen and hashable. Columns count characters from 1 and take no part in comparisons, so that two texts
that differ in spacing only have equal written forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "Among",
    "And",
    "Comparison",
    "Constant",
    "Formula",
    "Iff",
    "Implies",
    "Name",
    "Not",
    "Operator",
    "Or",
    "Taken",
    "Written",
]

Operator = Literal["=", "!=", "in", "not in", "<", "<=", ">", ">="]


class Written:
    """A formula as it is written: names are words, not yet looked up."""

    __slots__ = ()


class Formula:
    """A formula whose names are bound to the issues and options of a case."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Comparison(Written):
    """``issue op outcome``, or ``issue in {outcome, ...}``, as written."""

    issue: str
    op: Operator
    outcomes: tuple[str, ...]
    column: int = field(default=1, compare=False)
    outcome_columns: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Name(Written):
    """A bare name, as written."""

    name: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Among(Formula):
    """The outcome of ``issue`` is one of ``outcomes`` (in the order of the issue; none of them: never true)."""

    issue: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken(Formula):
    """The option is taken."""

    option: str


@dataclass(frozen=True, slots=True)
class Not(Written, Formula):
    """True where ``arg`` is false."""

    arg: Any


@dataclass(frozen=True, slots=True)
class And(Written, Formula):
    """True where all ``args`` are; over no args: true."""

    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Or(Written, Formula):
    """True where at least one of ``args`` is; over no args: false."""

    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Implies(Written, Formula):
    """False only where ``left`` is true and ``right`` false."""

    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Iff(Written, Formula):
    """True where ``left`` and ``right`` agree."""

    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Constant(Written, Formula):
    """``true`` or ``false``."""

    value: bool
