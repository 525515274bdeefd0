"""The one language of formulas over issues and options: parse, print, bind, evaluate, to arrays, to SAT.

A formula is used in the same form everywhere: mandates, meaning rules, feasibility, priorities, targets::

    ceasefire = full -> terms in {none, unconditional}
    not (offensive and accept_ceasefire)
    territory >= line

From the loosest binding to the tightest: ``iff``, ``->`` (to the right), ``or``, ``and``, ``not``, comparison.
"""

from commonground.logic.arrays import to_array
from commonground.logic.axes import Axes
from commonground.logic.binder import bind, read
from commonground.logic.encoding import Encoding
from commonground.logic.evaluation import evaluate, mentions
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
from commonground.logic.names import KEYWORDS, Names, is_name
from commonground.logic.parser import parse
from commonground.logic.printer import to_text

__all__ = [
    "KEYWORDS",
    "Among",
    "And",
    "Axes",
    "Comparison",
    "Constant",
    "Encoding",
    "Formula",
    "Iff",
    "Implies",
    "Name",
    "Names",
    "Not",
    "Or",
    "Taken",
    "Written",
    "bind",
    "evaluate",
    "is_name",
    "mentions",
    "parse",
    "read",
    "to_array",
    "to_text",
]
