"""A brief as a file's bytes, made by the program in a process of its own.

Drawing pictures and setting sheets takes engines of a hundred megabytes; they live in a child and leave with it, so
that the server stays small, and a brief that takes too long is stopped.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from commonground.errors import Problem, UsageError
from commonground.workbench.page import Opened

__all__ = ["written"]

SLOWEST = 300  # seconds
_MOST_KEPT = 4_000_000  # bytes of one form that are kept while the case stays as it is


def written(found: Opened, ending: str) -> bytes:
    """The brief of a case as it is looked at, in the form of this ending.

    Raises
    ------
    UsageError
        The form needs something that is not installed, or it took too long.
    """
    kept, name = found.answers.found, f"brief.{ending}"
    with found.answers.writing:
        if name not in kept:
            data = _made(found, name)
            if len(data) > _MOST_KEPT:
                return data
            kept[name] = data
        made: bytes = kept[name]
    return made


def _made(found: Opened, name: str) -> bytes:
    with TemporaryDirectory(prefix="commonground-") as folder:
        to = Path(folder) / name
        options = [f"--layer={layer}" for layer in found.view.layers]
        options += [f"--what-if={change}" for change in found.view.what_if]
        options += [f"--round={found.view.round}"] * bool(found.view.round)
        options += [f"--as-of={found.view.as_of}"] * bool(found.view.as_of)
        command = [sys.executable, "-m", "commonground", "brief", str(found.entry.path), f"--to={to}", *options]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SLOWEST, check=False, cwd=folder)  # noqa: S603
        except subprocess.TimeoutExpired:
            what = "The brief took too long and was stopped."
            raise UsageError(Problem(what, expected=f"at most {SLOWEST} seconds", code="too-slow")) from None
        if not to.is_file():
            told = done.stderr.decode("utf-8", "replace").strip().removeprefix("commonground: ")
            what = f"The brief cannot be written in this form. {told[-600:]}".strip()
            raise UsageError(Problem(what, expected="one of the other forms", code="not-possible"))
        return to.read_bytes()
