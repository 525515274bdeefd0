"""From a formula back to its text, with no more brackets than needed.

The text reads back as the same formula: ``parse(to_text(written)) == written`` and, for the bound form over the names
it was bound to, ``read(to_text(formula), names) == formula``.
"""

from __future__ import annotations

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

__all__ = ["to_text"]

# How tightly each form binds; an argument looser than its place allows gets brackets.
_IFF, _IMPLIES, _OR, _AND, _NOT, _ATOM = range(6)


def to_text(formula: Written | Formula) -> str:
    """The text of a written or bound formula.

    >>> from commonground.logic import parse
    >>> to_text(parse("((a and b) or (not (c))) -> (d -> x in { y,z })"))
    'a and b or not c -> d -> x in {y, z}'
    """
    return _printed(formula)[0]


def _printed(node: Written | Formula) -> tuple[str, int]:
    match node:
        case Comparison(issue, op, outcomes):
            return f"{issue} {op} {_braced(outcomes) if op in ('in', 'not in') else outcomes[0]}", _ATOM
        case Among(issue, outcomes):
            return f"{issue} = {outcomes[0]}" if len(outcomes) == 1 else f"{issue} in {_braced(outcomes)}", _ATOM
        case Name(name) | Taken(name):
            return name, _ATOM
        case Constant(value):
            return ("true" if value else "false"), _ATOM
        case Not(arg):
            return f"not {_at_least(_NOT, arg)}", _NOT
        case And(args):
            return _joined(" and ", args, _AND, Constant(True))
        case Or(args):
            return _joined(" or ", args, _OR, Constant(False))
        case Implies(left, right):
            return f"{_at_least(_OR, left)} -> {_at_least(_IMPLIES, right)}", _IMPLIES
        case Iff(left, right):
            return f"{_at_least(_IFF, left)} iff {_at_least(_IMPLIES, right)}", _IFF
    raise TypeError(f"not a formula: {node!r}")


def _joined(word: str, args: tuple[Written | Formula, ...], tightness: int, over_none: Constant) -> tuple[str, int]:
    """Fewer than two args cannot be written with ``word``; none is a constant, one stands for itself."""
    if len(args) < 2:
        return _printed(args[0] if args else over_none)
    return word.join(_at_least(tightness + 1, arg) for arg in args), tightness


def _at_least(tightness: int, node: Written | Formula) -> str:
    text, own = _printed(node)
    return text if own >= tightness else f"({text})"


def _braced(outcomes: tuple[str, ...]) -> str:
    return f"{{{', '.join(outcomes)}}}"
