"""One party's sweep by improving moves: each state gets the least label among itself and what improves on it.

On a line, with the strategies sorted by the party's rank, the least label among the strictly better cells is a suffix
minimum, read at the first place whose rank is strictly above the cell's own (cells of equal rank are skipped together).
With irreversible options the reachable part of the line depends on how those options are set, so each setting has a
sorting of its own over what is reachable from it. Sorting is done once; sweeping is two gathers and a suffix minimum.

The places are kept per block of lines. Nobody ever reads the first place of a sorted line, since something precedes
whatever is strictly above a cell: so that place is made +inf, and cells that nothing improves on, and infeasible
ones, read there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.array.levels import Labels, above_all
from commonground.conflict.array.lines import Lines
from commonground.conflict.array.one_way import Ways
from commonground.conflict.array.pairs import halves

__all__ = ["Improvements", "Sorting", "first_above", "sorted_lines", "suffix_minimum"]

Places = NDArray[np.unsignedinteger]


@dataclass(frozen=True)
class Sorting:
    """For the cells with one setting of the irreversible options: ``readers`` read among the sorted ``reached``.

    ``order``, per block: the cell at each place, worst first. ``read``, per block: the place each reader reads.
    """

    reached: NDArray[np.intp]
    readers: NDArray[np.intp]
    order: Places
    read: Places


@dataclass(frozen=True)
class Improvements:
    """A party's lines, sorted by its ranks."""

    lines: Lines
    sortings: tuple[Sorting, ...]

    def lowered(self, pairs: Labels, block: int, columns: NDArray[np.intp] | None) -> Labels:
        """Labels of some lines as (strategy, line) after the sweep."""
        after = pairs.copy()
        for sorting in self.sortings:
            order, read = sorting.order[block], sorting.read[block]
            if columns is not None:
                order, read = (_narrowed(places, columns) for places in (order, read))
            labels = pairs.take(order)
            least = halves(labels)
            suffix_minimum(least)
            least[0] = above_all(least.dtype)
            found = halves(labels.take(read))
            if len(sorting.readers) == len(after):
                np.minimum(halves(after), found, out=halves(after))
            else:
                after[sorting.readers] = np.minimum(halves(after)[sorting.readers], found).view(after.dtype)
        return after


def sorted_lines(lines: Lines, ranks: Labels, ways: Ways) -> Improvements:
    """Sort a party's lines by its ranks, 0 being infeasible; ``ways`` as in `one_way`."""
    settings = [each for each in _settings(lines.length, ways) if len(each[0]) > 1]
    kind = np.dtype(np.uint16) if lines.length * lines.width <= 1 << 16 else np.dtype(np.uint32)
    sortings = []
    for reached, readers in settings:
        order = np.empty((lines.blocks, len(reached), lines.width), dtype=kind)
        read = np.empty((lines.blocks, len(readers), lines.width), dtype=kind)
        for number in range(lines.blocks):
            block = lines.block(ranks, number)
            order[number], read[number] = _sorted(block, reached, readers)
        sortings.append(Sorting(reached, readers, order, read))
    return Improvements(lines, tuple(sortings))


def _settings(length: int, ways: Ways) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """For each setting of the irreversible options: the strategies its moves reach, and those that are set so."""
    strategies = np.arange(length)
    bits = [(strategies >> bit & 1, way) for bit, way in enumerate(reversed(ways)) if way != "both ways"]
    for setting in product((0, 1), repeat=len(bits)):
        reached = np.ones(length, dtype=np.bool_)
        readers = np.ones(length, dtype=np.bool_)
        for now, (bit, way) in zip(setting, bits, strict=True):
            readers &= bit == now
            if now == (way == "once taken"):  # this option can no longer change
                reached &= bit == now
        yield np.flatnonzero(reached), np.flatnonzero(readers)


def _sorted(
    ranks: Labels, reached: NDArray[np.intp], readers: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The cell at each place of the sorted lines, and the place that each reader reads."""
    length, width = ranks.shape
    bits = length.bit_length() - 1
    kind = np.dtype(np.uint32 if ranks.dtype.itemsize == 2 and bits <= 16 else np.uint64)
    keys: Labels = ranks[reached].astype(kind)
    keys <<= bits  # rank first, then strategy, in one number
    keys |= reached.astype(kind)[:, None]
    keys = np.ascontiguousarray(np.sort(keys.T, axis=1).T)
    columns = np.arange(width)
    order = (keys & (length - 1)).astype(np.intp) * width + columns
    above = first_above(keys >> bits) * width + columns
    places = np.empty(length * width, dtype=np.intp)
    places[order] = above
    return order, places.reshape(length, width)[readers]


def first_above(ranks: Labels) -> NDArray[np.intp]:
    """For each place of lines sorted upwards along axis 0, the first of strictly higher rank; 0 if none or no state.

    >>> first_above(np.array([[0], [2], [2], [5]])).ravel().tolist()
    [0, 3, 3, 0]
    """
    none = len(ranks)
    found = np.full(ranks.shape, none, dtype=np.uint32)
    rises = ranks[:-1] < ranks[1:]
    found[:-1] = np.where(rises, np.arange(1, none, dtype=np.uint32)[:, None], np.uint32(none))
    suffix_minimum(found)
    found[(found == none) | (ranks == 0)] = 0
    return found.astype(np.intp)


def suffix_minimum(values: Labels) -> None:
    """In place along axis 0, whose length is a power of two: each the least of itself and all that follow.

    By runs of about the root of the length, so that few long operations do it.
    """
    length = len(values)
    run = 1 << (length.bit_length() - 1) // 2
    runs = values.reshape(length // run, run, -1)
    for place in range(run - 2, -1, -1):
        np.minimum(runs[:, place], runs[:, place + 1], out=runs[:, place])
    heads = runs[:, 0]
    for place in range(len(heads) - 2, -1, -1):
        np.minimum(heads[place], heads[place + 1], out=heads[place])
    np.minimum(runs[:-1, 1:], heads[1:, None], out=runs[:-1, 1:])


def _narrowed(places: Places, columns: NDArray[np.intp]) -> NDArray[np.intp]:
    """Places in a block, as places in the part of it that has these columns."""
    width = places.shape[1]
    found: NDArray[np.intp] = places[:, columns] // width * len(columns) + np.arange(len(columns))
    return found
