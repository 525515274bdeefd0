"""The command line: one verb a question, each with an example in its help and ``--json`` where it answers one.

Exit codes: 0 done, 1 a finding (``check`` found errors), 2 wrong use. A mistake of the user's is one sentence, never
a traceback.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from commonground._version import __version__
from commonground.cli import answers, conflict, depth, exchange, folder, reading, serve, verify
from commonground.errors import CommongroundError

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


_INTERRUPTED = 130  # the exit code after Ctrl-C


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


def _verb(name: str, function: Callable[..., Any], example: str, panel: str) -> None:
    app.command(name, epilog=f"Example:  commonground {name} {example}", rich_help_panel=panel)(function)


_ANSWERS, _DEPTH = "What can be agreed", "One question in depth"
_CONFLICT = "Would it hold"
_READING, _FOLDER = "Reading the record", "The case folder"
_verb("demo", answers.demo, "--to istanbul.html", _ANSWERS)
_verb("serve", serve.serve, "my-talks", _ANSWERS)
_verb("agree", answers.agree, "istanbul-2025 --round r1 --target 'ceasefire = full'", _ANSWERS)
_verb("glance", depth.glance, "istanbul-2025", _ANSWERS)
_verb("brief", answers.brief, "istanbul-2025 --to istanbul.html", _ANSWERS)
_verb("verify", verify.verify, "brief.html istanbul-2025", _ANSWERS)
_verb("next", depth.next_, "istanbul-2025 --present ukraine=delegation,russia=delegation", _ANSWERS)
_verb("order", depth.order, "istanbul-2025 --split ST", _DEPTH)
_verb("levels", depth.levels, "istanbul-2025", _DEPTH)
_verb("ultimatum", depth.ultimatum, "istanbul-2025", _DEPTH)
_verb("ways", depth.ways, "istanbul-2025 'full ceasefire'", _DEPTH)
_verb("blocks", depth.blocks, "istanbul-2025 settlement", _DEPTH)
_verb("rounds", depth.rounds, "cuba-1962", _DEPTH)
_verb("diff", depth.diff, "istanbul-2025 r1 r3", _DEPTH)
_verb("levers", depth.levers, "istanbul-2025 'any ceasefire'", _DEPTH)
_verb("rests", depth.rests, "istanbul-2025", _DEPTH)
_verb("stability", conflict.stability, "istanbul-2025 --concept seq", _CONFLICT)
_verb("holds", conflict.holds, "istanbul-2025 'ceasefire = infrastructure_only'", _CONFLICT)
_verb("paths", conflict.paths, "istanbul-2025 --to YNYNNYNY", _CONFLICT)
_verb("together", conflict.together, "istanbul-2025", _CONFLICT)
_verb("explain", conflict.explain, "istanbul-2025 russia YNYNNYNY", _CONFLICT)
_verb("read", reading.read, "interview.txt", _READING)
_verb("propose", reading.propose, "my-talks letter", _READING)
_verb("train", reading.train, "saltmarsh --to talks.tagger", _READING)
_verb("review", reading.review, "my-talks --reviewer Ann", _READING)
_verb("coders", reading.coders, "my-talks", _READING)
_verb("compare", reading.compare, "my-talks their-talks", _READING)
_verb("export", exchange.export, "istanbul-2025 istanbul.qdpx", _READING)
_verb("import", exchange.import_, "my-talks coded.qdpx --coder Ann", _READING)
_verb("new", folder.new, "my-talks --title 'The talks on the bridge'", _FOLDER)
_verb("check", folder.check, "my-talks", _FOLDER)
_verb("attach", folder.attach, "istanbul-2025 ki-interview ~/texts/interview.txt", _FOLDER)


def _stopped() -> int:
    typer.echo("commonground: stopped; nothing was left half written.", err=True)
    return _INTERRUPTED


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    gc.set_threshold(
        50_000, 20, 100
    )  # short runs that keep what they make: looking for garbage took a tenth of a brief
    try:
        app(arguments, prog_name="commonground")
    except CommongroundError as error:
        for problem in error.problems:
            typer.echo(f"commonground: {problem}", err=True)
        return 2
    except KeyboardInterrupt:
        return _stopped()
    except BrokenPipeError:
        # The reader of our output went away (such as `| head`): not a mistake, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        if stop.code == _INTERRUPTED:  # which typer makes of Ctrl-C, without a word
            return _stopped()
        return stop.code if isinstance(stop.code, int) else 1
    return 0
