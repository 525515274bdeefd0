"""Conflicts from the literature, written down from their facts, with the results that are known."""

from __future__ import annotations

from commonground.conflict.model.option_form import OptionForm
from tests.conflict import by_hand

__all__ = ["ELMIRA_STATES", "elmira", "prisoners"]

# As the program GMCR+ numbers them, from 1.
ELMIRA_STATES = (
    "NYNNN", "YYNNN", "NNYNN", "YNYNN", "NNNYN", "YNNYN", "NYNNY", "YYNNY", "NNYNY", "YNYNY", "NNNYY", "YNNYY",
)  # fmt: skip


def elmira() -> OptionForm:
    """Groundwater at Elmira, with the states after abandonment kept apart (Kinsara 2014, A Simple Guide to GMCR+).

    The ministry (MoE) can modify its control order; Uniroyal does one of delaying, accepting, abandoning its plant; the
    local government can insist on the original order. A modified order and a plant abandoned stay so, and what was not
    delayed any longer is not delayed again. States 5, 6, 11 and 12 are those with the plant abandoned.
    """
    return by_hand.options(
        {"MoE": ["modify"], "Uniroyal": ["delay", "accept", "abandon"], "Local Government": ["insist"]},
        {
            "MoE": _named(9, 3, 4, 10, 7, 1, 2, 8, (11, 5, 6, 12)),
            "Uniroyal": _named(1, 4, 10, 7, (5, 11, 6, 12), 2, 3, 9, 8),
            "Local Government": _named(9, 3, 7, 1, 10, 8, 4, 2, (11, 5, 12, 6)),
        },
        infeasible=["-YY--", "-Y-Y-", "--YY-", "-NNN-"],
        ways={"modify": "once taken", "delay": "once dropped", "abandon": "once taken"},
    )


def prisoners() -> OptionForm:
    """The prisoner's dilemma: each had rather defect, whatever the other does; both had rather both cooperated."""
    return by_hand.options(
        {"one": ["cooperate"], "two": ["cooperate too"]},
        {"one": ["NY", "YY", "NN", "YN"], "two": ["YN", "YY", "NN", "NY"]},
    )


def _named(*numbers: int | tuple[int, ...]) -> list[str | list[str]]:
    return [
        ELMIRA_STATES[each - 1] if isinstance(each, int) else [ELMIRA_STATES[one - 1] for one in each]
        for each in numbers
    ]
