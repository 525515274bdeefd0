"""Two labels of every state side by side in one number of twice the width, so that one gather moves both."""

from __future__ import annotations

from typing import Any

import numpy as np

from commonground.conflict.array.levels import Labels

__all__ = ["apart", "halves", "together"]


def together(first: Labels, second: Labels) -> Labels:
    """Flat array of pairs of two arrays of the same type."""
    pairs = np.empty((first.size, 2), dtype=first.dtype)
    pairs[:, 0] = first.reshape(-1)
    pairs[:, 1] = second.reshape(-1)
    return pairs.view(_wide(first.dtype)).reshape(-1)


def apart(pairs: Labels) -> tuple[Labels, Labels]:
    """The two arrays again, as views."""
    split = halves(pairs).reshape(-1, 2)
    return split[:, 0], split[:, 1]


def halves(pairs: Labels) -> Labels:
    """The numbers of the pairs, two for each along the last axis; the same memory."""
    return pairs.view(np.dtype(f"u{pairs.dtype.itemsize // 2}"))


def _wide(kind: np.dtype[Any]) -> np.dtype[Any]:
    return np.dtype(f"u{2 * kind.itemsize}")
