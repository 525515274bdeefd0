"""The command line: one verb a question, each with an example in its help and ``--json`` where it answers one.

Exit codes: 0 done, 1 a finding (``check`` found errors), 2 wrong use. A mistake of the user's is one sentence, never
a traceback.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commonground._version import __version__
from commonground.errors import CommongroundError, Problem

if TYPE_CHECKING:
    from commonground.case import Case

__all__ = ["app", "main"]

app = typer.Typer(
    name="commonground",
    help="Where is there common ground, what blocks the rest, and whose mandate would have to change by how little?",
    epilog="Start with:  commonground demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

CaseArgument = Annotated[
    str,
    typer.Argument(help="A case folder, a .zip of one, or a bundled case (istanbul-2025, cuba-1962).", metavar="CASE"),
]
RoundOption = Annotated[str | None, typer.Option("--round", help="The round to ask about; the latest unless said.")]
LayerOption = Annotated[
    list[str] | None,
    typer.Option("--layer", help="A layer of the case, or a path to a layer file; may be given several times."),
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Only what was on record by this day (2025-06-10).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
BudgetOption = Annotated[float, typer.Option("--seconds", min=0.1, help="How long the search may take in all.")]
TargetOption = Annotated[
    list[str] | None,
    typer.Option("--target", help="One more thing to be agreed, as a formula; may be given several times."),
]


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"commonground {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Hold the options that stand before any verb."""


@app.command(epilog="Example:  commonground demo --to istanbul.html")
def demo(
    *,
    to: Annotated[Path, typer.Option("--to", help="Where to write the brief.")] = Path("brief.html"),
    as_json: JsonOption = False,
) -> None:
    """The whole way on the Istanbul talks of 2025: a case in, verdicts and a brief out."""
    case = _load("istanbul-2025")
    _tell_agreement(case, as_json=as_json)
    _write_brief(case, to, quiet=as_json)


@app.command(epilog="Example:  commonground agree istanbul-2025 --round r1 --target 'ceasefire = full'")
def agree(
    case: CaseArgument,
    *,
    round: RoundOption = None,
    target: TargetOption = None,
    layer: LayerOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Where there is common ground, what blocks the rest, and what the smallest concessions are."""
    _tell_agreement(_load(case, layer, as_of), round=round, targets=target, seconds=seconds, as_json=as_json)


@app.command(epilog="Example:  commonground brief istanbul-2025 --to istanbul.html")
def brief(
    case: CaseArgument,
    *,
    to: Annotated[Path, typer.Option("--to", help="Where to write the page.")] = Path("brief.html"),
    round: RoundOption = None,
    layer: LayerOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Write the answer as one self-contained page that can be read in five minutes and checked line by line."""
    loaded = _load(case, layer, as_of)
    if as_json:
        from commonground.brief import brief_contents

        _print_json(brief_contents(loaded, round=round, budget=seconds).to_dict())
    else:
        _write_brief(loaded, to, round=round, seconds=seconds)


@app.command(epilog="Example:  commonground check my-talks")
def check(
    case: CaseArgument, *, layer: LayerOption = None, as_of: AsOfOption = None, as_json: JsonOption = False
) -> None:
    """What is wrong with a case, and what a careful reader would ask about. Exit code 1 when there are errors."""
    from commonground.agreement import verdicts_on_one_sides_word
    from commonground.case import check as check_case
    from commonground.errors import CaseError, FormulaError

    try:
        loaded = _load(case, layer, as_of)
        problems = (*check_case(loaded), *verdicts_on_one_sides_word(loaded))
    except (CaseError, FormulaError) as error:
        problems = error.problems
    _tell_findings(problems, as_json)


@app.command(epilog="Example:  commonground new my-talks --title 'The talks on the bridge'")
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make; it must be new or empty.")],
    title: Annotated[str | None, typer.Option("--title", help="The name of the talks.")] = None,
) -> None:
    """Write a commented starter case that loads, passes check and already has something to say."""
    from commonground.case import new as new_case

    root = new_case(folder, title)
    typer.echo(f"A new case stands in {root}. Open {root / 'case.yaml'} in a text editor, then:")
    for verb in ("check", "agree", "brief"):
        typer.echo(f"  commonground {verb} {_quoted(root)}")


@app.command(epilog="Example:  commonground attach istanbul-2025 ki-interview ~/texts/interview.txt")
def attach(
    case: CaseArgument,
    source: Annotated[str | None, typer.Argument(help="The source whose text it is; all are listed without.")] = None,
    file: Annotated[Path | None, typer.Argument(help="The text, as a UTF-8 file. It is not copied.")] = None,
    *,
    forget: Annotated[bool, typer.Option("--forget", help="No longer use the text attached to this source.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring up the quotes behind sealed anchors, from a text that may not be kept in the case."""
    from commonground.brief.terminal import print_attachments
    from commonground.case.attach import attach_text, attachment_states, forget_text

    loaded = _load(case)
    if source is not None and forget:
        forget_text(loaded, source)
    elif source is not None:
        attach_text(loaded, source, file)
    states = attachment_states(loaded, source)
    if as_json:
        _print_json({"case": loaded.id, "sources": [state.to_dict() for state in states]})
    else:
        print_attachments(loaded, states)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    try:
        app(arguments, prog_name="commonground")
    except CommongroundError as error:
        for problem in error.problems:
            typer.echo(f"commonground: {problem}", err=True)
        return 2
    except KeyboardInterrupt:
        typer.echo("commonground: stopped; nothing was left half written.", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output went away (such as `| head`): not a mistake, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return 0


def _load(case: str, layers: list[str] | None = None, as_of: str | None = None) -> Case:
    from commonground.case import load

    return load(case, layers=layers or (), as_of=as_of)


def _tell_agreement(
    case: Case,
    *,
    round: str | None = None,
    targets: list[str] | None = None,
    seconds: float = 10.0,
    as_json: bool = False,
) -> None:
    from commonground.agreement import agreement

    extra = {text: text for text in targets or ()}
    report = agreement(case, round=round, targets=extra, budget=seconds)
    if as_json:
        _print_json(report.to_dict())
    else:
        from commonground.brief.terminal import print_agreement

        print_agreement(case, report, extra)


def _write_brief(case: Case, to: Path, *, round: str | None = None, seconds: float = 10.0, quiet: bool = False) -> None:
    from commonground.brief import brief as write

    written = write(case, to=to, round=round, budget=seconds)
    if not quiet:
        typer.echo(f"The brief is in {written}: open it in a browser.")


def _tell_findings(problems: Iterable[Problem], as_json: bool) -> None:
    found = list(problems)
    errors = [problem for problem in found if problem.severity == "error"]
    if as_json:
        _print_json({"errors": len(errors), "problems": [problem.to_dict() for problem in found]})
    else:
        from commonground.brief.terminal import print_problems

        print_problems(found)
    if errors:
        raise typer.Exit(1)


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))
