"""A form sent twice, by two quick clicks or after going back, keeps one statement and not two of the same."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.statements import Statement
from commonground.workbench.coding.labels import FIELDS

__all__ = ["kept_already"]

_SAME = (*FIELDS, "document", "anchor", "proposer", "reviewer", "status", "blind")


def kept_already(statements: Iterable[Statement], made: Statement) -> Statement | None:
    """What the same person has kept already on the same words, saying the same; None where it is new."""
    return next((s for s in statements if all(getattr(s, name) == getattr(made, name) for name in _SAME)), None)
