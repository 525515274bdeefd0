"""Arguments and options that mean the same for every verb, and loading what they ask for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from commonground.case import Case

__all__ = [
    "AsOfOption",
    "BudgetOption",
    "CaseArgument",
    "JsonOption",
    "LayerOption",
    "RoundOption",
    "TargetOption",
    "WhatIfOption",
    "asked_case",
    "named_targets",
    "print_json",
]

CaseArgument = Annotated[
    str,
    typer.Argument(
        help="A case folder, a .zip of one, or a bundled case (saltmarsh, istanbul-2025, cuba-1962).", metavar="CASE"
    ),
]
RoundOption = Annotated[str | None, typer.Option("--round", help="The round to ask about; the latest unless said.")]
LayerOption = Annotated[
    list[str] | None,
    typer.Option("--layer", help="A layer of the case, or a path to a layer file; may be given several times."),
]
WhatIfOption = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        help="A change: 'drop R1', 'add PARTY: FORMULA', 'accept PARTY: FORMULA', 'change ID: FORMULA' or "
        "'prefer PARTY: ID, ID'; may be given several times.",
    ),
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Only what was on record by this day (2025-06-10).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
BudgetOption = Annotated[float, typer.Option("--seconds", min=0.1, help="How long the search may take in all.")]
TargetOption = Annotated[
    list[str] | None,
    typer.Option("--target", help="One more thing to be agreed, as a formula; may be given several times."),
]


def asked_case(
    place: str, layers: list[str] | None = None, what_if: list[str] | None = None, as_of: str | None = None
) -> Case:
    """The case at ``place`` with the layers, the view of a day and the changes that were asked for."""
    from commonground.case import load

    case = load(place, layers=layers or (), as_of=as_of)
    if what_if:
        from commonground.case.what_if import what_if as changed

        case = changed(case, what_if)
    return case


def named_targets(formulas: list[str] | None) -> dict[str, str]:
    """Targets given as formulas go by their own text."""
    return {formula: formula for formula in formulas or ()}


def print_json(data: Any) -> None:
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
