"""Where the two engines meet: would a deal that the mandates allow also hold, and how does one get there?

A deal holds in a state that carries it out when that state is an equilibrium: no party gains by leaving it, given what
the others would do then. That depends on the concept, so it is told concept by concept, and on what the parties are
assumed to prefer: the answer is always *under these assumed preferences*, names the presumed ones, and says which of
them it turns on. Whether the mandates allow the deal is a question of its own and stands beside it: a deal may be
allowed and not hold, or hold once made although somebody's mandate rules it out.

The link between outcomes and states is ours; it is written in the case and can be questioned there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from commonground.agreement import Budget, OutOfTime, ask, zone
from commonground.agreement.solving.targets import targets_of
from commonground.case.frame import frame_of
from commonground.case.model import Case, Target
from commonground.conflict.evolution.paths import Paths, paths_to
from commonground.conflict.evolution.reach import Reach, reachable
from commonground.conflict.model.contract import CONCEPTS, Concept, Model
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.stability.analysis import concepts_of, presumed_in, stability
from commonground.conflict.stability.flips import Flip, Flips, flips
from commonground.conflict.stability.results import StabilityReport
from commonground.conflict.witness.find import witness
from commonground.durability.realising import Realising, realising
from commonground.durability.results import DealAnswer, DurabilityReport, HoldVerdict, Verdicts
from commonground.errors import Problem, UsageError, Where
from commonground.logic import to_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.witness.records import Witness

    Mask = NDArray[np.bool_]

__all__ = ["deals_of", "durability"]

# Where a state holds under several, the first of these is the strongest: who holds under it holds under the later ones.
_STRONGEST: tuple[Concept, ...] = ("nash", "sseq", "seq", "smr", "gmr")


def durability(
    case: Case,
    deals: Mapping[str, str] | None = None,
    concepts: Iterable[str] = CONCEPTS,
    *,
    round: str | None = None,
    budget: float | None = 10.0,
) -> DurabilityReport:
    """Whether deals would hold under the preferences that the case assumes.

    Parameters
    ----------
    case
        A case with a conflict part in option form, whose outcomes say under ``holds_when`` which states carry them out.
    deals
        Name to formula over issues. Unless given: the case's targets, and every offer on record, as far as they differ.
    concepts
        Some of ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``.
    round
        For what the mandates say; the latest unless given.
    budget
        Seconds for trying what the verdicts turn on; what is left then is said. None for no limit.

    Raises
    ------
    UsageError
        The case has no conflict part, or one in graph form, where no outcome can be linked to options.

    Examples
    --------
    >>> from commonground.case import load
    >>> report = durability(load("istanbul-2025"), {"halt": "ceasefire = infrastructure_only"}, ["nash", "seq"])
    >>> dict(report.deals["halt"].verdicts)
    {'nash': 'would not hold', 'seq': 'would hold in some ways'}
    """
    started = monotonic()
    asked = concepts_of(concepts)
    model = _in_options(graph_model(case))
    report = stability(case, asked, seconds=0)
    targets = deals_of(case) if deals is None else {name: targets_of(case, deals)[name] for name in deals}
    zones = _zones(case, targets, round, budget)
    ways = _from_today(model)
    linked = {name: realising(case, item.formula) for name, item in targets.items()}
    answers = {name: _answer(report, item, linked[name], zones[name], ways) for name, item in targets.items()}
    assessed = {name: linked[name] for name, answer in answers.items() if answer.assessed}
    turning = _turning(case, report, assessed, _left(budget, started))
    answers = {name: replace(answer, turns_on=turning.get(name)) for name, answer in answers.items()}
    return DurabilityReport(
        **frame_of(case, round),
        concepts=asked,
        deals=answers,
        presumed=presumed_in(case, model.parties),
        status_quo=report.status_quo,
        elapsed=monotonic() - started,
        model=model,
    )


def _in_options(model: Model) -> OptionForm:
    if not isinstance(model, OptionForm):
        what = "Outcomes are linked to options, and the conflict part of this case has named states."
        raise UsageError(Problem(what, Where(), expected="a conflict part with options", code="needs-options"))
    return model


def deals_of(case: Case) -> dict[str, Target]:
    """What is asked unless somebody says otherwise: the case's targets, then its offers by id, each formula once."""
    found = dict(case.targets)
    formulas = {item.formula for item in found.values()}
    for offer in case.offers.values():
        if offer.formula not in formulas:
            formulas.add(offer.formula)
            found[offer.id] = Target(offer.id, offer.formula, offer.text, offer.where)
    return found


def _left(budget: float | None, started: float) -> float | None:
    return None if budget is None else max(0.0, budget - (monotonic() - started))


def _zones(case: Case, targets: Mapping[str, Target], round: str | None, budget: float | None) -> dict[str, str | None]:
    question, limit = ask(case, round), Budget(budget)
    found: dict[str, str | None] = {}
    for name, item in targets.items():
        try:
            found[name] = zone(question, item, limit).zone
        except OutOfTime:
            found[name] = None
    return found


def _from_today(model: OptionForm) -> tuple[Reach, Reach] | None:
    if model.status_quo is None:
        return None
    return reachable(model, model.status_quo), reachable(model, model.status_quo, improving=True)


def _answer(
    report: StabilityReport, item: Target, linked: Realising, zone_value: str | None, ways: tuple[Reach, Reach] | None
) -> DealAnswer:
    there = _states(report, linked)
    told = DealAnswer(
        name=item.id,
        text=item.text,
        zone=zone_value,
        missing=linked.missing,
        left_out=linked.left_out,
        rests_on=linked.rests_on,
        ways=int(np.count_nonzero(there)),
        held={concept: int(np.count_nonzero(there & report.equilibria(concept))) for concept in report.masks},
        verdicts=dict(_verdicts(report, linked)),
    )
    return _with_state(told, report, _best(report, there, ways), ways) if told.assessed else told


def _with_state(told: DealAnswer, report: StabilityReport, state: int, ways: tuple[Reach, Reach] | None) -> DealAnswer:
    leaves = {
        concept: tuple(party for party in report.parties if not report.stable(concept, party)[state])
        for concept in report.masks
    }
    paths: list[Paths | None] = [None, None]
    if ways is not None:
        paths = [paths_to(report.model, reach, state) for reach in ways]
    return replace(
        told,
        state=report.model.name(state),
        leaves=leaves,
        witnesses=_witnesses(report, state, leaves),
        path=paths[0],
        path_of_improvements=paths[1],
    )


def _states(report: StabilityReport, linked: Realising) -> Mask:
    """The feasible states that carry it out, by flat index; none where it is not assessed."""
    model = _in_options(report.model)
    if linked.formula is None:
        return np.zeros(model.size, dtype=np.bool_)
    found = np.broadcast_to(to_array(linked.formula, model.axes), model.shape)
    return np.array(found if model.feasible is None else found & model.feasible).reshape(-1)


def _verdicts(report: StabilityReport, linked: Realising) -> Verdicts:
    there = _states(report, linked)
    return tuple((concept, _verdict(there, report.equilibria(concept))) for concept in report.masks)


def _verdict(there: Mask, equilibria: Mask) -> HoldVerdict:
    if not there.any():
        return "not assessed"
    held = int(np.count_nonzero(there & equilibria))
    if held == np.count_nonzero(there):
        return "would hold"
    return "would hold in some ways" if held else "would not hold"


def _best(report: StabilityReport, there: Mask, ways: tuple[Reach, Reach] | None) -> int:
    """The state told about: held under most concepts, then fewest moves from today, fewest options changed, first."""
    states = np.flatnonzero(there)
    held = np.stack([report.equilibria(concept)[states] for concept in report.masks]).sum(axis=0)
    steps = np.zeros(states.size) if ways is None else ways[0].steps[states].astype(np.float64)
    steps[steps < 0] = np.inf
    today = report.model.status_quo
    changed = np.zeros(states.size, dtype=np.int64) if today is None else np.bitwise_count(states ^ today)
    return int(states[np.lexsort((states, changed, steps, -held))[0]])


def _witnesses(report: StabilityReport, state: int, leaves: Mapping[Concept, tuple[str, ...]]) -> tuple[Witness, ...]:
    asked = [concept for concept in _STRONGEST if concept in leaves]
    holds = next((concept for concept in asked if not leaves[concept]), None)
    every = range(len(report.parties))
    if holds is not None:
        return tuple(witness(report.model, state, party, holds) for party in every)
    weakest = asked[-1]
    return tuple(
        witness(report.model, state, party, weakest) for party in every if report.parties[party] in leaves[weakest]
    )


def _turning(
    case: Case, report: StabilityReport, linked: Mapping[str, Realising], seconds: float | None
) -> dict[str, Flips[Verdicts]]:
    """What each deal's verdicts turn on. Every changed case is analysed once, for all deals together."""
    concepts = tuple(report.masks)

    def verdicts(otherwise: Case) -> tuple[Verdicts, ...]:
        asked = stability(otherwise, concepts, seconds=0)  # what turns a verdict is asked here, once
        return tuple(_verdicts(asked, each) for each in linked.values())

    if not linked:
        return {}
    found = flips(case, report.parties, verdicts, seconds)
    return {name: _of_one(found, place) for place, name in enumerate(linked)}


def _of_one(found: Flips[tuple[Verdicts, ...]], place: int) -> Flips[Verdicts]:
    own = found.verdict[place]
    changed = (Flip(each.party, each.kind, each.ids, each.verdict[place]) for each in found.flips)
    return Flips(own, tuple(each for each in changed if each.verdict != own), found.tried, found.exhaustive)
