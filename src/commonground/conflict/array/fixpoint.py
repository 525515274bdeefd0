"""Sweep party after party until nothing changes, and only lines in which something changed since their last sweep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from commonground.conflict.array.levels import Labels, Mask
from commonground.conflict.array.lines import Cells, Lines
from commonground.conflict.array.one_way import reduced

__all__ = ["Sweep", "Tell", "lower_until_still"]

FEW = 64  # up to one changed cell in so many, cells are named one by one
Tell = Callable[[float], None]  # told the share of lines that are up to date


class Sweep(Protocol):
    """One party's way of lowering labels."""

    @property
    def lines(self) -> Lines: ...
    def lowered(self, pairs: Labels, block: int, columns: Cells | None) -> Labels: ...


def lower_until_still(pairs: Labels, sweeps: Sequence[Sweep], tell: Tell) -> None:
    """Lower a flat array of labels in place."""
    waiting = [_Waiting(sweep.lines) for sweep in sweeps]
    in_all = sum(sweep.lines.count for sweep in sweeps)
    while any(each.some for each in waiting):
        for sweep, own in zip(sweeps, waiting, strict=True):
            others = [other for other in waiting if other is not own]
            _sweep(pairs, sweep, own, others)
            tell(1 - sum(each.count for each in waiting) / in_all)


class _Waiting:
    """Which lines of a party wait for a sweep."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.all = True
        self._marked = np.zeros(lines.count, dtype=np.bool_)

    @property
    def some(self) -> bool:
        return self.all or bool(self._marked.any())

    @property
    def count(self) -> int:
        return self.lines.count if self.all else int(np.count_nonzero(self._marked))

    def mark(self, cells: Cells) -> None:
        """The lines through these cells wait from now on."""
        if not self.all:
            self._marked[self.lines.through(cells)] = True

    def mark_where(self, changed: Mask) -> None:
        """The same, with the cells as an array over all."""
        if not self.all:
            slabs = changed.reshape(-1, self.lines.length, self.lines.inner)
            self._marked |= reduced(slabs, 1, np.logical_or).reshape(-1)

    def taken(self) -> Mask:
        """What waits, as (block, line); after this, nothing does."""
        marked = np.ones_like(self._marked) if self.all else self._marked
        self.all, self._marked = False, np.zeros_like(self._marked)
        return marked.reshape(self.lines.blocks, self.lines.width)


def _sweep(pairs: Labels, sweep: Sweep, own: _Waiting, others: Sequence[_Waiting]) -> None:
    """Sweep the lines of one party that wait, and mark those of the others in which it changed something."""
    if not own.some:
        return
    lines, marked = sweep.lines, own.taken()
    many: Mask | None = None
    for block in np.flatnonzero(marked.any(axis=1)).tolist():
        waiting = np.flatnonzero(marked[block])
        if len(waiting) > lines.width // 2:
            changed = _sweep_block(pairs, sweep, block)
            columns = np.arange(lines.width)
        else:
            changed = _sweep_lines(pairs, sweep, block, waiting)
            columns = waiting
        count = np.count_nonzero(changed)
        if not count:
            continue
        if len(columns) < lines.width or count <= changed.size // FEW:
            strategy, column = np.nonzero(changed)
            cells = lines.cell(strategy, columns[column] + block * lines.width)
            for other in others:
                other.mark(cells)
        else:
            many = np.zeros(lines.size, dtype=np.bool_) if many is None else many
            lines.put(many, block, changed)
    if many is not None:
        for other in others:
            other.mark_where(many)


def _sweep_block(pairs: Labels, sweep: Sweep, block: int) -> Mask:
    before = sweep.lines.block(pairs, block)
    after = sweep.lowered(before, block, None)
    changed: Mask = after != before
    sweep.lines.put(pairs, block, after)
    return changed


def _sweep_lines(pairs: Labels, sweep: Sweep, block: int, columns: Cells) -> Mask:
    cells = sweep.lines.cells(columns + block * sweep.lines.width)
    before = pairs[cells]
    after = sweep.lowered(before, block, columns)
    changed: Mask = after != before
    pairs[cells] = after
    return changed
