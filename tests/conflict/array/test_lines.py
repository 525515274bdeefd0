"""Lines, cells and blocks name the same places."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.array.lines import Lines


@pytest.mark.parametrize("block_cells", [1, 8, 32, 1 << 16])
@pytest.mark.parametrize(("length", "inner"), [(4, 1), (4, 2), (4, 16), (1, 4), (64, 1), (16, 4)])
def test_blocks_cover_every_cell_once_and_agree_with_cells(length: int, inner: int, block_cells: int) -> None:
    lines = Lines(64, length, inner, block_cells)
    flat = np.arange(64)
    seen = []
    for number in range(lines.blocks):
        block = lines.block(flat, number)
        here = np.arange(lines.width) + number * lines.width
        assert np.array_equal(block, lines.cells(here))
        assert np.array_equal(lines.through(block), np.broadcast_to(here, block.shape))
        seen += block.ravel().tolist()
    assert sorted(seen) == flat.tolist()


def test_a_line_runs_along_its_axis() -> None:
    values = np.arange(64).reshape(2, 8, 4)
    lines = Lines(64, 8, 4, 16)
    assert np.array_equal(lines.cells(np.array([1, 6])), np.stack([values[0, :, 1], values[1, :, 2]], axis=1))


def test_what_is_put_is_read_back() -> None:
    flat = np.zeros(64, dtype=np.int64)
    lines = Lines(64, 4, 2, 16)
    for number in range(lines.blocks):
        lines.put(flat, number, lines.cells(np.arange(lines.width) + number * lines.width))
    assert np.array_equal(flat, np.arange(64))
