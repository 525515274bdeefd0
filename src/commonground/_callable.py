"""Let a room be called: ``commonground.agreement(case)`` while ``commonground.agreement.zones.zone`` stays a module.

The main question of a room has the room's own name. Python binds a package to its parent under that same name as soon
as it is imported, so a function of that name would come and go with the order of imports. A module may have a class of
its own, and this one's answers calls.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

__all__ = ["answers_calls"]


def answers_calls(module: str, function: Callable[..., Any]) -> None:
    """Make calling the module named ``module`` call ``function``."""
    room = type("Room", (ModuleType,), {"__call__": staticmethod(function), "__doc__": function.__doc__})
    sys.modules[module].__class__ = room
