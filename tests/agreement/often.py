"""How many random cases the literal twins look at: a few hundred each time, thousands when asked for.

COMMONGROUND_TIMES=8 python -m pytest tests/agreement
"""

from __future__ import annotations

import os

__all__ = ["often"]


def often(count: int) -> int:
    """``count``, times what the environment variable COMMONGROUND_TIMES says."""
    return count * max(1, int(os.environ.get("COMMONGROUND_TIMES", "1")))
