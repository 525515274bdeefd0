"""``prefer russia: V3, V1``: the same case with what a party prefers in another order.

Of priorities (the most important first) those that are named come first, in the order given, and the others after them
as they were. Of a ranking of all states the places are named, counted from 1. What stands at another place than before
is what no statement says, so it is presumed and has no evidence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from types import MappingProxyType
from typing import Any

from commonground.case.model import Case, Priority, Ranking
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["preferred", "reordered"]


def preferred(case: Case, party: str, text: str, layer: str) -> Case:
    """``case`` with the preferences of ``party`` in the order that the text gives.

    Raises
    ------
    UsageError
        Something is named that is none of the party's priorities, or named twice; or it has weights, or nothing.

    Examples
    --------
    >>> from commonground.case import load
    >>> case = preferred(load("istanbul-2025"), "europe", "V20", "what-if")
    >>> [item.id for item in case.priorities.values() if item.party == "europe"]
    ['V20', 'V19']
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    own = [item.id for item in case.priorities.values() if item.party == party]
    ranking = next((item for item in case.rankings.values() if item.party == party), None)
    known = own or [str(place + 1) for place in range(len(ranking.places) if ranking is not None else 0)]
    _check(party, names, known)
    order = [*names, *(name for name in known if name not in names)]
    if own:
        moved = reordered(case, party, order)
        assumed = {name: replace(case.priorities[name], **_assumed(layer)) for name in moved}
        kept = {name: item for name, item in case.priorities.items() if item.party != party}
        made: dict[str, Priority] = kept | {name: assumed.get(name, case.priorities[name]) for name in order}
        return replace(case, priorities=MappingProxyType(made))
    assert ranking is not None  # noqa: S101 - or nothing would be known
    places = tuple(ranking.places[int(name) - 1] for name in order)
    if places == ranking.places:
        return case
    other: Ranking = replace(ranking, places=places, **_assumed(layer))
    return replace(case, rankings=MappingProxyType({**case.rankings, ranking.id: other}))


def reordered(case: Case, party: str, order: list[str]) -> tuple[str, ...]:
    """The priorities of a party from the first on that stands elsewhere in ``order``."""
    own = [item.id for item in case.priorities.values() if item.party == party]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(own, order, strict=True)))
    return tuple(order[same:])


def _assumed(layer: str) -> dict[str, Any]:
    return {"evidence": (), "kind": "presumed", "layer": layer, "hypothesis": True}


def _check(party: str, names: list[str], known: list[str]) -> None:
    if not known:
        what = f"Nothing that is said of what {party[:80]} prefers has an order."
        raise UsageError(Problem(what, read=party, expected="a party with priorities or a ranking", code="unknown-id"))
    wrong = next((name for name in names if name not in known), None)
    if wrong is not None or not names:
        what = f"“{(wrong or '')[:80]}” is none of the preferences of {party[:80]}."
        expected = "some of " + ", ".join(known)
        nearest = nearest_word(wrong or "", known)
        raise UsageError(Problem(what, read=wrong, expected=expected, nearest=nearest, code="unknown-id"))
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        what = f"“{twice}” is named twice in an order."
        raise UsageError(Problem(what, read=", ".join(names), expected="each once", code="not-a-change"))
