"""What a bound formula speaks of, and whether it is true of given values."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.errors import Problem, UsageError, nearest_word
from commonground.logic.formula import Among, And, Constant, Formula, Iff, Implies, Not, Or, Taken

__all__ = ["evaluate", "mentions"]


def mentions(formula: Formula) -> frozenset[str]:
    """The issues and options that a formula names.

    >>> sorted(mentions(Implies(Among("ceasefire", ("full",)), Not(Taken("offensive")))))
    ['ceasefire', 'offensive']
    """
    match formula:
        case Among(name, _) | Taken(name):
            return frozenset({name})
        case Not(arg):
            return mentions(arg)
        case And(args) | Or(args):
            return frozenset().union(*(mentions(arg) for arg in args))
        case Implies(left, right) | Iff(left, right):
            return mentions(left) | mentions(right)
        case Constant():
            return frozenset()
    raise TypeError(f"not a bound formula: {formula!r}")


def evaluate(formula: Formula, values: Mapping[str, str | bool]) -> bool:
    """Whether a formula is true where issues come out, and options are taken, as ``values`` says.

    >>> evaluate(Or((Among("ceasefire", ("full",)), Taken("offensive"))), {"ceasefire": "none", "offensive": True})
    True
    """
    match formula:
        case Among(issue, outcomes):
            return value_of(issue, values) in outcomes
        case Taken(option):
            return value_of(option, values) is True
        case Not(arg):
            return not evaluate(arg, values)
        case And(args):
            return all(evaluate(arg, values) for arg in args)
        case Or(args):
            return any(evaluate(arg, values) for arg in args)
        case Implies(left, right):
            return not evaluate(left, values) or evaluate(right, values)
        case Iff(left, right):
            return evaluate(left, values) == evaluate(right, values)
        case Constant(value):
            return value
    raise TypeError(f"not a bound formula: {formula!r}")


def value_of(name: str, values: Mapping[str, str | bool]) -> str | bool:
    """The value of one issue or option among those given."""
    if name not in values:
        what = f"No value was given for “{name}”."
        raise UsageError(Problem(what, nearest=nearest_word(name, values), code="no-value"))
    return values[name]
