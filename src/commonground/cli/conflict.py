"""stability, paths, together, explain, holds: would it hold, how does one get there, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.cli.asking import Answer, asks
from commonground.cli.options import (
    AsOfOption,
    BudgetOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    RoundOption,
    WhatIfOption,
    asked_case,
    named_targets,
    print_json,
)

if TYPE_CHECKING:
    from commonground.case import Case
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["explain", "holds", "paths", "stability", "together"]

ConceptOption = Annotated[
    list[str] | None,
    typer.Option("--concept", help="nash, gmr, smr, seq, sseq or sim; may be given several times; all but sim if not."),
]


def stability(
    case: CaseArgument,
    *,
    concept: ConceptOption = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Ask about this state only: one Y or N per option, or its name.")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many equilibria to list.")] = 20,
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Write all sets of states to this .npz file (see the reference).")
    ] = None,
    memory: Annotated[
        float | None, typer.Option("--memory", min=0.1, help="How many GiB may be used; what is free unless said.")
    ] = None,
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Which states of the conflict nobody gains by leaving, under the preferences that the case assumes."""
    asked = asked_case(case, layer, what_if, as_of)
    report = _analysed(asked, concept, state, memory, quiet=as_json)
    if keep is not None:
        from commonground.conflict.stability.keep import keep_states

        keep_states(report, keep)
    if as_json:
        told = report.to_dict()
        print_json(told if keep is None else {**told, "file": str(keep)})
        return
    from commonground.brief.terminal.stability import print_stability, print_state

    if state is None:
        print_stability(asked, report, most)
    else:
        from commonground.conflict.stability.states import known_state

        print_state(asked, report, report.model.name(known_state(report.model, state)))


@asks
def paths(
    case: Case,
    *,
    to: Annotated[
        str | None, typer.Option("--to", help="A state to find ways to; every equilibrium unless said.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="Where to begin; today's state unless said.")] = None,
    concept: ConceptOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many equilibria to find ways to.")] = 20,
) -> Answer:
    """How one gets from today to each equilibrium, by whose moves, and what cannot be left or undone."""
    from commonground.brief.terminal.paths import print_paths
    from commonground.brief.terminal.progress import progress_bar
    from commonground.conflict.evolution.report import evolution
    from commonground.conflict.model.contract import CONCEPTS

    with progress_bar("Looking for ways") as tell:
        report = evolution(
            case,
            to,
            start,
            concept or CONCEPTS,
            most=most,
            progress=lambda share, doing: tell(round(share * 1000), 1000),
            announce=lambda told: typer.echo(f"The equilibria alone will take {told}.", err=True),
        )
    return report, lambda: print_paths(case, report)


@asks
def together(
    case: Case,
    state: Annotated[str | None, typer.Argument(help="One Y or N per option, or a name; today's unless said.")] = None,
    *,
    most: Annotated[int, typer.Option("--most", min=1, help="How many better states to name for each coalition.")] = 20,
) -> Answer:
    """Which parties could together do better than a state, by which steps, and whether the rest could deter it."""
    from commonground.brief.terminal.progress import progress_bar
    from commonground.brief.terminal.together import print_together
    from commonground.conflict.coalitions.report import together as ask

    with progress_bar("Looking at coalitions") as tell:
        report = ask(
            case,
            state,
            most=most,
            progress=lambda share, doing: tell(round(share * 1000), 1000),
            announce=lambda told: typer.echo(f"This will take {told}.", err=True),
        )
    return report, lambda: print_together(case, report)


@asks
def explain(
    case: Case,
    party: Annotated[str, typer.Argument(help="Whose staying or leaving is asked about.")],
    state: Annotated[str | None, typer.Argument(help="One Y or N per option, or a name; today's unless said.")] = None,
    *,
    concept: Annotated[str, typer.Option("--concept", help="nash, gmr, smr, seq, sseq or sim.")] = "seq",
) -> Answer:
    """Why a party would stay in a state or leave it: what it would gain, and what the others could answer."""
    from commonground.brief.terminal.explanation import print_explanation
    from commonground.brief.terminal.progress import progress_bar
    from commonground.conflict.stability.analysis import concepts_of
    from commonground.conflict.witness.explanation import explain as ask

    with progress_bar("Looking for reasons") as tell:
        asked = concepts_of([concept])[0]
        told = ask(
            case,
            state,
            party,
            asked,
            progress=lambda share, doing: tell(round(share * 1000), 1000),
            announce=lambda soon: typer.echo(
                f"The reasons will take {soon}; what they turn on, up to some ten seconds more.", err=True
            ),
        )
    return told, lambda: print_explanation(case, told)


@asks
def holds(
    case: Case,
    deal: Annotated[
        list[str] | None, typer.Argument(help="Formulas over issues; the case's targets and offers unless said.")
    ] = None,
    *,
    concept: ConceptOption = None,
    round: RoundOption = None,
    seconds: BudgetOption = 10.0,
) -> Answer:
    """Whether what could be agreed would also hold, for whom not, and which assumed preferences that turns on."""
    from commonground.brief.terminal.durable import print_durability
    from commonground.conflict.model.contract import CONCEPTS
    from commonground.durability import durability

    report = durability(case, named_targets(deal) if deal else None, concept or CONCEPTS, round=round, budget=seconds)
    return report, lambda: print_durability(case, report)


def _analysed(
    case: Case, concepts: list[str] | None, about: str | None, memory: float | None, *, quiet: bool
) -> StabilityReport:
    """The analysis, with a word on how long it will take before long work, and a bar while it runs."""
    from commonground.brief.terminal.progress import progress_bar
    from commonground.conflict.model.contract import CONCEPTS
    from commonground.conflict.stability.analysis import stability as ask

    with progress_bar("Looking for stable states", shown=not quiet) as tell:
        return ask(
            case,
            concepts or CONCEPTS,
            progress=lambda share, doing: tell(round(share * 1000), 1000),
            memory=None if memory is None else int(memory * (1 << 30)),
            announce=None if quiet else lambda told: typer.echo(f"This will take {told}.", err=True),
            about=about,
        )
