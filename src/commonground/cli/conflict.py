"""stability, paths, explain: would it hold, how does one get there, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.cli.options import (
    AsOfOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    WhatIfOption,
    asked_case,
    print_json,
)

if TYPE_CHECKING:
    from commonground.case import Case
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["stability"]

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
