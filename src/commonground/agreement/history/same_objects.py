"""Which objects of two people's models are one and the same.

Two people number their own, so an id says little. A clause, acceptance, offer or meaning rule of one model *is in both*
if the other holds one of the same party (or of none) whose formula reads the same, whatever it is called; where there
are several, one with like id and like rounds is preferred. What is left on both sides under one id and one party is
*otherwise*; the rest only one of them holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.case.model import Acceptance, Clause, Offer, Rule
from commonground.logic import Formula

__all__ = ["ObjectPair", "ObjectsCompared", "objects_compared"]

Held = Clause | Acceptance | Offer | Rule
_COMPARED = ("level", "owner", "kind", "round", "until")  # those of them that the objects have


@dataclass(frozen=True, slots=True)
class ObjectPair:
    """One object in both models, or one id under which they hold something else; ``fields`` differ, a's first."""

    a: str
    b: str
    party: str | None
    fields: Mapping[str, tuple[Any, Any]]

    def to_dict(self) -> dict[str, Any]:
        fields = {name: {"a": one, "b": two} for name, (one, two) in self.fields.items()}
        return {"a": self.a, "b": self.b, "party": self.party, "fields": fields}


@dataclass(frozen=True, slots=True)
class ObjectsCompared:
    """The objects of one kind: in both, under one id otherwise, and in one model only."""

    alike: tuple[ObjectPair, ...] = field(repr=False)
    otherwise: tuple[ObjectPair, ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def same(self) -> bool:
        """Whether the models hold the same objects, and the same of them."""
        return not self.otherwise and not any(self.only) and not any(pair.fields for pair in self.alike)

    def to_dict(self) -> dict[str, Any]:
        return {
            "alike": [pair.to_dict() for pair in self.alike],
            "otherwise": [pair.to_dict() for pair in self.otherwise],
            "only_a": list(self.only[0]),
            "only_b": list(self.only[1]),
        }


def objects_compared(of_a: Mapping[str, Held], of_b: Mapping[str, Held]) -> ObjectsCompared:
    """Which objects of one kind both models hold, and which they hold otherwise or alone."""
    alike, left_a, left_b = _in_both(of_a, of_b)
    otherwise = tuple(_under_one_id(left_a, left_b))
    told = {pair.a for pair in otherwise}
    return ObjectsCompared(
        alike,
        otherwise,
        (tuple(name for name in left_a if name not in told), tuple(name for name in left_b if name not in told)),
    )


def _in_both(
    of_a: Mapping[str, Held], of_b: Mapping[str, Held]
) -> tuple[tuple[ObjectPair, ...], dict[str, Held], dict[str, Held]]:
    """Objects in both, each once; and what is left of each."""
    left_a, left_b = dict(of_a), dict(of_b)
    by_words: dict[tuple[str | None, Formula], list[Held]] = {}
    for item in left_b.values():
        by_words.setdefault((_party(item), item.formula), []).append(item)
    pairs: dict[str, ObjectPair] = {}
    # Those that are alike in more go first, so that none is taken by one that another would fit better.
    for fitting in _FITTING:
        for one in list(left_a.values()):
            there = by_words.get((_party(one), one.formula), [])
            two = next((item for item in there if fitting(one, item)), None)
            if two is not None:
                pairs[one.id] = ObjectPair(one.id, two.id, _party(one), _fields(one, two, _COMPARED))
                there.remove(two)
                del left_a[one.id], left_b[two.id]
    return tuple(pairs[name] for name in of_a if name in pairs), left_a, left_b


def _under_one_id(left_a: Mapping[str, Held], left_b: Mapping[str, Held]) -> Iterator[ObjectPair]:
    for name in left_a:
        if name in left_b and _party(left_a[name]) == _party(left_b[name]):
            one, two = left_a[name], left_b[name]
            yield ObjectPair(name, name, _party(one), _fields(one, two, ("text", *_COMPARED)))


def _party(item: Held) -> str | None:
    return None if isinstance(item, Rule) else item.party


def _rounds(item: Held) -> tuple[str | None, str | None]:
    return getattr(item, "round", None), getattr(item, "until", None)


def _like_id(one: Held, two: Held) -> bool:
    return one.id == two.id


def _like_rounds(one: Held, two: Held) -> bool:
    return _rounds(one) == _rounds(two)


_FITTING: tuple[Callable[[Held, Held], bool], ...] = (
    lambda one, two: _like_id(one, two) and _like_rounds(one, two),
    _like_rounds,
    _like_id,
    lambda one, two: True,
)


def _fields(one: Held, two: Held, names: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    told = {name: (getattr(one, name, None), getattr(two, name, None)) for name in names}
    return {name: pair for name, pair in told.items() if pair[0] != pair[1]}
