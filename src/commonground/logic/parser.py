"""From the text of a formula to its written form.

The grammar is the file ``grammar.lark`` beside this one. A text is at most `LONGEST` characters and nests at most
`DEEPEST` levels: brackets inside brackets, or operators inside operators. Both limits are far above what people write
and keep every walk over a formula well inside Python's own recursion limit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from commonground.errors import FormulaError
from commonground.logic.formula import And, Comparison, Constant, Iff, Implies, Name, Not, Operator, Or, Written
from commonground.logic.misreadings import empty, not_text, too_deep, too_long, unexpected_character, unexpected_word

if TYPE_CHECKING:
    from lark import Lark, Token

__all__ = ["DEEPEST", "LONGEST", "parse"]

LONGEST = 10_000
DEEPEST = 64


def parse(text: str) -> Written:
    """The written form of a formula.

    Parameters
    ----------
    text
        A formula such as ``ceasefire = full -> terms in {none, unconditional}``.

    Returns
    -------
    Written
        Comparisons and bare names under connectives, each with its column.

    Raises
    ------
    FormulaError
        The text is not a formula; the problem's column is that of the character where reading stopped. Codes:
        ``formula-not-text``, ``formula-empty``, ``formula-too-long``, ``formula-too-deep``, ``formula-character``,
        ``formula-syntax``.

    Examples
    --------
    >>> parse("not (a and b)")
    Not(arg=And(args=(Name(name='a', column=6), Name(name='b', column=12))))
    """
    if not isinstance(text, str):
        raise FormulaError(not_text(text))
    if len(text) > LONGEST:
        raise FormulaError(too_long(len(text), LONGEST))
    if not text or text.isspace():
        raise FormulaError(empty())
    _check_brackets(text)
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    # The cause is cut off on purpose: the parser's own account would bury ours.
    try:
        piece = cast("_Piece", _reader().parse(text))
    except UnexpectedCharacters as error:
        raise FormulaError(unexpected_character(text, cast("int", error.pos_in_stream))) from None
    except UnexpectedToken as error:
        at_end = error.token.type == "$END"
        place = len(text.rstrip()) if at_end else cast("int", error.token.start_pos)
        raise FormulaError(unexpected_word(text, place, None if at_end else str(error.token), error.accepts)) from None
    return piece.node


def _check_brackets(text: str) -> None:
    """Brackets are counted before reading, since redundant ones leave no trace in the tree."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth > DEEPEST:
            raise FormulaError(too_deep(place + 1, DEEPEST))


class _Piece(NamedTuple):
    """A part read so far, with its height in operators and the column where it starts."""

    node: Written
    height: int
    column: int


def _joined(node: Written, column: int, *parts: _Piece) -> _Piece:
    height = 1 + max(part.height for part in parts)
    if height > DEEPEST:
        raise FormulaError(too_deep(column, DEEPEST))
    return _Piece(node, height, column)


def _column(token: Token) -> int:
    return cast("int", token.start_pos) + 1


class _Builder:
    """What each rule of the grammar makes; the names are those of the rules."""

    def iff(self, parts: list[_Piece]) -> _Piece:
        left, right = parts
        return _joined(Iff(left.node, right.node), left.column, left, right)

    def implies(self, parts: list[Any]) -> _Piece:
        left, _, right = parts
        return _joined(Implies(left.node, right.node), left.column, left, right)

    def disjunction(self, parts: list[_Piece]) -> _Piece:
        return _joined(Or(tuple(part.node for part in parts)), parts[0].column, *parts)

    def conjunction(self, parts: list[_Piece]) -> _Piece:
        return _joined(And(tuple(part.node for part in parts)), parts[0].column, *parts)

    def negation(self, parts: list[Any]) -> _Piece:
        word, part = parts
        return _joined(Not(part.node), _column(word), part)

    def true(self, parts: list[Token]) -> _Piece:
        return _Piece(Constant(True), 0, _column(parts[0]))

    def false(self, parts: list[Token]) -> _Piece:
        return _Piece(Constant(False), 0, _column(parts[0]))

    def name(self, parts: list[Token]) -> _Piece:
        column = _column(parts[0])
        return _Piece(Name(str(parts[0]), column), 0, column)

    def operator(self, words: list[Token]) -> str:
        return " ".join(words)

    membership = operator

    def comparison(self, parts: list[Any]) -> _Piece:
        issue, operator, *outcomes = parts
        node = Comparison(
            issue=str(issue),
            op=cast("Operator", operator),
            outcomes=tuple(str(outcome) for outcome in outcomes),
            column=_column(issue),
            outcome_columns=tuple(_column(outcome) for outcome in outcomes),
        )
        return _Piece(node, 0, node.column)

    membership_test = comparison


@lru_cache(maxsize=1)
def _reader() -> Lark:
    """The parser, built once and only when a formula is read: lark takes a while to import."""
    from lark import Lark

    return Lark.open_from_package(
        "commonground.logic",
        "grammar.lark",
        parser="lalr",
        lexer="basic",
        transformer=_Builder(),
        maybe_placeholders=False,
    )
