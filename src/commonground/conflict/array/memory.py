"""How much memory a model takes, how much there is, and a refusal in one sentence where it does not fit."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from commonground.conflict.array.levels import label_type
from commonground.conflict.array.lines import BLOCK_CELLS
from commonground.conflict.array.one_way import ways_of
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError

__all__ = ["available_memory", "bytes_needed", "refuse_too_large", "too_large"]

BESIDES = 32 << 20  # what does not grow with the model


def bytes_needed(form: OptionForm) -> int:
    """Bytes used at most beside the model itself while all concepts are answered; nearly proportional to its size.

    Per cell: seven times a label (two labels, packed, the sweep's temporaries), the places of each party's sorted
    lines, a byte for marks, and the answers at one bit each.
    """
    kind = label_type(form)
    cells = 7 * kind.itemsize + 2 + 5 * len(form.parties) / 8
    for party, own in enumerate(form.options):
        stuck = sum(way != "both ways" for way in ways_of(form, party))
        place = 2 if 1 << len(own) <= BLOCK_CELLS else 4
        cells += place * (1.5**stuck + 1)
    return int(form.size * cells) + BESIDES


def refuse_too_large(form: OptionForm, limit: int | None = None) -> None:
    """Raise `UsageError` when the analysis would need more than ``limit`` bytes, or than the system says is free.

    Where the system does not say, nothing is refused.
    """
    needed = bytes_needed(form)
    if limit is None and needed < 2 * BESIDES:
        return  # small: not worth asking the system
    there = available_memory() if limit is None else limit
    if there is None or needed <= there:
        return
    raise too_large(form.width, "the analysis", needed, there, free=limit is None)


def too_large(width: int, taker: str, needed: int, there: int, *, free: bool) -> UsageError:
    """The refusal, in one sentence: how many states there are, what they take, and what there is."""
    what = (
        f"The {width} options make {1 << width:,} states, for which {taker} needs about {_size(needed)}; "
        f"{'free now' if free else 'allowed'}: {_size(there)}."
    )
    expected = "fewer options (each one less halves it), or more memory allowed by name"
    return UsageError(Problem(what, expected=expected, code="model-too-large"))


def available_memory() -> int | None:
    """Bytes that a program can still take without swapping, as far as the system says; None where it does not."""
    said = [each for each in (_of_linux(), _of_container(), _of_unix()) if each is not None]
    return min(said, default=None)


def _of_linux() -> int | None:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) << 10
    return None


def _of_container() -> int | None:
    limit, used = (_lines(f"/sys/fs/cgroup/memory.{name}") for name in ("max", "current"))
    if limit and used and limit[0].isdigit() and used[0].isdigit():
        return max(0, int(limit[0]) - int(used[0]))
    return None


def _of_unix() -> int | None:
    """All memory there is, where what is free is not said."""
    if sys.platform == "win32":
        return None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="ascii").splitlines()
    except OSError:
        return []


def _size(count: int) -> str:
    return f"{count / (1 << 30):.1f} GiB" if count >= 1 << 30 else f"{max(1, count >> 20):,} MiB"
