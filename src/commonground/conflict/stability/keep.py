"""Keep the sets of a large analysis in a file: one bit a state, in NumPy's own format.

``CONCEPT/PARTY`` holds where a party is stable and ``CONCEPT/equilibria`` where all are, packed eight states to a byte;
``states`` how many cells the model has, ``options`` the ids in file order. To read a set again::

    kept = numpy.load("stability.npz")
    stable = numpy.unpackbits(kept["seq/russia"], count=int(kept["states"]))
    # stable[245] is the state whose Y and N, read as a binary number, are 245
"""

from __future__ import annotations

from io import BytesIO
from os import PathLike
from pathlib import Path

import numpy as np

from commonground.conflict.stability.results import StabilityReport
from commonground.store import write_atomic

__all__ = ["keep_states"]


def keep_states(report: StabilityReport, to: str | PathLike[str]) -> Path:
    """Write the sets of a report to ``to``, whole or not at all; the path."""
    path = Path(to)
    sets: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {
        "states": np.array(report.model.size),
        "options": np.array(report.options, dtype=np.str_),
    }
    for concept, masks in report.masks.items():
        for party, mask in zip(report.parties, masks, strict=True):
            sets[f"{concept}/{party}"] = mask
        sets[f"{concept}/equilibria"] = np.bitwise_and.reduce(masks)
    written = BytesIO()
    np.savez_compressed(written, **sets)  # type: ignore[arg-type]
    write_atomic(path, written.getvalue())
    return path
