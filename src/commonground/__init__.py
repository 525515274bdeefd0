"""Commonground: from the record of real talks to what can be agreed, what blocks the rest, and what it rests on.

>>> import commonground as cg
>>> case = cg.load("istanbul-2025")
>>> report = cg.agreement(case)
>>> report.targets["full ceasefire"].zone
'excluded'

Every name below is imported when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from commonground._late import late
from commonground._version import __version__

if TYPE_CHECKING:
    from commonground.agreement import agreement
    from commonground.brief import brief
    from commonground.case import check, edit, load, new
    from commonground.case.proposing import propose
    from commonground.conflict.stability.analysis import stability
    from commonground.errors import (
        CaseError,
        CommongroundError,
        FormulaError,
        LockedError,
        NewerVersionError,
        Problem,
        RecordError,
        StoreError,
        UsageError,
        Where,
    )
    from commonground.record import read

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
    "__version__",
    "agreement",
    "brief",
    "check",
    "edit",
    "load",
    "new",
    "propose",
    "read",
    "stability",
]

_ROOMS = ("agreement", "brief")  # called by their own names; see commonground._callable
_HOMES = {name: "errors" for name in __all__ if name.endswith("Error")} | {
    "Problem": "errors",
    "Where": "errors",
    "check": "case",
    "edit": "case",
    "load": "case",
    "new": "case",
    "propose": "case.proposing",
    "read": "record",
    "stability": "conflict.stability.analysis",
}
_found = late(__name__, _HOMES)


def __getattr__(name: str) -> Any:
    return import_module(f"{__name__}.{name}") if name in _ROOMS else _found(name)


def __dir__() -> list[str]:
    return sorted(__all__)
