"""Commonground: from the record of real talks to what can be agreed, what blocks the rest, and what it rests on.

>>> import commonground as cg
>>> case = cg.load("istanbul-2025")
>>> report = cg.agreement(case)
>>> report.targets["full ceasefire"].zone
'excluded'
"""

from commonground._version import __version__
from commonground.agreement import agreement
from commonground.brief import brief
from commonground.case import check, edit, load, new
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
]
