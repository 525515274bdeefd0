"""check, new, attach: what concerns the case folder itself."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from commonground.cli.options import (
    AsOfOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    asked_case,
    print_json,
)
from commonground.errors import Problem

__all__ = ["attach", "check", "new"]


def check(
    case: CaseArgument, *, layer: LayerOption = None, as_of: AsOfOption = None, as_json: JsonOption = False
) -> None:
    """What is wrong with a case, and what a careful reader would ask about. Exit code 1 when there are errors."""
    from commonground.agreement import verdicts_on_one_sides_word
    from commonground.case import check as check_case
    from commonground.case.check_layers import layer_problems
    from commonground.errors import CaseError, FormulaError

    try:
        loaded = asked_case(case, layer, as_of=as_of)
        problems = (*layer_problems(case), *check_case(loaded), *verdicts_on_one_sides_word(loaded))
    except (CaseError, FormulaError) as error:
        problems = error.problems
    _tell_findings(problems, as_json)


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must be new or empty.")],
    *,
    title: Annotated[str | None, typer.Option("--title", help="The name of the talks.")] = None,
) -> None:
    """Write a commented starter case that loads, passes check and already has something to say."""
    from commonground.case import new as new_case

    root = new_case(folder, title)
    typer.echo(f"A new case stands in {root}. Open {root / 'case.yaml'} in a text editor, then:")
    for verb in ("check", "agree", "brief"):
        typer.echo(f"  commonground {verb} {shlex.quote(str(root))}")


def attach(
    case: CaseArgument,
    source: Annotated[str | None, typer.Argument(help="The source whose text it is; all are listed without.")] = None,
    file: Annotated[Path | None, typer.Argument(help="The text, as a UTF-8 file. It is not copied.")] = None,
    *,
    forget: Annotated[bool, typer.Option("--forget", help="No longer use the text attached to this source.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring up the quotes behind sealed anchors, from a text that may not be kept in the case."""
    from commonground.case.attach import attach_text, attachment_states, forget_text

    loaded = asked_case(case)
    if source is not None and forget:
        forget_text(loaded, source)
    elif source is not None:
        attach_text(loaded, source, file)
    states = attachment_states(loaded, source)
    if as_json:
        print_json({"case": loaded.id, "sources": [state.to_dict() for state in states]})
    else:
        from commonground.brief.terminal.agreement import print_attachments

        print_attachments(loaded, states)


def _tell_findings(problems: Iterable[Problem], as_json: bool) -> None:
    found = list(problems)
    errors = [problem for problem in found if problem.severity == "error"]
    if as_json:
        print_json({"errors": len(errors), "problems": [problem.to_dict() for problem in found]})
    else:
        from commonground.brief.terminal.agreement import print_problems

        print_problems(found)
    if errors:
        raise typer.Exit(1)
