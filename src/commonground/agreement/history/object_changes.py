"""What is written differently: objects that came, went, or were replaced.

*Between two rounds* of one case an object came if it is in force at the later round alone, and went if it is in force
at the earlier one alone. One that went is *replaced* by those of the same party that are in force at the later round,
began in the very round in which it ended, and are about an issue that it was about; where such a one was replaced
itself in between, by what replaced it. That one followed upon the other is what the record shows; that it was given
in exchange is not said. Offers are made and do not end.

*Between two cases* objects are told apart by their ids: what one case alone has came or went, and what both have is
replaced where its words differ. A formula written otherwise that reads the same is no difference, and neither is the
layer that an object came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from commonground.agreement.solving.question import in_natural_order
from commonground.case.evidence import told_only_by
from commonground.case.model import Acceptance, Case, Clause, Judged, Offer
from commonground.logic import mentions

__all__ = ["Replaced", "SectionChanges", "between_cases", "between_rounds", "record_of"]

# What of a case is compared by id. What was said (statements) shows in the evidence of the objects that rest on it.
SECTIONS = (
    "parties",
    "actors",
    "rounds",
    "issues",
    "meaning",
    "clauses",
    "acceptances",
    "offers",
    "powers",
    "targets",
    "steps",
    "order",
    "options",
    "feasible",
    "holdings",
    "priorities",
    "rankings",
    "weights",
    "sources",
)
_UNWRITTEN = frozenset({"id", "formula", "where", "position"})  # made while loading
_UNCOMPARED = frozenset({"layer", "hypothesis"})

Span = TypeVar("Span", bound=Clause | Acceptance)


@dataclass(frozen=True, slots=True)
class Replaced:
    """An object that is otherwise: what stands in its place, and between cases what differs, before and after."""

    id: str
    by: tuple[str, ...]
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        changed = {name: {"before": before, "after": after} for name, (before, after) in self.fields.items()}
        return {"id": self.id, "by": list(self.by), "fields": changed}


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """What changed in one section; what was replaced has neither come nor gone. ``reasons``: why some went."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    replaced: tuple[Replaced, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.replaced)

    @property
    def ids(self) -> frozenset[str]:
        """Every id named."""
        return frozenset((*self.came, *self.went)).union(*({item.id, *item.by} for item in self.replaced))

    def to_dict(self) -> dict[str, Any]:
        return {
            "came": list(self.came),
            "went": list(self.went),
            "replaced": [item.to_dict() for item in self.replaced],
            "reasons": dict(self.reasons),
        }


def between_rounds(case: Case, earlier: str, later: str) -> dict[str, SectionChanges]:
    """What changed in clauses, acceptances and offers, of all parties."""
    first, last = case.rounds[earlier].position, case.rounds[later].position
    made = (offer for offer in case.offers.values() if first < _made(case, offer) <= last)
    return {
        "clauses": _spans(case, case.clauses, earlier, later),
        "acceptances": _spans(case, case.acceptances, earlier, later),
        "offers": SectionChanges(in_natural_order(offer.id for offer in made), (), ()),
    }


def between_cases(before: Case, after: Case) -> dict[str, SectionChanges]:
    """What changed in each section, by id."""
    return {name: _section(getattr(before, name), getattr(after, name), after.withdrawn) for name in SECTIONS}


def record_of(case: Case, section: str, id: str) -> dict[str, Any] | None:
    """An object of a case in plain data, with the side that alone tells of it; None if the case does not have it."""
    item = getattr(case, section).get(id)
    if item is None:
        return None
    record = {"section": section, **_plain_fields(item)}
    if isinstance(item, Judged):
        # Only what is said of a party can be another party's word about it.
        about = getattr(item, "party", None)
        record |= {"unsourced": not item.evidence, "told_only_by": told_only_by(case, item) if about else None}
    return record


def _made(case: Case, offer: Offer) -> int:
    return 0 if offer.round is None else case.rounds[offer.round].position


def _spans(case: Case, section: Mapping[str, Span], earlier: str, later: str) -> SectionChanges:
    before = {name for name, item in section.items() if case.in_force(item, earlier)}
    after = {name for name, item in section.items() if case.in_force(item, later)}
    replaced: list[Replaced] = []
    for name in in_natural_order(before - after):
        heirs = _heirs(section, section[name], after - before, {name})
        if heirs:
            replaced.append(Replaced(name, in_natural_order(heirs)))
    taken: set[str] = set().union(*({each.id, *each.by} for each in replaced))
    return SectionChanges(
        in_natural_order(after - before - taken), in_natural_order(before - after - taken), tuple(replaced)
    )


def _heirs(section: Mapping[str, Span], old: Span, came: set[str], seen: set[str]) -> set[str]:
    """What stands at the later round where ``old`` stood, through any number of replacements in between."""
    found: set[str] = set()
    about = mentions(old.formula)
    for name, item in section.items():
        if name in seen or item.party != old.party or item.round is None or item.round != old.until:
            continue
        if about.isdisjoint(mentions(item.formula)):
            continue
        seen.add(name)
        found |= {name} if name in came else _heirs(section, item, came, seen)
    return found


def _section(before: Mapping[str, Any], after: Mapping[str, Any], withdrawn: Mapping[str, str]) -> SectionChanges:
    went = in_natural_order(name for name in before if name not in after)
    replaced = []
    for name in in_natural_order(name for name in before if name in after):
        changed = _changed(before[name], after[name])
        if changed:
            replaced.append(Replaced(name, (name,), changed))
    reasons = {name: withdrawn[name] for name in went if name in withdrawn}
    came = in_natural_order(name for name in after if name not in before)
    return SectionChanges(came, went, tuple(replaced), reasons)


def _changed(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    old, new = _plain_fields(before), _plain_fields(after)
    names = [name for name in (*old, *(name for name in new if name not in old)) if name not in _UNCOMPARED]
    changed = {name: (old.get(name), new.get(name)) for name in names if not _same(name, old.get(name), new.get(name))}
    formulas = [getattr(item, "formula", None) for item in (before, after)]
    if formulas[0] is not None and formulas[0] == formulas[1]:
        changed.pop("text", None)
    return changed


def _same(name: str, old: Any, new: Any) -> bool:
    """Whether a field says the same; of outcomes the order does too, for the first is the status quo."""
    return bool(old == new) and (name != "outcomes" or list(old) == list(new))


def _plain_fields(item: Any) -> dict[str, Any]:
    return {each.name: _plain(getattr(item, each.name)) for each in fields(item) if each.name not in _UNWRITTEN}


def _plain(value: Any) -> Any:
    """A value as JSON could hold it."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
