"""A picture for a dark screen: the same drawing with each of its few colours put in the place of another.

Pictures are drawn on white, as they are printed. Where they are looked at on a dark ground, what was dark is light. The
colours keep their kind (what was red is red), and stand out from their ground by at least 4.5 to 1, as on white.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["DARK", "on_dark"]

DARK: Mapping[str, str] = {
    "white": "#14181b",
    "#1c2127": "#e6e8ea",
    "#5a6470": "#a4aeb8",
    "#f3f4f1": "#20262b",
    "#d6d9dc": "#414a52",
    "#1d6b3a": "#6fca90",
    "#8a5a00": "#e0b252",
    "#9a2b2b": "#f09a94",
    "#1a5a96": "#8dbdf0",
    "#9a4a00": "#eda869",
    "#6b3fa0": "#c4a3ee",
}
_COLOUR = re.compile(r'\b(fill|stroke)="([^"]*)"')


def on_dark(svg: str) -> str:
    """``svg`` with its colours exchanged; one that is not known stays.

    >>> on_dark('<path fill="white" stroke="#1c2127"/>')
    '<path fill="#14181b" stroke="#e6e8ea"/>'
    """
    return _COLOUR.sub(lambda found: f'{found[1]}="{DARK.get(found[2], found[2])}"', svg)
