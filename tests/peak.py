"""The most memory that this process has used.

What Linux says in ``ru_maxrss`` includes what the process that began it used before, so a small process begun by a
large one would look large.
"""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

__all__ = ["most_memory"]


def most_memory() -> int:
    """Bytes."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
