"""A single change of what is assumed, in the words that begin a sentence on what would then be so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commonground.brief.wording import listed, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from commonground.conflict.stability.flips import Flip

__all__ = ["change_in_words"]


def change_in_words(case: Case, flip: Flip[Any]) -> str:
    """``without V6 of Russia``; ``with the other order of V3 and V4 of Russia``; of a ranking its places."""
    who, ids = party_name(case, flip.party), listed(flip.ids)
    if flip.kind == "left out":
        return f"without {ids} of {who}"
    if flip.ids[0] in case.priorities:
        return f"with the other order of {ids} of {who}"
    if flip.ids[0] in case.options:
        return f"with the weights of {ids} exchanged for {who}"
    return f"with places {ids} in the ranking of {who} exchanged"
