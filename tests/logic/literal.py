"""The slow twin: what a formula means, said once more over its written form, in the plainest way.

Nothing here uses the bound form, so binding itself is checked too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from commonground.logic import And, Comparison, Constant, Iff, Implies, Name, Names, Not, Or, Written

Values = Mapping[str, str | bool]


def holds(formula: Written, names: Names, values: Values) -> bool:
    """Truth by definition; every part is looked at, nothing is cut short."""
    if isinstance(formula, Comparison):
        return _compares(formula, names, values)
    if isinstance(formula, Name):
        return values[formula.name] is True
    if isinstance(formula, Constant):
        return formula.value
    if isinstance(formula, Not):
        return not holds(formula.arg, names, values)
    if isinstance(formula, And):
        return [holds(arg, names, values) for arg in formula.args].count(False) == 0
    if isinstance(formula, Or):
        return [holds(arg, names, values) for arg in formula.args].count(True) > 0
    if isinstance(formula, Implies):
        return (holds(formula.left, names, values), holds(formula.right, names, values)) != (True, False)
    assert isinstance(formula, Iff)
    return holds(formula.left, names, values) == holds(formula.right, names, values)


def _compares(formula: Comparison, names: Names, values: Values) -> bool:
    domain = names.issues[formula.issue]
    value = values[formula.issue]
    assert isinstance(value, str)
    if formula.op in ("in", "not in"):
        return (value in formula.outcomes) == (formula.op == "in")
    (other,) = formula.outcomes
    here, there = domain.index(value), domain.index(other)
    return {
        "=": here == there,
        "!=": here != there,
        "<": here < there,
        "<=": here <= there,
        ">": here > there,
        ">=": here >= there,
    }[formula.op]


def joint(names: Names) -> Iterator[dict[str, str | bool]]:
    """Every joint outcome of the issues with every choice of options."""
    domains: list[tuple[str | bool, ...]] = [*names.issues.values()]
    domains += [(False, True)] * len(names.options)
    for values in product(*domains):
        yield dict(zip([*names.issues, *sorted(names.options)], values, strict=True))
