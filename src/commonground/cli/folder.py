"""check, new, attach: what concerns the case folder itself."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.cli.options import (
    AsOfOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    asked_case,
    print_json,
)
from commonground.errors import CommongroundError, Problem, UsageError

if TYPE_CHECKING:
    from commonground.case import Case

__all__ = ["attach", "check", "new"]


def check(
    case: CaseArgument, *, layer: LayerOption = None, as_of: AsOfOption = None, as_json: JsonOption = False
) -> None:
    """What is wrong with a case, and what a careful reader would ask about. Exit code 1 when there are errors."""
    from commonground.agreement import verdicts_on_one_sides_word
    from commonground.case import check as check_case
    from commonground.case.check_layers import layer_problems
    from commonground.case.codebook import codebook_findings
    from commonground.case.re_anchoring import text_problems
    from commonground.errors import CaseError, FormulaError

    try:
        loaded = asked_case(case, layer, as_of=as_of)
        problems = (
            *layer_problems(case),
            *codebook_findings(case, loaded),
            *check_case(loaded),
            *verdicts_on_one_sides_word(loaded),
            *text_problems(loaded),
            *_conflict_problems(loaded),
        )
    except (CaseError, FormulaError) as error:
        problems = error.problems
    _tell_findings(problems, as_json)


def _conflict_problems(case: Case) -> tuple[Problem, ...]:
    """Why the conflict part, if the case has one, is no model."""
    if not case.options and not case.conflict.states:
        return ()
    from commonground.conflict.model.of_case import graph_model

    try:
        graph_model(case)
    except CommongroundError as error:
        return error.problems
    return ()


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
    re_anchor: Annotated[
        bool, typer.Option("--re-anchor", help="Ask, one by one, about statements whose words stand elsewhere now.")
    ] = False,
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", help="With --re-anchor: your name, which is kept with each yes.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Bring up the quotes behind sealed anchors, from a text that may not be kept in the case."""
    from commonground.case.attach import attach_text, attachment_states, forget_text

    loaded = asked_case(case)
    if source is not None and forget:
        forget_text(loaded, source)
    elif source is not None and (file is not None or not re_anchor):
        attach_text(loaded, source, file)
    if re_anchor:
        _re_anchor(loaded, source, reviewer, as_json=as_json)
        return
    states = attachment_states(loaded, source)
    if as_json:
        print_json({"case": loaded.id, "sources": [state.to_dict() for state in states]})
    else:
        from commonground.brief.terminal.agreement import print_attachments

        print_attachments(loaded, states)


def _re_anchor(case: Case, source: str | None, reviewer: str | None, *, as_json: bool) -> None:
    from commonground.case.attach import attachment_states

    attachment_states(case, source)  # which refuses a source that is none
    if as_json:
        from commonground.case.re_anchoring import misplaced

        print_json({"case": case.id, "misplaced": [item.to_dict() for item in misplaced(case, source)]})
        return
    if not reviewer:
        raise UsageError(
            Problem("Who says that it is the same passage?", expected="--reviewer NAME", code="no-reviewer")
        )
    from commonground.brief.terminal.re_anchoring import re_anchor_case

    typer.echo(re_anchor_case(case, source, reviewer).in_words())


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
