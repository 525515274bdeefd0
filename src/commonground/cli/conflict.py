"""stability, paths, explain, holds: would it hold, how does one get there, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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

__all__ = ["explain", "holds", "paths", "stability"]

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
    report = _analysed(asked, concept, memory, quiet=as_json)
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


def paths(
    case: CaseArgument,
    *,
    to: Annotated[
        str | None, typer.Option("--to", help="A state to find ways to; every equilibrium unless said.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", help="Where to begin; today's state unless said.")] = None,
    concept: ConceptOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many equilibria to find ways to.")] = 20,
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """How one gets from today to each equilibrium, by whose moves, and what cannot be left or undone."""
    from commonground.brief.terminal.progress import progress_bar
    from commonground.conflict.evolution.report import evolution
    from commonground.conflict.model.contract import CONCEPTS

    asked = asked_case(case, layer, what_if, as_of)
    with progress_bar("Looking for ways", shown=not as_json) as tell:
        report = evolution(
            asked,
            to,
            start,
            concept or CONCEPTS,
            most=most,
            progress=lambda share, doing: tell(round(share * 1000), 1000),
        )
    if as_json:
        print_json(report.to_dict())
        return
    from commonground.brief.terminal.paths import print_paths

    print_paths(asked, report)


def explain(
    case: CaseArgument,
    party: Annotated[str, typer.Argument(help="Whose staying or leaving is asked about.")],
    state: Annotated[str | None, typer.Argument(help="One Y or N per option, or a name; today's unless said.")] = None,
    *,
    concept: Annotated[str, typer.Option("--concept", help="nash, gmr, smr, seq, sseq or sim.")] = "seq",
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Why a party would stay in a state or leave it: what it would gain, and what the others could answer."""
    from commonground.conflict.stability.analysis import concepts_of
    from commonground.conflict.witness.explanation import explain as ask

    asked = asked_case(case, layer, what_if, as_of)
    told = ask(asked, state, party, concepts_of([concept])[0])
    if as_json:
        print_json(told.to_dict())
        return
    from commonground.brief.terminal.explanation import print_explanation

    print_explanation(asked, told)


def holds(
    case: CaseArgument,
    deal: Annotated[
        list[str] | None, typer.Argument(help="Formulas over issues; the case's targets and offers unless said.")
    ] = None,
    *,
    concept: ConceptOption = None,
    round: RoundOption = None,
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Whether what could be agreed would also hold, for whom not, and which assumed preferences that turns on."""
    from commonground.conflict.model.contract import CONCEPTS
    from commonground.durability import durability

    asked = asked_case(case, layer, what_if, as_of)
    deals = named_targets(deal) if deal else None
    report = durability(asked, deals, concept or CONCEPTS, round=round, budget=seconds)
    if as_json:
        print_json(report.to_dict())
        return
    from commonground.brief.terminal.durable import print_durability

    print_durability(asked, report)


def _analysed(case: Case, concepts: list[str] | None, memory: float | None, *, quiet: bool) -> StabilityReport:
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
        )
