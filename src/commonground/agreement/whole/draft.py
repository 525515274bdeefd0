"""An answer about a target while it is being worked out.

The same formula may be asked for under several names; it is worked out once, here, and told under each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.whole.results import TargetAnswer
from commonground.agreement.zones.blocking import BlockingSet
from commonground.agreement.zones.concession import Concession
from commonground.agreement.zones.zone import ZoneAnswer
from commonground.case.model import Party, Target

__all__ = ["FIELDS", "Draft"]

# Every answer beside the zone, in the order in which they are told.
FIELDS = (
    "blocking_set",
    "blocking_set_smallest",
    "keystones",
    "disjoint_blocking_sets",
    "alone_blocking_set",
    "concession",
    "concession_unique",
    "price",
    "price_unique",
    "price_alone",
    "can_open",
    "example",
)
NOTHING_TO_GIVE = Concession((), unique=True)  # the zone is open
OF_NO_USE = Concession(None, unique=None)  # meaning forbids it, whoever gives up what
_TOLD_WITH = {"price": ("price_clauses",), "price_alone": ("price_alone_clauses",), "example": ("acceptances",)}


@dataclass
class Draft:
    """What is known so far about one target; None: not yet."""

    target: Target
    parties: tuple[Party, ...]
    zone: ZoneAnswer | None = None
    blocking_set: BlockingSet | None = None
    keystones: tuple[str, ...] | None = None
    alone_blocking_set: BlockingSet | None = None
    disjoint: tuple[tuple[str, ...], ...] | None = None
    concession: Concession | None = None
    price: dict[str, Concession] | None = None
    price_alone: dict[str, Concession] | None = None
    can_open: dict[str, str | None] | None = None
    example: dict[str, str] | None = None
    acceptances: tuple[str, ...] = ()
    missing: set[str] = field(default_factory=set)

    def attempt(self, names: Iterable[str], budget: Budget, work: Callable[[], None]) -> None:
        """Do some work, or note the fields it was to fill as missing."""
        try:
            budget.check()
            work()
        except OutOfTime:
            self.missing.update(names)

    def settle_zone(self, zone: ZoneAnswer) -> None:
        """Note the zone, and at once all that follows from it where nothing is blocked."""
        self.zone = zone
        if not self.blocked:
            of_no_use = zone.by_meaning
            self.price = {party.id: OF_NO_USE if of_no_use else NOTHING_TO_GIVE for party in self.parties}
            self.can_open = {party.id: None if of_no_use else party.levels[-1] for party in self.parties}
        if not self.blocked_alone:
            settled = OF_NO_USE if zone.alone_by_meaning else NOTHING_TO_GIVE
            self.price_alone = {party.id: settled for party in self.parties}

    @property
    def blocked(self) -> bool:
        """Excluded, and by mandates: there is something to name and something that could give."""
        return self.zone is not None and self.zone.zone == "excluded" and not self.zone.by_meaning

    @property
    def blocked_alone(self) -> bool:
        return self.zone is not None and self.zone.alone == "excluded" and not self.zone.alone_by_meaning

    def answer(self, name: str, text: str) -> TargetAnswer:
        zone = self.zone
        return TargetAnswer(
            name=name,
            formula=text,
            zone=zone.zone if zone else None,
            alone=zone.alone if zone else None,
            by_meaning=zone.by_meaning if zone else None,
            alone_by_meaning=zone.alone_by_meaning if zone else None,
            blocking_set=self.blocking_set.clauses if self.blocking_set else (),
            blocking_set_smallest=self.blocking_set.smallest if self.blocking_set else None,
            keystones=self.keystones or (),
            disjoint_blocking_sets=self.disjoint or (),
            alone_blocking_set=self.alone_blocking_set.clauses if self.alone_blocking_set else (),
            concession=(self.concession.clauses if self.concession else None) or (),
            concession_unique=self.concession.unique if self.concession else None,
            price=self._sizes(self.price),
            price_clauses=self._clauses(self.price),
            price_unique={party.id: self.price[party.id].unique if self.price else None for party in self.parties},
            price_alone=self._sizes(self.price_alone),
            price_alone_clauses=self._clauses(self.price_alone),
            can_open=self.can_open if self.can_open is not None else {party.id: None for party in self.parties},
            example=self.example,
            acceptances=self.acceptances,
            not_computed=self._not_computed(),
        )

    def _not_computed(self) -> tuple[str, ...]:
        if self.zone is None:
            return ("zone", "alone", "by_meaning", "alone_by_meaning", *self._with_companions(FIELDS))
        return tuple(self._with_companions(name for name in FIELDS if name in self.missing))

    @staticmethod
    def _with_companions(names: Iterable[str]) -> Iterable[str]:
        for name in names:
            yield name
            yield from _TOLD_WITH.get(name, ())

    def _sizes(self, prices: dict[str, Concession] | None) -> dict[str, int | None]:
        return {party.id: prices[party.id].size if prices else None for party in self.parties}

    def _clauses(self, prices: dict[str, Concession] | None) -> dict[str, tuple[str, ...] | None]:
        return {party.id: prices[party.id].clauses if prices else None for party in self.parties}
