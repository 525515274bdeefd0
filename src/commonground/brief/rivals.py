"""Rival readings answered: the case read otherwise, and what would be another then, as the brief tells it.

A reading is laid on, or taken off, by itself. Asked are the zones of the matters the brief goes through, who could open
what stays shut, and the order of steps; kept is only what differs, with the numbers in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from commonground.agreement import Budget, OutOfTime, Question, ask, order, price, targets_of, zone
from commonground.brief.earlier import objects_told
from commonground.case import Case, Target

if TYPE_CHECKING:
    from commonground.brief.material import Material

__all__ = ["NewPrice", "Rival", "Turned", "rivals_of"]

_SECONDS = 2.0  # for all readings together
_MOST = 12  # readings tried


@dataclass(frozen=True, slots=True)
class Turned:
    """A matter whose zone would be another; both None where it would not be asked about."""

    matter: str
    zone: str | None
    alone: str | None


@dataclass(frozen=True, slots=True)
class NewPrice:
    """What a side would have to give up alone to open a matter then; None: it could not."""

    matter: str
    party: str
    clauses: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """What one reading would make of the case."""

    title: str
    source: str | None  # whose reading
    off: bool  # it is on now, and was taken off
    changed: tuple[str, ...]  # objects that it does without, or has otherwise
    turned: tuple[Turned, ...] = ()
    prices: tuple[NewPrice, ...] = ()
    edges: tuple[str, ...] = ()  # of the order, those it does without or adds
    order: Literal["another", "none"] | None = None  # None: as it is
    cycles: int | None = None  # where their number would be another
    verdict: str | None = None  # where it would be another
    finished: bool = True

    @property
    def differs(self) -> bool:
        """Whether any verdict would be another."""
        return bool(self.turned or self.prices or self.order)

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "source": self.source,
            "off": self.off,
            "changed": list(self.changed),
            "zones": {each.matter: {"zone": each.zone, "alone": each.alone} for each in self.turned},
            "price": [
                {
                    "matter": each.matter,
                    "party": each.party,
                    "clauses": None if each.clauses is None else list(each.clauses),
                }
                for each in self.prices
            ],
            "order": None if self.order is None else {"cycles": self.cycles, "verdict": self.verdict},
            "finished": self.finished,
        }


def rivals_of(material: Material) -> Mapping[str, Rival]:
    """Every reading of the material that there is time and room for, answered."""
    limit = Budget(_SECONDS)
    return {name: _rival(material, name, other, limit) for name, other in list(material.readings.items())[:_MOST]}


def _rival(material: Material, name: str, other: Case, limit: Budget) -> Rival:
    on = next((layer for layer in material.case.layers if layer.id == name), None)
    layer = on or next((layer for layer in other.layers if layer.id == name), None)
    now, then = material.data_of_objects, objects_told(other)
    facts: dict[str, Any] = {
        "title": layer.title if layer else name,
        "source": layer.source if layer else None,
        "off": on is not None,
        "changed": tuple(each for each in now if then.get(each) != now[each]),
    }
    try:
        return Rival(**facts, **_answers(material, other, facts["changed"], limit))
    except OutOfTime:
        return Rival(**facts, finished=False)


def _answers(material: Material, other: Case, changed: tuple[str, ...], limit: Budget) -> dict[str, Any]:
    question = ask(other, material.round if material.round in other.rounds else None)
    theirs = targets_of(other)
    turned: list[Turned] = []
    prices: list[NewPrice] = []
    for name in dict.fromkeys((*material.asked, *material.case.issues)):
        now = material.report.targets[name]
        if name not in theirs:
            turned.append(Turned(name, None, None))
            continue
        then = zone(question, theirs[name], limit)
        if (then.zone, then.alone) != (now.zone, now.alone):
            turned.append(Turned(name, then.zone, then.alone))
        elif name in material.case.targets and then.zone == "excluded" and not then.by_meaning:
            prices += _prices(material, name, question, theirs[name], limit)
    return {"turned": tuple(turned), "prices": tuple(prices), **_order(material, other, changed, limit)}


def _prices(material: Material, name: str, question: Question, target: Target, limit: Budget) -> Iterator[NewPrice]:
    """Who could open it by giving up another number of clauses than as the case stands."""
    now = material.report.targets[name]
    if "price" in now.not_computed or now.by_meaning:
        return
    for side in material.case.table:
        then = price(question, target, side.id, budget=limit)
        if then.size != now.price[side.id]:
            yield NewPrice(name, side.id, None if then.clauses is None else tuple(then.clauses))


def _order(material: Material, other: Case, changed: tuple[str, ...], limit: Budget) -> dict[str, Any]:
    report = material.order
    edges = {name for name in changed if name in material.case.order} | (set(other.order) ^ set(material.case.order))
    if report is None or not edges:
        return {}
    if not other.order:
        return {"edges": tuple(sorted(edges)), "order": "none"}
    then = order(other, budget=limit.part(0.5))
    cycles = len(then.cycles) if len(then.cycles) != len(report.cycles) else None
    verdict = then.verdict if then.verdict != report.verdict else None
    if cycles is None and verdict is None:
        return {}
    return {"edges": tuple(sorted(edges)), "order": "another", "cycles": cycles, "verdict": verdict}
