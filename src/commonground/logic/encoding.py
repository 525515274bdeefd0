"""Formulas as clauses for a SAT solver.

Variables: one per outcome of each issue, of which exactly one is true (one clause for "at least one", one per pair
for "at most one"), and one per option. A formula becomes a literal that is true in exactly the models in which the
formula is (Tseitin 1968, with both directions, so that a literal can be used on either side). Conjunctions and
disjunctions keep their width: a gate over n literals costs one variable and n + 1 clauses. A gate over the same
literals is made once, so the clauses grow linearly with the formulas and not at all on repetition.

A variable is a positive integer, a literal a variable or its negative, a clause a list of literals: what python-sat
takes. Nothing here needs a solver.

Tseitin, G. S. (1968), "On the complexity of derivation in propositional calculus".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from commonground.errors import FormulaError, Problem, nearest_word
from commonground.logic.formula import Among, And, Constant, Formula, Iff, Implies, Not, Or, Taken
from commonground.logic.names import Names

__all__ = ["Encoding"]

T = TypeVar("T")


class Encoding:
    """The variables of one set of names, and the clauses for all formulas encoded so far.

    Parameters
    ----------
    names
        The issues and options; every one of them has its variables from the start.

    Attributes
    ----------
    clauses
        All clauses so far; only ever appended to, so a solver can be fed what is new since last time.
    top
        The highest variable in use.

    Examples
    --------
    >>> from commonground.logic import read
    >>> names = Names({"ceasefire": ("none", "local", "full")}, options=frozenset({"offensive"}))
    >>> encoding = Encoding(names)
    >>> encoding.clauses
    [[1, 2, 3], [-1, -2], [-1, -3], [-2, -3]]
    >>> encoding.literal(read("ceasefire != none", names)), encoding.literal(read("offensive", names))
    (-1, 4)
    >>> selector = encoding.fresh()
    >>> encoding.require(read("ceasefire = full -> not offensive", names), unless=-selector)
    >>> encoding.clauses[4:]
    [[-3, -4, -5]]
    >>> encoding.decode([-1, -2, 3, -4, 5])
    {'ceasefire': 'full', 'offensive': False}
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.clauses: list[list[int]] = []
        self.top = 0
        self._gates: dict[tuple[int, ...], int] = {}
        self._agreements: dict[tuple[int, int], int] = {}
        self._true: int | None = None
        self._outcomes = {
            issue: {outcome: self.fresh() for outcome in outcomes} for issue, outcomes in names.issues.items()
        }
        self._options = {option: self.fresh() for option in sorted(names.options)}
        for variables in self._outcomes.values():
            self._exactly_one(list(variables.values()))

    def fresh(self) -> int:
        """A new variable with no meaning of its own, such as a clause's selector."""
        self.top += 1
        return self.top

    def outcome(self, issue: str, outcome: str) -> int:
        """The variable that is true where ``issue`` comes out as ``outcome``."""
        return _known(outcome, _known(issue, self._outcomes, "issue"), "outcome")

    def option(self, name: str) -> int:
        """The variable that is true where the option is taken."""
        return _known(name, self._options, "option")

    def literal(self, formula: Formula) -> int:
        """A literal that is true in exactly the models in which ``formula`` is."""
        match formula:
            case Constant(value):
                return self._truth() if value else -self._truth()
            case Taken(option):
                return self.option(option)
            case Among():
                return self._among(formula)
            case Not(arg):
                return -self.literal(arg)
            case And(args):
                return -self._any([-self.literal(arg) for arg in args])
            case Or(args):
                return self._any([self.literal(arg) for arg in args])
            case Implies(left, right):
                return self._any([-self.literal(left), self.literal(right)])
            case Iff(left, right):
                return self._agree(self.literal(left), self.literal(right))
        raise TypeError(f"not a bound formula: {formula!r}")

    def require(self, formula: Formula, unless: int | None = None) -> None:
        """Add clauses under which ``formula`` holds, unless the literal ``unless`` is true.

        Conjunctions are split, and a disjunction becomes one clause over its parts, so the usual clause of a mandate
        needs no variable of its own. With ``unless=-selector`` the formula holds whenever ``selector`` is assumed.
        """
        for part in _conjuncts(formula, True):
            disjuncts = list(_disjuncts(*part))
            # A constant that is still there has the truth value wanted of it, so this part holds anyway.
            if not any(isinstance(node, Constant) for node, _ in disjuncts):
                clause = [literal for disjunct in disjuncts for literal in self._choices(*disjunct)]
                self._add(clause if unless is None else [*clause, unless])

    def decode(self, model: Iterable[int]) -> dict[str, str | bool]:
        """The outcome of each issue and whether each option is taken, in a model of `clauses`.

        An option that a solver never saw in a clause may be missing from its model; it counts as not taken.
        """
        true = {literal for literal in model if literal > 0}
        values: dict[str, str | bool] = {
            issue: outcome
            for issue, variables in self._outcomes.items()
            for outcome, variable in variables.items()
            if variable in true
        }
        return values | {option: variable in true for option, variable in self._options.items()}

    def _exactly_one(self, variables: list[int]) -> None:
        self.clauses.append(variables)
        self.clauses.extend([-first, -second] for first, second in combinations(variables, 2))

    def _truth(self) -> int:
        """The variable that is always true."""
        if self._true is None:
            self._true = self.fresh()
            self.clauses.append([self._true])
        return self._true

    def _among(self, node: Among) -> int:
        # Exactly one outcome is true, so "one of these" and "none of the others" are the same: take the shorter.
        chosen, others = self._sides(node)
        return self._any(chosen) if len(chosen) <= len(others) else -self._any(others)

    def _sides(self, node: Among) -> tuple[list[int], list[int]]:
        variables = _known(node.issue, self._outcomes, "issue")
        chosen = [self.outcome(node.issue, outcome) for outcome in node.outcomes]
        return chosen, [variable for variable in variables.values() if variable not in chosen]

    def _choices(self, formula: Formula, wanted: bool) -> list[int]:
        """Literals of which at least one is true iff ``formula`` has the truth value ``wanted``."""
        if isinstance(formula, Among):
            sides = self._sides(formula)
            chosen, others = sides if wanted else (sides[1], sides[0])
            return [-others[0]] if len(others) == 1 else chosen
        literal = self.literal(formula)
        return [literal if wanted else -literal]

    def _any(self, literals: list[int]) -> int:
        """A literal that is true iff one of ``literals`` is."""
        distinct = self._simplified(literals)
        if distinct is None:
            return self._truth()
        if len(distinct) <= 1:
            return distinct[0] if distinct else -self._truth()
        key = tuple(sorted(distinct))
        if key not in self._gates:
            gate = self._gates[key] = self.fresh()
            self.clauses.append([-gate, *distinct])
            self.clauses.extend([gate, -literal] for literal in distinct)
        return self._gates[key]

    def _simplified(self, literals: Iterable[int]) -> list[int] | None:
        """The literals without repetition and without what is never true; None if one of them has to be true."""
        distinct = dict.fromkeys(literals)
        if self._true is not None:
            distinct.pop(-self._true, None)
        if self._true in distinct or any(-literal in distinct for literal in distinct):
            return None
        return list(distinct)

    def _agree(self, left: int, right: int) -> int:
        """A literal that is true iff ``left`` and ``right`` are equal; signs are moved out to share gates."""
        sign = 1 if (left > 0) == (right > 0) else -1
        first, second = sorted((abs(left), abs(right)))
        if first == second:
            return sign * self._truth()
        if (first, second) not in self._agreements:
            gate = self._agreements[first, second] = self.fresh()
            self.clauses += [[-gate, -first, second], [-gate, first, -second], [gate, first, second]]
            self.clauses.append([gate, -first, -second])
        return sign * self._agreements[first, second]

    def _add(self, literals: list[int]) -> None:
        clause = self._simplified(literals)
        if clause is not None:
            # An empty clause is spelt out, since solvers differ in what they make of one.
            self.clauses.append(clause or [-self._truth()])


def _conjuncts(formula: Formula, wanted: bool) -> Iterator[tuple[Formula, bool]]:
    """Parts that all have to have their truth value for ``formula`` to have the truth value ``wanted``."""
    match formula, wanted:
        case Constant(value), _ if value == wanted:
            return
        case Not(arg), _:
            yield from _conjuncts(arg, not wanted)
        case (And(args), True) | (Or(args), False):
            for arg in args:
                yield from _conjuncts(arg, wanted)
        case Implies(left, right), False:
            yield from _conjuncts(left, True)
            yield from _conjuncts(right, False)
        case Iff(left, right), True:
            yield Implies(left, right), True
            yield Implies(right, left), True
        case _:
            yield formula, wanted


def _disjuncts(formula: Formula, wanted: bool) -> Iterator[tuple[Formula, bool]]:
    """Parts of which one has to have its truth value for ``formula`` to have the truth value ``wanted``."""
    match formula, wanted:
        case Constant(value), _ if value != wanted:
            return
        case Not(arg), _:
            yield from _disjuncts(arg, not wanted)
        case (Or(args), True) | (And(args), False):
            for arg in args:
                yield from _disjuncts(arg, wanted)
        case Implies(left, right), True:
            yield from _disjuncts(left, False)
            yield from _disjuncts(right, True)
        case _:
            yield formula, wanted


def _known(name: str, known: dict[str, T], kind: str) -> T:
    if name not in known:
        problem = Problem(f"There is no {kind} “{name}”.", nearest=nearest_word(name, known), code=f"unknown-{kind}")
        raise FormulaError(problem)
    return known[name]
