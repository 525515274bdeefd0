"""What stands on record at the round asked about, by the issue it speaks of: clauses, acceptances, offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonground.brief.material import Material
from commonground.case import Acceptance, Clause, Offer
from commonground.logic import mentions

__all__ = ["OnRecord", "on_record"]

_SECTIONS = ("clauses", "acceptances", "offers")


@dataclass(frozen=True)
class OnRecord:
    """By section and issue, in the order of the file: the place there, the id and the party."""

    found: Mapping[tuple[str, str], tuple[tuple[int, str, str], ...]]

    def of(self, issues: Iterable[str], section: str, party: str | None = None) -> tuple[str, ...]:
        """The ids of those on some of these issues, of one party or of all at the table."""
        each = {item for issue in issues for item in self.found.get((section, issue), ())}
        return tuple(name for _, name, owner in sorted(each) if party in (None, owner))


def on_record(material: Material) -> OnRecord:
    """Everything of the parties at the table that is in force, or was offered by then."""
    found: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    table = {party.id for party in material.case.table}
    for section in _SECTIONS:
        items: Iterable[Clause | Acceptance | Offer] = getattr(material.case, section).values()
        for place, item in enumerate(items):
            if item.party in table and _stands(material, item):
                for issue in mentions(item.formula):
                    found.setdefault((section, issue), []).append((place, item.id, item.party))
    return OnRecord({key: tuple(each) for key, each in found.items()})


def _stands(material: Material, item: Clause | Acceptance | Offer) -> bool:
    if not isinstance(item, Offer):
        return material.case.in_force(item, material.round)
    if item.round is None or material.round is None:
        return True
    rounds = material.case.rounds
    return rounds[item.round].position <= rounds[material.round].position
