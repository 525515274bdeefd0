"""The definitions of alpha again, literally: every pair of values, and every pair of places of a text."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations, product

from commonground.statements.reliability import Continuum


def slow_alpha(units: Sequence[Mapping[str, Hashable | None]]) -> Fraction | None:
    """Nominal alpha by its coincidence matrix, one ordered pair of values at a time."""
    coincidences: dict[tuple[Hashable, Hashable], Fraction] = {}
    for unit in units:
        values = [value for value in unit.values() if value is not None]
        for one, two in permutations(values, 2):
            at = (one, two)
            coincidences[at] = coincidences.get(at, Fraction(0)) + Fraction(1, len(values) - 1)
    used = {one for one, _ in coincidences}
    n_of = {value: sum(count for (one, _), count in coincidences.items() if one == value) for value in used}
    n = sum(n_of.values())
    observed = sum(count for (one, two), count in coincidences.items() if one != two)
    expected = sum(Fraction(n_of[c] * n_of[k]) / (n - 1) for c, k in product(used, used) if c != k)
    return None if not expected else 1 - Fraction(observed) / Fraction(expected)


Piece = tuple[int, tuple[int, int, frozenset[str]]]  # a word, and the segment it lies in


def slow_unitised(continua: Sequence[Continuum], *, binary: bool = False) -> Fraction | None:
    """Alpha-u, one word of one coder at a time: D_e from all pairs of words but those of one marked segment."""
    observed, words = Fraction(0), []
    for n, continuum in enumerate(continua):
        told = {coder: _values(continuum, coder) for coder in continuum.marks}
        for place in range(continuum.length):
            for one, two in permutations(told, 2):
                a, b = told[one][place][0], told[two][place][0]
                observed += Fraction(_unlike(a, b, binary), len(told) - 1)
        words += [(value, (n, coder, segment)) for coder in told for value, segment in told[coder]]
    paired = unlike = 0
    for (a, home), (b, other) in permutations(words, 2):
        if a and home == other:
            continue  # two words of one marked segment
        paired += 1
        unlike += _unlike(a, b, binary)
    # A marked word is not paired with itself either; a gap's word only not with itself: permutations see to both.
    return None if not unlike else 1 - observed / (len(words) * Fraction(unlike, paired))


def _values(continuum: Continuum, coder: str) -> list[tuple[frozenset[str], frozenset[int]]]:
    """For each word its value, and the marks it lies in, which tell its segment."""
    marks = continuum.marks[coder]
    inside = [
        frozenset(n for n, mark in enumerate(marks) if mark.start <= w < mark.end) for w in range(continuum.length)
    ]
    found, run = [], 0
    for w, these in enumerate(inside):
        run += w > 0 and these != inside[w - 1]
        found.append((frozenset(marks[n].value for n in these), frozenset({run})))
    return found


def _unlike(one: frozenset[str], two: frozenset[str], binary: bool) -> bool:
    return bool(one) != bool(two) if binary else one != two
