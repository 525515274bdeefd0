"""The order of steps in words: edges, circles, repairs, schedules and exposure, with the titles that the case gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonground.agreement import EdgeRecord, Exposure, OrderReport, Repair
from commonground.agreement.steps.exposure import NOT_SAID
from commonground.agreement.steps.schedule import Stages
from commonground.agreement.steps.tranches import Tranches
from commonground.brief.wording import listed, party_name
from commonground.case import Case

__all__ = [
    "cycle_in_words",
    "edge_in_words",
    "exposure_in_words",
    "share_in_words",
    "stages_in_words",
    "step_in_words",
    "tranches_in_words",
    "verdict_in_words",
    "whose",
]


def step_in_words(case: Case, name: str) -> str:
    """``Settlement text (framework)`` for a phase."""
    step, _, phase = name.partition(":")
    title = case.steps[step].title
    return f"{title} ({phase})" if phase else title


def whose(case: Case, edge: EdgeRecord) -> str:
    """``Ukraine``, ``structural``; with the teller where only another side tells of it."""
    owner = party_name(case, edge.party) if edge.party else "order of phases" if edge.kind == "phases" else "structural"
    if edge.party and edge.kind != "demanded":
        owner += f", {edge.kind}"
    return f"{owner}, by {party_name(case, edge.told_only_by)}'s account alone" if edge.told_only_by else owner


def edge_in_words(case: Case, edge: EdgeRecord) -> str:
    """``“Ceasefire” before “Talks on territory” (O2, Ukraine)``."""
    before, after = (f"“{step_in_words(case, name)}”" for name in (edge.before, edge.after))
    return f"{before} before {after} ({edge.id}, {whose(case, edge)})"


def cycle_in_words(case: Case, report: OrderReport, cycle: Iterable[str]) -> str:
    """``“A” before “B” (O1, North); “B” before “A” (O2, South)``."""
    return "; ".join(edge_in_words(case, report.edges[name]) for name in cycle)


def verdict_in_words(case: Case, report: OrderReport) -> tuple[str, ...]:
    """Whether the order is itself the deadlock, in a few sentences."""
    if report.verdict == "no deadlock":
        return ("No steps wait for each other in a circle: there is an order that meets every demand.",)
    count = f"{len(report.cycles)}{'' if 'cycles' not in report.not_computed else ' or more'}"
    circles = f"Steps wait for each other in {count} circle{'s' * (len(report.cycles) != 1)}."
    if report.verdict == "structure":
        return (
            circles,
            f"The structural edges alone run in one: {_tied(case, report, 0)}. The case contradicts itself.",
        )
    if report.verdict == "pure sequence":
        rest = "The deadlock is one of sequence alone: with steps at once or in phases no demand has to be dropped."
        return circles, rest
    pairs = tuple(_survivor(case, report, number) for number in range(min(3, len(report.surviving))))
    more = len(report.surviving) - len(pairs)
    also = (f"And {more} more such set{'s' * (more != 1)}.",) if more else ()
    return circles, "No order of steps meets all demands, even with steps at once or in phases.", *pairs, *also


def _survivor(case: Case, report: OrderReport, number: int) -> str:
    demands = listed(edge_in_words(case, report.edges[name]) for name in report.surviving[number])
    against = "cannot stand together" if len(report.surviving[number]) > 1 else "cannot stand"
    return f"What survives every re-ordering: {demands} {against}, given {_tied(case, report, number)}."


def _tied(case: Case, report: OrderReport, number: int) -> str:
    through = report.surviving_through[number : number + 1]
    return listed(edge_in_words(case, report.edges[name]) for ids in through for name in ids)


def share_in_words(repair: Repair, party: str) -> str:
    """What a repair does to one side's edges: ``drops O6; O4 at once; O5 for a phase``."""
    share = repair.by_party[party]
    aimed = [f"{edge} ({', '.join(repair.schedule.reaimed[edge].values())})" for edge in share.reaim]
    told = [
        f"{words} {', '.join(ids)}"
        for words, ids in (("drops", share.drop), ("softens", share.soften), ("aims at a phase", aimed))
        if ids
    ]
    return "; ".join(told) or "–"


def stages_in_words(case: Case, stages: Stages) -> tuple[str, ...]:
    """A line a stage; steps at once are joined by "with"."""
    return tuple(
        f"{number}. " + "; ".join(" with ".join(step_in_words(case, name) for name in moment) for moment in stage)
        for number, stage in enumerate(stages, 1)
    )


def exposure_in_words(case: Case, exposure: Exposure) -> str:
    """``Ukraine: Withdrawal, for 2 stages, whatever the schedule; Russia: none``."""
    sides = [
        f"{_side(case, side)}: {_steps(case, exposure, side, steps)}" for side, steps in exposure.uncovered.items()
    ]
    return "; ".join(sides)


def _steps(case: Case, exposure: Exposure, side: str, steps: Mapping[str, int]) -> str:
    """Nothing exposed is one thing, and nothing on record that could expose another."""
    told = []
    for step, count in steps.items():
        forced = "in any schedule of it" if step in exposure.forced[side] else "another schedule could avoid it"
        told.append(f"{case.steps[step].title} for {count} stage{'s' * (count != 1)}, {forced}")
    own = any(step.irreversible and (step.by or NOT_SAID) == side for step in case.steps.values())
    return listed(told) if told else "none" if own else "no irreversible step of its own is on record"


def _side(case: Case, side: str) -> str:
    return "whose is not said" if side == NOT_SAID else party_name(case, side)


def tranches_in_words(case: Case, pair: Tranches) -> str:
    """Both beginnings, part by part."""
    rows = (", ".join(f"{case.steps[step].title}{part}" for step, part in map(_part, row)) for row in pair.turns)
    return "; or ".join(rows)


def _part(name: str) -> tuple[str, str]:
    step, _, part = name.partition(":")
    return step, f" (part {part})" if part else ""
