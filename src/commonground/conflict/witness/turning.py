"""On which of the assumed preferences a verdict turns, in words.

What is tried is what `commonground.conflict.stability.flips` tries, one change at a time: a presumed priority left out,
or two neighbours in a party's preferences in the other order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.conflict.stability.flips import Flip, Flips, flips
from commonground.conflict.witness.find import witness
from commonground.conflict.witness.sentences import spelled
from commonground.errors import CommongroundError

if TYPE_CHECKING:
    from commonground.case.model import Case
    from commonground.conflict.model.contract import Concept
    from commonground.conflict.sparse.back_end import BackToStart
    from commonground.conflict.witness.records import Witness
    from commonground.conflict.witness.titles import Titles

__all__ = ["told", "turning"]

WHOSE_OWN = frozenset({"nash", "gmr", "smr"})  # what the others prefer plays no part


def turning(case: Case, found: Witness, most: int, seconds: float | None) -> Flips[bool | None]:
    """The changes of preferences under which the state is stable where it is not, or the other way round."""
    model, state, concept, back = found.model, found.state, found.concept, found.back_to_start
    parties = [model.parties[found.party]] if concept in WHOSE_OWN else list(model.parties)

    def ask(otherwise: Case) -> bool | None:
        return found.stable if otherwise is case else _stable(otherwise, state, found.party, concept, back, most)

    tried = flips(case, parties, ask, seconds)
    kept = tuple(flip for flip in tried.flips if flip.verdict is not None)
    return Flips(tried.verdict, kept, tried.tried, tried.exhaustive and len(kept) == len(tried.flips))


def _stable(case: Case, state: int, party: int, concept: Concept, back: BackToStart, most: int) -> bool | None:
    """None where it cannot be told, as where nothing is left that a party prefers."""
    try:
        return witness(graph_model(case), state, party, concept, back, most=most).stable
    except CommongroundError:
        return None


def told(case: Case, titles: Titles, found: Flips[bool | None]) -> Iterator[str]:
    """A sentence for each change, and one on how many were tried."""
    for flip in found.flips:
        yield f"The answer would be the other one if {_if(case, titles, flip)}."
    kinds = "one presumed priority left out, or two neighbours in the other order"
    other = "other change" if found.flips else "change"
    if not found.exhaustive:
        tried = f"{spelled(found.tried)} {'was' if found.tried == 1 else 'were'}" if found.tried else "none were"
        yield f"Of the changes of this kind ({kinds}) {tried} tried, and there are more."
    elif found.tried:
        yield f"No {other} of this kind ({kinds}; {spelled(found.tried)} tried) gives another answer."


def _if(case: Case, titles: Titles, flip: Flip[bool | None]) -> str:
    name = titles.party(flip.party)
    if flip.kind == "left out":
        return f"{name} did not want this: {_wanted(case, titles, flip.ids[0])}"
    first, second = flip.ids
    if first in case.priorities:
        return f"{name} put {_wanted(case, titles, second)} before {_wanted(case, titles, first)}"
    if first in case.options:
        return f"“{titles.options[first]}” and “{titles.options[second]}” exchanged their weights for {name}"
    item = preferences_of(case, flip.party)[0]
    return f"places {first} and {second} of the ranking of {name} ({item.id}) were exchanged"


def _wanted(case: Case, titles: Titles, priority: str) -> str:
    return f"{titles.formula(case.priorities[priority].formula)} ({priority})"
