"""Import a name when it is first used: a package offers many names, of which most callers need few.

A package says in which of its modules each name lives, and Python asks the package's own ``__getattr__`` for a name
that it does not have yet (PEP 562; Levkivskyi, 2017)::

    __getattr__ = late(__name__, {"order": "steps.order"})
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["late"]


def late(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """What finds a name of ``package`` in the module that ``homes`` gives for it, and keeps it there."""

    def found(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return found
