"""The lines of an array along one axis, and blocks of them that fit in a processor's cache.

A *line* holds all strategies of one party with everybody else's fixed. With ``inner`` cells between two neighbours on a
line, the cell of strategy ``a`` on line ``l`` is ``(l // inner * length + a) * inner + l % inner``. A *block* is a row
of lines beside one another as an array (strategy, line), wherever they lie in memory. All numbers are powers of two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.model.option_form import OptionForm

__all__ = ["BLOCK_CELLS", "Cells", "Lines", "lines_of"]

BLOCK_CELLS = 1 << 16  # so that a place within a block is 16 bits

Cells = NDArray[np.intp]
Array = NDArray[Any]


@dataclass(frozen=True)
class Lines:
    """Lines of ``length`` cells, ``inner`` apart, in a flat array of ``size``; blocks of about ``block_cells``."""

    size: int
    length: int
    inner: int
    block_cells: int

    @cached_property
    def count(self) -> int:
        """How many lines there are."""
        return self.size // self.length

    @cached_property
    def width(self) -> int:
        """How many lines make a block."""
        return min(self.count, max(1, self.block_cells // self.length))

    @cached_property
    def blocks(self) -> int:
        """How many blocks there are."""
        return self.count // self.width

    def block(self, flat: Array, number: int) -> Array:
        """One block as (strategy, line); to be read only."""
        return np.ascontiguousarray(self._view(flat, number)).reshape(self.length, self.width)

    def put(self, flat: Array, number: int, values: Array) -> None:
        """Write a block back."""
        view = self._view(flat, number)
        view[...] = values.reshape(view.shape)

    def cells(self, lines: Cells) -> Cells:
        """The cells of some lines as (strategy, line)."""
        strategies = np.arange(self.length)
        return self.cell(strategies[:, None], lines)

    def cell(self, strategy: Cells, line: Cells) -> Cells:
        """The cell of a strategy on a line."""
        slab = line >> self._step << self._step
        found: Cells = slab * self.length + (strategy << self._step) + (line - slab)
        return found

    def through(self, cells: Cells) -> Cells:
        """The line that goes through each cell."""
        slab = cells >> self._step + self._bits << self._step
        found: Cells = slab + (cells & self.inner - 1)
        return found

    @cached_property
    def _step(self) -> int:
        return self.inner.bit_length() - 1

    @cached_property
    def _bits(self) -> int:
        return self.length.bit_length() - 1

    def _view(self, flat: Array, number: int) -> Array:
        slabs = flat.reshape(-1, self.length, self.inner)
        if self.width <= self.inner:
            slab, start = divmod(number * self.width, self.inner)
            return slabs[slab, :, start : start + self.width]
        several = self.width // self.inner
        return slabs[number * several : (number + 1) * several].transpose(1, 0, 2)


def lines_of(form: OptionForm, party: int) -> Lines:
    """The lines along a party's axis."""
    inner = 1
    for length in form.shape[party + 1 :]:
        inner *= length
    return Lines(form.size, form.shape[party], inner, BLOCK_CELLS)
