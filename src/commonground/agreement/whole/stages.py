"""The stages of an analysis: which questions are put to every target, in which order, for how long.

Zones of all targets come first, since they are cheap and everything hangs on them; then blocking sets with keystones,
concessions, prices with levels, examples, and last the disjoint blocking sets. Each stage may use a part of the time
that is left and shares it among the targets that wait. What it could not settle in its share is named as missing and
left out, so a number that is told is never a mere bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.solving.question import Question
from commonground.agreement.whole.draft import FIELDS, Draft
from commonground.agreement.zones.authority import can_open
from commonground.agreement.zones.blocking import blocking_set
from commonground.agreement.zones.concession import concession, price
from commonground.agreement.zones.disjoint import disjoint_blocking_sets
from commonground.agreement.zones.example import example, rests_on
from commonground.agreement.zones.keystones import keystones
from commonground.agreement.zones.zone import zone

__all__ = ["settle", "settle_disjoint"]

Stage = Callable[[Question, Draft, Budget], None]


def settle(question: Question, drafts: Sequence[Draft], limit: Budget) -> None:
    """Put every question but one to every target, those first in ``drafts`` first."""
    _each(question, drafts, limit, _zone)
    blocked = [draft for draft in drafts if draft.blocked or draft.blocked_alone]
    _each(question, blocked, limit.part(0.4), _blocking)
    _each(question, blocked, limit.part(0.4), _concession)
    _each(question, blocked, limit.part(0.5), _prices)
    open_ = [draft for draft in drafts if draft.zone is not None and draft.zone.zone != "excluded"]
    _each(question, open_, limit.part(0.3), _example)


def settle_disjoint(question: Question, drafts: Sequence[Draft], limit: Budget) -> None:
    """Look for disjoint blocking sets, the costliest answer of those that hold for certain."""
    _each(question, [draft for draft in drafts if draft.blocked], limit, _disjoint)


def _each(question: Question, drafts: Sequence[Draft], limit: Budget, stage: Stage) -> None:
    for done, draft in enumerate(drafts):
        stage(question, draft, limit.share(len(drafts) - done))


def _zone(question: Question, draft: Draft, budget: Budget) -> None:
    draft.attempt(FIELDS, budget, lambda: draft.settle_zone(zone(question, draft.target, budget)))


def _blocking(question: Question, draft: Draft, budget: Budget) -> None:
    def package() -> None:
        draft.blocking_set = blocking_set(question, draft.target, budget=budget, smallest=budget.part(0.5))
        if not draft.blocking_set.smallest:
            draft.missing.add("blocking_set_smallest")

    def stones() -> None:
        if draft.blocking_set is None:
            raise OutOfTime
        draft.keystones = keystones(question, draft.target, budget=budget, among=draft.blocking_set.clauses)

    def alone() -> None:
        draft.alone_blocking_set = blocking_set(
            question, draft.target, alone=True, budget=budget, smallest=budget.part(0.5)
        )

    if draft.blocked:
        draft.attempt(("blocking_set", "blocking_set_smallest"), budget, package)
        draft.attempt(("keystones",), budget, stones)
    if draft.blocked_alone:
        draft.attempt(("alone_blocking_set",), budget, alone)


def _concession(question: Question, draft: Draft, budget: Budget) -> None:
    def work() -> None:
        draft.concession = concession(question, draft.target, budget=budget, stones=draft.keystones)
        if draft.concession.unique is None:
            draft.missing.add("concession_unique")

    if draft.blocked:
        draft.attempt(("concession", "concession_unique"), budget, work)


def _prices(question: Question, draft: Draft, budget: Budget) -> None:
    def package() -> None:
        target, stones = draft.target, draft.keystones
        draft.price = {p.id: price(question, target, p.id, budget=budget, stones=stones) for p in draft.parties}
        if any(item.clauses is not None and item.unique is None for item in draft.price.values()):
            draft.missing.add("price_unique")

    def alone() -> None:
        draft.price_alone = {
            p.id: price(question, draft.target, p.id, alone=True, budget=budget) for p in draft.parties
        }

    def levels() -> None:
        draft.can_open = {party.id: can_open(question, draft.target, party, budget) for party in draft.parties}

    if draft.blocked:
        draft.attempt(("price", "price_unique"), budget, package)
        draft.attempt(("can_open",), budget, levels)
    if draft.blocked_alone:
        draft.attempt(("price_alone",), budget, alone)


def _example(question: Question, draft: Draft, budget: Budget) -> None:
    on_record = draft.zone is not None and draft.zone.zone == "accepted"

    def work() -> None:
        draft.example = example(question, draft.target, on_record=on_record, budget=budget)
        if on_record and draft.example is not None:
            draft.acceptances = rests_on(question, draft.example)

    draft.attempt(("example",), budget, work)


def _disjoint(question: Question, draft: Draft, budget: Budget) -> None:
    def work() -> None:
        if draft.blocking_set is None:
            raise OutOfTime
        first = draft.blocking_set.clauses
        draft.disjoint = disjoint_blocking_sets(question, draft.target, budget=budget, first=first)

    draft.attempt(("disjoint_blocking_sets",), budget, work)
