"""A graph model as a game for Gambit: its ``.nfg`` file, with ranks as payoffs.

A game in strategic form has every combination of strategies, allows each player every change of its own strategy, and
knows the order of payoffs through numbers. So a model in which some move is irreversible is refused, and one with
infeasible states too, unless it is asked for that those be *worst* for everybody: then the pure Nash equilibria of the
game that are feasible states are just the states that are Nash stable for all.

In the file the first player's strategy changes fastest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from commonground.conflict.exchange.result import Exported
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError, Where

__all__ = ["MOST_CELLS", "nfg_from_model"]

MOST_CELLS = 1 << 16


def nfg_from_model(
    model: OptionForm | GraphForm, title: str = "", infeasible: Literal["refuse", "worst"] = "refuse"
) -> Exported:
    """The bytes of an ``.nfg`` file.

    Raises
    ------
    UsageError
        The model says something that such a game cannot.

    Examples
    --------
    >>> flat = np.ones((2, 2), dtype=np.uint16)
    >>> ways = (("both ways",), ("both ways",))
    >>> form = OptionForm(("a", "b"), (("go",), ("stay",)), ways, None, (flat, flat))
    >>> print(nfg_from_model(form, "A pair").data.decode())
    NFG 1 R "A pair" { "a" "b" }
    { { "N" "Y" } { "N" "Y" } }
    "Payoffs are ranks: higher is better."
    <BLANKLINE>
    1 1 1 1 1 1 1 1
    <BLANKLINE>
    """
    if not isinstance(model, OptionForm):
        raise _refused("Named states with moves are no game in strategic form.", "a case in option form")
    if any(way != "both ways" for own in model.reversible for way in own):
        raise _refused("In a strategic game every strategy can be taken back.", "a case without irreversible options")
    if model.feasible is not None and infeasible == "refuse":
        what = f"A strategic game has all {model.size:,} combinations, and in this case {model.count:,} are feasible."
        raise _refused(what, "that infeasible states be worst for everybody (infeasible=worst)")
    if model.size > MOST_CELLS:
        raise _refused(f"{model.size:,} combinations are too many for such a file.", f"{MOST_CELLS:,} or fewer")
    payoffs = [_payoffs(model, party) for party in range(len(model.parties))]
    note = "Payoffs are ranks: higher is better."
    note += " Infeasible combinations are worst for everybody." if model.feasible is not None else ""
    lines = [
        f"NFG 1 R {_quoted(title)} {_listed(model.parties)}",
        "{ " + " ".join(_listed(_strategies(len(own))) for own in model.options) + " }",
        _quoted(note),
        "",
        " ".join(str(value) for cell in zip(*payoffs, strict=True) for value in cell),
    ]
    lost = ["What the options are called: a strategy is written as its string of Y and N."]
    lost += ["Which combinations are infeasible."] if model.feasible is not None else []
    return Exported(("\n".join(lines) + "\n").encode("utf-8"), tuple(lost))


def _payoffs(model: OptionForm, party: int) -> list[int]:
    ranks = model.ranks[party]
    if model.feasible is not None:
        ranks = np.where(model.feasible, ranks, 0).astype(ranks.dtype)
    return [int(rank) for rank in ranks.ravel(order="F")]


def _strategies(width: int) -> list[str]:
    if width == 0:
        return ["-"]
    return [format(number, f"0{width}b").replace("1", "Y").replace("0", "N") for number in range(1 << width)]


def _listed(names: Sequence[str]) -> str:
    return "{ " + " ".join(map(_quoted, names)) + " }"


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _refused(what: str, expected: str) -> UsageError:
    return UsageError(Problem(what, Where(), expected=expected, code="not-in-this-format"))
