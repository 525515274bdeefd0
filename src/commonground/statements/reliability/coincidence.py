"""Krippendorff's alpha for nominal data, from values that coders gave to the same units.

Krippendorff, *Content Analysis* (2004, chapter 11), *Computing Krippendorff's Alpha-Reliability* (2011), in his
letters: a unit u to which m_u >= 2 coders gave a value puts each ordered pair of its values into the *coincidence
matrix* with weight 1/(m_u - 1), so that every value counts once. With o_ck the coincidences of values c and k, n_c
their sums, n the sum of all,

    alpha = 1 - D_o / D_e,   D_o = sum over c != k of o_ck,   D_e = sum over c != k of n_c n_k / (n - 1).

1 is perfect agreement; 0 is what values drawn from the same pot would show; below 0, coders differ more than that.
A unit with a single value is not pairable and does not count; a missing value is just not there. Where only one value
was ever used D_e is 0: alpha is then not defined, for agreement by rule and by habit look alike.

The interval is a percentile bootstrap over units (Efron and Tibshirani, 1993): units are drawn anew with replacement,
all values of a unit together. Draws without any variation have no alpha and are counted.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["DRAWS", "FEWEST", "Alpha", "Interval", "alpha_nominal", "alphas_of", "interval_of"]

DRAWS = 2_000
FEWEST = 10  # units below which the draws say little
_AT_ONCE = 4_000_000  # numbers held for some draws at once
NO_PAIRS = "no unit has values of two coders"
NO_VARIATION = "only one value was used, so that agreement cannot be told from habit"

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile bootstrap interval. ``undefined`` of the ``draws`` had no variation and so no alpha."""

    low: float
    high: float
    level: float
    draws: int
    undefined: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """An alpha, or why there is none. ``pairable``: values (or words) that could be held against another coder's."""

    value: float | None
    interval: Interval | None
    units: int  # with values of at least two coders
    pairable: float
    observed: float  # D_o
    expected: float  # D_e
    why_not: str | None = None

    def to_dict(self) -> dict[str, Any]:
        simple = {
            name: getattr(self, name) for name in ("value", "units", "pairable", "observed", "expected", "why_not")
        }
        return simple | {"interval": None if self.interval is None else self.interval.to_dict()}


def alpha_nominal(
    units: Sequence[Mapping[str, Hashable | None]], *, seed: int = 0, draws: int = DRAWS, level: float = 0.95
) -> Alpha:
    """Alpha of values given to units.

    Parameters
    ----------
    units
        For each unit the value that each coder gave; None, or no entry, where a coder gave none.
    seed, draws, level
        Of the bootstrap; no draws, no interval.

    Examples
    --------
    >>> one = [{"ann": "demand", "ben": "demand"}, {"ann": "claim", "ben": "claim"}]
    >>> alpha_nominal(one).value
    1.0
    """
    given = [[value for value in unit.values() if value is not None] for unit in units]
    given = [values for values in given if len(values) > 1]
    place = {value: n for n, value in enumerate(dict.fromkeys(value for values in given for value in values))}
    counts = np.zeros((len(given), len(place)))
    for row, values in enumerate(given):
        for value in values:
            counts[row, place[value]] += 1
    m = counts.sum(axis=1)
    differing = (m * m - (counts * counts).sum(axis=1)) / np.maximum(m - 1, 1)
    return alphas_of(counts, differing, m, seed=seed, draws=draws, level=level)


def alphas_of(counts: Array, differing: Array, own: Array, *, seed: int, draws: int, level: float) -> Alpha:
    """Alpha of parts that are independent of one another: units, or stretches of a text.

    ``counts`` has a row a part and a column a value, ``differing`` each part's share of D_o, ``own`` what of it could
    only be paired with itself (for a unit the number of its values, for they are pairs of one each).
    """
    ones = np.ones((1, len(counts)))
    observed, expected = (float(each[0]) for each in _disagreements(ones, counts, differing, own))
    value, why_not = None, None
    if not counts.size:
        why_not = NO_PAIRS
    elif expected <= 0:
        why_not = NO_VARIATION
    else:
        value = 1 - observed / expected
    return Alpha(
        value=value,
        interval=None if value is None else interval_of(counts, differing, own, seed=seed, draws=draws, level=level),
        units=len(counts),
        pairable=float(counts.sum()),
        observed=observed,
        expected=max(expected, 0.0),
        why_not=why_not,
    )


def interval_of(counts: Array, differing: Array, own: Array, *, seed: int, draws: int, level: float) -> Interval | None:
    """The bootstrap interval; None for fewer than ten parts, or where hardly any draw has an alpha."""
    parts = len(counts)
    if parts < FEWEST or draws < 1:
        return None
    random = np.random.default_rng(seed)
    found: list[Array] = []
    step = max(1, _AT_ONCE // parts)
    for start in range(0, draws, step):
        weights = random.multinomial(parts, np.full(parts, 1 / parts), size=min(step, draws - start)).astype(float)
        observed, expected = _disagreements(weights, counts, differing, own)
        sound = expected > 0
        found.append(1 - observed[sound] / expected[sound])
    values = np.concatenate(found)
    if len(values) < max(draws / 2, 1):
        return None
    low, high = (float(edge) for edge in np.quantile(values, [(1 - level) / 2, (1 + level) / 2]))
    return Interval(low, high, level, draws, draws - len(values), seed)


def _disagreements(weights: Array, counts: Array, differing: Array, own: Array) -> tuple[Array, Array]:
    """D_o and D_e for each row of weights on the parts."""
    if not counts.size:
        return np.zeros(len(weights)), np.zeros(len(weights))
    sums = weights @ counts
    n = sums.sum(axis=1)
    paired = n * n - weights @ own  # ordered pairs that are not of one thing with itself
    across = n * n - (sums * sums).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(paired > 0, n * across / paired, 0.0)
    return weights @ differing, expected
