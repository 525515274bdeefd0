"""Krippendorff's alpha for unitising: did coders mark the same stretches of one text?

Definitions of u-alpha after Krippendorff, Mathet, Bouvry and Widlöcher, *On the reliability of unitizing textual
continua: further developments* (Quality & Quantity 50, 2016) and Krippendorff, *Content Analysis* (4th edition, 2019,
section 12.6), which take the place of those of the editions of 2004 and 2013. A *continuum* of length L is cut by
each of m coders into segments, each with a value; what a coder left unmarked is a *gap*, with a value of its own. With
l_ck the lengths over which one coder's segments of value c and another's of value k intersect, summed over ordered
pairs of coders and divided by m - 1, l_c. the sums, l.. = mL,

    alpha_u = 1 - D_o / D_e,   D_o = sum over c != k of l_ck,
    D_e = l.. (l..^2 - sum over c of l_c.^2) / (l..^2 - S),

where S is the sum, over all segments of all coders, of the squared length of a marked one and of the plain length of a
gap: a marked segment is one thing and cannot be paired with itself, a gap is matter of which no word is tied to the
next. The *binary* alpha takes every mark as the same value and so asks only where coders marked, not as what.

Ours are two things. Lengths are counted in words (runs of characters without white space; one counts as marked if any
character of it is), so that a full stop more or less is no disagreement. And where marks of one coder overlap, the
words in both have both values as one: a segment is a longest run of words in the very same marks, its value the set of
their values.

The interval draws anew, with replacement, *stretches* of the text between line ends that no mark of anybody crosses.
Cutting there changes none of the sums above, so the drawn alphas are those of texts put together from such stretches.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from commonground.statements.reliability.coincidence import DRAWS, Alpha, alphas_of

__all__ = ["Continuum", "Mark", "alpha_unitised", "continuum_of"]

Values = frozenset[str]
GAP: Values = frozenset()
_WORD = re.compile(r"\S+")
_ALL_MARKED: Values = frozenset({"marked"})


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch that a coder marked, from ``start`` up to ``end``, and the value it was given."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Continuum:
    """A text as so many words, what each coder marked in it, and the words before which a line ends."""

    length: int
    marks: Mapping[str, tuple[Mark, ...]]
    breaks: tuple[int, ...] = ()


def continuum_of(text: str, marks: Mapping[str, Iterable[Mark]]) -> Continuum:
    """The words of ``text`` with marks that were given in characters.

    >>> continuum_of("We say no. They said so.", {"ann": [Mark(0, 10, "reject")]}).marks["ann"]
    (Mark(start=0, end=3, value='reject'),)
    """
    words = [found.span() for found in _WORD.finditer(text)]
    starts, ends = [start for start, _ in words], [end for _, end in words]
    lines = [found.end() for found in re.finditer(r"\n", text)]
    told = {coder: _in_words(items, starts, ends) for coder, items in marks.items()}
    breaks = sorted({bisect_left(starts, line) for line in lines} - {0, len(words)})
    return Continuum(len(words), told, tuple(breaks))


def alpha_unitised(
    continua: Sequence[Continuum], *, binary: bool = False, seed: int = 0, draws: int = DRAWS, level: float = 0.95
) -> Alpha:
    """Alpha of the marks made in one or more texts; a text that only one coder read has nothing to say of it."""
    stretches = [part for continuum in continua if len(continuum.marks) > 1 for part in _stretches(continuum)]
    cut = [{coder: list(_segments(stretch, marks)) for coder, marks in stretch.marks.items()} for stretch in stretches]
    if binary:
        cut = [{c: [(a, b, v and _ALL_MARKED) for a, b, v in parts] for c, parts in each.items()} for each in cut]
    used = dict.fromkeys(value for each in cut for parts in each.values() for _, _, value in parts)
    place = {value: n for n, value in enumerate(used)}
    counts = np.zeros((len(cut), len(place)))
    differing, own = np.zeros(len(cut)), np.zeros(len(cut))
    for row, (stretch, coders) in enumerate(zip(stretches, cut, strict=True)):
        for start, end, value in (part for parts in coders.values() for part in parts):
            counts[row, place[value]] += end - start
            own[row] += (end - start) ** 2 if value else end - start
        differing[row] = _differing(stretch.length, list(coders.values()))
    return alphas_of(counts, differing, own, seed=seed, draws=draws, level=level)


Segment = tuple[int, int, Values]


def _segments(continuum: Continuum, marks: Sequence[Mark]) -> Iterator[Segment]:
    """One coder's segments and gaps: longest runs in the very same marks."""
    edges = sorted({0, continuum.length, *(edge for mark in marks for edge in (mark.start, mark.end))})
    waiting = sorted(marks, reverse=True)
    open_: list[Mark] = []
    gap_from: int | None = None
    for start, end in pairwise(edges):
        open_ = [mark for mark in open_ if mark.end > start]
        while waiting and waiting[-1].start <= start:
            open_.append(waiting.pop())
        if not open_:
            gap_from = start if gap_from is None else gap_from
            continue
        if gap_from is not None:
            yield gap_from, start, GAP
            gap_from = None
        yield start, end, frozenset(mark.value for mark in open_)
    if gap_from is not None:
        yield gap_from, continuum.length, GAP


def _differing(length: int, coders: Sequence[Sequence[Segment]]) -> float:
    """D_o of one stretch: words over which pairs of coders differ, each ordered pair with weight 1/(m - 1)."""
    edges = sorted({0, length, *(edge for parts in coders for start, end, _ in parts for edge in (start, end))})
    at = [0] * len(coders)
    total = 0.0
    for start, end in pairwise(edges):
        seen: dict[Values, int] = {}
        for n, parts in enumerate(coders):
            while parts[at[n]][1] <= start:
                at[n] += 1
            value = parts[at[n]][2]
            seen[value] = seen.get(value, 0) + 1
        m = len(coders)
        total += (end - start) * (m * m - sum(count * count for count in seen.values())) / (m - 1)
    return total


def _stretches(continuum: Continuum) -> Iterator[Continuum]:
    marks = sorted(mark for items in continuum.marks.values() for mark in items)
    cuts, n, reach = [0], 0, 0
    for place in continuum.breaks:
        while n < len(marks) and marks[n].start < place:
            reach = max(reach, marks[n].end)
            n += 1
        if reach <= place:
            cuts.append(place)
    if continuum.length:
        cuts.append(continuum.length)
    for start, end in pairwise(cuts):
        inside = {coder: tuple(_moved(items, start, end)) for coder, items in continuum.marks.items()}
        yield Continuum(end - start, inside)


def _moved(marks: Iterable[Mark], start: int, end: int) -> Iterator[Mark]:
    return (Mark(m.start - start, m.end - start, m.value) for m in marks if start <= m.start < end)


def _in_words(marks: Iterable[Mark], starts: Sequence[int], ends: Sequence[int]) -> tuple[Mark, ...]:
    told = (Mark(bisect_right(ends, m.start), bisect_left(starts, m.end), m.value) for m in marks)
    return tuple(sorted(mark for mark in told if mark.start < mark.end))
