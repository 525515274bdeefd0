"""Precision, recall and F1 of what was marked, and how sure a difference of two F1 is.

Of the things that belong to a class (the *support*) some are marked, the *hits*. With m things marked in all,
precision is hits / m, recall is hits / support and F1 = 2 hits / (m + support), which is 0 where nothing is hit. Where
nothing is marked there is no precision.

The interval of a difference is the middle 95% of the differences in samples drawn with replacement (the percentile
bootstrap of Efron, 1979). Drawn are *groups*: speeches and not clauses, since the clauses of one speech are alike. What
was trained is not trained again for each sample, so the interval tells the luck of the sample and not that of training.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLES = 2_000
SEED = 2016


@dataclass(frozen=True, slots=True)
class Score:
    hits: int
    marked: int
    support: int

    @property
    def precision(self) -> float | None:
        return self.hits / self.marked if self.marked else None

    @property
    def recall(self) -> float:
        return self.hits / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        both = self.marked + self.support
        return 2 * self.hits / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Marks:
    """One class: what belongs to it, and what two ways of marking gave to it, one entry a thing."""

    gold: tuple[bool, ...]
    first: tuple[bool, ...]
    second: tuple[bool, ...]

    @property
    def scores(self) -> tuple[Score, Score]:
        return score(self.gold, self.first), score(self.gold, self.second)


def score(gold: Sequence[bool], marked: Sequence[bool]) -> Score:
    """
    >>> found = score([True, True, False], [True, False, False])
    >>> found.precision, found.recall, round(found.f1, 2)
    (1.0, 0.5, 0.67)
    """
    return Score(sum(g and m for g, m in zip(gold, marked, strict=True)), sum(marked), sum(gold))


def overall(gold: Sequence[bool], marked: Sequence[bool]) -> tuple[float, float]:
    """The mean of the F1 of those that belong and the F1 of those that do not, and the share that is right."""
    apart = score([not g for g in gold], [not m for m in marked])
    right = sum(g == m for g, m in zip(gold, marked, strict=True))
    return (score(gold, marked).f1 + apart.f1) / 2, right / len(gold)


def mean_f1(scores: Sequence[Score]) -> float:
    return sum(each.f1 for each in scores) / len(scores)


def difference(
    classes: Sequence[Marks], groups: Sequence[Hashable], samples: int = SAMPLES, seed: int = SEED
) -> tuple[float, float]:
    """The 95% interval of the first mean F1 less the second, over these classes."""
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    place = np.array([numbers[group] for group in groups])
    count = len(numbers)
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=samples)
    found = np.zeros(samples)
    for each in classes:
        gold = np.array(each.gold)
        found += _f1(gold, np.array(each.first), place, drawn) - _f1(gold, np.array(each.second), place, drawn)
    low, high = np.percentile(found / len(classes), [2.5, 97.5])
    return float(low), float(high)


def _f1(
    gold: NDArray[np.bool_], marked: NDArray[np.bool_], place: NDArray[np.intp], drawn: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The F1 in each sample, from how often each group was drawn."""
    groups = drawn.shape[1]
    hits = drawn @ np.bincount(place, gold & marked, groups)
    both = drawn @ (np.bincount(place, gold, groups) + np.bincount(place, marked, groups))
    return np.asarray(2 * hits / np.maximum(both, 1))
