"""The parts of a formula that hold or fall by themselves, so that how a clause is cut up decides nothing.

``territory = line and alignment = free`` says two things, and so does ``settlement = agreed -> forces = cap and aid =
halted``. Written as one clause or as two, it is the same mandate. The *parts* of a formula are formulas that together
say what it says: a conjunction is taken apart, and a disjunction with one conjunction among its members is spread over
it. With more than one there (``(a and b) or (c and d)``) the formula is one position and stays whole, as does ``iff``.

A part is *signed* (Lifschitz's and others' word is "signed clause") if it is a disjunction of atoms "issue among
outcomes"; it is then told by the outcomes that each of its issues has to be among, one of them at least.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from commonground.logic import Among, And, Constant, Formula, Iff, Implies, Names, Not, Or

__all__ = ["atoms", "parts"]


def parts(formula: Formula, names: Names) -> tuple[Formula, ...]:
    """The parts of a formula; none if it is true whatever comes out.

    >>> from commonground.logic import read, to_text
    >>> names = Names({"a": ("x", "y"), "b": ("x", "y"), "c": ("x", "y")})
    >>> [to_text(part) for part in parts(read("a = y -> b = y and c = y", names), names)]
    ['a = x or b = y', 'a = x or c = y']
    """
    return tuple(dict.fromkeys(_parts(_pushed(formula, True, names))))


def atoms(part: Formula) -> Mapping[str, frozenset[str]] | None:
    """A part as what it asks of each issue, one of which has to be met; None if it is not signed.

    >>> from commonground.logic import read
    >>> names = Names({"a": ("x", "y"), "b": ("x", "y")})
    >>> atoms(*parts(read("a = y -> b = y", names), names)) == {"a": {"x"}, "b": {"y"}}
    True
    """
    found: dict[str, frozenset[str]] = {}
    for each in _members(part):
        if not isinstance(each, Among):
            return None
        found[each.issue] = found.get(each.issue, frozenset()) | frozenset(each.outcomes)
    return found


def _parts(formula: Formula) -> Iterator[Formula]:
    match formula:
        case Constant(True):
            return
        case And(args):
            for arg in args:
                yield from _parts(arg)
        case Or(args):
            conjunctions = [arg for arg in args if isinstance(arg, And)]
            if len(conjunctions) != 1:
                yield formula
                return
            for each in conjunctions[0].args:
                yield from _parts(_any([each if arg is conjunctions[0] else arg for arg in args]))
        case _:
            yield formula


def _pushed(formula: Formula, wanted: bool, names: Names) -> Formula:
    """The formula or its opposite, with every "not" at an atom, an option or an ``iff``, and no nesting of one kind."""
    match formula:
        case Constant(value):
            return Constant(value == wanted)
        case Not(arg):
            return _pushed(arg, not wanted, names)
        case And(args):
            return _joined(wanted, [_pushed(arg, wanted, names) for arg in args])
        case Or(args):
            return _joined(not wanted, [_pushed(arg, wanted, names) for arg in args])
        case Implies(left, right):
            return _joined(not wanted, [_pushed(left, not wanted, names), _pushed(right, wanted, names)])
        case Among(issue, outcomes):
            return formula if wanted else Among(issue, tuple(o for o in names.issues[issue] if o not in outcomes))
        case Iff():
            return formula if wanted else Not(formula)
        case _:
            return formula if wanted else Not(formula)


def _joined(all_of: bool, formulas: Sequence[Formula]) -> Formula:
    return _all(formulas) if all_of else _any(formulas)


def _all(formulas: Sequence[Formula]) -> Formula:
    flat = [inner for each in formulas for inner in (each.args if isinstance(each, And) else (each,))]
    kept = [each for each in dict.fromkeys(flat) if each != Constant(True)]
    if Constant(False) in kept:
        return Constant(False)
    return kept[0] if len(kept) == 1 else And(tuple(kept)) if kept else Constant(True)


def _any(formulas: Iterable[Formula]) -> Formula:
    flat = [inner for each in formulas for inner in (each.args if isinstance(each, Or) else (each,))]
    kept = [each for each in dict.fromkeys(flat) if each != Constant(False)]
    if Constant(True) in kept:
        return Constant(True)
    return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else Constant(False)


def _members(part: Formula) -> tuple[Formula, ...]:
    return part.args if isinstance(part, Or) else (part,)
