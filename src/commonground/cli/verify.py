"""verify: does a brief still hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonground.cli.options import CaseArgument, JsonOption, print_json

__all__ = ["verify"]


def verify(
    brief: Annotated[Path, typer.Argument(help="A brief, as .html or .json.", metavar="BRIEF", show_default=False)],
    case: CaseArgument,
    *,
    layer: Annotated[
        list[str] | None,
        typer.Option("--layer", help="The file of a layer that the brief names and the case does not hold."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a brief again from its case and say whether what it tells still holds; exit code 1 if anything differs."""
    from commonground.brief.verifying import verify as verified

    found = verified(brief, case, layer or ())
    if as_json:
        print_json(found.to_dict())
    else:
        from commonground.brief.terminal.verifying import print_verified

        print_verified(found)
    if not found.holds:
        raise typer.Exit(1)
