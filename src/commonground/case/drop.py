"""A bound case without some of its objects: the smallest way to ask "what if this were not so?".

Objects are named by id: clauses, acceptances, offers, rules, powers, order edges, priorities, rankings, weights and
statements; sources as ``sources.ID``. As with a layer, what rested on nothing else falls too: without its statements a
source speaks for nothing, and an object whose whole evidence is gone may not quietly turn into an unsourced one.
Parties, issues, rounds and steps are the frame of the case; a layer can withdraw them, this cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from commonground.case.model import Case, Judged
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["drop", "falls_with", "judged_objects"]

_SECTIONS = (
    "clauses",
    "meaning",
    "acceptances",
    "offers",
    "powers",
    "order",
    "feasible",
    "holdings",
    "priorities",
    "rankings",
    "weights",
)


def judged_objects(case: Case) -> dict[str, Judged]:
    """Every judged object of a case, by id."""
    return {name: item for section in _SECTIONS for name, item in getattr(case, section).items()}


def falls_with(case: Case, names: Iterable[str]) -> frozenset[str]:
    """``names``, the statements of sources among them, and the judged objects that rest on nothing else.

    Raises
    ------
    UsageError
        Something is named that the case does not have, or that cannot be dropped by itself.
    """
    gone = set(names)
    objects = judged_objects(case)
    known = {*objects, *case.statements, *(f"sources.{source}" for source in case.sources)}
    for name in sorted(gone - known):
        what = f"There is nothing “{name[:80]}” in this case that could be dropped."
        expected = "the id of a clause, rule, acceptance, offer, edge, power, preference or statement, or sources.ID"
        raise UsageError(
            Problem(what, read=name, expected=expected, nearest=nearest_word(name, known), code="unknown-id")
        )
    gone |= {statement.id for statement in case.statements.values() if f"sources.{statement.document}" in gone}
    left = case.statements.keys() - gone
    gone |= {name for name, item in objects.items() if _rests_on_nothing(item, gone, left)}
    return frozenset(gone)


def drop(case: Case, names: Iterable[str], reason: str = "dropped") -> Case:
    """``case`` without the objects named and what falls with them.

    >>> from commonground.case import load
    >>> "R1" in drop(load("istanbul-2025"), ["R1"]).clauses
    False
    """
    gone = falls_with(case, names)
    changed: dict[str, Any] = {section: _without(getattr(case, section), gone) for section in _SECTIONS}
    changed["statements"] = _without(case.statements, gone)
    sources = {name: source for name, source in case.sources.items() if f"sources.{name}" not in gone}
    changed["sources"] = MappingProxyType(sources)
    changed["withdrawn"] = MappingProxyType(dict(case.withdrawn) | dict.fromkeys(sorted(gone), reason))
    return replace(case, **changed)


def _rests_on_nothing(item: Judged, gone: set[str], left: set[str]) -> bool:
    """Whether it loses evidence and has none left, counting what had fallen before."""
    return not gone.isdisjoint(item.evidence) and left.isdisjoint(item.evidence)


def _without(objects: Mapping[str, Any], gone: frozenset[str]) -> Mapping[str, Any]:
    return MappingProxyType({name: item for name, item in objects.items() if name not in gone})
