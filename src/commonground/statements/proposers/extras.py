"""Libraries that only one proposer needs: imported when it is used, missed in one sentence that says what to type."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from commonground.errors import Problem, UsageError

__all__ = ["library"]


def library(module: str, extra: str) -> Any:
    """The module of an optional library, which the extra ``extra`` of this package installs."""
    try:
        return import_module(module)
    except ImportError as error:
        what = f"This proposer needs a library that is not installed here: {error.name or module}."
        expected = f"pip install 'commonground[{extra}]'"
        raise UsageError(Problem(what, expected=expected, code="missing-extra")) from None
