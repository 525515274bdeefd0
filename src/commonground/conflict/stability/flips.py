"""What a verdict turns on in what the parties are taken to prefer.

Preferences are the least certain part of a case. Two ways of being wrong about them are tried, one at a time: a
*presumed* priority is left out, and two priorities that stand next to each other change places (in a ranking: two
places; of weights: the weights of two options next to each other in size). Where the verdict is another then, it turns
on that. A verdict that survives both may still fall to two changes at once; no search over sets of changes is made, and
none is claimed. The operation is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from time import monotonic
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from commonground.case.model import Case, Priority, Ranking, Weights
from commonground.conflict.model.of_case import preferences_of

__all__ = ["Flip", "Flips", "flips"]

Verdict = TypeVar("Verdict")


@dataclass(frozen=True, slots=True)
class Flip(Generic[Verdict]):
    """A change to the preferences of one party that gives another verdict.

    ``ids`` holds one id where a presumed priority is left out, and two where neighbours change places: priorities,
    options whose weights they are, or the places of a ranking, counted from 1.
    """

    party: str
    kind: str  # left out, swapped
    ids: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Flips(Generic[Verdict]):
    """The verdict as the case stands, and each single change that gives another."""

    verdict: Verdict
    flips: tuple[Flip[Verdict], ...]
    tried: int
    exhaustive: bool

    @property
    def presumed(self) -> tuple[str, ...]:
        """The presumed priorities without which the verdict would be another."""
        return tuple(flip.ids[0] for flip in self.flips if flip.kind == "left out")

    def to_dict(self) -> dict[str, Any]:
        return {
            "flips": [{"party": each.party, "kind": each.kind, "ids": list(each.ids)} for each in self.flips],
            "tried": self.tried,
            "exhaustive": self.exhaustive,
        }


def flips(
    case: Case, parties: Iterable[str], ask: Callable[[Case], Verdict], seconds: float | None = 10.0
) -> Flips[Verdict]:
    """Ask ``ask`` of the case and of each neighbour of it; the neighbours that answer otherwise.

    Parameters
    ----------
    case
        A case with a conflict part.
    parties
        Whose preferences to try, ids.
    ask
        Gives the verdict of a case; verdicts are compared by ``==``.
    seconds
        After which what is left is not tried, and that is said; None for no limit.
    """
    started = monotonic()
    verdict = ask(case)
    found: list[Flip[Verdict]] = []
    tried = 0
    for party in parties:
        for kind, ids, otherwise in _neighbours(case, party):
            if seconds is not None and monotonic() - started > seconds:
                return Flips(verdict, tuple(found), tried, exhaustive=False)
            tried += 1
            other = ask(otherwise)
            if other != verdict:
                found.append(Flip(party, kind, ids, other))
    return Flips(verdict, tuple(found), tried, exhaustive=True)


def _neighbours(case: Case, party: str) -> Iterator[tuple[str, tuple[str, ...], Case]]:
    own = preferences_of(case, party)
    priorities = [item for item in own if isinstance(item, Priority)]
    if len(priorities) > 1:
        for item in priorities:
            if item.presumed:
                yield "left out", (item.id,), _with_priorities(case, priorities, [p for p in priorities if p != item])
    for place, (first, second) in enumerate(pairwise(priorities)):
        order = [*priorities[:place], second, first, *priorities[place + 2 :]]
        yield "swapped", (first.id, second.id), _with_priorities(case, priorities, order)
    for whole in own:
        if isinstance(whole, Ranking):
            yield from _rankings(case, whole)
        elif isinstance(whole, Weights):
            yield from _weights(case, whole)


def _with_priorities(case: Case, old: list[Priority], new: list[Priority]) -> Case:
    """The case with a party's priorities in another order, or with fewer; those of others stay where they are."""
    gone = {item.id for item in old}
    left = {name: item for name, item in case.priorities.items() if name not in gone}
    return replace(case, priorities=MappingProxyType(left | {item.id: item for item in new}))


def _rankings(case: Case, item: Ranking) -> Iterator[tuple[str, tuple[str, ...], Case]]:
    for place in range(len(item.places) - 1):
        places = list(item.places)
        places[place], places[place + 1] = places[place + 1], places[place]
        changed: Mapping[str, Ranking] = {**case.rankings, item.id: replace(item, places=tuple(places))}
        yield "swapped", (str(place + 1), str(place + 2)), replace(case, rankings=MappingProxyType(dict(changed)))


def _weights(case: Case, item: Weights) -> Iterator[tuple[str, tuple[str, ...], Case]]:
    by_size = sorted(item.weights, key=lambda option: -item.weights[option])
    for first, second in pairwise(by_size):
        if item.weights[first] != item.weights[second]:
            swapped = {**item.weights, first: item.weights[second], second: item.weights[first]}
            changed = {**case.weights, item.id: replace(item, weights=MappingProxyType(swapped))}
            yield "swapped", (first, second), replace(case, weights=MappingProxyType(changed))
