"""Binding: every name of a written formula looked up among the issues, outcomes and options of a case.

Each comparison becomes `Among`: the outcomes, in the order of the issue, for which it is true. ``=`` and ``in`` keep
the outcomes named, ``!=`` and ``not in`` the others, ``<`` and its like those on that side in the issue's order. All
problems of a formula are reported together.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable

from commonground.errors import FormulaError, Problem, nearest_word, shortened
from commonground.logic.formula import (
    Among,
    And,
    Comparison,
    Constant,
    Formula,
    Iff,
    Implies,
    Name,
    Not,
    Or,
    Taken,
    Written,
)
from commonground.logic.misreadings import at_character
from commonground.logic.names import Names
from commonground.logic.parser import parse

__all__ = ["bind", "read"]

_ORDERINGS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SHOWN = 12  # known words listed in a message
_MOST = 20  # problems told about one formula: looking for a near word takes time


def read(text: str, names: Names) -> Formula:
    """The formula that ``text`` means: `parse`, then `bind`.

    >>> names = Names({"ceasefire": ("none", "local", "full")}, options=frozenset({"offensive"}))
    >>> read("ceasefire != none -> not offensive", names)
    Implies(left=Among(issue='ceasefire', outcomes=('local', 'full')), right=Not(arg=Taken(option='offensive')))
    """
    return bind(parse(text), names)


def bind(written: Written, names: Names) -> Formula:
    """The bound form of a written formula.

    Parameters
    ----------
    written
        What `parse` returned.
    names
        The issues and options that the formula may speak of.

    Raises
    ------
    FormulaError
        With one problem per name that is unknown or used as something it is not, up to 20. Codes: ``unknown-issue``,
        ``unknown-outcome``, ``unknown-option``, ``not-ordered``, ``issue-as-option``, ``option-as-issue``.

    Examples
    --------
    >>> names = Names({"territory": ("all", "line", "none")}, ordered=frozenset({"territory"}))
    >>> bind(Comparison("territory", ">=", ("line",)), names)
    Among(issue='territory', outcomes=('line', 'none'))
    """
    problems: list[Problem] = []
    bound = _bound(written, names, problems)
    if problems:
        raise FormulaError(problems)
    return bound


def _bound(node: Written, names: Names, problems: list[Problem]) -> Formula:
    if len(problems) >= _MOST:
        return Constant(False)
    match node:
        case Comparison():
            return _comparison(node, names, problems)
        case Name():
            return _option(node, names, problems)
        case Not(arg):
            return Not(_bound(arg, names, problems))
        case And(args):
            return And(tuple(_bound(arg, names, problems) for arg in args))
        case Or(args):
            return Or(tuple(_bound(arg, names, problems) for arg in args))
        case Implies(left, right):
            return Implies(_bound(left, names, problems), _bound(right, names, problems))
        case Iff(left, right):
            return Iff(_bound(left, names, problems), _bound(right, names, problems))
        case Constant():
            return node
    raise TypeError(f"not a written formula: {node!r}")


def _comparison(node: Comparison, names: Names, problems: list[Problem]) -> Formula:
    domain = names.issues.get(node.issue)
    if domain is None:
        problems.append(_not_an_issue(node, names))
        return Constant(False)
    columns = node.outcome_columns or (node.column,) * len(node.outcomes)
    pairs = zip(node.outcomes, columns, strict=True)
    unknown = [pair for pair in pairs if pair[0] not in domain]
    problems += [_not_an_outcome(outcome, column, node.issue, domain) for outcome, column in unknown[:_MOST]]
    if node.op in _ORDERINGS and node.issue not in names.ordered:
        problems.append(_not_ordered(node))
    return Constant(False) if unknown else Among(node.issue, _meant(node, domain))


def _meant(node: Comparison, domain: tuple[str, ...]) -> tuple[str, ...]:
    if node.op in _ORDERINGS:
        holds, bound = _ORDERINGS[node.op], domain.index(node.outcomes[0])
        return tuple(outcome for place, outcome in enumerate(domain) if holds(place, bound))
    wanted = node.op in ("=", "in")
    return tuple(outcome for outcome in domain if (outcome in node.outcomes) == wanted)


def _option(node: Name, names: Names, problems: list[Problem]) -> Formula:
    if node.name not in names.options:
        problems.append(_not_an_option(node, names))
    return Taken(node.name)


def _not_an_issue(node: Comparison, names: Names) -> Problem:
    if node.issue in names.options:
        what = f"“{node.issue}” is an option, not an issue; it is taken or not."
        advice = f"`{node.issue}` or `not {node.issue}`, without a comparison"
        return at_character(node.column, what, "option-as-issue", read=node.issue, expected=advice)
    what = f"there is no issue “{shortened(node.issue, 40)}”."
    expected = _whose_outcome(node.issue, names) or _one_of(names.issues)
    nearest = nearest_word(node.issue, names.issues)
    return at_character(node.column, what, "unknown-issue", read=node.issue, expected=expected, nearest=nearest)


def _not_an_outcome(outcome: str, column: int, issue: str, domain: tuple[str, ...]) -> Problem:
    what = f"the issue “{issue}” has no outcome “{shortened(outcome, 40)}”."
    nearest = nearest_word(outcome, domain)
    return at_character(column, what, "unknown-outcome", read=outcome, expected=_one_of(domain), nearest=nearest)


def _not_ordered(node: Comparison) -> Problem:
    what = f"the outcomes of “{node.issue}” have no order, so `{node.op}` says nothing about them."
    advice = "`=`, `!=` or `in {…}`; or `ordered: true` where the issue is defined"
    return at_character(node.column, what, "not-ordered", read=f"{node.issue} {node.op}", expected=advice)


def _not_an_option(node: Name, names: Names) -> Problem:
    if node.name in names.issues:
        what = f"“{node.name}” is an issue, not an option; say which outcomes are meant."
        advice = f"a comparison such as `{node.name} != {names.issues[node.name][0]}`"
        return at_character(node.column, what, "issue-as-option", read=node.name, expected=advice)
    what = f"there is no option “{shortened(node.name, 40)}”."
    expected = _whose_outcome(node.name, names) or _one_of(names.options)
    nearest = nearest_word(node.name, [*sorted(names.options), *names.issues])
    return at_character(node.column, what, "unknown-option", read=node.name, expected=expected, nearest=nearest)


def _whose_outcome(word: str, names: Names) -> str | None:
    """Advice for an outcome that stands where an issue or option should."""
    issue = next((issue for issue, domain in names.issues.items() if word in domain), None)
    return None if issue is None else f"the issue first, as in `{issue} = {word}`"


def _one_of(words: Iterable[str]) -> str | None:
    known = sorted(words) if isinstance(words, frozenset) else list(words)
    if not known:
        return None
    more = ", …" if len(known) > _SHOWN else ""
    return f"one of {', '.join(known[:_SHOWN])}{more}" if len(known) > 1 else known[0]
